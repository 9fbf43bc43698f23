"""Whom a pronoun or a bare description means: subjects before others, near before far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.parsing.cast.actors import MEMORY, Actor
from tracker.parsing.happenings.layers import Line
from tracker.parsing.happenings.slots import plural_verb
from tracker.parsing.mentions.mention import Mention

if TYPE_CHECKING:
    from tracker.parsing.cast.coreference import Cast


_NEAR = 40
"""Parties of clauses among which two people are looked for at most."""


def meant_by_pronoun(cast: Cast, mention: Mention, line: Line, number: int, here: list[Actor]) -> tuple[Actor, ...]:
    clause = line.clauses[number]
    plural = mention.plural
    if cast.tokens.lower[mention.head] in cast.syntax.they and not here:
        plural = bool(plural_verb(cast.tokens, clause, cast.syntax)) if mention.preposition is None else plural
    elif cast.tokens.lower[mention.head] in cast.syntax.they:
        plural = last_is_pair(cast, line.index) and not any_woman(cast, line.index)
    if plural:
        people = mention.last - mention.head > 1 or mention.head > mention.first  # "beide Minister", "the two leaders"
        return several(cast, line.index, cast.tokens.lower[mention.last - 1] if people else "")
    sex = mention.sex or ("f" if cast.tokens.lower[mention.head] in cast.syntax.she_or_they else "")
    found = most_salient(cast, line, number, here, sex)
    return (found,) if found else ()


def several(cast: Cast, sentence: int, noun: str = "") -> tuple[Actor, ...]:
    """Whom "they" or "both" means: the last two told together; a noun behind it may say that they are people."""
    for index, pair in reversed(cast.pairs):
        if sentence - index <= MEMORY and all(a.kind in ("person", "state") for a in pair):
            offices = noun in cast.wording.offices and not all(a.kind == "person" for a in pair)
            if offices or (noun and len(pair) != 2):
                continue
            return pair
    if noun in cast.wording.offices or noun in cast.wording.descriptions:
        people = [a for a in cast.people if a.kind == "person" and a.official and a.number in cast.mentioned]
        near = {a.number for s, _, _, a in cast.seen[-_NEAR:] if sentence - s <= MEMORY}
        people = people if len(people) == 2 else [a for a in people if a.number in near]
        return tuple(people) if len(people) == 2 else ()
    recent = [a for s, _, _, a in reversed(cast.seen) if sentence - s <= 2 and (a.plural or a.kind == "state")]
    return (recent[0],) if recent else ()


def last_is_pair(cast: Cast, sentence: int) -> bool:
    return bool(cast.pairs) and sentence - cast.pairs[-1][0] <= 2


def any_woman(cast: Cast, sentence: int) -> bool:
    for s, _, _, actor in reversed(cast.seen):
        if sentence - s > 2:
            return False
        if actor.sex == "f":
            return True
    return False


def salient(cast: Cast, mention: Mention, line: Line, number: int, here: list[Actor]) -> Actor | None:
    return most_salient(cast, line, number, here, mention.sex)


def most_salient(cast: Cast, line: Line, number: int, here: list[Actor], sex: str) -> Actor | None:
    """The person whom a pronoun means: subjects before others, near before far."""
    scores: dict[int, float] = {}
    for sentence, clause, weight, actor in reversed(cast.seen):
        age = line.index - sentence
        if age > MEMORY:
            break
        if actor.kind != "person" or actor in here:
            continue
        if sex and actor.sex and actor.sex != sex:
            continue
        if age == 0 and clause == number:
            continue
        score = (weight + 0.5) * (1.6 if age == 0 else 1 / (1 + 0.9 * age)) + (0.3 if sex and actor.sex == sex else 0)
        scores[actor.number] = max(scores.get(actor.number, 0.0), score) + 0.01
    if not scores:
        return None
    return cast.actors[max(scores, key=lambda n: scores[n])]


def latest(cast: Cast, actors: list[Actor]) -> Actor | None:
    if len(actors) <= 1:
        return actors[0] if actors and actors[0].number in cast.mentioned else None
    return max((a for a in actors if a.number in cast.mentioned), key=lambda a: cast.mentioned[a.number], default=None)


def last_subject(cast: Cast, sentence: int, clause: int) -> Actor | None:
    for s, c, weight, actor in reversed(cast.seen):
        if weight >= 3 and actor.kind == "person" and sentence - s <= 1 and not (s == sentence and c == clause):
            return actor
    return None
