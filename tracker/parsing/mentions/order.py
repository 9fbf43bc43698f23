"""Give mentions the case that their place tells, where order and not form says who does what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tracker.parsing.clauses.split import Clause
from tracker.parsing.mentions.mention import Mention
from tracker.parsing.packs.pack import Pack
from tracker.parsing.packs.world import World, world
from tracker.parsing.text.tokens import Tokens


def ordered(tokens: Tokens, clauses: Sequence[Clause], mentions: Sequence[Mention], pack: Pack) -> list[Mention]:
    """The mentions with nominative before the verb of their clause and accusative behind it.

    A capital that is subject or partner stands for its state ("Oslo said", "talks with Oslo").
    """
    owner = {i: clause for clause in clauses for first, last in clause.spans for i in range(first, last)}
    words = pack.table("frames")["words"]
    partners = frozenset((*words["partner"], *words["between"]))
    known = world(pack.language)
    found: list[Mention] = []
    for mention in mentions:
        clause = owner.get(mention.head)
        if not mention.genitive and mention.preposition is None and clause is not None and clause.verbs:
            mention = replace(mention, cases="n" if _before_verb(mention, clause) else "a")
        governed = mention.preposition is not None and tokens.lower[mention.preposition] in partners
        joined = bool(found) and found[-1].kind == "state" and found[-1].last == mention.first - 1
        if mention.kind == "place" and (mention.cases == "n" or governed or (joined and mention.preposition is None)):
            mention = _state(mention, known)
        found.append(mention)
    return found


def _before_verb(mention: Mention, clause: Clause) -> bool:
    pronoun = mention.kind == "pronoun" and mention.cases
    if pronoun in ("n", "a"):
        return pronoun == "n"
    return mention.first < clause.verbs[0].token


def _state(mention: Mention, known: World) -> Mention:
    country = known.country_of(mention.entry.id) if mention.entry is not None else None
    return replace(mention, kind="state", entry=known.states[country]) if country in known.states else mention
