"""The readable text of an HTML page, by the standard library: paragraphs and headings, no menus, no scripts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

_SKIPPED = frozenset(
    {
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "nav",
        "header",
        "footer",
        "aside",
        "form",
        "button",
        "figure",
        "iframe",
        "select",
        "head",
    }
)
_BLOCKS = frozenset(
    {
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "blockquote",
        "div",
        "section",
        "article",
        "br",
        "td",
        "tr",
        "dd",
        "dt",
        "main",
        "pre",
    }
)
_VOID = frozenset(
    {"br", "hr", "img", "input", "meta", "link", "source", "wbr", "area", "base", "col", "embed", "track"}
)
_TAG = re.compile(
    r"\s*(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body|article)\b", re.IGNORECASE | re.DOTALL
)
_BLANKS = re.compile(r"[ \t\r\f\v\n]+")
_PUBLISHED = ("article:published_time", "date", "dc.date", "datepublished", "publishdate", "dcterms.date")


@dataclass
class Page:
    """What a page tells: its text, one paragraph a block, and the facts of its head."""

    text: str = ""
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None


@dataclass
class _Piece:
    text: str
    within: bool


def looks_like_html(text: str) -> bool:
    """Whether a text opens like a page."""
    return _TAG.match(text[:4000]) is not None


def html_article(text: str) -> Page:
    """The text and the facts of a page; what stands in an ``article`` or ``main`` element counts where there is one."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.page()


@dataclass
class _State:
    skipped: int = 0
    within: int = 0
    in_title: bool = False
    paragraph: list[str] = field(default_factory=list)
    pieces: list[_Piece] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._page = Page()
        self._state = _State()
        self._title: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "html" and values.get("lang"):
            language = values["lang"][:2].lower()
            self._page.language = language if language.isalpha() and len(language) == 2 else None
        elif tag == "meta":
            self._meta(values)
        elif tag == "link" and values.get("rel") == "canonical":
            self._page.url = self._page.url or values.get("href") or None
        elif tag == "time" and values.get("datetime"):
            self._page.published = self._page.published or values["datetime"]
        elif tag == "title":
            self._state.in_title = True
        if tag in _BLOCKS:
            self._close_paragraph()
        if tag in _SKIPPED:
            self._state.skipped += 1
        elif tag in ("article", "main"):
            self._state.within += 1

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._state.in_title = False
        if tag in _BLOCKS:
            self._close_paragraph()
        if tag in _SKIPPED:
            self._state.skipped = max(0, self._state.skipped - 1)
        elif tag in ("article", "main"):
            self._state.within = max(0, self._state.within - 1)

    def handle_data(self, data: str) -> None:
        if self._state.in_title:
            self._title.append(data)
        elif not self._state.skipped:
            self._state.paragraph.append(data)

    def _meta(self, values: dict[str, str]) -> None:
        name = (values.get("property") or values.get("name") or values.get("itemprop") or "").lower()
        content = values.get("content", "").strip()[:500]
        if not content:
            return
        if name == "og:title":
            self._page.title = content
        elif name == "og:site_name":
            self._page.outlet = content
        elif name == "author":
            self._page.author = content
        elif name == "og:url":
            self._page.url = content
        elif name in _PUBLISHED:
            self._page.published = self._page.published or content

    def _close_paragraph(self) -> None:
        words = _BLANKS.sub(" ", "".join(self._state.paragraph)).strip()
        self._state.paragraph.clear()
        if words:
            self._state.pieces.append(_Piece(words, self._state.within > 0))

    def page(self) -> Page:
        """What was read."""
        self._close_paragraph()
        pieces = self._state.pieces
        chosen = [p for p in pieces if p.within] or pieces
        self._page.text = "\n\n".join(p.text for p in chosen)
        title = _BLANKS.sub(" ", "".join(self._title)).strip()
        self._page.title = self._page.title or title[:500] or None
        return self._page
