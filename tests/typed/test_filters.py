"""Filters as people type them: what is understood, in both languages, and how what is not is explained."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.typed.filters import LONGEST, FilterError, Term, read_filter
from tracker.wording import current_language, use_language

FRIDAY = date(2023, 9, 15)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    language = current_language()
    use_language("en")
    yield
    use_language(language)


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("", ()),
        ("kim", (Term("", ("kim",)),)),
        ("kim putin", (Term("", ("kim",)), Term("", ("putin",)))),
        ('"kim jong un"', (Term("", ("kim jong un",)),)),
        ("status:planned", (Term("status", ("announced",)),)),
        ("Stand:geplant,abgesagt", (Term("status", ("announced", "cancelled")),)),
        ("stand:geru", (Term("status", ("rumoured",)),)),
        ("since:2023-09-01", (Term("since", first=date(2023, 9, 1)),)),
        ('bis:"11 sept"', (Term("until", last=date(2023, 9, 11)),)),
        ("am:september", (Term("on", first=date(2023, 9, 1), last=date(2023, 9, 30)),)),
        ("seit:gestern", (Term("since", first=date(2023, 9, 14)),)),
        ("-source:kcna", (Term("source", ("kcna",), negated=True),)),
        ("-kim", (Term("", ("kim",), negated=True),)),
        ('quelle:"baltic wire",kcna', (Term("source", ("baltic wire", "kcna")),)),
        ("https://example.org", (Term("", ("https://example.org",)),)),
        ("um 10:30", (Term("", ("um",)), Term("", ("10:30",)))),
    ],
)
def test_what_is_understood(typed: str, terms: tuple[Term, ...]) -> None:
    assert read_filter(typed, FRIDAY) == terms


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("statsu:planned", "Did you mean “status”?"),
        ("colour:red", "There are: who, place"),
        ("status:planed", "Did you mean “planned”?"),
        ("status:", "what is to follow “status:”?"),
        ("type:xyz", "One of: summit, visit"),
        ("since:irgendwann", "is no date for since"),
        ("x" * (LONGEST + 1), "characters at most"),
        ("a " * 30, "parts at most"),
    ],
)
def test_what_is_not_is_explained(typed: str, words: str) -> None:
    with pytest.raises(FilterError) as caught:
        read_filter(typed, FRIDAY)
    assert words in str(caught.value)


@given(st.text(alphabet='kim status:planned,"-\x1b é:', max_size=60) | st.text(max_size=60))
def test_any_text_is_a_filter_or_explained(typed: str) -> None:
    try:
        terms = read_filter(typed, FRIDAY)
    except FilterError:
        return
    assert len(terms) <= len(typed)


@pytest.mark.parametrize(
    ("typed", "earliest", "latest", "holds"),
    [
        ("since:2023-09-10", "2023-09-01", "2023-09-10", True),
        ("since:2023-09-10", "2023-09-01", "2023-09-09", False),
        ("since:2023-09-10", "2023-09-01", None, True),
        ("until:2023-09-10", "2023-09-11", None, False),
        ("until:2023-09-10", None, "2023-12-31", True),
        ("on:2023-09-10", "2023-09-09", "2023-09-11", True),
        ("on:2023-09-10", None, None, False),
    ],
)
def test_a_window_touches_the_days_or_not(typed: str, earliest: str | None, latest: str | None, holds: bool) -> None:
    (term,) = read_filter(typed, FRIDAY)
    assert term.holds_on(earliest, latest) is holds
