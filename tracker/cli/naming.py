"""Names that somebody types, resolved as the parser resolves those of an article."""

from __future__ import annotations

from typing import cast

from events.parts import Participant, ParticipantKind, Place, Role
from tracker.parsing.packs.pack import HOME
from tracker.parsing.packs.world import Entry, world
from tracker.parsing.text.segment import tokenize


def participant(name: str, role: str) -> Participant:
    """Somebody by name: kind and country come from the seeds, a name that they do not know is a person's."""
    entry = _find(name, ("person", "state", "organisation"))
    if entry is None:
        return Participant(name=name, role=cast(Role, role))
    return Participant(
        name=name,
        kind=cast(ParticipantKind, entry.kind),
        country=entry.country,
        role=cast(Role, role),
        actor_id=entry.id,
    )


def place(name: str) -> Place:
    """A place by name, with its country where the seeds know it."""
    entry = _find(name, ("place", "state"))
    if entry is None:
        return Place(name=name)
    if entry.kind == "state":
        return Place(name=name, country=entry.country)
    return Place(name=name, country=entry.country, place_id=entry.id, within=world(HOME).within(entry.id))


def _find(name: str, kinds: tuple[str, ...]) -> Entry | None:
    """The entry whose name this is, all of it; the first of the kinds that has one."""
    tokens = tokenize(name)
    hit = world(HOME).at(tokens, 0, len(tokens)) if len(tokens) else None
    if hit is None or hit.length != len(tokens):
        return None
    return next((entry for kind in kinds for entry in hit.entries if entry.kind == kind), None)
