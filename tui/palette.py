"""`:` – everything by name: screens, actions, meetings, people, and dates to go to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from textual.command import DiscoveryHit, Hit, Hits, Provider

from tracker.projections.rows import MeetingRow
from tracker.typed.dates import NotADate
from tracker.wording import say
from tui.actions import SCREENS, of_scope
from tui.presenters import known_names
from tui.presenters.board import place_words
from tui.presenters.dossiers.named import choice_of
from tui.presenters.lines import joined
from tui.presenters.moments import read_moment
from tui.presenters.wording import window_words
from tui.screens.desk_screen import DeskScreen

if TYPE_CHECKING:
    from tui.app import DeskApp

_FOUND = 12


class DeskCommands(Provider):
    """What the palette offers on a screen of the desk."""

    @property
    def desk(self) -> DeskApp:
        """The app, with its session."""
        from tui.app import DeskApp

        assert isinstance(self.app, DeskApp)
        return self.app

    def _actions(self) -> Iterator[tuple[str, str, Callable[[], object]]]:
        """Name, help and deed of the screens and of the actions that work here."""
        scope = self.screen.SCOPE if isinstance(self.screen, DeskScreen) else ""
        for action in of_scope(scope, "desk"):
            if action.id in ("back", "palette", "pane", "pane_back"):
                continue
            key = action.shown_keys[0]
            screen = action.id in SCREENS
            name = f"{key}  {say(f'desk.screen.{action.id}')}" if screen else f"{action.label}  ({key})"
            yield name, action.explanation, partial(self._run, action.method)

    async def _run(self, method: str) -> None:
        await self.app.run_action(method, self.screen)

    async def discover(self) -> Hits:
        """Before anything is typed: all of the actions."""
        for name, explanation, deed in self._actions():
            yield DiscoveryHit(name, deed, help=explanation)

    async def search(self, query: str) -> Hits:
        """Actions by name, places in time, and the meetings and people that hold the words."""
        matcher = self.matcher(query)
        for name, explanation, deed in self._actions():
            if (score := matcher.match(name)) > 0:
                yield Hit(score, matcher.highlight(name), deed, help=explanation)
        for hit in self._moments(query):
            yield hit
        for hit in (*self._meetings(query), *self._people(query)):
            yield hit

    def _moments(self, query: str) -> Iterator[Hit]:
        session = self.desk.session
        try:
            clock = read_moment(query, session.clock, session.times, session.today)
        except NotADate:
            return
        words = clock.place_words()
        yield Hit(1.0, say("desk.palette.go_to", moment=words), partial(self.desk.set_clock, clock))

    def _meetings(self, query: str) -> Iterator[Hit]:
        views = self.desk.session.views()
        for row in views.page("meetings", limit=_FOUND, search=query):
            if isinstance(row, MeetingRow):
                about = joined([window_words(row.earliest, row.latest), place_words(row)])
                yield Hit(0.6, row.title, partial(self.desk.open_meeting, row.id), help=about)

    def _people(self, query: str) -> Iterator[Hit]:
        """The pages of the people, states and bodies with the name, and of the place that is called so."""
        subjects = self.desk.session.views().subjects()
        found = subjects.called(query, limit=_FOUND)
        if place := known_names.place(query) or known_names.place(known_names.completed(query, places=True) or ""):
            found.append(subjects.place(place.name, place.country))
        for subject in found:
            name, kind = choice_of(subject)
            yield Hit(0.7, name, partial(self.desk.open_dossier, subject), help=kind)
