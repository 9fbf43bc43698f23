"""Errand: stand in the past by either clock, see what is hidden, come home."""

from __future__ import annotations

from tests.tui.sitting import sitting
from tracker.dossier import Dossier


async def test_standing_in_the_past_and_coming_home(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("t12 may⏎")
        desk.shows("AS KNOWN 12 MAY 2024", "8 later events hidden", "◆ Janis Ozols · Astrid Halvorsen", "Riga (?)")
        desk.hides("Tallinn", "Jurmala")
        await desk.keys("5")
        desk.shows("AS KNOWN 12 MAY 2024", "Treffen auf Bornholm abgesagt")
        desk.hides("Zwei Stunden in Jurmala")
        await desk.keys("6")
        desk.hides("#8 ", "arrival")
        await desk.keys("1.")
        desk.shows("AS KNOWN 14 MAY 2024 17:05", "● Janis Ozols · Astrid Halvorsen")
        await desk.keys(">")
        desk.shows("AS KNOWN 15 MAY 2024")
        await desk.keys("0")
        desk.shows("● live · 15", "Tallinn")
        desk.nothing_went_wrong()


async def test_the_two_clocks(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("t#4⏎")
        desk.shows("AS RECORDED #4", "event 4 of 15", "Gdynia")
        desk.hides("Bornholm")
        await desk.keys(",6")
        desk.shows("AS RECORDED #3", "EVENT #3")
        desk.hides("Gdynia")
        await desk.keys("T")
        desk.shows("AS KNOWN", "Clock: what was published by then")
        await desk.keys("0T,")
        desk.shows("AS RECORDED #14")


async def test_a_moment_that_nobody_understands(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("tgarnix⏎")
        desk.shows("“garnix” is no date", "● live")


async def test_a_later_change_is_counted_and_not_told(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("t12 may⏎/riga⏎")
        desk.shows("◆ announced", "+1 later, hidden here")
        desk.hides("● held")
