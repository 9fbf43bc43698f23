"""A rehearsal shows what the views will be after an event, and leaves no trace."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from events.envelope import Draft
from events.errors import TrackerError
from events.model import AnyClaim, Curation, Link, Retraction
from tests.projections.build import at, meets, person, visits
from tracker.dossier import Dossier
from tracker.projections.lists import LISTS
from tracker.projections.reader import ViewReader

DAY = date(2024, 3, 10)
VIK, OZOLS = person("Ragna Vik", "NO"), person("Janis Ozols", "LV")


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[Dossier]:
    with Dossier.open(tmp_path / "desk.dossier", create=True) as opened:
        for event in (
            meets(VIK, OZOLS, day="2024-03-05", place=at("Riga", "LV")),
            meets(VIK, OZOLS, day="2024-03-09", place=at("Riga", "LV")),
            visits(VIK, at("Oslo", "NO"), "2024-03-07"),
        ):
            opened.append(event, by="user:test", basis="call", published="2024-03-09")
        opened.catch_up()
        yield opened


def draft(event: AnyClaim | Curation) -> Draft:
    return Draft(event, "user:test", basis="call", published="2024-03-10")


def shown(reader: ViewReader) -> dict[str, list[str]]:
    return {view: [repr(row) for row in reader.all(view)] for view in LISTS}


def cases(dossier: Dossier) -> list[Draft]:
    first, second = dossier.event(1).id, dossier.event(2).id
    return [
        draft(visits(OZOLS, at("Vilnius", "LT"), "2024-03-08")),
        draft(meets(VIK, OZOLS, day="2024-03-05", place=at("Jurmala", "LV"))),
        draft(Retraction(target=first, reason="not_in_text")),
        draft(Link(members=(first, second))),
    ]


@pytest.mark.parametrize("number", range(4))
def test_it_shows_what_appending_brings(dossier: Dossier, number: int) -> None:
    tried = cases(dossier)[number]
    before = shown(dossier.at(as_of=DAY))
    with dossier.rehearse(tried, DAY) as after:
        foreseen = shown(after)
    assert foreseen != before
    assert shown(dossier.at(as_of=DAY)) == before
    dossier.log.append([tried])
    dossier.catch_up()
    assert shown(dossier.at(as_of=DAY)) == foreseen


def test_nothing_is_recorded_and_the_views_go_on(dossier: Dossier) -> None:
    for tried in cases(dossier):
        with dossier.rehearse(tried, DAY):
            assert dossier.log.head().position == 3
    dossier.append(
        visits(OZOLS, at("Vilnius", "LT"), "2024-03-08"), by="user:test", basis="call", published="2024-03-10"
    )
    assert dossier.catch_up() == 1
    assert dossier.views.states()[0].position == 4


def test_an_event_that_acts_on_nothing_is_refused(dossier: Dossier) -> None:
    tried = draft(Retraction(target="none", reason="test"))
    with pytest.raises(TrackerError, match="no event"), dossier.rehearse(tried, DAY):
        pass
