"""Who is meant by an office, a group of office-holders, a member of a people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.parsing.cast.actors import ENVOYS, LOOSE, MEMORY, OFFICES, RULERS, Actor
from tracker.parsing.cast.bodies import source_of
from tracker.parsing.cast.salience import (
    last_subject,
    latest,
    most_salient,
    salient,
)
from tracker.parsing.happenings.layers import Line
from tracker.parsing.mentions.mention import Mention

if TYPE_CHECKING:
    from tracker.parsing.cast.coreference import Cast


def office_holder(cast: Cast, mention: Mention, line: Line, number: int, here: list[Actor]) -> tuple[Actor, ...]:
    role = mention.role
    assert role is not None
    country = mention.countries[0] if mention.countries else None
    if role.category == "guest":
        found = host_or_guest(cast, mention, line) or salient(cast, mention, line, number, here)
        return (found,) if found else ()
    if mention.possessive and role.category == "spokesperson":
        return (described(cast, mention),)  # "ihr Sprecher": nobody named before
    if role.category == "colleague":
        if cast.tokens.lower[mention.first].startswith(cast.syntax.first_person_stems):
            return ()
        found = colleague_of(cast, country, line, number, here)
        return (found,) if found else (described(cast, mention),)
    if cast.tokens.lower[mention.first] in cast.syntax.indefinite:
        return (described(cast, mention),)
    if mention.definite and country and cast.tokens.lower[mention.head] in cast.wording.descriptions:
        found = latest(cast, [a for a in cast.people if a.kind == "person" and a.country == country])
        if found is not None:
            return (found,)  # "der deutsche Diplomat"
    others = [a for a in cast.people if a not in here]  # nobody goes to Rome together with himself
    matching = [a for a in others if a.kind == "person" and fits(cast, a, mention, country)]
    if matching:
        recent = latest(cast, matching)
        return (recent or matching[0],)
    if (country is not None and not mention.former and not mention.genitive) or country is not None:
        holder = known_holder(cast, role.category, country, mention)
        if holder is not None and not mention.former and not role.deputy:
            return (holder,)
    speaks_for = role.category == "spokesperson"  # whoever is one was told to be one
    if mention.definite and not mention.plural and (role.rank == "low" or role.category in LOOSE) and not speaks_for:
        found = unnamed_so_far(cast, mention, line, number, here)
        if found is not None:
            cast.learn(found, mention)
            return (found,)
    bare = mention.cases == "nadg" and mention.preposition is None
    if country is None and not mention.bodies and (mention.definite or mention.possessive or bare):
        loose = [a for a in cast.people if a.kind == "person" and _holds(cast, a, role.category)]
        loose = [a for a in loose if not (a.sex and mention.sex and a.sex != mention.sex)]
        if role.prefix:  # "der Bundespräsident" is no other president
            loose = [a for a in loose if role.prefix in a.fronts] or [a for a in loose if not a.country]
        found = latest(cast, loose) or (loose[0] if loose else None)
        generic = cast.tokens.lower[mention.head].rstrip("sn").removesuffix("e").endswith(cast.wording.generic_rulers)
        if found is None and role.category in RULERS and generic:
            others = [a for a in cast.people if a.kind == "person" and a.categories & RULERS and a not in here]
            found = latest(cast, others)
        if found is not None:
            return (found,)
        if (role.rank == "low" and not speaks_for) or role.category in ("senior_official", "minister", "special_envoy"):
            found = salient(cast, mention, line, number, here)
            if found is not None:
                return (found,)
    return (described(cast, mention),)


def host_or_guest(cast: Cast, mention: Mention, line: Line) -> Actor | None:
    """ "der Gastgeber": the last one named who is of the state where the text last was."""
    if not cast.tokens.lower[mention.head].startswith(cast.wording.hosts):
        return None
    for earlier in reversed(cast.lines[max(0, line.index - MEMORY) : line.index + 1]):
        for place in reversed(earlier.places):
            if place.country and place.preposition:
                people = [a for a in cast.people if a.kind == "person" and a.official and a.country == place.country]
                return latest(cast, people)
    return None


def unnamed_so_far(cast: Cast, mention: Mention, line: Line, number: int, here: list[Actor]) -> Actor | None:
    """Somebody named before whose office the text has not told, or told only loosely."""
    country = mention.countries[0] if mention.countries else None
    if mention.role is not None and mention.role.category in ENVOYS:
        envoys = [a for a in cast.people if a.kind == "person" and a.categories & ENVOYS and a not in here]
        envoy = latest(cast, [a for a in envoys if not country or a.country in (country, None)])
        if envoy is not None:
            return envoy
    best = most_salient(cast, line, number, here, mention.sex)
    if best is None or (country and best.country and best.country != country):
        return None
    return best if not best.categories - LOOSE else None


def fits(cast: Cast, actor: Actor, mention: Mention, country: str | None) -> bool:
    role = mention.role
    assert role is not None
    if (mention.sex == "f" and actor.sex == "m") or (actor.sex == "f" and mention.sex == "m"):
        return False
    bodies = {b.id for b in mention.bodies if b.subkind == "igo"}
    if bodies and not bodies & actor.bodies:
        return False
    parties = {b.id for b in mention.bodies if b.subkind == "party"}
    if not parties and mention.tags and not mention.bodies and not mention.countries:
        parties = {tag.lower() for tag in mention.tags}
    if parties:
        return bool(parties & actor.attached)
    same = role.category in actor.categories
    if not same and role.category in RULERS and country is not None:
        same = bool(actor.categories & RULERS) or has_ruled(cast, actor, role.category, country)
    if not same and actor.entry is not None and country is not None:
        same = has_ruled(cast, actor, role.category, country)
    if not same:
        return False
    if country is not None:
        return actor.country == country
    return bool(bodies)


def _holds(cast: Cast, actor: Actor, category: str) -> bool:
    """Whether somebody is told to hold an office, or is known to hold it where the text tells none."""
    if actor.categories or actor.country is None:
        return category in actor.categories
    return has_ruled(cast, actor, category, actor.country)


def has_ruled(cast: Cast, actor: Actor, category: str, country: str) -> bool:
    offices = OFFICES.get(category, (category,))
    return any(
        actor.entry is not None and holder.id == actor.entry.id
        for office in offices
        for holder in cast.world.holders(office, country, cast.day)
    )


def known_holder(cast: Cast, category: str, country: str, mention: Mention | None = None) -> Actor | None:
    """The known holder of an office on the day; called as the text does it where his name is not in it."""
    if cast.day is None:
        return None
    for office in OFFICES.get(category, (category,)):
        holders = cast.world.holders(office, country, cast.day)
        if len(holders) == 1:
            entry = holders[0]
            key = ("person", entry.name.lower())
            actor = cast.by_name.get(key)
            if actor is None:
                name = described_name(cast, mention) if mention is not None else entry.name
                actor = Actor(len(cast.actors), "person", name, country, entry, entry.sex, high=True)
                actor.also(entry.name)
                cast.actors.append(actor)
                cast.by_name[key] = actor
            actor.categories.add(category)
            return actor
    return None


def colleague_of(cast: Cast, country: str | None, line: Line, number: int, here: list[Actor]) -> Actor | None:
    """ "sein russischer Amtskollege": who holds the office of the clause's subject in that state."""
    first = here[0] if here else last_subject(cast, line.index, number)
    categories = first.categories if first is not None else set()
    if country is None:
        return None
    fitting = [
        a
        for a in cast.people
        if a.kind == "person"
        and a.country == country
        and a is not first
        and a not in here
        and (
            not categories
            or not a.categories
            or a.categories & categories
            or (categories & RULERS and a.categories & RULERS)
        )
    ]
    found = latest(cast, fitting) or (fitting[0] if fitting else None)
    if found is not None:
        return found
    for category in sorted(categories):
        holder = known_holder(cast, category, country)
        if holder is not None:
            return holder
    return None


def described_name(cast: Cast, mention: Mention) -> str:
    words = mention.wording
    head = cast.tokens.words[mention.head]
    if mention.role is not None and mention.cases == "g" and head.endswith("s") and mention.role.oblique:
        words = words.replace(head, head[:-1], 1)
    return cast.wording.nominative(words, person=mention.sex or ("m" if mention.role is not None else ""))


def described(cast: Cast, mention: Mention) -> Actor:
    """Somebody without a name, known by the office alone."""
    wording = described_name(cast, mention)
    kind = "person"
    actor = cast.by_name.get((kind, wording.lower()))
    if actor is None:
        actor = Actor(len(cast.actors), kind, wording, sex=mention.sex)
        cast.actors.append(actor)
        cast.by_name[kind, wording.lower()] = actor
    cast.learn(actor, mention)
    return actor


def members_of_group(cast: Cast, mention: Mention, line: Line) -> tuple[Actor, ...]:
    """The people of a group where the text names them: in a list behind it, or as the holders of that office."""
    wanted = len(mention.countries)
    if wanted >= 2:
        for group in line.groups:
            named = [m for m in group.mentions if m.name and m.kind == "person"]
            if len(named) == wanted and group.last > mention.last and group.first - mention.last <= 4:
                actors = [cast.named(m) for m in named]
                for actor, country in zip(actors, mention.countries, strict=True):
                    actor.country = actor.country or country
                    actor.high = True
                return tuple(actors)
    sent = mention.bodies and cast.tokens.lower[mention.head].endswith(cast.wording.sent)
    if wanted + len(mention.bodies) >= 2 or sent:
        return _one_by_one(cast, mention)
    following = cast.tokens.lower[mention.head + 1] if mention.head + 1 < len(cast.tokens) else ""
    paired = following in cast.syntax.both_genitive or not cast.syntax.both_dative.isdisjoint(
        cast.tokens.lower[mention.first : mention.head]
    )
    if mention.role is None or wanted or mention.bodies or not (paired or (mention.definite and mention.cases == "na")):
        return ()
    category = mention.role.category
    fitting = [a for a in cast.people if a.kind == "person" and category in a.categories]
    seen = [a for a in fitting if a.number in cast.mentioned]
    if not paired:  # "die Präsidenten" of a text that has spoken of two
        pair = [a for a in seen if a.name[:1].isupper() and a.official]
        return tuple(pair) if len(pair) == 2 and mention.last - mention.first <= 2 else ()
    ordered = sorted(seen, key=lambda a: -cast.mentioned[a.number])
    if len(ordered) < 2:
        ordered = [a for a in cast.people if a.kind == "person" and a.categories & {category, "colleague"}]
        ordered = ordered if len(ordered) == 2 else []
    return tuple(ordered[:2]) if len(ordered) >= 2 else ()


def _one_by_one(cast: Cast, mention: Mention) -> tuple[Actor, ...]:
    """Those who act for several states and bodies, as these: "Vertreter der A und der B", "die Minister Xs und Ys".

    Presidents and the like are the known holders; who is meant by a mere "leader" differs from state to state.
    """
    word = cast.tokens.lower[mention.head].rstrip("sn").removesuffix("e")
    generic = word.endswith(cast.wording.generic_rulers)
    if mention.role is not None and mention.role.category in RULERS and not generic and not mention.bodies:
        holders = [known_holder(cast, mention.role.category, country) for country in mention.countries]
        return tuple(h for h in holders if h is not None) if None not in holders else ()
    states = [cast.state(country, cast.world.states[country].name) for country in mention.countries]
    bodies = [cast.body(entry, entry.name) for entry in mention.bodies]
    return tuple({a.number: a for a in (*states, *bodies) if a is not None}.values())


def told_before(cast: Cast, mention: Mention, line: Line) -> tuple[Actor, ...]:
    """ "the delegation": the group of office-holders named in one of the last sentences."""
    if not mention.definite or mention.role is not None or mention.countries or mention.bodies:
        return ()
    for sentence, _, _, actor in reversed(cast.seen):
        if line.index - sentence > MEMORY:
            break
        if actor.plural and actor.high and actor.categories:
            return (actor,)
    return ()


def group_of(cast: Cast, mention: Mention) -> Actor:
    wording = (
        mention.wording
        if mention.definite and " " not in mention.wording
        else cast.wording.nominative(
            mention.wording,
            plural=mention.wording.split()[0].lower().endswith(cast.syntax.plural_only_endings) or None,
        )
    )
    bodies = [b for b in mention.bodies if b.subkind in ("igo", "")]
    kind = "organisation" if bodies else "source"
    bare = " ".join(word for word in wording.split() if not word.isdigit())
    actor = cast.by_name.get((kind, bare.lower()))
    if actor is None:
        country = mention.countries[0] if len(set(mention.countries)) == 1 else None
        actor = Actor(len(cast.actors), kind, wording, country, plural=True)
        cast.actors.append(actor)
        cast.by_name[kind, bare.lower()] = actor
    actor.also(bare)
    acts = (
        (mention.role is not None and mention.role.rank == "high")
        or bool(mention.bodies or mention.countries)
        or cast.tokens.lower[mention.head].endswith(cast.wording.negotiating)
    )
    actor.high = actor.high or acts
    if mention.role is not None:
        actor.categories.add(mention.role.category)
    return actor


def national_of(cast: Cast, mention: Mention, line: Line, number: int, here: list[Actor]) -> tuple[Actor, ...]:
    country = mention.countries[0]
    if mention.plural:
        state = cast.world.states.get(country)
        if state is None:
            return ()
        return (source_of(cast, mention),)
    fitting = [
        a
        for a in cast.people
        if a.kind == "person"
        and a.country in (country, None)
        and a not in here
        and not (a.sex and mention.sex and a.sex != mention.sex)
    ]
    own = latest(cast, [a for a in fitting if a.country == country])
    found = own or salient(cast, mention, line, number, here)
    return (found,) if found else ()
