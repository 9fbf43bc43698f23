"""What the tables of the reckoned views show of a row, in words."""

from __future__ import annotations

from datetime import date
from typing import Any

from tracker.cli.tables import Column
from tracker.cli.view_columns import country_name
from tracker.projections.reckoned_rows import (
    CalendarRow,
    ContradictionRow,
    CorroborationRow,
    CounterpartRow,
    PrintedFigure,
    Side,
    StreakRow,
    TimelineRow,
)
from tracker.summaries import plain
from tracker.wording import label, say
from tracker.wording.dates import day_words, edtf_words

_WORDED = {"status": "status", "conveyance": "conveyance", "channel": "channel", "format": "format",
           "statements": "statement_kind", "participants": "presence"}  # fmt: skip
"""Fields whose values are words of a vocabulary, with its name."""
_OWN_FIELDS = ("stays", "days", "since", "statements", "participants")
"""Fields of contradictions that no report has."""


def counterparts() -> list[Column[Any]]:
    """The pair, how often they met, first, last, next."""
    return [
        Column(say("views.column.pair"), _pair, least=16, lines=2),
        Column(say("views.column.met"), lambda row: str(row.total), least=3, right=True),
        Column(say("views.column.in_person"), lambda row: str(row.in_person), least=3, right=True),
        Column(say("views.column.remote"), lambda row: str(row.remote), least=3, right=True),
        Column(say("views.column.last"), lambda row: _day(row.last), least=11, lines=2),
        Column(say("views.column.first"), lambda row: _day(row.first), least=11, spare=True, lines=2),
        Column(say("views.column.next"), lambda row: _day(row.next), least=11, lines=2),
        Column(say("views.column.open"), lambda row: "·" * row.open, least=3, spare=True),
    ]


def corroboration() -> list[Column[Any]]:
    """The happening, its support, who told it first, which party confirmed it, and how much later."""
    return [
        _key(),
        Column(say("cli.column.state"), lambda row: label("state", row.state), least=13),
        Column(say("cli.column.what"), _happening, least=18, lines=4),
        Column(
            say("cli.column.support"), lambda row: f"{row.reports}/{row.outlets}/{row.origins}", least=6, right=True
        ),
        Column(say("views.column.first_told"), _first_told, least=14, lines=4),
        Column(say("views.column.confirmed"), lambda row: plain(row.confirmed_by or ""), least=10, spare=True, lines=2),
        Column(
            say("views.column.lag"),
            lambda row: "" if row.lag is None else str(row.lag),
            least=3,
            right=True,
            spare=True,
        ),
        Column(
            say("cli.column.notes"),
            lambda row: say("views.single_source") if row.single_source else "",
            least=8,
            lines=2,
        ),
    ]


def sources() -> list[Column[Any]]:
    """The source and its counts."""
    return [
        Column(say("views.column.source"), lambda row: plain(row.name), least=12, lines=4),
        Column(say("views.column.grade"), lambda row: row.grade, least=4),
        Column(say("views.column.reports"), lambda row: str(row.reports), least=3, right=True),
        Column(say("views.column.happenings"), lambda row: str(row.happenings), least=3, right=True),
        Column(say("views.column.firsts"), lambda row: str(row.firsts), least=3, right=True),
        Column(say("views.column.corrected"), lambda row: str(row.corrected), least=3, right=True),
        Column(say("views.column.contradicted"), lambda row: str(row.contradicted), least=3, right=True),
        Column(say("views.column.retracted"), lambda row: str(row.retracted), least=3, right=True),
    ]


def contradictions() -> list[Column[Any]]:
    """The happening, the field, the values with their sources, how far apart, since when, and what became of it."""
    return [
        _key(),
        Column(say("views.column.resolution"), lambda row: say(f"views.resolution.{row.resolution}"), least=8, lines=3),
        Column(say("cli.column.what"), _happening, least=16, lines=4),
        Column(say("views.column.field"), lambda row: field_name(row.field), least=5),
        Column(say("views.column.values"), values_of, least=24, lines=6),
        Column(say("views.column.size"), _size, least=6, right=True),
        Column(say("views.column.since"), lambda row: _day(row.since), least=11, spare=True, lines=2),
    ]


def _support() -> Column[Any]:
    """Reports, outlets, origins."""
    return Column(
        say("cli.column.support"),
        lambda row: f"{row.reports}/{row.outlets}/{row.origins}",
        least=6,
        right=True,
        spare=True,
    )


def calendar() -> list[Column[Any]]:
    """When, what, where; what is overdue says since how many days."""
    return [
        _key(),
        Column(say("cli.column.when"), _when, least=14, lines=2),
        Column(say("cli.column.state"), lambda row: label("state", row.state), least=13),
        Column(say("cli.column.what"), _happening, least=18, lines=4),
        Column(say("cli.column.place"), _place, least=12, lines=3),
        _support(),
        Column(say("cli.column.notes"), _calendar_note, least=8, lines=2),
    ]


def timeline() -> list[Column[Any]]:
    """When, what, where, how it stands and how well it is supported."""
    return [
        Column(say("cli.column.when"), _on_the_line, least=14, lines=2),
        _key(),
        Column(say("cli.column.state"), lambda row: label("state", row.state), least=13),
        Column(say("cli.column.what"), _happening, least=18, lines=4),
        Column(say("cli.column.place"), _place, least=12, lines=3),
        _support(),
    ]


def streaks() -> list[Column[Any]]:
    """What it is, who, when, after how long, and from when on nothing is missing."""
    return [
        Column(say("cli.column.who"), _streak_who, least=14, lines=2),
        Column(say("cli.column.what"), _streak, least=20, lines=4),
        Column(say("cli.column.when"), lambda row: _day(row.day), least=11, lines=2),
        Column(say("views.column.since"), lambda row: _day(row.since), least=11, lines=2),
        Column(say("views.column.gap"), lambda row: "" if row.gap is None else str(row.gap), least=4, right=True),
        Column(say("views.column.basis"), _basis, least=18, lines=6),
    ]


def field_name(field: str) -> str:
    """What a field is called; that of somebody's office with the holder's key."""
    name, _, of = field.partition(":")
    if name in _OWN_FIELDS:
        return say(f"views.field.{name}")
    return f"{label('field', name)}{f' {plain(of)}' if of else ''}"


def value_words(field: str, value: str) -> str:
    """The value of a field in words."""
    if field in _WORDED:
        return label(_WORDED[field], value)
    return plain(edtf_words(value) if field in ("when", "since") and value else value)


def values_of(row: ContradictionRow) -> str:
    """All values, the one that is shown first, each with its sources and their grades."""
    return " ↔ ".join(_side(row.field, side) for side in row.sides)


def _side(field: str, side: Side) -> str:
    told = ", ".join(
        f"{plain(source)} {grade}" if grade != "F" else plain(source)
        for source, grade in zip(side.sources, side.grades, strict=True)
    )
    value = value_words(field, side.value) or "–"
    return f"{value} ({told or say('views.reckoned')})" if told or field in ("days", "since") else value


def _key() -> Column[Any]:
    return Column("#", lambda row: "" if row.type == "journey" else str(row.key), least=3, right=True)


def _day(iso: str | None) -> str:
    return day_words(date.fromisoformat(iso)) if iso else ""


def _pair(row: CounterpartRow) -> str:
    names = map(country_name, (row.one, row.other)) if row.level == "state" else map(plain, (row.one, row.other))
    return " – ".join(names)


def _happening(row: ContradictionRow | CorroborationRow | CalendarRow | TimelineRow) -> str:
    if row.type == "journey":
        return f"{say('views.journey')}: {plain(row.title)}"
    return plain(row.title) if row.type == "summit" else f"{label('type', row.type)}: {plain(row.title)}"


def _first_told(row: CorroborationRow) -> str:
    return plain(" · ".join(part for part in (row.first_source, (row.first_published or "")[:10]) if part))


def _size(row: ContradictionRow) -> str:
    if row.days is not None and row.days > 0:
        return say("views.days_apart", days=row.days)
    return f"{row.km} km" if row.km is not None else ""


def _when(row: CalendarRow) -> str:
    told = edtf_words(row.edtf) if row.edtf else plain(row.when_text or "")
    return " · ".join(part for part in (say("views.undated") if row.part == "undated" else "", told) if part)


def _on_the_line(row: TimelineRow) -> str:
    """The date in words; of what has none the day of the first report, marked as such."""
    if row.edtf and row.dated:
        return edtf_words(row.edtf)
    told = say("views.told_on", day=_day(row.day))
    return f"{told} · {plain(row.when_text)}" if row.when_text else told


def _place(row: CalendarRow | TimelineRow) -> str:
    place = plain(row.place or country_name(row.place_country))
    return f"{place} ({plain(row.place_hedge)})" if row.place_hedge else place


def _calendar_note(row: CalendarRow) -> str:
    return say("views.overdue", days=row.overdue) if row.overdue is not None else ""


_PAIRS = ("meetings", "first_since")


def _streak_who(row: StreakRow) -> str:
    return plain(f"{row.subject} – {row.other}") if row.kind in _PAIRS and row.other else plain(row.subject)


def _streak(row: StreakRow) -> str:
    country = country_name(row.other) if row.kind == "first_visit" else ""
    return say(f"views.streak.{row.kind}", country=country, value=row.value, event=plain(row.event or ""))


def _basis(row: StreakRow) -> str:
    """A first is one only where the log is declared complete; else it is told since when there is evidence."""
    known = "complete" if row.covered else "in_log"
    basis = say(f"views.{known}_since", day=_day(row.known_from)) if row.known_from else say(f"views.{known}")
    marks = dict.fromkeys(_MARKS[figure.agrees] for figure in row.printed)
    return f"{basis}; {say('views.printed.mark')} {' '.join(marks)}" if marks else basis


_MARKS = {True: "✓", False: "≠", None: "?"}


def printed_lines(row: StreakRow) -> list[str]:
    """What articles print of a streak, each with its source and whether the log agrees."""
    about = f"{_streak_who(row)}, {_streak(row)}"
    return list(dict.fromkeys(f"{_MARKS[one.agrees]} {about}: {_printed(one)}" for one in row.printed))


def _printed(figure: PrintedFigure) -> str:
    outlet = plain(figure.outlet or figure.document[:12])
    return f"„{plain(figure.sentence, 200)}“ ({outlet}, {_day(figure.published)})"
