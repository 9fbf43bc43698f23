"""Whatever stands in a field, an export stays valid, and foreign text stays text."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import vobject
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from events.model import Summit, Visit
from tests.exports.sample import DAY, Sample, empty
from tests.projections.build import at, by, meets, person, says, visits
from tracker.exports.catalogue import FORMATS
from tracker.exports.colt_columns import COLUMNS
from tracker.exports.foreign_text import QUOTE_LIMIT, cell, one_sentence
from tracker.exports.html_page import html_page
from tracker.exports.markdown import escaped, markdown
from tracker.exports.tables import KNOWN, csv_lines

HOSTILE = (
    "=cmd|'/C calc'!A0", "@SUM(1)", "+1", "-2+3", '"; DROP TABLE', "<script>alert(1)</script>", "]]><![CDATA[", "&amp;",
    "BEGIN:VEVENT\r\nUID:x\r\nEND:VEVENT", "a;b,c\\n", "**bold** [x](javascript:alert(1)) `c`", "![i](http://x/y)",
    "\x1b[31mred\x07", "\u202eright to left", "line\u2028separator", "\ufffe", "\x85", "`|`", "# heading", "1. list",
    "[^1]: note", "http://evil.example www.evil.example", "</style><svg onload=x>", "~~~\ncode", "{{7*7}}", "\t\ttab",
)  # fmt: skip
TEXT = st.one_of(st.sampled_from(HOSTILE), st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40))
WORDS = TEXT.filter(lambda text: text.strip() != "")


def hostile(folder: Path, words: str) -> Sample:
    """A dossier with the words wherever words may stand."""
    made = empty(folder / "hostile.dossier")
    who = person(words, "NO", office=words)
    place = at(words, "PT", hedge=words)
    summit: Summit = meets(who, person("Bo", "PT"), day="2024-05-07", place=place, topics=(words,), event_name=words)
    visit: Visit = visits(who, place, "2024-05-06/2024-05-08", occasion=words)
    for event in (
        summit.model_copy(update={"attribution": by(words, words)}),
        meets(who, person("Cy", "PT"), text=words, status="planned"),
        visit,
        says(who, words, statement_kind="inform", topics=(words,)),
    ):
        made.report(event, published="2024-05-08", basis="b")
    return made


def read_csv(text: str) -> list[list[str]]:
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert [one for row in rows[1:] for one in row if one[:1] in ("=", "+", "@", "\t", "\r")] == []
    return rows


def read_lines(text: str) -> list[Any]:
    return [json.loads(line) for line in text.split("\n") if line]


def read_ics(text: str) -> None:
    read = vobject.readOne(text)
    assert {event.uid.value for event in read.contents["vevent"]} <= {"e1", "e2", "e3"}
    assert {name for event in read.contents["vevent"] for name in event.contents} <= {
        "uid", "dtstart", "dtend", "dtstamp", "created", "last-modified", "sequence", "status", "summary",
        "description", "location", "geo", "categories", "transp",
    }  # fmt: skip


class _Tags(HTMLParser):
    """Notes which tags a page has."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


def read_html(text: str) -> None:
    page = _Tags()
    page.feed(text)
    assert page.tags <= {
        "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "p", "section", "ul", "ol", "li",
        "strong", "span", "sup", "a", "q", "cite", "footer",
    }  # fmt: skip
    assert page.attributes <= {"lang", "charset", "http-equiv", "content", "name", "class", "href", "id"}


def read_markdown(text: str) -> None:
    tokens = MarkdownIt("gfm-like").parse(text)
    inline = [child.type for token in tokens for child in token.children or ()]
    assert {token.type for token in tokens} & {"html_block", "fence", "code_block", "table_open"} == set()
    assert set(inline) & {"html_inline", "link_open", "image", "code_inline", "em_open", "s_open"} == set()


READERS: dict[str, Callable[[str], Any]] = {
    "ics": read_ics,
    "geojson": json.loads,
    "csv": read_csv,
    "jsonl": read_lines,
    "cloudevents": read_lines,
    "colt": read_csv,
    "plover": read_lines,
    "ftm": read_lines,
    "markdown": read_markdown,
    "html": read_html,
    "atom": ElementTree.fromstring,
    "svg": ElementTree.fromstring,
}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(WORDS)
def test_any_text_leaves_every_format_valid(words: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        try:
            made = hostile(Path(folder), words)
        except ValueError:  # nothing is left of it once it is trimmed
            return
        try:
            for name, read in READERS.items():
                read("".join(FORMATS[name].pieces(made.subject())))
        finally:
            made.dossier.close()


@pytest.fixture(scope="module")
def worst(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sample]:
    """All of the hostile texts in one dossier."""
    made = empty(tmp_path_factory.mktemp("worst") / "worst.dossier")
    for number, words in enumerate(HOSTILE, start=1):
        if words.strip():
            who = person(words, "NO", office=words)
            made.report(visits(who, at(words, "PT"), f"2024-04-{number:02d}"), published="2024-05-08")
    yield made
    made.dossier.close()


@pytest.mark.parametrize("view", ["meetings", "happenings", "itineraries", "whereabouts"])
def test_no_cell_begins_like_a_formula(worst: Sample, view: str) -> None:
    rows = read_csv("".join(FORMATS["csv"].pieces(worst.subject(view=view))))
    assert rows[0][-len(KNOWN) :] == list(KNOWN)


def test_colt_keeps_its_columns(worst: Sample) -> None:
    rows = read_csv("".join(FORMATS["colt"].pieces(worst.subject())))
    assert rows[0] == list(COLUMNS)
    assert len(COLUMNS) == 76
    assert len(rows) > 10


@pytest.mark.parametrize("name", ["markdown", "html"])
def test_no_markup_of_others_gets_into_the_briefing(worst: Sample, name: str) -> None:
    write = {"markdown": markdown, "html": html_page}[name]
    text = "".join(write(worst.subject(DAY)))
    READERS[name](text)
    assert "\x1b" not in text
    assert "\u202e" not in text


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Cn", "Co", "Zl", "Zp", "Zs"]), max_size=60))
def test_escaped_markdown_shows_the_text_itself(text: str) -> None:
    tokens = MarkdownIt("gfm-like").parse(f"- **x** {escaped(text)}")
    shown = "".join(
        child.content for token in tokens for child in token.children or () if child.type in ("text", "text_special")
    )
    assert shown == f"x {text}".rstrip()


@given(st.lists(st.lists(st.one_of(st.none(), st.integers(), st.booleans(), TEXT), min_size=3, max_size=3)))
def test_csv_has_the_cells_that_were_given(rows: list[list[Any]]) -> None:
    text = "".join(csv_lines(["a", "b", "c"], rows))
    assert list(csv.reader(io.StringIO(text, newline=""), strict=True)) == [
        ["a", "b", "c"],
        *[[str(cell(value)) for value in row] for row in rows],
    ]


@given(st.text())
def test_a_quotation_is_one_bounded_line(text: str) -> None:
    quote = one_sentence(text)
    assert len(quote) <= QUOTE_LIMIT + 2
    assert "\n" not in quote


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Er kam am 3. Mai an. Dann ging er.", "Er kam am 3. Mai an. …"),
        ("Dr. Dahl sprach mit St. Reis. Mehr nicht.", "Dr. Dahl sprach mit St. Reis. …"),
        ("„Nein!“ Das war alles.", "„Nein!“ …"),
        ("Kein Ende", "Kein Ende"),
    ],
)
def test_a_quotation_ends_with_its_first_sentence(text: str, quote: str) -> None:
    assert one_sentence(text) == quote
