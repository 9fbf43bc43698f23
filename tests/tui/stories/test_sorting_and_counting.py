"""Errand: who meets most, where, in which month – count a list, sort it, group it, leave only what one asked for."""

from __future__ import annotations

from tests.tui.sitting import sitting
from tracker.dossier import Dossier


async def test_counting_leads_to_a_filter(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("F")
        desk.shows("Count by")
        await desk.choose("who")
        desk.shows("Eero Salo", "count", "Enter leaves only these")
        await desk.stand_on("Karen Lund")
        await desk.keys("⏎")
        desk.shows('/ who:"Karen Lund"', "3 left")
        desk.hides("Janis Ozols")
        await desk.keys("⎋")
        desk.shows("Tallinn", "Janis Ozols")
        desk.nothing_went_wrong()


async def test_counts_are_of_what_is_shown(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("/lund⏎F")
        await desk.choose("state")
        desk.shows("disputed")
        desk.hides("rumoured")
        await desk.keys("c")
        assert desk.app.clipboard.splitlines()[:2] == ["| state | count |", "|---|---:|"]
        await desk.keys("⎋")
        desk.shows("/ lund")


async def test_sorting_and_turning_round(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("s")
        await desk.choose("place")
        desk.shows("BY PLACE UPWARDS")
        rows = [line for line in desk.text().splitlines() if "Bornholm" in line or "Visby" in line]
        assert "Bornholm" in rows[0]
        await desk.keys("s")
        desk.shows("again turns it round")
        await desk.choose("place")
        desk.shows("BY PLACE DOWNWARDS")
        await desk.keys("s0")
        desk.hides("BY PLACE")
        desk.shows("TUE 14 MAY 2024")
        desk.nothing_went_wrong()


async def test_grouping_statements_and_the_log(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("4o")
        await desk.choose("speaker")
        desk.shows("JANIS OZOLS  1")
        await desk.keys("6o")
        await desk.choose("type")
        desk.shows("STATEMENT  ", "MEETING  ")
        await desk.keys("t14.5.2024⏎")
        desk.shows("AS KNOWN 14 MAY 2024", "MEETING  ")
        desk.nothing_went_wrong()


async def test_what_no_filter_asks_for_is_only_counted(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("5F")
        await desk.choose("claims")
        await desk.keys("⏎")
        desk.shows("No filter asks for the claims")
