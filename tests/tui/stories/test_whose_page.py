"""Errand: who is this, whom did she meet, who says so – from a name on the board to the sentence, and back."""

from __future__ import annotations

from tests.tui.sitting import sitting
from tracker.dossier import Dossier


async def test_from_a_meeting_to_a_person_to_the_pair_to_the_sentence_and_back(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("/jurm⏎D")
        desk.shows("Whose page?", "Astrid Halvorsen", "these two", "Küstenbote")
        await desk.keys("↓⏎")
        desk.shows("Astrid Halvorsen  Außenministerin · NO", "2 meetings held", "WITH WHOM")
        await desk.stand_on("Janis Ozols  2 in person")
        await desk.keys("⏎")
        desk.shows("Astrid Halvorsen · Janis Ozols  these two", "TOGETHER", "WHAT THEY SAID TO EACH OTHER")
        await desk.keys("je")
        desk.shows("CLAIMS IN THIS ARTICLE")
        await desk.keys("⎋⎋")
        desk.shows("▌● 14 May 2024    Janis Ozols  2 in person", "WITH WHOM")
        await desk.keys("⎋⎋")
        desk.shows("Tallinn")
        desk.nothing_went_wrong()


async def test_where_people_are_leads_to_their_pages(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("3D")
        desk.shows("Whose page?")
        await desk.keys("1")
        desk.shows("LAST SEEN", "MEETINGS AND TRAVEL", "WHO TELLS OF IT")
        desk.nothing_went_wrong()


async def test_a_name_in_the_palette_opens_its_page(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys(":halvors")
        await desk.keys("⏎")
        desk.shows("Astrid Halvorsen", "WITH WHOM")
        desk.nothing_went_wrong()
