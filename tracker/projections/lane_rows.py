"""The rows of lanes: who has one, and what lies in it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LaneRow:
    """Whose lane it is.

    Attributes:
        id: the key of a person, the ISO code of a state, or the keys of a pair with `` + `` between them.
        name: of a person or a pair; of a state its code.
        country, office: of a person, as told last.
        members: the keys of the persons whose happenings lie in it; of a pair the two who must both take part.
        first, last: the days of the oldest and the newest happening.
        count: how many happenings lie in it.
    """

    id: str
    name: str
    country: str | None
    office: str | None
    members: tuple[str, ...]
    first: str
    last: str
    count: int


@dataclass(frozen=True, slots=True)
class LaneMark:
    """A meeting in a lane.

    Attributes:
        key, id: of the happening.
        state: on the day on which one looks.
        first, last: the bounds of its date; None for an open end.
        first_known, last_known: whether it is known to have lasted from, or until, that very day.
        title, place: in words.
    """

    key: int
    id: str
    state: str
    first: str | None
    last: str | None
    first_known: bool
    last_known: bool
    title: str
    place: str | None


@dataclass(frozen=True, slots=True)
class LaneStay:
    """A time of a journey in one country: as in `rows.Stay`. ``known``: whether both days are known as such."""

    place: str | None
    country: str | None
    start: str | None
    end: str | None
    known: bool


@dataclass(frozen=True, slots=True)
class LaneJourney:
    """A journey in a lane: as in `rows.ItineraryRow`, without what only its page tells; ``known`` as in `LaneStay`."""

    key: int
    state: str
    start: str
    end: str
    known: bool
    stays: tuple[LaneStay, ...]


@dataclass(frozen=True, slots=True)
class LaneItems:
    """What lies in a lane within some days: meetings and journeys, each in the order of their days."""

    marks: tuple[LaneMark, ...] = ()
    journeys: tuple[LaneJourney, ...] = ()
