"""What a key costs, counted instead of timed: rows fetched, rows drawn, at the top and at the end of a million."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.tui.sitting import sitting
from tracker.dossier import Dossier
from tui.presenters.entries import Entry, Section, listing
from tui.presenters.lines import Column, Line, line
from tui.presenters.rows import PAGE, Rows
from tui.widgets.rowlist import RowList

MILLION = 1_000_000


@pytest.mark.parametrize("size", [(80, 24), (200, 60)], ids=["small", "large"])
async def test_a_key_fetches_one_page_and_draws_two_rows(dossier: Dossier, size: tuple[int, int]) -> None:
    fetched: list[int] = []
    drawn: list[int] = []

    def fetch(keys: Sequence[int]) -> Sequence[int]:
        fetched.append(len(keys))
        return keys

    def present(row: int) -> tuple[Line, ...]:
        drawn.append(row)
        return (line(str(row)),)

    async with sitting(dossier, size=size) as desk:
        await desk.keys("6")
        rowlist = desk.app.screen.query_one(RowList)
        rowlist.columns, rowlist.present = (Column("n", "", 8),), present
        rowlist.show(Rows(range(1, MILLION + 1), fetch), cursor=0)
        await desk.keys("g")
        height = rowlist.size.height
        for key, pages, rows in (("j", 0, 2), ("k", 0, 2), ("G", 1, height), ("k", 0, 2), ("g", 0, height)):
            fetched.clear()
            drawn.clear()
            await desk.keys(key)
            assert len(fetched) <= pages + 1
            assert sum(fetched) <= PAGE * (pages or 1)
            assert len(drawn) <= rows
        await desk.keys("G")
        assert rowlist.key == MILLION
        desk.shows(str(MILLION))


async def test_a_page_of_entries_makes_only_those_in_sight(dossier: Dossier) -> None:
    made: list[int] = []

    def entries(keys: Sequence[int]) -> list[Entry | None]:
        made.append(len(keys))
        return [Entry(("·", ""), "", line(str(key))) for key in keys]

    sections = [Section("FEW", range(3), entries), Section("MANY", range(MILLION), entries)]
    async with sitting(dossier) as desk:
        await desk.keys("9")
        rowlist = desk.app.screen.query_one(RowList)
        rows, groups = listing(sections)
        rowlist.show(rows, groups, cursor=0)
        await desk.keys("g")
        for key in "jkGkg":
            made.clear()
            await desk.keys(key)
            assert sum(made) <= PAGE + 3
        desk.shows("FEW  3", "MANY  1 000 000")


async def test_the_log_is_read_by_the_page(dossier: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    spans: list[int] = []
    read = dossier.log.read

    def counting(after: int = 0, until: int | None = None, **others: object):  # type: ignore[no-untyped-def]
        spans.append((until or 0) - after)
        return read(after, until, **others)

    async with sitting(dossier) as desk:
        monkeypatch.setattr(dossier.log, "read", counting)
        await desk.keys("6gGkjg")
        assert spans == [15]
