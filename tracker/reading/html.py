"""The readable text and the facts of a saved page, by the standard library: no menus, no scripts, no lists of links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from tracker.reading.markup import Tag, pieces
from tracker.reading.structured import Facts, facts

_SKIPPED = frozenset(
    ("style", "noscript", "template", "svg", "nav", "aside", "button", "figure", "iframe", "select", "head", "dialog")
)
_EDGES = frozenset(("header", "footer"))  # of the page they are skipped, of an article they belong to it
_BLOCKS = frozenset(
    (
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
    )
) | {"main", "pre", "hr", "ul", "ol", "table", "header", "footer", "figure", "body", "form"}
_OPENING = re.compile(
    r"\s*(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body|article)\b", re.IGNORECASE | re.DOTALL
)
_BLANKS = re.compile(r"[ \t\r\f\v\n\xa0]+")
_PUBLISHED = ("article:published_time", "date", "dc.date", "datepublished", "publishdate", "dcterms.date", "pubdate")
_LINKS = 0.6  # a block that consists of links to this share is a menu
_MAIN_SHARE = 0.4  # an article element with this share of all such text is the article, not one teaser of many
_LONGEST = 500
_DEEPEST = 200


@dataclass
class Page:
    """What a page tells: its text, one paragraph a block, and its facts as they are written there."""

    text: str = ""
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None


@dataclass
class _Block:
    text: str
    article: int  # number of the article element around it; 0 outside of any
    main: bool
    heading: bool
    linked: int  # characters within links


def looks_like_html(text: str) -> bool:
    """Whether a text opens like a page."""
    return _OPENING.match(text[:4000]) is not None


def html_article(text: str) -> Page:
    """The text and the facts of a page; what stands in ``article`` or ``main`` counts where there is one."""
    reader = _Reader()
    for piece in pieces(text):
        reader.take(piece)
    return reader.page()


@dataclass
class _Reader:
    meta: dict[str, str] = field(default_factory=dict)
    told: Facts = field(default_factory=Facts)
    blocks: list[_Block] = field(default_factory=list)
    times: list[tuple[bool, str]] = field(default_factory=list)
    language: str | None = None
    title: str | None = None
    skipped: list[str] = field(default_factory=list)
    articles: int = 0
    depth: dict[str, int] = field(default_factory=lambda: {"article": 0, "main": 0, "a": 0})
    words: list[str] = field(default_factory=list)
    linked: int = 0
    heading: bool = False
    script: str | None = None
    in_title: bool = False

    def take(self, piece: Tag | str) -> None:
        if isinstance(piece, str):
            self._text(piece)
        elif piece.closing:
            self._close(piece.name)
        else:
            self._open(piece.name, piece.attributes)

    def _text(self, text: str) -> None:
        if self.script is not None:
            if self.script == "application/ld+json" and self.told == Facts():
                self.told = facts(text)
        elif self.in_title:
            self.title = self.title or _line(text)
        elif not self.skipped:
            self.words.append(text)
            if self.depth["a"]:
                self.linked += len(text.strip())

    def _open(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in _BLOCKS:
            self._finish_block()
            self.heading = name == "h1"
        if name == "script":
            self.script = attributes.get("type", "").strip().lower()
        elif name == "title":
            self.in_title = not self.skipped or self.skipped == ["head"]
        elif name == "html":
            language = attributes.get("lang", "")[:2].lower()
            self.language = language if language.isascii() and language.isalpha() and len(language) == 2 else None
        elif name == "meta":
            self._meta(attributes)
        elif name == "link" and attributes.get("rel", "").lower() == "canonical":
            self.meta.setdefault("canonical", attributes.get("href", "").strip()[:_LONGEST])
        elif name == "time" and attributes.get("datetime"):
            named = attributes.get("itemprop") == "datePublished" or "pubdate" in attributes
            self.times.append((named, attributes["datetime"][:_LONGEST]))
        if self._skips(name):
            if len(self.skipped) < _DEEPEST:
                self.skipped.append(name)
        elif name in self.depth and not self.skipped:  # as `_close` counts: what opens in a menu ends in it
            self.articles += name == "article" and not self.depth["article"]
            self.depth[name] = 1 if name == "a" else self.depth[name] + 1  # links do not nest

    def _skips(self, name: str) -> bool:
        within = self.depth["article"] or self.depth["main"]
        return name in _SKIPPED or (name in _EDGES and (not within or bool(self.skipped)))

    def _close(self, name: str) -> None:
        if name in _BLOCKS:
            self._finish_block()
        if name == "script":
            self.script = None
        elif name == "title":
            self.in_title = False
        if name in self.skipped:
            while self.skipped.pop() != name:
                pass
        elif name in self.depth and not self.skipped:
            self.depth[name] = max(0, self.depth[name] - 1)
        if name in ("head", "body"):
            self.skipped.clear()

    def _meta(self, attributes: Mapping[str, str]) -> None:
        name = (attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or "").lower()
        content = _line(attributes.get("content", ""))
        if name and content and len(self.meta) < 200:
            self.meta.setdefault(name[:100], content)

    def _finish_block(self) -> None:
        words = _BLANKS.sub(" ", "".join(self.words)).strip()
        if words:
            number = self.articles if self.depth["article"] else 0
            self.blocks.append(_Block(words, number, self.depth["main"] > 0, self.heading, self.linked))
        self.words.clear()
        self.linked, self.heading = 0, False

    def page(self) -> Page:
        """What was read."""
        self._finish_block()
        chosen = _chosen(self.blocks)
        headings = [block.text for block in chosen if block.heading]
        meta, told = self.meta, self.told
        url = meta.get("canonical") or meta.get("og:url") or told.url
        return Page(
            text="\n\n".join(block.text for block in chosen),
            title=meta.get("og:title") or told.title or (headings[0][:_LONGEST] if headings else self.title),
            outlet=meta.get("og:site_name") or told.outlet or host(url),
            author=meta.get("author") or told.author,
            url=url or None,
            published=next((meta[name] for name in _PUBLISHED if name in meta), None)
            or told.published
            or next((value for _, value in sorted(self.times, key=lambda found: not found[0])), None),
            language=self.language,
        )


def _chosen(blocks: list[_Block]) -> list[_Block]:
    """The blocks of the article: those of its element where there is one, else all that are no lists of links."""
    sizes: dict[int, int] = {}
    for block in blocks:
        if block.article:
            sizes[block.article] = sizes.get(block.article, 0) + len(block.text)
    if sizes:
        largest = max(sizes, key=lambda number: sizes[number])
        if sizes[largest] >= _MAIN_SHARE * sum(sizes.values()):
            return _without_menus(block for block in blocks if block.article == largest)
    within = [block for block in blocks if block.article or block.main]
    return _without_menus(within or blocks) or _without_menus(blocks) or blocks


def _without_menus(blocks: Iterable[_Block]) -> list[_Block]:
    return [block for block in blocks if block.linked < _LINKS * len(block.text) or block.heading]


def host(url: str | None) -> str | None:
    """The host of an address, without "www."; None where it has none."""
    try:
        name = urlsplit(url or "").hostname
    except ValueError:
        return None
    return name.removeprefix("www.")[:_LONGEST] if name else None


def _line(text: str) -> str | None:
    """A fact: one line of bounded length; None where nothing stands there."""
    return _BLANKS.sub(" ", text[: 4 * _LONGEST]).strip()[:_LONGEST] or None
