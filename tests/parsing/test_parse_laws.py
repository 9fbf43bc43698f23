"""Laws of the whole parser: any text, the same answer, spans inside it, valid events, work as the length."""

from __future__ import annotations

import cProfile
import os
import pstats
import subprocess
import sys
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.model import parse_event
from tracker.articles import Article
from tracker.cli.explained import explained
from tracker.parsing.lines import event_line
from tracker.parsing.parse import parse
from tracker.parsing.recorder import is_recorder, recorder

WORDS = [
    "Der",
    "Präsident",
    "Arvo",
    "Laine",
    "reiste",
    "nach",
    "Oslo",
    "traf",
    "mit",
    "Ministerin",
    "Lore",
    "Falk",
    "Gipfel",
    "EU",
    "-",
    "sagte",
    "er",
    "sie",
    "am",
    "Montag",
    ",",
    ".",
    ":",
    "„",
    "“",
    "dass",
    "wo",
    "habe",
    "Besuch",
    "in",
    "und",
    "die",
    "beiden",
    "Moskau",
    "Frankreichs",
    "Außenminister",
    "wird",
    "zu",
    "Gesprächen",
    "\n\n",
    "(",
    ")",
    "II",
    "seiner",
    "Reise",
    "Der",
    "des",
    "zwischen",
    "abgesagt",
    "2019",
    "3.",
    "Zug",
]


def check(text: str, published: str | None = "2023-09-11", language: str = "de") -> None:
    article = Article(text, published=published, language=language)
    findings = parse(article)
    assert findings == parse(article)
    for finding in findings:
        assert parse_event(finding.event.model_dump_json()) == finding.event
        assert finding.event.evidence
        spans = [(e.start, e.end) for e in finding.event.evidence]
        spans += [finding.trigger, *(span for found in finding.why.values() for span in found)]
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert event_line("a.md", finding)["type"] == finding.event.type
        assert explained(finding, text)


@settings(deadline=None, max_examples=150)
@given(st.lists(st.sampled_from(WORDS), max_size=70).map(" ".join))
def test_german_word_salad(text: str) -> None:
    check(text)


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=400))
def test_any_text(text: str) -> None:
    check(text, None)


def test_another_language_gives_nothing() -> None:
    assert parse(Article("Presidentti Arvo Laine saapui maanantaina Osloon tapaamaan kuningasta. " * 20)) == []
    assert parse(Article("Präsident Arvo Laine reiste nach Oslo.", language="fi")) == []


def test_an_odd_date_of_publication_is_no_obstacle() -> None:
    assert parse(Article("Präsident Arvo Laine reiste am Montag nach Oslo.", published="irgendwann", language="de"))


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_parser_has_a_name_for_the_log_in_each_language(language: str) -> None:
    name, _, version = recorder(Article("Oslo.", language=language)).partition("@")
    assert name == f"parser:{language}"
    assert [part.isdigit() for part in version.split(".")] == [True, True, True]


@pytest.mark.parametrize(
    ("recorded_by", "is_the_parser"),
    [
        ("parser:de@0.1.0", True),
        ("parser:en@9.9.9", True),
        ("parser:de", True),
        ("user:de", False),
        ("import:alt", False),
    ],
)
def test_the_parser_knows_its_own(recorded_by: str, is_the_parser: bool) -> None:
    assert is_recorder(recorded_by) is is_the_parser


def work(text: str, language: str = "de") -> int:
    """Function calls that parsing a text takes: a measure of work that no other process disturbs."""
    parse(Article(text, published="2023-09-11", language=language))
    profile = cProfile.Profile()
    profile.runcall(parse, Article(text, published="2023-09-11", language=language))
    return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]


HOSTILE: dict[str, Callable[[int], str]] = {
    "commas": lambda n: "," * n,
    "dates": lambda n: "11. " * (n // 4),
    "day ranges": lambda n: "am 11. bis 12. September und " * (n // 29),
    "unclosed quotes": lambda n: "„wort " * (n // 6),
    "one word": lambda n: "x" * n,
    "capitals": lambda n: "Wort " * (n // 5),
    "names": lambda n: "Präsident Arvo Laine und " * (n // 25),
    "clauses": lambda n: "sagte er, dass er kam, " * (n // 23),
    "places": lambda n: "in Oslo und " * (n // 12),
    "brackets": lambda n: "(" * n,
    "meetings": lambda n: "Arvo Laine traf Lore Falk. " * (n // 27),
    "digits": lambda n: "1" * n,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_work_grows_with_the_length_of_hostile_text(kind: str) -> None:
    short, long = HOSTILE[kind](10_000), HOSTILE[kind](40_000)
    assert work(long) <= 7 * work(short) + 50_000


def test_a_sentence_of_200_kb_is_read() -> None:
    check("Präsident Arvo Laine reiste nach Oslo und " * 4_800)


SAME_FORM = (
    "Die Botschafterin von Lettland wurde in Oslo gehört. Der König von Norwegen habe sie gelobt, teilte sie mit."
)
IN_ANOTHER_PROCESS = f"""
from tracker.articles import Article
from tracker.parsing.parse import layers, parse
article = Article({SAME_FORM!r}, published="2023-09-12", language="de")
print(layers(article).clauses, parse(article))
"""


def test_every_process_reads_the_same() -> None:
    """No order of a set, which changes from process to process, decides between two readings of a word."""
    read = {
        subprocess.run(
            [sys.executable, "-c", IN_ANOTHER_PROCESS],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
            encoding="utf-8",
        ).stdout
        for seed in ("1", "2", "3", "4")
    }
    assert len(read) == 1
    assert "lemma='hören'" in read.pop()
