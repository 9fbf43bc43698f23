"""An article that came by mail: the text of the message, its subject, sender and date."""

from __future__ import annotations

import re
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32

from events.errors import TrackerError
from tracker.reading.dates import loose_date
from tracker.reading.encodings import decoded
from tracker.reading.html import Page, html_article
from tracker.wording import say

_HEAD = re.compile(r"(?:[A-Za-z][A-Za-z0-9-]{1,40}:[^\n]*\n(?:[ \t][^\n]*\n){0,50}){2,200}\r?\n")
_TELLING = re.compile(r"^(?:from|subject|date|message-id|mime-version|received):", re.IGNORECASE | re.MULTILINE)
_SENDER = re.compile(r'\s*"?([^"<]*?)"?\s*<([^<>\s]*)>\s*')
_MOST_LINES = 200_000
_MOST_PARTS = 100
_LONGEST = 500


def looks_like_mail(text: str) -> bool:
    """Whether a text opens with the head of a message."""
    head = _HEAD.match(text[:16_000])
    return head is not None and len(_TELLING.findall(head[0])) >= 3


def mail_article(data: bytes, name: str) -> Page:
    """The text of a message, plain if there is such a part, else of its page, and its facts.

    Raises:
        TrackerError: it has too many parts, or none with text.
    """
    if data.count(b"\n") > _MOST_LINES or data.lower().count(b"multipart/") > _MOST_PARTS:
        raise TrackerError(say("intake.read.mail_parts"), where=name, remedy=say("intake.read.mail_remedy"))
    try:
        message = BytesParser(policy=compat32).parsebytes(data)
        parts = [part for part in message.walk() if not part.is_multipart() and not _attached(part)]
    except RecursionError:
        raise TrackerError(say("intake.read.mail_parts"), where=name, remedy=say("intake.read.mail_remedy")) from None
    page = _body(parts, name)
    if not page.text.strip():
        raise TrackerError(say("intake.read.mail_empty"), where=name, remedy=say("intake.read.mail_remedy"))
    sender, address = _sender(_header(message, "From"))
    page.title = _header(message, "Subject") or page.title
    page.outlet = sender or address.rpartition("@")[2] or page.outlet
    page.author = address or page.author
    page.published = loose_date(_header(message, "Date")) or page.published
    return page


def _attached(part: Message) -> bool:
    return str(part.get("Content-Disposition", "")).strip().lower().startswith("attachment")


def _body(parts: list[Message], name: str) -> Page:
    for kind in ("text/plain", "text/html"):
        for part in parts:
            if part.get_content_type() == kind and (text := _text(part, name)).strip():
                return html_article(text) if kind == "text/html" else Page(text)
    return Page()


def _text(part: Message, name: str) -> str:
    payload = part.get_payload(decode=True)
    try:
        charset = part.get_content_charset()
    except (LookupError, ValueError):
        charset = None
    return decoded(payload, name, charset=charset) if isinstance(payload, bytes) else ""


def _header(message: Message, field: str) -> str | None:
    """A field of the head, decoded (RFC 2047), as one line; None where it is not there."""
    raw = next((str(value) for name, value in message.raw_items() if name.lower() == field.lower()), None)
    if raw is None:
        return None
    written = _unfolded(raw[: 4 * _LONGEST])
    try:
        found = [_word(word, charset) for word, charset in decode_header(written)]
    except (HeaderParseError, ValueError):
        found = [written]
    return " ".join("".join(found).split())[:_LONGEST] or None


def _unfolded(raw: str) -> str:
    """A field in which mailers wrote bytes beyond ASCII as they were, which is not allowed and common."""
    data = raw.encode("utf-8", "surrogateescape")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _word(word: bytes | str, charset: str | None) -> str:
    if isinstance(word, str):
        return word
    try:
        return word.decode(charset or "ascii", "replace")
    except (LookupError, ValueError):
        return word.decode("latin-1")


def _sender(written: str | None) -> tuple[str, str]:
    """Name and address of whoever sent a message; each "" where it is not told."""
    if found := _SENDER.match(written or ""):
        return found[1].strip(), found[2]
    plain = (written or "").strip()
    return ("", plain) if "@" in plain else (plain, "")
