"""What the door to a dossier promises: articles and events together, hand-made events as equals, guarded curation."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

import seeds
from events.errors import InvalidEvent, OutdatedCorrection, TrackerError
from events.model import AnyClaim, Departure, Visit, parse_event
from tracker.articles import Article
from tracker.dossier import Dossier
from tracker.locations import author, default_dossier_path
from tracker.reading.article import read_article

TEXT = (
    "Die norwegische Außenministerin Ida Solberg ist am Dienstag nach Riga gereist. "
    "Dort wird sie am Mittwoch den lettischen Ministerpräsidenten Janis Kalnins treffen, "
    "teilte das Außenministerium in Oslo mit."
)


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[Dossier]:
    with Dossier.open(tmp_path / "desk.dossier", create=True) as opened:
        yield opened


def article(text: str = TEXT, **fields: str) -> Article:
    return Article(text, name="report.md", outlet="Nordblatt", published="2024-05-07", **fields)


def journey(who: str = "Ida Solberg", to: str = "Riga", day: str = "2024-05-07") -> AnyClaim:
    event = parse_event(
        {
            "type": "departure",
            "participants": [{"name": who, "role": "traveller", "country": "NO"}],
            "place": {"name": to},
            "when": {"edtf": day},
        }
    )
    assert isinstance(event, Departure)
    return event


def test_an_article_comes_in_with_its_events_and_evidence(dossier: Dossier) -> None:
    result = dossier.ingest(article())
    assert not result.known
    assert {record.type for record in result.recorded} >= {"departure", "summit"}
    stored = dossier.articles.article(result.article.id)
    assert stored is not None
    assert stored.text == TEXT
    for record in result.recorded:
        assert record.document == result.article.id
        assert record.published == "2024-05-07"
        assert all(TEXT[span.start : span.end].strip() for span in record.event.evidence)  # type: ignore[union-attr]
    assert [record.position for record in dossier.log.read()] == list(range(1, len(result.recorded) + 1))


def test_the_same_article_again_adds_nothing(dossier: Dossier) -> None:
    dossier.ingest(article())
    head = dossier.log.head()
    again = dossier.ingest(article(title="Under another title"))
    assert again.known
    assert again.recorded == ()
    assert dossier.log.head() == head
    assert len(dossier.articles.numbers()) == 1


def test_one_verb_may_tell_of_two_visits(dossier: Dossier) -> None:
    text = "Außenministerin Ida Solberg besuchte am Montag Riga und Tallinn."
    result = dossier.ingest(article(text))
    assert not result.known
    assert len(result.recorded) == len(result.findings)
    places = {record.event.place.name for record in result.recorded if isinstance(record.event, Visit)}  # type: ignore[union-attr]
    assert places == {"Riga", "Tallinn"}


def test_every_report_of_the_demo_comes_in_whole(dossier: Dossier) -> None:
    for name, content in seeds.demo_articles():
        result = dossier.ingest(read_article(content.encode(), name))
        assert not result.known, name
        assert result.findings, name
        assert len(result.recorded) == len(result.findings), name


def test_an_article_without_claims_is_kept_all_the_same(dossier: Dossier) -> None:
    result = dossier.ingest(article("Das Wetter bleibt heiter."))
    assert not result.known
    assert result.recorded == ()
    assert dossier.articles.article(result.article.id) is not None


def test_stored_articles_cannot_be_changed_by_anyone(dossier: Dossier) -> None:
    result = dossier.ingest(article())
    foreign = sqlite3.connect(dossier.path, isolation_level=None)
    for statement in (
        "UPDATE article SET text = 'other'",
        "DELETE FROM article",
        "INSERT OR REPLACE INTO article (number, id, name, retrieved, claims, text)"
        " SELECT number, id, name, retrieved, claims, 'other' FROM article",
    ):
        with pytest.raises(sqlite3.Error):
            foreign.execute(statement)
    foreign.close()
    with Dossier.open(dossier.path) as opened:
        stored = opened.articles.article(result.article.id)
        assert stored is not None
        assert stored.text == TEXT


def test_a_hand_made_event_stands_beside_the_parsed_ones(dossier: Dossier) -> None:
    dossier.ingest(article())
    record = dossier.append(journey("Jo Berg"), basis="call with the press office", by="user:ana")
    assert record.recorded_by == "user:ana"
    assert dossier.event(record.position) == dossier.event(record.id) == dossier.event(f"#{record.position}") == record


def test_a_claim_needs_a_source(dossier: Dossier) -> None:
    with pytest.raises(InvalidEvent, match="source"):
        dossier.append(journey())
    with pytest.raises(InvalidEvent, match="no article"):
        dossier.append(journey(), document="0" * 64)


def test_evidence_must_lie_inside_the_article(dossier: Dossier) -> None:
    known = dossier.ingest(article()).article
    event = journey().model_copy(update={"evidence": parse_event(_with_span(len(TEXT) + 1)).evidence})  # type: ignore[union-attr]
    with pytest.raises(InvalidEvent, match="outside"):
        dossier.append(event, document=known.id)


def _with_span(end: int) -> dict[str, object]:
    return {"type": "summit", "event_name": "x", "evidence": [{"start": 0, "end": end}]}


def test_a_correction_keeps_the_old_value_in_the_log(dossier: Dossier) -> None:
    record = dossier.append(journey(), basis="wire")
    corrected = dossier.correct(record.position, {"when.edtf": "2024-05-06"}, "better_source")
    assert corrected.event.changes[0].old == "2024-05-07"  # type: ignore[union-attr]
    now = dossier.effective(dossier.event(record.id))
    assert now.when is not None
    assert now.when.edtf == "2024-05-06"
    original = dossier.event(record.id).event
    assert original.when.edtf == "2024-05-07"  # type: ignore[union-attr]


def test_a_correction_of_a_stale_value_is_refused(dossier: Dossier) -> None:
    record = dossier.append(journey(), basis="wire")
    dossier.correct(record.id, {"place.name": "Tallinn"}, "coder_error")
    head = dossier.log.head()
    with pytest.raises(OutdatedCorrection, match="Tallinn"):
        dossier.correct(record.id, {"place.name": "Wilna"}, "coder_error", old={"place.name": "Riga"})
    assert dossier.log.head() == head


@pytest.mark.parametrize(
    "changes",
    [{"when.edtf": "next Tuesday"}, {"colour": "red"}, {"participants.7.name": "Ann"}, {"participants": []}],
)
def test_a_correction_leaves_a_valid_event(dossier: Dossier, changes: dict[str, object]) -> None:
    record = dossier.append(journey(), basis="wire")
    with pytest.raises(TrackerError):
        dossier.correct(record.id, changes, "coder_error")
    assert dossier.log.head().position == 1


def test_only_claims_are_corrected(dossier: Dossier) -> None:
    record = dossier.append(journey(), basis="wire")
    retraction = dossier.retract(record.id, "test")
    with pytest.raises(InvalidEvent, match="only claims"):
        dossier.correct(retraction.id, {"reason": "duplicate"}, "coder_error")


def test_curation_of_what_is_not_there_is_refused(dossier: Dossier) -> None:
    for attempt in (
        lambda: dossier.retract("nowhere", "test"),
        lambda: dossier.correct(99, {"place.name": "Oslo"}, "coder_error"),
        lambda: dossier.link([1, 2]),
        lambda: dossier.unlink(["a", "b"]),
    ):
        with pytest.raises(TrackerError, match="no event"):
            attempt()
    assert dossier.log.head().position == 0


def test_retraction_hides_and_its_retraction_restores(dossier: Dossier) -> None:
    record = dossier.append(journey(), basis="wire")
    dossier.catch_up()
    before = [row.traveller for row in dossier.at().all("itineraries")]
    retraction = dossier.retract(record.id, "never_happened")
    dossier.catch_up()
    assert list(dossier.at().all("itineraries")) == []
    dossier.retract(retraction.id, "test")
    dossier.catch_up()
    assert [row.traveller for row in dossier.at().all("itineraries")] == before


def test_a_dossier_may_be_read_by_several_and_closed_twice(dossier: Dossier) -> None:
    dossier.ingest(article())
    with Dossier.open(dossier.path, read_only=True) as reader:
        assert reader.log.head() == dossier.log.head()
        assert reader.articles.find("report.md") is not None
        with pytest.raises(TrackerError):
            reader.append(journey(), basis="wire")
    reader.close()


def test_the_author_and_the_default_place_follow_the_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TRACKER_USER", "Ana Lund")
    monkeypatch.setenv("TRACKER_DOSSIER", str(tmp_path / "mine.dossier"))
    assert author() == "user:Ana-Lund"
    assert default_dossier_path() == tmp_path / "mine.dossier"
    monkeypatch.delenv("TRACKER_DOSSIER")
    assert default_dossier_path().suffix == ".dossier"
