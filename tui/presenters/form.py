"""What stands around the fields of the append form: labels, what was understood, the preview, a conflict."""

from __future__ import annotations

from collections.abc import Sequence

from events.envelope import Recorded
from events.model import Claim
from tracker.summaries import summary
from tracker.wording import label, say
from tui.glyphs import glyphs
from tui.presenters.checked import Checked
from tui.presenters.clock import grouped
from tui.presenters.field_spec import FieldSpec
from tui.presenters.lines import Line, line
from tui.presenters.wording import wrapped


def form_head(title: str, *, kept: bool) -> Line:
    """The title; whether a kept draft was opened."""
    aside = f"  {say('desk.form.kept')}" if kept else ""
    return line((title, "strong"), (aside, "warn"))


def field_label(spec: FieldSpec, understood: str | None, problem: str | None) -> Line:
    """A field's name, and beside it what was understood or what is wrong."""
    head = (spec.label, "muted")
    if problem is not None:
        return line(head, " ", (f"{glyphs().no} {problem}", "bad"))
    if understood is not None:
        return line(head, " ", (f"{glyphs().yes} {understood}", "good"))
    return line(head)


def form_footer() -> list[Line]:
    """How to get about in the form, and how dates may be typed."""
    return [
        line((f" {say('desk.form.keys')}", "muted")),
        line((f" {say('desk.form.dates')} ", "muted"), say("desk.form.date_examples")),
    ]


def preview_lines(
    checked: Checked,
    position: int,
    width: int,
    *,
    past: bool,
    not_yet: str,
    effects: Sequence[Line] = (),
    brief: bool = False,
) -> list[Line]:
    """What will be appended: a sentence, what it changes, and the event as JSON.

    Args:
        position: that it will have in the log.
        past: whether the desk stands in the past.
        not_yet: what is said as long as there is no event.
        effects: what the views will show otherwise.
        brief: leave out the headings and the JSON: there are but a few lines.
    """
    lines: list[Line] = [] if brief else [line((say("desk.form.preview"), "heading")), ()]
    for name, problem in checked.problems.items():
        if not name:
            lines += [*wrapped(f"{glyphs().no} {problem}", width, indent="", tone="bad"), ()]
    if checked.event is None:
        return [*lines, *wrapped(not_yet, width, indent="", tone="muted")]
    lines += wrapped(checked.sentence(), width, indent=" ", tone="strong")
    if isinstance(checked.event, Claim):
        status = checked.event.status
        lines.append(line(" ", (f"{glyphs().state(status)} {label('status', status)}", status)))
    for doubt in checked.doubts:
        lines += wrapped(f"{glyphs().past} {doubt}", width, indent=" ", tone="warn")
    if effects:
        lines += effects if brief else [(), *effects]
    if brief:
        return lines
    lines += [(), line((say("desk.form.event", position=grouped(position)), "heading"))]
    for row in checked.as_json().splitlines():
        key, colon, value = row.partition('":')
        if colon and key.lstrip().startswith('"'):
            lines.append(line(f" {key[: len(key) - len(key.lstrip())]}", (key.lstrip() + '"', "name"), ":" + value))
        else:
            lines.append(line(" " + row))
    if past:
        lines += [(), *wrapped(say("desk.form.in_past"), width, indent=" ", tone="warn")]
    return [*lines, (), *wrapped(say("desk.form.promise"), width, indent=" ", tone="muted")]


def conflict_lines(newer: Sequence[Recorded]) -> tuple[Line, ...]:
    """What others appended in the meantime."""
    lines: list[Line] = [line((f"{glyphs().past} {say('desk.form.conflict', count=len(newer))}", "warn"))]
    lines += [line((f"  #{grouped(record.position)} ", "muted"), summary(record.event)) for record in newer[-4:]]
    return (*lines, line((f"  {say('desk.form.conflict_remedy')}", "muted")), ())
