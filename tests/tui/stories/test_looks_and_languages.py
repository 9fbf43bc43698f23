"""Errand: another look, another language, no colour at all."""

from __future__ import annotations

import pytest

from tests.tui.sitting import sitting
from tracker.dossier import Dossier
from tui.presenters.lines import line


async def test_no_colour_tells_states_by_shape(dossier: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with sitting(dossier) as desk:
        desk.shows("◆ Eero Salo", "◌ Gipfel", "◐ estnische", "● Janis Ozols", "✕ Karen Lund")
        colours = {
            colour.get_truecolor()
            for style in desk.styles()
            if style is not None
            for colour in (style.color, style.bgcolor)
            if colour is not None
        }
        assert all(red == green == blue for red, green, blue in colours)


async def test_speaking_german_in_one_key(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.press("f3")
        desk.shows("1 Treffen", "WOHER WIR ES WISSEN", "öffnen", "im Gange")
        await desk.press("f3")
        desk.shows("1 Meetings", "HOW WE KNOW")


async def test_another_look_in_one_key(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        before = desk.styles()
        for name in ("paper", "contrast", "ansi", "ink"):
            await desk.press("f4")
            assert desk.app.theme == name
            desk.shows(f"Look: {name}")
        desk.app.flash(line(""))
        desk.app.query_one("Footer").clear()  # type: ignore[attr-defined]
        await desk.settled()
        assert desk.styles() == before
