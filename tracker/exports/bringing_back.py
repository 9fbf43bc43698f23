"""Bringing an exported log back: as it was where the dossier is new or holds that log, else as further events."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import IO, Any, TypeAlias

from events.envelope import Draft, Recorded
from events.errors import DamagedRecord, InvalidEvent, LogError, TrackerError
from events.log import Head
from events.sqlite.appending import Request
from tracker.articles import Article
from tracker.dossier import Dossier
from tracker.exports.cloud_events import read_cloud_event
from tracker.exports.colt_import import ColtLine
from tracker.exports.log_lines import FORMAT, read_article, read_record
from tracker.wording import say

BATCH = 1000
"""Records in one transaction."""
LINE_LIMIT = 40_000_000
"""Bytes of one line: a bound against mistakes, above any article with all of its characters escaped."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The first line of an export: which log it is, and where its last record stands; None for a part of a log."""

    log: str
    head: Head | None


@dataclass(frozen=True, slots=True)
class Text:
    """An article, and how many claims were read from it."""

    article: Article
    claims: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file by its number, counted from 1, and what it tells; an error says why it tells nothing."""

    number: int
    told: Heading | Text | Recorded | TrackerError


@dataclass(slots=True)
class Brought:
    """What became of a file: whether the log was put back as it was, and how many records and articles were what."""

    restored: bool = False
    added: int = 0
    known: int = 0
    articles: int = 0
    wrong: list[tuple[int, TrackerError]] = field(default_factory=list)


Reading: TypeAlias = Callable[[Mapping[str, Any]], Mapping[str, Any] | tuple[Article, int] | Recorded]


def read_log_line(data: Mapping[str, Any]) -> Mapping[str, Any] | tuple[Article, int] | Recorded:
    """What a line of `tracker.exports.log_lines` tells."""
    if "format" in data:
        return data
    return read_article(data["article"]) if set(data) == {"article"} else read_record(data)


READINGS: Mapping[str, Reading] = {"jsonl": read_log_line, "cloudevents": read_cloud_event}
"""How a line of each format is read."""


def lines_of(stream: IO[bytes], form: str) -> Iterator[Line]:
    """The lines of a file; empty ones are passed over.

    Args:
        form: one of `READINGS`.
    """
    reading, number = READINGS[form], 0
    while raw := stream.readline(LINE_LIMIT + 1):
        number += 1
        if len(raw) > LINE_LIMIT:
            yield Line(number, InvalidEvent(say("exports.error.long_line", limit=f"{LINE_LIMIT:,}")))
            return
        if raw.strip():
            try:
                yield Line(number, _told(reading, raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw))
            except TrackerError as error:
                yield Line(number, error)


def _told(reading: Reading, raw: bytes) -> Heading | Text | Recorded:
    try:
        data = json.loads(raw)
    except (ValueError, RecursionError):
        raise InvalidEvent(say("exports.error.no_json")) from None
    if not isinstance(data, Mapping):
        raise InvalidEvent(say("exports.error.no_object"))
    found = reading(data)
    if isinstance(found, Recorded):
        return found
    return Text(*found) if isinstance(found, tuple) else _heading(found)


def _heading(data: Mapping[str, Any]) -> Heading:
    log, position, hash = data.get("log"), data.get("position"), data.get("hash")
    if data.get("format") != FORMAT:
        raise InvalidEvent(say("exports.error.format", format=FORMAT), where="format")
    try:
        whole = str(uuid.UUID(str(log))) == log
    except ValueError:
        whole = False
    if not whole or type(position) is not int or not isinstance(hash, str):
        raise InvalidEvent(say("exports.error.heading"))
    return Heading(str(log), Head(position, hash) if data.get("complete") is True else None)


def bring_back(dossier: Dossier, lines: Iterable[Line]) -> Brought:
    """Take the records and articles of an export into a dossier; what is there already adds nothing.

    A complete export goes into a dossier without events, or one of the same log, exactly as it was: positions, times
    and hashes come out the same, and the first line that does not fit ends it. Into another log its events are
    appended under their ids; a bad line is told of and the others go on.

    Raises:
        LogError: the dossier cannot be written; what was recorded before stays.
    """
    waiting = iter(lines)
    first = next(waiting, None)
    heading = first.told if first is not None and isinstance(first.told, Heading) else None
    if heading is not None and heading.head is not None:
        head = dossier.log.head()
        if dossier.log.log_id == heading.log or head.position == 0:
            return _Restoring(dossier, heading.log, heading.head).run(waiting)
    rest = waiting if heading is not None or first is None else _before(first, waiting)
    return _appended(dossier, rest)


def _before(first: Line, rest: Iterator[Line]) -> Iterator[Line]:
    yield first
    yield from rest


class _Restoring:
    """Puts a log back line by line, many in a transaction, until a line does not fit."""

    def __init__(self, dossier: Dossier, log: str, head: Head) -> None:
        self._dossier, self._log, self._head = dossier, log, head
        self._had = dossier.log.head().position
        self._brought = Brought(restored=True)

    def run(self, lines: Iterator[Line]) -> Brought:
        number = 1
        while batch := list(islice(lines, BATCH)):
            number = batch[-1].number
            if not self._take(batch):
                return self._brought
        found = self._dossier.log.get(self._head.position) if self._head.position else None
        if self._head.position and (found is None or found.hash != self._head.hash):
            at = self._dossier.log.head().position
            short = say("exports.error.short", position=at, head=self._head.position)
            self._brought.wrong.append((number, LogError(short)))
        return self._brought

    def _take(self, batch: list[Line]) -> bool:
        """Whether all of the lines fit."""
        fitting = list(_until_wrong(batch))
        texts = [line.told for line in fitting if isinstance(line.told, Text)]
        self._brought.articles += _add_texts(self._dossier, texts)
        records = [(line.number, line.told) for line in fitting if isinstance(line.told, Recorded)]
        known = [pair for pair in records if pair[1].position <= self._had]
        for number, record in known:
            there = self._dossier.log.get(record.position)
            if there is None or there.hash != record.hash:
                self._brought.wrong.append((number, LogError(say("exports.error.differs", position=record.position))))
                return False
        self._brought.known += len(known)
        new = [pair for pair in records if pair[1].position > self._had]
        try:
            if new:
                self._dossier.log.restore(self._log, [record for _, record in new])
        except DamagedRecord as error:
            number = next((number for number, record in new if record.position == error.position), new[0][0])
            self._brought.wrong.append((number, TrackerError(error.what, remedy=say("exports.error.damaged_remedy"))))
            return False
        self._brought.added += len(new)
        if len(fitting) < len(batch):
            line = batch[len(fitting)]
            strange = line.told if isinstance(line.told, TrackerError) else InvalidEvent(say("exports.error.heading"))
            self._brought.wrong.append((line.number, strange))
            return False
        return True


def _until_wrong(batch: Iterable[Line]) -> Iterator[Line]:
    for line in batch:
        if isinstance(line.told, (TrackerError, Heading)):
            return
        yield line


def _add_texts(dossier: Dossier, texts: Iterable[Text]) -> int:
    """Keep the articles that are not there yet, all in one transaction; returns how many."""
    new = {one.article.id: one for one in texts if dossier.articles.article(one.article.id) is None}
    if new:
        works = [dossier.articles.adding(one.article, one.claims) for one in new.values()]
        dossier.log.transaction(lambda database: [work(database) for work in works])
    return len(new)


def _appended(dossier: Dossier, lines: Iterator[Line]) -> Brought:
    """The records as further events of this log."""
    brought = Brought()
    while batch := list(islice(lines, BATCH)):
        texts: list[Text] = []
        drafts: list[tuple[int, Draft]] = []
        for line in batch:
            told = line.told
            try:
                if isinstance(told, TrackerError):
                    raise told
                if isinstance(told, Text):
                    texts.append(told)
                elif isinstance(told, Recorded):
                    drafts.append((line.number, draft_of(told)))
            except TrackerError as error:
                brought.wrong.append((line.number, error))
        brought.articles += _add_texts(dossier, texts)
        append_drafts(dossier, drafts, brought)
    return brought


def take_rows(dossier: Dossier, rows: Iterable[ColtLine]) -> Brought:
    """Append the visits of COLT rows; a bad row is noted and the others go on.

    Raises:
        LogError: the dossier cannot be written; what was recorded before stays.
    """
    brought, waiting = Brought(), iter(rows)
    while batch := list(islice(waiting, BATCH)):
        brought.wrong += [(row.number, row.told) for row in batch if isinstance(row.told, TrackerError)]
        append_drafts(dossier, [(row.number, row.told) for row in batch if isinstance(row.told, Draft)], brought)
    return brought


def append_drafts(dossier: Dossier, drafts: Iterable[tuple[int, Draft]], brought: Brought) -> None:
    """Append drafts, each on its own merits, in one transaction; one that is refused is noted with its line."""
    numbers, requests = [], []
    for number, draft in drafts:
        try:
            requests.append(Request([draft]))
            numbers.append(number)
        except TrackerError as error:
            brought.wrong.append((number, error))
    if not requests:
        return
    had = dossier.log.head().position
    for number, outcome in zip(numbers, dossier.log.append_each(requests), strict=True):
        if isinstance(outcome, TrackerError):
            brought.wrong.append((number, outcome))
        elif outcome[0].position <= had:
            brought.known += 1
        else:
            brought.added += 1


def draft_of(record: Recorded) -> Draft:
    """A record of another log as a draft for this one: its id and its stream stay.

    Raises:
        InvalidEvent: a field is malformed.
    """
    return Draft(
        record.event, record.recorded_by, record.document, record.basis, record.published, record.id, record.stream
    )
