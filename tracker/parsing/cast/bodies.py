"""Which body or source is meant by a common noun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.parsing.cast.actors import Actor
from tracker.parsing.mentions.mention import Mention

if TYPE_CHECKING:
    from tracker.parsing.cast.coreference import Cast


def source_of(cast: Cast, mention: Mention) -> Actor:
    earlier = earlier_source(cast, mention)
    if earlier is not None:
        return earlier
    one = cast.tokens.lower[mention.first] in cast.syntax.indefinite
    name = cast.wording.nominative(mention.wording, plural=False if one else None)
    actor = cast.by_name.get(("source", name.lower()))
    if actor is None:
        actor = Actor(len(cast.actors), "source", name, plural=True)
        actor.country = mention.countries[0] if mention.countries else None
        cast.actors.append(actor)
        cast.by_name["source", name.lower()] = actor
    return actor


def earlier_source(cast: Cast, mention: Mention) -> Actor | None:
    """ "der Quelle", "der Zeitung": the one told before."""
    lower = cast.tokens.lower[mention.head]
    if not mention.definite or mention.countries or mention.last - mention.first > 2:
        return None
    following = cast.tokens.words[mention.head + 1] if mention.head + 1 < len(cast.tokens) else "."
    if following[0].isupper():
        return None  # "der Nachrichtenagentur X"
    if lower in cast.wording.back_to_source:
        return next((a for _, a in reversed(cast.told) if a.kind == "source"), None)
    if lower in cast.wording.back_to_outlet:
        outlets = ((a, a.entry) for _, a in reversed(cast.told[-200:]))
        return next((a for a, entry in outlets if entry is not None and entry.subkind in ("outlet", "agency")), None)
    return None


def body_of(cast: Cast, mention: Mention) -> Actor:
    """A body by a common noun; a government stands for its state."""
    country = mention.countries[0] if mention.countries else None
    if mention.kind == "state" and country and country in cast.world.states:
        entry = cast.world.states[country]
        actor = cast.by_name.get(("state", country))
        if actor is None:
            actor = Actor(len(cast.actors), "state", cast.wording.nominative(mention.wording), country, entry)
            cast.actors.append(actor)
            cast.by_name["state", country] = actor
        actor.also(cast.wording.nominative(mention.wording))
        return actor
    outlet = next((b for b in mention.bodies if b.subkind in ("agency", "outlet")), None)
    if outlet is not None and cast.tokens.lower[mention.head] in cast.wording.back_to_outlet:
        return cast.body(outlet, outlet.name)  # "die Nachrichtenagentur X", with an s that looks like a genitive
    actor = cast.named(mention)
    actor.country = actor.country or country
    actor.plural = actor.plural or mention.plural  # "die Konfliktparteien"
    actor.high = True
    return actor
