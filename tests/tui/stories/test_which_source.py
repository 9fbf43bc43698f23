"""Errand: is this source alone with it, and how often was it first? – from a meeting to the outlet's page."""

from __future__ import annotations

from tests.tui.sitting import sitting
from tracker.dossier import Dossier


async def test_what_only_one_outlet_tells(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("/tallinn⏎D")
        await desk.choose("Nordkurier")
        desk.shows("Nordkurier", "grade F", "NOBODY ELSE TELLS")
        await desk.keys("⏎")
        desk.shows("HOW WE KNOW")
        await desk.keys("⎋")
        desk.shows("NOBODY ELSE TELLS")
        desk.nothing_went_wrong()


async def test_what_was_not_yet_known_is_not_on_the_page(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("/jurm⏎D1")
        desk.shows("LAST SEEN", "Jurmala")
        await desk.keys("t10.5.2024⏎")
        desk.shows("AS KNOWN")
        desk.hides("Jurmala")
        await desk.keys("0")
        desk.shows("Jurmala")
        desk.nothing_went_wrong()
