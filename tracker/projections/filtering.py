"""Which rows of a view a filter leaves (`tracker.typed.filters`): words by the search index, the rest by the tables."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date

from tracker.projections.happenings.abouts import in_state, of_state
from tracker.projections.knowledge import Knowledge
from tracker.projections.names import words_of
from tracker.projections.search import ENTRIES
from tracker.typed.filters import FilterError, Term, read_filter
from tracker.wording import say

_TABLE_OF = {"statements": "statements", "itineraries": "itineraries", "whereabouts": "whereabouts_newest"}
"""Where the keys of a view's rows are; those of the others are happenings'."""
_ROWS_OF = {
    "itineraries": "SELECT DISTINCT r.key FROM json_each(?) q JOIN itineraries_happenings r ON r.happening = q.value",
    "whereabouts": "SELECT DISTINCT r.person FROM json_each(?) q JOIN whereabouts r ON r.key = q.value",
}
"""Views whose rows are made of happenings: which rows some happenings are in."""
_STATUS_OF = {
    "announced": "planned", "rumoured": "unconfirmed", "under_way": "ongoing", "held": "occurred",
    "cancelled": "cancelled", "disputed": "denied",
}  # fmt: skip
"""What a statement, which has no state, is told as."""


def filtered(db: sqlite3.Connection, view: str, text: str, as_of: date, knowledge: Knowledge) -> set[int] | None:
    """The keys of the rows that a filter leaves; None where it leaves all.

    Args:
        view: one whose keys are those of happenings, or itineraries, whereabouts, statements.
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
        table = _TABLE_OF.get(self._view, "happenings")
        return self._keys(f"SELECT {'person' if self._view == 'whereabouts' else 'key'} FROM {table}")

    def rows(self, term: Term) -> set[int]:
        """The rows for which a term holds, not yet turned round."""
        if term.field == "status" and self._view == "itineraries":
            return self._in_state("itineraries", term.values)
        if term.field == "":
            words = words_of(" ".join(term.values))
            return set.intersection(*(self._rows_of(self._told_in((word,))) for word in words))
        return self._rows_of(self._happenings(term))

    def _keys(self, query: str, values: Sequence[object] = ()) -> set[int]:
        return {row[0] for row in self._db.execute(query, values)}

    def _rows_of(self, happenings: set[int]) -> set[int]:
        """The rows that are made of these happenings."""
        query = _ROWS_OF.get(self._view)
        return happenings if query is None else self._keys(query, (json.dumps(list(happenings)),))

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
                return set().union(*(self._told_in(words_of(value), term.field) for value in term.values))

    def _told_in(self, words: Sequence[str], field: str = "") -> set[int]:
        """The happenings with a claim in which every word begins some word, of one field or of any."""
        if not words:
            return set()
        among = f"{{{field}}} : " if field else ""
        return self._keys(
            f"SELECT DISTINCT m.key FROM {ENTRIES} JOIN happenings_members m ON m.claim = e.position"
            " WHERE search MATCH ?",
            (f"{among}({_expression(words, self._knowledge)})",),
        )

    def _in_state(self, table: str, states: Iterable[str]) -> set[int]:
        found: set[int] = set()
        for state in states:
            over = "day > 0 AND day < ?"
            match state:
                case "lapsed":
                    conditions = [f"state = 'announced' AND {over}", f"state = 'rumoured' AND {over}"]
                case "held":
                    conditions = ["state = 'held'", f"state = 'under_way' AND {over}"]
                case "announced" | "rumoured" | "under_way":
                    conditions = [f"state = '{state}' AND NOT ({over})"]
                case _:
                    conditions = [f"state = '{state}'"]
            for condition in conditions:
                values = (self._today,) if over in condition else ()
                found |= self._keys(f"SELECT key FROM {table} WHERE {condition}", values)
        return found

    def _told_as(self, states: Iterable[str]) -> set[int]:
        """Statements that are told with the status which leads to a state."""
        if self._view != "statements":
            return set()
        wanted = [_STATUS_OF[state] for state in states if state in _STATUS_OF]
        return self._keys(f"SELECT key FROM statements WHERE status IN ({_marks(wanted)})", wanted)

    def _of_type(self, types: Sequence[str]) -> set[int]:
        if self._view == "statements":
            return self.everything() if "statement" in types else set()
        return self._keys(f"SELECT key FROM happenings WHERE type IN ({_marks(types)})", types)

    def _in_countries(self, values: Iterable[str]) -> set[int]:
        found: set[int] = set()
        for value in values:
            actor = self._knowledge.known(value)
            code = value.upper() if len(value) == 2 else (actor.country if actor is not None else None)
            if code is None:
                raise FilterError(say("filters.no_country", value=value[:40]), remedy=say("filters.no_country_remedy"))
            if self._view == "statements":
                found |= self._keys("SELECT key FROM statements WHERE country = ?", (code,))
            else:
                about = "SELECT key FROM happenings_subjects WHERE subject IN (?, ?)"
                found |= self._keys(about, (in_state(code), of_state(code)))
        return found

    def _on_days(self, term: Term) -> set[int]:
        """What happens on the days, and what was said on them."""
        first, last = (day.isoformat() if day else None for day in (term.first, term.last))
        if self._view == "statements":
            return self._keys(
                "SELECT key FROM statements WHERE said BETWEEN coalesce(?, '') AND coalesce(?, '~')", (first, last)
            )
        return self._keys(
            "SELECT key FROM happenings WHERE dated = 1 AND (?1 IS NULL OR latest IS NULL OR latest >= ?1)"
            " AND (?2 IS NULL OR begins <= ?2 OR begins = latest AND width > 0)",
            (first, last),
        )


def _marks(values: Sequence[str]) -> str:
    return ", ".join("?" * len(values))
