"""Watch what is selected: a watch in the settings, which tells of every news; again, and it is watched no longer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.config import load
from tracker.config_changes import add, remove
from tracker.projections.names import fold
from tracker.projections.telling import Subject
from tracker.wording import say
from tui.presenters.lines import joined, line
from tui.presenters.wording import wrapped

if TYPE_CHECKING:
    from tui.app import DeskApp

_MOST, _LONGEST = 10, 40
_WIDTH = 58


@dataclass(frozen=True, slots=True)
class Watched:
    """What a watch waits for: all of the people, or a place."""

    who: tuple[str, ...] = ()
    place: str | None = None

    @property
    def name(self) -> str:
        """The name of the watch in the settings: small letters and digits of what is watched."""
        return "-".join(re.findall("[a-z0-9]+", fold(self.words)))[:_LONGEST].rstrip("-") or "watch"

    @property
    def words(self) -> str:
        """What is watched, for people."""
        return joined(self.who) or self.place or ""


def watched_in(subjects: Sequence[Subject]) -> Watched | None:
    """What there is to watch of what somebody or something names: all who take part, else the place."""
    people = list(dict.fromkeys(each.name for each in subjects if each.kind == "actor"))[:_MOST]
    if not people and (pair := next((each for each in subjects if each.kind == "pair"), None)):
        people = [pair.name, pair.other_name]
    place = next((each.name for each in subjects if each.kind == "place"), None)
    return Watched(tuple(people)) if people else Watched(place=place) if place else None


async def watch(desk: DeskApp, subjects: Sequence[Subject]) -> None:
    """Ask, then begin or end to watch, and let the jobs of the desk know."""
    from tui.screens.questions import Confirmation

    wanted = watched_in(subjects)
    if desk.session.read_only or wanted is None:
        desk.flash(line((say("desk.flash.read_only" if wanted else "desk.watch.nothing"), "warn")))
        return
    with desk.guarded():
        watched = any(each.name == wanted.name for each in load().watches)
        question = say("desk.watch.end" if watched else "desk.watch.begin", name=wanted.words)
        about = wrapped(say("desk.watch.about"), _WIDTH, indent="", tone="muted")
        if not await desk.push_screen_wait(Confirmation(question, () if watched else tuple(about))):
            return
        if watched:
            remove("watches", wanted.name)
        else:
            add("watches", {"name": wanted.name, "who": list(wanted.who), "place": wanted.place})
        await desk.renew_jobs()
        desk.flash(line((say("desk.watch.ended" if watched else "desk.watch.begun", name=wanted.words), "good")))
