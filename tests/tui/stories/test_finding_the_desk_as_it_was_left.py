"""Somebody leaves the desk, comes back, and finds screen, cursor, filter, place in time, marks and kept filters."""

from __future__ import annotations

from tests.tui.sitting import sitting
from tracker.dossier import Dossier
from tui.desk_store import DeskStore
from tui.presenters.desk_state import DeskState


async def test_everything_is_where_it_was(dossier: Dossier) -> None:
    async with sitting(dossier, remember=True) as desk:
        await desk.keys("t14.5.2024⏎m/halvorsen⏎j4/lund⏎")
        left = desk.text().splitlines()
    async with sitting(dossier, remember=True) as desk:
        desk.shows("AS KNOWN 14 MAY 2024", "/ lund", "4 Statements")
        assert desk.text().splitlines()[1:20] == left[1:20]
        await desk.keys("1")
        desk.shows("/ halvorsen", "▌● Janis Ozols · Astrid Halvorsen")
        assert len(desk.app.session.state.marks) == 1
        desk.nothing_went_wrong()


async def test_whoever_only_reads_leaves_no_trace(dossier: Dossier) -> None:
    async with sitting(dossier, remember=True, read_only=True) as desk:
        await desk.keys("4/lund⏎")
    assert DeskStore(dossier.log, "user:tester").load() == DeskState()


async def test_each_hand_has_a_desk_of_its_own(dossier: Dossier) -> None:
    async with sitting(dossier, remember=True) as desk:
        await desk.keys("6")
    assert DeskStore(dossier.log, "user:tester").load().screen == "log"
    assert DeskStore(dossier.log, "user:other").load() == DeskState()


def test_a_state_that_nobody_understands_is_a_new_one() -> None:
    for text in ("", "[]", '{"screen": 1}', '{"clock": ["x", null, null]}', "null"):
        assert DeskState.from_json(text) == DeskState()
