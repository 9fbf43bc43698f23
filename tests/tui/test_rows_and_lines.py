"""The pieces under every list: rows by page, headings between rows, columns that fit, texts that do no harm."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from tui.presenters.lines import Column, clean_same_length, line, text_of, widths
from tui.presenters.rows import PAGE, Groups, Rows


@given(st.integers(1, 2000), st.lists(st.integers(0, 1999), max_size=50))
def test_rows_are_read_by_the_page_and_never_more(count: int, wanted: list[int]) -> None:
    fetched: list[Sequence[int]] = []

    def fetch(keys: Sequence[int]) -> list[int]:
        fetched.append(keys)
        return list(keys)

    rows = Rows(range(100, 100 + count), fetch)
    for index in (each % count for each in wanted):
        before = len(fetched)
        assert rows.row(index) == 100 + index
        assert len(fetched) - before <= 1
    assert all(len(keys) <= PAGE for keys in fetched)
    assert len(fetched) == len({each % count // PAGE for each in wanted})


def test_the_place_of_a_key() -> None:
    assert Rows(range(1, 10), lambda keys: keys).index_of(3) == 2
    assert Rows(range(1, 10), lambda keys: keys).index_of(10) is None
    assert Rows([7, 3, 5], lambda keys: keys).index_of(5) == 2
    assert Rows([7, 3, 5], lambda keys: keys).index_of(4) is None


@given(st.integers(1, 200), st.data())
def test_every_line_is_a_heading_or_a_row(count: int, data: st.DataObject) -> None:
    starts = sorted(data.draw(st.sets(st.integers(0, count - 1), max_size=20)))
    groups = Groups(starts, lambda group: line(f"group {group}"))
    headings = [n for n in range(groups.lines(count)) if groups.heading_at(n) is not None]
    assert len(headings) == len(starts)
    for number, start in enumerate(starts):
        heading = groups.heading_at(groups.line_of(start) - 1)
        assert heading is not None
        assert text_of(heading) == f"group {number}"
    for row in range(count):
        at = groups.line_of(row)
        assert groups.heading_at(at) is None
        assert groups.row_at(at) == row


columns = st.lists(
    st.builds(
        Column, st.just("id"), st.just(""), st.integers(1, 20), st.integers(0, 3), from_width=st.integers(0, 120)
    ),
    min_size=1,
    max_size=6,
)


@given(columns, st.integers(20, 220))
def test_columns_fill_the_width_and_never_more(chosen: list[Column], total: int) -> None:
    given_widths = widths(chosen, total)
    shown = [width for width in given_widths if width]
    growing = any(column.grow for column, width in zip(chosen, given_widths, strict=True) if width)
    taken = sum(shown) + max(0, len(shown) - 1)
    least = sum(
        column.width if not column.grow else 1 for column, width in zip(chosen, given_widths, strict=True) if width
    )
    if least + max(0, len(shown) - 1) <= total:
        assert taken <= total
        assert not growing or taken == total


@given(st.text(max_size=300))
def test_an_article_keeps_its_length_and_loses_its_teeth(text: str) -> None:
    shown = clean_same_length(text)
    assert len(shown) == len(text)
    assert all(character == "\n" or character.isprintable() for character in shown)
    assert [n for n, c in enumerate(text) if c == "\n"] == [n for n, c in enumerate(shown) if c == "\n"]


@given(st.text(max_size=100), st.text(max_size=100))
def test_a_line_holds_nothing_that_a_terminal_obeys(one: str, other: str) -> None:
    shown = text_of(line(one, (other, "muted"), "  "))
    assert not any(unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") for character in shown)
    assert shown.endswith("  ")
