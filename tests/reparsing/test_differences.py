"""Only the differences to an earlier reading are appended, as curation by the parser, an article at a time."""

from __future__ import annotations

import pytest

from events.envelope import Draft
from events.errors import Conflict
from events.model import Change, Correction, Retraction, Visit
from tests.reparsing.reading import (
    ARTICLE,
    claims,
    departure,
    events_of,
    left,
    onward,
    reading,
    reread,
    standing,
    taken_in,
    talks,
    words_said,
)
from tracker.articles import Article
from tracker.dossier import Dossier
from tracker.parsing.parse import Finding
from tracker.parsing.recorder import recorder
from tracker.projections.cutoff import Cutoff
from tracker.reparsing.difference import Difference
from tracker.reparsing.recording import reparse

TODAY = recorder(ARTICLE)


def test_the_same_reading_appends_nothing(dossier: Dossier) -> None:
    taken_in(dossier, departure(), talks(), words_said())
    head = dossier.log.head()
    assert not reread(dossier, departure(), talks(), words_said())
    assert dossier.log.head() == head


def test_a_field_that_is_read_otherwise_is_corrected(dossier: Dossier) -> None:
    (before,) = taken_in(dossier, departure("Oslo", "2024-05-13"))
    difference = reread(dossier, departure("Riga", "2024-05-06"))
    (one,) = difference.changed
    assert [(c.path, c.old, c.new) for c in one.changes] == [
        ("place.name", "Oslo", "Riga"),
        ("when.edtf", "2024-05-13", "2024-05-06"),
    ]
    *_, last = dossier.log.read()
    assert isinstance(last.event, Correction)
    assert (last.event.target, last.event.reason, last.recorded_by) == (before.id, "parser_error", TODAY)
    assert last.stream == before.stream
    assert last.published is None
    assert claims(dossier) == [departure().event]
    assert not left(dossier, departure())


def test_what_is_no_longer_found_is_retracted_and_what_is_new_is_appended(dossier: Dossier) -> None:
    (gone, _) = taken_in(dossier, talks(), departure())
    difference = reread(dossier, departure(), words_said())
    assert [one.record.id for one in difference.gone] == [gone.id]
    assert [one.event for one in difference.new] == [words_said().event]
    retraction, statement = list(dossier.log.read())[2:]
    assert isinstance(retraction.event, Retraction)
    assert (retraction.event.target, retraction.event.reason) == (gone.id, "not_in_text")
    assert (statement.document, statement.published) == (ARTICLE.id, ARTICLE.published)
    assert {retraction.recorded_by, statement.recorded_by} == {TODAY}
    assert claims(dossier) == events_of([departure(), words_said()])


def test_another_type_is_another_claim(dossier: Dossier) -> None:
    (old,) = taken_in(dossier, departure())
    visit = departure().event.model_dump(mode="json") | {"type": "visit"}
    del visit["leg_kind"], visit["seen_off_by"]
    found = Finding(Visit.model_validate(visit), departure().trigger, "noun:Besuch", {})
    difference = reread(dossier, found)
    assert ([one.record.id for one in difference.gone], len(difference.new)) == ([old.id], 1)
    assert claims(dossier) == [found.event]


def test_evidence_is_corrected_too(dossier: Dossier) -> None:
    taken_in(dossier, departure())
    wider = departure(evidence=[{"start": 0, "end": 47}])
    difference = reread(dossier, wider)
    assert [change.path for change in difference.changed[0].changes] == ["evidence"]
    assert claims(dossier) == [wider.event]


def test_a_party_by_a_fuller_name_is_the_same_claim_under_its_old_id(dossier: Dossier) -> None:
    (before,) = taken_in(dossier, departure(who="Solberg"))
    difference = reread(dossier, departure(who="Ida Solberg"))
    assert not difference.new
    assert not difference.gone
    assert [record.id for record in standing(dossier)] == [before.id]
    assert claims(dossier) == [departure(who="Ida Solberg").event]
    assert not left(dossier, departure(who="Ida Solberg"))


def test_a_happening_told_in_other_words_is_known_by_its_date_and_place(dossier: Dossier) -> None:
    (before,) = taken_in(dossier, departure())
    elsewhere = departure(evidence=[{"start": 0, "end": 10}], who="Solberg")
    reread(dossier, elsewhere)
    assert [record.id for record in standing(dossier)] == [before.id]
    assert claims(dossier) == [elsewhere.event]


@pytest.mark.parametrize(
    "other",
    [
        departure(evidence=[{"start": 0, "end": 10}], day="2024-06-01", who="Solberg"),
        departure("Oslo", evidence=[{"start": 0, "end": 10}], who="Solberg"),
        departure(evidence=[{"start": 0, "end": 10}], who="Solberg", status="planned"),
        departure(who="Pekka Lehtonen"),
    ],
    ids=["another date", "another place", "another status", "another party"],
)
def test_what_tells_of_something_else_is_another_claim(dossier: Dossier, other: Finding) -> None:
    (before,) = taken_in(dossier, departure())
    difference = reread(dossier, other)
    assert [one.record.id for one in difference.gone] == [before.id]
    assert [one.event for one in difference.new] == [other.event]


def test_of_two_alike_the_more_alike_keeps_its_claim(dossier: Dossier) -> None:
    first, second = taken_in(dossier, departure(who="Solberg"), onward(participants=[_traveller("Solberg")]))
    reread(dossier, onward(), departure())
    assert [record.id for record in standing(dossier)] == [first.id, second.id]
    assert claims(dossier) == events_of([departure(), onward()])


def _traveller(name: str) -> dict[str, str]:
    return {"name": name, "role": "traveller"}


def test_what_is_found_again_is_restored_under_its_old_id(dossier: Dossier) -> None:
    (before,) = taken_in(dossier, departure())
    reread(dossier)
    assert claims(dossier) == []
    difference = reread(dossier, departure("Jelgava"))
    assert [one.claim.record.id for one in difference.restored] == [before.id]
    assert not difference.new
    assert [record.id for record in standing(dossier)] == [before.id]
    assert claims(dossier) == [departure("Jelgava").event]
    assert not left(dossier, departure("Jelgava"))


def test_a_dry_run_tells_the_difference_and_appends_nothing(dossier: Dossier) -> None:
    taken_in(dossier, departure(), talks())
    head = dossier.log.head()
    dry = reread(dossier, departure("Oslo"), words_said(), dry_run=True)
    assert (len(dry.new), len(dry.gone), len(dry.changed)) == (1, 1, 1)
    assert dossier.log.head() == head
    assert reread(dossier, departure("Oslo"), words_said()) == dry


def test_links_hold_where_the_claim_lives_on(dossier: Dossier) -> None:
    flight, meeting = taken_in(dossier, departure(who="Solberg"), talks())
    dossier.link([flight.id, meeting.id], "part_of", by="user:ana")
    reread(dossier, departure(), talks(place={"name": "Riga"}))
    assert [record.id for record in standing(dossier)] == [flight.id, meeting.id]


def test_a_correction_by_the_parser_counts_as_of_any_day(dossier: Dossier) -> None:
    (flight,) = taken_in(dossier, departure("Oslo"))
    reread(dossier, departure("Riga"))
    dossier.catch_up()
    then = dossier.at(Cutoff(published="2024-05-08T00:00:00Z")).effective(flight.id)
    assert then == departure("Riga").event


class TestOthersAppendMeanwhile:
    """What somebody curates between comparing and appending is never overlooked."""

    def test_the_article_is_compared_once_more(self, dossier: Dossier) -> None:
        (flight,) = taken_in(dossier, departure("Oslo"))
        told: list[Difference] = []

        def tell(difference: Difference) -> None:
            if not told:
                dossier.correct(flight.id, {"place.name": "Tartu"}, "better_source", by="user:ana")
            told.append(difference)

        reparse(dossier, ARTICLE, tell, parse=reading(departure("Riga", "2024-05-07")))
        assert [[c.path for c in one.changed[0].changes] for one in told] == [
            ["place.name", "when.edtf"],
            ["when.edtf"],
        ]
        assert claims(dossier) == [departure("Tartu", "2024-05-07").event]

    def test_a_second_time_it_is_told_and_nothing_is_half_written(self, dossier: Dossier) -> None:
        (flight,) = taken_in(dossier, departure("Oslo"))
        notes: list[str] = []

        def tell(_: Difference) -> None:
            notes.append(f"note {len(notes)}")
            dossier.correct(flight.id, {"note": notes[-1]}, "better_source", by="user:ana")

        with pytest.raises(Conflict):
            reparse(dossier, ARTICLE, tell, parse=reading(departure("Riga"), talks()))
        assert notes == ["note 0", "note 1"]
        assert claims(dossier) == [departure("Oslo", note="note 1").event]


def test_an_article_without_claims_gets_those_that_are_found_now(dossier: Dossier) -> None:
    taken_in(dossier)
    reread(dossier, departure())
    assert claims(dossier) == [departure().event]


def test_the_real_parser_reads_what_it_has_taken_in(dossier: Dossier) -> None:
    result = dossier.ingest(ARTICLE)
    assert result.recorded
    assert not reparse(dossier, ARTICLE, lambda _: None)


def test_the_real_parser_sets_right_what_an_earlier_one_misread(dossier: Dossier) -> None:
    text = "Die norwegische Außenministerin Ida Solberg ist am Dienstag nach Riga gereist."
    report = Article(text, name="reise.md", published="2024-05-08", language="de")
    (flight,) = dossier.ingest(report).recorded
    dossier.log.append([_misreading(flight.id, report)])
    assert not reparse(dossier, report, lambda _: None, parse=lambda _: [], dry_run=True).new
    difference = reparse(dossier, report, lambda _: None)
    assert [change.new for one in difference.changed for change in one.changes] == ["Riga"]
    assert dossier.effective(flight) == flight.event
    assert not reparse(dossier, report, lambda _: None)
    assert dossier.log.verify().ok


def _misreading(target: str, report: Article) -> Draft:
    """What an earlier parser took the place to be."""
    change = Change(path="place.name", old="Riga", new="Oslo")
    event = Correction(target=target, changes=(change,), reason="parser_error")
    return Draft(event, "parser:de@0.0.1", document=report.id)


def test_what_an_early_version_read_in_english_stays_the_parsers(dossier: Dossier) -> None:
    article = Article("Minister Ida Solberg arrived in Riga on Monday.", published="2024-05-07", language="en")
    dossier.ingest(article)
    (first,) = dossier.log.read()
    assert first.recorded_by.startswith("parser:en@")
    early = Draft(departure("Oslo").event, "parser:de@0.1.0", document=article.id, published=article.published)
    dossier.log.append([early])
    difference = reparse(dossier, article, lambda _: None)
    assert [claim.record.recorded_by for claim in difference.gone] == ["parser:de@0.1.0"]
    *_, last = dossier.log.read()
    assert isinstance(last.event, Retraction)
    assert last.recorded_by == first.recorded_by
    assert not reparse(dossier, article, lambda _: None)
