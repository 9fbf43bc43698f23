"""`tracker show`: one event with the words that assert it, and the happening that it belongs to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from events.errors import TrackerError
from tracker.cli.arguments import AsOf
from tracker.cli.cutoffs import cutoff_of, cutoff_options, looking_from
from tracker.cli.formats import json_line
from tracker.cli.session import dossier_option, for_reading
from tracker.cli.terminal import data, emphasised
from tracker.cli.usage import command, option
from tracker.wording import label, say

if TYPE_CHECKING:
    from events.envelope import Recorded
    from events.model import AnyClaim
    from tracker.dossier import Dossier
    from tracker.projections.reader import ViewReader
    from tracker.projections.rows import Field, MeetingDossier, Report


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
            _print_happening(happening)


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
            _line("now", label("state", "retracted") if known else say("cli.value.not_known_then"))
        elif effective != record.event:
            _line("now", summary(effective))
    _line("id", record.id)
    _line("recorded", f"{record.recorded_at}  {record.recorded_by}")
    if record.published:
        _line("published", record.published)
    if record.document:
        document = dossier.articles.get(record.document)
        parts = (document.outlet, document.title) if document else ()
        _line("article", "  ".join([record.document[:12], *(plain(part) for part in parts if part)]))
    if record.basis:
        _line("basis", plain(record.basis))
    _print_fields(record)
    for quote in _quotes(dossier, record):
        _line("evidence", f"„{quote}“")


def _print_fields(record: Recorded) -> None:
    from events.model import Claim
    from tracker.summaries import plain

    event = record.event
    if not isinstance(event, Claim):
        return
    for one in event.participants:
        parts = (label("role", one.role), one.office, one.country)
        _line("who", f"{plain(one.name)}  ({plain(', '.join(part for part in parts if part))})")
    for told in event.attribution:
        _line("source", plain(told.source + (f" ← {told.via}" if told.via else "")))
    if event.topics:
        _line("topics", plain(", ".join(event.topics)))
    for doubt in event.doubts:
        _line("doubt", plain(f"{doubt.field}: {doubt.reason}"))


def _print_happening(happening: MeetingDossier) -> None:
    from tracker.cli.view_columns import support, when_of
    from tracker.summaries import plain

    row = happening.row
    data()
    data(emphasised(f"{label('type', row.type)}  {plain(row.title)}  ·  {label('state', row.state)}"))
    place = " ".join(part for part in (row.place, row.place_hedge and f"({row.place_hedge})") if part)
    if place:
        _line("place", plain(place))
    if when := when_of(row):
        _line("when", when)
    _line("support", say("cli.value.support", counts=support(row)))
    _line("credibility", f"{row.credibility}  {label('credibility', str(row.credibility))}")
    for field in happening.fields:
        if field.alternatives:
            _line("field", _field(field))
    for one in happening.history:
        cause = f"  #{one.position}" if one.position is not None else ""
        _line("history", f"{(one.date or '')[:10]}  {label('state', one.state)}{cause}".strip())
    _print_reports(happening.reports)


_WORDED = ("status", "conveyance", "format", "channel", "outcome", "visit_rank")


def _field(field: Field) -> str:
    """A field's values, the shown one first, each with those who say so."""
    from tracker.summaries import plain

    name = field.name.partition(":")[0]
    of = plain(field.subject) if field.subject else ""
    origins: dict[str, list[str]] = {}
    for value in (field.shown, *field.alternatives):
        said_by = origins.setdefault(_value(name, value.value), [])
        if (origin := plain(value.origin)) not in said_by:
            said_by.append(origin)
    told = " · ".join(f"{value} ({', '.join(said_by)})" for value, said_by in origins.items())
    kind = f"  [{label('contradiction', field.contradiction)}]" if field.contradiction else ""
    return f"{label('field', name)}{f' {of}' if of else ''}: {told}{kind}"


def _value(name: str, value: str) -> str:
    from tracker.summaries import plain
    from tracker.wording.dates import edtf_words

    if name in _WORDED:
        return label(name, value)
    return edtf_words(value) if name == "when" else plain(value)


def _print_reports(reports: Iterable[Report]) -> None:
    from tracker.summaries import plain

    for report in reports:
        marks = [label("state", "retracted")] if report.retracted else []
        marks += [label("badge", "corrected")] if report.corrected else []
        told = "  ".join(
            part
            for part in (
                f"#{report.position}",
                (report.published or "")[:10],
                plain(report.outlet or ""),
                label("status", report.status),
                plain(f"„{report.quote}“", 160) if report.quote else "",
                ", ".join(marks),
            )
            if part
        )
        _line("report", told)


def _line(name: str, text: str) -> None:
    data(f"  {say(f'cli.shown.{name}'):<14} {text}")
