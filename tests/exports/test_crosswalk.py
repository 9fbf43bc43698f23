"""The crosswalk: every row's example leads to that row, and every happening gets a row."""

from __future__ import annotations

import json
from typing import Any, get_args

import pytest

from events.model import Format, Outcome
from tests.exports.sample import Sample
from tracker.exports.crosswalk import Features, codes_of, rows
from tracker.exports.plover import plover_lines

STATES = ("rumoured", "announced", "under_way", "held", "cancelled", "disputed", "lapsed")


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['event_type'] or 'none'}-{row['cameo'] or 'none'}")
def test_the_example_of_a_row_leads_to_it(row: dict[str, Any]) -> None:
    codes = codes_of(Features(**row["example"]))
    assert (codes.cameo, codes.event_type, codes.event_mode) == (row["cameo"], row["event_type"], row["event_mode"])


def test_the_table_knows_the_vocabulary() -> None:
    known = {"formats": get_args(Format), "outcomes": get_args(Outcome), "states": STATES, "legs": ("return",)}
    known |= {"types": ("departure", "arrival", "visit", "summit")}
    assert [(row, key) for row in rows() for key in known if set(row.get(key, ())) - set(known[key])] == []


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("kind", ["departure", "arrival", "visit", "summit"])
def test_every_state_of_every_type_is_told(kind: str, state: str) -> None:
    codes = codes_of(Features(type=kind, state=state))
    assert codes.auxiliary or codes.event_type


def test_a_row_is_a_happening_with_lists_of_actors_and_counts(sample: Sample) -> None:
    told = {row["event_id"]: row for row in map(json.loads, plover_lines(sample.subject()))}
    assert len(told) == len(list(sample.subject().happenings()))
    departure = told["e1"]
    assert (departure["reports"], departure["outlets"], departure["origins"]) == (2, 2, 2)
    assert [actor["name"] for actor in told["e10"]["actors"]] == ["Solveig Dahl", "Mina Okafor", "Tomás Reis"]
    assert (told["e9"]["event_type"], told["e9"]["event_mode"], told["e9"]["cameo"]) == ("CONSULT", "phone", "041")
    assert (told["e13"]["event_type"], told["e13"]["cameo"]) == ("SANCTION", "164")
    assert told["e12"]["event_date"] is None, "a month is no day"
    assert (told["e7"]["event_type"], told["e7"]["our_type"]) == ("CONSULT", "arrival")
