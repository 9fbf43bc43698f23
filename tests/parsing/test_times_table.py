"""Phrases of time with the tense of their clause, and the values that the codebook gives them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from events.edtf import parse
from tests.parsing.test_times_rules import read

TABLE = Path(__file__).with_name("times_table.txt")
PUBLISHED = "2024-05-15"


def rows() -> Iterator[tuple[str, str, list[str], str | None]]:
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line and line[0] not in "#=":
            phrase, tense, values, edtf = (cell.strip() for cell in line.split("|"))
            yield phrase, tense.strip("-"), values.split(", "), None if edtf == "-" else edtf


@pytest.mark.parametrize(("phrase", "tense", "values", "edtf"), list(rows()), ids=str)
def test_a_phrase_has_its_values(phrase: str, tense: str, values: list[str], edtf: str | None) -> None:
    found = read(phrase, PUBLISHED, tense)[-1]
    assert ([timex.value for timex in found.timexes], found.edtf) == (values, edtf)
    assert found.edtf is None or parse(found.edtf)
