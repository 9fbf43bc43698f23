"""What an event says after its corrections, and which curation still stands: pure functions over records.

A correction changes fields by dotted path; the newest wins. A retraction takes its target away, and a retraction of a
retraction brings it back. The log uses these rules to guard an append, projections use them to show an event.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from events.envelope import Recorded
from events.errors import InvalidEvent, OutdatedCorrection
from events.model import AnyClaim, Change, Claim, Correction, Curation, Retraction, parse_event


def retracted(later: Sequence[Recorded]) -> set[str]:
    """The ids that no longer stand, given all retractions that may matter, in log order.

    A retraction can only be taken back by a later one, so going backwards decides each before it counts.
    """
    gone: set[str] = set()
    for record in reversed(later):
        if isinstance(record.event, Retraction) and record.id not in gone:
            gone.add(record.event.target)
    return gone


def effective_event(record: Recorded, later: Iterable[Recorded]) -> AnyClaim:
    """A claim as it stands after what was recorded later, whether it was itself retracted or not.

    Args:
        later: records in log order, among them all corrections of the claim and all retractions of these; others are
            passed over.

    A correction that no longer fits, because one that it builds on was retracted, is passed over.

    Raises:
        InvalidEvent: the record is no claim.
    """
    event = _claim(record.event)
    acting = list(later)
    gone = retracted(acting)
    for one in acting:
        if isinstance(one.event, Correction) and one.event.target == record.id and one.id not in gone:
            try:
                event = corrected(event, one.event.changes)
            except InvalidEvent:
                continue
    return event


def corrected(event: AnyClaim, changes: Iterable[Change]) -> AnyClaim:
    """The event with the new values.

    Raises:
        InvalidEvent: a path leads nowhere, or the result breaks a rule of the model.
    """
    body = event.model_dump(mode="json")
    for change in changes:
        _put(body, change.path, change.new)
    return _claim(parse_event(body, where="correction"))


def guard(event: AnyClaim, correction: Correction) -> None:
    """Refuse a correction that rests on values other than the effective ones, or would not leave a valid event.

    Raises:
        OutdatedCorrection: an old value is not the effective one.
        InvalidEvent: a path leads nowhere, or the result breaks a rule of the model.
    """
    for change in correction.changes:
        actual = value_at(event, change.path)
        if _plain(actual) != _plain(change.old) and not _says_the_same(event, change):
            raise OutdatedCorrection(target=correction.target, path=change.path, old=change.old, actual=actual)
    corrected(event, correction.changes)


def value_at(event: AnyClaim, path: str) -> Any:
    """The value at a dotted path ("when.edtf", "participants.0.office") as plain JSON; None where nothing is.

    Raises:
        InvalidEvent: the path leads nowhere.
    """
    value: Any = event.model_dump(mode="json")
    for step in path.split("."):
        value = _step(value, step, path)
    return value


def _step(value: Any, step: str, path: str) -> Any:
    if value is None:
        return None
    if isinstance(value, dict) and step in value:
        return value[step]
    if isinstance(value, list) and step.isdecimal() and int(step) <= len(value):
        return value[int(step)] if int(step) < len(value) else None
    raise InvalidEvent(f"there is no field '{path}'", where="changes")


def _put(body: dict[str, Any], path: str, new: Any) -> None:
    """Set the value at a path; a missing object on the way is made, a list grows by one at its end."""
    *way, last = path.split(".")
    place: Any = body
    for step in way:
        inner = _step(place, step, path)
        if inner is None:
            inner = {}
            _set(place, step, inner, path)
        place = inner
    _set(place, last, new, path)


def _set(place: Any, step: str, new: Any, path: str) -> None:
    if isinstance(place, list) and step.isdecimal() and int(step) <= len(place):
        place[int(step) :] = [new, *place[int(step) + 1 :]]
    elif isinstance(place, dict) and not step.isdecimal():
        place[step] = new
    else:
        raise InvalidEvent(f"there is no field '{path}'", where="changes")


def _plain(value: Any) -> Any:
    """The value without what is absent: no nulls, no empty lists."""
    if isinstance(value, dict):
        return {key: plain for key, inner in value.items() if (plain := _plain(inner)) is not None}
    if isinstance(value, (list, tuple)):
        return [_plain(inner) for inner in value] or None
    return value


def _says_the_same(event: AnyClaim, change: Change) -> bool:
    """Whether the old value is the effective one with defaults left out: putting it there changes nothing."""
    try:
        return corrected(event, [change.model_copy(update={"new": change.old})]) == event
    except InvalidEvent:
        return False


def _claim(event: AnyClaim | Curation) -> AnyClaim:
    if not isinstance(event, Claim):
        raise InvalidEvent(f"a {event.type} is never corrected: retract it and append a new one", where="target")
    return event
