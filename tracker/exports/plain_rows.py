"""All views as rows of plain tables (``plain_tables.sql``), those that are pointed at before those that point."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from tracker.exports.foreign_text import one_sentence
from tracker.exports.judgements import sentences
from tracker.exports.subject import Subject
from tracker.projections.reckoned_rows import ContradictionRow, StreakRow
from tracker.projections.rows import Field, ItineraryRow, MeetingDossier
from tracker.summaries import plain

Row = tuple[str, Mapping[str, Any]]
"""The name of a table, and a row of it by the names of its columns."""


def plain_rows(subject: Subject) -> Iterator[Row]:
    """Every row with its table, at the subject's cut-off.

    With a search, rows that would point at something that it does not find lose that pointer or are left out.
    """
    for name, value in subject.stamp.as_dict().items():
        yield "export", {"name": name, "value": str(value)}
    dossiers, statements = list(subject.dossiers()), list(subject.statements())
    documents = dict.fromkeys(report.document for dossier in dossiers for report in dossier.reports)
    articles: set[str] = set()
    for document in (*documents, *dict.fromkeys(statement.document for statement in statements)):
        article = subject.articles.get(document) if document and document not in articles else None
        if article is not None:
            articles.add(article.id)
            yield "articles", asdict(article)
    board = {row.id: place for place, row in enumerate(subject.happenings("meetings"), 1)}
    known = {dossier.row.id for dossier in dossiers}
    for dossier in dossiers:
        yield from _of_happening(dossier, articles, on_board=dossier.row.id in board)
    for id, place in board.items():
        if id in known:
            yield "meetings", {"place": place, "happening": id}
    journeys = list(subject.journeys())
    for journey in journeys:
        yield from _of_journey(journey, known)
    for where in subject.whereabouts():
        if where.happening in known:
            yield "whereabouts", _without(asdict(where), "key", "expected")
    for statement in statements:
        document = statement.document if statement.document in articles else None
        yield "statements", {**_without(asdict(statement), "key"), "document": document}
    said = {statement.id for statement in statements}
    for told, happening in subject.views.told_of():
        if told in said and happening in known:
            yield "statements_happenings", {"statement": told, "happening": happening}
    yield from _reckoned(subject, known, {journey.id for journey in journeys}, articles)


def _of_happening(dossier: MeetingDossier, articles: set[str], *, on_board: bool) -> Iterator[Row]:
    row = dossier.row
    yield "happenings", {**_without(asdict(row), "key", "parties"), "on_board": on_board}
    for party in row.parties:
        yield "parties", {"happening": row.id, **asdict(party)}
    for report in dossier.reports:
        told = _without(asdict(report), "spans", "quote")
        document = report.document if report.document in articles else None
        quote = one_sentence(report.quote) or None
        yield "reports", {**told, "happening": row.id, "document": document, "quote": quote}
    reports = {report.event_id for report in dossier.reports}
    for field in dossier.fields:
        yield from _of_field(row.id, field, reports)
    for number, change in enumerate(dossier.history, 1):
        yield "transitions", {"happening": row.id, "number": number, **asdict(change)}
    for one in dossier.assessments:
        *judgement, _, _ = sentences(one)
        told = {"happening": row.id, "position": one.position, "recorded_at": one.recorded_at}
        told |= {"author": one.judgement.author, "rationale": one.judgement.rationale}
        yield "judgements", {**told, "judgement": " ".join(judgement)}


def _of_field(happening: str, field: Field, reports: set[str]) -> Iterator[Row]:
    for value in (field.shown, *field.alternatives):
        yield (
            "fields",
            {
                "happening": happening,
                "name": field.name.partition(":")[0],
                "subject": field.subject,
                "value": value.value,
                "shown": value is field.shown,
                "contradiction": field.contradiction,
                "source": value.origin,
                "event_id": value.event_id if value.event_id in reports else None,
            },
        )


def _of_journey(journey: ItineraryRow, known: set[str]) -> Iterator[Row]:
    yield "journeys", _without(asdict(journey), "key", "legs", "stays", "purpose", "topics", "happenings")
    for happening in journey.happenings:
        if happening in known:
            yield "journeys_happenings", {"journey": journey.id, "happening": happening}
    for stay in journey.stays:
        yield "stays", {"journey": journey.id, **asdict(stay)}
    for leg in journey.legs:
        ends = {
            name: id if id in known else None for name, id in (("departure", leg.departure), ("arrival", leg.arrival))
        }
        yield "legs", {"journey": journey.id, **asdict(leg), **ends}


def _reckoned(subject: Subject, known: set[str], journeys: set[str], articles: set[str]) -> Iterator[Row]:
    views, search = subject.views, subject.stamp.search
    for place, line in enumerate(views.timeline(search=search), 1):
        yield "timeline", {"place": place, "happening": line.id, **_only(asdict(line), "day", "dated", "statements")}
    for place, date in enumerate(views.calendar(search=search), 1):
        yield "calendar", {"place": place, "happening": date.id, **_only(asdict(date), "part", "due", "overdue")}
    for support in views.corroboration(search=search):
        told = _without(asdict(support), "key", "id", "type", "title", "state", "reports", "outlets", "origins", "tree")
        yield "corroboration", {"happening": support.id, **told}
        for origin in support.tree:
            yield "origins", {"happening": support.id, **asdict(origin)}
    for source in views.sources(search=search):
        yield "sources", asdict(source)
    for number, row in enumerate(views.contradictions(search=search), 1):
        yield from _of_contradiction(number, row, known, journeys)
    for level in ("person", "state"):
        for pair in views.counterparts(level=level, search=search):
            yield "counterparts", _without(asdict(pair), "happenings")
            for happening in pair.happenings:
                if happening in known:
                    yield "counterparts_happenings", {"pair": pair.id, "happening": happening}
    for streak in views.streaks(search=search):
        yield from _of_streak(streak, known, journeys, articles)
    for coverage in views.coverages():
        for one in coverage.subjects:
            yield "coverages", {**_without(asdict(coverage), "id", "subjects"), "subject": one}


def _of_contradiction(number: int, row: ContradictionRow, known: set[str], journeys: set[str]) -> Iterator[Row]:
    told = _without(asdict(row), "key", "id", "sides")
    yield "contradictions", {"number": number, **_pointers(row.id, known, journeys), **told}
    for side in row.sides:
        yield "contradictions_sides", {"contradiction": number, **_without(asdict(side), "reports")}


def _of_streak(row: StreakRow, known: set[str], journeys: set[str], articles: set[str]) -> Iterator[Row]:
    told = _without(asdict(row), "happening", "event", "printed")
    yield "streaks", {**told, **_pointers(row.happening, known, journeys)}
    for one in row.printed:
        article = one.document if one.document in articles else None
        figure = _only(asdict(one), "sentence", "since_from", "since_to", "agrees")
        yield "streaks_printed", {"streak": row.id, "article": article, **figure}


def _pointers(id: str, known: set[str], journeys: set[str]) -> dict[str, str | None]:
    """The happening or the journey that an id means."""
    return {"happening": id if id in known else None, "journey": id if id in journeys else None}


def _without(row: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in names}


def _only(row: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: row[name] for name in names}


def cell(value: Any) -> Any:
    """A value as SQLite keeps it: lists joined by semicolons, text without control characters."""
    if isinstance(value, (list, tuple)):
        return "; ".join(map(plain, value)) or None
    return int(value) if isinstance(value, bool) else plain(value) if isinstance(value, str) else value
