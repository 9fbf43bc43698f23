"""From one person's evidence to journeys, legs and stays: a pure function (DOMAIN 3.2)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from tracker.projections.claims.windows import ordinal
from tracker.projections.happenings.verdict import places_agree
from tracker.projections.rows import Leg, Stay
from tracker.projections.travel.evidence import Evidence
from tracker.projections.travel.near import LEAVES_WITHIN
from tracker.projections.travel.told_days import Extent, joined

GAP = 3
"""Days without evidence abroad after which a journey is taken to be over."""
_ARRIVES_BEFORE, _ARRIVES_WITHIN = 1, 7


@dataclass
class Journey:
    """A journey of one person: legs and stays until the return, or until nothing more is known.

    ``returned``: whether it ended at home. ``members``: its evidence in order. The rest follows from these, and is made
    out when it is asked for; ``flags`` as in `ItineraryRow`.
    """

    members: list[Evidence]
    returned: bool

    @cached_property
    def extent(self) -> Extent:
        """From the first day to the last one that evidence shows."""
        return joined([one.extent for one in self.members])

    @cached_property
    def legs(self) -> list[Leg]:
        """Each departure with its arrival."""
        return _legs(self.members)

    @cached_property
    def stays(self) -> list[Stay]:
        """Where the traveller stayed, one stay a country."""
        return _stays(self.members)

    @property
    def flags(self) -> list[str]:
        """What does not fit."""
        return _flags(self)


def journeys(evidence: Iterable[Evidence], tied: Sequence[frozenset[int]] = ()) -> list[Journey]:
    """The journeys that took place.

    Args:
        evidence: of one person, of happenings that took place.
        tied: keys of happenings that a user has tied to one journey (`leg_of`).
    """
    everything = list(evidence)
    walk = _Walk()
    for one in _in_order(one for one in everything if not one.told_vaguely):
        walk.take(one)
    walk.close()
    found = _with_vague(walk.journeys, (one for one in everything if one.told_vaguely))
    return _tied([Journey(members, returned) for members, returned in found], tied)


def _with_vague(
    found: Sequence[tuple[list[Evidence], bool]], vague: Iterable[Evidence]
) -> list[tuple[list[Evidence], bool]]:
    """The journeys with what is told of some day of many: part of one that leads there in that time, else its own."""
    found = list(found)
    for one in sorted(vague, key=lambda one: (one.first, one.last, one.row.key)):
        moves = one.row.type in ("departure", "arrival")
        if one.abroad is False and not moves:
            continue
        for members, _ in found:
            there = [index for index, other in enumerate(members) if _may_be_where(one, other)]
            if there:
                before = one.row.type == "departure" and _leads_to(one, members[there[0]])
                members.insert(there[0] if before else there[-1] + 1, one)
                break
        else:
            found.append(([one], one.abroad is False and one.row.type == "arrival"))
    return found


def _leads_to(departure: Evidence, other: Evidence) -> bool:
    return bool(departure.row.place_path) and places_agree(departure.row.place_path, other.row.place_path)


def _may_be_where(vague: Evidence, other: Evidence) -> bool:
    places = [path for path in (vague.row.place_path, vague.row.from_path) if path]
    there = [path for path in (other.row.place_path, other.row.from_path) if path]
    in_time = vague.first <= other.last and other.first <= vague.last
    return in_time and any(places_agree(one, another) for one in places for another in there)


def _in_order(evidence: Iterable[Evidence]) -> list[Evidence]:
    """By day; of one day what ends a leg or a stay comes before what begins the next.

    Where somebody was more than a month ago orders nothing.
    """
    by_day = groupby(sorted(evidence, key=lambda one: (one.first, one.last, one.row.key)), key=lambda one: one.first)
    ordered: list[Evidence] = []
    at: str | None = None
    under_way = False
    latest = ""
    for day, of_the_day in by_day:
        today = list(of_the_day)
        if latest and ordinal(day) - ordinal(latest) > LEAVES_WITHIN + 1:
            at, under_way = None, False
        latest = max(latest, *(one.last for one in today))
        while today:

            def rank(
                one: Evidence, at: str | None = at, under_way: bool = under_way, today: Sequence[Evidence] = today
            ) -> tuple[int, str, int]:
                before_leaving = one.abroad is False if at is None else places_agree(at, one.row.place_path)
                if one.row.type == "arrival":
                    order = 0 if under_way else 3
                elif one.row.type == "departure":
                    order = 2
                elif before_leaving and at and one.last > one.first and any(_ends_elsewhere(o, at) for o in today):
                    order = 5
                else:
                    order = 1 if under_way or before_leaving else 4
                return order, one.last, one.row.key

            chosen = min(today, key=rank) if len(today) > 1 else today[0]
            today.remove(chosen)
            ordered.append(chosen)
            under_way = chosen.row.type == "departure"
            at = None if under_way else chosen.row.place_path
    return ordered


def _ends_elsewhere(one: Evidence, at: str) -> bool:
    """Whether a visit of one day leads to another place than the present one, so that a stay there has to wait."""
    return one.row.type == "visit" and one.first == one.last and not places_agree(at, one.row.place_path)


class _Walk:
    """Cuts a person's evidence into journeys."""

    def __init__(self) -> None:
        self.journeys: list[tuple[list[Evidence], bool]] = []
        self._current: list[Evidence] = []

    def take(self, one: Evidence) -> None:
        moves = one.row.type in ("departure", "arrival")
        if self._current and not self._continues(one):
            self.close()
        if one.abroad is False and not moves:
            self.close(returned=True)  # whoever meets somebody at home is back, and not on a journey
            return
        self._current.append(one)
        if one.abroad is False and one.row.type == "arrival":
            self.close(returned=True)

    def close(self, *, returned: bool = False) -> None:
        if self._current:
            self.journeys.append((self._current, returned))
            self._current = []

    def _continues(self, one: Evidence) -> bool:
        last = self._current[-1]
        latest = max(member.last for member in self._current)
        idle = ordinal(one.first) - ordinal(latest) - 1
        if last.row.type == "departure" and one.row.type != "departure":
            return idle < _ARRIVES_WITHIN and (one.row.type == "arrival" or idle <= GAP)
        if one.row.type == "departure" and _leaves(one, last):
            return idle <= LEAVES_WITHIN
        return idle <= GAP and not (one.row.type == "departure" and _sets_out_from_home(one))


def _leaves(departure: Evidence, stay: Evidence) -> bool:
    path = departure.row.from_path
    return bool(path) and bool(stay.row.place_path) and places_agree(path, stay.row.place_path)


def _sets_out_from_home(departure: Evidence) -> bool:
    origin = departure.row.from_path.rpartition("country:")[2] if departure.row.from_path else None
    return bool(origin) and origin == departure.party.country and departure.abroad is True


def _legs(members: Sequence[Evidence]) -> list[Leg]:
    """Each departure with the next arrival at its destination, from a day before to seven days after it."""
    used: set[int] = set()
    legs: list[tuple[str, Leg]] = []
    for index, one in enumerate(members):
        if one.row.type != "departure":
            continue
        arrival = next(
            (
                other
                for other in members
                if other.row.type == "arrival"
                and other.row.key not in used
                and _ARRIVES_WITHIN >= ordinal(other.first) - ordinal(one.last) >= -_ARRIVES_BEFORE
                and places_agree(one.row.place_path, other.row.place_path)
                and not _overtaken(members[index + 1 :], other)
            ),
            None,
        )
        if arrival:
            used.add(arrival.row.key)
        legs.append((one.first, _leg(one, arrival)))
    legs += [(one.first, _leg(None, one)) for one in members if one.row.type == "arrival" and one.row.key not in used]
    return [leg for _, leg in sorted(legs, key=lambda item: item[0])]


def _overtaken(between: Sequence[Evidence], arrival: Evidence) -> bool:
    """Whether another departure lies between a departure and an arrival, which then belongs to that one."""
    before = next((i for i, one in enumerate(between) if one.row.key == arrival.row.key), 0)
    return any(
        one.row.type == "departure" and places_agree(one.row.place_path, arrival.row.place_path)
        for one in between[:before]
    )


def _leg(departure: Evidence | None, arrival: Evidence | None) -> Leg:
    goal = arrival or departure
    assert goal is not None
    start = departure.row.from_place if departure else arrival.row.from_place if arrival else None
    conveyances = [one.row.conveyance for one in (departure, arrival) if one and one.row.conveyance]
    return Leg(
        origin=start,
        destination=goal.row.place,
        country=goal.country,
        departed=departure.first if departure and departure.first_known else None,
        arrived=arrival.first if arrival and arrival.first_known else None,
        conveyance=conveyances[0] if conveyances else None,
        departure=departure.row.id if departure else None,
        arrival=arrival.row.id if arrival else None,
    )


def _stays(members: Sequence[Evidence]) -> list[Stay]:
    """One stay a country abroad: from arrival, or first evidence, to the next departure, or last evidence."""
    stays: list[Stay] = []
    here: list[Evidence] = []

    def leave(departure: Evidence | None) -> None:
        if not here:
            return
        shown = joined([one.extent for one in here], departure.extent if departure else None)
        arrived = any(one.row.type == "arrival" for one in here)
        places = list(dict.fromkeys(one.row.place for one in here if one.row.place_path.find("|") > 0))
        stays.append(
            Stay(
                country=here[0].country,
                place=places[-1] if places else here[-1].row.place,
                start=shown.start,
                end=shown.end,
                days=shown.days,
                start_known=arrived,
                end_known=departure is not None,
            )
        )
        here.clear()

    for one in members:
        if one.row.type == "departure":
            within = here and one.country == here[0].country
            if not within:
                leave(one)
        elif one.abroad is not False:
            if here and (one.country != here[0].country or _begins_anew(one, here)):
                leave(None)
            here.append(one)
        else:
            leave(None)
    leave(None)
    return stays


def _begins_anew(one: Evidence, here: Sequence[Evidence]) -> bool:
    """Whether a visit begins after one whose last day is known, with days between of which nothing is told."""
    last = max(here, key=lambda other: (other.last, other.row.type == "visit"))
    visits = one.row.type == "visit" and last.row.type == "visit"
    return visits and one.first_known and last.last_known and ordinal(one.first) > ordinal(last.last) + 1


def _flags(journey: Journey) -> list[str]:
    flags = []
    for index, one in enumerate(journey.stays):
        for other in journey.stays[index + 1 :]:
            if one.country != other.country and _overlap(one, other) > 1:
                flags.append("overlapping_stays")
    for leg in journey.legs:
        if leg.departed and leg.arrived and leg.arrived < leg.departed:
            flags.append("end_before_start")
    returns = [one.first for one in journey.members if one.row.leg_kind == "return"]
    outbound = [one.first for one in journey.members if one.row.leg_kind == "outbound"]
    if returns and outbound and min(returns) < min(outbound):
        flags.append("return_before_outbound")
    if any("contradiction" in one.row.badges for one in journey.members):
        flags.append("contradiction")
    return list(dict.fromkeys(flags))


def _overlap(one: Stay, other: Stay) -> int:
    """How many days two stays have in common for sure."""
    if one.days is None or other.days is None:
        return 0
    assert one.start and one.end and other.start and other.end  # noqa: PT018 - whose days are counted has both
    return ordinal(min(one.end, other.end)) - ordinal(max(one.start, other.start)) + 1


def _tied(found: list[Journey], tied: Sequence[frozenset[int]]) -> list[Journey]:
    """Journeys that a user has tied are one."""
    for keys in tied:
        touched = [j for j in found if keys & {one.row.key for one in j.members}]
        if len(touched) > 1:
            members = [one for journey in touched for one in journey.members]
            members.sort(key=lambda one: (one.first, one.last, one.row.key))
            joined = Journey(members, max(touched, key=lambda journey: journey.extent.end).returned)
            found = [journey for journey in found if journey not in touched] + [joined]
    return sorted(found, key=lambda journey: (journey.extent.start, journey.members[0].row.key))
