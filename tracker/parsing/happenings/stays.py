"""Place a meeting without a place where one party is a guest in the other's state: the stay told beside says where."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from tracker.parsing.cast.actors import Actor
from tracker.parsing.happenings.scene import Draft
from tracker.parsing.happenings.status import span_of
from tracker.parsing.places.localities import Locality

_SAME_PASSAGE = 2
"""Sentences between two happenings of one passage at most."""
_NEAR = 6
"""Sentences between a stay and a meeting at most."""
_LATEST = 12
"""Stays that are looked at for one meeting, so that a long list of them stays cheap."""
_PAST = frozenset({"occurred", "ongoing"})
_TO_COME = frozenset({"planned", "ongoing"})


def place_by_stays(happenings: Sequence[Draft]) -> None:
    """Give meetings without a place that of a stay of one party in the state of another."""
    stays = [d for d in happenings if d.event in ("visit", "arrival") and d.place is not None]
    for meeting in happenings:
        if meeting.event != "summit" or meeting.place is not None or meeting.channel or meeting.gathering:
            continue
        place = _place_of_stay(meeting, stays)
        if place is not None:
            meeting.place = place
            meeting.doubts.append(("place", "the place is that of the stay told beside"))
    for before, meeting in pairwise(sorted(happenings, key=lambda d: d.first)):
        if meeting.event != "summit" or meeting.place is not None or meeting.channel or meeting.gathering:
            continue
        if _goes_on(before, meeting):
            meeting.place = before.place
            meeting.doubts.append(("place", "the place is that of what is told right before"))


def _goes_on(before: Draft, meeting: Draft) -> bool:
    """Whether a meeting goes on where the happening told right before took place: one party, one day, one passage."""
    if before.place is None or before.place.country is None or meeting.seat.line - before.seat.line > _SAME_PASSAGE:
        return False
    if before.event == "departure" or not (_fits(before, meeting) and before.when is not None):
        return False
    same_day = meeting.when is None or meeting.when.edtf is None or meeting.when.edtf == before.when.edtf
    return same_day and any(a.kind == "person" and a in before.actors() for a in meeting.actors())


def _place_of_stay(meeting: Draft, stays: Sequence[Draft]) -> Locality | None:
    people = [a for a in meeting.actors() if a.kind == "person"]
    near = sorted(stays, key=lambda d: abs(d.seat.line - meeting.seat.line))[:_LATEST]
    for stay in near:
        if abs(stay.seat.line - meeting.seat.line) > _NEAR or not _fits(stay, meeting) or stay.place is None:
            continue
        guests = [a for a, role in stay.parties if role == "traveller" and a in people]
        hosts = [a for a in people if a not in guests and a.country == stay.place.country]
        if hosts and any(_is_abroad(a, stay.place) for a in guests):
            return stay.place
    return None


def _is_abroad(actor: Actor, place: Locality) -> bool:
    return place.country is not None and actor.country != place.country


def _fits(stay: Draft, meeting: Draft) -> bool:
    if not (
        (stay.status in _PAST and meeting.status in _PAST) or (stay.status in _TO_COME and meeting.status == "planned")
    ):
        return False
    first, second = span_of(stay.when.edtf if stay.when else None), span_of(meeting.when.edtf if meeting.when else None)
    return first is None or second is None or stay.event == "arrival" or first.overlaps(second)
