"""Corrections change fields by path, the newest wins; retractions take away and give back."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.effective import corrected, effective_event, guard, retracted, value_at
from events.envelope import Recorded
from events.errors import InvalidEvent, OutdatedCorrection
from events.model import Change, Correction, Retraction
from events.parts import Participant, Place
from events.when import When
from tests.log.memory_log import MemoryLog
from tests.log.samples import HELSINKI, HOST, TRAVELLER, correction, draft, retraction, visit

CHANCELLOR = TRAVELLER.model_copy(update={"office": "Kanzlerin"})


def history(*steps: Any) -> list[Recorded]:
    """The records of a visit and what was appended about it."""
    log = MemoryLog()
    for step in steps:
        log.append([step(list(log.read())) if callable(step) else step])
    return list(log.read())


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("days", None),
        ("status", "planned"),
        ("place.name", "Helsinki"),
        ("place.hedge", None),
        ("when", None),
        ("when.edtf", None),
        ("participants.1.name", "Pekka Lehtonen"),
        ("participants.2", None),
        ("participants.2.name", None),
        ("topics", []),
    ],
)
def test_a_value_is_found_by_its_path(path: str, value: object) -> None:
    assert value_at(visit(), path) == value


@pytest.mark.parametrize(
    "path", ["nowhere", "place.nowhere", "participants.3", "participants.x", "days.unit.x", "status.x"]
)
def test_a_path_that_leads_nowhere_is_an_error(path: str) -> None:
    event = visit(days=2)
    with pytest.raises(InvalidEvent, match="no field"):
        value_at(event, path)
    with pytest.raises(InvalidEvent):
        corrected(event, [Change(path=path, old=None, new="x")])


@pytest.mark.parametrize(
    ("path", "new", "result"),
    [
        ("days", 3, {"days": 3}),
        ("place.name", "Turku", {"place": Place(name="Turku", country="FI")}),
        ("when.edtf", "2031-04", {"when": When(edtf="2031-04")}),
        ("place.within", ["Uusimaa"], {"place": Place(name="Helsinki", country="FI", within=("Uusimaa",))}),
        ("participants.0.office", "Kanzlerin", {"participants": (CHANCELLOR, HOST)}),
        ("participants.2", {"name": "Aino Virta"}, {"participants": (TRAVELLER, HOST, Participant(name="Aino Virta"))}),
        ("participants", [TRAVELLER.model_dump()], {"participants": (TRAVELLER,)}),
    ],
)  # fmt: skip
def test_a_correction_changes_its_field_and_no_other(path: str, new: object, result: dict[str, Any]) -> None:
    assert corrected(visit(), [Change(path=path, old="?", new=new)]) == visit(**result)


def test_the_newest_correction_of_a_field_wins() -> None:
    records = history(
        draft(visit(days=2)),
        lambda r: correction(r[0].id, "days", 2, 3),
        lambda r: correction(r[0].id, "place.name", "Helsinki", "Turku"),
        lambda r: correction(r[0].id, "days", 3, 4),
    )
    assert effective_event(records[0], records) == visit(days=4, place=Place(name="Turku", country="FI"))
    assert effective_event(records[0], records[:2]) == visit(days=3)


def test_a_correction_that_lost_its_ground_is_passed_over() -> None:
    records = history(
        draft(),
        lambda r: correction(r[0].id, "participants.2", None, {"name": "Aino Virta"}),
        lambda r: correction(r[0].id, "participants.2.office", None, "Ministerin"),
        lambda r: correction(r[0].id, "days", None, 4),
        lambda r: retraction(r[1].id),
    )
    assert effective_event(records[0], records) == visit(days=4)


def test_corrections_of_others_do_not_matter() -> None:
    records = history(draft(), draft(), lambda r: correction(r[1].id, "days", None, 4))
    assert effective_event(records[0], records) == visit()


def test_only_claims_have_an_effective_form() -> None:
    records = history(draft(), lambda r: retraction(r[0].id))
    with pytest.raises(InvalidEvent, match="never corrected"):
        effective_event(records[1], records)


@given(targets=st.lists(st.integers(0, 12), max_size=12))
def test_a_retraction_of_a_retraction_restores(targets: list[int]) -> None:
    """Against the definition: something stands unless a retraction that itself stands aims at it."""
    records = history(draft(), *(lambda r, aim=aim: retraction(r[min(aim, len(r) - 1)].id) for aim in targets))

    def stands(record: Recorded) -> bool:
        later = records[record.position :]
        return not any(r.event.target == record.id and stands(r) for r in later if isinstance(r.event, Retraction))

    assert retracted(records) == {record.id for record in records if not stands(record)}


def test_a_long_chain_of_retractions_is_no_burden() -> None:
    log = MemoryLog()
    (claim,) = log.append([draft()])
    chain = [claim]
    for number in range(1, 300):
        chain += log.append([retraction(chain[-1].id)])
        assert (claim.id in retracted(chain)) == (number % 2 == 1)


@pytest.mark.parametrize(
    "old",
    [
        HELSINKI.model_dump(mode="json"),
        {"name": "Helsinki", "country": "FI"},
        {"name": "Helsinki", "country": "FI", "within": []},
    ],
)
def test_an_old_value_may_leave_out_what_is_absent(old: object) -> None:
    change = Change(path="place", old=old, new={"name": "Turku"})
    guard(visit(), Correction(target="x", changes=(change,), reason="better_source"))


def test_an_old_value_may_leave_out_defaults() -> None:
    change = Change(path="participants.0", old=TRAVELLER.model_dump(exclude_defaults=True), new=None)
    change = change.model_copy(update={"new": {"name": "Aino Virta", "role": "traveller"}})
    guard(visit(), Correction(target="x", changes=(change,), reason="better_source"))


@pytest.mark.parametrize("old", [{"name": "Turku", "country": "FI"}, None, "Helsinki", {"name": "Helsinki"}])
def test_another_old_value_is_refused(old: object) -> None:
    change = Change(path="place", old=old, new={"name": "Turku"})
    with pytest.raises(OutdatedCorrection):
        guard(visit(), Correction(target="x", changes=(change,), reason="better_source"))
