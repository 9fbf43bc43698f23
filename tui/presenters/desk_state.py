"""How a desk was left: the screen, the place in time, each screen's filter and cursor, kept filters, own marks."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tui.presenters.clock import DeskClock

SPLITS = ("right", "below", "off")
"""Where the page of the selected row stands."""
_MARKS, _KEPT, _EARLIER = 50, 50, 20


@dataclass(slots=True)
class ScreenState:
    """A screen's filter, and the key of the row on which its cursor stood."""

    filter: str = ""
    key: int | None = None


@dataclass(slots=True)
class DeskState:
    """What is remembered of a desk over one dossier.

    Attributes:
        screen: the one that was in front.
        clock: the place in time.
        screens: by name.
        filters: kept under a name by the user.
        earlier: filters that were used, the newest last.
        marks: places in time that the user marked, in the order in which that was done.
        split: where the page of the selected row stands, one of `SPLITS`.
    """

    screen: str = ""
    clock: DeskClock = field(default_factory=DeskClock)
    screens: dict[str, ScreenState] = field(default_factory=dict)
    filters: dict[str, str] = field(default_factory=dict)
    earlier: list[str] = field(default_factory=list)
    marks: list[DeskClock] = field(default_factory=list)
    split: str = SPLITS[0]

    def of(self, screen: str) -> ScreenState:
        """What is remembered of a screen."""
        return self.screens.setdefault(screen, ScreenState())

    def used(self, filter: str) -> None:
        """Remember a filter that was used."""
        if filter:
            self.earlier = [*(each for each in self.earlier if each != filter), filter][-_EARLIER:]

    def keep_filter(self, name: str, filter: str) -> None:
        """Keep a filter under a name; the oldest gives way where there are too many."""
        self.filters = dict([*((n, f) for n, f in self.filters.items() if n != name), (name, filter)][-_KEPT:])

    def toggle_mark(self, clock: DeskClock) -> bool:
        """Mark a place in time, or take its mark away; whether it is marked now."""
        if clock in self.marks:
            self.marks.remove(clock)
            return False
        self.marks = [*self.marks, clock][-_MARKS:]
        return True

    def to_json(self) -> str:
        """The state as text."""
        return json.dumps(
            {
                "screen": self.screen,
                "clock": _clock_data(self.clock),
                "screens": {name: [each.filter, each.key] for name, each in self.screens.items()},
                "filters": self.filters,
                "earlier": self.earlier,
                "marks": [_clock_data(each) for each in self.marks],
                "split": self.split,
            },
            ensure_ascii=False,
        )

    @classmethod
    def from_json(cls, text: str) -> DeskState:
        """The state of a text; a new one where an older or newer program wrote what this one does not know."""
        try:
            data: Mapping[str, Any] = json.loads(text)
            return cls(
                screen=str(data["screen"]),
                clock=_clock(data["clock"]),
                screens={name: ScreenState(str(words), key) for name, (words, key) in data["screens"].items()},
                filters={str(name): str(words) for name, words in data["filters"].items()},
                earlier=[str(each) for each in data["earlier"]],
                marks=[_clock(each) for each in data["marks"]],
                split=SPLITS[SPLITS.index(data.get("split", SPLITS[0]))],
            )
        except (ValueError, TypeError, KeyError, AttributeError):
            return cls()


def _clock_data(clock: DeskClock) -> list[str | int | None]:
    return [clock.kind, clock.moment, clock.position]


def _clock(data: Any) -> DeskClock:
    kind, moment, position = data
    if kind not in ("published", "recorded") or not (moment is None or isinstance(moment, str)):
        raise ValueError(kind)
    return DeskClock(kind, moment, None if position is None else int(position))
