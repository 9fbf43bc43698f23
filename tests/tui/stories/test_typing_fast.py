"""Somebody types faster than the desk draws: no key goes astray, and each means what it means where it is typed."""

from __future__ import annotations

import pytest
from textual.events import Paste

from tests.tui.sitting import Sitting, key_name, sitting
from tracker.dossier import Dossier
from tui.widgets.filter_line import FilterLine


async def all_at_once(desk: Sitting, typed: str) -> None:
    """The keys of a burst, in the queue before the first of them is looked at."""
    for character in typed:
        desk.send(key_name(character))
    await desk.settled()


async def test_a_filter_gets_all_its_letters(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await all_at_once(desk, "/jurmala")
        desk.shows("/ jurmala", "1 left", "Jurmala")


async def test_keys_behind_a_filter_go_to_the_list_again(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await all_at_once(desk, "/riga⏎6/jurmala⏎1⎋")
        assert desk.app.current_mode == "meetings"
        desk.hides("/ riga", "jurmala")
        await all_at_once(desk, "6")
        desk.shows("/ jurmala")


async def test_a_question_gets_its_answer(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await all_at_once(desk, "t#4⏎6")
        assert desk.app.session.clock.position == 4
        assert desk.app.current_mode == "log"


async def test_a_page_that_opens_gets_the_keys_meant_for_it(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await all_at_once(desk, "6G⏎n⎋g")
        assert desk.app.current_mode == "log"
        assert desk.app.screen.rowlist.key == 1


async def test_the_palette_gets_its_words(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await all_at_once(desk, ":statements⏎")
        assert desk.app.current_mode == "statements"


async def test_what_is_pasted_behind_a_key_comes_behind_it(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        desk.send("slash")
        desk.app.post_message(Paste("jur"))
        desk.send("m")
        await desk.settled()
        desk.shows("/ jurm", "1 left")


async def test_a_key_whose_widget_is_gone_holds_up_nobody(dossier: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.typing_ahead._PATIENCE", 0.01)
    async with sitting(dossier) as desk:
        await desk.keys("/")
        monkeypatch.setattr(desk.app, "_follow", lambda key, rounds: None)
        for letter in "jur":
            desk.send(letter)
        while desk.app.screen.query_one(FilterLine)._input.value != "jur":
            await desk.pilot.pause()
