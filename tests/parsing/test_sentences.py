"""Sentences as reports write them, and the happenings that they tell: tables beside this file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.parsing.test_frames import happenings, told

TABLES = [Path(__file__).with_name(name) for name in ("sentences_table.txt", "journeys_table.txt")]


def rows() -> list[tuple[str, list[str]]]:
    found: list[tuple[str, list[str]]] = []
    for line in (line for table in TABLES for line in table.read_text(encoding="utf-8").splitlines()):
        if line.startswith("    "):
            found[-1][1].append(line.strip())
        elif line.strip() and not line.startswith("#"):
            found.append((line.strip(), []))
    return found


@pytest.mark.parametrize(("text", "expected"), rows(), ids=lambda value: str(value)[:60])
def test_sentence(text: str, expected: list[str]) -> None:
    read = []
    for finding in happenings(text):
        when = finding.event.when.edtf if finding.event.when else None
        read.append(told(finding) + (f" @ {when}" if when else ""))
    assert sorted(read) == sorted(expected)
