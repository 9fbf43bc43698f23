"""Pages of the lists: put together they are the whole list, and a row is found where it stands, now and earlier."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.projections.build import BERG, MOREAU, OTIENO, Story, arrives, at, leaves, meets, says
from tests.projections.test_laws import DAYS, examples, stories
from tracker.projections.contract import ProjectionError
from tracker.projections.cutoff import Cutoff
from tracker.projections.lists import LISTS, AnyRow
from tracker.projections.reader import ViewReader

FILTERS = (None, "status:held", "-status:held", "berg", "since:2024-03-04", "country:FR", "type:visit,arrival")


def paged(reader: ViewReader, view: str, search: str | None, size: int) -> Iterator[AnyRow]:
    for start in range(0, reader.count(view, search=search) + size, size):
        yield from reader.page(view, start, size, search=search)


@examples(80)
@given(stories(), st.sampled_from(DAYS), st.sampled_from(FILTERS), st.integers(1, 4), st.integers(0, 14))
def test_pages_put_together_are_the_whole_list(
    story: Story, day: str, search: str | None, size: int, position: int
) -> None:
    for cutoff in (Cutoff(), Cutoff(position=min(position, story.log.head().position))):
        reader = story.seen(day, cutoff)
        for view in LISTS:
            keys = list(reader.keys(view, search=search))
            assert list(paged(reader, view, search, size)) == reader.rows(view, keys)
            assert [reader.index_of(view, key, search=search) for key in keys] == list(range(len(keys)))


@examples(80)
@given(stories(), st.sampled_from(DAYS), st.sampled_from(FILTERS))
def test_the_days_of_the_board_are_where_its_rows_change_their_day(story: Story, day: str, search: str | None) -> None:
    reader = story.seen(day)
    rows = reader.page("meetings_by_day", 0, 1_000, search=search)
    days = reader.days(search=search)
    ends = list(accumulate(one.rows for one in days))
    for one, end in zip(days, ends, strict=True):
        assert {(row.earliest, row.latest) for row in rows[end - one.rows : end]} == {(one.earliest, one.latest)}
    assert (ends[-1] if ends else 0) == len(rows)


@pytest.fixture(scope="module")
def story() -> Story:
    """Two meetings on days apart, one in a vague week, one without a date, a journey, a statement."""
    told = Story()
    told.report(meets(BERG, MOREAU, day="2024-03-02", place=at("Paris", "FR")))
    told.report(meets(BERG, OTIENO, day="2024-03-04/2024-03-09", place=at("Nairobi", "KE")))
    told.report(meets(MOREAU, OTIENO, day="2024-03-04"))
    told.report(meets(BERG, OTIENO, text="bald", status="planned", format="multilateral", event_name="Hafentag"))
    told.report(leaves(BERG, at("Nairobi", "KE"), "2024-03-03"))
    told.report(arrives(BERG, at("Nairobi", "KE"), "2024-03-04"))
    told.report(says(MOREAU, "Wir haben über Fähren gesprochen."), "2024-03-05")
    return told


def test_the_board_by_day_has_the_newest_on_top_and_the_narrower_date_first(story: Story) -> None:
    reader = story.seen("2024-03-10")
    windows = [(day.earliest, day.latest, day.rows) for day in reader.days()]
    assert windows == [
        (None, None, 1),
        ("2024-03-04", "2024-03-04", 1),
        ("2024-03-04", "2024-03-09", 1),
        ("2024-03-02", "2024-03-02", 1),
    ]


def test_a_row_that_a_filter_leaves_out_has_no_index(story: Story) -> None:
    reader = story.seen("2024-03-10")
    paris = reader.page("happenings", search="paris")[0]
    assert reader.index_of("happenings", paris.key, search="nairobi") is None
    assert reader.index_of("statements", paris.key) is None


def test_a_view_that_is_none_is_named(story: Story) -> None:
    with pytest.raises(ProjectionError, match="no view 'boards'"):
        story.seen("2024-03-10").count("boards")
