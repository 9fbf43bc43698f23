"""`tracker show`: one event with the words that assert it, and the happening that it belongs to."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from events.errors import TrackerError
from tracker.cli.arguments import AsOf
from tracker.cli.cutoffs import cutoff_of, cutoff_options, looking_from
from tracker.cli.formats import json_line
from tracker.cli.session import dossier_option, for_reading
from tracker.cli.terminal import data, emphasised, shown
from tracker.cli.usage import command, option
from tracker.wording import label, say

if TYPE_CHECKING:
    from events.envelope import Recorded
    from events.model import AnyClaim
    from tracker.dossier import Dossier
    from tracker.projections.reader import ViewReader
    from tracker.projections.rows import MeetingDossier


@command("show")
@click.argument("key", metavar="POSITION|ID|HAPPENING")
@cutoff_options
@option("--json", "as_json", about="show_json", is_flag=True)
@dossier_option
def show(key: str, as_of: AsOf | None, position: int | None, as_json: bool) -> None:
    """Print an event and its happening."""
    with for_reading() as dossier:
        reader = looking_from(dossier, as_of, position)
        record = _event(dossier, key)
        happening = reader.meeting(key) or _happening(reader, record)
        if record is None and happening is None:
            raise TrackerError(say("cli.error.no_event", name=key), remedy=say("cli.error.see_log"))
        effective = reader.effective(record.id) if record is not None and _is_claim(record) else None
        if as_json:
            data(json_line(_as_data(dossier, record, effective, happening)))
            return
        if record is not None:
            _print_event(dossier, record, effective, known=cutoff_of(as_of, position).admits(record))
        if happening is not None:
            from tracker.cli.show_card import print_happening

            print_happening(happening, reader)
        elif record is not None and record.type == "statement":
            from tracker.cli.show_card import print_statement

            print_statement(record.id, reader)


def _event(dossier: Dossier, key: str) -> Recorded | None:
    number = key.removeprefix("#")
    return dossier.log.get(int(number)) if number.isdecimal() and len(number) < 16 else dossier.log.get(key)


def _is_claim(record: Recorded) -> bool:
    from events.model import CLAIM_TYPES

    return record.type in CLAIM_TYPES


def _happening(reader: ViewReader, record: Recorded | None) -> MeetingDossier | None:
    found = reader.happening_of(record.id) if record is not None else None
    return reader.meeting(found) if found else None


def _quotes(dossier: Dossier, record: Recorded) -> list[str]:
    from events.model import Claim
    from tracker.summaries import plain

    if not isinstance(record.event, Claim) or record.document is None:
        return []
    return [plain(dossier.articles.quote(record.document, span.start, span.end)) for span in record.event.evidence]


def _as_data(
    dossier: Dossier, record: Recorded | None, effective: AnyClaim | None, happening: MeetingDossier | None
) -> dict[str, Any]:
    from events.envelope import body_of

    return {
        "event": record.as_dict() if record else None,
        "effective": body_of(effective) if effective else None,
        "evidence": _quotes(dossier, record) if record else [],
        "happening": asdict(happening) if happening else None,
    }


def _print_event(dossier: Dossier, record: Recorded, effective: AnyClaim | None, *, known: bool) -> None:
    from tracker.cli.log import told
    from tracker.summaries import plain, summary

    data(emphasised(f"#{record.position}  {label('type', record.type)}  {told(dossier.log, record)}"))
    if _is_claim(record):
        if effective is None:
            shown("now", label("state", "retracted") if known else say("cli.value.not_known_then"))
        elif effective != record.event:
            shown("now", summary(effective))
    shown("id", record.id)
    shown("recorded", f"{record.recorded_at}  {record.recorded_by}")
    if record.published:
        shown("published", record.published)
    if record.document:
        document = dossier.articles.get(record.document)
        parts = (document.outlet, document.title) if document else ()
        shown("article", "  ".join([record.document[:12], *(plain(part) for part in parts if part)]))
    if record.basis:
        shown("basis", plain(record.basis))
    _print_fields(record)
    for quote in _quotes(dossier, record):
        shown("evidence", f"„{quote}“")


def _print_fields(record: Recorded) -> None:
    from events.model import Claim
    from tracker.summaries import plain

    event = record.event
    if not isinstance(event, Claim):
        return
    for one in event.participants:
        parts = (label("role", one.role), one.office, one.country)
        shown("who", f"{plain(one.name)}  ({plain(', '.join(part for part in parts if part))})")
    for told in event.attribution:
        shown("source", plain(told.source + (f" ← {told.via}" if told.via else "")))
    if event.topics:
        shown("topics", plain(", ".join(event.topics)))
    for doubt in event.doubts:
        shown("doubt", plain(f"{doubt.field}: {doubt.reason}"))
