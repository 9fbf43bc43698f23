"""The page of a subject: a head of a few lines, and its sections, read at one place in time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.projections.reader import ViewReader
from tracker.projections.reckoned_rows import CounterpartRow
from tracker.projections.rows import MeetingRow, WhereaboutsRow
from tracker.projections.subjects import Holdings
from tracker.projections.telling import Record, Subject
from tracker.wording import label, say, say_many
from tui.glyphs import glyphs
from tui.presenters.clock import grouped
from tui.presenters.dossiers import rows
from tui.presenters.entries import Section, day
from tui.presenters.lines import Line, Piece, joined, line

_LISTED = 500
"""So many pairs, tellers and people of a page are listed; behind them come those that met or told once."""

_NAMED = 20


@dataclass(frozen=True, slots=True)
class SubjectPage:
    """What stands on the page of a subject; ``empty`` where nothing was known of it."""

    subject: Subject
    head: tuple[Line, ...]
    sections: tuple[Section, ...]

    @property
    def empty(self) -> bool:
        """Whether there is nothing to list."""
        return not any(len(section.keys) for section in self.sections)


def subject_page(views: ViewReader, subject: Subject, filter: str = "") -> SubjectPage:
    """Read everything that the page needs; the rows of long sections follow when they come into sight.

    Args:
        filter: words that what is listed must hold.
    """
    held = _filtered(views, views.subjects().holdings(subject), filter)
    match subject.kind:
        case "actor":
            return _actor(views, subject, held, filter)
        case "place":
            return _place(views, subject, held, filter)
        case "pair" | "states":
            return _pair(views, subject, held, filter)
        case _:
            return _source(views, subject, held, filter)


def _filtered(views: ViewReader, held: Holdings, filter: str) -> Holdings:
    if not filter:
        return held
    happenings, statements, journeys = (
        set(views.keys(view, search=filter)) for view in ("happenings", "statements", "itineraries")
    )
    return held.among(happenings, statements, journeys)


# --- a person, a state, a body -------------------------------------------------------------------------------------


def _actor(views: ViewReader, subject: Subject, held: Holdings, filter: str) -> SubjectPage:
    subjects = views.subjects()
    seen = next((row for row in views.rows("whereabouts", [held.whereabouts or 0])), None)
    pairs = subjects.counterparts(subject)
    named = [party for row in _newest(views, held) for party in row.parties if party.key == subject.key]
    seen = seen if isinstance(seen, WhereaboutsRow) else None
    office = next((party.office for party in named if party.office), seen.office if seen else None)
    country = next((party.country for party in named if party.country), seen.country if seen else None)
    about = joined([office or "", country or ""])
    where = rows.whereabouts(seen) if seen is not None else []
    sections = (
        Section.of(say("pages.section.where"), where, filter=filter),
        rows.journeys(views, say("pages.section.journeys"), held.journeys),
        Section.of(
            say("pages.section.with"),
            [rows.counterpart(row, subject.key) for row in pairs[:_LISTED]],
            filter=filter,
            note=say("pages.section.with_note"),
        ),
        rows.happenings(views, say("pages.section.happenings"), held.happenings, without=subject.key),
        rows.statements(views, say("pages.section.statements"), held.statements, without=subject.key),
        *_shared(views, held, filter),
    )
    head = [
        line((named[0].name if named else subject.name, "strong"), (f"  {about}" if about else "", "muted")),
        _met(pairs, views.as_of, held),
    ]
    return SubjectPage(subject, tuple(head), sections)


def _newest(views: ViewReader, held: Holdings) -> list[MeetingRow]:
    """A few of the newest happenings: they tell how somebody is called and which office they hold."""
    return [row for row in views.rows("happenings", held.happenings[:_NAMED]) if isinstance(row, MeetingRow)]


def _met(pairs: Sequence[CounterpartRow], today: date, held: Holdings) -> Line:
    """How often somebody met anybody, in person and otherwise, and between which days."""
    meetings = sum(row.total for row in pairs)
    remote = sum(row.remote for row in pairs)
    days = [row.last for row in pairs if row.last]
    first = min((row.first for row in pairs if row.first), default=None)
    facts = [
        say_many("pages.head.met", meetings, count=grouped(meetings)),
        say("pages.head.in_person", count=grouped(meetings - remote)) if meetings else "",
        say("pages.head.remote", count=grouped(remote)) if remote else "",
        say("pages.head.between", first=day(first), last=day(max(days)), ago=_ago(max(days), today)) if days else "",
        say_many("pages.head.statements", len(held.statements), count=grouped(len(held.statements))),
        say_many("pages.head.journeys", len(held.journeys), count=grouped(len(held.journeys))) if held.journeys else "",
    ]
    return line((joined(facts), "muted"))


def _ago(iso: str, today: date) -> str:
    days = (today - date.fromisoformat(iso)).days
    if days == 0:
        return say("pages.head.today")
    return say("pages.head.ago" if days > 0 else "pages.head.ahead", days=grouped(abs(days)))


# --- a place -------------------------------------------------------------------------------------------------------


def _place(views: ViewReader, subject: Subject, held: Holdings, filter: str) -> SubjectPage:
    present = views.subjects().present(held.happenings)
    newest, oldest = _ends(views, held.happenings)
    span = (
        say("pages.head.between", first=day(oldest), last=day(newest), ago=_ago(newest, views.as_of))
        if newest and oldest
        else ""
    )
    facts = joined([say_many("pages.head.happenings", len(held.happenings), count=grouped(len(held.happenings))), span])
    sections = (
        rows.happenings(views, say("pages.section.here"), held.happenings),
        Section.of(say("pages.section.who"), [rows.presence(row) for row in present[:_LISTED]], filter=filter),
        *_shared(views, held, filter),
    )
    head = (line((subject.name, "strong"), (f"  {say('pages.kind.place')}", "muted")), line((facts, "muted")))
    return SubjectPage(subject, head, sections)


def _ends(views: ViewReader, keys: Sequence[int]) -> tuple[str | None, str | None]:
    """The day of the newest and of the oldest happening."""
    if not keys:
        return None, None
    found = [row for row in views.rows("happenings", [keys[0], keys[-1]]) if isinstance(row, MeetingRow)]
    days = [row.earliest or row.latest for row in found]
    return (days[0], days[-1]) if days else (None, None)


# --- a pair --------------------------------------------------------------------------------------------------------


def _pair(views: ViewReader, subject: Subject, held: Holdings, filter: str) -> SubjectPage:
    pairs = views.subjects().counterparts(subject)
    row = pairs[0] if pairs else None
    level = say("pages.kind.states" if subject.kind == "states" else "pages.kind.pair")
    title = line((f"{subject.name} · {subject.other_name}", "strong"), (f"  {level}", "muted"))
    head = [title, *(_counts(row, views.as_of) if row else [line((say("pages.head.never_met"), "muted"))])]
    sections = (
        rows.happenings(views, say("pages.section.together"), held.happenings),
        rows.statements(views, say("pages.section.to_each_other"), held.statements),
        *_shared(views, held, filter),
    )
    return SubjectPage(subject, tuple(head), sections)


def _counts(row: CounterpartRow, today: date) -> Iterable[Line]:
    facts = [
        say_many("pages.head.met", row.total, count=grouped(row.total)),
        say("pages.head.in_person", count=grouped(row.in_person)),
        say("pages.head.remote", count=grouped(row.remote)),
        say("pages.head.called_off", count=grouped(row.open)) if row.open else "",
    ]
    yield line((joined(facts), "muted"))
    pieces: list[Piece] = []
    if row.first and row.last:
        words = say("pages.head.between", first=day(row.first), last=day(row.last), ago=_ago(row.last, today))
        pieces.append((words, "muted"))
    if row.next:
        sign = glyphs().state("announced")
        pieces.append((f"{'  ' if pieces else ''}{sign} {say('pages.head.next', day=day(row.next))}", "announced"))
    if pieces:
        yield line(*pieces)


# --- a source, an outlet -------------------------------------------------------------------------------------------


def _source(views: ViewReader, subject: Subject, held: Holdings, filter: str) -> SubjectPage:
    record = views.subjects().record(subject)
    if record is None:
        return SubjectPage(subject, (line((subject.name, "strong")),), ())
    alone = [key for key in held.happenings if key in record.alone]
    first = [key for key in held.happenings if key in record.first and key not in record.alone]
    rest = [key for key in held.happenings if key not in record.first and key not in record.alone]
    sections = (
        rows.happenings(views, say("pages.section.alone"), alone),
        rows.happenings(views, say("pages.section.first"), first),
        rows.happenings(views, say("pages.section.also"), rest),
        rows.statements(views, say("pages.section.statements"), held.statements),
        *_shared(views, held, filter)[:1],
    )
    return SubjectPage(subject, tuple(_standing(subject, record)), sections)


def _standing(subject: Subject, record: Record) -> Iterable[Line]:
    grade = say("pages.head.grade", grade=record.grade, word=label("reliability", record.grade))
    yield line((subject.name, "strong"), (f"  {joined([say(f'pages.teller.{subject.kind}'), grade])}", "muted"))
    facts = [
        say_many("pages.head.reports", record.reports, count=grouped(record.reports)),
        say("pages.head.first", count=grouped(len(record.first))),
        say("pages.head.alone", count=grouped(len(record.alone))),
        say("pages.head.corrected", count=grouped(record.corrected)) if record.corrected else "",
        say("pages.head.retracted", count=grouped(record.retracted)) if record.retracted else "",
    ]
    yield line((joined(facts), "muted"))
    if record.through:
        named = ", ".join(record.through[:6]) + (f" {glyphs().ellipsis}" if len(record.through) > 6 else "")
        yield line((say(f"pages.head.through_{subject.kind}", names=named), "muted"))


def _shared(views: ViewReader, held: Holdings, filter: str) -> tuple[Section, ...]:
    """What every page closes with: what contradicts, and who tells of it all."""
    subjects = views.subjects()
    against = subjects.contradictions(held.happenings[:_LISTED])
    told = subjects.tellers(held.happenings)
    return (
        Section.of(say("pages.section.differ"), [rows.contradiction(row) for row in against], filter=filter),
        Section.of(
            say("pages.section.tellers"),
            [rows.teller(row) for row in told[:_LISTED]],
            filter=filter,
            note=say("pages.section.tellers_note"),
        ),
    )
