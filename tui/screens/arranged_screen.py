"""A list that can be sorted, grouped and counted by the facets of its rows."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

from textual import work

from tracker.wording import say
from tui.actions import bindings
from tui.arranging import Arranged, Arrangement, arranged, counted
from tui.presenters.clock import grouped
from tui.presenters.facets import FACETS, Facet
from tui.presenters.lines import Line, line
from tui.presenters.rows import Groups, Rows
from tui.screens.choices import Choice, Choices
from tui.screens.list_screen import ListScreen
from tui.under_way import BrokenOff, UnderWay

_USUAL = "usual"


class ArrangedScreen(ListScreen):
    """All rows are read for it, in a thread; until then the list stands as it was.

    Attributes:
        arrangement: by what the list is sorted; None for its usual order.
    """

    BINDINGS = bindings("table")

    def __init__(self) -> None:
        super().__init__()
        self.arrangement: Arrangement | None = None

    @property
    def facets(self) -> Sequence[Facet]:
        """By what its rows can be looked at."""
        return FACETS[self.SCOPE]

    def reload(self) -> None:
        if self.arrangement is None:
            super().reload()
        else:
            rows, _, _ = self.rows()
            self.rowlist.columns = self.columns()
            self.show_or_explain(self.rowlist, len(rows))
            self.run_worker(self._arrange(rows, self.arrangement), group="arrange", exclusive=True, exit_on_error=False)

    async def _arrange(self, rows: Rows[Any], how: Arrangement) -> None:
        progress = UnderWay(say("tables.sorting"), len(rows))
        with self.desk.guarded():
            try:
                found = await self.desk.working(progress, asyncio.to_thread(arranged, rows.again(), how, progress))
            except BrokenOff:
                self.arrangement = None
                super().reload()
                return
            if self.arrangement == how and self.is_mounted:
                self.rowlist.show(Rows(found.keys, rows.fetch), _groups(found, how))

    @work(group="ask", exit_on_error=False)
    async def action_sort(self) -> None:
        """Ask by what, and sort; the same again turns it round."""
        await self._ask(say("tables.sort_by"), grouped=False)

    @work(group="ask", exit_on_error=False)
    async def action_group_by(self) -> None:
        """Ask by what, and set a heading above each value."""
        await self._ask(say("tables.group_by"), grouped=True)

    async def _ask(self, title: str, *, grouped: bool) -> None:
        before = self.arrangement
        usual = Choice(_USUAL, "0", say("tables.usual"))
        chosen = await self.app.push_screen_wait(Choices(title, [*self._choices(before), usual]))
        facet = next((each for each in self.facets if each.id == chosen), None)
        if facet is not None:
            again = before is not None and before.facet.id == facet.id and before.grouped == grouped
            down = not before.down if again and before is not None else facet.down
            self.arrangement = Arrangement(facet, down, grouped)
        elif chosen == _USUAL:
            self.arrangement = None
        if chosen is not None:
            self.refresh_view()

    def _choices(self, now: Arrangement | None = None) -> list[Choice]:
        about = say("tables.turns")
        return [
            Choice(each.id, str(n), each.label, about if now is not None and now.facet.id == each.id else "")
            for n, each in enumerate(self.facets, 1)
        ]

    @work(group="ask", exit_on_error=False)
    async def action_count(self) -> None:
        """Ask by what, and count the rows that are shown."""
        chosen = await self.app.push_screen_wait(Choices(say("tables.count_by"), self._choices()))
        facet = next((each for each in self.facets if each.id == chosen), None)
        if facet is None:
            return
        rows, _, _ = self.rows()
        progress = UnderWay(say("tables.counting"), len(rows))
        with self.desk.guarded():
            try:
                found = await self.desk.working(progress, asyncio.to_thread(counted, rows.again(), facet, progress))
            except BrokenOff:
                return
            from tui.screens.counts import CountsScreen

            self.app.push_screen(CountsScreen(self, facet, found, len(rows)))


def _groups(found: Arranged, how: Arrangement) -> Groups:
    sign = say("tables.down" if how.down else "tables.up")
    if not how.grouped:
        title = line((say("tables.sorted", by=how.facet.label, sign=sign).upper(), "heading"))
        return Groups([0] if len(found.keys) else [], lambda group: title)
    ends = [*found.starts[1:], len(found.keys)]

    def head(group: int) -> Line:
        value = found.values[group] or say("desk.word.unknown")
        count = ends[group] - found.starts[group]
        return line((value.upper(), "heading"), (f"  {grouped(count)}", "number"))

    return Groups(found.starts, head)
