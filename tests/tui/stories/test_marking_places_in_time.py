"""Somebody marks the days that matter and goes from one to the next."""

from __future__ import annotations

from tests.tui.sitting import sitting
from tracker.dossier import Dossier


async def test_marks_are_set_seen_visited_and_taken_away(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("'")
        desk.shows("No marks yet")
        await desk.keys("t10 may⏎mt14 may⏎m0")
        assert desk.text().count("▾") == 2
        await desk.keys("'")
        desk.shows("AS KNOWN 10 MAY 2024")
        await desk.keys("'")
        desk.shows("AS KNOWN 14 MAY 2024")
        await desk.keys("m0")
        assert desk.text().count("▾") == 1
        await desk.keys("''")
        desk.shows("AS KNOWN 10 MAY 2024")
        desk.nothing_went_wrong()


async def test_corrections_are_seen_on_the_line_of_time(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("#")
        assert "×" not in desk.text()
        dossier.retract(3, "not_in_text")
        desk.app.poll()
        await desk.settled()
        desk.shows("×")
        desk.nothing_went_wrong()


async def test_the_day_before_the_selected_meeting(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("/jurm⏎tvor dem treffen⏎")
        desk.shows("AS KNOWN 13 MAY 2024")
        await desk.keys("0⎋4tbefore the meeting⏎")
        desk.shows("is no date, time or event")
