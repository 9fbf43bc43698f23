"""``ics``: happenings as a calendar (iCalendar, RFC 5545) that can be subscribed to.

A happening keeps its UID; every report, correction or retraction that concerns it raises SEQUENCE. All times are those
of the log, so the same log gives the same bytes; as of when it is stands in the heading, not in each entry, which would
seem changed with every record.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event, vDate, vDatetime, vText

from events.envelope import Recorded
from tracker.exports.calendar_days import Days, days_of
from tracker.exports.gazetteer import locate
from tracker.exports.subject import Subject
from tracker.projections.rows import MeetingDossier, MeetingRow
from tracker.summaries import plain
from tracker.wording import label, say
from tracker.wording.dates import edtf_words

_STATUS = {"cancelled": "CANCELLED", "held": "CONFIRMED", "under_way": "CONFIRMED"}
_LAST_LINE = "END:VCALENDAR\r\n"


def calendar(subject: Subject) -> Iterator[str]:
    """The happenings of the board, or of another view, that have a time; how many have none stands in the heading."""
    view = subject.choices.view or "meetings"
    undated = sum(1 for row in subject.happenings(view) if days_of(row) is None)
    yield _heading(subject, undated)
    for dossier in subject.dossiers(view):
        days = days_of(dossier.row)
        if days is not None:
            event = _event(dossier, days, subject.records(dossier))
            yield event.to_ical().decode("utf-8")
    yield _LAST_LINE


def status_of(row: MeetingRow, days: Days) -> str:
    """The STATUS of a state (DOMAIN 2.4): an announcement is only confirmed when it names a day."""
    if row.state == "announced" and days.exact:
        return "CONFIRMED"
    return _STATUS.get(row.state, "TENTATIVE")


def _heading(subject: Subject, undated: int) -> str:
    made = Calendar()
    made.add("prodid", "-//diplomatic-tracker//exports//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    told = f"{subject.stamp.sentence()} · {say('exports.ics.undated', count=undated)}"
    made.add("x-wr-calname", say("exports.ics.name"))
    made.add("x-wr-caldesc", told)
    made.add("x-tracker-position", str(subject.stamp.position))
    made.add("x-tracker-hash", subject.stamp.hash or "none")
    return str(made.to_ical().decode("utf-8")).removesuffix(_LAST_LINE)


def _event(dossier: MeetingDossier, days: Days, records: list[Recorded]) -> Event:
    row = dossier.row
    newest = _instant(records[-1].recorded_at)
    event = Event()
    event["UID"] = vText(row.id)
    event["DTSTAMP"] = vDatetime(newest)
    event["LAST-MODIFIED"] = vDatetime(newest)
    event["CREATED"] = vDatetime(_instant(records[0].recorded_at))
    event.add("sequence", len(records) - 1)
    event["STATUS"] = vText(status_of(row, days))
    event["DTSTART"] = _whole_day(days.first)
    if days.last < date.max:
        event["DTEND"] = _whole_day(days.last + timedelta(days=1))
    event["SUMMARY"] = vText(_summary(row))
    event["DESCRIPTION"] = vText(_description(row, days))
    event["TRANSP"] = vText("TRANSPARENT")
    event.add("categories", [label("type", row.type), label("state", row.state)])
    if row.place:
        event["LOCATION"] = vText(_place(row))
        spot = locate(row.place, row.place_country)
        if spot is not None and spot.exact:
            event.add("geo", (spot.lat, spot.lon))
    return event


def _whole_day(day: date) -> vDate:
    value = vDate(day)
    value.params["VALUE"] = "DATE"
    return value


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(microsecond=0)


def _summary(row: MeetingRow) -> str:
    words = plain(row.title, 200)
    return words if row.state == "held" else f"{words} ({label('state', row.state)})"


def _place(row: MeetingRow) -> str:
    place = plain(row.place or "")
    return f"{place} ({plain(row.place_hedge)})" if row.place_hedge else place


def _description(row: MeetingRow, days: Days) -> str:
    lines = [label("state", row.state)]
    if row.edtf or row.when_text:
        words = edtf_words(row.edtf) if row.edtf else ""
        phrase = f"„{plain(row.when_text)}“" if row.when_text else ""
        lines.append(" ".join(part for part in (words, phrase) if part))
    if days.open:
        lines.append(say("exports.ics.open_end"))
    elif not days.exact:
        lines.append(say("exports.ics.window"))
    lines.append(say("exports.support", reports=row.reports, outlets=row.outlets, origins=row.origins))
    return "\n".join(lines)
