"""What the dossier keeps of its jobs: every run with its result, and who may run a job just now."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from events.sqlite_log import SqliteLog
from tracker.jobs.holders import is_gone
from tracker.side_tables import SideTables
from tracker.watches.store import Hit

LEASE = timedelta(minutes=2)
"""So long a job belongs to who began it, counted from the last sign of life; then another process may run it."""
KEPT = 100
"""How many runs of a job are kept."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS job_run (
    number INTEGER PRIMARY KEY,
    job TEXT NOT NULL,
    started TEXT NOT NULL,
    finished TEXT,
    result TEXT,
    error TEXT,
    positions TEXT
) STRICT;
CREATE INDEX IF NOT EXISTS job_run_job ON job_run (job, number);
CREATE TABLE IF NOT EXISTS job_lease (job TEXT PRIMARY KEY, holder TEXT NOT NULL, until TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS job_pause (job TEXT PRIMARY KEY, since TEXT NOT NULL) STRICT;
"""
_FIELDS = "number, job, started, finished, result, error, positions"


@dataclass(frozen=True, slots=True)
class JobRun:
    """One run of a job.

    Attributes:
        number: running number in this dossier.
        job: its name, as in `tracker.jobs.plan.JOBS`.
        started, finished: UTC instants; ``finished`` is None while it runs.
        result: what it did, as counts: added, updated, known, failed, waiting, folded, hits …
        error: why it failed, None where it did not.
        positions: log positions of the events that it appended.
        hits: what the watches found; told by the run itself, not kept with it (see `WatchStore.hits`).
    """

    number: int
    job: str
    started: str
    finished: str | None = None
    result: Mapping[str, int] | None = None
    error: str | None = None
    positions: tuple[int, ...] = ()
    hits: tuple[Hit, ...] = ()

    @property
    def did_something(self) -> bool:
        """Whether there is anything to tell."""
        counts = self.result or {}
        return self.error is not None or any(count for name, count in counts.items() if name != "waiting")


def _utc() -> datetime:
    return datetime.now(UTC)


class JobStore:
    """Runs and leases, in the file of the log.

    Args:
        holder: names this process; two holders never run a job at the same time.
        clock: the time, in UTC.
    """

    def __init__(self, log: SqliteLog, holder: str, *, clock: Callable[[], datetime] = _utc) -> None:
        self._log = log
        self._tables = SideTables(log, _SCHEMA)
        self._holder = holder
        self._clock = clock

    def _now(self) -> str:
        return _text(self._clock())

    def prepare(self) -> None:
        """Create the tables where they are missing."""
        self._tables.prepare()

    def pause(self, job: str) -> None:
        """Let a job run only when it is asked for, in every process, until `resume`."""
        statement = "INSERT OR IGNORE INTO job_pause VALUES (?, ?)"
        self._log.transaction(lambda database: database.execute(statement, (job, self._now())).rowcount)

    def resume(self, job: str) -> None:
        """Let a job run by the clock again."""
        self._log.transaction(lambda database: database.execute("DELETE FROM job_pause WHERE job = ?", (job,)).rowcount)

    def paused(self) -> set[str]:
        """The jobs that are paused."""
        if not self._tables.exist():
            return set()
        return {row[0] for row in self._log.reader().execute("SELECT job FROM job_pause")}

    def begin(self, job: str) -> JobRun | None:
        """Begin a run; None while another holder runs the job. A run that broke off is marked so.

        A holder that is known to have died holds nothing; of one that is not, the lease runs out.
        """
        now, until = self._now(), _text(self._clock() + LEASE)

        def work(database: sqlite3.Connection) -> JobRun | None:
            taken = database.execute(
                "SELECT holder FROM job_lease WHERE job = ? AND holder <> ? AND until > ?", (job, self._holder, now)
            ).fetchone()
            if taken and not is_gone(taken[0]):
                return None
            database.execute("INSERT OR REPLACE INTO job_lease VALUES (?, ?, ?)", (job, self._holder, until))
            database.execute(
                "UPDATE job_run SET finished = ?, error = 'interrupted' WHERE job = ? AND finished IS NULL", (now, job)
            )
            cursor = database.execute("INSERT INTO job_run (job, started) VALUES (?, ?)", (job, now))
            return JobRun(cursor.lastrowid or 0, job, now)

        return self._log.transaction(work)

    def alive(self, job: str) -> None:
        """Keep the job for another `LEASE`."""
        until = _text(self._clock() + LEASE)
        statement = "UPDATE job_lease SET until = ? WHERE job = ? AND holder = ?"
        self._log.transaction(lambda database: database.execute(statement, (until, job, self._holder)).rowcount)

    def finish(
        self,
        run: JobRun,
        *,
        result: Mapping[str, int],
        error: str | None,
        positions: Sequence[int],
        hits: Sequence[Hit] = (),
    ) -> JobRun:
        """Keep what a run did, let go of the job, and forget its oldest runs."""
        done = JobRun(run.number, run.job, run.started, self._now(), dict(result), error, tuple(positions), tuple(hits))

        def work(database: sqlite3.Connection) -> None:
            database.execute(
                "UPDATE job_run SET finished = ?, result = ?, error = ?, positions = ? WHERE number = ?",
                (done.finished, json.dumps(done.result), error, json.dumps(done.positions), run.number),
            )
            database.execute("DELETE FROM job_lease WHERE job = ? AND holder = ?", (run.job, self._holder))
            database.execute(
                "DELETE FROM job_run WHERE job = :job AND number <= "
                "(SELECT number FROM job_run WHERE job = :job ORDER BY number DESC LIMIT 1 OFFSET :kept)",
                {"job": run.job, "kept": KEPT},
            )

        self._log.transaction(work)
        return done

    def runs(self, job: str | None = None, limit: int = KEPT) -> list[JobRun]:
        """The newest runs first, of one job or of all."""
        if not self._tables.exist():
            return []
        query = f"SELECT {_FIELDS} FROM job_run WHERE :job IS NULL OR job = :job ORDER BY number DESC LIMIT :limit"
        rows = self._log.reader().execute(query, {"job": job, "limit": limit})
        return [
            JobRun(
                number,
                name,
                started,
                finished,
                json.loads(result or "null"),
                error,
                tuple(json.loads(positions or "[]")),
            )
            for number, name, started, finished, result, error, positions in rows
        ]


def _text(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")
