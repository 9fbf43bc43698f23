"""Somebody without a mouse goes straight to what they see."""

from __future__ import annotations

from tests.tui.sitting import sitting
from tracker.dossier import Dossier


async def test_a_letter_leads_to_a_row_and_another_to_a_screen(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("f")
        jurmala = next(line[0] for line in desk.text().splitlines() if "Jurmala" in line[:74])
        await desk.keys(jurmala)
        desk.shows("▌● Janis Ozols · Astrid Halvorsen")
        await desk.keys("f")
        tab = desk.text().splitlines()[0].index(" Log") - 1
        await desk.keys(desk.text().splitlines()[0][tab])
        desk.shows("EVENT #")
        desk.nothing_went_wrong()


async def test_esc_a_click_and_a_letter_that_is_not_there_lead_nowhere(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        before = desk.text()
        await desk.keys("f⎋")
        assert desk.text() == before
        await desk.keys("f")
        await desk.pilot.click(offset=(30, 30))
        await desk.settled()
        assert desk.text() == before
        await desk.keys("fz")
        assert desk.text() == before


async def test_f6_goes_round_the_panes(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        first = desk.app.focused
        await desk.press("f6")
        assert desk.app.focused is not first
        for _ in range(4):
            if desk.app.focused is first:
                break
            await desk.press("f6")
        assert desk.app.focused is first
        await desk.press("shift+f6")
        assert desk.app.focused is not first
