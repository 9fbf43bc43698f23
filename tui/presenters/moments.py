"""What is typed into "go to": a date, a time, ``#42``, a step such as ``-3d``, or "now" – read as a place in time."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from events.edtf import parse
from tracker.typed.dates import NotADate, around_meeting, is_now, read_date
from tui.presenters.clock import DeskClock, instant, seconds
from tui.presenters.log_times import LogTimes


def read_moment(text: str, clock: DeskClock, times: LogTimes, today: date, *, meeting: date | None = None) -> DeskClock:
    """The clock that the text asks for.

    Args:
        meeting: the day of what is selected, for "before the meeting" and "after" it.

    A day means its end (UTC): everything that came out on it counts. A year that is not told is the one closest to
    where the desk stands, or to the newest publication.

    Raises:
        NotADate: the text is not understood.
    """
    typed = text.strip()
    if is_now(typed):
        return clock.now()
    if typed[:1] in "#@" and typed[1:].replace(" ", "").isdecimal():
        position = int(typed[1:].replace(" ", ""))
        return clock.now() if position >= len(times) else DeskClock().at_position(max(1, position))
    if (days := around_meeting(typed)) is not None:
        if meeting is None:
            raise NotADate(typed)
        typed = (meeting + timedelta(days=days)).isoformat()
    understood = read_date(typed, _reference(clock, times, today))
    span = parse(understood.edtf)
    day = span.latest or span.earliest or today
    if "T" in understood.edtf and "/" not in understood.edtf:
        at = seconds(understood.edtf)
    else:
        at = int(datetime.combine(day, understood.at or time(23, 59, 59), UTC).timestamp())
    if clock.kind == "published":
        return clock.at_moment(instant(at))
    position = times.recorded_until(at)
    return clock.now() if position >= len(times) else clock.at_position(max(1, position))


def _reference(clock: DeskClock, times: LogTimes, today: date) -> date:
    if clock.moment is not None:
        return date.fromisoformat(clock.moment[:10])
    if clock.position is not None and (recorded := times.recorded_at(clock.position)):
        return date.fromisoformat(recorded[:10])
    if not len(times):
        return today
    last = times.bounds(clock.kind)[1]
    return min(today, date.fromisoformat(instant(last)[:10]))
