"""From the bytes of a feed to its entries: RSS and Atom in their dialects, read by feedparser after our own checks."""

from __future__ import annotations

import hashlib
import io
import re
from dataclasses import dataclass
from typing import Any

from events.errors import TrackerError
from tracker.intake.addresses import FetchError, address
from tracker.reading.dates import loose_date
from tracker.reading.encodings import decoded
from tracker.reading.html import html_article
from tracker.wording import say

MAX_ENTRIES = 2_000
MAX_TAGS = 300_000
_XML = re.compile(r"\A<\?xml[^>]{0,200}\?>", re.IGNORECASE)
_ENTRY = re.compile(r"<(?:[a-z]{1,10}:)?(?:item|entry)[\s>/]", re.IGNORECASE)
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed.

    Attributes:
        key: the same for the same entry whenever the feed is read.
        title, text, author: in plain text; ``text`` is the content, else the summary.
        url: of the article, where it is http or https.
        published: a day or an instant with its zone; None where the entry tells none that is one.
    """

    key: str
    title: str | None
    text: str
    author: str | None
    url: str | None
    published: str | None

    @property
    def hash(self) -> str:
        """Changes when the entry does."""
        return hashlib.sha256(f"{self.title}\0{self.text}\0{self.url}".encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class FeedContent:
    """The feed's own title, its language, and its entries in the order of the feed."""

    title: str | None
    language: str | None
    entries: tuple[Entry, ...]


def feed_content(data: bytes, name: str, *, charset: str | None = None, base: str | None = None) -> FeedContent:
    """The entries of a feed.

    Args:
        data: the whole feed.
        name: for messages.
        charset: the encoding that the server declared.
        base: the feed's address, to which links may be relative.

    Raises:
        TrackerError: it is no feed, declares entities, or is out of all proportion.
    """
    text = _checked(decoded(data, name, charset=charset), name)
    import feedparser  # an import of 100 ms that only feeds need

    try:
        found = feedparser.parse(
            io.BytesIO(text.encode("utf-8", "replace")),  # a stream: feedparser would open a text as a file
            response_headers={"content-type": "application/xml; charset=utf-8"},
            sanitize_html=False,  # we read the text out ourselves and show no markup
            resolve_relative_uris=False,
        )
    except (RecursionError, ValueError, TypeError, KeyError, AttributeError, IndexError, AssertionError, LookupError):
        raise _no_feed(name) from None  # feedparser stumbles over broken input in many ways
    if not found.get("version") and not found.get("entries"):
        raise _no_feed(name)
    head = found.get("feed", {})
    language = str(head.get("language") or "")[:2].lower()
    return FeedContent(
        title=_line(head.get("title")),
        language=language if re.fullmatch("[a-z]{2}", language) else None,
        entries=tuple(entry for raw in found["entries"] if (entry := _entry(raw, base)) is not None),
    )


def _checked(text: str, name: str) -> str:
    """The text without its declaration of an encoding, which is undone by now.

    Raises:
        TrackerError: it declares entities, which may multiply without end, or is out of all proportion.
    """
    if "<!entity" in text.lower():
        raise TrackerError(say("intake.feed.entities"), where=name, remedy=say("intake.feed.entities_remedy"))
    if text.count("<") > MAX_TAGS or sum(1 for _ in _ENTRY.finditer(text)) > MAX_ENTRIES:
        raise TrackerError(
            say("intake.feed.large", most=MAX_ENTRIES), where=name, remedy=say("intake.feed.entities_remedy")
        )
    return _XML.sub("", text.lstrip(), count=1)


def _no_feed(name: str) -> TrackerError:
    return TrackerError(say("intake.feed.no_feed"), where=name, remedy=say("intake.feed.no_feed_remedy"))


def _entry(raw: dict[str, Any], base: str | None) -> Entry | None:
    """An entry; None where it has neither title nor text."""
    title, text = _line(raw.get("title"), markup=True), _text(raw)
    if not title and not text:
        return None
    url = _url(raw.get("link"), base)
    key = str(raw.get("id") or url or title)
    dates = (raw[name] for name in ("published", "updated", "created") if dict.__contains__(raw, name))
    return Entry(
        key=hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest(),
        title=title,
        text=text,
        author=_line(raw.get("author")),
        url=url,
        published=next((day for value in dates if isinstance(value, str) and (day := loose_date(value))), None),
    )


def _text(raw: dict[str, Any]) -> str:
    parts = [part for part in raw.get("content") or () if isinstance(part.get("value"), str)]
    longest = max((part["value"] for part in parts), key=len, default="")
    written = longest if longest.strip() else str(raw.get("summary") or "")
    return html_article(written).text if "<" in written or "&" in written else written.strip()


def _url(link: Any, base: str | None) -> str | None:
    """The address of an article, without the password that a relative link would take over from the feed's."""
    try:
        where = address(str(link), base) if link else None
    except FetchError:
        return None
    return where.origin + where.target if where else None


def _line(value: Any, *, markup: bool = False) -> str | None:
    if not isinstance(value, str):
        return None
    text = html_article(value[: 8 * _LONGEST]).text if markup and "<" in value else value[: 4 * _LONGEST]
    return " ".join(text.split())[:_LONGEST] or None
