"""The front matter of a Markdown file: fields between two lines of dashes, and the text behind them to the letter."""

from __future__ import annotations

import json
import re

from events.errors import TrackerError
from tracker.reading.dates import exact_date
from tracker.wording import say

FIELDS = ("title", "outlet", "author", "url", "published", "language", "licence", "supersedes", "section", "retrieved")
"""What may stand there."""
_FENCE = re.compile(r"---[ \t]*(?:\r\n|\n|\r|$)")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|$)")
_LANGUAGE = re.compile(r"[a-z]{2}")


def front_matter(text: str, name: str) -> tuple[dict[str, str], str]:
    """The fields, and the text behind them.

    Raises:
        TrackerError: it has no end, or a line is no field; names file and line.
    """
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
        _field(match[0].strip(), fields, _where(name, number))
        position = match.end()
    raise TrackerError(say("intake.read.no_end"), where=_where(name, number), remedy=say("intake.read.no_end_remedy"))


def _where(name: str, number: int) -> str:
    return say("intake.read.line", name=name, number=number)


def _field(line: str, fields: dict[str, str], where: str) -> None:
    if not line or line.startswith("#"):
        return
    key, colon, value = line.partition(":")
    key = key.strip().lower()
    if not colon or not key.replace("_", "").isalpha():
        raise TrackerError(
            say("intake.read.no_field", line=line[:60]), where=where, remedy=say("intake.read.no_field_remedy")
        )
    value = _unquoted(value.strip(), where)
    if key not in FIELDS:
        raise TrackerError(
            say("intake.read.unknown_field", name=key[:40]),
            where=where,
            remedy=say("intake.read.unknown_field_remedy", names=", ".join(FIELDS)),
        )
    if not value:
        return
    if key == "published":
        value = exact_date(value, where)
    if key == "language":
        value = value.lower()
        if not _LANGUAGE.fullmatch(value):
            raise TrackerError(
                say("intake.read.no_language", value=value[:40]),
                where=where,
                remedy=say("intake.read.no_language_remedy"),
            )
    fields[key] = value


def _unquoted(value: str, where: str) -> str:
    """A value without its quotation marks; within double ones, backslashes escape as in JSON."""
    if len(value) >= 2 and value[0] == value[-1] == '"':
        try:
            decoded = json.loads(value)
        except json.JSONDecodeError:
            return value[1:-1]
        return str(decoded)
    if len(value) >= 2 and value[0] == value[-1] == "'":
        return value[1:-1].replace("''", "'")
    if value[:1] in "\"'" and value[-1:] != value[:1]:
        raise TrackerError(
            say("intake.read.open_quotation"), where=where, remedy=say("intake.read.open_quotation_remedy")
        )
    return value
