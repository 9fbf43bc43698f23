"""Errand: what waits for a hand this morning? – the lists, narrowed down, and the thing itself."""

from __future__ import annotations

from tests.tui.sitting import sitting
from tracker.dossier import Dossier


async def test_from_the_overdue_to_the_happening_and_on(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("9")
        desk.shows("OVERDUE", "7 d late", "ONE SOURCE ALONE", "ARTICLES TO COMPARE")
        await desk.keys("⏎")
        desk.shows("lapsed", "HISTORY")
        await desk.keys("⎋")
        desk.shows("▌○ 13 May 2024")
        await desk.keys("/stock⏎")
        desk.hides("OVERDUE")
        desk.shows("Eero Salo → Stockholm")
        desk.nothing_went_wrong()


async def test_the_queue_leads_to_the_article(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("9")
        await desk.press("end")
        desk.shows("▌○  6 May 2024    Halvorsen und Ozols")
        await desk.keys("⏎")
        desk.shows("4 CLAIMS IN THIS ARTICLE")
        await desk.keys("⎋")
        desk.shows("ARTICLES TO COMPARE")
        desk.nothing_went_wrong()


async def test_nothing_waits_in_an_empty_dossier(empty_dossier: Dossier) -> None:
    async with sitting(empty_dossier) as desk:
        await desk.keys("9")
        desk.shows("This dossier is empty.")
