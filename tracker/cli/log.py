"""`tracker log`: the events in the order in which they were recorded, and those to come."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Collection, Iterator
from typing import TYPE_CHECKING

import click

from events.model import CLAIM_TYPES, CURATION_TYPES
from tracker.cli.arguments import NumberType, OneOf
from tracker.cli.formats import json_line, print_table
from tracker.cli.session import dossier_option, log_for_reading
from tracker.cli.tables import Column
from tracker.cli.terminal import data
from tracker.cli.usage import command, option
from tracker.wording import label, say

if TYPE_CHECKING:
    from events.envelope import Recorded
    from events.log import EventLog


@command("log")
@option("--after", about="after", type=NumberType(0), default=0, metavar="N")
@option("--until", about="until", type=NumberType(1), metavar="N")
@option("--type", "types", about="type", type=OneOf(CLAIM_TYPES + CURATION_TYPES), multiple=True)
@option("--search", about="search", metavar=say("cli.help.words"))
@option("--json", "as_json", about="log_json", is_flag=True)
@option("--follow", about="follow", is_flag=True)
@dossier_option
def log(after: int, until: int | None, types: tuple[str, ...], search: str | None, as_json: bool, follow: bool) -> None:
    """Print what the log holds, then wait for more if asked."""
    if follow and until is not None:
        raise click.UsageError(say("cli.usage.follow_until"), click.get_current_context())
    wanted = _wanted(types, search)
    with log_for_reading() as source:
        last = source.head().position if until is None else until
        records = filter(wanted, source.read(after=after, until=last, types=types or None))
        if follow:
            # The loop comes first: it is what turns Ctrl-C into an orderly end.
            asyncio.run(_follow(source, records, max(after, last), wanted, as_json=as_json))
        else:
            _print(source, records, as_json=as_json)


def _wanted(types: Collection[str], search: str | None) -> Callable[[Recorded], bool]:
    """Tells records of these types (of all where none is named) that have all words of the search."""
    from tracker.summaries import summary

    words = (search or "").casefold().split()

    def wanted(record: Recorded) -> bool:
        text = summary(record.event).casefold() if words else ""
        return (not types or record.type in types) and all(word in text for word in words)

    return wanted


def _print(source: EventLog, records: Iterator[Recorded], *, as_json: bool) -> None:
    if as_json:
        for record in records:
            data(json_line(record.as_dict()))
    else:
        print_table(records, _columns(source), none=say("cli.message.no_events"))


async def _follow(
    source: EventLog, records: Iterator[Recorded], after: int, wanted: Callable[[Recorded], bool], *, as_json: bool
) -> None:
    """Print the records at hand, then those to come."""
    _print(source, records, as_json=as_json)
    sys.stdout.flush()
    async for record in source.follow(after):
        if wanted(record):
            data(json_line(record.as_dict()) if as_json else line(source, record))
            sys.stdout.flush()


def line(source: EventLog, record: Recorded) -> str:
    """A record in one line that does not know what comes before or after it."""
    what = told(source, record)
    return f"#{record.position:<6} {_moment(record)}  {label('type', record.type):<12} {what}"


def told(source: EventLog, record: Recorded) -> str:
    """What the event says; curation names the events that it acts on by their positions."""
    from tracker.summaries import summary

    text = summary(record.event)
    for id in (*getattr(record.event, "members", ()), getattr(record.event, "target", "")):
        if id and (acted_on := source.get(id)) is not None:
            text = text.replace(id, f"#{acted_on.position}")
    return text


def _moment(record: Recorded) -> str:
    return record.recorded_at[:16].replace("T", " ")


def _columns(source: EventLog) -> list[Column[Recorded]]:
    from tracker.summaries import plain

    return [
        Column("#", lambda record: str(record.position), least=3, right=True),
        Column(say("cli.column.recorded"), _moment, least=16, spare=True),
        Column(say("cli.column.type"), lambda record: label("type", record.type), least=9),
        Column(say("cli.column.published"), lambda record: plain(record.published or "")[:16], least=10, spare=True),
        Column(say("cli.column.what"), lambda record: told(source, record), least=20),
        Column(say("cli.column.by"), lambda record: plain(record.recorded_by), least=8, spare=True),
    ]
