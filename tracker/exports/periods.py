"""From when to when a journey lasted, in words that claim no more than the reports tell."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.projections.rows import ItineraryRow, MeetingRow
from tracker.wording import say
from tracker.wording.dates import edtf_words


def period_words(journey: ItineraryRow, happenings: Sequence[MeetingRow]) -> list[str]:
    """The period, and how many days it has, where days are told; else the dates as vague as they are.

    Args:
        happenings: those that the journey is made of.
    """
    ends = [day for day in (journey.start, journey.end) if day]
    told = {day for row in happenings if row.earliest == row.latest for day in (row.earliest, row.latest)}
    told |= {day for row in happenings for day in (row.edtf or "").split("/") if len(day) == 10}
    if all(day in told for day in ends):
        days = [say("exports.briefing.days", count=journey.days)] if journey.days else []
        return [" – ".join(dict.fromkeys(map(edtf_words, ends))), *days] if ends else []
    dates = [row.edtf for row in sorted(happenings, key=lambda row: (row.earliest or "", row.key)) if row.edtf]
    return [", ".join(dict.fromkeys(map(edtf_words, dates)))] if dates else []
