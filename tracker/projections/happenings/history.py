"""How the state of a happening came about: one transition for each event that changed it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from events.effective import retracted
from events.envelope import Recorded
from events.model import Correction
from tracker.projections.claims.facts import Facts
from tracker.projections.claims.windows import iso
from tracker.projections.happenings import values
from tracker.projections.happenings.state import State, state_of
from tracker.projections.rows import Transition

Resolve = Callable[[str, Sequence[Recorded]], Facts | None]
"""The facts of a claim, by its id, given the curation that acted on it at the time; None where it is not at hand."""


def history(
    members: Sequence[Facts], curation: Sequence[Recorded], resolve: Resolve, as_of: int
) -> tuple[Transition, ...]:
    """The transitions of a happening, in log order, and the lapse if time brought it about.

    Args:
        members: the claims that belong to it now, retracted ones among them.
        curation: the retractions and corrections that act on them, directly or through others.
        resolve: tells how a claim that was corrected read at the time.
        as_of: the day (ordinal) on which it is looked at.
    """
    changing = {record.event.target for record in curation if isinstance(record.event, Correction)}
    causes: list[Facts | Recorded] = [*members, *curation]
    ordered = sorted(causes, key=lambda cause: cause.position)
    transitions: list[Transition] = []
    current = State("", 0)
    for index, cause in enumerate(ordered):
        state = _state(ordered[: index + 1], changing, resolve)
        if state.name != current.name:
            day = (cause.published or cause.recorded_at)[:10]
            transitions.append(Transition(state.name, cause.position, day, cause.type, cause.id))
        current = state
    if (today := current.on(as_of)) != current.name:
        transitions.append(Transition(today, None, iso(current.day + 1), "time"))
    return tuple(transitions)


def _state(known: Sequence[Facts | Recorded], changing: set[str], resolve: Resolve) -> State:
    curation = [one for one in known if isinstance(one, Recorded)]
    gone = retracted(curation)
    told = [one for one in known if isinstance(one, Facts) and one.id not in gone]
    read = [resolve(claim.id, curation) if claim.id in changing else claim for claim in told]
    # What the analyst prefers, and when, is no event of the happening's own.
    standing = [claim._replace(preferred="") for claim in read if claim is not None]
    return state_of(standing, values.bounds_on_board(values.when(standing), standing)[2])
