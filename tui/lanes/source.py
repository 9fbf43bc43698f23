"""What lies in the lanes, by pages of lanes and tiles of time, so that a key reads only what comes into sight."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from tracker.projections.lane_rows import LaneItems, LaneJourney, LaneMark, LaneRow
from tui.lanes.axis import Axis

PAGE, TILE = 32, 256
"""Lanes and cells that are read at once."""
_TILES = 48
_REACHES = (200, 1_500, 12_000)
"""Days within which the next item of a lane is looked for, one after the other; then everything."""

Read = Callable[[Sequence[LaneRow], str, str], Sequence[LaneItems]]
"""Answers what lies in some lanes between two ISO days."""
Item = LaneMark | LaneJourney


class LaneSource:
    """The lanes, and their items on demand.

    Args:
        lanes: in the order shown.
        read: reads items.
    """

    def __init__(self, lanes: Sequence[LaneRow] = (), read: Read = lambda lanes, first, last: ()) -> None:
        self.lanes = lanes
        self._read = read
        self._tiles: OrderedDict[tuple[int, int, int], Sequence[LaneItems]] = OrderedDict()

    def __len__(self) -> int:
        return len(self.lanes)

    def items(self, lane: int, axis: Axis) -> LaneItems:
        """What lies in a lane within sight; reads at most a page of lanes for each tile in sight."""
        found = LaneItems()
        for tile in range(axis.left // TILE, (axis.left + axis.width - 1) // TILE + 1):
            page = self._page(lane // PAGE, axis, tile)
            found = _joined(found, page[lane % PAGE])
        return found

    def _page(self, number: int, axis: Axis, tile: int) -> Sequence[LaneItems]:
        key = number, axis.scale, tile
        page = self._tiles.get(key)
        if page is None:
            whole = replace(axis, left=tile * TILE, width=TILE)
            lanes = self.lanes[number * PAGE : (number + 1) * PAGE]
            page = self._tiles[key] = self._read(lanes, whole.first.isoformat(), whole.last.isoformat())
            if len(self._tiles) > _TILES:
                self._tiles.popitem(last=False)
        else:
            self._tiles.move_to_end(key)
        return page

    def beside(self, lane: int, item: Item | None, day: date, by: int) -> Item | None:
        """The item of a lane next to another one, or next to a day; None where there is none.

        Args:
            item: the item to start from; None to start from the day.
            by: 1 for the next, -1 for the one before.
        """
        at = order(item) if item is not None else (day.isoformat(), "" if by > 0 else "~", 0)
        for reach in (*_REACHES, None):
            first, last = _span(date.fromisoformat(at[0]), reach, by)
            (found,) = self._read([self.lanes[lane]], first, last)
            those = [one for one in sorted_items(found) if (order(one) > at if by > 0 else order(one) < at)]
            if those:
                return those[0] if by > 0 else those[-1]
        return None


def sorted_items(items: LaneItems) -> list[Item]:
    """Meetings and journeys in the order of their days."""
    return sorted((*items.journeys, *items.marks), key=order)


def order(item: Item) -> tuple[str, str, int]:
    """By first day; a journey before the meetings on it."""
    if isinstance(item, LaneJourney):
        return item.start, "", item.key
    return item.first or item.last or "", "m", item.key


def _span(start: date, reach: int | None, by: int) -> tuple[str, str]:
    end = date.max if reach is None else date.fromordinal(min(date.max.toordinal(), start.toordinal() + reach))
    begin = date.min if reach is None else date.fromordinal(max(1, start.toordinal() - reach))
    return (start.isoformat(), end.isoformat()) if by > 0 else (begin.isoformat(), start.isoformat())


def _joined(one: LaneItems, other: LaneItems) -> LaneItems:
    """Both, with what lies in both once."""
    if not one.marks and not one.journeys:
        return other
    marks = {mark.key: mark for mark in (*one.marks, *other.marks)}
    journeys = {journey.key: journey for journey in (*one.journeys, *other.journeys)}
    return LaneItems(tuple(marks.values()), tuple(journeys.values()))
