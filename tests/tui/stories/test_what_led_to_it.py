"""Errand: what exactly was recorded, what led to it, and what did it change? – in the log."""

from __future__ import annotations

from tests.tui.sitting import sitting
from tracker.dossier import Dossier


async def test_from_a_retraction_up_to_the_article(dossier: Dossier) -> None:
    dossier.retract(9, "not_in_text", by="user:tester")
    dossier.catch_up()
    async with sitting(dossier) as desk:
        await desk.keys("6")
        desk.shows("▌ 16")
        await desk.keys("I")
        desk.shows("What led to #16", "Zwei Stunden in Jurmala", "#9 meeting", "#16 retraction ◀ here")
        await desk.choose("#9")
        desk.shows("EVENT #9", "retracted by #16")
        await desk.keys("I1")
        desk.shows("CLAIMS IN THIS ARTICLE")
        desk.nothing_went_wrong()


async def test_before_and_after_an_event(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("6g")
        await desk.stand_on(" 9 05-20")
        await desk.keys("b")
        desk.shows("BEFORE AND AFTER #9", "lapsed → held", "Riga → Jurmala")
        await desk.keys("⎋")
        desk.shows("EVENT #9")
        desk.nothing_went_wrong()


async def test_the_record_as_json_and_back_to_words(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("6J")
        desk.shows("RECORD #15", '"recorded_by"', '"position": 15')
        await desk.keys("k")
        desk.shows("RECORD #14")
        await desk.keys("J")
        desk.shows("EVENT #14", "WHAT IT SAYS")
        desk.nothing_went_wrong()
