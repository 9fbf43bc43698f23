"""Read an article from the bytes of a file: plain text, Markdown with front matter, or HTML.

The text behind the front matter is kept to the letter, line ends included, since evidence counts its code points.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path

from events.errors import TrackerError
from tracker.articles import Article
from tracker.parsing.html_text import html_article, looks_like_html

MAX_BYTES = 5_000_000
_FIELDS = ("title", "outlet", "author", "url", "published", "language", "licence", "supersedes", "section", "retrieved")
_FENCE = re.compile(r"---[ \t]*(?:\r\n|\n|\r|$)")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|$)")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_LANGUAGE = re.compile(r"[a-z]{2}")
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CONTROLS = frozenset(range(32)) - {9, 10, 12, 13, 27}


def read_path(path: Path, *, published: str | None = None) -> Article:
    """The article in a file.

    Raises:
        TrackerError: the file cannot be read, or as in `read_article`.
    """
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise _too_large(size, path.name)
        data = path.read_bytes()
    except OSError as error:
        raise TrackerError(
            f"the file cannot be read: {error.strerror or error}",
            where=str(path),
            remedy="check its name and its rights",
        ) from None
    return read_article(data, path.name, published=published)


def read_article(data: bytes, name: str, *, published: str | None = None) -> Article:
    """The article in the bytes of a file.

    Args:
        name: of the file, for messages; an ending .html or .htm says what it is.
        published: used where the file itself does not tell.

    Raises:
        TrackerError: nothing in it, too large, no text, or bad front matter; names file and line.
    """
    if len(data) > MAX_BYTES:
        raise _too_large(len(data), name)
    text = _decoded(data, name)
    given = _day_or_instant(published, name, None) if published else None
    if not text.strip():
        raise TrackerError("there is no text in it", where=name, remedy="save the article's text in the file")
    if name.lower().endswith((".html", ".htm", ".xhtml")) or looks_like_html(text):
        page = html_article(text)
        if not page.text.strip():
            raise TrackerError("the page holds no readable text", where=name, remedy="save the article as plain text")
        return Article(
            page.text,
            name,
            title=page.title,
            outlet=page.outlet,
            author=page.author,
            url=page.url,
            published=_page_day(page.published) or given,
            language=page.language,
        )
    fields, body = _front_matter(text, name)
    if not body.strip():
        raise TrackerError("there is no text behind the front matter", where=name, remedy="add the article's text")
    return Article(
        body,
        name,
        title=fields.get("title"),
        outlet=fields.get("outlet"),
        author=fields.get("author"),
        url=fields.get("url"),
        published=fields.get("published") or given,
        language=fields.get("language"),
        licence=fields.get("licence"),
        supersedes=fields.get("supersedes"),
        retrieved=fields.get("retrieved"),
    )


def _too_large(size: int, name: str) -> TrackerError:
    return TrackerError(
        f"the file has {size / 1_000_000:.1f} MB, and an article has at most {MAX_BYTES // 1_000_000}",
        where=name,
        remedy="split it, or save only the article's text",
    )


def _decoded(data: bytes, name: str) -> str:
    encoding = next((codec for bom, codec in _BOMS if data.startswith(bom)), None)
    try:
        if encoding is not None:
            text = data.decode(encoding)
        else:
            try:
                text = data.decode("utf-8")
            except UnicodeDecodeError:
                if _is_binary(data):
                    raise _no_text(name) from None
                try:
                    text = data.decode("cp1252")
                except UnicodeDecodeError:
                    text = data.decode("latin-1")
    except UnicodeDecodeError as error:
        raise TrackerError(
            f"the bytes are not {error.encoding}, though the file says so", where=name, remedy="save it as UTF-8"
        ) from None
    if "\x00" in text or _is_binary(text[:4000].encode("utf-8", "surrogatepass")):
        raise _no_text(name)
    return text


def _is_binary(data: bytes) -> bool:
    sample = data[:4000]
    odd = sum(byte in _CONTROLS for byte in sample)
    return b"\x00" in sample or odd * 20 > len(sample)


def _no_text(name: str) -> TrackerError:
    return TrackerError("this is no text file", where=name, remedy="save the article as text, Markdown or HTML")


def _front_matter(text: str, name: str) -> tuple[dict[str, str], str]:
    """The fields between two lines of dashes at the top, and the text behind them to the letter."""
    opening = _FENCE.match(text)
    if opening is None:
        return {}, text
    fields: dict[str, str] = {}
    position, number = opening.end(), 1
    while position < len(text):
        number += 1
        if closing := _FENCE.match(text, position):
            return fields, text[closing.end() :]
        match = _LINE.match(text, position)
        assert match is not None
        _field(match[0].strip(), fields, name, number)
        position = match.end()
    raise TrackerError(
        "the front matter has no end", where=f"{name}, line {number}", remedy="close it with a line of three dashes"
    )


def _field(line: str, fields: dict[str, str], name: str, number: int) -> None:
    where = f"{name}, line {number}"
    if not line or line.startswith("#"):
        return
    key, colon, value = line.partition(":")
    key = key.strip().lower()
    if not colon or not key.replace("_", "").isalpha():
        raise TrackerError(f"'{line[:60]}' is no field", where=where, remedy="write it as 'field: value'")
    value = _unquoted(value.strip(), where)
    if key not in _FIELDS:
        raise TrackerError(
            f"the front matter has no field '{key[:40]}'", where=where, remedy=f"known fields: {', '.join(_FIELDS)}"
        )
    if not value:
        return
    if key == "published":
        value = _day_or_instant(value, name, number)
    if key == "language":
        value = value.lower()
        if not _LANGUAGE.fullmatch(value):
            raise TrackerError(
                f"'{value[:40]}' is no language code", where=where, remedy="write two letters, such as de"
            )
    fields[key] = value


def _unquoted(value: str, where: str) -> str:
    """A value without its quotation marks; within double ones, backslashes escape as in JSON."""
    if len(value) >= 2 and value[0] == value[-1] == '"':
        import json

        try:
            decoded = json.loads(value)
        except json.JSONDecodeError:
            return value[1:-1]
        return str(decoded)
    if len(value) >= 2 and value[0] == value[-1] == "'":
        return value[1:-1].replace("''", "'")
    if value[:1] in "\"'" and value[-1:] != value[:1]:
        raise TrackerError("a quotation mark is not closed", where=where, remedy="close it, or leave both out")
    return value


def _day_or_instant(value: str, name: str, number: int | None) -> str:
    """A date, or an instant with zone, in ISO 8601; a German date is turned into one."""
    dotted = _DOTTED.fullmatch(value)
    try:
        if dotted is not None:
            return date(int(dotted[3]), int(dotted[2]), int(dotted[1])).isoformat()
        if _DAY.fullmatch(value):
            return date.fromisoformat(value).isoformat()
        instant = datetime.fromisoformat(value)
        return instant.isoformat() if instant.tzinfo is not None else instant.date().isoformat()
    except ValueError:
        where = name if number is None else f"{name}, line {number}"
        raise TrackerError(f"'{value[:60]}' is no date", where=where, remedy="write published as 2023-09-11") from None


def _page_day(value: str | None) -> str | None:
    """The date that a page claims; a page's odd date is left out, not refused."""
    if not value:
        return None
    try:
        return _day_or_instant(value.strip(), "", None)
    except TrackerError:
        return value[:10] if _DAY.fullmatch(value[:10]) and _valid_day(value[:10]) else None


def _valid_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
