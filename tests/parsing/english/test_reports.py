"""English reports of our own, as agencies write them: what is found in them, and what is not.

Beside each report lies what a coder finds: ``type status: parties > place < origin | EDTF``.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tracker.articles import Article
from tracker.parsing.parse import Finding, parse
from tracker.reading.article import read_path

FOLDER = Path(__file__).parent
REPORTS = sorted(FOLDER.glob("*.md"))


def line(finding: Finding) -> str:
    """A finding as the coder writes it."""
    event = finding.event
    parties = sorted(p.name for p in event.participants if p.role != "addressee")
    told = f"{event.type} {event.status}: {', '.join(parties)}"
    told += f" > {event.place.name}" if event.place else ""
    origin = getattr(event, "origin", None)
    told += f" < {origin.name}" if origin else ""
    return told + (f" | {event.when.edtf}" if event.when and event.when.edtf else "")


def coded(path: Path) -> list[str]:
    """What the coder found, parties in alphabetical order."""
    lines = path.with_suffix(".events").read_text("utf-8").splitlines()
    return [
        re.sub(r": ([^>|<]*?)(?= >| <| \||$)", lambda m: f": {', '.join(sorted(m[1].split(', ')))}", w) for w in lines
    ]


def essence(told: str) -> str:
    """Type and parties alone."""
    kind, _, rest = told.partition(" ")
    return f"{kind} {re.split(r' >| <| [|]', rest.partition(': ')[2])[0]}"


def agreement(found: list[str], wanted: list[str]) -> float:
    """F1 of two lists of lines."""
    left, hits = list(found), 0
    for each in wanted:
        if each in left:
            left.remove(each)
            hits += 1
    return 2 * hits / (len(found) + len(wanted))


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_a_report_is_recognised_as_english(path: Path) -> None:
    article = read_path(path)
    assert article.language is None
    assert parse(article)


def test_what_the_reports_tell_is_found() -> None:
    found = {path: [line(f) for f in parse(read_path(path))] for path in REPORTS}
    loose = agreement(
        [f"{p.stem} {essence(x)}" for p in REPORTS for x in found[p]],
        [f"{p.stem} {essence(x)}" for p in REPORTS for x in coded(p)],
    )
    exact = agreement(
        [f"{p.stem} {x}" for p in REPORTS for x in found[p]], [f"{p.stem} {x}" for p in REPORTS for x in coded(p)]
    )
    assert loose >= 0.85
    assert exact >= 0.70


@pytest.mark.parametrize(
    "text",
    [
        "The minister met the deadline on Monday.",
        "The team landed in Oslo on Sunday for the match.",
        "The businessman Jens Karlsen flew to Lisbon on Monday.",
        "President Arvo Laine did not visit Lisbon.",
        "Prices reached the summit of the year.",
        "No meeting between President Arvo Laine and Minister Lore Falk is planned.",
    ],
)
def test_idioms_and_others_are_no_happenings(text: str) -> None:
    found = parse(Article(text, published="2023-09-11", language="en"))
    assert [f for f in found if f.event.type != "statement"] == []


def told_in(text: str) -> list[str]:
    return sorted(line(f) for f in parse(Article(text, published="2023-09-11", language="en")))


def test_two_leaders_are_the_people_of_whom_the_text_spoke_last() -> None:
    assert (
        told_in(
            "President Arvo Laine plans to travel to Malta, Cyprus and Chile. Laine spoke with Prime Minister Lore Falk"
            " of Norway on Friday; the two leaders agreed to meet in Oslo."
        )[-1]
        == "summit planned: Arvo Laine, Lore Falk > Oslo"
    )


def test_a_state_may_play_the_part_of_a_mediator() -> None:
    [talks, said] = [
        f.event for f in parse(Article("Finland and Norway postponed talks, mediator Qatar said on Friday.",
                                       published="2023-09-11", language="en"))
    ]  # fmt: skip
    assert [a.source for a in talks.attribution] == ["Qatar"]
    assert [p.actor_id for p in said.participants] == ["QA"]
