"""The keys that take something along: copy as text, Markdown or JSON, export what is shown."""

from __future__ import annotations

from typing import Any, ClassVar

from textual import work
from textual.screen import Screen

from tracker.wording import say
from tui.presenters.lines import line
from tui.screens.choices import Choice, Choices
from tui.screens.time_travel import OnTheDesk


class TakingAlong(OnTheDesk, Screen[None]):
    """Mixed into every screen of the desk; a screen says what is selected and which view it shows.

    Class attributes:
        VIEW: the view whose rows an export of this screen has; "" for the log itself.
    """

    VIEW: ClassVar[str] = ""
    filter: str

    def copy_text(self) -> str | None:
        """What `c` copies: the selected item as text, with its source."""
        return None

    def copy_row(self) -> Any | None:
        """The selected item itself, for JSON."""
        return None

    def _known(self) -> str:
        return self.desk.session.clock.words()

    def action_copy(self) -> None:
        """Copy what is selected as text, with its source and the place in time."""
        self._copy("text")

    @work(group="ask", exit_on_error=False)
    async def action_copy_as(self) -> None:
        """Ask in which form, then copy."""
        if not self.copy_text():
            self.desk.flash(line((say("desk.flash.nothing_to_copy"), "warn")))
            return
        choices = [Choice(form, form[0], say(f"desk.copy.{form}"), say(f"desk.copy.{form}_about")) for form in
                   ("text", "markdown", "json")]  # fmt: skip
        chosen = await self.app.push_screen_wait(Choices(say("desk.copy.title"), choices))
        if chosen is not None:
            self._copy(chosen)

    def _copy(self, form: str) -> None:
        from tui.presenters import copying

        text = self.copy_text()
        if not text:
            self.desk.flash(line((say("desk.flash.nothing_to_copy"), "warn")))
            return
        if form == "json":
            copied = copying.as_json(self.copy_row(), text, self._known())
        else:
            copied = (copying.as_markdown if form == "markdown" else copying.as_text)(text, self._known())
        self.app.copy_to_clipboard(copied)
        self.desk.flash(
            line((say("desk.flash.copied"), "good"), ("   C ", "key"), (say("desk.flash.copied_as"), "muted"))
        )

    @work(group="ask", exit_on_error=False)
    async def action_export(self) -> None:
        """Ask for a format and a file, then write what is shown."""
        from tui.exporting import export_shown

        await export_shown(self.desk, self.VIEW, self.filter)
