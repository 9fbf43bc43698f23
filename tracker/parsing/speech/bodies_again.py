"""Which body speaks on where a text calls it by a pronoun or a common noun: "Er bestätigte", "die Gruppe erklärte"."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.parsing.cast.actors import Actor
from tracker.parsing.happenings.layers import Line
from tracker.parsing.happenings.scene import Scene
from tracker.parsing.happenings.slots import plural_verb
from tracker.parsing.speech.quote import Quote

_BODIES = ("organisation", "state", "source")


def body_by_pronoun(scene: Scene, line: Line, token: int, spoken: Iterator[tuple[Quote, Actor]]) -> Actor | None:
    """The body that spoke in this sentence or the one before, if the pronoun fits its article.

    Args:
        spoken: the reporting acts before, the latest first, with whoever speaks there alone.
    """
    seat = scene.seat_of(token)
    if seat is None:
        return None
    quote, actor = next(spoken, (None, None))
    if quote is None or actor is None or actor.kind not in _BODIES or quote.sentence < line.index - 1:
        return None
    if scene.tokens.lower[token] in scene.syntax.it and not actor.plural:
        return actor  # where it names nobody but bodies
    article = scene.tokens.lower[scene.tokens.at(quote.speaker[0][0])]
    several = actor.plural or (actor.entry is not None and article in scene.syntax.they and _many(scene, quote))
    if scene.tokens.lower[token] in scene.syntax.she_or_they:
        fits = bool(plural_verb(scene.tokens, scene.clause(seat), scene.syntax)) == several
        return actor if fits and article in scene.syntax.feminine_or_plural_articles else None
    masculine = scene.tokens.lower[token] in scene.syntax.masculine_pronouns
    return actor if masculine and article in scene.syntax.masculine_articles and not quote.source else None


def _many(scene: Scene, quote: Quote) -> bool:
    """Whether the verb with which a body spoke is a plural: "die Staaten erklärten"."""
    seat = scene.seat_of(scene.tokens.at(quote.cue[0][0])) if quote.cue else None
    return seat is not None and bool(plural_verb(scene.tokens, scene.clause(seat), scene.syntax))


def body_by_noun(noun: str, general: frozenset[str], spoken: Iterator[tuple[Quote, Actor]]) -> Actor | None:
    """The body that a definite common noun means: one that spoke before and whose name ends so, or any for "Gruppe".

    Args:
        noun: in lower case.
        general: nouns that may stand for any body.
    """
    for _, actor in spoken:
        if actor.kind not in _BODIES:
            continue
        if noun in general and actor.kind == "organisation":
            return actor
        name = actor.name.lower()
        if name != noun and any(word.endswith(noun) for word in name.split()):
            return actor
    return None
