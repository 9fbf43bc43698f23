"""How often each value of a facet occurs: a row a value, with its share as a bar."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.wording import say
from tui.arranging import Count
from tui.glyphs import glyphs
from tui.presenters.clock import grouped
from tui.presenters.copying import escaped
from tui.presenters.facets import Facet
from tui.presenters.lines import Column, Line, line
from tui.presenters.wording import labelled, wrapped

_BAR = 24


def columns(facet: Facet) -> tuple[Column, ...]:
    """The columns of the list."""
    return (
        Column("value", facet.label, 20, grow=1),
        Column("count", say("tables.count"), 8, right=True),
        Column("share", "", 6, right=True, from_width=50),
        Column("bar", "", _BAR, from_width=70),
    )


def cells(row: Count, most: int, total: int) -> tuple[Line, ...]:
    """A value as a row.

    Args:
        most: the count of the most frequent one, whose bar is full.
        total: rows that were counted.
    """
    full, _ = glyphs().progress
    return (
        line(row.value),
        line((grouped(row.count), "strong")),
        line((f"{row.count / max(1, total):.0%}", "muted")),
        line((full * max(1, round(_BAR * row.count / max(1, most))), "spark")),
    )


def page(row: Count, facet: Facet, total: int, width: int) -> Sequence[Line]:
    """A value in full, and how to see its rows."""
    lines = [*wrapped(row.value, width, indent="", tone="strong"), ()]
    lines += labelled(say("tables.count"), f"{grouped(row.count)} / {grouped(total)}", width, column=9)
    told = say("tables.enter", filter=row.filter) if row.filter else say("tables.no_filter", facet=facet.label)
    return [*lines, (), *wrapped(told, width, indent="", tone="muted")]


def as_markdown(facet: Facet, rows: Sequence[Count], known: str) -> str:
    """All counts as a table to paste, with the place in time."""
    lines = [f"| {escaped(facet.label)} | {say('tables.count')} |", "|---|---:|"]
    lines += [f"| {escaped(row.value)} | {row.count} |" for row in rows]
    return "\n".join([*lines, *(["", f"*{known}*"] if known else [])]) + "\n"
