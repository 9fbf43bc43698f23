"""The jobs that keep the desk fresh: when each runs next, how its last runs went, and what they appended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tracker.jobs.scheduling import JobState
from tracker.jobs.store import JobRun
from tracker.wording import label, say
from tui.glyphs import glyphs
from tui.presenters.lines import Column, Line, Piece, line
from tui.presenters.wording import heading, wrapped

_DRAWN = 20


@dataclass(frozen=True, slots=True)
class JobRow:
    """A job: where it stands, whether the user paused it, and its newest runs, the newest first."""

    state: JobState
    paused: bool
    runs: tuple[JobRun, ...]


def columns() -> tuple[Column, ...]:
    """The columns of the list."""
    return (
        Column("state", "", 1),
        Column("job", say("desk.jobs.job"), 10),
        Column("next", say("desk.jobs.next"), 12),
        Column("last", say("desk.jobs.last"), 15),
        Column("took", say("desk.jobs.took"), 6, right=True, from_width=56),
        Column("result", say("desk.jobs.result"), 14, grow=1),
        Column("runs", say("desk.jobs.runs"), _DRAWN, from_width=84),
    )


def cells(row: JobRow) -> tuple[Line, ...]:
    """A job as a row."""
    last = row.state.last
    failed = last is not None and last.error is not None
    return (
        line(_sign(row)),
        line(label("job", row.state.job)),
        line((_next(row), "warn" if row.paused else "")),
        line((_when(last.started) if last else "–", "muted")),
        line((_took(last) if last else "", "muted")),
        line((result_words(last) if last else "", "bad" if failed else "")),
        sparkline(row.runs),
    )


def _sign(row: JobRow) -> Piece:
    last = row.state.last
    if row.state.running:
        return glyphs().work["replaying"], "info"
    if row.paused:
        return glyphs().paused, "warn"
    if last is not None and last.error:
        return glyphs().no, "bad"
    return glyphs().live, "good"


def _next(row: JobRow) -> str:
    if row.state.running:
        return say("desk.jobs.running")
    if row.paused:
        return say("desk.jobs.paused")
    return f"{row.state.next_run.astimezone():%H:%M:%S}" if row.state.next_run else say("desk.jobs.not_planned")


def sparkline(runs: Sequence[JobRun]) -> Line:
    """The newest runs from old to new: how many events each appended; one that failed as a cross."""
    drawn = list(reversed(runs[:_DRAWN]))
    most = max((len(run.positions) for run in drawn), default=0)
    bars = glyphs().bars
    pieces: list[Piece] = []
    for run in drawn:
        share = len(run.positions) / most if most else 0
        pieces.append((glyphs().no, "bad") if run.error else (bars[round(share * (len(bars) - 1))], "spark"))
    return line(*pieces)


def result_words(run: JobRun) -> str:
    """What a run did, in words; why it failed, if it did."""
    if run.error:
        return run.error
    if not run.finished:
        return say("desk.jobs.running")
    counts = {name: count for name, count in (run.result or {}).items() if count}
    return ", ".join(say(f"desk.jobs.{name}", count=count) for name, count in counts.items()) or say(
        "desk.jobs.nothing"
    )


def _when(iso: str) -> str:
    return datetime.fromisoformat(iso).astimezone().strftime("%d.%m. %H:%M:%S")


def _took(run: JobRun) -> str:
    if not run.finished:
        return ""
    took = datetime.fromisoformat(run.finished) - datetime.fromisoformat(run.started)
    return f"{took.total_seconds():.0f} s"


def job_page(row: JobRow | None, inbox: Path | None, width: int) -> list[Line]:
    """The runs of a job, the newest first, each with the events that it appended; and where the inbox is."""
    lines: list[Line] = []
    if row is None:
        lines += [*wrapped(say("desk.jobs.none"), width, indent="", tone="muted"), ()]
    else:
        lines += [
            heading(label("job", row.state.job).upper(), width),
            *wrapped(_about(row), width, indent="", tone="muted"),
        ]
        lines += [()] if row.runs else []
        for run in row.runs[:_DRAWN]:
            lines += _run(run, width)
    if inbox is not None:
        lines += [(), heading(say("desk.jobs.inbox"), width), *wrapped(str(inbox), width, indent="")]
        lines += wrapped(say("desk.jobs.inbox_help"), width, indent="", tone="muted")
    return lines


def _about(row: JobRow) -> str:
    return say(f"desk.jobs.about_{row.state.job}")


def _run(run: JobRun, width: int) -> list[Line]:
    tone = "bad" if run.error else "good" if run.finished else "info"
    sign = glyphs().no if run.error else glyphs().yes if run.finished else glyphs().work["replaying"]
    lines = [line((f"{sign} ", tone), (_when(run.started), ""), (f"  {_took(run)}", "muted"))]
    lines += wrapped(result_words(run), width, tone="bad" if run.error else "muted")
    if run.positions:
        shown = ", ".join(f"#{position}" for position in run.positions[:40])
        lines += wrapped(say("desk.jobs.appended", events=shown), width, tone="")
    return lines
