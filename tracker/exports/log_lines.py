"""``jsonl``: the log itself, a record a line, to be kept elsewhere and put back with the same positions and hashes.

The first line says which log it is, up to where, and whether it is complete. With the articles, their lines come next.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from events.envelope import Recorded, public_from
from events.errors import InvalidEvent
from events.model import SCHEMA, parse_event
from tracker.articles import Article
from tracker.exports.subject import Subject

FORMAT = "tracker-log/1"
_PAGE = 200
_TEXTS = ("id", "stream", "recorded_by", "recorded_at", "document", "basis", "published", "hash")


def log_lines(subject: Subject) -> Iterator[str]:
    """The lines of the log at a cut-off, oldest first."""
    heading = {"format": FORMAT, **subject.stamp.as_dict(), "complete": is_complete(subject)}
    yield _line(heading)
    for article, claims in articles(subject):
        yield _line({"article": as_dict(article, claims)})
    for record in records(subject):
        yield _line(record.as_dict())


def is_complete(subject: Subject) -> bool:
    """Whether every record up to the position is told, so that the chain can be followed."""
    return subject.cutoff.published is None and not subject.stamp.search


def records(subject: Subject) -> Iterator[Recorded]:
    """The records that count at a cut-off; with a search those of the happenings and statements that it finds."""
    found = _found(subject) if subject.stamp.search else None
    for record in subject.log.read(until=subject.cutoff.position):
        if subject.cutoff.admits(record) and (found is None or record.id in found):
            yield record


def _found(subject: Subject) -> set[str]:
    ids = {record.id for dossier in subject.dossiers() for record in subject.records(dossier)}
    for row in subject.statements():
        ids.update(record.id for record in subject.records_of_statement(row))
    return ids


def articles(subject: Subject) -> Iterator[tuple[Article, int]]:
    """The articles at a cut-off, each with how many claims were read from it; none unless they were asked for."""
    if not subject.choices.with_articles:
        return
    whole = is_complete(subject) and subject.stamp.position == subject.log.head().position
    wanted = None if whole else {one.document for one in records(subject) if one.document}
    numbers = sorted(subject.articles.numbers(published_until=subject.cutoff.published))
    for start in range(0, len(numbers), _PAGE):
        for row in subject.articles.rows(numbers[start : start + _PAGE]):
            article = subject.articles.article(row.id) if wanted is None or row.id in wanted else None
            if article is not None:
                yield article, row.claims


def as_dict(article: Article, claims: int) -> dict[str, Any]:
    """An article as plain JSON data."""
    told = {"id": article.id, **asdict(article), "claims": claims}
    return {name: value for name, value in told.items() if value is not None}


def _line(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False) + "\n"


def read_article(data: object) -> tuple[Article, int]:
    """An article and its number of claims, as `as_dict` writes them.

    Raises:
        InvalidEvent: a field is missing, unknown or malformed, or the text is not the one that the id names.
    """
    if not isinstance(data, Mapping):
        raise InvalidEvent("an article is an object", where="article")
    names = set(Article.__dataclass_fields__)
    fields = {name: value for name, value in data.items() if name in names}
    claims = data.get("claims", 0)
    strange = set(data) - names - {"id", "claims"}
    if strange or not isinstance(data.get("text"), str) or not all(isinstance(one, str) for one in fields.values()):
        raise InvalidEvent("its fields are not those of an article", where="article")
    if type(claims) is not int or claims < 0:
        raise InvalidEvent("needs a whole number", where="article.claims")
    for name in ("published", "retrieved"):
        if name in fields:
            public_from(fields[name])
    try:
        article = Article(**fields)
        fields["text"].encode()
    except UnicodeEncodeError:
        raise InvalidEvent("its text is no Unicode", where="article.text") from None
    if data.get("id", article.id) != article.id:
        raise InvalidEvent("its text is not the one that the id names", where="article.id")
    return article, claims


def read_record(data: Mapping[str, Any]) -> Recorded:
    """A record as `Recorded.as_dict` writes it; a position and a hash may be missing (0 and "").

    Raises:
        InvalidEvent: names the field at fault.
    """
    for name in _TEXTS:
        value = data.get(name)
        if value is not None and not isinstance(value, str):
            raise InvalidEvent("needs a text", where=name)
    for name in ("position", "version", "schema"):
        if type(data.get(name, 0)) is not int:
            raise InvalidEvent("needs a whole number", where=name)
    if not data.get("recorded_by"):
        raise InvalidEvent("is missing", where="recorded_by", remedy="write user:NAME")
    if not data.get("id"):
        raise InvalidEvent("is missing", where="id")
    if data.get("schema", SCHEMA) != SCHEMA:
        raise InvalidEvent(f"schema {data['schema']} is not the one of this version ({SCHEMA})", where="schema")
    event = parse_event(data.get("data"))
    if data.get("type", event.type) != event.type:
        raise InvalidEvent("is not the type of the data", where="type")
    return Recorded(
        position=data.get("position", 0),
        id=data["id"],
        stream=data.get("stream") or "",
        version=data.get("version", 0),
        recorded_at=data.get("recorded_at") or "",
        recorded_by=data["recorded_by"],
        schema=SCHEMA,
        document=data.get("document"),
        basis=data.get("basis"),
        published=data.get("published"),
        event=event,
        hash=data.get("hash") or "",
    )
