"""What waits for a hand, as lists: overdue, contradicting, told by one source alone, doubted, not yet compared."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.article_store import ArticleRow, ArticleStore
from tracker.projections.doubts import Doubtful
from tracker.projections.reader import ViewReader
from tracker.projections.reckoned_rows import CalendarRow, CorroborationRow
from tracker.summaries import summary
from tracker.wording import label, say
from tui.glyphs import glyphs
from tui.presenters.articles import title_of
from tui.presenters.clock import grouped
from tui.presenters.dossiers import rows
from tui.presenters.entries import Entry, Opens, Section, day, paged
from tui.presenters.lines import Line, Piece, joined, line

_LOOKED_THROUGH = 2_000
"""So many doubts and articles, the newest, are looked through for what no index leads to."""


def check_sections(views: ViewReader, articles: ArticleStore, filter: str) -> tuple[Section, ...]:
    """The lists at a place in time; empty ones are left out where they are shown."""
    miscounts = [rows.contradiction(row) for row in views.miscounts(search=filter or None) if row.resolution == "open"]
    return (
        paged(views, "overdue", filter, say("checks.overdue"), _overdue),
        paged(views, "open_contradictions", filter, say("checks.contradictions"), rows.contradiction),
        Section.of(say("checks.miscounts"), miscounts),
        _doubts(views, filter),
        paged(views, "single_source", filter, say("checks.single"), _single, note=say("checks.single_note")),
        review_queue(views, articles, filter),
    )


def head_lines(sections: Sequence[Section]) -> tuple[Line, ...]:
    """How much waits, kind by kind."""
    pieces: list[Piece] = []
    for section in sections:
        if len(section.keys):
            gap = "   " if pieces else ""
            pieces += [(f"{gap}{grouped(len(section.keys))}", "number"), (f" {section.title.lower()}", "muted")]
    return (line(*pieces),) if pieces else ()


def _overdue(row: CalendarRow) -> Entry:
    late = say("checks.late", days=row.overdue) if row.overdue else ""
    return Entry(
        sign=(glyphs().state(row.state), row.state),
        when=day(row.due),
        what=line(row.title),
        aside=joined([late, row.place or ""]),
        support=line((str(row.reports), "muted")),
        opens=Opens(happening=row.id),
        happening=row.id,
        row=row,
    )


def _single(row: CorroborationRow) -> Entry:
    source = row.tree[0] if row.tree else None
    party = f"  {say('pages.contradiction.party')}" if source is not None and source.party else ""
    told = joined(dict.fromkeys([row.first_source, row.first_outlet or ""]))
    return Entry(
        sign=(glyphs().state(row.state), row.state),
        when=day(row.first_published),
        what=line(row.title, (party, "muted")),
        aside=told,
        support=line((str(row.reports), "muted")),
        opens=Opens(happening=row.id),
        happening=row.id,
        row=row,
    )


def _doubts(views: ViewReader, filter: str) -> Section:
    read = views.doubtful(newest=_LOOKED_THROUGH)
    found = set(views.keys("happenings", search=filter)) if filter else None
    doubts = [one for one in read if found is None or one.happening in found]

    def entries(wanted: Sequence[int]) -> list[Entry | None]:
        return [_doubt(views, doubts[key]) for key in wanted]

    note = say("checks.newest_doubts", most=grouped(_LOOKED_THROUGH)) if len(read) == _LOOKED_THROUGH else ""
    return Section(say("checks.doubts"), range(len(doubts)), entries, note)


def _doubt(views: ViewReader, one: Doubtful) -> Entry | None:
    claim = views.effective(one.event_id)
    if claim is None:
        return None
    fields = ", ".join(label("field", field.partition(".")[0]) for field in one.fields)
    return Entry(
        sign=("?", "warn"),
        when=f"#{grouped(one.position)}",
        what=line((f"{fields}  ", "warn"), summary(claim)),
        aside="; ".join(label("doubt", doubt.reason) for doubt in claim.doubts),
        opens=Opens(document=one.document, event=one.event_id),
        report=(one.document, one.event_id),
        row=one,
        target=one.position,
    )


def review_queue(views: ViewReader, articles: ArticleStore, filter: str = "") -> Section:
    """The articles with claims that nobody has compared with the words yet, the newest first."""
    newest = articles.rows(articles.numbers(limit=_LOOKED_THROUGH))
    waiting = views.unread([row.id for row in newest])
    entries = [_article(row, waiting[row.id]) for row in newest if row.id in waiting]
    cut = say("checks.newest_articles", most=grouped(_LOOKED_THROUGH)) if len(newest) == _LOOKED_THROUGH else ""
    note = joined([say("checks.articles_note"), cut])
    return Section.of(say("checks.articles"), entries, filter=filter, note=note)


def _article(row: ArticleRow, waiting: int) -> Entry:
    return Entry(
        sign=(glyphs().work.get("new", glyphs().unknown), "info"),
        when=day(row.published),
        what=line(title_of(row)),
        aside=row.outlet or "",
        support=line((str(waiting), "info"), (f"/{row.claims}", "muted")),
        opens=Opens(document=row.id),
        row=row,
    )
