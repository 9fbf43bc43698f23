"""What screens with rows share: how many there are, and what is said where there are none."""

from __future__ import annotations

from textual import on
from textual.widget import Widget

from tracker.wording import say
from tui.presenters.clock import grouped
from tui.presenters.empty import empty_lines
from tui.screens.desk_screen import DeskScreen
from tui.widgets.empty import Empty
from tui.widgets.filter_line import FilterLine


class MayBeEmpty(DeskScreen):
    """A screen with an `Empty` that takes the place of its rows where there are none."""

    def show_or_explain(self, body: Widget, count: int) -> None:
        """Let the widget with the rows be seen, or say why there are none and which key comes next.

        Args:
            body: the widget with the rows.
            count: how many there are.
        """
        session = self.desk.session
        first = len(session.times) == 0 and not session.read_only
        nothing = empty_lines(self.SCOPE, filter=self.filter, clock=session.shown, log_is_empty=len(session.times) == 0)
        self.set_class(not count, "-nothing")
        empty = self.query_one(Empty)
        empty.say(None if count else nothing, first=first and not self.filter)
        body.display = count > 0
        if self.focused in (None, empty, body):
            self.set_focus(body if count else empty)
        self.query_one(FilterLine).say_hits(say("desk.filter.hits", count=grouped(count)))

    @on(Empty.Begin)
    def _begin(self) -> None:
        """Load the sample into the empty dossier."""
        from tui.bringing_in import bring_in_sample

        self.run_worker(bring_in_sample(self.desk), group="bring in", exclusive=True, exit_on_error=False)
