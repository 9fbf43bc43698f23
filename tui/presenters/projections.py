"""The projections: where each stands, a replay under way, and what the replay changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tracker.projections.progress import Progress, ProjectionState
from tracker.wording import catalogue, current_language, label, say
from tui.glyphs import glyphs
from tui.presenters.clock import grouped
from tui.presenters.lines import Column, Line, line
from tui.presenters.wording import heading, wrapped

_TONES = {"live": "good", "catching_up": "warn", "replaying": "info", "new": "muted", "stopped": "bad"}


def columns() -> tuple[Column, ...]:
    """The columns of the list."""
    return (
        Column("name", say("desk.projections.name"), 16, grow=1),
        Column("at", say("desk.projections.at"), 9, right=True),
        Column("of", say("desk.projections.of"), 9, right=True, from_width=60),
        Column("behind", say("desk.projections.behind"), 8, right=True),
        Column("rate", say("desk.projections.rate"), 8, right=True, from_width=66),
        Column("state", say("desk.projections.state"), 16),
    )


def cells(state: ProjectionState) -> tuple[Line, ...]:
    """A projection as a row."""
    tone = _TONES.get(state.state, "")
    return (
        line(projection_name(state.name), (f" v{state.version}", "muted")),
        line(grouped(state.position)),
        line((grouped(state.head), "muted")),
        line((grouped(state.behind), "warn" if state.behind else "muted")),
        line((rate_words(state.rate), "muted")),
        line((f" {glyphs().work.get(state.state, glyphs().unknown)} {label('projection', state.state)}", tone)),
    )


def projection_name(name: str) -> str:
    """What a projection is called; one of the user's own by its name."""
    return catalogue(current_language(), "desk").get(f"projection.{name}", name.replace("_", " "))


def _stage(progress: Progress) -> str:
    name = projection_name(progress.name) if progress.name else say("desk.projections.all")
    return f"{name} · {say(f'desk.stage.{progress.stage}')}"


def rate_words(rate: float | None) -> str:
    """Events per second, short: 41k/s."""
    if not rate:
        return "–"
    return f"{rate / 1000:.0f}k/s" if rate >= 10_000 else f"{rate:.0f}/s"


@dataclass(frozen=True, slots=True)
class Replay:
    """A replay as the screen follows it.

    Attributes:
        progress: the latest word of it, None before the first.
        running: whether it goes on.
        error: why it broke off.
        cancelled: whether the user broke it off.
        resting: whether the user lets it rest.
        before, after: rows by view before and after.
    """

    progress: Progress | None = None
    running: bool = True
    error: str | None = None
    cancelled: bool = False
    resting: bool = False
    before: Mapping[str, int] | None = None
    after: Mapping[str, int] | None = None


def replay_lines(replay: Replay | None, width: int) -> list[Line]:
    """The progress of a replay: bar, rate, time left, errors, and at the end the difference in counts."""
    if replay is None:
        return wrapped(say("desk.projections.explain"), width, indent="", tone="muted")
    lines = [heading(say("desk.projections.replay"), width), line((say("desk.projections.shadow"), "muted")), ()]
    if replay.progress is not None:
        lines += progress_lines(replay.progress, replay.running, width)
    if replay.resting and replay.running:
        lines += [(), resting_line()]
    if replay.error:
        lines += [(), *wrapped(replay.error, width, indent="", tone="bad")]
    elif replay.cancelled:
        lines += [(), line((f"{glyphs().no} {say('desk.projections.cancelled')}", "warn"))]
    elif not replay.running and replay.after is not None:
        lines += [(), heading(say("desk.projections.difference"), width), *_difference(replay)]
    return lines


def progress_lines(progress: Progress, running: bool, width: int) -> list[Line]:
    """How far a fold is: a bar with the share and the time left, positions and rate, errors and stage."""
    share = 1.0 if not running else progress.position / max(1, progress.head)
    room = max(10, width - 18)
    full, rest = glyphs().progress
    done = round(room * min(1.0, share))
    left = f"{progress.eta:.1f} s" if running and progress.eta is not None else ""
    so_far = say("desk.projections.from_to", position=grouped(progress.position), head=grouped(progress.head))
    errors = say("desk.projections.errors", count=len(progress.errors))
    ended = not running and progress.position >= progress.head
    stage = say("desk.stage.done") if ended else _stage(progress)
    bar: Line = ((full * done, "info"), (rest * (room - done), "quiet"))
    return [
        line("  ", *bar, (f"  {share:4.0%}", "strong"), (f"  {left}", "muted")),
        (),
        line((f"  {so_far}   ", "muted"), rate_words(progress.rate)),
        line((f"  {errors}", "bad" if progress.errors else "muted"), (f"   {stage}", "muted")),
    ]  # fmt: skip


def resting_line() -> Line:
    """That the work rests, and how it goes on."""
    return line((f"  {glyphs().paused} {say('desk.projections.paused')}", "warn"))


def _difference(replay: Replay) -> list[Line]:
    before, after = replay.before or {}, replay.after or {}
    lines = []
    for view, count in after.items():
        change = count - before.get(view, 0)
        sign = ("=", "good") if change == 0 else (f"{change:+d}", "warn")
        lines.append(line("  ", (projection_name(view).ljust(18), ""), (grouped(count).rjust(9), ""), "  ", sign))
    if all(before.get(view) == count for view, count in after.items()):
        lines += [(), line((f"  {glyphs().yes} {say('desk.projections.same')}", "good"))]
    return lines
