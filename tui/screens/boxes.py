"""The keys that open a box above a screen: letters to jump by, the palette, help, settings, errors, bringing in."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.command import CommandPalette
from textual.geometry import Offset
from textual.screen import Screen

from tracker.wording import say
from tui.screens.time_travel import OnTheDesk
from tui.widgets.masthead import Masthead
from tui.widgets.pane import Pane
from tui.widgets.rowlist import RowList

if TYPE_CHECKING:
    from tui.screens.jump import Target


class Boxes(OnTheDesk, Screen[None]):
    """Mixed into every screen of the desk.

    Class attributes:
        SCOPE: the scope of its keys in the registry.
    """

    SCOPE: ClassVar[str] = ""

    def jump_targets(self) -> list[Target]:
        """What `f` puts a letter on: the rows in sight, the panes, the screens."""
        from tui.screens.jump import Target

        targets: list[Target] = []
        for rowlist in self.query(RowList).results():
            targets += [
                Target(rowlist.region.offset + Offset(0, line), partial(self._jump_to_row, rowlist, row))
                for row, line in rowlist.rows_in_sight()
            ]
        for pane in self.query(Pane).results():
            if pane.display and pane.region.area and pane is not self.focused:
                targets.append(Target(pane.region.offset, pane.focus))
        masthead = self.query_one(Masthead)
        targets += [Target(at, partial(self.app.switch_mode, name)) for at, name in masthead.tabs_in_sight()]
        return targets

    def _jump_to_row(self, rowlist: RowList, row: int) -> None:
        rowlist.focus()
        rowlist.cursor = row

    @work(group="ask", exit_on_error=False)
    async def action_jump(self) -> None:
        """A letter on everything that can be reached; typing it goes there."""
        from tui.screens.jump import JumpScreen

        go = await self.app.push_screen_wait(JumpScreen(self.jump_targets()))
        if go is not None:
            go()

    def action_command_palette(self) -> None:
        """Everything by name."""
        self.app.push_screen(CommandPalette(placeholder=say("desk.palette.ask"), id="--command-palette"))

    def action_help(self) -> None:
        """What the keys of this screen do."""
        from tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.SCOPE))

    def action_settings(self) -> None:
        """How the desk looks, speaks and listens."""
        from tui.screens.settings import SettingsScreen

        self.app.push_screen(SettingsScreen())

    @work(group="ask", exit_on_error=False)
    async def action_bring_in(self) -> None:
        """Take in a file, a folder or the page at an address."""
        from tui.bringing_in import ask_and_bring_in

        await ask_and_bring_in(self.desk)

    def action_errors(self) -> None:
        """What went wrong so far."""
        from tui.screens.errors import ErrorsScreen

        self.app.push_screen(ErrorsScreen(self.desk.session.mishaps, self.desk.session.dossier.path))
