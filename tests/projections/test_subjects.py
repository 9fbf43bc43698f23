"""What is held of one person, pair, place or source, and what waits for a hand."""

from __future__ import annotations

import pytest

from events.model import Assess, Retraction
from events.parts import Doubt, Evidence
from tests.projections.build import Story, arrives, at, by, meets, person, says
from tracker.projections.reader import ViewReader
from tracker.projections.telling import Subject

VIK, OZOLS, LUND = person("Ragna Vik", "NO"), person("Janis Ozols", "LV"), person("Karen Lund", "DK")
DAY = "2024-03-10"


@pytest.fixture
def story() -> Story:
    story = Story()
    story.report(meets(VIK, OZOLS, day="2024-03-05", place=at("Riga", "LV")), "2024-03-05", "Blatt")
    story.report(meets(VIK, OZOLS, day="2024-03-05", place=at("Riga", "LV")), "2024-03-06", "Kurier")
    story.report(meets(VIK, LUND, day="2024-03-07", channel="telephone"), "2024-03-07", "Kurier")
    story.report(
        arrives(LUND, at("Riga", "LV"), "2024-03-08"),
        "2024-03-08",
        "Blatt",
    )
    story.report(says(VIK, "Wir kommen wieder", to=OZOLS), "2024-03-05", "Blatt")
    return story


def actor(reader: ViewReader, name: str) -> Subject:
    return reader.subjects().called(name)[0]


def test_a_person_is_found_by_the_beginnings_of_the_name(story: Story) -> None:
    subjects = story.seen(DAY).subjects()
    assert [one.name for one in subjects.called("vik")] == ["Ragna Vik"]
    assert [one.name for one in subjects.called("ra vi")] == ["Ragna Vik"]
    assert subjects.called("zzz") == [] == subjects.called("")


def test_a_persons_holdings(story: Story) -> None:
    reader = story.seen(DAY)
    held = reader.subjects().holdings(actor(reader, "vik"))
    assert [row.title for row in reader.rows("happenings", held.happenings)] == [
        "Ragna Vik · Karen Lund", "Ragna Vik · Janis Ozols",
    ]  # fmt: skip
    assert len(held.statements) == 1
    pairs = reader.subjects().counterparts(actor(reader, "vik"))
    assert {(row.total, row.in_person, row.remote) for row in pairs} == {(1, 1, 0), (1, 0, 1)}


def test_a_pair_has_its_meetings_and_what_they_said_to_each_other(story: Story) -> None:
    reader = story.seen(DAY)
    one, other = actor(reader, "vik"), actor(reader, "ozols")
    pair = Subject("pair", one.key, one.name, other.key, other.name)
    held = reader.subjects().holdings(pair)
    assert (len(held.happenings), len(held.statements)) == (1, 1)
    assert [row.total for row in reader.subjects().counterparts(pair)] == [1]


def test_two_states_have_the_meetings_of_their_people(story: Story) -> None:
    states = Subject("states", "NO", "NO", "LV", "LV")
    reader = story.seen(DAY)
    assert len(reader.subjects().holdings(states).happenings) == 1
    assert [row.total for row in reader.subjects().counterparts(states)] == [1]


def test_a_place_holds_what_lies_in_it(story: Story) -> None:
    reader = story.seen(DAY)
    riga = reader.subjects().place("Riga", "LV")
    country = Subject("place", "country:LV", "LV")
    for place in (riga, country):
        assert len(reader.subjects().holdings(place).happenings) == 2


def test_an_outlet_was_first_with_some_and_alone_with_others(story: Story) -> None:
    reader = story.seen(DAY)
    record = reader.subjects().record(Subject("outlet", "Kurier", "Kurier"))
    assert record is not None
    assert (record.reports, len(record.first), len(record.alone)) == (2, 1, 1)
    assert reader.subjects().record(Subject("outlet", "nobody", "nobody")) is None


def test_the_source_behind_a_report_is_told_apart_from_its_outlet() -> None:
    story = Story()
    id = story.report(meets(VIK, OZOLS, day="2024-03-05", attribution=by("Kanzlei in Oslo")), "2024-03-05", "Blatt")
    found = story.seen(DAY).subjects().source_of(id)
    assert found is not None
    assert [one.name for one in found if one] == ["Kanzlei in Oslo", "Blatt"]
    assert len(story.seen(DAY).subjects().holdings(found[0]).happenings) == 1


class TestWhatWaitsForAHand:
    def doubted(self) -> tuple[Story, str]:
        story = Story()
        doubt = Doubt(field="when", reason="two days fit")
        event = meets(VIK, OZOLS, day="2024-03-05", doubts=(doubt,), evidence=(Evidence(start=0, end=4),))
        id = story.report(event, "2024-03-05", "Blatt", text="Treffen", by="parser:de@1")
        return story, id

    def test_a_doubt_waits_until_a_hand_confirms_the_reading(self) -> None:
        story, id = self.doubted()
        assert [(one.event_id, one.fields) for one in story.seen(DAY).doubtful()] == [(id, ("when",))]
        assert list(story.seen(DAY).unread().values()) == [1]
        confirmation = story.curate(Assess(target=id, reading="confirmed", author="R. Vik", rationale="compared"))
        assert story.seen(DAY).doubtful() == []
        assert story.seen(DAY).unread() == {}
        assert story.seen(DAY).confirmed() == {id}
        story.curate(Retraction(target=confirmation, reason="test"))
        assert len(story.seen(DAY).doubtful()) == 1

    def test_a_correction_or_a_rejection_settles_it_too(self) -> None:
        story, id = self.doubted()
        correction = story.correct(id, "when.edtf", "2024-03-06")
        assert story.seen(DAY).doubtful() == []
        story.retract(correction)
        assert len(story.seen(DAY).doubtful()) == 1
        story.retract(id)
        assert story.seen(DAY).doubtful() == []
        assert story.seen(DAY).unread() == {}
