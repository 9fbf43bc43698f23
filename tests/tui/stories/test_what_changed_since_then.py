"""Somebody who stood at a day in the past asks what has become of it, and takes the answer along with its sources."""

from __future__ import annotations

from tests.tui.sitting import sitting
from tracker.dossier import Dossier


async def test_from_the_past_to_a_cited_list_of_changes(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("t12 may⏎d")
        desk.shows("SINCE 12 MAY 2024", "announced → held", "Ole [bold]Bruun", "BECAUSE OF")
        await desk.keys("c")
        copied = desk.app.clipboard
        assert copied.startswith("# Since 12 May 2024\n")
        assert "announced → held" in copied
        assert "> Am Dienstag empfing Janis Ozols sie in Jurmala" in copied
        await desk.stand_on("  new ")
        await desk.keys("⏎")
        desk.shows("Not known yet at this place in time")
        await desk.keys("/announced⏎⏎")
        desk.shows("Janis Ozols", "HOW WE KNOW")
        await desk.keys("⎋⎋⎋")
        desk.shows("AS KNOWN 12 MAY 2024", "1 Meetings")
        desk.nothing_went_wrong()


async def test_the_sentence_behind_a_change(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("t12 may⏎d/held⏎")
        desk.shows("announced → held")
        desk.hides("new ")
        await desk.keys("e")
        desk.shows("CLAIMS IN THIS ARTICLE")
        desk.nothing_went_wrong()


async def test_changes_are_filtered_by_words_and_nothing_else(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("t12 may⏎d/status:held⏎")
        desk.shows("“status:” says nothing here")


async def test_since_a_mark(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("#,,,m0d")
        desk.shows("SINCE #12", "Eero Salo")
        desk.nothing_went_wrong()
