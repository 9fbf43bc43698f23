"""What the map tells beside the ground: lights where people are, ways that they took or are to take."""

from __future__ import annotations

from dataclasses import dataclass

from tui.atlas.viewport import Point


@dataclass(frozen=True, slots=True)
class Light:
    """A sign at a place.

    Attributes:
        at: where.
        sign, tone: the character and its tone.
        label: what stands beside it, if there is room; "" for nothing.
        chosen: the one that is selected: its label is always shown, and strong.
        people: keys of those who are there.
        meeting: id of what is to take place there.
        quiet: its label gives way where there are many lights.
    """

    at: Point
    sign: str
    tone: str
    label: str = ""
    chosen: bool = False
    people: tuple[int, ...] = ()
    meeting: str = ""
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Way:
    """Stations in their order.

    Attributes:
        tone: of its line.
        dashed: expected, not known to have been taken.
    """

    stations: tuple[Point, ...]
    tone: str = "way"
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """All lights and ways; what comes first is drawn first, and what is drawn later lies above. Lights that come first
    get their labels first."""

    lights: tuple[Light, ...] = ()
    ways: tuple[Way, ...] = ()
