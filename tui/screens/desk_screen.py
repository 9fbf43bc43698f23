"""What every screen has: masthead, body, filter line, scrubber and footer, and the keys that work everywhere."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.command import CommandPalette
from textual.containers import Container
from textual.widget import Widget
from textual.widgets import Input, Static

from tracker.typed.filters import FilterError
from tracker.wording import say
from tui.actions import bindings
from tui.glyphs import glyphs
from tui.presenters.draft import Draft
from tui.presenters.lines import line
from tui.screens.time_travel import TimeTravel
from tui.widgets.filter_line import FilterLine
from tui.widgets.footer import Footer
from tui.widgets.masthead import Masthead
from tui.widgets.rowlist import RowList
from tui.widgets.scrubber import Scrubber


class DeskScreen(TimeTravel):
    """The frame of a screen. A screen names itself, composes its body and reloads it when told to.

    Class attributes:
        SCOPE: the scope of its keys in the registry.
        TAB: the tab of the masthead that is lit.
    """

    SCOPE: ClassVar[str] = ""
    TAB: ClassVar[str] = ""
    BINDINGS: ClassVar[list[BindingType]] = bindings("desk")
    AUTO_FOCUS = "RowList"

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

    def copy_text(self) -> str | None:
        """What `c` copies: the selected item as text, with its source."""
        return None

    def prefill(self) -> Draft | None:
        """What the append form starts from: the selected item."""
        return None

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
        self.query_one(Masthead).active = self.TAB
        self.desk.clock_signal.subscribe(self, self._told)
        self.desk.log_signal.subscribe(self, self._told)
        self.desk.frame_signal.subscribe(self, lambda _: self.refresh_frame())
        self.refresh_view()

    def on_screen_resume(self) -> None:
        if self.stale and self.is_mounted:
            self.refresh_view()

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
                self.query_one(FilterLine).say_problem(error)  # the rows of the last filter that was one stay

    def refresh_frame(self) -> None:
        """Masthead and scrubber."""
        session = self.desk.session
        recorded = session.times.recorded_at(session.clock.position or 0)
        masthead = self.query_one(Masthead)
        masthead.past = session.clock.words(short=self.size.width < 100, recorded_at=recorded)
        masthead.total = len(session.times)
        masthead.fresh = self.desk.fresh
        masthead.refresh()
        self.query_one(Footer).refresh()
        self.query_one(Scrubber).show(session.times, session.clock, self.desk.refresh_note())

    def on_resize(self, _: events.Resize) -> None:
        if self.query(Masthead):
            self.call_after_refresh(self.resized)

    def resized(self) -> None:
        """The terminal has another size: what is arranged by size is arranged anew."""
        self.refresh_frame()

    # --- keys that work everywhere ---------------------------------------------------------------------------------

    def action_screen(self, name: str) -> None:
        """Another screen."""
        self.app.switch_mode(name)

    def action_back(self) -> None:
        """Close what is on top: the filter, the page, the jump – in this order."""
        if self.filter:
            self.query_one(FilterLine).clear()
        elif len(self.app.screen_stack) > 1:
            self.app.pop_screen()
        else:
            self.desk.go_back()

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
            self.refresh_view()

    @on(FilterLine.Left)
    def _filter_left(self) -> None:
        for rowlist in self.query(RowList).results():
            rowlist.focus()
            break

    @on(Input.Submitted, "FilterLine Input")
    def _filter_done(self) -> None:
        self._filter_left()

    def action_append(self) -> None:
        """Open the form, filled in from what is selected."""
        self.desk.open_form(self.prefill())

    def action_undo(self) -> None:
        """Take back one's own last event, after asking."""
        self.desk.undo()

    def action_copy(self) -> None:
        """Copy what is selected, with its source and the place in time."""
        text = self.copy_text()
        if text:
            past = self.desk.session.clock.words()
            self.app.copy_to_clipboard(f"{text}\n({past.capitalize()})" if past else text)
            self.desk.flash(line((say("desk.flash.copied"), "good")))

    def action_refresh(self) -> None:
        """Run the jobs now and look for new events."""
        self.desk.refresh_now()

    def action_pane(self, by: int) -> None:
        """The next pane, or the one before."""
        if by > 0:
            self.focus_next()
        else:
            self.focus_previous()

    def action_command_palette(self) -> None:
        """Everything by name."""
        self.app.push_screen(CommandPalette(placeholder=say("desk.palette.ask"), id="--command-palette"))

    def action_help(self) -> None:
        """What the keys of this screen do."""
        from tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.SCOPE))

    def action_errors(self) -> None:
        """What went wrong so far."""
        from tui.screens.errors import ErrorsScreen

        self.app.push_screen(ErrorsScreen(self.desk.session.mishaps))

    def action_next_theme(self) -> None:
        """The next look."""
        self.desk.next_theme()

    def action_next_language(self) -> None:
        """The other language."""
        self.desk.next_language()

    async def action_quit(self) -> None:
        """Leave the desk."""
        await self.app.action_quit()
