"""The form: what the fields mean, what is missing, what is odd."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.model import CLAIM_TYPES, Arrival, Statement, Summit, Visit
from tui.presenters.draft import STATUSES, Draft, check, fields_of

TODAY = date(2024, 5, 20)


def test_a_meeting() -> None:
    draft = Draft(who="Karen Lund (DK, Gastgeber, Ministerpräsidentin); Tomasz Wilk (PL)", place="Bornholm (DK)",
                  when="am Mittwoch", source="Anruf", published="gestern", note="leise")  # fmt: skip
    checked = check(draft, TODAY)
    event = checked.event
    assert checked.ready
    assert isinstance(event, Summit)
    host, guest = event.participants
    assert (host.name, host.country, host.role, host.office) == ("Karen Lund", "DK", "host", "Ministerpräsidentin")
    assert (guest.name, guest.country, guest.role) == ("Tomasz Wilk", "PL", "participant")
    assert event.place is not None
    assert event.when is not None
    assert (event.place.name, event.place.country) == ("Bornholm", "DK")
    assert (event.when.edtf, event.when.text) == ("2024-05-22", "am Mittwoch")
    assert (checked.basis, checked.published, event.note) == ("Anruf", "2024-05-19", "leise")


def test_the_other_types() -> None:
    arrival = check(
        Draft("arrival", who="Eero Salo (FI)", place="Riga", status="occurred", source="Radio"), TODAY
    ).event
    visit = check(Draft("visit", who="Eero Salo", to="Karen Lund", place="Riga", source="Radio"), TODAY).event
    says = check(Draft("statement", who="Eero Salo", to="Karen Lund", says="Wir reden", source="Radio"), TODAY).event
    assert isinstance(arrival, Arrival)
    assert arrival.participants[0].role == "traveller"
    assert isinstance(visit, Visit)
    assert [each.role for each in visit.participants] == ["traveller", "host"]
    assert isinstance(says, Statement)
    assert [each.role for each in says.participants] == ["speaker", "addressee"]
    assert says.quote == "Wir reden"


def test_a_known_name_brings_what_is_known() -> None:
    checked = check(Draft(who="Putin; Nordkorea", place="Wladiwostok", source="x"), TODAY)
    assert isinstance(checked.event, Summit)
    assert [(each.name, each.kind, each.country) for each in checked.event.participants] == [
        ("Wladimir Putin", "person", "RU"),
        ("Nordkorea", "state", "KP"),
    ]
    assert checked.understood["place"].startswith("Wladiwostok RU · 43.1")


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (Draft(), "who"),
        (Draft(who="Eero Salo; Karen Lund"), "source"),
        (Draft(who="Eero Salo", source="x"), "who"),
        (Draft("arrival", who="Eero Salo", source="x"), "place"),
        (Draft(who="A; B", when="irgendwann", source="x"), "when"),
        (Draft(who="A; B", source="x", published="im Sommer"), "published"),
    ],
)
def test_what_is_missing_is_said_where_it_is_missing(draft: Draft, field: str) -> None:
    checked = check(draft, TODAY)
    assert field in checked.problems
    assert not checked.ready


def test_what_is_odd_is_said_and_allowed() -> None:
    ahead = check(Draft(who="A; B", when="1.8.2024", status="occurred", source="x"), TODAY)
    behind = check(Draft(who="A; B", when="1.3.2024", status="planned", source="x"), TODAY)
    assert ahead.ready
    assert behind.ready
    assert len(ahead.doubts) == len(behind.doubts) == 1


drafts = st.builds(
    Draft,
    type=st.sampled_from(CLAIM_TYPES),
    status=st.sampled_from(STATUSES),
    **{each.name: st.text(max_size=60) for each in fields(Draft) if each.name not in ("type", "status")},
)


@given(drafts)
def test_anything_may_be_typed(draft: Draft) -> None:
    checked = check(draft, TODAY)
    assert checked.event is not None or checked.problems
    assert set(checked.problems) <= {*fields_of(draft.type), ""}
    assert Draft.from_json(draft.to_json()) == draft
