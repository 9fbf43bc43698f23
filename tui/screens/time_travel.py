"""The keys of time, the same on every screen: step, jump, change the clock, come home to now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on, work
from textual.screen import Screen

from tracker.typed.dates import NotADate
from tracker.wording import say
from tui.presenters.clock import DeskClock
from tui.presenters.lines import line
from tui.presenters.moments import read_moment
from tui.widgets.masthead import Masthead
from tui.widgets.scrubber import Scrubber

if TYPE_CHECKING:
    from tui.app import DeskApp


class TimeTravel(Screen[None]):
    """Mixed into every screen of the desk; the app holds the clock and tells all screens when it moves."""

    @property
    def desk(self) -> DeskApp:
        """The app, with its session."""
        from tui.app import DeskApp

        assert isinstance(self.app, DeskApp)
        return self.app

    def action_step_event(self, by: int) -> None:
        """One event back or forth."""
        session = self.desk.session
        self.desk.set_clock(session.times.step_event(session.clock, by))

    def action_step_day(self, by: int) -> None:
        """One day back or forth."""
        session = self.desk.session
        self.desk.set_clock(session.times.step_day(session.clock, by))

    def action_now(self) -> None:
        """Home: nothing is hidden."""
        self.desk.set_clock(self.desk.session.clock.now())

    def action_clock(self) -> None:
        """The other of the two clocks, standing at about the same place."""
        session = self.desk.session
        clock = session.clock
        other = clock.other() if clock.is_now else self._same_place(clock)
        self.desk.set_clock(other)
        self.desk.flash(line((say(f"desk.flash.clock_{other.kind}"), "warn")))

    def _same_place(self, clock: DeskClock) -> DeskClock:
        times = self.desk.session.times
        if clock.kind == "published":
            return clock.at_position(max(1, times.shown(clock)))
        recorded = times.recorded_at(clock.position or 0)
        return clock.at_moment(recorded) if recorded else clock.other()

    @work(group="ask", exit_on_error=False)
    async def action_go_to(self) -> None:
        """Ask for a place in time, and go there."""
        from tui.screens.questions import Question

        session = self.desk.session
        typed = await self.app.push_screen_wait(
            Question(say("desk.ask.go_to"), placeholder=say("desk.ask.go_to_examples"))
        )
        if typed is None:
            return
        try:
            self.desk.set_clock(read_moment(typed, session.clock, session.times, session.today))
        except NotADate:
            self.desk.flash(line((say("desk.flash.no_moment", text=typed[:60]), "bad")))

    @on(Scrubber.Moved)
    def _scrubbed(self, message: Scrubber.Moved) -> None:
        session = self.desk.session
        self.desk.set_clock(session.times.at_place(session.clock, message.place))

    @on(Scrubber.Stepped)
    def _wheeled(self, message: Scrubber.Stepped) -> None:
        self.action_step_event(message.by)

    @on(Masthead.Chosen)
    def _chosen(self, message: Masthead.Chosen) -> None:
        if message.screen:
            self.app.switch_mode(message.screen)
        else:
            self.action_go_to()
