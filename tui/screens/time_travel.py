"""The keys of time, the same on every screen: step, jump, play, mark, compare, change the clock, come home to now."""

from __future__ import annotations

from datetime import date
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


class OnTheDesk(Screen[None]):
    """A screen that knows its app."""

    @property
    def desk(self) -> DeskApp:
        """The app, with its session."""
        from tui.app import DeskApp

        assert isinstance(self.app, DeskApp)
        return self.app


class TimeTravel(OnTheDesk):
    """Mixed into every screen of the desk; the app holds the clock and tells all screens when it moves."""

    def meeting_day(self) -> date | None:
        """The day of what is selected, for "before the meeting"."""
        return None

    def action_step_event(self, by: int) -> None:
        """One event back or forth."""
        self.desk.player.stop()
        session = self.desk.session
        self.desk.set_clock(session.times.step_event(session.clock, by))

    def action_step_day(self, by: int) -> None:
        """Some days back or forth."""
        self.desk.player.stop()
        session = self.desk.session
        self.desk.set_clock(session.times.step_day(session.clock, by))

    def action_now(self) -> None:
        """Home: nothing is hidden."""
        self.desk.player.stop()
        self.desk.set_clock(self.desk.session.clock.now())

    def action_play_log(self) -> None:
        """Let the log pass by; again faster, and at last stop."""
        self.desk.player.press()

    def action_mark(self) -> None:
        """Mark the place in time, or take its mark away."""
        session = self.desk.session
        clock = session.clock
        if clock.is_now:
            clock = clock.at_position(len(session.times))  # a place that stays where it is while the log grows
        marked = session.state.toggle_mark(clock)
        self.desk.frame_signal.publish(session.clock)
        words = clock.words()
        self.desk.flash(line((say("desk.flash.marked" if marked else "desk.flash.unmarked", moment=words), "good")))

    def action_go_to_mark(self) -> None:
        """To the next mark, and round again."""
        session = self.desk.session
        marks = session.state.marks
        if not marks:
            self.desk.flash(line((say("desk.flash.no_marks"), "warn")))
            return
        here = marks.index(session.clock) if session.clock in marks else -1
        self.desk.set_clock(marks[(here + 1) % len(marks)])

    def action_changes(self) -> None:
        """What is otherwise now than at the place in time."""
        self.desk.open_changes()

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
            self.desk.set_clock(
                read_moment(typed, session.clock, session.times, session.today, meeting=self.meeting_day())
            )
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
        if message.screen == self.app.current_mode:
            while len(self.app.screen_stack) > 1:  # the lit one leads down to the screen itself
                self.app.pop_screen()
        elif message.screen:
            self.app.switch_mode(message.screen)
        else:
            self.action_go_to()
