"""What `tracker show` prints of a happening or of a statement as the views know it."""

from __future__ import annotations

from collections.abc import Iterable

from tracker.cli.reckoned_columns import values_of
from tracker.cli.terminal import data, emphasised, shown
from tracker.cli.view_columns import support, when_of
from tracker.exports.judgements import sentences
from tracker.projections.claims.grades import UNGRADED
from tracker.projections.reader import ViewReader
from tracker.projections.rows import Field, MeetingDossier, Report
from tracker.summaries import plain
from tracker.wording import label, say


def print_happening(happening: MeetingDossier, reader: ViewReader) -> None:
    """Print the card of a happening: what it is, who vouches, what differs, how it came about, its reports."""
    row = happening.row
    data()
    data(emphasised(f"{label('type', row.type)}  {plain(row.title)}  ·  {label('state', row.state)}"))
    place = " ".join(part for part in (row.place, row.place_hedge and f"({row.place_hedge})") if part)
    if place:
        shown("place", plain(place))
    if when := when_of(row):
        phrase = f"  „{plain(row.when_text)}“" if row.edtf and row.when_text else ""
        shown("when", when + phrase)
    for party in row.parties:
        level = "" if party.level == "unknown" else label("level", party.level)
        told = ", ".join(part for part in (label("role", party.role), plain(party.office or ""), level) if part)
        shown("who", f"{plain(party.name)}  ({told})")
    if row.level is not None and row.type == "summit":
        shown("level", label("level", row.level))
    kind = [label(name, value) for name, value in (("format", row.format), ("channel", row.channel)) if value]
    if kind:
        shown("kind", ", ".join(kind))
    if row.topics:
        shown("topics", plain(", ".join(row.topics)))
    shown("support", say("cli.value.support", counts=support(row)))
    grade = _grade(happening, reader)
    shown("credibility", f"{grade}{row.credibility}  {label('credibility', str(row.credibility))}")
    if row.badges:
        shown("notes", ", ".join(label("badge", badge) for badge in row.badges))
    for field in happening.fields:
        if field.alternatives:
            shown("field", _field(field))
    for one in happening.history:
        cause = f"  #{one.position}" if one.position is not None else ""
        shown("history", f"{(one.date or '')[:10]}  {label('state', one.state)}{cause}".strip())
    for other in happening.related:
        shown("related", f"{label('relation', other.relation)}: #{other.key} {plain(other.title)}")
    for candidate in happening.candidates:
        shown("candidate", f"#{candidate.key} {plain(candidate.title)}")
    for judgement in happening.assessments:
        shown("judged", " ".join(sentences(judgement)))
    _print_reports(happening.reports)


def _grade(happening: MeetingDossier, reader: ViewReader) -> str:
    """The best letter that the analyst has given to those who vouch for it."""
    why = reader.why(happening.row.id)
    return min((origin.grade for origin in why.tree), default=UNGRADED) if why else UNGRADED


def print_statement(id: str, reader: ViewReader) -> None:
    """Print a statement that was printed several times or otherwise: its wordings side by side, what it tells of."""
    row = reader.statement_row(id)
    if row is None:
        return
    data()
    data(emphasised(f"{label('type', 'statement')}  {plain(row.speaker)}"))
    if row.kind:
        shown("kind", label("statement_kind", row.kind))
    for words in (row.quote, *row.variants):
        if words:
            shown("words", f"„{plain(words)}“")
    if row.addressees:
        shown("addressee", plain(", ".join(row.addressees)))
    shown("support", say("cli.value.support", counts=support(row)))
    told_of = reader.meeting_rows(happening for _, happening in reader.told_of(row.id))
    for about in told_of:
        shown("tells_of", f"#{about.key} {plain(about.title)}  {label('state', about.state)}")
    for contradiction in reader.subjects().contradictions([about.key for about in told_of]):
        if any(id in side.reports for side in contradiction.sides):
            shown("field", values_of(contradiction))


_WORDED = ("status", "conveyance", "format", "channel", "outcome", "visit_rank")


def _field(field: Field) -> str:
    """A field's values, the shown one first, each with those who say so."""
    name = field.name.partition(":")[0]
    of = plain(field.subject) if field.subject else ""
    origins: dict[str, list[str]] = {}
    for value in (field.shown, *field.alternatives):
        said_by = origins.setdefault(_value(name, value.value), [])
        if (origin := plain(value.origin)) not in said_by:
            said_by.append(origin)
    told = " · ".join(f"{value} ({', '.join(said_by)})" for value, said_by in origins.items())
    kind = f"  [{label('contradiction', field.contradiction)}]" if field.contradiction else ""
    return f"{label('field', name)}{f' {of}' if of else ''}: {told}{kind}"


def _value(name: str, value: str) -> str:
    from tracker.summaries import plain
    from tracker.wording.dates import edtf_words

    if name in _WORDED:
        return label(name, value)
    return edtf_words(value) if name == "when" else plain(value)


def _print_reports(reports: Iterable[Report]) -> None:
    for report in reports:
        marks = [label("state", "retracted")] if report.retracted else []
        marks += [label("badge", "corrected")] if report.corrected else []
        told = "  ".join(
            part
            for part in (
                f"#{report.position}",
                (report.published or "")[:10],
                plain(report.outlet or ""),
                label("status", report.status),
                plain(f"„{report.quote}“", 160) if report.quote else "",
                ", ".join(marks),
            )
            if part
        )
        shown("report", told)
