"""A noun that tells a happening, and what stands left and right of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from tracker.parsing.cast.actors import Actor
from tracker.parsing.happenings.layers import MOST_PLACES, Group
from tracker.parsing.happenings.scene import Scene, Seat
from tracker.parsing.happenings.told_by_nouns.words import NounRule, NounWords
from tracker.parsing.happenings.told_by_verbs.words import FrameWords
from tracker.parsing.mentions.mention import Mention
from tracker.parsing.mentions.words import Lexis
from tracker.parsing.places.find import PlaceMention
from tracker.parsing.places.localities import Locality
from tracker.parsing.times.find import TimePhrase


@dataclass
class Tail:
    """What hangs on a noun: parties, place and time right behind it.

    Attributes:
        further: partners met apart from the first, each behind a preposition of their own, and their place.
    """

    between: list[Actor] = field(default_factory=list)
    partners: list[Actor] = field(default_factory=list)
    owners: list[Actor] = field(default_factory=list)
    hosts: list[Actor] = field(default_factory=list)
    by_agent: bool = False
    any_owner: bool = False
    places: list[tuple[str, Locality]] = field(default_factory=list)
    joined: list[Locality] = field(default_factory=list)
    further: list[tuple[list[Actor], Locality | None]] = field(default_factory=list)
    origin: Locality | None = None
    when: TimePhrase | None = None
    last: int = 0


_ADVERBS = 4
"""Adverbs before the participle of an attribute, at most."""


class Noun:
    """One noun that tells a happening, with the words around it."""

    def __init__(
        self,
        scene: Scene,
        token: int,
        seat: Seat,
        rule: NounRule,
        front: str,
        words: NounWords,
        frames: FrameWords,
        names: Lexis,
    ) -> None:
        self.scene = scene
        self.i = token
        self.seat = seat
        self.rule = rule
        self.front = front
        self.words = words
        self.frames = frames
        self.names = names
        self.clause = scene.clause(seat)
        self.line = scene.lines[seat.line]
        self.lower = scene.tokens.lower
        self.adjectives: list[str] = []
        self.possessive = False
        self.definite = False
        self.genitive = False
        self.hypothetical = False
        self.preposition = ""
        self.first = token
        self.fronts: list[Mention | str] = []
        if scene.plain:
            look_left_in_words_apart(self)
        else:
            look_left(self)
        self.tail = look_right(self)

    @property
    def adjectives_and_fronts(self) -> frozenset[str]:
        """The words before the noun."""
        return frozenset((*self.adjectives, *(f.lower() for f in self.fronts if isinstance(f, str))))


def look_left(noun: Noun) -> None:
    j = noun.i - 1
    start = noun.line.sentence.first
    while j >= start and noun.i - j < 8:
        word = noun.scene.tokens.words[j]
        if word[0].isalnum() and (
            ((word[0].islower() or is_part_of_name(noun, j)) and is_adjective(noun, j))
            or word.isdigit()
            or noun.lower[j] in ("„", "“")
            or any(t.first <= j < t.last for t in times_near(noun))
        ):
            noun.adjectives.append(noun.lower[j])
            j -= 1
            continue
        if word == "." and j > start and noun.scene.tokens.words[j - 1].isdigit():
            noun.adjectives.append(word)
            j -= 1
            continue
        break
    j = before_attribute(noun, j)
    noun.first = j + 1
    if j >= start and noun.lower[j] in noun.names.determiners:
        formal = noun.scene.tokens.words[j][0].isupper() and j > start  # "Ihr Besuch": that of the one spoken to
        noun.possessive = noun.lower[j].startswith(noun.scene.syntax.possessive_stems) and not formal
        noun.definite = noun.lower[j] in noun.scene.syntax.demonstrative_or_definite
        noun.genitive = noun.lower[j] in noun.scene.syntax.only_genitive_articles or is_owner(noun, j)
        j -= 1
    elif j >= start and noun.lower[j] in noun.scene.syntax.relative_possessives:
        noun.possessive = True
        j -= 1
    if j >= start and noun.lower[j] in noun.names.prepositions:
        noun.preposition = noun.lower[j]
        if noun.lower[j] in noun.names.contracted:
            noun.definite = True
        if noun.lower[j] in noun.scene.syntax.coming_from and noun.lower[j - 1] in noun.scene.syntax.noun_prepositions:
            noun.preposition = noun.lower[j - 1]  # "am Rande von Gesprächen"
        if (
            noun.preposition in noun.scene.syntax.connecting_to
            and j > start
            and noun.lower[j - 1] in noun.scene.syntax.connections
        ):
            noun.preposition = min(noun.scene.syntax.after_preposition)  # "im Anschluss an das Treffen"
        if noun.preposition in noun.scene.syntax.before_preposition and noun.rule.gathering and speaks(noun):
            noun.preposition = min(noun.scene.syntax.beside)  # "vor der Vollversammlung sprechen": to it
    elif j >= start and noun.lower[j] in noun.scene.syntax.noun_prepositions:
        noun.preposition = noun.lower[j]  # "im Vorfeld der Gespräche"


def is_owner(noun: Noun, j: int) -> bool:
    """Whether an article right behind another noun makes a feminine one its genitive: "Anlass der Reise"."""
    before = noun.scene.tokens.words[j - 1] if j > noun.line.sentence.first else "."
    return (
        noun.lower[j] in noun.scene.syntax.genitive_articles
        and before[0].isupper()
        and before.isalpha()
        and noun.scene.cast.wording.is_feminine(noun.lower[noun.i])
    )


def before_attribute(noun: Noun, j: int) -> int:
    """The token before the adverbs of an attribute: "einem vorab nicht angekündigten Besuch".

    What an attribute denies says nothing of the happening, so its words are left out.
    """
    front = j
    while noun.adjectives and j - front < _ADVERBS and noun.scene.tokens.words[front][0].islower():
        if noun.lower[front] in noun.names.determiners or noun.lower[front] in noun.names.prepositions:
            break
        front -= 1
    if front == j or noun.lower[front] not in noun.names.determiners:
        return j
    if not noun.frames.negators.isdisjoint(noun.lower[front : j + 1]):
        noun.adjectives.clear()
    return front


def is_part_of_name(noun: Noun, j: int) -> bool:
    """Whether a capital may be that of a gathering's name: "auf dem Östlichen Wirtschaftsforum"."""
    return noun.rule.gathering and j > noun.line.sentence.first and j not in noun.scene.mention_tokens(noun.line.index)


def speaks(noun: Noun) -> bool:
    """Whether the clause tells of speaking."""
    return noun.clause.lemma in noun.scene.syntax.speaking_verbs


def look_left_in_words_apart(noun: Noun) -> None:
    """The same where compounds are words apart: names before the noun stand for them ("the EU summit")."""
    start, words = noun.line.sentence.first, noun.scene.tokens.words
    ends = {m.last: m for m in noun.line.mentions if m.kind != "pronoun"}
    j = noun.i - 1
    while j >= start and noun.i - j < 8:
        mention = ends.get(j + 1)
        if mention is not None:
            noun.first = j + 1 if mention.genitive else mention.first
            noun.definite = mention.definite or mention.genitive
            if not mention.genitive:
                noun.fronts.append(mention)
            j = mention.first - 1
            break
        word = words[j]
        timed = any(t.first <= j < t.last for t in times_near(noun))
        if word[0].isupper() and not timed and noun.lower[j] not in noun.names.not_adjectives:
            noun.fronts.append(word)
        elif not timed and not (
            word[0].isalnum() and noun.lower[j] not in noun.names.not_adjectives and noun.scene.is_noun(j)
        ):
            break
        noun.adjectives.append(noun.lower[j])
        noun.first = j
        j -= 1
    if noun.first > start and j == noun.first - 1 and noun.lower[j] in noun.names.determiners:
        noun.possessive = noun.lower[j].startswith(noun.scene.syntax.possessive_stems)
        noun.definite = noun.lower[j] in noun.scene.syntax.demonstrative_or_definite
        noun.hypothetical = noun.lower[j] in noun.scene.syntax.hypothetical
        j -= 1
    if j >= start and noun.lower[j] in noun.names.prepositions and j != noun.clause.particle:
        front = noun.lower[j - 1] if j > start else ""
        noun.preposition = noun.words.compound_prepositions.get(front, noun.lower[j])


def times_near(noun: Noun) -> list[TimePhrase]:
    return noun.scene.times(noun.seat)


def is_adjective(noun: Noun, j: int) -> bool:
    lower = noun.lower[j]
    if lower in noun.scene.syntax.relative_possessives:
        return False
    return lower.endswith(noun.names.adjective_endings) and lower not in noun.names.not_adjectives and len(lower) > 3


def look_right(noun: Noun) -> Tail:
    """Parties, places and times, as long as each begins where the one before ended."""
    tail = Tail(last=noun.i + 1)
    pos = noun.i + 1
    limit = noun.line.sentence.last
    groups = {start_of(noun, g): g for g in noun.line.groups}
    places = {p.at: p for p in noun.line.places}
    for _ in range(8):
        if pos >= limit:
            break
        time = noun.scene.times_at.get(pos)
        if time is not None and time.type in ("DATE", "TIME", "DURATION", "SET"):
            if (
                time.edtf is not None
                and tail.when is None
                and time.type in ("DATE", "TIME")
                and not noun.scene.is_bound(time)
            ):
                tail.when = time
            pos = time.last
            continue
        place = places.get(pos)
        if place is not None and place.preposition and place.kind != "there":
            locality = noun.scene.locality(place)
            if locality is not None:
                if place.preposition in noun.frames.origin and place.preposition not in noun.scene.syntax.from_:
                    tail.origin = locality
                    pos = place.last
                    continue
                if place.preposition in noun.frames.goal | noun.frames.venue | noun.frames.passing:
                    tail.places.append((place.preposition, locality))
                    pos = take_joined(noun, place, tail)
                    continue
        group = groups.get(pos)
        if group is None:
            take_further(noun, pos, groups, places, tail)
            break
        if not take(noun, group, tail):
            break
        pos = group.last
        if pos < limit and noun.scene.tokens.words[pos] == "(":
            closing = next((j for j in range(pos, min(limit, pos + 6)) if noun.scene.tokens.words[j] == ")"), None)
            pos = closing + 1 if closing is not None else pos
    tail.last = pos
    return tail


def take_further(noun: Noun, pos: int, groups: dict[int, Group], places: dict[int, PlaceMention], tail: Tail) -> None:
    """Take partners told behind a place and "und": "nach Gesprächen mit X in Rom und mit Y in Wien"."""
    group = groups.get(pos + 1)
    if group is None or not (tail.partners and tail.places) or noun.lower[pos] not in noun.scene.syntax.and_:
        return
    if group.preposition in noun.frames.partner:
        place = places.get(group.last)
        where = noun.scene.locality(place) if place is not None and place.preposition in noun.frames.venue else None
        tail.further.append(([a for a in noun.scene.cast.parties_of(group) if a.kind != "place"], where))


def take_joined(noun: Noun, first: PlaceMention, tail: Tail) -> int:
    """Take the places joined to one: "nach Mali, Togo und Benin"; the token behind the last."""
    last = first
    for place in noun.line.places:
        joined = place.first == last.last + 1 and place.preposition == first.preposition and place.at == place.first
        if joined and noun.lower[last.last] in noun.scene.syntax.place_joiners and len(tail.joined) < MOST_PLACES:
            locality = noun.scene.locality(place)
            if locality is None:
                break
            tail.joined.append(locality)
            last = place
    return last.last


def start_of(noun: Noun, group: Group) -> int:
    mention = group.mentions[0]
    return mention.preposition if mention.preposition is not None else mention.first


def take(noun: Noun, group: Group, tail: Tail) -> bool:
    pairing = group.preposition in noun.words.between | noun.frames.partner
    meant = noun.scene.cast.parties_of(group) if pairing else noun.scene.cast.of_group(group)
    actors = [a for a in meant if a.kind != "place"]
    if not group.preposition:
        genitive = group.cases == "g" or group.mentions[0].genitive or "g" in group.cases
        if not genitive or not actors or group.mentions[0].kind == "pronoun":
            return False
        if group.cases not in ("g", "ngd", "gd") and not group.mentions[0].genitive:
            return False
        tail.owners.extend(actors)
        tail.any_owner = noun.lower[group.first] in noun.scene.syntax.indefinite
        return True
    if group.preposition in noun.words.between:
        tail.between.extend(actors)
        return True
    if group.preposition in noun.frames.partner and noun.clause.lemma in noun.scene.syntax.dealing_verbs:
        return False  # "befasst sich in einer Sitzung mit Mali"
    if group.preposition in noun.frames.partner or group.preposition in noun.rule.partner:
        tail.partners.extend(actors)
        return True
    if group.preposition in noun.frames.agent:
        if tail.owners or noun.possessive:
            return False  # "auf der Sitzung des Rates von Norwegen vorgeschlagen": the second hangs on the verb
        tail.owners.extend(actors)
        tail.by_agent = group.preposition in noun.scene.syntax.by_agent
        return bool(actors)
    if group.preposition in noun.scene.syntax.beside and actors and noun.rule.event in ("visit", "arrival"):
        tail.hosts.extend(actors)
        return True
    return False


def predicates(noun: Noun) -> bool:
    """Whether the noun only says what a happening told before is: "es ist das erste Treffen der beiden"."""
    if noun.preposition or noun.clause.lemma not in noun.scene.syntax.predicating_verbs or noun.clause.negated:
        return False
    first = min(a for a, _ in noun.clause.spans)
    return not noun.scene.syntax.there_is.isdisjoint(noun.lower[first : noun.first])


def subject_of(noun: Noun) -> list[Actor]:
    _, actors = noun.scene.subject(noun.seat)
    return [a for a in actors if a.kind in ("person", "state", "organisation") or (a.plural and a.high)]


def in_subject(noun: Noun) -> bool:
    group = noun.scene.slots(noun.seat).subject
    return group is not None and group.first <= noun.i < group.last
