"""Which rows of a view a filter leaves (`tracker.typed.filters`): words by the search index, the rest by the tables."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date

from tracker.projections.claims.facts import participations, strings
from tracker.projections.knowledge import Knowledge
from tracker.projections.names import fold, words_of
from tracker.projections.search import ENTRIES
from tracker.typed.filters import FilterError, Term, read_filter
from tracker.wording import say

_TABLE_OF = {
    "meetings": "happenings", "happenings": "happenings", "statements": "statements", "itineraries": "itineraries",
}  # fmt: skip
_ROWS_OF = {
    "itineraries": "SELECT key, happening FROM itineraries_happenings",
    "whereabouts": "SELECT person, key FROM whereabouts",
}
_STATUS_OF = {
    "announced": "planned", "rumoured": "unconfirmed", "under_way": "ongoing", "held": "occurred",
    "cancelled": "cancelled", "disputed": "denied",
}  # fmt: skip
"""What a statement, which has no state, is told as."""
_TOLD = "SELECT c.position, c.participants, c.place, c.from_place, c.source, c.via, c.outlet, c.topics, c.about"


def filtered(db: sqlite3.Connection, view: str, text: str, as_of: date, knowledge: Knowledge) -> set[int] | None:
    """The keys of the rows that a filter leaves; None where it leaves all.

    Args:
        view: meetings, happenings, itineraries, whereabouts or statements.
        as_of: decides what has lapsed, and what "yesterday" is.

    Raises:
        FilterError: the filter cannot be understood, or names a field that these rows do not have.
    """
    question = _Question(db, view, as_of, knowledge)
    found: set[int] | None = None
    for term in sorted(read_filter(text, as_of), key=lambda term: term.negated):
        if term.field == "" and not words_of(" ".join(term.values)):
            continue
        keys = question.rows(term)
        if term.negated:
            found = (question.everything() if found is None else found) - keys
        else:
            found = keys if found is None else found & keys
    return found


def claims_holding(db: sqlite3.Connection, text: str, knowledge: Knowledge) -> frozenset[int]:
    """The positions of the claims in which every word begins some word, or is another spelling of a name in it."""
    words = words_of(text)
    if not words:
        return frozenset()
    rows = db.execute(f"SELECT e.position FROM {ENTRIES} WHERE search MATCH ?", (_expression(words, knowledge),))
    return frozenset(row[0] for row in rows)


def _expression(words: Iterable[str], knowledge: Knowledge) -> str:
    """A full-text question for all of the words, each by its beginning or in another spelling of the same name."""
    return " AND ".join(
        "(" + " OR ".join([f'"{word}"*', *(_all_of(other) for other in sorted(knowledge.spellings(word)))]) + ")"
        for word in words
    )


def _all_of(words: str) -> str:
    return "(" + " AND ".join(f'"{word}"' for word in words.split()) + ")"


class _Question:
    """What is asked of one view."""

    def __init__(self, db: sqlite3.Connection, view: str, as_of: date, knowledge: Knowledge) -> None:
        self._db = db
        self._view = view
        self._today = as_of.toordinal()
        self._knowledge = knowledge

    def everything(self) -> set[int]:
        """The keys of all rows of the view."""
        table = _TABLE_OF.get(self._view)
        query = f"SELECT key FROM {table}" if table else "SELECT DISTINCT person FROM whereabouts"
        return {row[0] for row in self._db.execute(query)}

    def rows(self, term: Term) -> set[int]:
        """The rows for which a term holds, not yet turned round."""
        if term.field == "status" and self._view == "itineraries":
            return self._in_state("itineraries", term.values)
        if term.field == "":
            found: set[int] | None = None
            for word in words_of(" ".join(term.values)):
                keys = self._rows_of(self._told_in((word,)))
                found = keys if found is None else found & keys
            return found or set()
        return self._rows_of(self._happenings(term))

    def _rows_of(self, happenings: set[int]) -> set[int]:
        """The rows that are made of these happenings."""
        if self._view not in _ROWS_OF:
            return happenings
        return {key for key, happening in self._db.execute(_ROWS_OF[self._view]) if happening in happenings}

    def _happenings(self, term: Term) -> set[int]:
        match term.field:
            case "status":
                return self._in_state("happenings", term.values) | self._told_as(term.values)
            case "type":
                return self._of_type(term.values)
            case "country":
                return self._in_countries(term.values)
            case "by":
                raise FilterError(say("filters.only_log", field=term.field), remedy=say("filters.only_log_remedy"))
            case "since" | "until" | "on":
                return self._on_days(term)
            case _:
                return {key for value in term.values for key in self._saying(term.field, value)}

    def _told_in(self, words: Iterable[str]) -> set[int]:
        """The happenings with a claim in which every word begins some word."""
        rows = self._db.execute(
            f"SELECT DISTINCT m.key FROM {ENTRIES} JOIN happenings_members m ON m.claim = e.position"
            " WHERE search MATCH ?",
            (_expression(words, self._knowledge),),
        )
        return {row[0] for row in rows}

    def _saying(self, field: str, value: str) -> Iterator[int]:
        """The happenings with a claim that names something in one of the columns of a field."""
        words = words_of(value)
        if not words:
            return
        rows = self._db.execute(
            f"{_TOLD}, m.key FROM {ENTRIES} JOIN claims c ON c.position = e.position"
            " JOIN happenings_members m ON m.claim = e.position WHERE search MATCH ?",
            (_expression(words, self._knowledge),),
        )
        for _, participants, place, origin, source, via, outlet, topics, about, key in rows:
            told: Iterable[str | None]
            if field == "who":
                told = [
                    text for party in participations(participants) for text in (party.name, self._called(party.name))
                ]
            elif field == "place":
                told = (place, origin)
            elif field == "source":
                told = (source, via, outlet)
            else:
                told = (*strings(topics), about)
            if self._names(words, fold(" ".join(text for text in told if text)).split()):
                yield key

    def _called(self, name: str) -> str | None:
        actor = self._knowledge.known(name)
        return actor.name if actor is not None else None

    def _names(self, words: Iterable[str], told: list[str]) -> bool:
        return all(
            any(each.startswith(word) for each in told)
            or any(set(other.split()) <= set(told) for other in self._knowledge.spellings(word))
            for word in words
        )

    def _in_state(self, table: str, states: Iterable[str]) -> set[int]:
        found: set[int] = set()
        for state in states:
            over = "day > 0 AND day < ?"
            match state:
                case "lapsed":
                    condition, values = (
                        f"state = 'lapsed' OR state IN ('announced', 'rumoured') AND {over}",
                        [self._today],
                    )
                case "held":
                    condition, values = f"state = 'held' OR state = 'under_way' AND {over}", [self._today]
                case "announced" | "rumoured" | "under_way":
                    condition, values = f"state = '{state}' AND NOT ({over})", [self._today]
                case _:
                    condition, values = f"state = '{state}'", []
            found.update(row[0] for row in self._db.execute(f"SELECT key FROM {table} WHERE {condition}", values))
        return found

    def _told_as(self, states: Iterable[str]) -> set[int]:
        """Statements that are told with the status which leads to a state."""
        if self._view != "statements":
            return set()
        wanted = [_STATUS_OF[state] for state in states if state in _STATUS_OF]
        marks = ", ".join("?" * len(wanted))
        return {row[0] for row in self._db.execute(f"SELECT key FROM statements WHERE status IN ({marks})", wanted)}

    def _of_type(self, types: tuple[str, ...]) -> set[int]:
        marks = ", ".join("?" * len(types))
        found = {row[0] for row in self._db.execute(f"SELECT key FROM happenings WHERE type IN ({marks})", types)}
        if "statement" in types:
            found.update(row[0] for row in self._db.execute("SELECT key FROM statements"))
        return found

    def _in_countries(self, values: Iterable[str]) -> set[int]:
        found: set[int] = set()
        for value in values:
            actor = self._knowledge.known(value)
            code = value.upper() if len(value) == 2 else (actor.country if actor is not None else None)
            if code is None:
                raise FilterError(say("filters.no_country", value=value[:40]), remedy=say("filters.no_country_remedy"))
            rows = self._db.execute(
                "SELECT key FROM happenings WHERE place_country = ?1 OR parties LIKE '%\"' || ?1 || '\"%'"
                " UNION ALL SELECT key FROM statements WHERE country = ?1",
                (code,),
            )
            found.update(row[0] for row in rows)
        return found

    def _on_days(self, term: Term) -> set[int]:
        """What happens on the days, and what was said on them."""
        rows = self._db.execute(
            "SELECT key, earliest, latest FROM happenings WHERE earliest IS NOT NULL OR latest IS NOT NULL"
            " UNION ALL SELECT key, coalesce(day, public_from), coalesce(day, public_from) FROM statements"
        )
        return {key for key, earliest, latest in rows if term.holds_on(earliest, latest)}
