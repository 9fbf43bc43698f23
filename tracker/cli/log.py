"""`tracker log`: the events in the order in which they were recorded, and those to come."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

import click

from tracker.cli.arguments import NumberType, OneOf
from tracker.cli.formats import json_line, print_table
from tracker.cli.session import dossier_option, for_reading
from tracker.cli.tables import Column
from tracker.cli.terminal import data
from tracker.cli.usage import command, option
from tracker.wording import label, say

if TYPE_CHECKING:
    from events.envelope import Recorded
    from tracker.dossier import Dossier

TYPES = (
    "departure", "arrival", "visit", "summit", "statement", "retraction", "correction", "link", "unlink", "identity",
)  # fmt: skip


@command("log")
@option("--after", about="after", type=NumberType(0), default=0, metavar="N")
@option("--until", about="until", type=NumberType(1), metavar="N")
@option("--type", "types", about="type", type=OneOf(TYPES), multiple=True)
@option("--search", about="search", metavar=say("cli.help.words"))
@option("--json", "as_json", about="log_json", is_flag=True)
@option("--follow", about="follow", is_flag=True)
@dossier_option
def log(after: int, until: int | None, types: tuple[str, ...], search: str | None, as_json: bool, follow: bool) -> None:
    """Print what the log holds, then wait for more if asked."""
    if follow and until is not None:
        raise click.UsageError(say("cli.usage.follow_until"), click.get_current_context())
    with for_reading(catch_up=False) as dossier:
        last = dossier.log.head().position if until is None else until
        records = _matching(dossier.log.read(after=after, until=last, types=types or None), search)
        if follow:
            # The loop comes first: it is what turns Ctrl-C into an orderly end.
            asyncio.run(_follow(dossier, records, max(after, last), types, search, as_json=as_json))
        else:
            _print(dossier, records, as_json=as_json)


def _print(dossier: Dossier, records: Iterator[Recorded], *, as_json: bool) -> None:
    if as_json:
        for record in records:
            data(json_line(record.as_dict()))
    else:
        print_table(records, _columns(dossier), none=say("cli.message.no_events"))


def _matching(records: Iterator[Recorded], search: str | None) -> Iterator[Recorded]:
    if search is None:
        return records
    from tracker.summaries import summary

    words = search.casefold().split()
    return (record for record in records if _has(summary(record.event), words))


def _has(text: str, words: Collection[str]) -> bool:
    folded = text.casefold()
    return all(word in folded for word in words)


async def _follow(
    dossier: Dossier,
    records: Iterator[Recorded],
    after: int,
    types: tuple[str, ...],
    search: str | None,
    *,
    as_json: bool,
) -> None:
    """Print the records at hand, then those to come."""
    from tracker.summaries import summary

    _print(dossier, records, as_json=as_json)
    sys.stdout.flush()
    words = (search or "").casefold().split()
    async for record in dossier.log.follow(after):
        if (types and record.type not in types) or not _has(summary(record.event), words):
            continue
        data(json_line(record.as_dict()) if as_json else line(dossier, record))
        sys.stdout.flush()


def line(dossier: Dossier, record: Recorded) -> str:
    """A record in one line that does not know what comes before or after it."""
    what = told(dossier, record)
    return f"#{record.position:<6} {_moment(record)}  {label('type', record.type):<12} {what}"


def told(dossier: Dossier, record: Recorded) -> str:
    """What the event says; curation names the events that it acts on by their positions."""
    from tracker.summaries import summary

    text = summary(record.event)
    for id in (*getattr(record.event, "members", ()), getattr(record.event, "target", "")):
        if id and (acted_on := dossier.log.get(id)) is not None:
            text = text.replace(id, f"#{acted_on.position}")
    return text


def _moment(record: Recorded) -> str:
    return record.recorded_at[:16].replace("T", " ")


def _columns(dossier: Dossier) -> list[Column[Recorded]]:
    from tracker.summaries import plain

    return [
        Column("#", lambda record: str(record.position), least=3, right=True),
        Column(say("cli.column.recorded"), _moment, least=16, spare=True),
        Column(say("cli.column.type"), lambda record: label("type", record.type), least=9),
        Column(say("cli.column.published"), lambda record: plain(record.published or "")[:16], least=10, spare=True),
        Column(say("cli.column.what"), lambda record: told(dossier, record), least=20),
        Column(say("cli.column.by"), lambda record: plain(record.recorded_by), least=8, spare=True),
    ]
