"""What was decided by hand is never overridden by a later reading."""

from __future__ import annotations

import pytest

from events.model import parse_event
from tests.reparsing.reading import (
    ARTICLE,
    TEXT,
    claims,
    departure,
    events_of,
    left,
    onward,
    reread,
    standing,
    taken_in,
    talks,
    words_said,
)
from tracker.dossier import Dossier
from tracker.parsing.parse import Finding, finding_id

ANA = "user:ana"


def test_a_field_that_was_corrected_by_hand_keeps_its_value(dossier: Dossier) -> None:
    (flight,) = taken_in(dossier, departure("Oslo", "2024-05-01"))
    dossier.correct(flight.id, {"place.name": "Tartu"}, "better_source", by=ANA)
    difference = reread(dossier, departure("Riga", "2024-05-06"))
    assert [change.path for change in difference.changed[0].changes] == ["when.edtf"]
    assert difference.kept == 1
    assert claims(dossier) == [departure("Tartu", "2024-05-06").event]
    assert not left(dossier, departure("Riga", "2024-05-06"))


def test_the_field_is_free_again_when_the_correction_is_taken_back(dossier: Dossier) -> None:
    (flight,) = taken_in(dossier, departure("Oslo"))
    correction = dossier.correct(flight.id, {"place.name": "Tartu"}, "better_source", by=ANA)
    dossier.retract(correction.id, "not_in_text", by=ANA)
    reread(dossier, departure("Riga"))
    assert claims(dossier) == [departure("Riga").event]


def test_a_correction_of_the_parser_that_a_hand_took_back_is_not_repeated(dossier: Dossier) -> None:
    taken_in(dossier, departure("Oslo"))
    reread(dossier, departure("Riga"))
    *_, correction = dossier.log.read()
    dossier.retract(correction.id, "not_in_text", by=ANA)
    assert not reread(dossier, departure("Riga"))
    assert claims(dossier) == [departure("Oslo").event]


def test_a_value_that_does_not_go_with_what_was_decided_is_left_out(dossier: Dossier) -> None:
    (flight,) = taken_in(dossier, onward(topics=["Hafen"]))
    dossier.correct(flight.id, {"status": "occurred"}, "better_source", by=ANA)
    found = onward(status="cancelled", outcome="postponed", conveyance="ship")
    reread(dossier, found)
    assert claims(dossier) == [onward(status="occurred", conveyance="ship").event]
    assert not left(dossier, found)


def test_a_retracted_claim_stays_retracted(dossier: Dossier) -> None:
    (flight,) = taken_in(dossier, departure())
    dossier.retract(flight.id, "never_happened", by=ANA)
    head = dossier.log.head()
    difference = reread(dossier, departure("Jelgava"))
    assert (bool(difference), difference.kept) == (False, 1)
    assert dossier.log.head() == head


@pytest.mark.parametrize(
    "again",
    [departure(at="Montag"), departure(who="Solberg"), departure(evidence=[{"start": 0, "end": 12}], who="Solberg")],
    ids=["another trigger", "another form of the name", "other words"],
)
def test_a_retracted_claim_does_not_come_back_under_another_id(dossier: Dossier, again: Finding) -> None:
    (flight,) = taken_in(dossier, departure())
    dossier.retract(flight.id, "never_happened", by=ANA)
    assert finding_id(ARTICLE.id, again) != flight.id
    assert not reread(dossier, again)
    assert claims(dossier) == []


def test_a_claim_that_a_hand_corrected_to_what_is_read_now_is_the_same(dossier: Dossier) -> None:
    (flight,) = taken_in(dossier, departure(who="Die Ministerin"))
    dossier.correct(flight.id, {"participants.0.name": "Ida Solberg"}, "coder_error", by=ANA)
    assert not reread(dossier, departure())
    assert [record.id for record in standing(dossier)] == [flight.id]


def test_a_claim_whose_retraction_was_taken_back_by_its_author_is_the_parsers_again(dossier: Dossier) -> None:
    (flight,) = taken_in(dossier, departure("Oslo"))
    retraction = dossier.retract(flight.id, "test", by=ANA)
    dossier.retract(retraction.id, "test", by=ANA)
    reread(dossier, departure("Riga"))
    assert claims(dossier) == [departure("Riga").event]
    reread(dossier)
    assert claims(dossier) == []


def test_a_claim_that_a_hand_restored_stays_although_it_is_not_found(dossier: Dossier) -> None:
    taken_in(dossier, departure())
    reread(dossier)
    *_, retraction = dossier.log.read()
    dossier.retract(retraction.id, "not_in_text", by=ANA)
    difference = reread(dossier)
    assert (bool(difference), difference.kept) == (False, 1)
    assert claims(dossier) == [departure().event]
    reread(dossier, departure("Jelgava"))
    assert claims(dossier) == [departure("Jelgava").event]


def test_a_claim_that_the_parser_restored_and_a_hand_did_not_stays_away(dossier: Dossier) -> None:
    taken_in(dossier, departure())
    reread(dossier)
    reread(dossier, departure())
    *_, restoration = dossier.log.read()
    dossier.retract(restoration.id, "not_in_text", by=ANA)
    assert claims(dossier) == []
    assert not reread(dossier, departure())


def test_a_claim_that_parser_and_hand_retracted_stays_away(dossier: Dossier) -> None:
    (flight,) = taken_in(dossier, departure())
    reread(dossier)
    dossier.retract(flight.id, "never_happened", by=ANA)
    assert not reread(dossier, departure())


def test_a_corrected_claim_stays_although_it_is_not_found(dossier: Dossier) -> None:
    (flight, _) = taken_in(dossier, departure(), talks())
    dossier.correct(flight.id, {"conveyance": "aeroplane"}, "better_source", by=ANA)
    reread(dossier)
    assert claims(dossier) == [departure(conveyance="aeroplane").event]


def by_hand(dossier: Dossier, found: Finding, **fields: object) -> None:
    """Append the event of a finding by hand, with other values."""
    dossier.append(
        parse_event(found.event.model_dump(mode="json") | fields),
        by=ANA,
        document=ARTICLE.id,
        published=ARTICLE.published,
    )


def test_a_claim_by_hand_stands_for_an_equal_finding(dossier: Dossier) -> None:
    taken_in(dossier)
    by_hand(dossier, departure(), evidence=[], note="as I read it")
    by_hand(dossier, words_said(), evidence=[])
    difference = reread(dossier, departure(), words_said(), talks())
    assert ([one.event for one in difference.new], difference.kept) == ([talks().event], 2)
    assert not left(dossier, departure(), words_said(), talks())


def test_a_claim_by_hand_stands_for_nothing_else(dossier: Dossier) -> None:
    taken_in(dossier)
    by_hand(dossier, departure(), evidence=[], place={"name": "Bergen"})
    reread(dossier, departure())
    assert departure().event in claims(dossier)


def test_a_claim_by_hand_is_never_retracted_or_corrected(dossier: Dossier) -> None:
    taken_in(dossier, talks())
    by_hand(dossier, departure("Tartu"))
    reread(dossier)
    assert claims(dossier) == [departure("Tartu").event]


def test_a_withdrawn_claim_by_hand_stands_for_nothing(dossier: Dossier) -> None:
    taken_in(dossier)
    by_hand(dossier, departure())
    dossier.retract(1, "test", by=ANA)
    reread(dossier, departure())
    assert claims(dossier) == events_of([departure()])


def test_what_others_told_of_another_article_is_no_decision_about_this_one(dossier: Dossier) -> None:
    taken_in(dossier)
    dossier.append(departure().event.model_copy(update={"evidence": ()}), by=ANA, basis="Anruf")
    reread(dossier, departure())
    assert len(claims(dossier)) == 2
    assert all(span.end <= len(TEXT) for claim in claims(dossier) for span in claim.evidence)
