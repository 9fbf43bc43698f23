"""What changed between two places in time: a row a difference, its page with the sources, all of it as Markdown."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from events.envelope import Recorded
from tracker.difference_words import cause_words, field_words, value_words, what_words
from tracker.projections.reckoned_rows import DifferenceRow
from tracker.wording import label, say
from tui.glyphs import glyphs
from tui.presenters.clock import grouped
from tui.presenters.copying import escaped
from tui.presenters.lines import Column, Line, folded, joined, line
from tui.presenters.wording import heading, published_words, wrapped

Quoted = Callable[[int], tuple[Recorded | None, str]]
"""Answers a position with its event and the words of the article that it rests on."""

_SIGNS = {"new": ("+", "good"), "gone": ("−", "bad"), "changed": ("~", "warn")}


def columns() -> tuple[Column, ...]:
    """The columns of the list."""
    return (
        Column("sign", "", 1),
        Column("what", say("desk.changes.what"), 22, grow=2),
        Column("field", say("desk.changes.field"), 11, from_width=70),
        Column("change", say("desk.changes.change"), 20, grow=3),
        Column("cause", say("desk.changes.cause"), 15, from_width=90),
    )


def cells(row: DifferenceRow) -> tuple[Line, ...]:
    """A difference as a row."""
    return (
        line(_SIGNS[row.kind]),
        line(what_words(row)),
        line((field_words(row), "muted")),
        change_line(row),
        line((cause_words(row), "muted")),
    )


def change_line(row: DifferenceRow) -> Line:
    """The old value and the new one; of a row that came or went, that it did."""
    if row.kind != "changed":
        return line((say(f"views.change.{row.kind}"), _SIGNS[row.kind][1]))
    return line(
        (value_words(row, row.old), "old"), (f" {glyphs().arrow} ", "muted"), (value_words(row, row.new), "strong")
    )


def change_page(row: DifferenceRow, quoted: Quoted, width: int) -> list[Line]:
    """One difference with the events behind it."""
    lines = [line((what_words(row), "strong")), (), line((f"{field_words(row)}  ", "muted"), *change_line(row)), ()]
    lines.append(heading(say("desk.changes.because"), width))
    for position in row.events[-8:]:
        record, words = quoted(position)
        if record is not None:
            tone = "strong" if position == row.cause else "muted"
            lines += folded(line((f"#{grouped(position)} ", "number"), (_source(record), tone)), width)
            lines += wrapped(words, width, tone="") if words else []
    if not row.events:
        lines.append(line((say("views.time"), "muted")))
    return lines


def _source(record: Recorded) -> str:
    return joined([label("type", record.type), published_words(record.published), record.recorded_by])


def changes_markdown(title: str, rows: Sequence[DifferenceRow], quoted: Quoted) -> str:
    """All differences with the words that they rest on."""
    lines = [f"# {escaped(title)}", ""]
    for row in rows:
        told = say(f"views.change.{row.kind}")
        if row.kind == "changed":
            told = f"{field_words(row)}: {value_words(row, row.old)} → {value_words(row, row.new)}"
        lines.append(f"- **{escaped(what_words(row))}** – {escaped(told)} ({cause_words(row)})")
        if row.cause is not None:
            record, words = quoted(row.cause)
            if record is not None and words:
                lines.append(f"  > {escaped(words)} — {escaped(_source(record))}")
    return "\n".join(lines) + "\n"
