"""What the stages of the parser build on: immutable values, and answers remembered by word."""

from __future__ import annotations

import gc
from dataclasses import replace

import pytest

from tracker.parsing import remembered
from tracker.parsing.collector import no_search_for_garbage
from tracker.parsing.remembered import Remembered
from tracker.parsing.values import immutable


@immutable
class Pair:
    """Two numbers."""

    first: int
    second: int = 0


@immutable
class Other:
    """Two numbers of another kind."""

    first: int
    second: int = 0


def test_values_are_equal_by_class_and_fields() -> None:
    assert Pair(1, 2) == Pair(1, second=2)
    assert Pair(1, 2) != Pair(2, 1)
    assert Pair(1, 2) != Other(1, 2)
    assert {Pair(1), Pair(1), Pair(2)} == {Pair(1), Pair(2)}


def test_a_value_shows_its_fields_and_is_changed_by_copying() -> None:
    assert repr(Pair(1)) == "Pair(first=1, second=0)"
    assert replace(Pair(1, 2), second=3) == Pair(1, 3)


def test_a_value_takes_no_other_field() -> None:
    with pytest.raises(AttributeError):
        Pair(1).third = 3  # type: ignore[attr-defined]


def test_a_value_is_made_of_its_fields_and_no_others() -> None:
    for wrong in ({}, {"first": 1, "third": 3}):
        with pytest.raises(TypeError):
            Pair(**wrong)
    assert Pair(1).second == 0


def test_an_answer_is_asked_for_once() -> None:
    asked: list[str] = []
    length = Remembered(lambda word: asked.append(word) or len(word))
    assert [length[word] for word in ("Oslo", "Riga", "Oslo")] == [4, 4, 4]
    assert asked == ["Oslo", "Riga"]


def test_ever_new_words_are_not_all_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "_MOST", 10)
    squares: Remembered[int, int] = Remembered(lambda number: number * number)
    assert [squares[n] for n in range(100)] == [n * n for n in range(100)]
    assert len(squares) <= 10


def _fails_within() -> None:
    with no_search_for_garbage():
        assert not gc.isenabled()
        raise ValueError("within")


def test_the_collector_goes_on_as_it_was() -> None:
    with pytest.raises(ValueError, match="within"):
        _fails_within()
    assert gc.isenabled()
    gc.disable()
    try:
        with no_search_for_garbage():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
