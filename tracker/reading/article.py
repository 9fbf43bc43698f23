"""Read an article from the bytes of a file: plain text, Markdown with front matter, a saved page, or a mail.

The text behind the front matter is kept to the letter, line ends included, since evidence counts its code points.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from events.errors import TrackerError
from tracker.articles import Article
from tracker.reading.dates import date_of_name, date_of_text, exact_date, loose_date
from tracker.reading.encodings import MAX_BYTES, decoded, too_large
from tracker.reading.front_matter import front_matter
from tracker.reading.html import Page, html_article, looks_like_html
from tracker.reading.mail import looks_like_mail, mail_article
from tracker.reading.with_trafilatura import trafilatura_text
from tracker.wording import say

__all__ = ["MAX_BYTES", "Extractor", "read_article", "read_path"]

Extractor = Literal["own", "trafilatura"]
"""Who finds the text of a page: our own reader, or the library of the extra ``web-articles``."""
_PAGES = (".html", ".htm", ".xhtml")
_OTHERS = (".md", ".markdown", ".txt")


def read_path(path: Path, *, published: str | None = None, extractor: Extractor = "own") -> Article:
    """The article in a file.

    Raises:
        TrackerError: the file cannot be read, or as in `read_article`.
    """
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise too_large(size, path.name)
        data = path.read_bytes()
    except OSError as error:
        raise TrackerError(
            say("intake.read.unreadable", why=error.strerror or error),
            where=str(path),
            remedy=say("intake.read.unreadable_remedy"),
        ) from None
    return read_article(data, path.name, published=published, extractor=extractor)


def read_article(
    data: bytes, name: str, *, published: str | None = None, extractor: Extractor = "own", charset: str | None = None
) -> Article:
    """The article in the bytes of a file.

    The date of publication is the one that the file states (front matter, facts of the page, head of the mail), else
    ``published``, else that of a dateline in the text, else that in the file's name, else None.

    Args:
        name: of the file, for messages; its ending says what it is, where it says something.
        published: used where the file itself does not state one.
        extractor: who finds the text of a page.
        charset: the encoding that whoever sent the bytes declared.

    Raises:
        TrackerError: nothing in it, too large, no text, or bad front matter; names file and line.
    """
    text = decoded(data, name, charset=charset)
    given = exact_date(published, name) if published else None
    if not text.strip():
        raise TrackerError(say("intake.read.empty"), where=name, remedy=say("intake.read.empty_remedy"))
    ending = Path(name).suffix.lower()
    if ending == ".eml" or (ending not in (*_PAGES, *_OTHERS) and looks_like_mail(text)):
        return _of_page(mail_article(data, name), name, given)
    if ending in _PAGES or looks_like_html(text):
        page = html_article(text)
        if extractor == "trafilatura":
            page.text = trafilatura_text(text) or page.text
        if not page.text.strip():
            raise TrackerError(say("intake.read.empty_page"), where=name, remedy=say("intake.read.empty_page_remedy"))
        return _of_page(page, name, given)
    fields, body = front_matter(text, name)
    if not body.strip():
        raise TrackerError(say("intake.read.empty_behind"), where=name, remedy=say("intake.read.empty_behind_remedy"))
    return Article(
        body,
        name,
        title=fields.get("title"),
        outlet=fields.get("outlet"),
        author=fields.get("author"),
        url=fields.get("url"),
        published=fields.get("published") or given or date_of_text(body) or date_of_name(name),
        language=fields.get("language"),
        licence=fields.get("licence"),
        supersedes=fields.get("supersedes"),
        retrieved=fields.get("retrieved"),
    )


def _of_page(page: Page, name: str, given: str | None) -> Article:
    """A page's odd date is passed over, not refused: nobody here wrote it."""
    return Article(
        page.text,
        name,
        title=page.title,
        outlet=page.outlet,
        author=page.author,
        url=page.url,
        published=loose_date(page.published) or given or date_of_text(page.text) or date_of_name(name),
        language=page.language,
    )
