"""By what the rows of a list can be sorted, grouped and counted: each view's own facets."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tracker.projections.rows import MeetingRow
from tracker.wording import label, say
from tracker.wording.dates import edtf_words

Order = str | int
"""What rows are sorted by: all of one facet are texts, or all are numbers."""


@dataclass(frozen=True, slots=True)
class Facet:
    """One side from which rows can be looked at.

    Attributes:
        id: names it in the wording.
        values: the values of a row, in words; none where it has none.
        order: sorts the rows; what has no value comes last whichever way.
        filter: the filter that leaves the rows with a value, as it would be typed; "" where there is none.
        down: whether the largest comes first.
    """

    id: str
    values: Callable[[Any], Sequence[str]]
    order: Callable[[Any], Order | None]
    filter: Callable[[Any, str], str] = lambda row, value: ""
    down: bool = False

    @property
    def label(self) -> str:
        """What it is called."""
        return say(f"tables.facet.{self.id}")


def _asked(field: str) -> Callable[[Any, str], str]:
    def filter(row: Any, value: str) -> str:
        bare = value.replace('"', "")
        return f'{field}:"{bare}"' if " " in bare else f"{field}:{bare}"

    return filter


def _told(value: str | None) -> Sequence[str]:
    return [value] if value else []


def _folded(value: str | None) -> str | None:
    return value.casefold() if value else None


def _month(iso: str | None) -> Sequence[str]:
    return [edtf_words(iso[:7])] if iso else []


def _first_day(row: MeetingRow) -> str | None:
    return row.earliest or row.latest


def _sure(row: MeetingRow) -> int:
    return 6 - row.credibility


def _month_facet(day: Callable[[Any], str | None], *, asked: bool = True) -> Facet:
    def words(row: Any) -> Sequence[str]:
        return _month(day(row))

    def filter(row: Any, value: str) -> str:
        return f"on:{(day(row) or '')[:7]}" if asked else ""

    return Facet("month", words, day, filter, down=True)


FACETS: Mapping[str, tuple[Facet, ...]] = {
    "meetings": (
        Facet("who", lambda row: [one.name for one in row.parties], lambda row: _folded(row.title), _asked("who")),
        Facet("place", lambda row: _told(row.place), lambda row: _folded(row.place), _asked("place")),
        Facet("country", lambda row: _told(row.place_country), lambda row: row.place_country, _asked("country")),
        Facet("state", lambda row: [label("state", row.state)], lambda row: row.state,
              lambda row, value: f"status:{row.state}"),
        _month_facet(_first_day),
        Facet("certainty", lambda row: [label("credibility", str(row.credibility))], _sure, down=True),
        Facet("reports", lambda row: [str(row.reports)], lambda row: row.reports, down=True),
    ),
    "statements": (
        Facet("speaker", lambda row: [row.speaker], lambda row: _folded(row.speaker), _asked("who")),
        Facet("kind", lambda row: [label("statement_kind", row.kind)] if row.kind else [], lambda row: row.kind),
        Facet("topic", lambda row: row.topics, lambda row: _folded(next(iter(row.topics), None)), _asked("topic")),
        Facet("outlet", lambda row: _told(row.outlet), lambda row: _folded(row.outlet), _asked("source")),
        _month_facet(lambda row: row.day or row.published),
    ),
    "articles": (
        Facet("outlet", lambda row: _told(row.outlet), lambda row: _folded(row.outlet), _asked("source")),
        Facet("title", lambda row: _told(row.title), lambda row: _folded(row.title)),
        _month_facet(lambda row: row.published),
        Facet("claims", lambda row: [str(row.claims)], lambda row: row.claims, down=True),
    ),
    "log": (
        Facet("type", lambda row: [label("type", row.type)], lambda row: label("type", row.type),
              lambda row, value: f"type:{row.type}"),
        Facet("author", lambda row: [row.recorded_by], lambda row: row.recorded_by),
        _month_facet(lambda row: row.published, asked=False),
    ),
}  # fmt: skip
"""The facets of each list that has any."""
