"""How the state of a happening came about: one transition for each event that changed it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from events.effective import effective_event, retracted
from events.envelope import Recorded
from events.model import AnyClaim, Claim
from tracker.projections.claims.facts import Facts
from tracker.projections.claims.windows import iso
from tracker.projections.happenings import values
from tracker.projections.happenings.state import State, state_of
from tracker.projections.rows import Transition

Resolve = Callable[[Recorded, AnyClaim], Facts]
"""The facts of a claim, given how it read at the time."""


def history(
    members: Sequence[Recorded], curation: Sequence[Recorded], resolve: Resolve, as_of: int
) -> tuple[Transition, ...]:
    """The transitions of a happening, in log order, and the lapse if time brought it about.

    Args:
        members: the records of all claims that belong to it now, retracted ones among them.
        curation: the retractions and corrections that act on them, directly or through others.
        resolve: turns a record into facts.
        as_of: the day (ordinal) on which it is looked at.
    """
    ordered = sorted((*members, *curation), key=lambda record: record.position)
    transitions: list[Transition] = []
    current = State("", 0)
    for index, cause in enumerate(ordered):
        state = _state(ordered[: index + 1], resolve)
        if state.name != current.name:
            day = (cause.published or cause.recorded_at)[:10]
            transitions.append(Transition(state.name, cause.position, day, cause.type, cause.id))
        current = state
    if (today := current.on(as_of)) != current.name:
        transitions.append(Transition(today, None, iso(current.day + 1), "time"))
    return tuple(transitions)


def _state(known: Sequence[Recorded], resolve: Resolve) -> State:
    curation = [record for record in known if not isinstance(record.event, Claim)]
    gone = retracted(curation)
    standing = [
        resolve(record, effective_event(record, curation))
        for record in known
        if isinstance(record.event, Claim) and record.id not in gone
    ]
    return state_of(standing, values.bounds_on_board(values.when(standing), standing)[2])
