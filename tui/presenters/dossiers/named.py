"""Whom and what a row of any view names, each as a subject with a page of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from tracker.projections.reader import ViewReader
from tracker.projections.reckoned_rows import CalendarRow, ContradictionRow, CorroborationRow, CounterpartRow
from tracker.projections.rows import ItineraryRow, MeetingDossier, MeetingRow, StatementRow, WhereaboutsRow
from tracker.projections.subjects import Presence
from tracker.projections.telling import Subject, Teller
from tracker.wording import say

_SOURCES = 12


def subjects_of(row: object, views: ViewReader) -> list[Subject]:
    """The subjects, each once: first who, then the pair, where, and who tells."""
    return list({(one.kind, one.key, one.other): one for one in _named(row, views)}.values())


def choice_of(subject: Subject) -> tuple[str, str]:
    """A subject as one of several to choose from: its name, and what it is."""
    if subject.other:
        return f"{subject.name} · {subject.other_name}", say(f"pages.kind.{subject.kind}")
    return subject.name, say(f"pages.kind.{subject.kind}")


def _named(row: object, views: ViewReader) -> Iterator[Subject]:
    match row:
        case MeetingDossier():
            yield from _of_meeting(row.row, views)
            yield from _tellers((report.event_id for report in row.reports[:_SOURCES]), views)
        case MeetingRow():
            found = views.meeting(row.id)
            yield from _named(found, views) if found is not None else _of_meeting(row, views)
        case CalendarRow() | CorroborationRow() | ContradictionRow():
            found = views.meeting(row.id)
            yield from _named(found, views)
        case StatementRow():
            yield Subject("actor", row.speaker_key, row.speaker)
            yield from _called(row.addressees, views)
            yield from _tellers([row.id], views)
        case ItineraryRow():
            yield Subject("actor", row.traveller_key, row.traveller)
            yield from _called(row.met, views)
            for stay in row.stays:
                if stay.place:
                    yield views.subjects().place(stay.place, stay.country)
        case WhereaboutsRow():
            yield Subject("actor", row.id, row.name)
            if row.place:
                yield views.subjects().place(row.place, row.place_country)
        case CounterpartRow():
            one, _, other = row.id.partition(" + ")
            yield from (Subject("actor", one, row.one), Subject("actor", other, row.other))
            yield Subject("pair", one, row.one, other, row.other)
        case Teller() | Presence():
            yield row.subject


def _of_meeting(row: MeetingRow, views: ViewReader) -> Iterator[Subject]:
    actors = [Subject("actor", party.key, party.name) for party in row.parties]
    yield from actors
    persons = [party for party in row.parties if party.kind == "person"]
    if len(persons) == 2:
        one, other = sorted(persons, key=lambda party: party.key)
        yield Subject("pair", one.key, one.name, other.key, other.name)
    states = sorted({party.country for party in row.parties if party.country})
    if len(states) <= 3:
        for first, second in combinations(states, 2):
            yield Subject("states", first, first, second, second)
    if row.place:
        yield views.subjects().place(row.place, row.place_country)


def _called(names: Iterable[str], views: ViewReader) -> Iterator[Subject]:
    """The actors with exactly these names."""
    for name in names:
        for found in views.subjects().called(name, limit=3):
            if found.name.casefold() == name.casefold():
                yield found
                break


def _tellers(reports: Iterable[str], views: ViewReader) -> Iterator[Subject]:
    for report in reports:
        found = views.subjects().source_of(report)
        if found is not None:
            yield from (one for one in found if one is not None)
