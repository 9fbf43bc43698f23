"""Laws of the reckoned views, over the random logs of `test_laws`: only what is known counts, to the same end."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from events.envelope import Recorded
from tests.projections.build import KNOWLEDGE, Story
from tests.projections.test_laws import DAYS, examples, stories
from tracker.projections.cutoff import Cutoff
from tracker.projections.lanes import BY
from tracker.projections.reader import ViewReader

EVER = ("0001-01-01", "9999-12-31")
RECKONED: dict[str, Callable[[ViewReader], Any]] = {
    "contradictions": lambda reader: reader.contradictions(),
    "corroboration": lambda reader: reader.corroboration(),
    "sources": lambda reader: reader.sources(),
    "persons": lambda reader: reader.counterparts(level="person"),
    "states": lambda reader: reader.counterparts(level="state"),
    "calendar": lambda reader: reader.calendar(),
    "streaks": lambda reader: reader.streaks(),
    "timeline": lambda reader: reader.timeline(),
    "coverages": lambda reader: reader.coverages(),
    "lanes": lambda reader: [(lanes := reader.lanes(by), reader.lane_items(lanes, *EVER)) for by in BY],
}


def shown(reader: ViewReader) -> dict[str, str]:
    return {name: repr(rows(reader)) for name, rows in RECKONED.items()}


def replayed(story: Story, records: Iterable[Recorded], day: str) -> ViewReader:
    """The views over these records alone, folded event by event."""
    known = {record.id: record for record in records}
    db = story.fold(known.values(), batch=1)
    return ViewReader(
        lambda: db,
        date.fromisoformat(day),
        original=known.get,
        documents=story.shelf,
        knowledge=KNOWLEDGE,
    )


@examples(60)
@given(stories(least=3), st.sampled_from(DAYS), st.integers(0, 14))
def test_as_of_a_position_is_the_replay_of_the_prefix(story: Story, day: str, position: int) -> None:
    position = min(position, story.log.head().position)
    seen = story.seen(day, Cutoff(position=position))
    assert shown(seen) == shown(replayed(story, story.log.read(until=position), day))


@examples(60)
@given(stories(least=3), st.sampled_from(DAYS))
def test_as_published_is_the_replay_of_what_was_public(story: Story, day: str) -> None:
    cutoff = Cutoff(story.log.head().position, f"{day}T12:00:00Z")
    public = [record for record in story.log.read() if cutoff.admits(record)]
    assert shown(story.seen(day, cutoff)) == shown(replayed(story, public, day))


@examples(40)
@given(stories(), st.sampled_from(DAYS))
def test_what_is_counted_fits_what_is_told(story: Story, day: str) -> None:
    reader = story.seen(day)
    standing = [
        one for id in (f"e{n}" for n in range(1, story.log.head().position + 1)) if (one := reader.effective(id))
    ]
    assert sum(row.reports for row in reader.sources()) == len(standing)
    for row in reader.contradictions():
        assert len({side.value for side in row.sides}) == len(row.sides) >= 2
    for pair in reader.counterparts():
        assert pair.total == pair.in_person + pair.remote == len(pair.happenings)
        assert len(set(pair.id.split(" + "))) == 2


@examples(40)
@given(stories(least=3), st.sampled_from(DAYS), st.sampled_from(BY), st.sampled_from(DAYS), st.integers(0, 60))
def test_a_piece_of_a_lane_is_what_of_the_whole_lies_in_it(
    story: Story, day: str, by: str, first: str, days: int
) -> None:
    reader = story.seen(day)
    last = (date.fromisoformat(first) + timedelta(days=days)).isoformat()
    lanes = reader.lanes(by)
    for whole, piece in zip(reader.lane_items(lanes, *EVER), reader.lane_items(lanes, first, last), strict=True):
        expected = [one for one in whole.marks if (one.first or "") <= last and (one.last or one.first or "") >= first]
        assert list(piece.marks) == expected
        assert list(piece.journeys) == [one for one in whole.journeys if one.start <= last and one.end >= first]
