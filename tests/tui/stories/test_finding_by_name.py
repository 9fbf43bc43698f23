"""Errand: find by name in the palette, by a click, and take along what was found."""

from __future__ import annotations

from tests.tui.sitting import sitting
from tracker.dossier import Dossier


async def test_the_palette_finds_actions_people_meetings_and_dates(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys(":")
        await desk.pilot.press(*"halvorsen")
        await desk.pilot.pause()
        await desk.settled()
        desk.shows("Astrid Halvorsen")
        await desk.press("escape")
        await desk.keys(":")
        await desk.pilot.press(*"12", "space", *"may")
        await desk.settled()
        desk.shows("Go to 12 May 2024")
        await desk.press("down", "enter")
        await desk.settled()
        desk.shows("AS KNOWN 12 MAY 2024", "8 later events hidden")


async def test_a_click_selects_opens_and_travels(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.pilot.click("RowList", offset=(10, 14))
        await desk.settled()
        desk.shows("▌✕ Karen Lund · Tomasz Wilk")
        await desk.pilot.click("Scrubber", offset=(40, 0))
        await desk.settled()
        desk.shows("AS KNOWN", "later events hidden")
        await desk.pilot.click("Masthead", offset=(57, 0))
        await desk.settled()
        desk.shows("EVENT #")


async def test_copying_names_the_source_and_the_place_in_time(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("t14.5.2024⏎/jurm⏎c")
        assert desk.app.clipboard.splitlines()[0] == "Janis Ozols · Astrid Halvorsen, held, 14 May 2024, Jurmala"
        assert "„Am Dienstag empfing Janis Ozols sie in Jurmala“" in desk.app.clipboard
        assert "(As known 14 May 2024)" in desk.app.clipboard
