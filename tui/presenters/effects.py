"""What an event that is being typed would change: rows before and after, and reports that tell the same already."""

from __future__ import annotations

from dataclasses import dataclass

from events.envelope import Draft
from events.model import Claim
from tracker.dossier import Dossier
from tracker.projections.consequences import Consequence, claims_of, consequences
from tracker.projections.reader import ViewReader
from tracker.projections.rows import MeetingDossier, Report
from tracker.wording import label, say
from tracker.wording.dates import edtf_words
from tui.glyphs import glyphs
from tui.presenters.clock import grouped
from tui.presenters.lines import Line, joined, line
from tui.presenters.wording import heading, published_words, wrapped

_WORDED = {
    "state": "state", "format": "format", "channel": "channel", "kind": "statement_kind", "status": "status",
    "credibility": "credibility", "level": "level",
}  # fmt: skip
_TELLING = frozenset({"state", "when", "place", "kind", "quote", "since"})
"""What is told of a row that comes or goes."""
_FIELD = 12
_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Effects:
    """What the views would show.

    Attributes:
        changes: the rows that would read otherwise.
        same: the happening that a claim becomes a further report of, with all of its reports; None where it is new.
        own: id of the event itself.
        problem: why it could not be tried out.
    """

    changes: tuple[Consequence, ...] = ()
    same: MeetingDossier | None = None
    own: str = ""
    problem: str = ""


def tried_out(dossier: Dossier, draft: Draft, views: ViewReader) -> Effects:
    """Rehearse the event on the views; takes some milliseconds, safe in a thread.

    Args:
        views: as they are now.

    Raises:
        TrackerError: the event acts on what is not there, or the views cannot be read.
    """
    claims = claims_of(draft.event, draft.id, dossier.log.get)
    with dossier.rehearse(draft, views.as_of) as after:
        found = tuple(consequences(views, after, claims))
        joining = after.meeting(draft.id) if isinstance(draft.event, Claim) else None
    same = joining if joining is not None and len(joining.reports) + len(joining.candidates) > 1 else None
    return Effects(found, same, draft.id)


def effect_lines(effects: Effects, width: int) -> list[Line]:
    """The effects as lines: duplicates first, then what changes, before and after."""
    if effects.problem:
        return wrapped(f"{glyphs().no} {effects.problem}", width, indent=" ", tone="bad")
    lines = _duplicates(effects, width)
    lines.append(heading(say("forms.effects"), width))
    if not effects.changes:
        return [*lines, line((f" {say('forms.no_effect')}", "muted"))]
    for change in effects.changes[:_SHOWN]:
        tone = {"new": "good", "gone": "bad"}.get(change.kind, "strong")
        view = say(f"desk.projection.{change.view}") if change.kind == "changed" else say(f"forms.{change.kind}")
        lines.append(line(" ", (change.title, tone), (f"  {view}", "muted")))
        for field, old, new in change.changes:
            if change.kind == "changed" or field in _TELLING:
                lines += _change(field, old, new, width)
    if len(effects.changes) > _SHOWN:
        lines.append(line((f" {say('forms.more', count=len(effects.changes) - _SHOWN)}", "muted")))
    return lines


def _change(field: str, old: str | None, new: str | None, width: int) -> list[Line]:
    name = ("  " + field_name(field)).ljust(_FIELD + 2)
    room = max(8, width - len(name))
    before, after = (value_words(field, value) if value is not None else "" for value in (old, new))
    if before and after and len(before) + len(after) + 3 <= room:
        return [line((name, "muted"), (before, "old"), (f" {glyphs().arrow} ", "muted"), (after, "good"))]
    blank = " " * len(name)
    lines = [line((name, "muted"), *row) for row in wrapped(before, room, indent="", tone="old", limit=2)]
    rest = wrapped(after, room, indent="", tone="good", limit=3)
    return [*lines, *(line((blank if lines or n else name, "muted"), *row) for n, row in enumerate(rest))]


def field_name(field: str) -> str:
    """What a compared field is called."""
    return say(f"views.compared.{field}")


def value_words(field: str, value: str) -> str:
    """A compared value in words."""
    if field in _WORDED:
        return label(_WORDED[field], value)
    return edtf_words(value) if field == "when" else value


def _duplicates(effects: Effects, width: int) -> list[Line]:
    if effects.same is None:
        return []
    others = [report for report in effects.same.reports if report.event_id != effects.own]
    lines: list[Line] = []
    if others:
        words = say("forms.joins", number=len(others) + 1, title=effects.same.row.title)
        lines += wrapped(f"{glyphs().past} {words}", width, indent=" ", tone="warn")
        for report in others[-3:]:
            lines += wrapped(_told(report), width, indent="   ", tone="muted", limit=2)
    for candidate in effects.same.candidates[:3]:
        words = say("forms.perhaps", title=candidate.title, days=candidate.days)
        lines += wrapped(f"? {words}", width, indent=" ", tone="warn")
    return [*lines, ()] if lines else []


def _told(report: Report) -> str:
    source = joined([report.origin, report.outlet or ""], ", ") if report.outlet != report.origin else report.origin
    return f"#{grouped(report.position)} {source}, {published_words(report.published)}"
