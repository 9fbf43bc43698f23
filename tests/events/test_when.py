"""EDTF values: the subset against an independent implementation, what it refuses, and the laws of spans."""

from __future__ import annotations

import calendar
from datetime import date, datetime, timedelta
from time import struct_time

import pytest
from edtf import parse_edtf
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from events.edtf import NotEdtf, Span, parse
from events.when import When

DAYS = st.dates(min_value=date(1000, 1, 1), max_value=date(2999, 12, 31))
YEARS = DAYS.map(lambda day: f"{day.year:04}")
MONTHS = DAYS.map(lambda day: f"{day.year:04}-{day.month:02}")
DATES = st.one_of(DAYS.map(date.isoformat), MONTHS, YEARS)
SEASONS = st.tuples(YEARS, st.sampled_from(["21", "22", "23"])).map("-".join)
UNSPECIFIED = st.one_of(
    YEARS.map(lambda year: f"{year[:3]}X"),
    YEARS.map(lambda year: f"{year[:2]}XX"),
    YEARS.map(lambda year: f"{year}-XX"),
    YEARS.map(lambda year: f"{year}-XX-XX"),
    MONTHS.map(lambda month: f"{month}-XX"),
)
QUALIFIED = st.tuples(st.one_of(MONTHS, YEARS), st.sampled_from("?~%")).map("".join)
TIMED = st.datetimes(datetime(1000, 1, 1), datetime(2999, 1, 1)).map(lambda at: at.isoformat(timespec="seconds"))  # noqa: DTZ001
SINGLE = st.one_of(DATES, SEASONS, UNSPECIFIED, QUALIFIED, TIMED)


@st.composite
def intervals(draw: st.DrawFn) -> str:
    start, end = draw(st.one_of(st.just(".."), DATES, SEASONS)), draw(st.one_of(st.just(".."), DATES, SEASONS))
    assume(start != ".." or end != "..")
    if ".." not in (start, end):
        assume(parse(start).earliest <= parse(end).latest)  # type: ignore[operator]
    return f"{start}/{end}"


SETS = st.builds(
    lambda items, brackets: brackets[0] + ",".join(items) + brackets[1],
    st.lists(DATES, min_size=2, max_size=4),
    st.sampled_from(["[]", "{}"]),
)


def oracle(bound: object) -> date | None:
    """A bound as the package `edtf` gives it: a struct_time, or a float for infinity."""
    return date(*bound[:3]) if isinstance(bound, struct_time) else None


@settings(max_examples=80, deadline=None)  # the package takes 10 ms and more for a value
@given(st.one_of(SINGLE, intervals(), SETS))
def test_bounds_agree_with_the_package_edtf(text: str) -> None:
    theirs, ours = parse_edtf(text), parse(text)
    assert (ours.earliest, ours.latest) == (oracle(theirs.lower_strict()), oracle(theirs.upper_strict()))


@given(st.integers(1, 9998))
def test_a_winter_ends_in_february_of_the_next_year(year: int) -> None:
    """The package cuts it at the end of December; EDTF leaves the months of a season to its users."""
    february = calendar.monthrange(year + 1, 2)[1]
    assert parse(f"{year:04}-24") == Span(date(year, 12, 1), date(year + 1, 2, february))


@given(DAYS)
def test_an_approximate_day_is_fuzzy_by_a_day(day: date) -> None:
    one = timedelta(days=1)
    assert parse(f"{day}~") == Span(day - one, day + one, approximate=True)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("0001-01-01~", Span(None, date(1, 1, 2), approximate=True)),
        ("9999-12-31~", Span(date(9999, 12, 30), None, approximate=True)),
        ("000X", Span(date(1, 1, 1), date(9, 12, 31))),
        ("00XX", Span(date(1, 1, 1), date(99, 12, 31))),
        ("2023-09-13/", Span(date(2023, 9, 13), None)),
        ("/2023-09-13", Span(None, date(2023, 9, 13))),
        ("2023-09-12/2023-09-19~", Span(date(2023, 9, 12), date(2023, 9, 20), approximate=True)),
        ("[..2023-09-15]", Span(None, date(2023, 9, 15))),
        ("[2023-09-12..]", Span(date(2023, 9, 12), None)),
        ("{2023-09-12..2023-09-14,2023-10}", Span(date(2023, 9, 12), date(2023, 10, 31))),
        ("2023-09-13T10:00Z", Span(date(2023, 9, 13), date(2023, 9, 13))),
        ("2023-09-13T24:00+05:30", Span(date(2023, 9, 13), date(2023, 9, 13))),
    ],
)
def test_bounds_at_the_edges(text: str, span: Span) -> None:
    assert parse(text) == span


NO_VALUES = """
.. | ../.. | / | 2023-9-1 | 2023-13 | 2023-00 | 2023-02-29 | 2023-04-31 | 2023-09-00 | 2023-25 | 2023-22-01 | 2023-W37
202X-09 | 2023-XX-05 | 0000 | 9999-24 | Y10000 | -0044 | 2023-09-14/2023-09-13 | 2024/2023 | [] | {} | [2020,]
[2020..2021..2022] | [2021..2020] | [2020 | 2023-09-13T10 | 2023-09-13T25:00 | 2023-09-13T10:60 | 2023-09T10:00
2023T10:00 | 2023-24T10:00 | 2023-09-XXT10:00 | 2023-09-13T10:00+99 | 2023-09-1X | ２０２３ | PRESENT_REF
"""


@pytest.mark.parametrize(
    "text",
    [
        *(value.strip() for line in NO_VALUES.strip().splitlines() for value in line.split("|")),
        *("", " ", "2023-09-13 ", "2023-09-13\n", "2023" * 60),
    ],
)
def test_what_is_no_value_is_refused_with_a_reason(text: str) -> None:
    with pytest.raises(NotEdtf, match=r"\w"):
        parse(text)


@given(st.text(alphabet="0123456789X-/.[]{},~?%T:Z+ ", max_size=40))
def test_any_text_is_either_understood_or_refused(text: str) -> None:
    try:
        span = parse(text)
    except NotEdtf:
        return
    assert span.earliest is not None or span.latest is not None
    assert span.earliest is None or span.latest is None or span.earliest <= span.latest


@st.composite
def spans(draw: st.DrawFn) -> Span:
    first, length = draw(DAYS), draw(st.integers(0, 400))
    last = first + timedelta(days=length)
    return draw(st.sampled_from([Span(first, last), Span(first, None), Span(None, last), Span(first, first)]))


def days_of(span: Span) -> tuple[int, int]:
    """A span as day numbers, open ends far away."""
    return (span.earliest or date.min).toordinal(), (span.latest or date.max).toordinal()


@given(spans(), spans())
def test_overlap_and_gap_are_symmetric_and_agree(one: Span, other: Span) -> None:
    (a, b), (c, d) = days_of(one), days_of(other)
    assert one.overlaps(other) == other.overlaps(one) == (a <= d and c <= b)
    assert one.gap(other) == other.gap(one) == max(0, c - b, a - d)
    assert (one.gap(other) == 0) == one.overlaps(other)


@given(spans(), spans())
def test_widening_by_the_gap_makes_two_spans_meet(one: Span, other: Span) -> None:
    gap = one.gap(other)
    assert one.widened(gap).overlaps(other)
    assert gap == 0 or not one.widened(gap - 1).overlaps(other)


@given(spans(), spans(), spans())
def test_within_is_an_order(one: Span, other: Span, third: Span) -> None:
    assert one.within(one)
    assert not one.within(other) or one.overlaps(other)
    assert not (one.within(other) and other.within(one)) or one == other
    assert not (one.within(other) and other.within(third)) or one.within(third)


@given(spans(), st.integers(0, 1000))
def test_a_span_lies_within_the_wider_one(span: Span, days: int) -> None:
    wider = span.widened(days)
    assert span.within(wider)
    assert span.days is None or wider.days == span.days + 2 * days


def test_widening_beyond_the_calendar_opens_the_end() -> None:
    assert parse("0001-01-01").widened(1) == Span(None, date(1, 1, 2))


def test_a_date_needs_a_value_or_a_phrase() -> None:
    assert When(text="bald").span is None
    assert When(edtf="2023-09").span == parse("2023-09")
    with pytest.raises(ValidationError, match="a value"):
        When()
    with pytest.raises(ValidationError, match="no day 31"):
        When(edtf="2023-09-31")
