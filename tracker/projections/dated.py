"""What lists by days show of every happening; the calendar and the timeline add their own."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from tracker.projections.happenings.state import state_on
from tracker.projections.happenings.summary import Summary
from tracker.projections.reckoned_rows import DatedRow

_SHOWN = tuple(field.name for field in fields(DatedRow))


def dated(summary: Summary, today: int) -> dict[str, Any]:
    """The fields of a `DatedRow`, by name, as they are on a day (an ordinal)."""
    shown = {name: getattr(summary, name) for name in _SHOWN}
    return shown | {"state": state_on(summary.state, summary.day, today)}
