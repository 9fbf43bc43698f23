"""Events in one line, and foreign text made safe."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.model import parse_event
from tracker.summaries import plain, summary
from tracker.wording import use_language


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


@pytest.mark.parametrize(
    ("event", "line"),
    [
        (
            {
                "type": "departure",
                "participants": [{"name": "Ana Lund", "role": "traveller"}],
                "place": {"name": "Oslo"},
                "origin": {"name": "Riga"},
                "when": {"edtf": "2024-05-03"},
            },
            "Ana Lund · Riga → Oslo · 3 May 2024",
        ),
        (
            {
                "type": "summit",
                "participants": [{"name": "Ana Lund"}, {"name": "Jo Berg"}],
                "status": "planned",
                "when": {"text": "demnächst"},
            },
            "Ana Lund – Jo Berg · demnächst · planned",
        ),
        (
            {
                "type": "summit",
                "participants": [{"name": "Ana Lund", "role": "host"}, {"name": "Jo Berg"}],
                "place": {"name": "Oslo"},
            },
            "Ana Lund – Jo Berg · Oslo",
        ),
        (
            {
                "type": "assess",
                "target": "Amt",
                "grade": {"reliability": "B", "credibility": 2, "subject": "travel"},
                "author": "Vera",
                "rationale": "x",
            },
            "Vera: B2 (travel) → Amt",
        ),
        (
            {
                "type": "assess",
                "target": "a",
                "likelihood": "unlikely",
                "horizon": "2031-05",
                "author": "Vera",
                "rationale": "x",
            },
            "Vera: unlikely, May 2031 → a",
        ),
        (
            {
                "type": "assess",
                "target": "a",
                "likelihood": {"low": 60, "high": 70},
                "horizon": "2031",
                "author": "Vera",
                "rationale": "x",
            },
            "Vera: 60–70 %, 2031 → a",
        ),
        (
            {
                "type": "assess",
                "target": "a",
                "prefer": {"claim": "b", "field": "place"},
                "author": "Vera",
                "rationale": "x",
            },
            "Vera: place = b → a",
        ),
        (
            {"type": "coverage", "subjects": ["Ana Lund", "FI"], "period": "2031", "complete": True},
            "Ana Lund, FI · 2031",
        ),
        (
            {"type": "statement", "participants": [{"name": "Lund", "role": "speaker"}], "quote": "Wir reden"},
            "Lund: „Wir reden“",
        ),
        ({"type": "retraction", "target": "x1", "reason": "duplicate"}, "duplicate → x1"),
        (
            {
                "type": "correction",
                "target": "x1",
                "reason": "coder_error",
                "changes": [{"path": "place.name", "old": "A", "new": "B"}],
            },
            "place.name: A → B → x1",
        ),
    ],
)
def test_an_event_fits_on_a_line(event: dict[str, object], line: str) -> None:
    assert summary(parse_event(event)) == line


def test_escape_sequences_and_line_breaks_never_reach_the_screen() -> None:
    assert plain("a\x1b[31mb\r\nc\u202ed\x07") == "a[31mb cd"


@given(st.text(), st.integers(1, 50))
def test_plain_text_is_one_bounded_printable_line(text: str, limit: int) -> None:
    line = plain(text, limit)
    assert len(line) <= limit
    assert all(character.isprintable() or character == " " for character in line)
