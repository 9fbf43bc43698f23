"""All layers of a text together, and the questions that frames ask of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from tracker.parsing.cast.actors import Actor
from tracker.parsing.cast.coreference import Cast
from tracker.parsing.clauses.split import Clause
from tracker.parsing.happenings.layers import Group, Line
from tracker.parsing.happenings.slots import Slots
from tracker.parsing.packs.pack import Pack
from tracker.parsing.packs.syntax import Syntax, syntax
from tracker.parsing.places.find import PlaceMention
from tracker.parsing.places.localities import Locality
from tracker.parsing.text.tokens import Tokens
from tracker.parsing.times.find import TimePhrase


class Seat(NamedTuple):
    """A clause by its place in the text: index of the line, index of the clause in it."""

    line: int
    clause: int


@dataclass
class Draft:
    """A happening as one trigger tells it, before it is merged with what other triggers tell.

    Attributes:
        parties: actors with their roles, in order.
        spans: characters of the clauses that assert it.
        weak: status that the words only suggest; a clear one beats it.
        anaphoric: it points back to a happening told before ("das Treffen") and is none of its own.
        joining: somebody else takes part in what it points to ("an dem Treffen nahm auch … teil").
        again: it is told as one more of its kind ("die nächste Runde"), with the parties of the one before.
        beside: a noun tells it beside what the clause tells ("nach dem Besuch").
        unattributed: the words name nobody who vouches for it.
        vouched_by_newsroom: so below the lead, whose claims have their sources in the text behind it.
        needs_source: it counts only where somebody other than the newsroom vouches for it.
        lasting: where nothing is found that it points to, it is one of its own after all.
        why: for each field, the characters it was read from, each once, in order.
    """

    event: str
    rule: str
    first: int
    last: int
    seat: Seat
    parties: list[tuple[Actor, str]]
    place: Locality | None = None
    origin: Locality | None = None
    status: str = "occurred"
    weak: bool = False
    when: TimePhrase | None = None
    spans: list[tuple[int, int]] = field(default_factory=list)
    name: str = ""
    topics: list[str] = field(default_factory=list)
    channel: str = ""
    conveyance: str = ""
    anaphoric: bool = False
    gathering: bool = False
    beside: bool = False
    lasting: bool = False
    needs_source: bool = False
    again: bool = False
    joining: bool = False
    place_hedge: str = ""
    sources: list[tuple[str, str | None]] = field(default_factory=list)
    unattributed: bool = False
    vouched_by_newsroom: bool = False
    doubts: list[tuple[str, str]] = field(default_factory=list)
    why: dict[str, dict[tuple[int, int], None]] = field(default_factory=dict)

    def because(self, name: str, start: int, end: int) -> None:
        """Note the characters behind a field."""
        known = self.why.setdefault(name, {})
        if end > start:
            known.setdefault((start, end))

    def actors(self) -> list[Actor]:
        """Its parties without their roles."""
        return [actor for actor, _ in self.parties]


class Scene:
    """The layers of one text."""

    def __init__(
        self,
        tokens: Tokens,
        lines: Sequence[Line],
        cast: Cast,
        localities: dict[tuple[int, int], Locality],
        times: Sequence[TimePhrase],
        day: date | None,
        pack: Pack,
    ) -> None:
        self.tokens = tokens
        self.lines = lines
        self.cast = cast
        self.day = day
        self.pack = pack
        self._localities = localities
        self._times: dict[Seat, list[TimePhrase]] = {}
        self.times_at: dict[int, TimePhrase] = {}
        self.syntax: Syntax = syntax(pack.language)
        self.plain = pack.strategy == "svo"
        words = pack.table("frames")["words"]
        # Words behind which a clause takes time and place from the clause above ("wo"), and nouns that keep a place
        # behind them for themselves ("Krieg in der Ukraine").
        self.inheriting: frozenset[str] = frozenset(words["inheriting"])
        self.abstract: frozenset[str] = frozenset(words["abstract"])
        self._offices: dict[int, frozenset[int]] = {}
        self._mentioned: dict[int, frozenset[int]] = {}
        self._line_of: dict[int, int] = {}
        for line in lines:
            self._line_of.update(dict.fromkeys(range(line.sentence.first, line.sentence.last), line.index))
        for time in times:
            self.times_at[time.first] = time
            seat = self.seat_of(time.last - 1) or self.seat_of(time.first)
            if seat is not None:
                self._times.setdefault(seat, []).append(time)

    @cached_property
    def lead_end(self) -> int:
        """Where the first paragraph ends, in characters; in a text without paragraphs the second sentence."""
        end = self.tokens.text.find("\n\n")
        return end if end > 0 else self.lines[min(1, len(self.lines) - 1)].sentence.end

    def seat_of(self, token: int) -> Seat | None:
        """The clause that owns a token."""
        index = self._line_of.get(token)
        if index is None:
            return None
        clause = self.lines[index].clause_at(token)
        return None if clause is None else Seat(index, clause)

    def clause(self, seat: Seat) -> Clause:
        """The clause at a seat."""
        return self.lines[seat.line].clauses[seat.clause]

    def parent(self, seat: Seat) -> Seat | None:
        """The clause that a clause hangs on."""
        parent = self.clause(seat).parent
        return None if parent is None else Seat(seat.line, parent)

    def slots(self, seat: Seat) -> Slots:
        """The parties of a clause by function."""
        return self.cast.slots(seat.line, seat.clause)

    def times(self, seat: Seat) -> list[TimePhrase]:
        """The phrases of time in a clause."""
        return self._times.get(seat, [])

    def places(self, seat: Seat) -> list[tuple[PlaceMention, Locality]]:
        """The resolved places in a clause."""
        known = [(p, self.locality(p)) for p in self.lines[seat.line].places_of(seat.clause)]
        return [(p, locality) for p, locality in known if locality is not None and not locality.is_water]

    def locality(self, place: PlaceMention) -> Locality | None:
        """What a place means."""
        return self._localities.get((place.first, place.last))

    def is_noun(self, token: int) -> bool:
        """Whether a word may be a noun: by its capital where nouns have one, else where it is no verb."""
        if not self.plain:
            return self.tokens.words[token][0].isupper()
        seat = self.seat_of(token)
        return seat is None or all(verb.token != token for verb in self.clause(seat).verbs)

    def chars(self, first: int, last: int) -> tuple[int, int]:
        """Tokens as characters."""
        return self.tokens.starts[first], self.tokens.ends[last - 1]

    def span(self, seat: Seat) -> tuple[int, int]:
        """The characters of a clause."""
        clause = self.clause(seat)
        return clause.start, clause.end

    def is_bound(self, time: TimePhrase) -> bool:
        """Whether a phrase of time hangs on a noun that happens at another time ("seit 2019")."""
        return self.tokens.lower[time.first] in self.syntax.bounding and time.edtf is not None and "/" in time.edtf

    def office_tokens(self, line: int) -> frozenset[int]:
        """The tokens of offices and groups in a sentence."""
        if line not in self._offices:
            people = [m for m in self.lines[line].mentions if m.role is not None]
            self._offices[line] = frozenset(
                i for m in people for i in range(m.head + 1 if not m.name else m.first, m.last)
            )
        return self._offices[line]

    def mention_tokens(self, line: int) -> frozenset[int]:
        """The tokens of the mentions of a sentence."""
        if line not in self._mentioned:
            self._mentioned[line] = frozenset(i for m in self.lines[line].mentions for i in range(m.first, m.last))
        return self._mentioned[line]

    # --- who is subject, also of clauses without one ---

    def subject(self, seat: Seat, depth: int = 0) -> tuple[Group | None, tuple[Actor, ...]]:
        """The subject of a clause; some clauses take it from the one that they hang on."""
        own = self.slots(seat).subject
        if own is not None:
            return own, self.cast.of_group(own)
        if depth > 4:
            return None, ()
        clause = self.clause(seat)
        if clause.kind == "relative" and clause.introducer is not None:
            return None, self.antecedent(seat)
        if clause.shares is not None and clause.shares != seat.clause:
            return self.subject(Seat(seat.line, clause.shares), depth + 1)
        if clause.kind == "infinitive" and clause.parent is not None:
            above = Seat(seat.line, clause.parent)
            told = [g for g in self.slots(above).objects if g.last <= clause.first]
            if told and self.clause(above).lemma in self.syntax.object_controllers:
                return told[-1], self.cast.of_group(told[-1])
            return self.subject(Seat(seat.line, clause.parent), depth + 1)
        return None, ()

    def antecedent(self, seat: Seat) -> tuple[Actor, ...]:
        """Whom a relative pronoun means: the mention right before its clause."""
        clause = self.clause(seat)
        line = self.lines[seat.line]
        before = [g for g in line.groups if g.last <= clause.first and clause.first - g.last <= 12]
        if not before:
            return ()
        group = before[-1]
        if clause.introducer is not None and self.tokens.lower[clause.introducer] in self.syntax.singular_relatives:
            return self.cast.meant_by(group.mentions[-1])
        return self.cast.of_group(group)

    def antecedent_place(self, seat: Seat) -> Locality | None:
        """Which place "wo" means: the last one before its clause in the sentence."""
        clause = self.clause(seat)
        before = [p for p in self.lines[seat.line].places if p.last <= clause.first]
        for place in reversed(before):
            if place.preposition and (locality := self.locality(place)) is not None:
                return locality
        return self.locality(before[-1]) if before else None
