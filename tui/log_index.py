"""What the desk asks of the log's file directly: times by the thousand, hits of a search, the last event of a hand."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from events.model import CURATION_TYPES
from events.sqlite_log import SqliteLog
from tracker.typed.filters import FilterError, Term
from tracker.wording import say
from tui.presenters.clock import seconds

Found: TypeAlias = Callable[[str], frozenset[int]]
"""Answers words with the positions of the claims that hold them all."""

News: TypeAlias = tuple[Iterable[tuple[int, int]], Iterable[tuple[int, int]], Iterable[tuple[int, int]]]
"""Times as `tui.presenters.log_times.LogTimes.extend` takes them."""

_RECORDED = """
    SELECT CAST(strftime('%s', recorded_at) AS INTEGER) AS at, max(position) FROM event
    WHERE position > ? AND position <= ? GROUP BY at ORDER BY at
"""
_PUBLIC = """
    SELECT CAST(strftime('%s', coalesce((SELECT text FROM term WHERE id = published), recorded_at)) AS INTEGER) AS at,
           sum(events)
    FROM (SELECT published, CASE WHEN published IS NULL THEN recorded_at END AS recorded_at, count(*) AS events
          FROM event WHERE position > ? AND position <= ? GROUP BY 1, 2)
    GROUP BY at
"""
_AMENDED = """
    SELECT e.position,
           CAST(strftime('%s', coalesce((SELECT text FROM term WHERE id = e.published), e.recorded_at)) AS INTEGER)
    FROM (SELECT DISTINCT position FROM effect WHERE position > ? AND position <= ?) x
    JOIN event e ON e.position = x.position ORDER BY e.position
"""
_EVENTS = """
    FROM event e JOIN body b ON b.position = e.position
    JOIN term t ON t.id = e.type JOIN term a ON a.id = e.recorded_by
    WHERE e.position > ? AND e.position <= ?
"""
PUBLIC_BY = f"""
    CASE WHEN e.published IS NOT NULL
         THEN (SELECT CAST(strftime('%s', text) AS INTEGER) FROM term WHERE id = e.published) <= ?
         ELSE t.text IN ({", ".join(f"'{name}'" for name in CURATION_TYPES)}) OR e.recorded_at <= ? END
"""
_SAYS = "b.data LIKE ? ESCAPE '!' OR t.text LIKE ? ESCAPE '!' OR a.text LIKE ? ESCAPE '!'"
_BATCH = 4096


def read_times(log: SqliteLog, after: int) -> News:
    """When the events behind a position were recorded and published, each instant once."""
    head = log.head().position
    reader = log.reader()
    recorded, public, amended = (
        _packed(reader.execute(query, (after, head))) for query in (_RECORDED, _PUBLIC, _AMENDED)
    )
    return recorded, public, amended


def _packed(pairs: Iterable[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    """Pairs of numbers, read now and held in little room."""
    firsts, others = array("q"), array("q")
    for first, second in pairs:
        firsts.append(first)
        others.append(second)
    return zip(firsts, others, strict=True)


@dataclass(frozen=True, slots=True)
class Selection:
    """Which events of the log are wanted.

    Attributes:
        until: the last position that counts.
        terms: what a filter wants of them.
        stream: the stream that they belong to.
        published: what was public by this instant, by the rule of `tracker.projections.cutoff.Cutoff`.
    """

    until: int
    terms: tuple[Term, ...] = ()
    stream: str | None = None
    published: str | None = None

    @property
    def is_everything(self) -> bool:
        """Whether all events up to the last one are wanted, so that their positions are known without asking."""
        return not self.terms and self.stream is None and self.published is None


def selected(log: SqliteLog, selection: Selection, found: Found) -> Iterator[int]:
    """The positions of the wanted events in log order, in steps that can be broken off.

    Args:
        found: the claims of the views that hold a word in any spelling; what the log itself says is looked through
            letter by letter.

    Raises:
        FilterError: a term that events do not have.
    """
    conditions: list[str] = []
    values: list[str | int] = []
    words: list[str | int] = []
    texts: list[_Words] = []
    for term in selection.terms:
        if term.field in ("", "who", "place", "source", "topic"):
            alike = frozenset[int]().union(*(found(value) for value in term.values))
            texts.append(_Words(_any_of(_SAYS, term.values), alike, term.negated))
            words += [f"%{_escaped(value)}%" for value in term.values for _ in range(3)]
        else:
            condition, asked = _condition(term)
            conditions.append(f"NOT ({condition})" if term.negated else condition)
            values += asked
    if selection.stream is not None:
        conditions.append("e.stream = (SELECT id FROM term WHERE text = ?)")
        values.append(selection.stream)
    if selection.published is not None:
        conditions.append(PUBLIC_BY)
        values += public_values(selection.published)
    columns = "".join(f", {each.condition}" for each in texts)
    query = " AND ".join([f"SELECT e.position{columns} {_EVENTS}", *conditions]) + " ORDER BY e.position"
    reader = log.reader()
    for start in range(0, selection.until, _BATCH):
        window = (start, min(start + _BATCH, selection.until))
        for position, *says in reader.execute(query, (*words, *window, *values)):
            if all(each.holds(position, bool(said)) for each, said in zip(texts, says, strict=True)):
                yield position


def public_values(moment: str) -> list[str | int]:
    """What `PUBLIC_BY` asks for: the instant by which an event was public, by the rule of `Cutoff`."""
    return [seconds(moment), moment]


class _Words(NamedTuple):
    """Words that are looked for: as SQL in the event itself, and the claims that hold them in another spelling."""

    condition: str
    alike: frozenset[int]
    negated: bool

    def holds(self, position: int, said: bool) -> bool:
        return (said or position in self.alike) is not self.negated


def _any_of(condition: str, values: Sequence[str]) -> str:
    return "(" + " OR ".join([condition] * len(values)) + ")"


def _condition(term: Term) -> tuple[str, list[str | int]]:
    """A term about an event's own columns, in SQL."""
    match term.field:
        case "type":
            return f"t.text IN ({', '.join('?' * len(term.values))})", list(term.values)
        case "by":
            return _any_of("a.text LIKE ? ESCAPE '!'", term.values), [f"%{_escaped(value)}%" for value in term.values]
        case "since" | "until" | "on":
            span = [term.first.isoformat() if term.first else "", f"{term.last.isoformat() if term.last else ''}~"]
            return "coalesce((SELECT text FROM term WHERE id = e.published), e.recorded_at) BETWEEN ? AND ?", [*span]
        case _:
            raise FilterError(say("filters.not_here", field=term.field), remedy=say("filters.log"))


def _escaped(word: str) -> str:
    return word.replace("!", "!!").replace("%", "!%").replace("_", "!_")
