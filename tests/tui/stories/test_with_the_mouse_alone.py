"""Errand: no key is pressed – from a question to its sentence and back, to then and home, a form, a replay."""

from __future__ import annotations

from tests.tui.sitting import sitting
from tracker.dossier import Dossier


async def test_from_a_meeting_to_its_sentence_and_back(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.click("● Janis Ozols · Astrid")
        desk.shows("▌● Janis Ozols · Astrid Halvorsen")
        await desk.click("● Janis Ozols · Astrid", times=2)
        desk.shows("HOW WE KNOW", "▌①", "Esc back")
        await desk.click("e evidence")
        desk.shows("3 CLAIMS IN THIS ARTICLE", "Esc back")
        await desk.click("n next claim")
        desk.shows("▌③ statement")
        await desk.click("Esc back")
        desk.shows("HOW WE KNOW", "▌①")
        await desk.click("1 Meetings")
        desk.shows("Tallinn", "↵ open")
        desk.nothing_went_wrong()


async def test_there_and_back_in_time(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.pilot.click("Scrubber", offset=(40, 0))
        await desk.settled()
        desk.shows("AS KNOWN", "later events hidden")
        await desk.click("0 now")
        desk.shows("● live · 15")
        await desk.pilot.click("Scrubber", offset=(40, 0))
        await desk.settled()
        await desk.click("d what changed")
        desk.shows("SINCE ", "BECAUSE OF")
        await desk.click("c copies them")
        await desk.click("Esc back")
        desk.shows("AS KNOWN")
        desk.nothing_went_wrong()


async def test_a_form_is_opened_chosen_in_and_left(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.click("● Janis Ozols · Astrid")
        await desk.click("a append")
        desk.shows("Append event", "✓ Janis Ozols LV · Astrid Halvorsen NO")
        await desk.click("▼")
        await desk.click("visit")
        desk.shows("host or addressee")
        await desk.click("Esc keep draft")
        desk.shows("Draft kept")
        await desk.click("Draft kept")
        desk.shows("a append")


async def test_a_replay_is_begun_and_a_view_read_meanwhile(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.click("7 Projections")
        await desk.click("R replay")
        desk.shows("100%", "as many rows as before")
        await desk.click("1 Meetings")
        desk.shows("Tallinn")
        desk.nothing_went_wrong()


async def test_a_count_becomes_a_filter_and_is_taken_away(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.click("? help")
        desk.shows("SORT, GROUP, COUNT")
        await desk.pilot.click(offset=(5, 5))
        await desk.settled()
        desk.hides("SORT, GROUP, COUNT")
        await desk.click("x export")
        desk.shows("Export what is shown")
        await desk.click("Esc leave")
        desk.hides("Export what is shown")
