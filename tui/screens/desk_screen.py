"""What every screen has: masthead, body, filter line, scrubber and footer, and the keys that work everywhere."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.widget import Widget
from textual.widgets import Input, Static

from tracker.typed.filters import FilterError
from tracker.wording import say
from tui.actions import SCREENS, bindings
from tui.glyphs import glyphs
from tui.presenters.desk_state import SPLITS, ScreenState
from tui.screens.acting import Acting
from tui.screens.boxes import Boxes
from tui.screens.taking_along import TakingAlong
from tui.screens.time_travel import TimeTravel
from tui.widgets.filter_line import FilterLine
from tui.widgets.footer import Footer
from tui.widgets.masthead import Masthead
from tui.widgets.pane import Pane
from tui.widgets.scrubber import Scrubber

if TYPE_CHECKING:
    pass


class DeskScreen(TimeTravel, TakingAlong, Acting, Boxes):
    """The frame of a screen. A screen names itself, composes its body and reloads it when told to.

    Class attributes:
        SCOPE: the scope of its keys in the registry.
        TAB: the tab of the masthead that is lit; by default that of the screen below.
    """

    SCOPE: ClassVar[str] = ""
    TAB: ClassVar[str] = ""
    BINDINGS: ClassVar[list[BindingType]] = bindings("desk")
    AUTO_FOCUS: ClassVar[str] = "RowList"

    def __init__(self) -> None:
        super().__init__()
        self.filter = ""
        self.stale = True

    # --- for the screens to fill in --------------------------------------------------------------------------------

    def compose_body(self) -> Iterable[Widget]:
        """The widgets between masthead and scrubber."""
        raise NotImplementedError

    def reload(self) -> None:
        """Ask the presenter again: the clock, the filter or the log has changed."""
        raise NotImplementedError

    # --- the frame -------------------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        yield Masthead()
        with Container(id="body"):
            yield from self.compose_body()
        yield FilterLine()
        yield Scrubber()
        yield Footer(self.SCOPE)
        yield Static(say("desk.word.small"), id="room")

    def on_mount(self) -> None:
        self.set_class(not glyphs().circled, "-ascii")
        self.query_one(Masthead).active = self.TAB or self.desk.current_mode
        self._restore()
        self.desk.clock_signal.subscribe(self, self._told)
        self.desk.log_signal.subscribe(self, self._told)
        self.desk.frame_signal.subscribe(self, lambda _: self.refresh_frame())
        self.refresh_view()

    @property
    def remembered(self) -> ScreenState | None:
        """What is remembered of this screen from one sitting to the next; None for a page on top of one."""
        return self.desk.session.state.of(self.SCOPE) if self.SCOPE in SCREENS else None

    def _restore(self) -> None:
        """Begin with the filter with which the screen was left."""
        state = self.desk.session.state
        line = self.query_one(FilterLine)
        line.earlier = state.earlier
        if self.remembered is not None and self.remembered.filter:
            self.filter = self.remembered.filter
            line.fill(self.filter)

    def on_screen_resume(self) -> None:
        if self.stale and self.is_mounted:
            self.refresh_view()
        elif self.is_mounted:
            self.refresh_frame()

    def _told(self, _: object) -> None:
        self.stale = True
        if self in self.app.screen_stack:
            self.refresh_view()

    def refresh_view(self) -> None:
        """Draw everything anew for the place in time; an error becomes a line, not a traceback."""
        self.stale = False
        self.refresh_frame()
        with self.desk.guarded():
            try:
                self.reload()
            except FilterError as error:
                typed, self.filter = self.filter, ""  # what cannot be understood hides nothing
                try:
                    self.reload()
                finally:
                    self.filter = typed
                self.query_one(FilterLine).say_problem(error)

    def refresh_frame(self) -> None:
        """Masthead and scrubber."""
        session = self.desk.session
        recorded = session.times.recorded_at(session.clock.position or 0)
        masthead = self.query_one(Masthead)
        masthead.past = session.clock.words(short=self.size.width < 100, recorded_at=recorded).upper()
        masthead.total = len(session.times)
        masthead.fresh = self.desk.fresh
        masthead.refresh()
        self.query_one(Footer).refresh()
        self.query_one(Scrubber).show(session.times, session.clock, self.desk.refresh_note(), session.state.marks)
        self.set_class(not session.clock.is_now, "-past")
        for split in SPLITS:
            self.set_class(session.state.split == split, f"-split-{split}")
        if self.is_current:
            self.desk.tell_title(say(f"desk.screen.{masthead.active}"), session.clock.words(short=True))

    def on_resize(self, _: events.Resize) -> None:
        if self.query(Masthead):
            self.call_after_refresh(self.resized)

    def resized(self) -> None:
        """The terminal has another size: what is arranged by size is arranged anew."""
        self.refresh_frame()

    def on_paste(self, event: events.Paste) -> None:
        """A text that is pasted where nothing is typed is an article to be taken in."""
        event.stop()
        self.desk.open_paste(event.text)

    # --- keys that work everywhere ---------------------------------------------------------------------------------

    def action_screen(self, name: str) -> None:
        """Another screen."""
        self.app.switch_mode(name)

    def action_back(self) -> None:
        """Close what is on top: the work, the filter, the page, the jump – in this order."""
        if self.desk.under_way is not None:
            self.desk.under_way.break_off()
        elif self.desk.player.playing:
            self.desk.player.stop()
        elif self.filter:
            self.query_one(FilterLine).clear()
        elif len(self.app.screen_stack) > 1:
            self.app.pop_screen()
        else:
            self.desk.go_back()

    def action_forward(self) -> None:
        """To where one came back from."""
        self.desk.go_forward()

    def action_filter(self) -> None:
        """Type words; what does not hold them is hidden."""
        self.query_one(FilterLine).ask()

    def filter_by(self, words: str) -> None:
        """Hide what does not hold the words, as if they were typed."""
        self.query_one(FilterLine).fill(words)

    @on(FilterLine.Changed)
    def _filtered(self, message: FilterLine.Changed) -> None:
        if message.text != self.filter:
            self.filter = message.text
            if self.remembered is not None:
                self.remembered.filter = self.filter
            self.refresh_view()

    @work(group="ask", exit_on_error=False)
    async def action_kept_filters(self) -> None:
        """Keep the filter under a name, or take up one that was kept."""
        from tui.screens.kept_filters import ask_for_filter

        chosen = await ask_for_filter(self.desk, self.filter)
        if chosen is not None:
            self.filter_by(chosen)

    @on(FilterLine.Left)
    def _filter_left(self) -> None:
        self.desk.session.state.used(self.filter)
        self.query_one(FilterLine).earlier = self.desk.session.state.earlier
        self.set_focus(self.query(self.AUTO_FOCUS).first())

    @on(Input.Submitted, "FilterLine Input")
    def _filter_done(self) -> None:
        self._filter_left()

    def action_refresh(self) -> None:
        """Run the jobs now and look for new events."""
        self.desk.refresh_now()

    def action_pane(self, by: int) -> None:
        """The next pane, or the one before."""
        if by > 0:
            self.focus_next()
        else:
            self.focus_previous()

    def action_split(self) -> None:
        """The page beside the list at the right, below it, or away."""
        state = self.desk.session.state
        state.split = SPLITS[(SPLITS.index(state.split) + 1) % len(SPLITS)]
        self.desk.frame_signal.publish(self.desk.session.clock)

    def action_zoom_pane(self) -> None:
        """The pane with the focus alone, and back."""
        self.toggle_class("-zoomed")
        focused = self.focused
        self.set_class(self.has_class("-zoomed") and isinstance(focused, Pane), "-zoomed-side")

    def action_next_theme(self) -> None:
        """The next look."""
        self.desk.next_theme()

    def action_next_language(self) -> None:
        """The other language."""
        self.desk.next_language()

    @work(group="ask", exit_on_error=False)
    async def action_quit(self) -> None:
        """Leave the desk; while work is under way, after asking."""
        from tui.screens.questions import Confirmation

        if self.desk.under_way is None or await self.app.push_screen_wait(Confirmation(say("desk.ask.quit"))):
            await self.app.action_quit()
