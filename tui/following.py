"""Following the log: the views take in what anybody appends, the jobs run, and the screens are told."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual.signal import Signal

from events.errors import TrackerError
from tracker.wording import label, say
from tui.presenters.clock import grouped
from tui.presenters.lines import line
from tui.standing import Standing

if TYPE_CHECKING:
    from tracker.jobs.scheduling import DeskJobs
    from tracker.jobs.store import JobRun

POLL_SECONDS = 0.5
"""How often the log is asked whether somebody appended; the question costs microseconds."""
_TOLD_AT_ONCE = 3
"""So many hits of watches are told one by one; the rest is counted."""


class Following(Standing):
    """The part of the app that keeps up with the log.

    Args:
        live: look for new events and run the jobs by the clock; off where a test decides when.

    Attributes:
        log_signal: events came in (how many), or everything is to be drawn anew (0).
        job_signal: a job has run.
    """

    def __init__(self, *, live: bool) -> None:
        super().__init__()
        self.live = live
        self.jobs: DeskJobs | None = None
        self.job_signal: Signal[JobRun] = Signal(self, "job")
        self.log_signal: Signal[int] = Signal(self, "log")
        self._following = asyncio.Lock()

    def set_up_jobs(self) -> None:
        """Make the jobs ready, and run them by the clock where the desk is live."""
        with self.guarded():
            from tracker.jobs.scheduling import DeskJobs

            self.jobs = DeskJobs(self.session.dossier, on_result=self.job_done)
            if self.live:
                self.jobs.start()

    async def renew_jobs(self) -> None:
        """Let the jobs begin anew, with the settings as they are now."""
        if self.jobs is not None:
            await self.jobs.stop()
            self.set_up_jobs()

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
            try:
                news = await asyncio.to_thread(self.session.read_news)
            except Exception as error:
                self.session.look_again()
                self.report(error)
                return 0
            count = self.session.take_in(news)
            if count or own:
                self.fresh += 0 if own else count
                self.log_signal.publish(count)
            return count

    def refresh_now(self) -> None:
        """Run the jobs at once and look for new events."""
        self.run_worker(self._refresh(), group="refresh", exclusive=True, exit_on_error=False)

    async def _refresh(self) -> None:
        if self.jobs is not None:
            await self.jobs.run("inbox")
        found = await self.follow()
        self.flash(line((say("desk.flash.refreshed", count=grouped(found)), "good")))

    def job_done(self, run: JobRun) -> None:
        """Tell what a job has done, and follow."""
        if run.error:
            self.report(TrackerError(run.error, where=label("job", run.job)))
        if run.job == "inbox" and run.did_something:
            counts = run.result or {}
            self.flash(line((say("desk.flash.inbox", added=counts.get("added", 0), events=len(run.positions)), "good")))
        self._tell_hits(run)
        self.follow_soon()
        self.job_signal.publish(run)

    def _tell_hits(self, run: JobRun) -> None:
        """What a watch found, as a note in the corner and a sound where the desk is not in front."""
        for hit in run.hits[:_TOLD_AT_ONCE]:
            self.notify(hit.text, title=say("desk.watch.hit", watch=hit.watch), markup=False)
        if len(run.hits) > _TOLD_AT_ONCE:
            self.notify(say("desk.watch.more", count=len(run.hits) - _TOLD_AT_ONCE), markup=False)
        if run.hits and not self.app_focus:
            self.bell()

    def refresh_note(self) -> str:
        """When the next refresh is due, for the scrubber."""
        if self.jobs is None:
            return say("desk.scrubber.read_only") if self.session.read_only else ""
        upcoming = [state.next_run for state in self.jobs.states() if state.job == "inbox" and state.next_run]
        return say("desk.scrubber.next", time=f"{upcoming[0].astimezone():%H:%M:%S}") if upcoming else ""
