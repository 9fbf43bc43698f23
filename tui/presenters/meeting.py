"""The dossier of one happening: who, when, where, about, how we know it, what contradicts, and how it became so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.projections.rows import Field, FieldValue, MeetingDossier, Party, Report, Transition
from tracker.summaries import plain
from tracker.wording import label, say
from tracker.wording.dates import edtf_words
from tui.glyphs import glyphs
from tui.presenters.board import peek_title
from tui.presenters.lines import Line, Piece, joined, line
from tui.presenters.wording import (
    brief_day,
    certainty,
    heading,
    labelled,
    published_words,
    quoted,
    state_line,
    window_words,
    wrapped,
)

_FACTS = ("when", "place")


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a dossier, and the line on which each report begins."""

    lines: tuple[Line, ...]
    reports: tuple[int, ...]


def reports_of(dossier: MeetingDossier) -> list[Report]:
    """The reports, the newest publication first; a number on the page is a place in this list."""
    return sorted(dossier.reports, key=lambda report: (report.published or "", report.position), reverse=True)


def leading_report(dossier: MeetingDossier) -> Report | None:
    """The report that the state rests on, else the newest one with an article, else the newest."""
    reports = reports_of(dossier)
    cause = next((step.event_id for step in reversed(dossier.history) if step.event_id), None)
    preferred = [each for each in reports if each.event_id == cause and each.document]
    return next(iter([*preferred, *(each for each in reports if each.document), *reports]), None)


def meeting_page(
    dossier: MeetingDossier, width: int, *, selected: int | None = None, later: int = 0, quote_lines: int | None = 3
) -> Page:
    """The dossier at a width.

    Args:
        selected: the number of the report that is marked, from 0.
        later: how many changes of state are still to come at the clock's place in time.
        quote_lines: after how many lines a quote is cut; None shows it in full.
    """
    lines = [*wrapped(dossier.row.title, width, indent="", tone="strong"), _under_title(dossier), ()]
    lines += _facts(dossier, width)
    lines += [(), heading(say("desk.dossier.how"), width), line((_counts(dossier), "muted"))]
    starts = []
    for number, report in enumerate(reports_of(dossier)):
        starts.append(len(lines))
        lines += _report(number + 1, report, width, number == selected, quote_lines)
    lines += _disagreements(dossier, width)
    lines += [(), heading(say("desk.dossier.history"), width)]
    lines += _history(dossier, later, width)
    lines += _others(dossier, width)
    return Page(tuple(lines), tuple(starts))


def _under_title(dossier: MeetingDossier) -> Line:
    row = dossier.row
    sure = label("credibility", str(row.credibility))
    return (*state_line(row.state), ("  ", ""), *certainty(row.credibility, row.state), *line((f" {sure}", "muted")))


def _counts(dossier: MeetingDossier) -> str:
    row = dossier.row
    return say("desk.dossier.counts", reports=row.reports, origins=row.origins, outlets=row.outlets)


def _facts(dossier: MeetingDossier, width: int) -> list[Line]:
    row = dossier.row
    lines = labelled(
        say("desk.field.when"), _when(dossier), width, aside=quoted(row.when_text) if row.when_text else ""
    )
    place = joined([row.place or "", row.place_country or ""], ", ") or say("desk.word.unknown")
    lines += labelled(say("desk.field.where"), place, width, aside=quoted(row.place_hedge) if row.place_hedge else "")
    lines += labelled(say("desk.field.who"), "; ".join(_party(party) for party in row.parties) or "–", width)
    kind = [label("format", row.format) if row.format else "", label("channel", row.channel) if row.channel else ""]
    if any(kind):
        lines += labelled(say("desk.field.format"), joined(kind), width)
    if row.topics:
        lines += labelled(say("desk.field.about"), ", ".join(row.topics), width)
    return lines


def _when(dossier: MeetingDossier) -> str:
    row = dossier.row
    return edtf_words(row.edtf) if row.edtf else window_words(row.earliest, row.latest)


def _party(party: Party) -> str:
    about = joined([party.office or "", party.country or ""], ", ")
    return f"{party.name} ({about})" if about else party.name


def _report(number: int, report: Report, width: int, selected: bool, quote_lines: int | None) -> list[Line]:
    source = joined([report.origin, _through(report)], " ")
    stamp: list[Piece | str] = [
        (glyphs().mark if selected else " ", "key"),
        (glyphs().number(number), "number"),
        " ",
        (published_words(report.published), "selected" if selected else ""),
        " ",
        (glyphs().state(report.status), report.status),
    ]
    used = sum(len(text) for text in (p if isinstance(p, str) else p[0] for p in stamp)) + 2
    lines: list[Line] = []
    if used + len(source) <= width:
        lines.append(line(*stamp, (f" {source}", "muted")))
    else:
        lines.append(line(*stamp))
        lines += wrapped(source, width, indent="    ", tone="muted", limit=2)
    if report.quote:
        tone = "gone" if report.retracted else ""
        lines += wrapped(quoted(report.quote), width, indent="    ", tone=tone, limit=quote_lines)
    if report.corrected:
        lines.append(line(("    " + say("desk.dossier.corrected"), "warn")))
    return lines


def _through(report: Report) -> str:
    relay = report.via if report.via and report.via != report.origin else None
    if relay is None and report.outlet and report.outlet != report.origin:
        relay = report.outlet
    return say("desk.dossier.via", source=relay) if relay else ""


def _disagreements(dossier: MeetingDossier, width: int) -> list[Line]:
    contested = [field for field in dossier.fields if field.alternatives]
    if not contested:
        return []
    lines: list[Line] = [(), heading(say("desk.dossier.differ"), width)]
    for field in contested:
        lines += _field(field, width)
    return lines


def _field(field: Field, width: int) -> list[Line]:
    name = field.name.partition(":")[0]
    head: list[Piece | str] = [(joined([label("field", name), field.subject or ""]), "muted")]
    if field.contradiction:
        days = say("desk.dossier.days", days=field.days) if field.days else ""
        tone = "bad" if field.contradiction == "contradiction" else "warn"
        head.append((f"  {glyphs().differs} {joined([label('contradiction', field.contradiction), days])}", tone))
    lines = [line(*head)]
    for number, value in enumerate((field.shown, *field.alternatives)):
        told = labelled("", _value(field, value), width, column=2, tone="muted" if number else "", aside=value.origin)
        lines += told
    return lines


def _value(field: Field, value: FieldValue) -> str:
    if field.name == "when":
        return edtf_words(value.value)
    if field.name in ("status", "conveyance", "format", "channel"):
        return label(field.name, value.value)
    return value.value


def _history(dossier: MeetingDossier, later: int, width: int) -> list[Line]:
    sources = {report.event_id: report.origin for report in dossier.reports}
    wide = max((len(label("state", step.state)) for step in dossier.history), default=0)
    lines: list[Line] = []
    for number, step in enumerate(dossier.history):
        last = number == len(dossier.history) - 1
        here = f" {glyphs().here} {say('desk.dossier.here')}" if last else ""
        day, state = brief_day(step.date), f"{glyphs().state(step.state)} {label('state', step.state).ljust(wide)}"
        room = width - len(day) - len(state) - len(here) - 4
        cause = _cause(step, sources, room)
        lines.append(line((f"{day}  ", "muted"), (state, step.state), (f"  {cause}", "muted"), (here, "warn")))
    if later:
        lines.append(line((say("desk.dossier.later", count=later), "muted")))
    return lines


def _cause(step: Transition, sources: dict[str, str], room: int) -> str:
    if step.position is None:
        return plain(say("desk.dossier.time_passed"), room)
    source = plain(sources.get(step.event_id or "", "") or label("type", step.cause))
    number = f"#{step.position}"
    return f"{source} {number}" if len(source) + len(number) < room else plain(source, max(4, room))


def _others(dossier: MeetingDossier, width: int) -> list[Line]:
    lines: list[Line] = []
    for related in dossier.related:
        words = f"{label('relation', related.relation)}: {related.title}"
        lines += wrapped(f"{glyphs().arrow} {words}", width, indent="", tone="muted")
    for candidate in dossier.candidates:
        words = say("desk.dossier.candidate", title=candidate.title, days=candidate.days)
        lines += wrapped(f"? {words}", width, indent="", tone="muted")
    return [(), *lines] if lines else []


def peek(dossier: MeetingDossier, width: int, height: int = 5) -> tuple[Line, ...]:
    """The dossier in a few lines, for terminals with one column."""
    lines: list[Line] = [peek_title(dossier.row)]
    for number, report in enumerate(reports_of(dossier)[: height - 2], 1):
        mark, day = glyphs().number(number), brief_day(report.published).strip()
        source = plain(joined([report.origin, _through(report)], " "), width // 2)
        room = width - len(mark) - len(day) - len(source) - 3
        quote = plain(quoted(report.quote), room) if report.quote and room > 8 else ""
        lines.append(line((mark, "number"), f" {day} {source} ", (quote, "muted")))
    lines.append(_path(dossier.history))
    return tuple(lines)


def _path(history: Sequence[Transition]) -> Line:
    pieces: list[Piece | str] = []
    for number, step in enumerate(history):
        if number:
            pieces.append((f" {glyphs().arrow} ", "muted"))
        pieces += [(f"{brief_day(step.date).strip()} ", "muted"), (label("state", step.state), step.state)]
    return line(*pieces, (f" {glyphs().here} {say('desk.dossier.here')}", "warn"))
