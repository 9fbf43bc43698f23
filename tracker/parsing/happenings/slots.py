"""Who is subject, object and partner in a clause: read from case, position and the verb's number."""

from __future__ import annotations

from tracker.parsing.clauses.split import Clause
from tracker.parsing.happenings.layers import Group, Line
from tracker.parsing.packs.syntax import Syntax
from tracker.parsing.text.tokens import Tokens
from tracker.parsing.values import immutable


@immutable
class Slots:
    """The parties of a clause by function; groups that a preposition governs are in ``governed``."""

    subject: Group | None
    objects: tuple[Group, ...]
    governed: tuple[Group, ...]


def slots(tokens: Tokens, line: Line, number: int, words: Syntax) -> Slots:
    """The slots of a clause; only groups with a word in it count."""
    clause = line.clauses[number]
    free: list[Group] = []
    governed: list[Group] = []
    for group in line.groups_of(number):
        if group.preposition or (group.last < len(tokens) and tokens.lower[group.last] in words.postpositions):
            governed.append(group)
        elif group.cases != "g" and not group.mentions[0].genitive:
            free.append(group)
    # An infinitive has no subject of its own: "um Minister X zu treffen".
    if clause.kind != "infinitive" and plural_verb(tokens, clause, words) is False:
        free = [_one_person(tokens, g, words) for g in free]
    subject = None if clause.kind == "infinitive" else _subject(tokens, clause, free, words)
    if subject is not None and _goes_on(tokens, clause, words) and set(subject.cases) != {"n"}:
        subject = None
    return Slots(subject, tuple(g for g in free if g is not subject), tuple(governed))


def _one_person(tokens: Tokens, group: Group, words: Syntax) -> Group:
    """A group without the office that its named person holds too: "der Parteichef und Kanzler X reiste"."""
    if len(group.mentions) != 2 or "n" not in group.cases or "a" in group.cases:
        return group
    office, person = group.mentions
    held = office.kind == person.kind == "person" and office.role is not None and not office.name and office.definite
    bare = tokens.lower[person.first - 1] in words.and_ and tokens.words[person.first][0].isupper()
    same = not (office.countries and person.countries) or office.countries == person.countries
    if not (held and bare and same and person.role is not None and person.name) or person.definite:
        return group
    return Group((person,), group.preposition, group.cases)


def plural_verb(tokens: Tokens, clause: Clause, words: Syntax) -> bool | None:
    """Whether the finite verb is a plural; None where there is none, or where no form tells."""
    if clause.finite is None or not words.plural_verb_endings:
        return None
    return tokens.lower[clause.finite].endswith(words.plural_verb_endings)


def _subject(tokens: Tokens, clause: Clause, free: list[Group], words: Syntax) -> Group | None:
    candidates = [g for g in free if "n" in g.cases]
    if not candidates:
        return None
    acting = [g for g in candidates if g.mentions[0].kind != "place"]
    candidates = acting or candidates
    candidates = [g for g in candidates if not _attribute(tokens, g, free, words)] or candidates
    plural = plural_verb(tokens, clause, words)
    for group in candidates:
        # A pronoun in the nominative leaves no doubt.
        if group.mentions[0].kind == "pronoun" and group.cases == "n":
            return group
    fitting = [g for g in candidates if plural is None or g.plural == plural or _either(g)]
    strict = [g for g in fitting if "a" not in g.cases]
    return (strict or fitting or candidates)[0]


def _attribute(tokens: Tokens, group: Group, free: list[Group], words: Syntax) -> bool:
    """Whether a group right behind another noun is its genitive: "nach Angaben der Regierung"."""
    before = group.first - 1
    return (
        before >= 0
        and tokens.lower[group.first] in words.genitive_articles
        and "g" in group.cases
        and tokens.words[before][0].isupper()
        and tokens.words[before].isalpha()
        and all(other.last != group.first for other in free)
    )


def _goes_on(tokens: Tokens, clause: Clause, words: Syntax) -> bool:
    """Whether a clause begins with its verb behind "und", its subject told before: "kam an und traf den König"."""
    return (
        clause.kind == "main"
        and clause.shares is not None
        and clause.first > 0
        and (clause.finite is None or clause.finite == clause.first)
        and tokens.lower[clause.first - 1] in words.and_
    )


def _either(group: Group) -> bool:
    """Whether number does not show: "sie", a body or people by a plural name."""
    mention = group.mentions[0]
    return mention.kind in ("pronoun", "source", "organisation") or mention.plural
