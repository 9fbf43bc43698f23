"""Export what is shown – the view, the filter and the place in time of a screen – in one of the formats."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from events.errors import TrackerError
from tracker.wording import say
from tui.presenters.lines import line
from tui.under_way import BrokenOff, UnderWay

if TYPE_CHECKING:
    from tracker.exports.subject import Subject
    from tui.app import DeskApp

_ENDINGS = {
    "jsonl": "jsonl", "cloudevents": "cloudevents.jsonl", "colt": "colt.csv", "plover": "plover.jsonl",
    "ftm": "ftm.jsonl", "markdown": "md", "atom": "atom", "geojson": "geojson",
}  # fmt: skip
_KEYS = {
    "ics": "i", "geojson": "g", "csv": "c", "jsonl": "j", "cloudevents": "e", "colt": "l", "plover": "p", "ftm": "f",
    "markdown": "m", "html": "h", "atom": "a",
}  # fmt: skip


async def export_shown(desk: DeskApp, view: str, filter: str) -> None:
    """Ask for the format and the file, and write it in a thread; what is in the way is not replaced.

    Args:
        view: whose rows are wanted where a format can have several.
        filter: of the screen; it narrows the export as it narrows the screen.
    """
    from tracker.exports.catalogue import FORMATS
    from tracker.exports.subject import Choices as Wanted
    from tracker.exports.subject import Subject
    from tui.screens.choices import Choice, Choices
    from tui.screens.questions import Question

    offered = {name: made for name, made in FORMATS.items() if name in _KEYS}
    choices = [Choice(name, _KEYS[name], name, say(f"desk.export.{name}")) for name in offered]
    name = await desk.push_screen_wait(Choices(_title(desk, filter), choices))
    if name is None:
        return
    made = offered[name]
    typed = await desk.push_screen_wait(
        Question(say("desk.export.file"), value=f"{view or 'log'}.{_ENDINGS.get(name, name)}")
    )
    if not typed:
        return
    session = desk.session
    chosen = view if view in made.views else next(iter(made.views), None)
    subject = Subject.of(
        session.dossier, session.shown.cutoff, session.as_of, search=filter or None, choices=Wanted(view=chosen)
    )
    work = UnderWay(say("desk.export.under_way", name=typed))
    path = Path(typed).expanduser()
    try:
        await desk.working(work, asyncio.to_thread(_write, name, subject, path, work))
    except BrokenOff:
        desk.flash(line((say("desk.export.broken_off"), "warn")))
    except OSError as error:
        desk.report(TrackerError(error.strerror or str(error), where=str(path)))
    except TrackerError as error:
        desk.report(error)
    else:
        desk.flash(line((say("desk.export.written", path=path.resolve(), pieces=work.done), "good")))


def _write(name: str, subject: Subject, path: Path, work: UnderWay) -> None:
    from tracker.exports.catalogue import FORMATS
    from tracker.exports.writing import write_file

    write_file(path, work.counted(FORMATS[name].pieces(subject)))


def _title(desk: DeskApp, filter: str) -> str:
    """What will be in it: the place in time and the filter go along."""
    known = desk.session.clock.words()
    return " · ".join(part for part in (say("desk.export.title"), known, f"/ {filter}" if filter else "") if part)
