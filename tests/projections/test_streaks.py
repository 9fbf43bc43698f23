"""Streaks: firsts and counts, and that they are called so only where the log is declared complete."""

from __future__ import annotations

from datetime import date

from tests.projections.build import BERG, MOREAU, NAIROBI, OSLO, OTIENO, PARIS, Story, arrives, leaves, meets, person
from tracker.projections.cutoff import Cutoff
from tracker.projections.reckoned_rows import StreakRow


def covered(story: Story, period: str, *subjects: str) -> str:
    return story.cover(period, *(subjects or ("Anna Berg",)))


def streak(story: Story, kind: str, other: str | None = None, as_of: str = "2024-06-30") -> StreakRow:
    (row,) = [row for row in story.seen(as_of).streaks() if row.kind == kind and other in (None, row.other)]
    return row


def two_trips() -> Story:
    """Paris in March, Nairobi in June, home in between and after."""
    story = Story()
    for place, out, back in ((PARIS, "2024-03-01", "2024-03-04"), (NAIROBI, "2024-06-01", "2024-06-06")):
        story.report(leaves(BERG, place, out, origin=OSLO), out)
        story.report(arrives(BERG, place, out), out)
        story.report(leaves(BERG, OSLO, back, origin=place, leg_kind="return"), back)
        story.report(arrives(BERG, OSLO, back), back)
    return story


def test_without_coverage_a_first_is_a_first_in_this_log() -> None:
    row = streak(two_trips(), "first_trip")
    assert (row.covered, row.known_from, row.day, row.since, row.gap) == (
        False, "2024-03-01", "2024-06-01", "2024-03-04", 89,
    )  # fmt: skip


def test_a_coverage_of_the_whole_gap_makes_it_a_first() -> None:
    story = two_trips()
    covered(story, "2024-02-01/..")
    row = streak(story, "first_trip")
    assert (row.covered, row.known_from, row.gap) == (True, "2024-02-01", 89)


def test_a_coverage_of_a_part_of_the_gap_or_of_somebody_else_does_not() -> None:
    late, other = two_trips(), two_trips()
    covered(late, "2024-05-01/..")
    covered(other, "2024-02-01/..", "Luc Moreau")
    assert not streak(late, "first_trip").covered
    assert not streak(other, "first_trip").covered


def test_a_retracted_coverage_covers_nothing() -> None:
    story = two_trips()
    gone = story.retract(covered(story, "../2024-12-31"))
    assert not streak(story, "first_trip").covered
    story.retract(gone)
    row = streak(story, "first_trip")
    assert (row.covered, row.known_from) == (True, None)


def test_a_coverage_that_was_not_declared_yet_covers_nothing() -> None:
    story = two_trips()
    covered(story, "2024-02-01/..")
    before = story.seen("2024-06-30", Cutoff(position=8))
    assert before.as_of == date(2024, 6, 30)
    assert not any(row.covered for row in before.streaks())


def test_a_country_is_visited_for_the_first_time() -> None:
    story = two_trips()
    covered(story, "2024-02-01/..")
    row = streak(story, "first_visit", "KE")
    assert (row.covered, row.since, row.gap, row.day) == (True, None, None, "2024-06-01")


def test_nobody_is_abroad_whose_home_is_unknown() -> None:
    story = Story()
    story.report(arrives(person("Nils Vik"), PARIS, "2024-03-01"))
    assert {row.kind for row in story.seen("2024-03-20").streaks()} == {"unseen"}


def test_the_longest_journey_and_the_days_abroad_this_year() -> None:
    story = two_trips()
    assert (streak(story, "longest_journey").value, streak(story, "longest_journey").day) == (6, "2024-06-01")
    assert streak(story, "days_abroad").value == 4 + 6
    covered(story, "2024-02-01/..")
    assert streak(story, "longest_journey").covered
    assert not streak(story, "days_abroad").covered, "January is missing"


def test_meetings_are_counted_inside_the_coverage_of_either() -> None:
    story = Story()
    for day in ("2024-01-05", "2024-03-05", "2024-05-05"):
        story.report(meets(BERG, MOREAU, day=day, place=PARIS), day)
    row = streak(story, "meetings")
    assert (row.value, row.covered, row.since, row.gap) == (3, False, "2024-03-05", 61)
    covered(story, "2024-02-01/..", "Luc Moreau")
    row = streak(story, "meetings")
    assert (row.value, row.covered, row.known_from) == (2, True, "2024-02-01")


def test_how_long_nobody_has_seen_somebody() -> None:
    row = streak(two_trips(), "unseen", as_of="2024-06-30")
    assert (row.value, row.gap, row.covered) == (24, None, False)


def test_the_longest_gap_comes_first_and_plans_do_not_count() -> None:
    story = two_trips()
    story.report(leaves(BERG, PARIS, "2024-08-01", status="planned"), "2024-06-20")
    rows = story.seen("2024-06-30").streaks()
    assert [row.gap or 0 for row in rows] == sorted((row.gap or 0 for row in rows), reverse=True)
    assert streak(story, "first_trip").day == "2024-06-01"


def test_the_first_meeting_since_a_happening() -> None:
    story = Story()
    for day in ("2024-01-05", "2024-03-05", "2024-05-05"):
        story.report(meets(BERG, MOREAU, day=day, place=PARIS), day)
    fall = story.report(leaves(OTIENO, NAIROBI, "2024-02-01"), "2024-02-01")
    (row,) = [row for row in story.seen("2024-06-30").streaks(since=fall) if row.kind == "first_since"]
    assert (row.day, row.since, row.gap, row.value, row.event) == (
        "2024-03-05",
        "2024-02-01",
        33,
        2,
        "Joy Otieno → Nairobi",
    )
    assert not row.covered
    covered(story, "2024-01-01/..", "Luc Moreau")
    (row,) = [row for row in story.seen("2024-06-30").streaks(since=fall) if row.kind == "first_since"]
    assert row.covered
    assert not [row for row in story.seen("2024-06-30").streaks(since="e3") if row.kind == "first_since"]
