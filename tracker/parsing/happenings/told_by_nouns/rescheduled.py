"""When a happening that was put off is to take place instead: "auf Mittwoch verschoben", "postponed until May"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from tracker.parsing.happenings.status import span_of
from tracker.parsing.happenings.told_by_nouns.surroundings import Noun, times_near
from tracker.parsing.times.find import TimePhrase

_DATE = re.compile(r"(\d{4})(-\d\d)?(-\d\d)?")
_YEAR = re.compile(r"\d{4}")


def new_time(noun: Noun) -> TimePhrase | None:
    """The time to which the clause puts the happening off; None where it does not, or tells no new time.

    The clause looks back, the new time lies ahead: a day or month without a year that lies behind is the next one.
    """
    syntax = noun.scene.syntax
    if noun.clause.lemma not in syntax.postponing_verbs:
        return None
    for time in times_near(noun):
        before = noun.lower[time.first - 1] if time.first > 0 else ""
        if time.edtf is not None and (noun.lower[time.first] in syntax.put_off_to or before in syntax.put_off_to):
            return ahead(time, noun.scene.day)
    return None


def ahead(time: TimePhrase, day: date | None) -> TimePhrase:
    """A day or month without a year that a clause in the past put behind the publication, as the next one."""
    span, match = span_of(time.edtf), _DATE.fullmatch(time.edtf or "")
    latest = span.latest if span is not None else None
    if day is None or latest is None or match is None or latest >= day or _YEAR.search(time.text):
        return time
    if match[3] and latest + timedelta(days=7) >= day:
        return replace(time, edtf=(latest + timedelta(days=7)).isoformat())
    return replace(time, edtf=f"{int(match[1]) + 1:04}{match[2] or ''}{match[3] or ''}")
