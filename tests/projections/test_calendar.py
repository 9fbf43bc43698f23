"""The calendar: what is to come, in which order, what has no date, and what is overdue."""

from __future__ import annotations

import pytest

from tests.projections.build import BERG, LYON, MOREAU, OTIENO, PARIS, Story, leaves, meets, visits


def days(story: Story, as_of: str) -> list[tuple[str, str, str | None]]:
    return [(row.id, row.part, row.earliest) for row in story.seen(as_of).calendar()]


def planned(story: Story, day: str | None, status: str = "planned", published: str = "2024-03-01") -> str:
    return story.report(meets(BERG, MOREAU, day=day, status=status), published)


def test_by_first_day_then_the_narrower_date_then_announced_before_rumoured() -> None:
    story = Story()
    story.report(visits(BERG, LYON, "2024-03-10/2024-03-14", status="planned"))
    story.report(meets(BERG, OTIENO, day="2024-03-10", status="unconfirmed"))
    story.report(meets(BERG, MOREAU, day="2024-03-10", status="planned"))
    story.report(leaves(OTIENO, PARIS, "2024-03-07", status="planned"))
    assert [id for id, _, _ in days(story, "2024-03-02")] == ["e4", "e3", "e2", "e1"]


def test_what_has_no_date_stands_behind() -> None:
    story = Story()
    planned(story, None)
    story.report(leaves(BERG, PARIS, "2024-03-20", status="planned"))
    assert days(story, "2024-03-02") == [("e2", "ahead", "2024-03-20"), ("e1", "undated", None)]


def test_what_is_under_way_is_listed_until_it_is_over() -> None:
    story = Story()
    story.report(visits(BERG, LYON, "2024-03-01/2024-03-04", status="ongoing"), "2024-03-02")
    assert [row.state for row in story.seen("2024-03-04").calendar()] == ["under_way"]
    assert days(story, "2024-03-05") == []


@pytest.mark.parametrize(
    ("as_of", "part", "overdue"),
    [
        ("2024-03-10", "ahead", None),
        ("2024-03-11", "overdue", 1),
        ("2024-04-09", "overdue", 30),
        ("2024-04-10", None, 0),
    ],
)
def test_what_lapsed_is_overdue_for_thirty_days(as_of: str, part: str | None, overdue: int | None) -> None:
    story = Story()
    planned(story, "2024-03-10")
    rows = story.seen(as_of).calendar()
    assert [(row.part, row.overdue) for row in rows] == ([(part, overdue)] if part else [])


def test_the_newest_overdue_comes_first() -> None:
    story = Story()
    planned(story, "2024-03-05")
    story.report(leaves(BERG, PARIS, "2024-03-09", status="planned"))
    assert [row.id for row in story.seen("2024-03-20").calendar()] == ["e2", "e1"]


def test_what_took_place_or_was_called_off_is_not_to_come() -> None:
    story = Story()
    planned(story, "2024-03-10")
    story.report(meets(BERG, MOREAU, day="2024-03-10", status="cancelled"), "2024-03-02")
    story.report(leaves(OTIENO, PARIS, "2024-03-10"), "2024-03-11")
    assert days(story, "2024-03-05") == []


def test_a_search_keeps_those_that_have_the_words() -> None:
    story = Story()
    planned(story, "2024-03-10")
    story.report(leaves(OTIENO, PARIS, "2024-03-10", status="planned"))
    assert [row.id for row in story.seen("2024-03-05").calendar(search="otieno")] == ["e2"]
