"""Whose happening a noun tells: owners, fronts of the compound, the subject of its clause."""

from __future__ import annotations

from tracker.parsing.cast.actors import Actor
from tracker.parsing.happenings.told_by_nouns.surroundings import Noun, in_subject, start_of
from tracker.parsing.packs.world import Entry
from tracker.parsing.places.localities import Locality


def fronts_of(noun: Noun) -> tuple[list[Entry], list[Locality], list[Actor]]:
    """What the front of the compound names: bodies and states, a place, people."""
    entries: list[Entry] = []
    places: list[Locality] = []
    people: list[Actor] = []
    printed = noun.scene.tokens.words[noun.i]
    parts = printed.split("-")[:-1] if "-" in printed else [noun.rule.front_of(printed) or noun.front]
    if "-" in printed and not parts:
        parts = [noun.front]
    world = noun.scene.cast.world
    if noun.scene.plain:
        parts = []
        for front in noun.fronts:
            if isinstance(front, str):
                parts.extend(reversed(front.replace("–", "-").split("-")))
            elif front.kind in ("state", "organisation", "place") and front.entry is not None:
                entries.append(front.entry)
                if front.kind in ("state", "place"):
                    known = front.entry
                    places.append(Locality(known.name, known.country, known, front.first, front.last))
            elif front.kind == "person":
                people.extend(noun.scene.cast.meant_by(front))
        parts.reverse()
    whole = "-".join(parts)
    if len(parts) > 1 and world.named(whole) is not None:
        parts = [whole]  # "G-20-Gipfel"
    for part in parts:
        bare = part.strip("-")
        if len(bare) < 2:
            continue
        for form in dict.fromkeys((bare, bare.removesuffix("s"))):
            entry = world.named(form)
            if entry is not None and len(form) > 1:
                entries.append(entry)
                if entry.kind in ("state", "place"):
                    places.append(Locality(entry.name, entry.country, entry, noun.i, noun.i + 1))
                break
        else:
            named = noun.scene.cast.by_family(bare)
            people.extend(named)
            if not named and noun.rule.base and bare.lower() not in noun.scene.syntax.abroad:
                places.append(Locality(bare.capitalize(), None, None, noun.i, noun.i + 1))
    return entries, places, people


def owners_of(noun: Noun) -> list[Actor]:
    """Whose happening it is: a genitive before or behind the noun, a possessive."""
    if noun.tail.owners:
        return list(noun.tail.owners)
    for mention in noun.line.mentions:
        if (
            mention.last == noun.first
            and mention.kind in ("person", "state", "organisation")
            and (mention.genitive or mention.cases == "g")
        ):
            return [a for a in noun.scene.cast.meant_by(mention) if a.kind != "place"]
    if (
        noun.possessive
        and noun.lower[noun.first - 1] in noun.scene.syntax.relative_possessives
        and noun.clause.kind == "relative"
    ):
        return list(noun.scene.antecedent(noun.seat))
    if noun.possessive:
        word = noun.lower[noun.first - 1]
        found = noun.scene.cast.possessors(
            noun.line,
            noun.seat.clause,
            noun.i,
            feminine=word.startswith(noun.scene.syntax.feminine_or_plural_possessives),
        )
        return list(found)
    return []


def beside_comma(noun: Noun) -> list[Actor]:
    """Whom an apposition without verb speaks of: "X, gestern zu Gast bei Y, sagte …"."""
    piece = next(((a, b) for a, b in noun.clause.spans if a <= noun.i < b), None)
    if piece is None or not noun.rule.as_guest or any(piece[0] <= v.token < piece[1] for v in noun.clause.verbs):
        return []
    before = [g for g in noun.line.groups if g.last == piece[0] - 1]
    return list(noun.scene.cast.of_group(before[0])) if before else []


def inviter_of(noun: Noun) -> Actor | None:
    for group in noun.line.groups_of(noun.seat.clause):
        before = start_of(noun, group) - 1
        if before > 0 and noun.lower[before] in noun.frames.invitation:
            actors = noun.scene.cast.of_group(group)
            return actors[0] if actors else None
    return None


def each_once(noun: Noun, parties: list[tuple[Actor, str]]) -> list[tuple[Actor, str]]:
    seen: dict[int, tuple[Actor, str]] = {}
    for actor, role in parties:
        if actor.kind == "source" and not (actor.plural and actor.high):
            continue
        seen.setdefault(actor.number, (actor, role))
    return list(seen.values())


def subject_joins(noun: Noun, owners: list[Actor]) -> bool:
    """Whether the clause's subject takes part: "sagte X nach einem Treffen mit Y"."""
    if in_subject(noun):
        return False
    verb = noun.frames.verbs.get(noun.clause.lemma)
    beside = noun.scene.syntax.margins | noun.scene.syntax.before_preposition
    if noun.preposition in beside and verb is not None and verb.event == "summit":
        return False  # "trafen sich am Rande des Gipfels", "vor dem Gipfel": a meeting of their own
    if noun.preposition in noun.frames.status.held | noun.frames.status.ahead:
        return True
    if stands_on_schedule(noun):
        return True
    return noun.clause.lemma in noun.words.subject_verbs and not noun.clause.passive


def stands_on_schedule(noun: Noun) -> bool:
    """Whether a free noun is what somebody has on the programme: "sind ein Besuch … und Treffen … vorgesehen"."""
    if not noun.preposition and noun.clause.lemma in noun.scene.syntax.scheduling_verbs:
        return True
    if noun.preposition or noun.clause.lemma not in noun.scene.syntax.standing_verbs:
        return False
    return any(
        noun.lower[i].endswith(noun.scene.syntax.schedules)
        for first, last in noun.clause.spans
        for i in range(first, last)
    )


def on_schedule_of(noun: Noun) -> list[Actor]:
    """Whose programme it is that a meeting stands on: "steht auf dem Programm des Königs"; else the last subject's."""
    if not stands_on_schedule(noun):
        return []
    for group in noun.line.groups_of(noun.seat.clause):
        before = group.first - 1
        behind = noun.lower[group.last] if group.last < len(noun.lower) else ""
        ends = (noun.lower[before] if before >= 0 else "", behind)
        if any(word.endswith(noun.scene.syntax.schedules) for word in ends if word):
            return [a for a in noun.scene.cast.of_group(group) if a.official]
    return [a for a in noun.scene.cast.of_possessive(noun.seat.line, plural=False) if a.official]


def printed_front(noun: Noun, entry: Entry) -> str:
    """How the compound prints a body ("EU")."""
    world = noun.scene.cast.world
    parts = noun.scene.tokens.words[noun.i].split("-")
    return next((p for p in parts if world.named(p) == entry), entry.name)
