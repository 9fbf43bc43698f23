"""The log as a list, and one event of it in full: envelope, what it says in a line, and its JSON."""

from __future__ import annotations

import json
import re

from events.envelope import Recorded, body_of
from events.model import CURATION_TYPES, Claim
from tracker.summaries import summary
from tracker.wording import label, say
from tui.glyphs import glyphs
from tui.presenters.clock import grouped
from tui.presenters.lines import Column, Line, Piece, joined, line
from tui.presenters.wording import heading, labelled, published_words, recorded_words, wrapped

_ID = 16
"""So much of a long id is shown; copying gives all of it."""
_KEY = re.compile(r'^(\s*)("(?:[^"\\]|\\.)*")(:)(.*)$')


def columns(widest: int) -> tuple[Column, ...]:
    """The columns, the first as wide as the highest position needs."""
    return (
        Column("position", "#", max(3, len(grouped(widest))), right=True),
        Column("recorded", say("desk.log.recorded"), 19, from_width=96),
        Column("recorded_brief", say("desk.log.recorded"), 11, from_width=64, until_width=95),
        Column("status", "", 1),
        Column("type", say("desk.log.type"), 12),
        Column("summary", say("desk.log.summary"), 16, grow=1),
        Column("author", say("desk.log.author"), 16, from_width=110),
    )


def cells(record: Recorded) -> tuple[Line, ...]:
    """An event as a row of the list."""
    event = record.event
    status = event.status if isinstance(event, Claim) else ""
    curation = event.type in CURATION_TYPES
    return (
        line((grouped(record.position), "muted")),
        line((recorded_words(record.recorded_at), "muted")),
        line((recorded_words(record.recorded_at)[5:16], "muted")),
        line((glyphs().state(status), status)) if status else line((glyphs().dot, "muted")),
        line((label("type", event.type), "warn" if curation else "name")),
        line(summary(event)),
        line((record.recorded_by, "muted")),
    )


def event_page(record: Recorded, width: int, *, acted_on: tuple[Recorded, ...] = ()) -> list[Line]:
    """One event in full.

    Args:
        acted_on: the later retractions and corrections of it.
    """
    event = record.event
    lines = [line((say("desk.log.event", position=grouped(record.position)), "heading")), ()]
    status: list[Piece] = []
    if isinstance(event, Claim):
        status = [(f"  {glyphs().state(event.status)} {label('status', event.status)}", event.status)]
    lines.append(line((label("type", event.type), "strong"), *status))
    lines += [*wrapped(summary(event), width, indent=""), ()]
    lines += _acted(acted_on)
    for name, value in _envelope(record):
        lines += labelled(name, value, width, column=10)
    return [*lines, (), heading(say("desk.log.body"), width), *_json_lines(body_of(event), width)]


def raw_page(record: Recorded, width: int) -> list[Line]:
    """The whole record as JSON, envelope and content, as the log hands it out."""
    head = line((say("desk.log.raw", position=grouped(record.position)), "heading"))
    return [head, (), *_json_lines(record.as_dict(), width)]


def event_peek(record: Recorded, width: int) -> list[Line]:
    """One event in a few lines."""
    event = record.event
    status = event.status if isinstance(event, Claim) else ""
    told = joined([published_words(record.published) if record.published else "", record.recorded_by])
    head = line(
        (f"#{grouped(record.position)} ", "muted"),
        (label("type", event.type), "strong"),
        (f"  {glyphs().state(status)} {label('status', status)}" if status else "", status),
        (f"  {told}", "muted"),
    )
    rest = wrapped(record.basis, width, indent="", tone="muted", limit=1) if record.basis else []
    return [head, *wrapped(summary(event), width, indent="", limit=3), *rest]


def _acted(acted_on: tuple[Recorded, ...]) -> list[Line]:
    lines: list[Line] = []
    for record in acted_on:
        words = say(f"desk.log.{record.type}", position=grouped(record.position), by=record.recorded_by)
        lines.append(line((f"{glyphs().past} {words}", "warn")))
    return [*lines, ()] if lines else []


def _envelope(record: Recorded) -> list[tuple[str, str]]:
    rows = [
        ("id", record.id),
        (say("desk.log.stream"), f"{_short(record.stream)} @{record.version}"),
        (say("desk.log.recorded"), f"{recorded_words(record.recorded_at)} UTC"),
        (say("desk.log.author"), record.recorded_by),
    ]
    if record.published:
        rows.append((say("desk.log.published"), published_words(record.published)))
    if record.document:
        rows.append((say("desk.log.article"), f"{record.document[:_ID]}…"))
    if record.basis:
        rows.append((say("desk.log.basis"), record.basis))
    return [*rows, ("schema", str(record.schema)), ("hash", f"{record.hash[:_ID]}…")]


def _short(stream: str) -> str:
    """A stream without the tail of the article's id."""
    kind, _, name = stream.partition("/")
    return f"{kind}/{name[:_ID]}…" if kind == "article" and len(name) > _ID else stream


def _json_lines(body: object, width: int) -> list[Line]:
    lines: list[Line] = []
    for row in json.dumps(body, ensure_ascii=False, indent=1).splitlines():
        found = _KEY.match(row)
        if found is None:
            lines += _cut(row, width, indent=row[: len(row) - len(row.lstrip())])
            continue
        indent, key, colon, value = found.groups()
        head = line(indent, (key, "name"), colon)
        if len(row) <= width:
            lines.append((*head, *line(value)))
        else:
            lines.append(head)
            lines += _cut(indent + "  " + value.strip(), width, indent=indent + "  ")
    return lines


def _cut(row: str, width: int, indent: str = "") -> list[Line]:
    """A long value over several lines."""
    size = max(8, width - len(indent))
    text = row.strip()
    return [line(indent, text[start : start + size]) for start in range(0, len(text), size)] or [line(row)]


def event_citation(record: Recorded) -> str:
    """The event as text to paste: what it says, and where it lies in the log."""
    return (
        f"{summary(record.event)} [#{record.position}, {record.recorded_by}, {recorded_words(record.recorded_at)} UTC]"
    )
