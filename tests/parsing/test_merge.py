"""One happening is one event, however often it is told; who vouches for it is kept."""

from __future__ import annotations

from tests.parsing.test_frames import happenings, told
from tracker.articles import Article
from tracker.parsing.parse import finding_id, parse

LEAD = "Der finnische Präsident Arvo Laine reist am Mittwoch nach Oslo."


def test_the_same_trip_told_twice_is_one_event_with_two_pieces_of_evidence() -> None:
    text = f"{LEAD} Laine wird am 13. September nach Oslo fliegen."
    [found] = happenings(text)
    assert told(found) == "departure planned: Arvo Laine > Oslo"
    assert len(found.event.evidence) == 2


def test_other_days_are_other_happenings() -> None:
    text = f"{LEAD} Im Mai 2019 war Laine schon einmal nach Oslo gereist."
    assert sorted(told(f) for f in happenings(text)) == [
        "departure occurred: Arvo Laine > Oslo",
        "departure planned: Arvo Laine > Oslo",
    ]


def test_the_meeting_that_was_told_before_gets_its_place_from_the_definite_noun() -> None:
    text = (
        "Der finnische Präsident Arvo Laine und Ministerin Lore Falk wollen sich am Freitag treffen. "
        "Das Treffen soll in Bergen stattfinden."
    )
    [found] = happenings(text)
    assert told(found) == "summit planned: Arvo Laine, Lore Falk > Bergen"
    assert len(found.event.evidence) == 2


def test_a_journey_and_a_stay_are_two_events() -> None:
    text = "Der finnische Präsident Arvo Laine ist zu einem Besuch in Oslo eingetroffen."
    assert sorted(f.event.type for f in happenings(text)) == ["arrival", "visit"]


def test_the_speaker_vouches_for_what_is_said_and_konjunktiv_is_no_doubt() -> None:
    text = "Präsident Arvo Laine sei in Oslo eingetroffen, teilte das norwegische Außenministerium mit."
    [arrival] = happenings(text)
    assert arrival.event.status == "occurred"
    assert [a.source for a in arrival.event.attribution] == ["norwegisches Außenministerium"]
    [statement] = [f.event for f in parse(Article(text, language="de")) if f.event.type == "statement"]
    assert [p.name for p in statement.having("speaker")] == ["norwegisches Außenministerium"]


def test_what_goes_on_in_konjunktiv_belongs_to_the_statement_before() -> None:
    text = (
        "Der Besuch werde vorbereitet, sagte Ministerin Lore Falk am Montag. Ein Termin stehe noch nicht fest. "
        "Der finnische Präsident Arvo Laine schwieg."
    )
    statements = [
        f.event for f in parse(Article(text, published="2023-09-11", language="de")) if f.event.type == "statement"
    ]
    assert len(statements) == 1
    assert len(statements[0].evidence) == 2


def test_ids_are_stable_and_tell_happenings_apart() -> None:
    article = Article(f"{LEAD} Ministerin Lore Falk reist nach Riga.", published="2023-09-11", language="de")
    ids = [finding_id(article.id, f) for f in parse(article)]
    assert ids == [finding_id(article.id, f) for f in parse(article)]
    assert len(set(ids)) == 2
    assert all(len(i) <= 80 and " " not in i for i in ids)
