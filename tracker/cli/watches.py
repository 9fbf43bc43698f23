"""`tracker watches`: what one wants to hear of, and what was found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.arguments import NumberType, OneOf
from tracker.cli.formats import format_option, print_rows
from tracker.cli.session import dossier_option, log_for_reading
from tracker.cli.tables import Column
from tracker.cli.terminal import data
from tracker.cli.usage import command, group, option
from tracker.wording import label, say

if TYPE_CHECKING:
    from tracker.config import Watch

TYPES = ("visit", "summit", "departure", "arrival", "statement")
STATES = ("rumoured", "announced", "under_way", "held", "cancelled", "disputed", "lapsed", "retracted")


@dataclass(frozen=True, slots=True)
class WatchRow:
    """A watch in the list: what it waits for, and the program that is told."""

    name: str
    conditions: str
    command: tuple[str, ...]


@group("watches")
def watches() -> None:
    """The watches."""


@command("add", words="watches_add")
@click.argument("name")
@option("--who", "who", about="watch_who", multiple=True, metavar="NAME")
@option("--place", "place", about="watch_place", metavar=say("cli.help.place"))
@option("--type", "kind", about="watch_type", type=OneOf(TYPES))
@option("--state", "state", about="watch_state", type=OneOf(STATES))
@option("--contradiction", "contradiction", about="watch_contradiction", is_flag=True)
@option("--command", "program", about="watch_command", multiple=True, metavar="WORD")
def add(
    name: str,
    who: tuple[str, ...],
    place: str | None,
    kind: str | None,
    state: str | None,
    contradiction: bool,
    program: tuple[str, ...],
) -> None:
    """Write a watch into the settings."""
    from tracker.config import config_path
    from tracker.config_changes import add as write

    fields = {"name": name, "who": list(who), "place": place, "type": kind, "state": state}
    write("watches", fields | {"contradiction": contradiction, "command": list(program)})
    data(say("intake.watches.added", name=name, path=config_path()))


@command("list", words="watches_list")
@format_option
def show(form: str) -> None:
    """Print the watches of the settings."""
    from tracker.config import load

    rows = [WatchRow(watch.name, _conditions(watch), tuple(watch.command)) for watch in load().watches]
    print_rows(form, rows, _columns(), none=say("intake.watches.none"))


@command("remove", words="watches_remove")
@click.argument("name")
def remove(name: str) -> None:
    """Take a watch out of the settings; its hits stay."""
    from tracker.config_changes import remove as take_out

    take_out("watches", name)
    data(say("intake.watches.removed", name=name))


@command("hits", words="watches_hits")
@click.argument("name", required=False)
@option("--last", "limit", about="watch_last", type=NumberType(1), default=20, metavar="N")
@format_option
@dossier_option
def hits(name: str | None, limit: int, form: str) -> None:
    """Print what was found, the newest first."""
    with log_for_reading() as log:
        from tracker.watches.store import WatchStore

        print_rows(form, WatchStore(log).hits(limit, name), _hit_columns(), none=say("intake.watches.no_hits"))


def _conditions(watch: Watch) -> str:
    words = [*watch.who, watch.place or "", label("type", watch.type) if watch.type else ""]
    words += [label("state", watch.state) if watch.state else ""]
    words += [label("badge", "contradiction") if watch.contradiction else ""]
    return " + ".join(word for word in words if word)


def _columns() -> list[Column[WatchRow]]:
    columns: list[Column[Any]] = [
        Column(say("intake.watches.name"), lambda row: row.name),
        Column(say("intake.watches.conditions"), lambda row: row.conditions, least=20),
        Column(say("intake.watches.command"), lambda row: " ".join(row.command), least=8),
    ]
    return columns


def _hit_columns() -> list[Column[Any]]:
    from tracker.summaries import plain

    return [
        Column(say("intake.watches.found"), lambda hit: hit.found.replace("T", " ").rstrip("Z"), least=16),
        Column(say("intake.watches.name"), lambda hit: hit.watch),
        Column(say("cli.column.position"), lambda hit: f"#{hit.position}", right=True),
        Column(say("cli.column.what"), lambda hit: plain(hit.text), least=24),
    ]


for one in (add, show, remove, hits):
    watches.add_command(one)
