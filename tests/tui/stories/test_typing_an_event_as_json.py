"""Errand: a field that the form does not have – type the event as JSON, see what is wrong with it, append it."""

from __future__ import annotations

from textual.widgets import TextArea

from events.model import Summit
from tests.tui.sitting import Sitting, sitting
from tracker.dossier import Dossier


async def fill(desk: Sitting, field: str, text: str) -> None:
    desk.app.screen.query_one(f"#{field}").focus()
    await desk.keys(text)


def change(desk: Sitting, old: str, new: str) -> None:
    area = desk.app.screen.query_one("#json", TextArea)
    assert old in area.text
    area.text = area.text.replace(old, new)


async def test_a_format_that_the_form_has_no_field_for(empty_dossier: Dossier) -> None:
    async with sitting(empty_dossier) as desk:
        await desk.keys("a")
        await fill(desk, "who", "Karen Lund (DK); Tomasz Wilk (PL)")
        await fill(desk, "source", "Anruf in Warschau")
        await desk.press("ctrl+e")
        desk.shows('"type": "summit"', '"name": "Tomasz Wilk"', "source", "Anruf in Warschau")
        desk.hides("name of the gathering")
        change(desk, '"status": "planned"', '"status": "planned", "format": "round"')
        await desk.settled()
        desk.shows("✕ summit.format: Input should be")
        await desk.press("f5")
        assert empty_dossier.log.head().position == 0
        change(desk, '"round"', '"multilateral"')
        await desk.settled()
        desk.shows("WHAT WILL CHANGE")
        await desk.press("f5")
        record = empty_dossier.event(1)
        assert isinstance(record.event, Summit)
        assert (record.event.format, record.basis) == ("multilateral", "Anruf in Warschau")
        desk.nothing_went_wrong()


async def test_back_to_the_fields_as_they_were_left(empty_dossier: Dossier) -> None:
    async with sitting(empty_dossier) as desk:
        await desk.keys("a")
        await fill(desk, "who", "Karen Lund (DK); Tomasz Wilk (PL)")
        await desk.press("ctrl+e", "ctrl+e")
        desk.shows("name of the gathering", "✓ Karen Lund DK · Tomasz Wilk PL")
        await desk.press("ctrl+e")
        change(desk, "Karen Lund", "Eero Salo")
        await desk.settled()
        await desk.press("escape")
        await desk.keys("a")
        desk.shows("your kept draft", '"name": "Eero Salo"')


async def test_what_is_no_json_says_where(empty_dossier: Dossier) -> None:
    async with sitting(empty_dossier) as desk:
        await desk.keys("a")
        await desk.press("ctrl+e")
        change(desk, '"type": "summit",', '"type": "summit"')
        await desk.settled()
        desk.shows("Invalid JSON", "line 3")
        await desk.press("f5")
        assert empty_dossier.log.head().position == 0


async def test_one_event_after_the_other_on_the_same_word(empty_dossier: Dossier) -> None:
    async with sitting(empty_dossier) as desk:
        await desk.keys("a")
        await fill(desk, "who", "Karen Lund (DK); Tomasz Wilk (PL)")
        await fill(desk, "source", "Anruf in Warschau")
        await desk.press("f6")
        assert empty_dossier.log.head().position == 1
        desk.shows("Append event", "Anruf in Warschau", "✕ who took part?")
        await fill(desk, "who", "Eero Salo (FI); Karen Lund (DK)")
        await desk.press("f6")
        assert [record.basis for record in empty_dossier.log.read()] == ["Anruf in Warschau"] * 2


async def test_what_it_will_do_on_a_small_page(dossier: Dossier) -> None:
    async with sitting(dossier, size=(80, 24)) as desk:
        await desk.keys("/jurm⏎a")
        desk.shows("where", "Jurmala")
        await desk.press("f7")
        desk.shows("Janis Ozols – Astrid Halvorsen")
        desk.hides("name of the gathering")
        await desk.press("f7")
        desk.shows("source – how do you know?")
