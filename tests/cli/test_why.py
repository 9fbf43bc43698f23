"""`tracker why`: the reasons in words, by id or position, as known at a cut-off."""

from __future__ import annotations

import json

import pytest

from tests.cli.command_line import Call, refused
from tracker.wording import use_language


@pytest.fixture(autouse=True)
def _filled(call: Call) -> None:
    rows: list[tuple[str, ...]] = [
        ("--when", "2024-03-07", "--source", "Fischer am Kai", "--published", "2024-03-08"),
        ("--when", "2024-03-08", "--source", "Winzer am Hang", "--via", "Kurierdienst", "--published", "2024-03-09"),
    ]
    for row in rows:
        answer = call("append", "departure", "--who", "Jonas Berg", "--to", "Oslo", *row, "--basis", "Anruf")
        assert answer.code == 0, answer.err


def test_every_tie_and_every_value_is_explained(call: Call) -> None:
    told = call("why", "2").out
    assert "#2 goes with #1: same: Jonas Berg, same place, 1 d apart" in told
    assert "Winzer am Hang through Kurierdienst" in told
    assert "(Fischer am Kai, #1): the other was told later" in told
    assert "2 origins" in told


def test_positions_and_ids_of_all_reports_name_the_happening(call: Call) -> None:
    found = json.loads(call("why", "1", "--json").out)
    assert call("why", "#2").out == call("why", found["id"]).out == call("why", "1").out


def test_a_link_is_named(call: Call) -> None:
    call("link", "1", "2")
    assert "#2 goes with #1: the link #3 says so" in call("why", "1").out


def test_what_was_not_known_explains_nothing(call: Call) -> None:
    assert "goes with" not in call("why", "1", "--as-of", "2024-03-08").out
    refused(call("why", "2", "--at", "1"), "2")


def test_german(call: Call) -> None:
    use_language("de")
    assert "#2 gehört zu #1: gleich: Jonas Berg, gleicher Ort, 1 T. Abstand" in call("why", "1").out


def test_what_is_no_happening_is_named(call: Call) -> None:
    refused(call("why", "unheard-of"), "unheard-of", "tracker log")
