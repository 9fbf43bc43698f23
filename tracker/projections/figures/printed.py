"""Printed figures beside reckoned ones: whom and what they are about, and whether the two agree (DOMAIN 3.7, 3.9)."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tracker.projections.claims.facts import participations
from tracker.projections.knowledge import Knowledge
from tracker.projections.names import fold, fold_text
from tracker.projections.reckoned_rows import ContradictionRow, PrintedFigure, Side, StreakRow
from tracker.projections.rows import ItineraryRow

_KIND_OF = {"first_trip": "trip", "first_visit": "visit", "meetings": "meeting"}
_AHEAD = timedelta(days=31)
"""So long before a journey or a meeting articles already call it the first since then."""
_SHORT = 3


@dataclass(frozen=True, slots=True)
class Printed:
    """A figure with its article.

    Attributes:
        kind, about, figure: of the figure.
        before: what stands before its sentence.
        names: of the persons in the article, by key; travellers: the keys of those whom it has travel.
        named: the keys of those whom the sentence names.
        countries: codes of the states that the sentence names.
        happenings: ids of those that the article reports.
    """

    kind: str
    about: str
    figure: PrintedFigure
    before: str
    names: Mapping[str, str]
    travellers: frozenset[str]
    named: frozenset[str]
    countries: frozenset[str]
    happenings: frozenset[str]

    def means(self, key: str, among: Collection[str]) -> bool:
        """Whether it is about somebody: one whom the sentence names, else the one of a few who was named last."""
        return key in (self.named or _spoken_of(self.before, {one: self.names[one] for one in among}))


def printed(db: sqlite3.Connection, knowledge: Knowledge) -> list[Printed]:
    """The figures of all articles of which a claim stands, in log order."""
    rows = db.execute(
        "SELECT document, position, kind, about, value, since_from, since_to, sentence, before FROM figures"
        " ORDER BY position"
    ).fetchall()
    articles = _articles(db, {row[0] for row in rows})
    found = []
    for document, position, kind, about, value, since_from, since_to, sentence, before in rows:
        if document in articles:
            outlet, published, parties, travellers, happenings = articles[document]
            figure = PrintedFigure(
                sentence, outlet, published[:10], document, position, value, since_from, since_to, None
            )
            words = fold_text(sentence).split()
            named = frozenset(key for key, name in parties.items() if _last(name, words) >= 0)
            countries = frozenset(filter(None, (_country(word, knowledge) for word in words)))
            article = (before, parties, travellers, named, countries, happenings)
            found.append(Printed(kind, about, figure, *article))
    return found


_Article = tuple[str | None, str, Mapping[str, str], frozenset[str], frozenset[str]]
"""Outlet, publication, persons by key, the keys of those who travel, ids of the happenings."""


def _articles(db: sqlite3.Connection, documents: Iterable[str]) -> dict[str, _Article]:
    rows = db.execute(
        "SELECT c.document, c.outlet, c.public_from, c.participants, f.id FROM claims c"
        " JOIN happenings_members m ON m.claim = c.position JOIN claims f ON f.position = m.key"
        " WHERE c.retracted = 0 AND c.document IN (SELECT value FROM json_each(?)) ORDER BY c.position",
        (json.dumps(sorted(documents)),),
    )
    found: dict[str, _Article] = {}
    for document, outlet, published, participants, happening in rows:
        known = found.get(document, (outlet, published, {}, frozenset(), frozenset()))
        persons = [party for party in participations(participants) if party.kind == "person"]
        travelling = {party.key for party in persons if party.role == "traveller"}
        names = {**known[2], **{party.key: party.name for party in persons}}
        found[document] = (outlet, published, names, known[3] | travelling, known[4] | {happening})
    return found


def _last(name: str, words: Sequence[str]) -> int:
    """Where one of the names that somebody goes by stands last; -1 for nowhere."""
    parts = {part for part in fold(name).split() if len(part) >= _SHORT}
    return max((place for place, word in enumerate(words) if word in parts), default=-1)


def _spoken_of(before: str, travellers: Mapping[str, str]) -> frozenset[str]:
    """The traveller whom some words name last; where they name none, the only one."""
    words = fold_text(before).split()
    places = {key: _last(name, words) for key, name in travellers.items()}
    latest = max(places, key=places.__getitem__, default=None)
    if latest is None or (places[latest] < 0 and len(places) > 1):
        return frozenset()
    return frozenset({latest})


def _country(word: str, knowledge: Knowledge) -> str | None:
    actor = knowledge.known(word)
    return actor.country if actor is not None and actor.kind == "state" else None


def with_printed(rows: Iterable[StreakRow], found: Sequence[Printed]) -> list[StreakRow]:
    """The streaks, each with what articles print of the same."""
    firsts = [one for one in found if one.kind == "first"]
    return [replace(row, printed=tuple(_about(row, firsts))) for row in rows] if firsts else list(rows)


def _about(row: StreakRow, firsts: Iterable[Printed]) -> Iterator[PrintedFigure]:
    for one in firsts:
        if one.about == _KIND_OF.get(row.kind) and _concerns(one, row):
            yield replace(one.figure, agrees=_agrees(row, one.figure))


def _concerns(one: Printed, row: StreakRow) -> bool:
    if row.kind == "meetings":
        return row.happening in one.happenings
    if not one.means(row.id.split(" | ")[1], one.travellers):
        return False
    if row.kind == "first_visit" and row.other not in one.countries:
        return False
    return one.figure.published >= (date.fromisoformat(row.day) - _AHEAD).isoformat()


def _agrees(row: StreakRow, figure: PrintedFigure) -> bool | None:
    """Whether the one before lies where the article says; None where the log cannot know of one."""
    assert figure.since_from is not None
    assert figure.since_to is not None
    if row.since is not None:
        in_log = figure.since_from <= row.since <= figure.since_to
        return in_log if in_log or row.covered or row.since > figure.since_to else None
    return False if row.covered and (row.known_from or "") <= figure.since_from else None


def miscounted(
    journeys: Iterable[ItineraryRow], streaks: Iterable[StreakRow], found: Sequence[Printed]
) -> Iterator[ContradictionRow]:
    """Where articles print another figure than the one that is reckoned.

    Args:
        journeys: of everybody.
        streaks: with what is printed of them.
        found: all printed figures.
    """
    made = [journey for journey in journeys if journey.days]
    other_days: dict[str, list[PrintedFigure]] = {}
    for one in found if made else ():
        told = [journey for journey in made if one.happenings.intersection(journey.happenings)]
        among = {journey.traveller_key for journey in told} & one.names.keys()
        for journey in told if one.kind == "days" else ():
            if one.figure.value != journey.days and one.means(journey.traveller_key, among):
                other_days.setdefault(journey.id, []).append(one.figure)
    for journey in made:
        if journey.days and (other := other_days.get(journey.id)):
            size = max(abs((figure.value or 0) - journey.days) for figure in other)
            yield _row(journey.id, "journey", journey.traveller, "days", str(journey.days), other, size)
    for row in streaks:
        other = [figure for figure in row.printed if figure.agrees is False]
        if other:
            kind = "summit" if row.kind == "meetings" else "journey"
            title = f"{row.subject} · {row.other}" if row.kind == "meetings" else row.subject
            yield _row(row.happening, kind, title, "since", row.since or "", other, None)


def _row(
    id: str, kind: str, title: str, field: str, reckoned: str, other: Sequence[PrintedFigure], days: int | None
) -> ContradictionRow:
    by_value: dict[str, list[PrintedFigure]] = {}
    for figure in other:
        told = str(figure.value) if field == "days" else f"{figure.since_from}/{figure.since_to}"
        by_value.setdefault(told, []).append(figure)
    sides = [Side(reckoned, True, (), (), False, ())]
    for value, figures in by_value.items():
        outlets = tuple(dict.fromkeys(figure.outlet or figure.document[:12] for figure in figures))
        sides.append(Side(value, False, outlets, ("F",) * len(outlets), False, ()))
    return ContradictionRow(
        key=min(figure.position for figure in other),
        id=id,
        type=kind,
        title=title,
        field=field,
        kind="count",
        sides=tuple(sides),
        days=days,
        km=None,
        since=min(figure.published for figure in other),
        resolution="open",
        origins=len({outlet for side in sides for outlet in side.sources}),
    )
