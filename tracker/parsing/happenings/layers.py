"""What the stages have found in a text so far, sentence by sentence: the ground that frames are read from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tracker.parsing.clauses.split import Clause
from tracker.parsing.mentions.mention import Mention
from tracker.parsing.places.find import PlaceMention
from tracker.parsing.text.tokens import Sentence, Tokens
from tracker.parsing.values import immutable

MOST_PLACES = 8
"""Places that one noun or verb is told of at most."""
_FAR = 8
"""Groups between people of one list, each with a place of his own, at most."""


@immutable
class Group:
    """Mentions that are joined ("A, B und C") and share preposition and case."""

    mentions: tuple[Mention, ...]
    preposition: str
    cases: str

    @property
    def first(self) -> int:
        """Its first token."""
        return self.mentions[0].first

    @property
    def last(self) -> int:
        """The token behind it."""
        return self.mentions[-1].last

    @property
    def plural(self) -> bool:
        """Whether it is several."""
        return len(self.mentions) > 1 or self.mentions[0].plural


@immutable
class Line:
    """One sentence with its layers; ``groups`` are the mentions, joined where they belong together."""

    index: int
    sentence: Sentence
    clauses: Sequence[Clause]
    mentions: Sequence[Mention]
    places: Sequence[PlaceMention]
    groups: Sequence[Group]
    owner: dict[int, int]
    seated: dict[int | None, list[Group]]

    def clause_at(self, token: int) -> int | None:
        """Index of the clause that owns a token."""
        return self.owner.get(token)

    def groups_of(self, clause: int) -> list[Group]:
        """The groups whose head stands in a clause."""
        return self.seated.get(clause, [])

    def places_of(self, clause: int) -> list[PlaceMention]:
        """The places in a clause."""
        if not self.places:
            return []
        return [p for p in self.places if self.owner.get(p.last - 1) == clause]


def line(
    tokens: Tokens,
    index: int,
    sentence: Sentence,
    clauses: Sequence[Clause],
    mentions: Sequence[Mention],
    places: Sequence[PlaceMention],
    joiners: frozenset[str],
    *,
    closed_lists: bool = False,
) -> Line:
    """Put the layers of a sentence together.

    Args:
        closed_lists: a list of mentions ends with a joiner ("A, B and C"); a comma alone joins none.
    """
    introducers = {clause.introducer for clause in clauses if clause.introducer is not None}
    # "um Putin zu treffen", "seit sie verhandeln": the word opens a clause and governs nobody.
    mentions = [
        replace(m, preposition=None)
        if m.preposition is not None
        and m.preposition in introducers
        and m.kind in ("person", "pronoun", "state", "organisation", "group")
        else m
        for m in mentions
    ]
    owner: dict[int, int] = {}
    for n, clause in enumerate(clauses):
        for first, last in clause.spans:
            owner.update(dict.fromkeys(range(first, last), n))
    groups = _groups(tokens, mentions, joiners)
    if closed_lists:
        groups = [part for group in groups for part in _closed(tokens, group)]
    seated: dict[int | None, list[Group]] = {}
    for group in groups:
        seated.setdefault(owner.get(group.mentions[0].head), []).append(group)
    return Line(index, sentence, clauses, mentions, places, groups, owner, seated)


def _groups(tokens: Tokens, mentions: Sequence[Mention], joiners: frozenset[str]) -> list[Group]:
    groups: list[Group] = []
    for mention in mentions:
        before = groups[-1] if groups else None
        if before is not None and _joins(tokens, before, mention, joiners) and _told_of(groups, mention) is None:
            cases = "".join(c for c in before.cases if c in mention.cases) or before.cases
            groups[-1] = Group((*before.mentions, mention), before.preposition, cases)
            continue
        told = _told_of(groups, mention)
        if told is not None and _joins_beyond(tokens, groups[-1], mention, joiners):
            people = groups[told]
            groups[told] = Group((*people.mentions, mention), people.preposition, people.cases)
            continue
        preposition = tokens.lower[mention.preposition] if mention.preposition is not None else ""
        groups.append(Group((mention,), preposition, mention.cases))
    return groups


def _told_of(groups: Sequence[Group], mention: Mention) -> int | None:
    """Which group ends in the person that the place before this person is told of: "A aus Oslo, B aus Rom"."""
    if len(groups) < 2 or mention.kind != "person" or len(groups[-1].mentions) > 1:
        return None
    place = groups[-1].mentions[0]
    if place.kind not in ("place", "state") or place.preposition is None:
        return None
    for n in range(len(groups) - 2, max(-1, len(groups) - 2 - _FAR), -1):
        person = groups[n].mentions[-1]
        if person.kind == "person" and person.last == place.preposition:
            return n
    return None


def _joins_beyond(tokens: Tokens, place: Group, mention: Mention, joiners: frozenset[str]) -> bool:
    """Whether a person joins the one before, across the place that is told of that one."""
    between = tokens.lower[place.last : mention.first]
    return (
        mention.preposition is None
        and between != []
        and len(between) < 3
        and all(word in joiners or word == "," for word in between)
    )


def _closed(tokens: Tokens, group: Group) -> list[Group]:
    """A group as it is where a joiner stands before its last mention, else each mention by itself."""
    if len(group.mentions) < 2 or tokens.words[group.mentions[-1].first - 1] != ",":
        return [group]
    return [
        Group((m,), tokens.lower[m.preposition] if m.preposition is not None else "", m.cases) for m in group.mentions
    ]


def _joins(tokens: Tokens, group: Group, mention: Mention, joiners: frozenset[str]) -> bool:
    between = tokens.lower[group.last : mention.preposition if mention.preposition is not None else mention.first]
    if not between or len(between) > 2 or any(word not in joiners and word != "," for word in between):
        return False
    if mention.preposition is not None and tokens.lower[mention.preposition] != group.preposition:
        return False
    if mention.kind == "pronoun" and group.mentions[-1].kind != "pronoun":
        return between != [","]
    return not (mention.genitive != group.mentions[0].genitive and len(between) == 1 and between[0] == ",")
