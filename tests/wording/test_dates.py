"""Dates in words, in both languages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.wording import current_language, use_language
from tracker.wording.dates import edtf_words


@pytest.fixture(autouse=True)
def _restore_language() -> Iterator[None]:
    before = current_language()
    yield
    use_language(before)


@pytest.mark.parametrize(
    ("edtf", "english", "german"),
    [
        ("2023-09-13", "13 Sep 2023", "13. Sept. 2023"),
        ("2023-09-11/2023-09-17", "11 – 17 Sep 2023", "11. – 17. Sept. 2023"),
        ("2023-08-30/2023-09-02", "30 Aug – 2 Sep 2023", "30. Aug. – 2. Sept. 2023"),
        ("2023-12-30/2024-01-02", "30 Dec 2023 – 2 Jan 2024", "30. Dez. 2023 – 2. Jan. 2024"),
        ("2023-09-11/..", "from 11 Sep 2023", "ab 11. Sept. 2023"),
        ("../2023-09-15", "until 15 Sep 2023", "bis 15. Sept. 2023"),
        ("2019-04", "Apr 2019", "Apr. 2019"),
        ("2019-22", "summer 2019", "Sommer 2019"),
        ("2019-24", "winter 2019/2020", "Winter 2019/2020"),
        ("2019", "2019", "2019"),
        ("201X", "2010s", "2010er Jahre"),
        ("2023-09-10~", "about 10 Sep 2023", "um 10. Sept. 2023"),
        ("2023-09-10?", "10 Sep 2023 (?)", "10. Sept. 2023 (?)"),
        ("[2023-09-11..]", "from 11 Sep 2023", "ab 11. Sept. 2023"),
        ("[2023-09-10,2023-09-11]", "10 Sep 2023, 11 Sep 2023", "10. Sept. 2023, 11. Sept. 2023"),
    ],
)
def test_a_value_reads_as_a_newspaper_writes_it(edtf: str, english: str, german: str) -> None:
    use_language("en")
    assert edtf_words(edtf) == english
    use_language("de")
    assert edtf_words(edtf) == german


@given(st.dates(), st.dates())
def test_every_interval_of_days_has_words(first: object, second: object) -> None:
    start, end = sorted((str(first), str(second)))
    for edtf in (start, f"{start}/{end}", f"{start}/..", f"../{end}", start[:7], start[:4]):
        words = edtf_words(edtf)
        assert words
        assert ".." not in words
