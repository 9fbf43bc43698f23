"""``csv``: the rows of any view, one a line (RFC 4180), safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any

from tracker.exports.foreign_text import cell
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


def flat(record: Mapping[str, Any]) -> dict[str, Any]:
    """A record whose nested values are cells: lists of texts and of named things joined, other structures as JSON."""
    return {name: _flat(value) for name, value in record.items()}


def _flat(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        if all(isinstance(item, str) for item in value):
            return "; ".join(value)
        if all(isinstance(item, Mapping) and "name" in item for item in value):
            return "; ".join(item["name"] for item in value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (list, tuple, Mapping)) else value
