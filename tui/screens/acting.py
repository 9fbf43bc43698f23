"""The keys that act on what is selected: append, correct, watch it, open the pages of those whom it names."""

from __future__ import annotations

from collections.abc import Sequence

from textual import work
from textual.screen import Screen

from tracker.projections.telling import Subject
from tui.presenters.draft import Draft
from tui.screens.time_travel import OnTheDesk


class Acting(OnTheDesk, Screen[None]):
    """Mixed into every screen of the desk; a screen says what is selected and whom it names."""

    def prefill(self) -> Draft | None:
        """What the append form starts from: the selected item."""
        return None

    def target(self) -> int | None:
        """The position of the event that a hand would correct, retract or link: that of the selected item."""
        return None

    def named(self) -> Sequence[Subject]:
        """Whom and what the selected item names; each has a page of its own."""
        return ()

    def action_append(self) -> None:
        """Open the form, filled in from what is selected."""
        self.desk.open_form(self.prefill())

    @work(group="ask", exit_on_error=False)
    async def action_dossier(self) -> None:
        """The page of somebody or something that the selected item names."""
        with self.desk.guarded():
            await self.desk.choose_dossier(self.named())

    def watched(self) -> Sequence[Subject]:
        """Whom and what `w` watches."""
        return self.named()

    @work(group="ask", exit_on_error=False)
    async def action_watch(self) -> None:
        """Tell of every news of what is selected, or no longer."""
        from tui.watching import watch

        await watch(self.desk, self.watched())

    def action_edit(self) -> None:
        """Correct, retract, restore, link, part or judge what is selected."""
        from tui.presenters.curation_draft import started

        with self.desk.guarded():
            self.desk.open_curation(started("correct", self.target(), self.desk.session.dossier))

    def action_undo(self) -> None:
        """Take back one's own last event, after asking."""
        self.desk.undo()
