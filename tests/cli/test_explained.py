"""`tracker parse --explain`: trigger, rule and words behind each field, in the language of the interface."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.command_line import Call
from tracker.articles import Article
from tracker.cli.explained import explained
from tracker.parsing.parse import parse
from tracker.wording import current_language, use_language

TEXT = (
    "Laut der Agentur Nordpost ist Präsident Arvo Laine am Montag nach Oslo gereist. "
    "Nach dem Besuch in Oslo sei er zufrieden, sagte Laine."
)


@pytest.fixture(autouse=True)
def _restore_language() -> Iterator[None]:
    before = current_language()
    yield
    use_language(before)


def lines(language: str) -> list[str]:
    use_language(language)
    found = parse(Article(TEXT, published="2024-03-05", language="de"))
    return "\n".join(explained(finding, TEXT) for finding in found).splitlines()


def test_in_german() -> None:
    told = lines("de")
    assert "Abreise (geschehen): Arvo Laine [Reisender]" in told
    assert any(line.startswith("  Auslöser: „gereist“ ") and ", Regel verb:" in line for line in told)
    assert "  Quelle: Agentur Nordpost" in told
    assert any(line.startswith("  Ort wegen: „Oslo“ ") for line in told)
    assert any(line.startswith("  Beleg: „") for line in told)


def test_in_english() -> None:
    told = lines("en")
    assert "departure (occurred): Arvo Laine [traveller]" in told
    assert "  source: Agentur Nordpost" in told


def test_the_reasons_of_doubts_speak_the_language() -> None:
    german, english = lines("de"), lines("en")
    assert any(line.startswith("  doubt: ") for line in english)
    assert {line for line in german if line.startswith("  Zweifel: ")}.isdisjoint(english)
    reasons = [line.partition(": ")[2].partition(": ")[2] for line in english if line.startswith("  doubt: ")]
    assert not any(reason in line for reason in reasons for line in german)


def test_the_command_prints_it(call: Call, tmp_path: Path) -> None:
    report = tmp_path / "bericht.md"
    report.write_text(f"---\npublished: 2024-03-05\n---\n{TEXT}", "utf-8")
    answer = call("parse", "--explain", report)
    assert answer.code == 0
    assert "trigger: „gereist“" in answer.out
