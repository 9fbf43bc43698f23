"""Somebody takes a meeting along: into a mail, into notes, into a program."""

from __future__ import annotations

import json

from tests.tui.sitting import sitting
from tracker.dossier import Dossier


async def test_text_markdown_and_json(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("t14.5.2024⏎/jurm⏎Ct")
        assert desk.app.clipboard.startswith("Janis Ozols · Astrid Halvorsen, held")
        await desk.keys("Cm")
        first, _, *rest = desk.app.clipboard.splitlines()
        assert first == "**Janis Ozols · Astrid Halvorsen, held, 14 May 2024, Jurmala**"
        assert any(line.startswith("- ") and "„Am Dienstag empfing Janis Ozols" in line for line in rest)
        assert rest[-1] == "*As known 14 May 2024*"
        await desk.keys("C↓↓⏎")
        data = json.loads(desk.app.clipboard)
        assert data["as_known"] == "As known 14 May 2024"
        assert (data["item"]["place"], data["item"]["state"]) == ("Jurmala", "held")
        desk.nothing_went_wrong()


async def test_every_list_can_be_copied_as_json(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        for screen in "123456":
            await desk.keys(f"{screen}gCj")
            assert json.loads(desk.app.clipboard)["item"], screen
        desk.nothing_went_wrong()


async def test_hostile_text_stays_text_in_markdown(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("/bruun⏎Cm")
        assert "\\[bold\\]" in desk.app.clipboard
        assert "\x1b" not in desk.app.clipboard
