"""The app: screens by digit, the clock, the news of the log, and what needs all of them; the work is elsewhere."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingType
from textual.command import Provider
from textual.screen import Screen
from textual.signal import Signal

from events.errors import TrackerError
from tracker.dossier import Dossier
from tracker.wording import LANGUAGES, current_language, label, say, use_language
from tui.actions import SCREENS
from tui.going_places import GoingPlaces
from tui.presenters.clock import DeskClock, grouped
from tui.presenters.lines import line
from tui.session import Session
from tui.themes import INK, THEMES, lacking_variables

if TYPE_CHECKING:
    from tracker.jobs.scheduling import DeskJobs
    from tracker.jobs.store import JobRun

_PATIENCE = 0.4
"""So long the desk looks back in time without saying that it does."""
POLL_SECONDS = 0.5
"""How often the log is asked whether somebody appended; the question costs microseconds."""


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


class DeskApp(GoingPlaces):
    """The desk over one dossier.

    Args:
        session: the open dossier and the place in time.
        live: look for new events and run the jobs by the clock; off where a test decides when.
        theme: the look to begin with.
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

    def __init__(self, session: Session, *, live: bool = True, theme: str = INK.name) -> None:
        super().__init__()
        self.session = session
        self.live = live
        self.jobs: DeskJobs | None = None
        self.fresh = 0
        self.clock_signal: Signal[DeskClock] = Signal(self, "clock")
        self.frame_signal: Signal[DeskClock] = Signal(self, "frame")
        self.job_signal: Signal[JobRun] = Signal(self, "job")
        self.log_signal: Signal[int] = Signal(self, "log")
        self._following = asyncio.Lock()
        self._standing = asyncio.Lock()
        for each in THEMES:
            self.register_theme(each)
        self.theme = theme

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our own colour names for themes that do not set them."""
        return dict(lacking_variables(self.current_theme))

    def get_system_commands(self, screen: Screen[Any]) -> Iterator[Any]:
        """None of Textual's own: the palette's provider offers ours."""
        return iter(())

    def on_mount(self) -> None:
        self.follow_soon(own=True)
        self.call_after_refresh(gc.freeze)  # what was imported stays: the collector need not walk it between two keys
        if self.live:
            self.set_interval(POLL_SECONDS, self.poll)
        if not self.session.read_only:
            self.call_after_refresh(self._set_up_jobs)

    def _set_up_jobs(self) -> None:
        with self.guarded():
            from tracker.jobs.scheduling import DeskJobs

            self.jobs = DeskJobs(self.session.dossier, on_result=self._job_done)
            if self.live:
                self.jobs.start()

    async def on_unmount(self) -> None:
        if self.jobs is not None:
            await self.jobs.stop()

    # --- the clock -------------------------------------------------------------------------------------------------

    def set_clock(self, clock: DeskClock) -> None:
        """Stand elsewhere in time; every screen follows."""
        if clock == self.session.clock:
            return
        self.session.clock = clock
        if clock.is_now:
            self.fresh = 0
            self._arrive(clock)
        else:
            self.frame_signal.publish(clock)
            self.run_worker(self._stand_at(clock), group="clock", exit_on_error=False)

    async def _stand_at(self, clock: DeskClock) -> None:
        """Fold what was known then without keeping the keys waiting; of several steps only the last one counts."""
        async with self._standing:
            with self.guarded():
                if clock == self.session.clock:
                    waiting = self.set_timer(_PATIENCE, self._say_that_it_takes_a_while)
                    try:
                        await asyncio.to_thread(self.session.prepare, clock)
                    finally:
                        waiting.stop()
                if clock == self.session.clock:
                    self._arrive(clock)

    def _say_that_it_takes_a_while(self) -> None:
        self.screen.add_class("-waiting")
        self.flash(line((say("desk.flash.looking_back"), "warn")))

    def _arrive(self, clock: DeskClock) -> None:
        self.session.shown = clock
        for screen in self.screen_stack:
            screen.remove_class("-waiting")
        self.clock_signal.publish(clock)

    # --- the log ---------------------------------------------------------------------------------------------------

    def poll(self) -> None:
        """Follow the log if anybody, here or elsewhere, has appended."""
        with self.guarded():
            if self.session.changed():
                self.follow_soon()

    def follow_soon(self, *, own: bool = False) -> None:
        """Follow the log without keeping anybody waiting."""
        self.run_worker(self.follow(own=own), group="follow", exit_on_error=False)

    async def follow(self, *, own: bool = False) -> int:
        """Let the views take in what is new and tell the screens; returns how many events that were.

        Args:
            own: the user's own doing, which needs no mark in the masthead.
        """
        async with self._following:
            with self.guarded():
                news = await asyncio.to_thread(self.session.read_news)
                count = self.session.take_in(news)
                if count or own:
                    self.fresh += 0 if own else count
                    self.log_signal.publish(count)
                return count
        return 0

    def refresh_now(self) -> None:
        """Run the jobs at once and look for new events."""
        self.run_worker(self._refresh(), group="refresh", exclusive=True, exit_on_error=False)

    async def _refresh(self) -> None:
        if self.jobs is not None:
            await self.jobs.run("inbox")
        found = await self.follow()
        self.flash(line((say("desk.flash.refreshed", count=grouped(found)), "good")))

    def _job_done(self, run: JobRun) -> None:
        if run.error:
            self.report(TrackerError(run.error, where=label("job", run.job)))
        if run.job == "inbox" and run.did_something:
            counts = run.result or {}
            self.flash(line((say("desk.flash.inbox", added=counts.get("added", 0), events=len(run.positions)), "good")))
        self.follow_soon()
        self.job_signal.publish(run)

    def refresh_note(self) -> str:
        """When the next refresh is due, for the scrubber."""
        if self.jobs is None:
            return say("desk.scrubber.read_only") if self.session.read_only else ""
        upcoming = [state.next_run for state in self.jobs.states() if state.job == "inbox" and state.next_run]
        return say("desk.scrubber.next", time=f"{upcoming[0].astimezone():%H:%M:%S}") if upcoming else ""

    def undo(self) -> None:
        """Ask, then take back the user's own last event."""
        from tui.screens.append import undo_last

        if self.session.read_only:
            self.flash(line((say("desk.flash.read_only"), "warn")))
        else:
            self.run_worker(undo_last(self), group="ask", exclusive=True, exit_on_error=False)

    # --- looks -----------------------------------------------------------------------------------------------------

    def next_theme(self) -> None:
        """Ink, paper, contrast, ansi, and round again."""
        names = [each.name for each in THEMES]
        self.theme = names[(names.index(self.theme) + 1) % len(names)] if self.theme in names else INK.name
        self.flash(line((say("desk.flash.theme", name=self.theme), "muted")))

    def next_language(self) -> None:
        """The other language; every screen draws itself anew."""
        use_language(LANGUAGES[(LANGUAGES.index(current_language()) + 1) % len(LANGUAGES)])
        self.log_signal.publish(0)

    # --- what happened ---------------------------------------------------------------------------------------------

    def report(self, error: Exception) -> None:
        """Keep an error for the list, and say it in one line."""
        mishap = self.session.note(error)
        words = f"{mishap.where}: {mishap.what}" if mishap.where else mishap.what
        self.flash(
            line(
                (words, "bad"),
                (f"  {mishap.remedy or ''}  ", ""),
                ("!", "key"),
                (f" {say('desk.flash.more')}", "muted"),
            )
        )

    @contextmanager
    def guarded(self) -> Iterator[None]:
        """What fails inside becomes a line at the bottom and an entry in the list of errors."""
        try:
            yield
        except Exception as error:
            self.report(error)


def run(dossier_path: Path, *, read_only: bool = False) -> int:
    """Open the desk over a dossier, which is made where there is none; returns the exit status.

    Raises:
        TrackerError: the dossier cannot be opened.
    """
    with Dossier.open(dossier_path, create=not read_only, read_only=read_only) as dossier:
        return DeskApp(Session(dossier, read_only=read_only)).run() or 0
