"""The jobs that keep the desk fresh: when they run next, how the last run went, and the runs before it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from tracker.jobs.scheduling import JobState
from tracker.jobs.store import JobRun
from tracker.wording import label, say
from tui.glyphs import glyphs
from tui.presenters.lines import Column, Line, line
from tui.presenters.wording import heading, wrapped


def columns() -> tuple[Column, ...]:
    """The columns of the list of runs."""
    return (
        Column("state", "", 1),
        Column("started", say("desk.jobs.started"), 15),
        Column("job", say("desk.jobs.job"), 10),
        Column("result", say("desk.jobs.result"), 20, grow=1),
        Column("took", say("desk.jobs.took"), 7, right=True, from_width=56),
        Column("events", say("desk.jobs.events"), 7, right=True),
    )


def cells(run: JobRun) -> tuple[Line, ...]:
    """One run as a row."""
    tone = "bad" if run.error else "good" if run.finished else "warn"
    sign = glyphs().no if run.error else glyphs().yes if run.finished else glyphs().work["replaying"]
    return (
        line((sign, tone)),
        line((_when(run.started), "muted")),
        line(label("job", run.job)),
        line((run.error or result_words(run), "bad" if run.error else "")),
        line((_took(run), "muted")),
        line((str(len(run.positions)) if run.positions else "", "strong")),
    )


def result_words(run: JobRun) -> str:
    """What a run did, in words."""
    if not run.finished:
        return say("desk.jobs.running")
    counts = {name: count for name, count in (run.result or {}).items() if count}
    return ", ".join(say(f"desk.jobs.{name}", count=count) for name, count in counts.items()) or say(
        "desk.jobs.nothing"
    )


def _when(iso: str) -> str:
    return datetime.fromisoformat(iso).astimezone().strftime("%d.%m. %H:%M:%S")


def _took(run: JobRun) -> str:
    if not run.finished:
        return ""
    took = datetime.fromisoformat(run.finished) - datetime.fromisoformat(run.started)
    return f"{took.total_seconds():.0f} s"


def state_lines(states: Sequence[JobState], inbox: Path | None, width: int) -> list[Line]:
    """The jobs themselves: next run and last result; and where the inbox is."""
    lines: list[Line] = [line((say("desk.jobs.title"), "heading")), ()]
    for state in states:
        sign, tone = (glyphs().work["replaying"], "info") if state.running else (glyphs().live, "good")
        lines.append(line((f"{sign} ", tone), (label("job", state.job), "strong")))
        upcoming = f"{state.next_run.astimezone():%H:%M:%S}" if state.next_run else say("desk.jobs.not_planned")
        lines.append(line((f"  {say('desk.jobs.next')} ", "muted"), upcoming))
        if state.last is not None:
            lines.append(line((f"  {say('desk.jobs.last')} ", "muted"), f"{_when(state.last.started)}"))
            lines += wrapped(
                state.last.error or result_words(state.last), width, tone="bad" if state.last.error else "muted"
            )
        lines.append(())
    if not states:
        lines += [*wrapped(say("desk.jobs.none"), width, indent="", tone="muted"), ()]
    if inbox is not None:
        lines += [heading(say("desk.jobs.inbox"), width), *wrapped(str(inbox), width, indent="")]
        lines += wrapped(say("desk.jobs.inbox_help"), width, indent="", tone="muted")
    return lines


def run_page(run: JobRun, width: int) -> list[Line]:
    """One run in full."""
    lines = [heading(label("job", run.job), width), line((_when(run.started), "muted"), f"  {_took(run)}"), ()]
    lines += wrapped(run.error or result_words(run), width, indent="", tone="bad" if run.error else "")
    if run.positions:
        shown = ", ".join(f"#{position}" for position in run.positions[:40])
        lines += [(), *wrapped(say("desk.jobs.appended", events=shown), width, indent="", tone="muted")]
    return lines
