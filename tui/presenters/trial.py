"""A projection under trial: how far it is, what it asks, what it would change, whether it keeps its promises."""

from __future__ import annotations

from tracker.projections.trial.row_changes import RowChange
from tracker.row_change_words import SIGNS, row_change_words
from tracker.wording import label, say
from tui.actions import ACTIONS
from tui.glyphs import glyphs
from tui.presenters.clock import grouped
from tui.presenters.lines import Line, Piece, line
from tui.presenters.projections import progress_lines, resting_line
from tui.presenters.wording import heading, wrapped
from tui.trying_out import Tried

_TONES = {"added": "good", "removed": "bad", "changed": "warn"}
_STEPS, _CHANGES = 6, 40
_KEYS = {
    "running": ("cancel_replay",),
    "stepping": ("step", "step_all", "cancel_replay"),
    "failed": ("open_failed", "ignore_event", "retry", "cancel_replay"),
    "done": ("promote", "cancel_replay"),
    "broken": ("retry", "cancel_replay"),
    "kept": (),
}


def trial_lines(tried: Tried, width: int, *, resting: bool = False) -> list[Line]:
    """The page of a trial; ``resting`` while the user lets it rest."""
    title = say("desk.trial.title", name=tried.path.name)
    lines = [heading(title, width), line((say("desk.trial.beside"), "muted")), ()]
    if tried.progress is not None:
        lines += [*progress_lines(tried.progress, tried.stage == "running", width), ()]
    if resting:
        lines += [resting_line(), ()]
    for step in tried.steps[-_STEPS:]:
        lines.append(line((f"#{grouped(step.record.position)} ", "number"), label("type", step.record.type)))
        lines += [line("  ", *_change(change)) for change in step.changes]
    lines += _outcome(tried, width)
    lines += [(), _keys(tried)] if _KEYS[tried.stage] else []
    return lines


def _outcome(tried: Tried, width: int) -> list[Line]:
    lines: list[Line] = []
    if tried.error is not None:
        lines += [(), *wrapped(str(tried.error), width, indent="", tone="bad")]
    for position, name in tried.ignored:
        lines += wrapped(say("views.trial.ignored", position=position, name=name), width, tone="warn")
    if tried.tables:
        lines += [(), heading(say("desk.trial.difference"), width)]
        for table in tried.tables:
            counts = [(f"  {SIGNS[kind]} {getattr(table, kind)}", _TONES[kind]) for kind in SIGNS]
            rows = say("desk.trial.rows", count=grouped(table.rows))
            lines.append(line((table.name, "strong"), (f"  {rows}", "muted"), *counts))
        lines += [line("  ", *_change(change)) for change in tried.changes[:_CHANGES]]
    if tried.checks:
        lines += [(), heading(say("desk.trial.check"), width)]
    for check in tried.checks:
        sign, tone = (glyphs().yes, "good") if check.kept else (glyphs().no, "bad")
        told = say(f"views.trial.check_{check.name}", pieces=check.pieces)
        kept = say("views.trial.kept") if check.kept else say("views.trial.broken", tables=", ".join(check.differing))
        lines.append(line((f"{sign} ", tone), f"{told}: ", (kept, "muted")))
    if tried.stage == "kept":
        lines += [(), line((f"{glyphs().yes} {say('desk.trial.kept')}", "good"))]
    elif tried.stage == "done" and not tried.promotable:
        lines += [(), *wrapped(say("desk.trial.not_promotable"), width, indent="", tone="muted")]
    return lines


def _change(change: RowChange) -> tuple[Piece, Piece]:
    return (f"{SIGNS[change.kind]} ", _TONES[change.kind]), (row_change_words(change), "")


def _keys(tried: Tried) -> Line:
    """What can be done now."""
    by_id = {action.id: action for action in ACTIONS}
    pieces: list[Piece] = []
    for name in _KEYS[tried.stage]:
        if name != "promote" or tried.promotable:
            pieces += [(by_id[name].shown_keys[0], "key"), (f" {by_id[name].label}   ", "muted")]
    return line(*pieces)
