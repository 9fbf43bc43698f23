"""A saved page gives the text of its article and the facts that it tells, however it is built, in linear time."""

from __future__ import annotations

import json
import resource
from importlib.util import find_spec

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from events.errors import TrackerError
from tracker.articles import Article
from tracker.reading.article import read_article
from tracker.reading.html import html_article
from tracker.reading.markup import pieces, unescaped
from tracker.summaries import plain

BODY = "<p>Die Ministerin reist nach Tromsø.</p><p>Sie bleibt zwei Tage.</p>"
TEXT = "Die Ministerin reist nach Tromsø.\n\nSie bleibt zwei Tage."


def page(body: str, head: str = "") -> Article:
    return read_article(f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode(), "seite.html")


@pytest.mark.parametrize(
    "body",
    [
        f"<article>{BODY}</article>",
        f"<main>{BODY}</main>",
        f"<div>{BODY}</div>",
        f"<form>{BODY}</form>",
        f"<nav><a href='/'>Start</a></nav><article>{BODY}</article>",
        f"<nav><p>Start</p></nav><header><p>Blatt</p></header><article>{BODY}</article><footer>Impressum</footer>",
        f"<main><article>{BODY}</article><aside><p>Mehr dazu</p></aside></main>",
        f"<article>{BODY}</article><article><p>Ein Anreißer.</p></article>",
        f"<ul><li><a href='/'>Start</a></li><li><a href='/p'>Politik</a></li></ul>{BODY}",
        f"<article>{BODY}<p><a href='/x'>Lesen Sie auch: Der Gast aus Bergen</a></p></article>",
        f"<article>{BODY}<script>document.write('<p>Falle</p>')</script></article>",
        f"<article>{BODY}<figure><figcaption>Bild</figcaption></figure></article>",
        f"<article>{BODY}</article><!-- <article><p>verborgen</p></article> -->",
        f"<p/>{BODY}<style>p::after {{ content: '</p>' }}</style>",
    ],
)
def test_the_article_is_found_among_the_furniture_of_a_page(body: str) -> None:
    assert page(body).text == TEXT


def test_the_head_of_an_article_belongs_to_it() -> None:
    body = f"<header>Blatt</header><article><header><h1>Der Besuch</h1></header>{BODY}</article>"
    article = page(body, "<title>Der Besuch – Blatt</title>")
    assert article.text == f"Der Besuch\n\n{TEXT}"
    assert article.title == "Der Besuch"


LINKED = json.dumps(
    {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "name": "Startseite"},
            {
                "@type": "NewsArticle",
                "headline": "Der Besuch",
                "datePublished": "2024-03-05T08:00:00+01:00",
                "publisher": {"@type": "Organization", "name": "Beispielblatt"},
                "author": [{"@type": "Person", "name": "Vera Muster"}],
                "url": "https://www.example.org/besuch",
            },
        ],
    }
)


def test_facts_for_machines_are_read() -> None:
    article = page(BODY, f'<script type="application/ld+json">{LINKED}</script>')
    assert (article.title, article.outlet, article.author, article.published, article.url) == (
        "Der Besuch",
        "Beispielblatt",
        "Vera Muster",
        "2024-03-05T08:00:00+01:00",
        "https://www.example.org/besuch",
    )


@pytest.mark.parametrize("script", ["", "{", "[" * 100_000, "1", '{"@type": {}}', '{"@type": "NewsArticle"}', "null"])
def test_broken_facts_for_machines_do_no_harm(script: str) -> None:
    assert page(BODY, f'<script type="application/ld+json">{script}</script>').text == TEXT


@pytest.mark.parametrize(
    ("head", "body", "published"),
    [
        ('<meta property="article:published_time" content="2024-03-05T08:00:00Z">', "", "2024-03-05T08:00:00+00:00"),
        ('<meta name="DC.date" content="2024-03-05">', "", "2024-03-05"),
        ('<meta itemprop="datePublished" content="5. März 2024">', "", "2024-03-05"),
        ("", '<time datetime="2024-03-05">gestern</time>', "2024-03-05"),
        ("", '<time datetime="2019"></time><time itemprop=datePublished datetime=2024-03-05></time>', "2024-03-05"),
        ("", "<p>Tromsø, 5. März 2024 – Der Gast ist da.</p>", "2024-03-05"),
        ('<meta name="date" content="heute">', "", None),
    ],
)  # fmt: skip
def test_the_date_stands_in_many_places(head: str, body: str, published: str | None) -> None:
    assert page(f"{body}{BODY}", head).published == published


def test_the_host_stands_in_for_an_outlet_that_is_not_named() -> None:
    assert page(BODY, '<link rel="canonical" href="https://www.example.org/a">').outlet == "example.org"
    assert page(BODY, '<link rel="canonical" href="https://[broken/a">').outlet is None


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "windows-1252", "utf-16", "utf-16-le"])
def test_a_page_says_which_encoding_it_is_in(encoding: str) -> None:
    text = f'<html><head><meta charset="{encoding}"></head><body><p>Größe – Tromsø</p></body></html>'
    if encoding == "iso-8859-1":
        text = text.replace(" – ", " ")
    assert "Tromsø" in read_article(text.encode(encoding), "seite.html").text


@pytest.mark.parametrize("charset", ["punycode", "unicode_escape", "rot13", "hex", "nonsense", "utf-7", "idna"])
def test_an_encoding_that_is_none_of_texts_is_passed_over(charset: str) -> None:
    text = f'<html><head><meta charset="{charset}"></head><body><p>Größe</p></body></html>'
    assert read_article(text.encode("cp1252"), "seite.html").text == "Größe"


BOMBS = [
    "<",
    "<!--",
    "<a ",
    "</a ",
    "<![",
    "<?",
    "&",
    "<a b='",
    '<a b="',
    "<script>",
    "</",
    "<a/",
    "<title>",
    "&#",
    "&#9",
]
NESTS = ["<svg>", "<nav></x>", "<div>", "<article>", "<a x='\" ", "<p>x", "<a><nav>", "<table><tr><td>"]


@pytest.mark.parametrize("bomb", [*BOMBS, *NESTS])
def test_a_hostile_page_takes_steps_in_proportion_to_its_size(bomb: str) -> None:
    """Counted in processor time against a page of plain paragraphs of the same size, with much room."""

    def seconds(text: str) -> float:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_utime
        html_article(text)
        return resource.getrusage(resource.RUSAGE_SELF).ru_utime - before

    size = 400_000
    ordinary = max(seconds("<p>ab cd</p>" * (size // 12)), 0.05)
    assert seconds((bomb * (size // len(bomb) + 1))[:size]) < 60 * ordinary


@given(st.text(alphabet="<>/!-?=\"' &#;abpx1\x1b\u202e", max_size=300))
@example("<a href=")
@example("&#x110000; &#99999999999999999999; &#0;")
def test_any_markup_gives_a_text_without_a_crash(markup: str) -> None:
    found = html_article(markup)
    assert "\x1b" not in plain(found.text)
    assert "\u202e" not in plain(found.text)


@given(st.lists(st.sampled_from(["<p>", "</p>", "<article>", "</article>", "<nav>", "</nav>", "<a>", "</a>", "Wort "])))
def test_no_word_is_invented_or_doubled(parts: list[str]) -> None:
    words = html_article("".join(parts)).text.split()
    assert set(words) <= {"Wort"}
    assert len(words) <= parts.count("Wort ")


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="<&"), max_size=100))
def test_text_between_tags_is_kept_to_the_letter(text: str) -> None:
    assert "".join(piece for piece in pieces(f"<b>{text}</b>") if isinstance(piece, str)) == text
    assert unescaped(text) == text


def test_the_library_that_is_asked_for_is_used_or_named() -> None:
    data = f"<html><body><article>{BODY * 3}</article></body></html>".encode()
    if find_spec("trafilatura") is None:
        with pytest.raises(TrackerError, match="web-articles"):
            read_article(data, "seite.html", extractor="trafilatura")
    else:
        assert "Tromsø" in read_article(data, "seite.html", extractor="trafilatura").text
    assert read_article(data, "seite.html").text.startswith(TEXT)
