"""What each job does; whatever it needs comes in, whatever it did is noted in its deed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from events.errors import LogError, TrackerError
from tracker.config import Settings
from tracker.dossier import Dossier
from tracker.intake.inbox import Inbox
from tracker.watches.store import Hit, WatchStore
from tracker.wording import say

_TOLD_AT_ONCE = 50
_PROBLEMS_SHOWN = 5


@dataclass(slots=True)
class Deed:
    """What a job did so far; kept even when it fails half-way.

    Attributes:
        result, positions: as in `JobRun`.
        problems: what went wrong without ending the job.
        hits: what the watches found.
    """

    result: dict[str, int] = field(default_factory=dict)
    positions: list[int] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    hits: list[Hit] = field(default_factory=list)

    @property
    def problem(self) -> str | None:
        """The problems in one line."""
        more = len(self.problems) - _PROBLEMS_SHOWN
        shown = self.problems[:_PROBLEMS_SHOWN] + ([say("intake.job.more", count=more)] if more > 0 else [])
        return "; ".join(shown) or None


class Work:
    """The jobs of a dossier, each a method of its name.

    Args:
        dossier: open for writing.
        settings: feeds, watches, backups, how pages are read.
        inbox: the folder that is scanned.
        alive: called now and then by a job that takes long, with its name.
        stopping: whether to come to an end.
    """

    def __init__(
        self,
        dossier: Dossier,
        settings: Settings,
        inbox: Inbox,
        *,
        alive: Callable[[str], None],
        stopping: Callable[[], bool],
    ) -> None:
        self._dossier = dossier
        self._settings = settings
        self._inbox = inbox
        self._alive = alive
        self._stopping = stopping

    def inbox(self, deed: Deed) -> None:
        """Take in what lies in the inbox."""
        ready, waiting = self._inbox.complete()
        if waiting:
            deed.result["waiting"] = waiting
        for taken in self._inbox.take(self._dossier, ready):
            deed.result[taken.outcome] = deed.result.get(taken.outcome, 0) + 1
            deed.positions.extend(taken.positions)
            self._alive("inbox")
        if deed.positions:
            self._dossier.catch_up()

    def feeds(self, deed: Deed) -> None:
        """Fetch the feeds that are due."""
        from tracker.intake.feeds import Feeds, Harvest  # brings the network along, which few dossiers need

        harvest = Harvest(deed.result, deed.positions, deed.problems)
        Feeds(
            self._dossier,
            self._settings.fetching,
            extractor=self._settings.pages.extractor,
            alive=lambda: self._alive("feeds"),
            stopping=self._stopping,
        ).run(self._settings.feeds, harvest)
        if deed.positions:
            self._dossier.catch_up()

    def views(self, deed: Deed) -> None:
        """Let the views follow the log."""
        deed.result["folded"] = self._dossier.catch_up()

    def watches(self, deed: Deed) -> None:
        """Look for what the watches wait for, and tell it."""
        from tracker.watches.looking import look

        store = WatchStore(self._dossier.log)
        store.prepare()
        look(self._dossier, self._settings.watches, store, _today())
        self._tell(deed, store)

    def overdue(self, deed: Deed) -> None:
        """Find announced meetings whose time has passed without a word."""
        from tracker.watches.looking import overdue

        store = WatchStore(self._dossier.log)
        store.prepare()
        deed.result["overdue"] = overdue(self._dossier, self._settings.watches, store, _today())
        self._tell(deed, store)

    def _tell(self, deed: Deed, store: WatchStore) -> None:
        """Tell hits, each with its watch's program. One that fails is told of and not tried again."""
        from tracker.watches.notices import tell

        watches = {watch.name: watch for watch in self._settings.watches}
        for hit in store.untold(_TOLD_AT_ONCE):
            if self._stopping():
                return
            watch = watches.get(hit.watch)
            if watch is not None and watch.command:
                record = self._dossier.log.get(hit.position)
                payload = {"watch": hit.watch, "happening": hit.happening, "position": hit.position, "text": hit.text}
                try:
                    tell(watch, payload | {"event": record.as_dict() if record else None})
                except LogError:
                    raise
                except TrackerError as error:
                    deed.problems.append(str(error))
                    deed.result["failed"] = deed.result.get("failed", 0) + 1
            store.told(hit)
            deed.hits.append(hit)
            deed.result["hits"] = deed.result.get("hits", 0) + 1
            self._alive("watches")

    def verify(self, deed: Deed) -> None:
        """Check the chain of hashes."""
        report = self._dossier.log.verify()
        deed.result["records"] = report.records
        deed.problems.extend(f"#{fault.position}: {fault.what}" for fault in report.faults[: _PROBLEMS_SHOWN + 1])

    def backup(self, deed: Deed) -> None:
        """Copy the dossier, verified, beside the earlier copies, of which only the newest are kept."""
        plan, path = self._settings.jobs.backup, self._dossier.path
        folder = Path(plan.folder) if plan.folder else path.with_suffix(".backups")
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            target = folder / f"{path.stem}-{datetime.now(UTC):%Y%m%d-%H%M%S}.dossier"
            self._dossier.log.copy_to(target)
            deed.result["copied"] = 1
            digits = "[0-9]"
            copies = sorted(folder.glob(f"{_literal(path.stem)}-{digits * 8}-{digits * 6}.dossier"))
            for old in copies[: -plan.keep]:
                old.unlink(missing_ok=True)
        except OSError as error:
            raise TrackerError(error.strerror or str(error), where=str(folder)) from None

    def briefing(self, deed: Deed) -> None:
        """Write a briefing that tells what changed since the last one."""
        from tracker.jobs.briefings import write_briefing

        self._dossier.catch_up()
        try:
            written = write_briefing(self._dossier, self._settings.jobs.briefing, _today())
        except OSError as error:
            raise TrackerError(error.strerror or str(error), where=error.filename) from None
        deed.result["written"] = int(written is not None)


def _literal(name: str) -> str:
    """A name as a pattern that means this name alone."""
    return "".join(f"[{character}]" if character in "*?[" else character for character in name)


def _today() -> date:
    return datetime.now(UTC).date()
