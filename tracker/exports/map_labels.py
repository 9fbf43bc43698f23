"""Where the names of the stops stand in a map picture: beside their points, over none of the others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Point = tuple[float, float]
_WIDTH, _HEIGHT = 7.1, 15.0
"""What a letter and a line take, in pixels, on the safe side."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of the picture."""

    left: float
    top: float
    right: float
    bottom: float

    def shared(self, other: Box) -> float:
        """The area that two boxes have in common."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(0.0, width) * max(0.0, height)

    @property
    def size(self) -> float:
        """Its area."""
        return (self.right - self.left) * (self.bottom - self.top)


@dataclass(frozen=True, slots=True)
class Label:
    """Lines of text at a place; ``anchor`` as in SVG. The first line's foot is at ``y``."""

    x: float
    y: float
    anchor: str
    lines: tuple[str, ...]


def place_labels(
    stops: Sequence[tuple[Point, tuple[str, ...]]], frame: Box, obstacles: Iterable[Point] = ()
) -> list[Label]:
    """A label for each stop, at the best of eight places around it: the earlier one of two has the first choice.

    Args:
        stops: where each stop stands, and the lines to be written.
        frame: what no label should leave.
        obstacles: points that labels should not cover, such as those of the way.
    """
    taken = [_around(spot, 7) for spot, _ in stops]
    small = [_around(spot, 2) for spot in obstacles]
    labels = []
    for spot, lines in stops:
        candidates = [_at(spot, lines, *side) for side in _SIDES]
        costs = [
            sum(box.shared(other) for other in taken) * 4
            + sum(box.shared(other) for other in small)
            + (box.size - box.shared(frame)) * 20
            + order
            for order, (_, box) in enumerate(candidates)
        ]
        label, box = candidates[costs.index(min(costs))]
        taken.append(box)
        labels.append(label)
    return labels


_SIDES = ((1, 0), (-1, 0), (1, -1), (1, 1), (-1, -1), (-1, 1), (0, -1), (0, 1))


def _around(spot: Point, size: float) -> Box:
    return Box(spot[0] - size, spot[1] - size, spot[0] + size, spot[1] + size)


def _at(spot: Point, lines: tuple[str, ...], across: int, down: int) -> tuple[Label, Box]:
    width, height = max(map(len, lines)) * _WIDTH, len(lines) * _HEIGHT
    gap = 11.0 if across else 0.0
    x = spot[0] + across * gap
    top = spot[1] - height / 2 + down * (height / 2 + (12 if not across else 4))
    left = x if across > 0 else x - width if across < 0 else x - width / 2
    anchor = {1: "start", -1: "end", 0: "middle"}[across]
    return Label(x, top + 12, anchor, lines), Box(left, top, left + width, top + height)
