"""Firsts, counts and the longest of their kind, told as such only where the log is declared complete (DOMAIN 3.9)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import chain

from events.edtf import Span
from tracker.projections.coverage import covering
from tracker.projections.reckoned_rows import StreakRow
from tracker.projections.rows import ItineraryRow, MeetingRow, WhereaboutsRow

_MADE = frozenset({"open", "closed"})


@dataclass(frozen=True, slots=True)
class _Instance:
    """One time that something happened: its days, and the id of the journey or meeting."""

    first: date
    last: date
    id: str


class Streaks:
    """The streaks on a day.

    Args:
        periods: for which days the log is complete, by person.
        as_of: the day.
        known_from: the first day of evidence in the log, by person.
    """

    def __init__(self, periods: Mapping[str, Sequence[Span]], as_of: date, known_from: Mapping[str, str]) -> None:
        self._periods = periods
        self._as_of = as_of
        self._known_from = known_from

    def rows(
        self,
        journeys: Iterable[ItineraryRow],
        meetings: Mapping[tuple[str, str], Sequence[MeetingRow]],
        seen: Iterable[WhereaboutsRow],
        since: MeetingRow | None = None,
    ) -> list[StreakRow]:
        """All streaks, the longest gap first.

        Args:
            journeys: of everybody.
            meetings: those held, by the keys of the two persons.
            seen: where everybody was last.
            since: a happening; each pair's first meeting behind it is told, too.
        """
        by_person: dict[str, list[ItineraryRow]] = {}
        for journey in journeys:
            home = journey.country
            if journey.state in _MADE and journey.start and home and any(one != home for one in journey.countries):
                by_person.setdefault(journey.traveller_key, []).append(journey)
        found = chain(
            chain.from_iterable(self._of_traveller(key, trips) for key, trips in by_person.items()),
            (row for pair, held in meetings.items() if (row := self._meetings(pair, held)) is not None),
            (self._unseen(one) for one in seen if one.seen < self._as_of.isoformat()),
            (row for pair, held in meetings.items() if (row := self._first_since(pair, held, since)) is not None),
        )
        return sorted(found, key=lambda row: (-(row.gap or 0), row.kind, -(row.value or 0), row.id))

    def _of_traveller(self, key: str, journeys: Sequence[ItineraryRow]) -> Iterator[StreakRow]:
        name, home = journeys[0].traveller, journeys[0].country
        yield self._newest("first_trip", key, name, None, [_instance(journey) for journey in journeys])
        abroad = dict.fromkeys(code for journey in journeys for code in journey.countries if code != home)
        for code in abroad:
            there = [_instance(journey) for journey in journeys if code in journey.countries]
            yield self._newest("first_visit", key, name, code, there)
        longest = max((one for one in journeys if one.days), key=lambda one: (one.days or 0, one.key), default=None)
        if longest is not None:
            newest = _instance(longest)
            all_of_them = [_instance(journey) for journey in journeys]
            first, last = min(one.first for one in all_of_them), max(one.last for one in all_of_them)
            newest = _Instance(newest.first, last, newest.id)
            yield self._row("longest_journey", key, name, None, newest, since=None, value=longest.days, reach=first)
        year = date(self._as_of.year, 1, 1)
        days = self._days_abroad(journeys, year)
        if days:
            newest = max(map(_instance, journeys), key=lambda one: one.last)
            until = _Instance(
                newest.first, self._as_of, newest.id
            )  # a day that is missing until today would count, too
            yield self._row("days_abroad", key, name, None, until, since=None, value=len(days), reach=year)

    def _days_abroad(self, journeys: Sequence[ItineraryRow], year: date) -> set[date]:
        """The days of this year on which a stay abroad with known ends is told."""
        days: set[date] = set()
        for journey in journeys:
            for stay in journey.stays:
                if stay.country == journey.country or not (stay.days and stay.start and stay.end):
                    continue
                first = max(date.fromisoformat(stay.start), year)
                last = min(date.fromisoformat(stay.end), self._as_of)
                days.update(first + timedelta(days=n) for n in range((last - first).days + 1))
        return days

    def _newest(self, kind: str, key: str, name: str, other: str | None, instances: list[_Instance]) -> StreakRow:
        instances.sort(key=lambda one: (one.first, one.last, one.id))
        before = instances[-2] if len(instances) > 1 else None
        return self._row(kind, key, name, other, instances[-1], since=before.last if before else None)

    def _meetings(self, pair: tuple[str, str], held: Sequence[MeetingRow]) -> StreakRow | None:
        """The n-th meeting of two; inside a coverage the meetings since its beginning are counted."""
        dated = [row for row in held if row.latest]
        if not dated:
            return None
        days = sorted((date.fromisoformat(row.latest or ""), row.id) for row in dated)
        newest = _Instance(days[-1][0], days[-1][0], days[-1][1])
        names = {party.key: party.name for row in dated for party in row.parties}
        since = days[-2][0] if len(days) > 1 else None
        for key in pair:
            period = covering(self._periods.get(key, ()), since or newest.first, newest.first)
            if period is not None:
                value = sum(period.earliest is None or day >= period.earliest for day, _ in days)
                return self._row("meetings", key, names[pair[0]], names[pair[1]], newest, since=since, value=value)
        return self._row("meetings", pair[0], names[pair[0]], names[pair[1]], newest, since=since, value=len(days))

    def _first_since(
        self, pair: tuple[str, str], held: Sequence[MeetingRow], since: MeetingRow | None
    ) -> StreakRow | None:
        """The first meeting of two behind a happening, how many days behind it, and how many there were since."""
        if since is None or (last := since.latest or since.earliest) is None:
            return None
        event = date.fromisoformat(last)
        behind = sorted((date.fromisoformat(row.latest), row.id) for row in held if row.latest and row.latest > last)
        if not behind:
            return None
        first, id = behind[0]
        names = {party.key: party.name for row in held for party in row.parties}
        one, other = (names[key] for key in pair)
        key = next((key for key in pair if covering(self._periods.get(key, ()), event, first)), pair[0])
        instance = _Instance(first, first, id)
        row = self._row("first_since", key, one, other, instance, since=event, value=len(behind))
        return replace(row, id=" | ".join(("first_since", *pair)), event=since.title)

    def _unseen(self, seen: WhereaboutsRow) -> StreakRow:
        day = date.fromisoformat(seen.seen)
        newest = _Instance(day, self._as_of, seen.happening)
        gap = (self._as_of - day).days
        return self._row("unseen", seen.id, seen.name, None, newest, since=None, value=gap)

    def _row(
        self,
        kind: str,
        key: str,
        subject: str,
        other: str | None,
        newest: _Instance,
        *,
        since: date | None,
        value: int | None = None,
        reach: date | None = None,
    ) -> StreakRow:
        """A row; ``reach`` is the first day for which nothing may be missing, if that is not ``since``."""
        first = reach or since or newest.first
        period = covering(self._periods.get(key, ()), first, max(newest.last, first))
        known = (period.earliest.isoformat() if period.earliest else None) if period else self._known_from.get(key)
        return StreakRow(
            id=" | ".join(part for part in (kind, key, other) if part),
            kind=kind,
            subject=subject,
            other=other,
            day=newest.first.isoformat(),
            since=since.isoformat() if since else None,
            gap=(newest.first - since).days if since else None,
            value=value,
            covered=period is not None,
            known_from=known,
            happening=newest.id,
        )


def _instance(journey: ItineraryRow) -> _Instance:
    first = date.fromisoformat(journey.start or "")
    return _Instance(first, date.fromisoformat(journey.end) if journey.end else first, journey.id)
