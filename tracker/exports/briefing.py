"""The briefing (DOMAIN 3.10): what is known at a cut-off, in sections, with the evidence quoted in footnotes.

It is built here as a value; `tracker.exports.markdown` and `tracker.exports.html_page` write it down. Same log, same
cut-offs and same language: same briefing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from events.model import SCHEMA, Claim
from tracker.exports.changes import changes_of, place_of, support_of, when_of
from tracker.exports.foreign_text import one_sentence
from tracker.exports.judgements import sentences
from tracker.exports.periods import period_words
from tracker.exports.subject import Subject
from tracker.projections.claims.grades import UNGRADED
from tracker.projections.reckoned_rows import ContradictionRow, SourceRow
from tracker.projections.rows import Field, ItineraryRow, MeetingDossier, MeetingRow, Report, StatementRow
from tracker.projections.standard import rules_version
from tracker.summaries import plain
from tracker.wording import label, say
from tracker.wording.dates import edtf_words

_NOTES_EACH = 3
_CERTAIN, _SINGLE = (1, 2), (3, 6)


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: the words of a report and where they stand, or how somebody knows it."""

    number: int
    quote: str
    source: str


@dataclass(frozen=True, slots=True)
class Item:
    """An entry: what it is about, details in the order in which they are read, the numbers of its footnotes."""

    title: str
    details: tuple[str, ...] = ()
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its entries."""

    heading: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Briefing:
    """All of it, as plain texts."""

    title: str
    headline: str
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    footer: str


@dataclass
class _Notes:
    """Gives footnotes their numbers; what is quoted twice has one."""

    subject: Subject
    numbers: dict[tuple[str, str], int] = field(default_factory=dict)

    def of(self, reports: Iterable[Report]) -> tuple[int, ...]:
        """The footnotes of some reports, a few that differ in outlet or words."""
        numbers: dict[int, None] = {}
        for report in reports:
            if report.retracted:
                continue
            outlet = plain(report.outlet or report.recorded_by)
            if len(numbers) < _NOTES_EACH:
                numbers[self._number(report.quote, outlet, report.published, report.position)] = None
        return tuple(numbers)

    def of_statement(self, row: StatementRow) -> tuple[int, ...]:
        """The footnote of a statement's leading report."""
        records = self.subject.records_of_statement(row)
        if not records or not isinstance(records[0].event, Claim):
            return ()
        document, spans = records[0].document, records[0].event.evidence
        quotes = [self.subject.articles.quote(document, one.start, one.end) for one in spans] if document else []
        outlet = plain(row.outlet or records[0].recorded_by)
        return (self._number(" … ".join(quotes), outlet, row.published, records[0].position),)

    def _number(self, quote: str, outlet: str, published: str | None, position: int) -> int:
        record = self.subject.log.get(position)
        basis = one_sentence(record.basis) if record is not None and record.basis else ""
        source = ", ".join(part for part in (outlet, basis, published or "", f"#{position}") if part)
        return self.numbers.setdefault((one_sentence(quote), source), len(self.numbers) + 1)

    def all(self) -> tuple[Note, ...]:
        """The footnotes in their order."""
        return tuple(Note(number, *key) for key, number in self.numbers.items())


def briefing(subject: Subject) -> Briefing:
    """The briefing at the subject's cut-off."""
    notes = _Notes(subject)
    sections = [section for section in _sections(subject, notes) if section.items]
    counts = Counter(row.state for row in subject.happenings())
    told = ", ".join(f"{counts[state]} {label('state', state)}" for state in _STATES if counts[state])
    return Briefing(
        title=say("exports.briefing.title", number=number_of(subject), day=subject.stamp.as_of.isoformat()),
        headline=say("exports.briefing.headline", counts=told) if told else say("exports.briefing.nothing"),
        sections=tuple(sections),
        notes=notes.all(),
        footer=f"{subject.stamp.sentence()} · {say('exports.briefing.rules', schema=SCHEMA, rules=rules_version())}",
    )


_STATES = ("under_way", "held", "announced", "rumoured", "cancelled", "disputed", "lapsed")


def number_of(subject: Subject) -> int:
    """The number of a briefing: the position of the last event that it knows of."""
    position = subject.stamp.position
    while position and (record := subject.log.get(position)) is not None and not subject.cutoff.admits(record):
        position -= 1
    return position


def _sections(subject: Subject, notes: _Notes) -> Iterator[Section]:
    if subject.choices.earlier is not None:
        changed = tuple(Item(plain(one.row.title), tuple(one.lines())) for one in changes_of(subject))
        earlier = subject.choices.earlier
        since = say("exports.briefing.changes", number=number_of(earlier), stamp=earlier.stamp.sentence())
        yield Section(since, changed)
    search = subject.stamp.search
    grades = {row.id: min(one.grade for one in row.tree) for row in subject.views.corroboration(search=search)}
    dossiers = list(subject.dossiers())
    for name in _PARTS:
        mine = [dossier for dossier in dossiers if part_of(dossier.row) == name]
        if name == "expected":
            mine.sort(key=lambda dossier: (dossier.row.earliest or dossier.row.latest or _NEVER, dossier.row.key))
        items = (_item(dossier, grades.get(dossier.row.id, UNGRADED), notes) for dossier in mine)
        yield Section(say(f"exports.briefing.{name}"), tuple(items))
    unknown = ((dossier.row, _missing(dossier.row)) for dossier in dossiers)
    yield Section(
        say("exports.briefing.unknown"), tuple(Item(plain(row.title), (told,)) for row, told in unknown if told)
    )
    judged = (Item(plain(one.row.title), tuple(sentences(told))) for one in dossiers for told in one.assessments)
    yield Section(say("exports.briefing.judged"), tuple(judged))
    miscounted = [row for row in subject.views.contradictions(search=search) if row.kind == "count"]
    journeys = (_journey(row, subject.happenings_of(row), miscounted) for row in subject.journeys())
    yield Section(say("exports.briefing.journeys"), tuple(journeys))
    statements = tuple(_statement(row, notes) for row in subject.statements())
    yield Section(say("exports.briefing.statements"), statements)
    yield Section(say("exports.briefing.sources"), tuple(map(_source, subject.views.sources(search=search))))


_FUNCTIONAL = frozenset({"status", "when", "place", "origin", "conveyance", "channel"})
"""Fields of which only one value can be true; two wordings of an office contradict nobody."""
_CONTESTED = "contradiction"
_NEVER = "9999"
_PARTS = ("confirmed", "single", "contested", "expected", "overdue", "off")


def part_of(row: MeetingRow) -> str:
    """In which part of the briefing a happening stands."""
    if row.state in ("announced", "rumoured"):
        return "expected"
    if row.state in ("lapsed", "cancelled"):
        return "overdue" if row.state == "lapsed" else "off"
    if row.state == "disputed" or row.credibility not in (*_CERTAIN, *_SINGLE):
        return "contested"
    return "confirmed" if row.credibility in _CERTAIN else "single"


def _item(dossier: MeetingDossier, grade: str, notes: _Notes) -> Item:
    row = dossier.row
    details = [
        label("type", row.type),
        label("state", row.state),
        when_of(row),
        place_of(row),
        ", ".join(map(plain, row.topics)),
        support_of(row),
        f"{grade}{row.credibility} {label('credibility', str(row.credibility))}",
        *(_both_sides(one) for one in dossier.fields if one.name in _FUNCTIONAL and one.contradiction == _CONTESTED),
    ]
    return Item(plain(row.title), tuple(part for part in details if part), notes.of(dossier.reports))


def _both_sides(field: Field) -> str:
    """Every value of a contested field, each with its origin: the loser is never hidden."""
    values = [(field.name, value) for value in (field.shown, *field.alternatives)]
    told = [f"{_value(name, value.value)} ({plain(value.origin)})" for name, value in values]
    name = label("field", field.name.partition(":")[0])
    return f"{label('contradiction', 'contradiction')}: {name} {' · '.join(dict.fromkeys(told))}"


def _value(name: str, value: str) -> str:
    if name == "when":
        return plain(edtf_words(value))
    return label(name, value) if name in ("status", "conveyance", "channel", "format") else plain(value)


def _missing(row: MeetingRow) -> str:
    missing = [label("field", name) for name, value in (("when", when_of(row)), ("place", row.place)) if not value]
    return ", ".join(missing)


def _journey(row: ItineraryRow, happenings: Sequence[MeetingRow], miscounted: Iterable[ContradictionRow]) -> Item:
    way = [plain(stay.place or stay.country or "") for stay in row.stays]
    met = say("exports.briefing.met", names=", ".join(map(plain, row.met))) if row.met else ""
    details = [label("journey", row.state), *period_words(row, happenings), " → ".join(filter(None, way)), met]
    details += [label("flag", flag) for flag in row.flags]
    details += [_miscount(one) for one in miscounted if one.id == row.id]
    return Item(plain(row.traveller), tuple(part for part in details if part))


def _miscount(row: ContradictionRow) -> str:
    """What is reckoned, and what articles print instead."""
    reckoned, *printed = row.sides
    days = row.field == "days"
    told = " · ".join(f"{_figure(one.value, days=days)} ({plain(', '.join(one.sources))})" for one in printed)
    return say("exports.briefing.printed", reckoned=_figure(reckoned.value, days=days), printed=told)


def _figure(value: str, *, days: bool) -> str:
    return say("exports.briefing.days", count=value) if days else edtf_words(value) if value else "–"


def _source(row: SourceRow) -> Item:
    counts = {
        "reports": row.reports,
        "firsts": row.firsts,
        "corrected": row.corrected,
        "contradicted": row.contradicted,
    }
    told = [say(f"exports.briefing.{name}", count=count) for name, count in counts.items() if count]
    return Item(plain(row.name), (f"{row.grade} {label('reliability', row.grade)}", *told))


def _statement(row: StatementRow, notes: _Notes) -> Item:
    quote = one_sentence(row.quote) if row.quote else ""
    details = [
        label("statement_kind", row.kind) if row.kind else "",
        f"„{quote}“" if quote else "",
        row.published or row.day or "",
        say("exports.support", reports=row.reports, outlets=row.outlets, origins=row.origins),
    ]
    return Item(plain(row.speaker), tuple(part for part in details if part), notes.of_statement(row))
