"""`tracker import`: public records of other kinds than articles into the log, as events with a basis."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.arguments import NumberType, OneOf
from tracker.cli.failures import FAILED, OK, complain
from tracker.cli.progress import ReplayProgress
from tracker.cli.session import dossier_option, for_writing
from tracker.cli.terminal import data
from tracker.cli.usage import command, option
from tracker.wording import say

if TYPE_CHECKING:
    from tracker.intake.travel_records import Trip
    from tracker.intake.travels import Imported

SOURCES = ("us-travels", "jsonl", "cloudevents", "colt")
_CHANGED_SHOWN = 20


@command("import")
@click.argument("source", metavar="SOURCE", type=OneOf(SOURCES))
@click.argument("path", metavar="PATH", type=click.Path(path_type=Path))
@option("--since", about="since", type=NumberType(1), metavar=say("cli.help.year"))
@option("--who", about="import_who", metavar="NAME")
@option("--strict", about="strict", is_flag=True)
@dossier_option
def bring_in(source: str, path: Path, since: int | None, who: str | None, strict: bool) -> int:
    """Import the records and say what became of them."""
    if source != "us-travels":
        from tracker.cli.bring_back import bring_back

        for name, value in (("--since", since), ("--who", who), ("--strict", strict)):
            if value:
                needless = say("exports.error.needless", format=source, option=name)
                raise click.UsageError(needless, click.get_current_context())
        return bring_back(source, path)
    from tracker.intake.travels import chosen, import_trips

    trips, faults = _read(path, strict=strict)
    if faults and strict:
        return FAILED
    selected = chosen(trips, since=since, who=who)
    with for_writing(create=True) as dossier, ReplayProgress() as shown:
        started = time.monotonic()

        def progress(done: int, of: int) -> None:
            from tracker.projections.progress import Progress

            rate = done / max(time.monotonic() - started, 0.001)
            shown(Progress(source, done, of, rate, (of - done) / rate, stage="recording"))

        result = import_trips(dossier, trips, selected, progress=progress)
    _tell(path, result, faults)
    return FAILED if faults or result.changed else OK


def _read(path: Path, *, strict: bool) -> tuple[list[Trip], int]:
    """The records of a file, and how many lines are none; each is told, the first of them ends a strict reading."""
    from tracker.intake.travel_records import read_trips

    trips: list[Trip] = []
    faults = 0
    for row in read_trips(path):
        if row.trip is not None:
            trips.append(row.trip)
            continue
        complain(str(row.fault))
        faults += 1
        if strict:
            break
    return trips, faults


def _tell(path: Path, result: Imported, faults: int) -> None:
    for event_id in result.changed[:_CHANGED_SHOWN]:
        complain(say("cli.error.import_changed", id=event_id))
    if len(result.changed) > _CHANGED_SHOWN:
        complain(say("cli.error.import_changed_more", count=len(result.changed) - _CHANGED_SHOWN))
    told = "cli.message.imported" if result.added else "cli.message.imported_nothing"
    data(
        say(
            told,
            name=path.name,
            trips=f"{result.trips:,}",
            events=f"{result.added:,}",
            known=f"{result.known:,}",
            failed=faults,
        )
    )
