"""The progress of a replay: a bar that renews itself on a terminal, nothing but the end through a pipe."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING

from tracker.cli.terminal import cut, padded, width
from tracker.wording import say

if TYPE_CHECKING:
    from tracker.projections.progress import Progress

_BAR = 24


class ReplayProgress:
    """Shows `Progress` values on stderr as they come; a context manager that leaves the line when done."""

    def __init__(self) -> None:
        self._shown = False
        self._live = sys.stderr.isatty()

    def __call__(self, progress: Progress) -> None:
        """Show where the replay stands."""
        if self._live:
            line = cut(progress_line(progress), width() - 1)
            sys.stderr.write("\r" + padded(line, width() - 1))
            sys.stderr.flush()
            self._shown = True

    def __enter__(self) -> ReplayProgress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._shown:
            sys.stderr.write("\n")
            sys.stderr.flush()


def progress_line(progress: Progress) -> str:
    """``claims ██████░░░░  60%  reading  12,000/20,000  40,000/s  0:01 left``."""
    share = min(1.0, progress.position / progress.head) if progress.head else 1.0
    bar = "█" * round(share * _BAR) + "░" * (_BAR - round(share * _BAR))
    parts = [
        f"{progress.name or say('cli.progress.all')} {bar} {share:4.0%}",
        say(f"cli.progress.{progress.stage}"),
        f"{progress.position:,}/{progress.head:,}",
        say("cli.progress.rate", rate=f"{progress.rate:,.0f}"),
    ]
    if progress.eta is not None:
        minutes, seconds = divmod(round(progress.eta), 60)
        parts.append(say("cli.progress.left", time=f"{minutes}:{seconds:02}"))
    return "  ".join(parts)
