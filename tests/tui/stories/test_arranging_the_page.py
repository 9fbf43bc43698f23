"""Errand: the page where one wants it – beside the list, below it, away; and what this desk is, to be told."""

from __future__ import annotations

from tests.tui.sitting import Sitting, sitting
from tracker.dossier import Dossier


def side_by_side(desk: Sitting) -> bool:
    return any("▌" in line and "HOW WE KNOW" not in line and "│" in line for line in desk.text().splitlines())


async def test_the_page_beside_below_and_away(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        assert side_by_side(desk)
        await desk.keys("v")
        desk.shows("HOW WE KNOW", "Tallinn")
        assert not side_by_side(desk)
        await desk.keys("v")
        desk.hides("HOW WE KNOW")
        await desk.keys("4")
        desk.hides("SOURCES")
        await desk.keys("1v")
        assert side_by_side(desk)
        desk.nothing_went_wrong()


async def test_the_place_of_the_page_is_remembered(dossier: Dossier) -> None:
    async with sitting(dossier, remember=True) as desk:
        await desk.keys("vv")
        desk.hides("HOW WE KNOW")
        desk.app.remember_place()
    async with sitting(dossier, remember=True) as desk:
        desk.hides("HOW WE KNOW")


async def test_a_report_for_whoever_mends_it(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        with desk.app.guarded():
            dossier.event(999)
        await desk.keys("!")
        desk.shows("ERRORS 1", "THIS DESK", "Textual", "SQLite", "120 × 36")
        await desk.keys("c")
        assert "no event 999 in this dossier" in desk.app.clipboard
        assert "Python" in desk.app.clipboard
