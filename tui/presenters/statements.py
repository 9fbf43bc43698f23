"""Statements: who said what of whom, and the selected one in full."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.projections.rows import StatementRow
from tracker.summaries import plain
from tracker.wording import label, say
from tui.glyphs import glyphs
from tui.presenters.lines import Column, Line, joined, line
from tui.presenters.wording import brief_day, heading, labelled, published_words, quoted, wrapped


def columns() -> tuple[Column, ...]:
    """The columns of the list."""
    return (
        Column("published", say("desk.statements.day"), 7),
        Column("speaker", say("desk.statements.speaker"), 18, grow=1),
        Column("kind", say("desk.statements.kind"), 13, from_width=64),
        Column("quote", say("desk.statements.quote"), 20, grow=3),
        Column("outlets", "", 3, right=True),
    )


def cells(row: StatementRow) -> tuple[Line, ...]:
    """A statement as a row; words in quotation marks are the speaker's own."""
    return (
        line((brief_day(row.day or row.published), "muted")),
        line(row.speaker),
        line((label("statement_kind", row.kind) if row.kind else "", "name")),
        line((_gist(row), "" if row.quote_kind == "direct" else "muted")),
        line((str(row.outlets), "muted")),
    )


def _gist(row: StatementRow) -> str:
    if row.quote:
        return quoted(row.quote) if row.quote_kind == "direct" else row.quote
    return joined([*row.topics, row.about or ""], ", ")


def statement_page(
    row: StatementRow, width: int, *, context: Sequence[Line] = (), before: Sequence[StatementRow] = ()
) -> list[Line]:
    """One statement in full.

    Args:
        context: the words in their article.
        before: what the same speaker said earlier.
    """
    about = joined([row.office or "", row.country or ""], ", ")
    lines = [*wrapped(row.speaker, width, indent="", tone="strong")]
    if about:
        lines.append(line((about, "muted")))
    lines.append(())
    if row.quote:
        tone = "" if row.quote_kind == "direct" else "muted"
        lines += [*wrapped(quoted(row.quote) if row.quote_kind == "direct" else row.quote, width, tone=tone), ()]
    lines += labelled(say("desk.field.when"), published_words(row.published), width)
    if row.kind:
        lines += labelled(say("desk.field.kind"), label("statement_kind", row.kind), width)
    if row.quote_kind:
        lines += labelled("", label("quote_kind", row.quote_kind), width, tone="muted")
    if row.addressees:
        lines += labelled(say("desk.field.to"), ", ".join(row.addressees), width)
    if row.topics:
        lines += labelled(say("desk.field.about"), ", ".join(row.topics), width)
    if row.on_record:
        lines += labelled(say("desk.field.record"), label("on_record", row.on_record), width)
    lines += [(), heading(say("desk.statements.sources"), width)]
    counts = say("desk.dossier.counts", reports=row.reports, origins=row.origins, outlets=row.outlets)
    lines.append(line((counts, "muted")))
    lines += [line(f"{glyphs().dot} ", link) for link in row.chain]
    if context:
        lines += [(), heading(say("desk.statements.context"), width), *context]
    if row.variants:
        lines += [(), heading(say("desk.statements.variants"), width)]
        for variant in row.variants:
            lines += wrapped(quoted(variant), width, tone="muted")
    if before:
        lines += [(), heading(say("desk.statements.before", speaker=row.speaker.upper()), width)]
        for each in before:
            kind = label("statement_kind", each.kind) if each.kind else ""
            lines.append(line((f"{brief_day(each.day or each.published)}  ", "muted"), (kind, "name")))
            lines += wrapped(_gist(each), width, indent="        ", limit=2)
    return lines


def statement_citation(row: StatementRow) -> str:
    """The statement as text to paste, with its source."""
    words = _gist(row)
    return plain(f"{row.speaker}: {words} [{joined([row.outlet or '', published_words(row.published)], ', ')}]")
