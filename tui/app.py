"""The app: screens by digit, languages, how it was left; looks, time, log and ways are parts of their own."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingType
from textual.command import Provider
from textual.screen import Screen

from tracker.dossier import Dossier
from tracker.heap import prepare_to_stay
from tracker.wording import LANGUAGES, current_language, say, use_language
from tui.actions import ACTIONS, SCREENS, use_keys
from tui.following import POLL_SECONDS, Following
from tui.glyphs import ASCII, use_glyphs
from tui.presenters.lines import joined, line
from tui.session import Session
from tui.terminal_title import TerminalTitle
from tui.themes import INK

if TYPE_CHECKING:
    from tracker.config import Settings

_REMEMBERED_EVERY = 5.0
"""Seconds after which the place where one stands is remembered, so that a crash costs no more."""


def _screen(name: str) -> Callable[[], Screen[Any]]:
    """Imports a screen when it is first visited."""

    def make() -> Screen[Any]:
        made: Screen[Any] = getattr(import_module(f"tui.screens.{name}"), f"{name.title()}Screen")()
        return made

    return make


def _commands() -> type[Provider]:
    """Imports the palette when it is first opened."""
    from tui.palette import DeskCommands

    return DeskCommands


class DeskApp(Following):
    """The desk over one dossier.

    Args:
        session: the open dossier and the place in time.
        live: look for new events and run the jobs by the clock; off where a test decides when.
        theme: the look to begin with.
        remember: begin where the user left, and remember where they leave.
    """

    TITLE = "tracker"
    CSS_PATH = "desk.tcss"
    MODES: ClassVar[dict[str, str | Callable[[], Screen[Any]]]] = {name: _screen(name) for name in SCREENS}
    DEFAULT_MODE = "meetings"
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012  (an instance variable of the base class)
        (0, "-tiny"), (60, "-slim"), (100, "-desk"), (160, "-wide"),
    ]  # fmt: skip
    VERTICAL_BREAKPOINTS = [(0, "-short"), (16, "-low"), (22, "-tall")]  # noqa: RUF012
    COMMANDS: ClassVar[set[Any]] = {_commands}
    ENABLE_COMMAND_PALETTE = True
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "quit", show=False, priority=True)]

    def __init__(self, session: Session, *, live: bool = True, theme: str = INK.name, remember: bool = False) -> None:
        if remember and session.recall() and session.state.screen in SCREENS:
            self.DEFAULT_MODE = session.state.screen  # type: ignore[misc]
        super().__init__(live=live)
        self.session = session
        self.remember = remember
        self.terminal_title = TerminalTitle(self._write)
        self.begin_with(theme)

    def get_system_commands(self, screen: Screen[Any]) -> Iterator[Any]:
        """None of Textual's own: the palette's provider offers ours."""
        return iter(())

    def on_mount(self) -> None:
        self.set_keymap({action.id: ",".join(action.keys) for action in ACTIONS if action.keys != action.usual})
        self.follow_soon(own=True)
        self.call_after_refresh(self._collect)
        if self.live:
            self.set_interval(POLL_SECONDS, self.poll)
        if not self.session.read_only:
            self.call_after_refresh(self.set_up_jobs)
        if self.remember:
            self.set_interval(_REMEMBERED_EVERY, self.remember_place)
            self.call_after_refresh(self.set_clock, self.session.state.clock)

    def _collect(self) -> None:
        """Collect garbage from now on: what was imported stays, so that it need not be walked through between keys."""
        gc.freeze()
        gc.enable()

    def tell_title(self, *parts: str) -> None:
        """Write over the terminal what stands on it: the dossier, then the parts that are not empty."""
        self.title = joined([self.session.dossier.path.stem, *parts])

    def watch_title(self, title: str) -> None:
        """Textual has no way to set a terminal's title but through its driver."""
        if self._driver is not None and not self.is_headless:
            self.terminal_title.show(title)

    def _write(self, text: str) -> None:
        if self._driver is not None:
            self._driver.write(text)

    async def on_unmount(self) -> None:
        self.terminal_title.give_back()
        if self.remember:
            self.remember_place()
        if self.jobs is not None:
            await self.jobs.stop()

    def remember_place(self) -> None:
        """Remember where the user is, if that is elsewhere than at the last time."""
        with self.guarded():
            self.session.state.screen = self.current_mode
            self.session.remember()

    def undo(self) -> None:
        """Ask, then take back the user's own last event."""
        from tui.undoing import undo_last

        if self.session.read_only:
            self.flash(line((say("desk.flash.read_only"), "warn")))
        else:
            self.run_worker(undo_last(self), group="ask", exclusive=True, exit_on_error=False)

    def next_language(self) -> None:
        """The other language; every screen draws itself anew."""
        use_language(LANGUAGES[(LANGUAGES.index(current_language()) + 1) % len(LANGUAGES)])
        self.log_signal.publish(0)


def run(dossier_path: Path, *, read_only: bool = False) -> int:
    """Open the desk over a dossier, which is made where there is none; returns the exit status.

    Raises:
        TrackerError: the dossier cannot be opened, or the user's settings are wrong.
    """
    prepare_to_stay()
    theme = settle(os.environ)
    with Dossier.open(dossier_path, create=not read_only, read_only=read_only) as dossier:
        session = Session(dossier, read_only=read_only)
        return DeskApp(session, theme=theme, remember=not read_only).run() or 0


def settle(environment: os._Environ[str] | dict[str, str]) -> str:
    """Speak, draw and listen as the user's settings say; returns the look to begin with.

    Raises:
        TrackerError: the settings are wrong.
    """
    from tracker.config import config_path, load

    if not config_path().exists() and not any(name.startswith("TRACKER_DESK_") for name in environment):
        return INK.name  # reading settings costs a tenth of a second, which nobody without any need wait
    return use_settings(load())


def use_settings(settings: Settings) -> str:
    """Speak, draw and listen as settings say; returns the look to begin with.

    Raises:
        TrackerError: the keys clash or name what there is not.
    """
    from tui.keymap import keymap

    use_keys(keymap(settings.keys))
    if settings.desk.language is not None:
        use_language(settings.desk.language)
    if settings.desk.ascii:
        use_glyphs(ASCII)
    return settings.desk.theme or INK.name
