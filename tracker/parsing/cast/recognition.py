"""Recognise somebody whom a text calls by office and family name alone: "Bundespräsident Steiner"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.parsing.cast.actors import OFFICES, Actor
from tracker.parsing.packs.world import Entry

if TYPE_CHECKING:
    from tracker.parsing.cast.coreference import Cast


def recognise(cast: Cast) -> None:
    """Give people without an entry the one of their family that held such an office, if there is but one."""
    for actor in list(cast.actors):
        if actor.kind != "person" or actor.entry is not None or " " in actor.name or not actor.categories:
            continue
        family = [e for e in cast.world.families.get(actor.name.lower(), ()) if _may_be(actor, e)]
        holders = [e for e in family if _held(cast, actor, e, ever=False)]
        holders = holders or [e for e in family if _held(cast, actor, e, ever=True)]
        if len(holders) == 1 and ("person", holders[0].name.lower()) not in cast.by_name:
            [entry] = holders
            actor.entry, actor.sex = entry, actor.sex or entry.sex
            actor.country = entry.country or actor.country
            actor.also(entry.name)
            cast.by_name["person", entry.name.lower()] = actor


def _may_be(actor: Actor, entry: Entry) -> bool:
    return actor.country in (None, entry.country) and not (actor.sex and entry.sex and actor.sex != entry.sex)


def _held(cast: Cast, actor: Actor, entry: Entry, *, ever: bool) -> bool:
    """Whether somebody held one of the offices that the text tells, on the day of the article or at any time."""
    day = None if ever else cast.day
    return entry.country is not None and any(
        entry in cast.world.holders(office, entry.country, day)
        for category in actor.categories
        for office in OFFICES.get(category, (category,))
    )
