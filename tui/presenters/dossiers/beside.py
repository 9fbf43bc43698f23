"""What stands beside the list of a page: the selected entry in full, each kind as its own screen shows it."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.projections.reader import ViewReader
from tracker.projections.reckoned_rows import CalendarRow, ContradictionRow, CorroborationRow, CounterpartRow
from tracker.projections.rows import ItineraryRow, MeetingRow, StatementRow, WhereaboutsRow
from tracker.projections.subjects import Presence
from tracker.projections.telling import Teller
from tracker.wording import say
from tui.presenters.dossiers.rows import sides_page
from tui.presenters.entries import Entry
from tui.presenters.journeys import journey_page
from tui.presenters.lines import Line, line
from tui.presenters.meeting import meeting_page
from tui.presenters.statements import statement_page
from tui.presenters.whereabouts import where_page
from tui.presenters.wording import labelled, wrapped


def entry_page(entry: Entry, views: ViewReader, width: int) -> Sequence[Line]:
    """The selected entry in full."""
    row = entry.row
    match row:
        case MeetingRow() | CalendarRow() | CorroborationRow():
            found = views.meeting(row.id)
            return meeting_page(found, width).lines if found is not None else ()
        case StatementRow():
            return statement_page(row, width)
        case ItineraryRow():
            return journey_page(row, width)
        case WhereaboutsRow():
            return where_page(row, [], width)
        case ContradictionRow():
            return sides_page(row, width)
        case CounterpartRow():
            return _pair(row, width)
        case Teller():
            return _teller(row, width)
        case Presence():
            return [*wrapped(row.subject.name, width, indent="", tone="strong"), (), *_opens_page(width)]
        case _:
            return wrapped(entry.text, width, indent="")


def _pair(row: CounterpartRow, width: int) -> list[Line]:
    lines = [*wrapped(f"{row.one} · {row.other}", width, indent="", tone="strong"), ()]
    facts = (
        ("views.column.met", str(row.total)),
        ("views.column.in_person", str(row.in_person)),
        ("views.column.remote", str(row.remote)),
        ("views.column.first", row.first or "–"),
        ("views.column.last", row.last or "–"),
        ("views.column.next", row.next or ""),
        ("views.column.open", str(row.open) if row.open else ""),
    )
    for key, value in facts:
        if value:
            lines += labelled(say(key), value, width, column=14)
    return [*lines, (), *_opens_page(width)]


def _teller(row: Teller, width: int) -> list[Line]:
    lines = [*wrapped(row.subject.name, width, indent="", tone="strong")]
    lines += [line((say(f"pages.teller.{row.subject.kind}"), "muted")), ()]
    for key, value in (("reports", row.reports), ("first", row.first), ("alone", row.alone)):
        lines += labelled(say(f"pages.teller_fact.{key}"), str(value), width, column=16)
    return [*lines, (), *_opens_page(width)]


def _opens_page(width: int) -> list[Line]:
    return wrapped(say("pages.opens"), width, indent="", tone="muted")
