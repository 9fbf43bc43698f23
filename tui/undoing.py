"""`u`: taking back one's own last act, after asking; it is a further event like any other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.summaries import summary
from tracker.undoing import last_by
from tracker.wording import say
from tui.presenters.clock import grouped
from tui.presenters.lines import line
from tui.screens.questions import Confirmation

if TYPE_CHECKING:
    from tui.app import DeskApp


async def undo_last(desk: DeskApp) -> None:
    """Ask, then retract the author's last event that still stands."""
    session = desk.session
    position = last_by(session.dossier.log, session.author)
    if position is None:
        desk.flash(line((say("desk.flash.nothing_to_undo"), "warn")))
        return
    record = session.dossier.event(position)
    about = (line(summary(record.event)), (), line((say("desk.ask.undo_means"), "muted")))
    if not await desk.push_screen_wait(Confirmation(say("desk.ask.undo", position=grouped(position)), about)):
        return
    with desk.guarded():
        done = session.dossier.retract(record.id, "never_happened" if record.type == "retraction" else "test",
                                       by=session.author)  # fmt: skip
        await desk.follow(own=True)
        desk.flash(line((say("desk.flash.undone", target=grouped(position), position=grouped(done.position)), "good")))
