"""Rows of COLT as visits: events with a basis, on equal terms with those made by hand.

COLT tells one row a country visited. What a row does not tell stays out: ``TBD`` or an empty cell is no date.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import IO, Any

import seeds
from events.envelope import Draft
from events.errors import InvalidEvent, TrackerError
from events.model import parse_event
from tracker.exports.colt_columns import COLUMNS
from tracker.projections.names import fold
from tracker.wording import say

AUTHOR = "import:colt"
_NEEDED = ("TripID", "LeaderFullName", "CountryVisited", "TripStartDate", "TripEndDate")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_UNKNOWN = frozenset({"", "tbd", "na", "n/a", "unknown", "none", "."})
_CELL = 4000


@dataclass(frozen=True, slots=True)
class ColtLine:
    """A row by the line on which it ends, and its draft; an error says why it has none."""

    number: int
    told: Draft | TrackerError


def colt_lines(stream: IO[bytes], name: str) -> Iterator[ColtLine]:
    """The rows of a CSV file with COLT's heading, in any order of columns; others are passed over.

    Args:
        name: of the file; it stands in the basis of each event.

    Raises:
        TrackerError: the file is no UTF-8 or no CSV, or a column that is needed is missing.
    """
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="", errors="strict")
    rows = csv.DictReader(text, strict=True)
    number = 1
    try:
        missing = [column for column in _NEEDED if column not in (rows.fieldnames or ())]
        if missing:
            raise TrackerError(
                say("exports.error.columns", names=", ".join(missing)), remedy=say("exports.error.columns_remedy")
            )
        for row in rows:
            number = rows.line_num
            try:
                yield ColtLine(number, draft(row, name))
            except TrackerError as error:
                yield ColtLine(number, error)
    except (UnicodeDecodeError, csv.Error) as error:
        raise TrackerError(say("exports.error.no_csv", line=number + 1, why=error)) from None
    finally:
        text.detach()  # the file belongs to the caller


def draft(row: Mapping[str | None, Any], name: str) -> Draft:
    """A visit with the row as its basis; the same TripID always gives the same id.

    Raises:
        InvalidEvent: a cell cannot be what its column says.
    """
    cells = {column: _cell(row.get(column)) for column in COLUMNS}
    trip = cells["TripID"]
    if trip is None:
        raise InvalidEvent("is missing", where="TripID")
    start, end = day(cells["TripStartDate"], "TripStartDate"), day(cells["TripEndDate"], "TripEndDate")
    body = {
        "type": "visit",
        "participants": [_traveller(cells), *_hosts(cells)],
        "place": _place(cells),
        "status": "occurred",
        "when": _when(start, end),
        "note": _note(cells),
    }
    basis = f"COLT TripID {trip} ({name})"
    return Draft(parse_event(body), recorded_by=AUTHOR, basis=basis, id=trip_id(trip))


def trip_id(trip: str) -> str:
    """The id of the event of a COLT row: opaque, since a TripID names a date that may be corrected."""
    return f"colt-{hashlib.sha256(trip.encode()).hexdigest()[:32]}"


def day(text: str | None, where: str) -> str | None:
    """A day as ISO: from ``1994-11-30``, ``11/30/1994`` or ``30-Nov-1994``; None where COLT knows none.

    Raises:
        InvalidEvent: the text is none of these.
    """
    if text is None or text.casefold() in _UNKNOWN:
        return None
    try:
        if match := re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})(?:[ T]00:00(?::00)?)?", text, re.ASCII):
            return date(*map(int, match.groups())).isoformat()
        if match := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text, re.ASCII):
            return date(int(match[3]), int(match[1]), int(match[2])).isoformat()
        if match := re.fullmatch(r"(\d{1,2})-([A-Za-z]{3})-(\d{4})", text, re.ASCII):
            return date(int(match[3]), _MONTHS.index(match[2].lower()) + 1, int(match[1])).isoformat()
    except ValueError:
        pass
    raise InvalidEvent(say("exports.error.day", value=text[:40]), where=where)


def _cell(value: object) -> str | None:
    """The text of a cell; an apostrophe that guards against formulas is taken off again."""
    text = value.strip() if isinstance(value, str) else ""
    text = text[1:] if re.match(r"'[=+\-@|%]", text) else text
    return text[:_CELL] or None


def _when(start: str | None, end: str | None) -> dict[str, str] | None:
    if start is None and end is None:
        return None
    return {"edtf": start if start == end and start else f"{start or '..'}/{end or '..'}"}


def _traveller(cells: Mapping[str, str | None]) -> dict[str, Any]:
    who = cells["LeaderFullName"]
    if who is None:
        raise InvalidEvent("is missing", where="LeaderFullName")
    country = _iso2(cells["LeaderCountryISO"], cells["LeaderCountryOrIGO"])
    return {"name": who, "role": "traveller", "country": country, "office": cells["LeaderTitle"]}


def _hosts(cells: Mapping[str, str | None]) -> list[dict[str, Any]]:
    country = _iso2(cells["CountryVisitedISO"], cells["CountryVisited"])
    names = [name.strip() for name in (cells["HostHOGSName"] or "").split(";")]
    return [{"name": name, "role": "host", "country": country} for name in dict.fromkeys(names) if name]


def _place(cells: Mapping[str, str | None]) -> dict[str, Any]:
    state, city = cells["CountryVisited"], cells["CityVisited"]
    if state is None:
        raise InvalidEvent("is missing", where="CountryVisited")
    return {"name": city or state, "country": _iso2(cells["CountryVisitedISO"], state)}


def _note(cells: Mapping[str, str | None]) -> str | None:
    parts = [f"Confidence {cells['Confidence(1-5)']}" if cells["Confidence(1-5)"] else None, cells["Notes"]]
    parts += [cells[column] for column in COLUMNS if column.startswith("SourceLink")]
    return " | ".join(part for part in parts if part)[:_CELL] or None


def _iso2(code: str | None, name: str | None) -> str | None:
    """The ISO code of a state by its three letters, else by its name; None where neither is known."""
    return _states().get((code or "").upper()) or _states().get(fold(name or ""))


@lru_cache(maxsize=1)
def _states() -> dict[str, str]:
    states: dict[str, str] = {}
    for country in seeds.countries():
        names = (country.name_en, country.name_de, *country.aliases_en)
        for key in (country.iso3, country.iso2, *map(fold, names)):
            states.setdefault(key, country.iso2)
    states.pop("", None)
    return states
