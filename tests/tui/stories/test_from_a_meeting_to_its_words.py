"""Errand: from a meeting to the sentence behind it, claim by claim, report by report, and back."""

from __future__ import annotations

from events.model import Retraction
from tests.tui.sitting import sitting
from tracker.dossier import Dossier


async def test_from_a_meeting_to_the_sentence_and_back(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("/jurm⏎")
        desk.shows("/ jurm", "1 left", "Janis Ozols · Astrid Halvorsen")
        desk.hides("Tallinn")
        await desk.keys("e")
        desk.shows("3 CLAIMS IN THIS ARTICLE", "▌② meeting", "Zwei Stunden in Jurmala")
        await desk.keys("n")
        desk.shows("▌③ statement", "offene Sprache")
        await desk.keys("N⏎")
        desk.shows("6 Log", "EVENT #9", "WHAT IT SAYS")
        await desk.keys("⎋⎋")
        desk.shows("/ jurm", "Janis Ozols · Astrid Halvorsen")
        await desk.keys("⎋")
        desk.shows("Tallinn", "Gdynia")
        desk.nothing_went_wrong()


async def test_the_dossier_follows_the_cursor(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("G")
        desk.shows("Sprecherin Karen Lunds via Nordkurier")
        await desk.keys("k")
        desk.shows("für den 12. Mai")
        await desk.keys("g")
        desk.shows("Im Juli")


async def test_a_report_by_report_walk_through_a_meeting(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("/jurm⏎⏎")
        desk.shows("HOW WE KNOW", "▌①")
        await desk.keys("n")
        desk.shows("▌②")
        await desk.keys("e")
        desk.shows("CLAIMS IN THIS ARTICLE")
        await desk.keys("⎋⎋⎋")
        desk.shows("1 Meetings", "Tallinn")


async def test_rejecting_a_claim_appends_a_retraction(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        before = dossier.log.head().position
        await desk.keys("5↓↓⏎n-")
        desk.shows("Reject the claim of #9?")
        await desk.keys("⎋")
        assert dossier.log.head().position == before
        await desk.keys("-⏎")
        desk.shows("2 CLAIMS IN THIS ARTICLE", "Rejected")
        record = dossier.event(before + 1)
        assert isinstance(record.event, Retraction)
        assert (record.event.target, record.event.reason) == (dossier.event(9).id, "not_in_text")
        await desk.keys("u")
        desk.shows("Take back your event #16?")
        await desk.keys("⏎")
        desk.shows("3 CLAIMS IN THIS ARTICLE")
        desk.nothing_went_wrong()
