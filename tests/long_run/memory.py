"""What the processes of a day keep in memory for themselves, from its beginning to its end."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

MAY_GROW = 0.08
"""The share by which a process may grow once it is warm: the allocator finds new places for what comes and goes."""
_PRIVATE = re.compile(r"^RssAnon:\s+(\d+) kB", re.MULTILINE)
_TENTHS = 10
_WARM = 3
"""Tenths of its life within which a process has read its words and drawn its screens once."""


def memory(process: int) -> int | None:
    """Bytes that a process has for itself, files mapped into it apart; None where the system does not tell."""
    try:
        found = _PRIVATE.search(Path(f"/proc/{process}/status").read_text(encoding="ascii"))
    except OSError:
        return None
    return int(found[1]) * 1_024 if found else None


@dataclass
class Curve:
    """The memory of one process, sample by sample; where it is killed and started again, of its last life.

    Attributes:
        samples: bytes, at even distances in time.
        highest: of all lives.
    """

    samples: list[int] = field(default_factory=list)
    highest: int = 0
    _process: int = 0

    def look(self, process: int) -> None:
        """Take a sample."""
        if process != self._process:
            self._process = process
            self.samples.clear()
        if (used := memory(process)) is not None:
            self.samples.append(used)
            self.highest = max(self.highest, used)

    @property
    def tenths(self) -> list[int]:
        """The most in each tenth of the life; nothing where there are too few samples to tell."""
        count = len(self.samples)
        if count < _TENTHS:
            return []
        bounds = [count * tenth // _TENTHS for tenth in range(_TENTHS + 1)]
        return [max(self.samples[first:last]) for first, last in pairwise(bounds)]

    @property
    def growth(self) -> float:
        """The share by which the end lies above where the process stood when it was warm; 0 where nobody could look."""
        tenths = self.tenths
        return tenths[-1] / max(tenths[:_WARM]) - 1 if tenths else 0.0

    def __str__(self) -> str:
        curve = " ".join(f"{used / 1e6:.0f}" for used in self.tenths)
        return f"{curve} MB, {self.growth:+.1%} once warm, at most {self.highest / 1e6:.0f} MB"
