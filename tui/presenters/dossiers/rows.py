"""Rows of the views as entries of a page: a happening, a statement, a journey, a pair, a contradiction, a teller."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.projections.reader import ViewReader
from tracker.projections.reckoned_rows import ContradictionRow, CounterpartRow
from tracker.projections.rows import ItineraryRow, MeetingRow, StatementRow, WhereaboutsRow
from tracker.projections.subjects import Presence
from tracker.projections.telling import Subject, Teller
from tracker.wording import label, say
from tracker.wording.dates import edtf_words
from tui.glyphs import glyphs
from tui.presenters.board import place_words
from tui.presenters.entries import Entry, Opens, Section, day
from tui.presenters.journeys import way
from tui.presenters.lines import Line, Piece, joined, line
from tui.presenters.rows import aligned
from tui.presenters.wording import certainty, day_count, labelled, quoted, wrapped

REMOTE = frozenset({"telephone", "video"})
_WORDED = ("status", "conveyance", "format", "channel")
_FIELD = 6
"""Most fields' names fit, so that the values beside them stand below one another."""


def happenings(views: ViewReader, title: str, keys: Sequence[int], *, without: str = "") -> Section:
    """A section of happenings.

    Args:
        without: key of the actor whose page it is, whose name need not be told in every line.
    """

    def entries(wanted: Sequence[int]) -> list[Entry | None]:
        rows = aligned(wanted, [row for row in views.rows("happenings", wanted) if isinstance(row, MeetingRow)])
        return [_happening(row, without) if isinstance(row, MeetingRow) else None for row in rows]

    return Section(title, keys, entries)


def _happening(row: MeetingRow, without: str) -> Entry:
    others = [party.name for party in row.parties if party.key != without]
    told = joined(others) if without and others else _without(row, without)
    kind = f"{label('type', row.type)}  " if row.type != "summit" else ""
    marks: list[Piece] = []
    if row.channel in REMOTE and row.place:
        marks.append((f"  {label('channel', row.channel or '')}", "info"))
    if "contradiction" in row.badges:
        marks.append((f"  {glyphs().differs}", "bad"))
    return Entry(
        sign=(glyphs().state(row.state), row.state),
        when=day(row.earliest or row.latest),
        what=line((kind, "muted"), told, *marks),
        aside=place_words(row),
        support=(*certainty(row.credibility, row.state), *line((f" {row.reports}", "muted"))),
        opens=Opens(happening=row.id),
        happening=row.id,
        row=row,
    )


def _without(row: MeetingRow, party: str) -> str:
    """The title without the one whose page it is: "→ Riga"."""
    name = next((each.name for each in row.parties if each.key == party), "")
    return row.title.removeprefix(name).strip() or row.title


def statements(views: ViewReader, title: str, keys: Sequence[int], *, without: str = "") -> Section:
    """A section of statements; ``without`` as in `happenings`."""

    def entries(wanted: Sequence[int]) -> list[Entry | None]:
        rows = aligned(wanted, [row for row in views.rows("statements", wanted) if isinstance(row, StatementRow)])
        return [_statement(row, without) if isinstance(row, StatementRow) else None for row in rows]

    return Section(title, keys, entries)


def _statement(row: StatementRow, without: str) -> Entry:
    speaker = "" if row.speaker_key == without else f"{row.speaker} "
    kind = label("statement_kind", row.kind) if row.kind else ""
    to = f" {glyphs().arrow} {', '.join(row.addressees)}" if row.addressees else ""
    words = quoted(row.quote) if row.quote and row.quote_kind == "direct" else row.quote or ", ".join(row.topics)
    return Entry(
        sign=(glyphs().state(row.status), row.status),
        when=day(row.day or row.published),
        what=line(speaker, (f"{kind}{to}", "name"), f"  {words}"),
        aside=row.outlet or "",
        support=line((str(row.reports), "muted")),
        opens=Opens(document=row.document, event=row.id),
        report=(row.document, row.id),
        row=row,
    )


def journeys(views: ViewReader, title: str, keys: Sequence[int]) -> Section:
    """A section of journeys."""

    def entries(wanted: Sequence[int]) -> list[Entry | None]:
        rows = aligned(wanted, [row for row in views.rows("itineraries", wanted) if isinstance(row, ItineraryRow)])
        return [_journey(row) if isinstance(row, ItineraryRow) else None for row in rows]

    return Section(title, keys, entries)


_JOURNEY_TONES = {"open": "under_way", "closed": "held"}


def _journey(row: ItineraryRow) -> Entry:
    tone = _JOURNEY_TONES.get(row.state, row.state)
    met = say("pages.journey.met", names=", ".join(row.met)) if row.met else ""
    days = day_count(row.days) if row.days else label("journey", row.state)
    first = row.happenings[0] if row.happenings else None
    return Entry(
        sign=(glyphs().state(tone), tone),
        when=day(row.start or row.end),
        what=line(way(row), (f"  {met}" if met else "", "muted")),
        aside=days,
        support=line((str(row.reports), "muted")),
        opens=Opens(happening=first),
        happening=first,
        row=row,
    )


def whereabouts(row: WhereaboutsRow) -> list[Entry]:
    """Where somebody was last seen, what the same days tell otherwise, and where they are expected next."""
    place = joined([row.place or say("desk.word.unknown"), row.place_country or ""], ", ")
    if row.in_transit:
        place = f"{row.origin or '?'} {glyphs().arrow} {place}"
    marks: list[Piece] = [(f"  {label('type', row.kind)}", "muted")]
    if row.in_transit:
        marks.append((f"  {say('desk.where.under_way')}", "warn"))
    if row.arrival_unreported:
        marks.append((f"  {say('desk.where.unreported')}", "warn"))
    if row.conflict:
        marks.append((f"  {glyphs().differs} {row.conflict}", "bad"))
    seen = Entry(
        sign=(glyphs().freshness.get(row.freshness, glyphs().unknown), row.freshness),
        when=day(row.seen),
        what=line((place, "strong"), *marks),
        aside=label("freshness", row.freshness),
        opens=Opens(happening=row.happening),
        happening=row.happening,
        row=row,
    )
    plan = row.expected
    if plan is None:
        return [seen]
    expected = Entry(
        sign=(glyphs().state("announced"), "announced"),
        when=day(plan.earliest or plan.latest),
        what=line((joined([plan.place or "", plan.country or ""], ", ") or say("desk.word.unknown"), "info")),
        aside=say("desk.where.expected"),
        opens=Opens(happening=plan.happening),
        happening=plan.happening,
        row=row,
    )
    return [seen, expected]


def counterpart(row: CounterpartRow, without: str) -> Entry:
    """A pair as one of the two sees it."""
    one, _, other = row.id.partition(" + ")
    names = [name for key, name in ((one, row.one), (other, row.other)) if key != without] or [row.other]
    remote = say("pages.pair.remote", count=row.remote) if row.remote else ""
    ways = joined([say("pages.pair.in_person", count=row.in_person) if row.in_person else "", remote])
    held = row.happenings[-1] if row.happenings else None
    return Entry(
        sign=(glyphs().state("held" if row.total else "announced"), "held" if row.total else "announced"),
        when=day(row.last or row.next),
        what=line(", ".join(names), (f"  {ways}" if ways else "", "muted")),
        aside=say("pages.pair.first", day=day(row.first)) if row.first else "",
        support=line((str(row.total), "strong")),
        opens=Opens(subject=Subject("pair", one, row.one, other, row.other)),
        happening=held,
        row=row,
    )


def contradiction(row: ContradictionRow) -> Entry:
    """Values that exclude each other, with those who stand behind each."""
    first = row.sides[0].reports[0] if row.sides and row.sides[0].reports else None
    return Entry(
        sign=(glyphs().differs, "bad" if row.kind == "contradiction" and row.resolution == "open" else "muted"),
        when=day(row.since),
        what=line((field_words(row.field).ljust(_FIELD) + "  ", "muted"), *_sides(row), (_settled(row), "good")),
        aside=row.title,
        support=line((str(row.origins), "muted")),
        opens=Opens(happening=row.id if row.type != "journey" else None, event=first),
        happening=row.id if row.type != "journey" else None,
        row=row,
    )


def _settled(row: ContradictionRow) -> str:
    return "" if row.resolution == "open" else f"  {label_resolution(row.resolution)}"


def _sides(row: ContradictionRow) -> list[Piece]:
    pieces: list[Piece] = []
    for number, side in enumerate(row.sides):
        if number:
            pieces.append((f" {glyphs().differs} ", "bad"))
        pieces.append((side_words(row.field, side.value), "" if side.shown else "muted"))
    return pieces


def side_words(field: str, value: str) -> str:
    """A value of a field as it is told."""
    if field == "when":
        return edtf_words(value)
    if field == "stays":
        place, _, days = value.rpartition(" ")
        return f"{place} {edtf_words(days)}"
    return label(field, value) if field in _WORDED else value


def field_words(field: str) -> str:
    """A field's name; ``stays`` is one of journeys."""
    return say("views.field.stays") if field == "stays" else label("field", field)


def label_resolution(resolution: str) -> str:
    """What became of a contradiction."""
    return say(f"views.resolution.{resolution}")


def teller(row: Teller) -> Entry:
    """A source or an outlet, with how often it was first and how often alone."""
    kind = say(f"pages.teller.{row.subject.kind}")
    first = say("pages.teller.first", count=row.first) if row.first else ""
    alone = say("pages.teller.alone", count=row.alone) if row.alone else ""
    return Entry(
        sign=(glyphs().dot, "muted"),
        when=day(row.last),
        what=line(row.subject.name, (f"  {kind}", "muted")),
        aside=joined([first, alone]),
        support=line((str(row.reports), "muted")),
        opens=Opens(subject=row.subject),
        report=row.report,
        row=row,
    )


def presence(row: Presence) -> Entry:
    """Somebody who takes part in what happened at a place."""
    return Entry(
        sign=(glyphs().dot, "muted"),
        when=day(row.last),
        what=line(row.subject.name),
        support=line((str(row.happenings), "muted")),
        opens=Opens(subject=row.subject),
        row=row,
    )


def sides_page(row: ContradictionRow, width: int) -> list[Line]:
    """A contradiction in full: every value, who vouches for it, and how far they lie apart."""
    lines = [*wrapped(row.title, width, indent="", tone="strong")]
    tone = "bad" if row.kind == "contradiction" and row.resolution == "open" else "warn"
    apart = joined(
        [
            say("desk.dossier.days", days=row.days) if row.days else "",
            say("pages.contradiction.km", km=row.km) if row.km else "",
        ]
    )
    head = joined([label("contradiction", row.kind), label_resolution(row.resolution), apart])
    lines += [line((f"{glyphs().differs} {head}", tone)), ()]
    for side in row.sides:
        value = side_words(row.field, side.value)
        aside = joined([say("pages.contradiction.shown") if side.shown else "", _party(side.party)])
        lines += labelled(field_words(row.field), value, width, column=9, aside=aside)
        for source in side.sources:
            lines += wrapped(f"{glyphs().dot} {source}", width, indent="         ", tone="muted")
        lines.append(())
    return [*lines, *wrapped(say("pages.contradiction.settle"), width, indent="", tone="muted")]


def _party(party: bool) -> str:
    return say("pages.contradiction.party") if party else ""
