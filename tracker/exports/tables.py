"""``csv``: the rows of any view, one a line (RFC 4180), safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, fields
from typing import Any

from tracker.exports.foreign_text import cell, flat
from tracker.exports.subject import Subject
from tracker.projections.rows import ItineraryRow, MeetingRow, StatementRow, WhereaboutsRow

ROW_OF = {
    "meetings": MeetingRow,
    "happenings": MeetingRow,
    "itineraries": ItineraryRow,
    "whereabouts": WhereaboutsRow,
    "statements": StatementRow,
}
"""The kind of row that each view has."""
KNOWN = ("log_position", "log_hash", "published_until", "as_of")
"""The columns that say as of when a row is."""


def csv_of_view(subject: Subject) -> Iterator[str]:
    """A heading, then a line a row; the last columns say as of when it is."""
    view = subject.choices.view or "meetings"
    names = [one.name for one in fields(ROW_OF[view])]
    stamp = subject.stamp
    known = (stamp.position, stamp.hash, stamp.published, stamp.as_of.isoformat())
    yield from csv_lines([*names, *KNOWN], ((*flat(asdict(row)).values(), *known) for row in subject.rows(view)))


def csv_lines(heading: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """The lines of a CSV file."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(heading)
    for row in rows:
        writer.writerow([cell(value) for value in row])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()
