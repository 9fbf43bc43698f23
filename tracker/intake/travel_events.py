"""From a trip of the record to the events that an analyst would code by hand: the visit, meetings, gatherings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any, get_args

from events.envelope import Draft
from events.model import AnyClaim, Format, Purpose, Summit, Unlink, Visit, VisitRank
from events.parts import Attribution, Participant, Place
from events.when import When
from tracker.intake.travel_people import People
from tracker.intake.travel_records import Trip
from tracker.intake.travel_remarks import Meeting, Remark, read_remark
from tracker.intake.travel_words import words
from tracker.projections.names import fold

AUTHOR = "import:us-travels"
SOURCE = Attribution(source="State Department", via="Office of the Historian")
"""The traveller's own ministry keeps the record, so it is a party to what it tells."""
_WITHIN = re.compile(r"(.+?)\s*\(([^)]+)\)")
_CAPITAL_OF_MEXICO = "Mexico, D.F."
_PURPOSES: dict[str, Purpose] = {
    "funeral": "condolence", "inauguration": "inauguration", "private": "private", "transit": "transit",
}  # fmt: skip
_RANKS: tuple[str, ...] = get_args(VisitRank)


class Coding:
    """Codes trips; knows all trips of the file, so that the codes do not depend on which of them are imported."""

    def __init__(self, trips: Sequence[Trip]) -> None:
        self._people = People(trips)
        self._remarks = {trip.id: _read(trip) for trip in trips}
        self._presidential: dict[tuple[str, str | None], list[Trip]] = {}
        for trip in trips:
            if trip.role == "president":
                self._presidential.setdefault((self._people.traveller(trip).name, trip.state), []).append(trip)
        self._near = self._neighbours(trips)

    def drafts(self, trip: Trip) -> Iterator[Draft]:
        """The events of a trip, the visit first, each with an id that follows from the record."""
        remark = self._remarks[trip.id]
        yield self._draft(trip, "visit", self._visit(trip, remark))
        meetings = gatherings = 0
        for meeting in remark.meetings:
            for summit in self._summits(trip, meeting, remark):
                if summit.event_name:
                    gatherings += 1
                    yield self._draft(trip, f"gathering-{gatherings}", summit)
                else:
                    meetings += 1
                    yield self._draft(trip, f"meeting-{meetings}", summit)

    def partings(self, trip: Trip, recorded: Callable[[str], bool]) -> Iterator[Draft]:
        """What keeps a visit apart from others of its travellers that lie beside it in the same country.

        The views take stays that lie a day apart for reports of one stay; the record tells that they were two.

        Args:
            recorded: whether an event is in the log, or will be with this import.
        """
        for other in self._near.get(trip.id, ()):
            if recorded(_id(other.id, "visit")):
                first, last = sorted((trip, other), key=in_order)
                yield Draft(
                    Unlink(members=(_id(first.id, "visit"), _id(last.id, "visit")), reason="two stays of the record"),
                    AUTHOR,
                    basis=_basis(last.id),
                    id=f"us-travels:{first.id}+{last.id}:two-visits",
                    stream=f"us-travels/{last.id}",
                )

    def _neighbours(self, trips: Iterable[Trip]) -> dict[str, list[Trip]]:
        """For each trip the others that share a traveller and the country and lie at most a day apart."""
        stays: dict[tuple[str, str | None], list[Trip]] = {}
        found: dict[str, list[Trip]] = {}
        for trip in sorted(trips, key=in_order):
            remark = self._remarks[trip.id]
            travellers = self._visit(trip, remark).having("traveller")
            for traveller in travellers:
                near = stays.setdefault((traveller.name, trip.state), [])
                for other in near:
                    if (trip.start - other.end).days <= 1 and not _same_stay(trip, other):
                        found.setdefault(trip.id, []).append(other)
                        found.setdefault(other.id, []).append(trip)
                near.append(trip)
        return found

    def _draft(self, trip: Trip, part: str, event: AnyClaim) -> Draft:
        return Draft(
            event,
            AUTHOR,
            basis=_basis(trip.id),
            published=trip.end.isoformat(),
            id=_id(trip.id, part),
            stream=f"us-travels/{trip.id}",
        )

    def _visit(self, trip: Trip, remark: Remark) -> Visit:
        rank = remark.rank if remark.rank in _RANKS else None
        travellers = [self._people.traveller(trip, elect=remark.elect), *self._company(trip, remark)]
        purposes = dict.fromkeys(self._purposes(remark))
        return Visit.model_validate(
            {
                "participants": travellers,
                "place": _place(trip),
                "when": When(edtf=_days(trip)),
                "attribution": (SOURCE,),
                "topics": remark.topics,
                "purpose": tuple(purposes),
                "visit_rank": rank,
                "occasion": remark.occasion,
            }
        )

    @staticmethod
    def _purposes(remark: Remark) -> Iterator[Purpose]:
        if any(meeting.gathering for meeting in remark.meetings):
            yield "conference"
        if any(meeting.people and not meeting.gathering for meeting in remark.meetings):
            yield "talks"
        if remark.rank in _PURPOSES:
            yield _PURPOSES[remark.rank]
        if remark.occasion and remark.rank not in _PURPOSES:
            yield "ceremony"

    def _company(self, trip: Trip, remark: Remark) -> Iterator[Participant]:
        """The president who is accompanied: a traveller, too, where his own record tells the same days and place.

        Where it tells others he is named without a claim to have been there on just these days.
        """
        for named in remark.companions:
            president = self._people.president(named, trip.start)
            if president is None or president.name == self._people.traveller(trip).name:
                continue
            own = self._stays(president, trip)
            same = any(_same_stay(one, trip) for one in own)
            yield president.model_copy(update={"role": "traveller" if same else "participant"})

    def _stays(self, president: Participant, trip: Trip) -> list[Trip]:
        """The president's own stays in the country during a trip."""
        stays = self._presidential.get((president.name, trip.state), ())
        return [one for one in stays if one.start <= trip.end and trip.start <= one.end]

    def _beside(self, trip: Trip, meeting: Meeting, remark: Remark) -> Iterator[tuple[Participant, Trip]]:
        """The presidents who took part beside the traveller, each with his own stay; without one, nobody is told."""
        named = [*meeting.people, *(remark.companions if meeting.together else ())]
        for one in named:
            president = self._people.president(one, trip.start)
            if president is not None and president.name != self._people.traveller(trip).name:
                for stay in self._stays(president, trip)[:1]:
                    yield president, stay

    def _summits(self, trip: Trip, meeting: Meeting, remark: Remark) -> Iterator[Summit]:
        """A gathering is one event; of people who were met, those of one state are."""
        first, last = trip.start, trip.end
        mine = [self._people.traveller(trip, elect=remark.elect).model_copy(update={"role": "participant"})]
        for president, stay in self._beside(trip, meeting, remark):
            mine.append(president)
            first, last = max(first, stay.start), min(last, stay.end)
        others = [self._people.counterpart(named, trip.state, trip.start) for named in meeting.people]
        met = [one for one in others if one is not None]
        base = {
            "place": _place(trip),
            # It took place on one of the days: on which one, the record does not say.
            "when": When(edtf=first.isoformat() if first == last else f"[{first}..{last}]"),
            "attribution": (SOURCE,),
            "topics": (meeting.topic,) if meeting.topic else (),
            "channel": "in_person",
        }
        if meeting.gathering:
            yield _summit(base, [*mine, *met], _format_of(meeting.gathering), meeting.gathering)
            return
        sides: dict[str | None, list[Participant]] = {}
        for one in met:
            sides.setdefault(one.country, []).append(one)
        for state, people in sides.items():
            yield _summit(base, [*mine, *people], "bilateral" if state else None, None)


def _summit(base: dict[str, Any], people: Sequence[Participant], format: Format | None, name: str | None) -> Summit:
    once = {(one.name, one.country): one for one in people}
    return Summit.model_validate(base | {"participants": tuple(once.values()), "format": format, "event_name": name})


def _same_stay(one: Trip, other: Trip) -> bool:
    """Whether two trips tell one stay: the same days, and no two different places.

    Of several places the record does not tell who was where.
    """
    mine, theirs = _localities(one.locale), _localities(other.locale)
    same_place = len(mine) != 1 or len(theirs) != 1 or fold(mine[0][0]) == fold(theirs[0][0])
    return same_place and one.who != other.who and (one.start, one.end) == (other.start, other.end)


def in_order(trip: Trip) -> tuple[date, date, str, str]:
    """The order in which trips are recorded: by their days, a president before those who accompany him."""
    return trip.start, trip.end, trip.role, trip.id


def _read(trip: Trip) -> Remark:
    return read_remark(trip.remarks, frozenset(name for name, _ in _localities(trip.locale)))


def _id(record: str, part: str) -> str:
    return f"us-travels:{record}:{part}"


def _basis(record: str) -> str:
    return f"HistoryAtState/travels, record {record} (CC0)"


def _days(trip: Trip) -> str:
    return trip.start.isoformat() if trip.start == trip.end else f"{trip.start}/{trip.end}"


def _format_of(name: str) -> Format | None:
    parts = {part for word in name.split() for part in (word, *word.split("-"))}
    return "multilateral" if words().multilateral & parts else None


def _place(trip: Trip) -> Place:
    """The place, if it is one; of several the words of the record, lying somewhere in the country."""
    places = _localities(trip.locale)
    if not places:
        return Place(name=trip.country, country=trip.state)
    if len(places) == 1:
        name, within = places[0]
        return Place(name=name, country=trip.state, within=(within,) if within else ())
    return Place(name=trip.locale, country=trip.state, place_id=f"country:{trip.state}" if trip.state else None)


def _localities(locale: str) -> list[tuple[str, str]]:
    """The places of a trip, each with the region in brackets behind it."""
    held = locale.replace(_CAPITAL_OF_MEXICO, "Mexico City")
    found = []
    for part in held.split(","):
        part = part.strip()
        if match := _WITHIN.fullmatch(part):
            found.append((match[1], match[2]))
        elif part:
            found.append((part, ""))
    return found
