"""Status and time of what a noun tells, and the draft that they make."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from tracker.parsing.cast.actors import Actor
from tracker.parsing.happenings.scene import Draft
from tracker.parsing.happenings.status import dated, decide, signs_of, span_of
from tracker.parsing.happenings.told_by_nouns.parties import (
    beside_comma,
    stands_on_schedule,
)
from tracker.parsing.happenings.told_by_nouns.rescheduled import ahead, new_time
from tracker.parsing.happenings.told_by_nouns.surroundings import Noun, speaks, times_near
from tracker.parsing.happenings.told_by_verbs.drafts import clause_time, explain_draft
from tracker.parsing.places.localities import Locality
from tracker.parsing.times.find import TimePhrase

_DAYS = re.compile(r"P(\d{1,2})D")


def finished(
    noun: Noun, event: str, parties: list[tuple[Actor, str]], place: Locality | None, origin: Locality | None
) -> Draft:
    status, rule, weak = status_of(noun)
    if (
        status == "occurred"
        and noun.clause.lemma in noun.scene.syntax.beginning_verbs
        and not noun.preposition
        and begun_just_now(noun)
    ):
        status, rule = "ongoing", "begun just now"
    when = lasting(noun, time_of(noun, status), event)
    if event in ("visit", "departure") and not parties and when is not None and ends(noun):
        when = until(when)
    if status == "planned" and when is not None and when is noun.tail.when and lies_before(noun):
        when = ahead(when, noun.scene.day)  # "vor dem Gipfel am Sonntag traf sie …"
    if event == "visit" and place is not None and status == "occurred" and arrived_for(noun) and just_now(noun, when):
        status, rule = "ongoing", "arrived for it just now"
        when = opened(when)
    if event == "visit" and status == "planned" and ends_today(noun, when):
        status, rule = "ongoing", "it ends today"
    if (instead := new_time(noun)) is not None:
        status, rule, weak, when = "planned", "put off to another day", False, instead
    status = dated(status, when, noun.scene, weak=weak or status == "occurred")
    draft = Draft(
        event,
        f"noun:{noun.rule.id}",
        noun.i,
        noun.i + 1,
        noun.seat,
        parties,
        place,
        origin,
        status,
        weak,
        when,
        [noun.scene.span(noun.seat)],
        channel=noun.rule.channel,
        beside=weak or (bool(noun.preposition) and noun.preposition not in noun.scene.syntax.purpose),
    )
    explain_draft(noun.scene, draft)
    draft.because("status", *noun.scene.chars(noun.first, noun.i + 1))
    if rule:
        draft.why.setdefault(f"status rule: {rule}", {})
    return draft


def speaks_of_now(noun: Noun) -> bool:
    """Whether a clause in the present tells what goes on, not what somebody says of it: "beim Gipfel dominiert …"."""
    return noun.clause.mood == "indicative" and not speaks(noun)


def stays(noun: Noun) -> bool:
    """Whether the clause says that somebody is on this visit: "befindet sich auf Staatsbesuch in Oslo"."""
    return noun.rule.event == "visit" and noun.clause.lemma in noun.scene.syntax.staying_verbs


def arrived_for(noun: Noun) -> bool:
    """Whether the clause tells that somebody came or set out for this stay: "zu einem Besuch eingetroffen"."""
    verb = noun.frames.verbs.get(noun.clause.lemma)
    moving = verb is not None and (verb.event == "arrival" or "leaving" in verb.needs)
    return moving and noun.preposition in noun.scene.syntax.purpose


def just_now(noun: Noun, when: TimePhrase | None) -> bool:
    """Whether a day lies at most one day back, or none is told and the clause is a perfect."""
    span = span_of(when.edtf) if when is not None else None
    if span is None or span.earliest is None or noun.scene.day is None:
        return noun.clause.tense == "perfect"
    reaches = span.latest is not None and span.latest >= noun.scene.day
    return 0 <= (noun.scene.day - span.earliest).days <= 1 or (span.earliest <= noun.scene.day and reaches)


def ends_today(noun: Noun, when: TimePhrase | None) -> bool:
    """Whether a stay is told to end on the day of publication: "beendet heute seinen Besuch"."""
    span = span_of(when.edtf) if when is not None else None
    ending = noun.clause.lemma in noun.scene.syntax.ending_verbs and noun.clause.tense == "present"
    return ending and span is not None and span.latest is not None and span.latest == noun.scene.day


def ends(noun: Noun) -> bool:
    """Whether a clause in the present tells the end of the stay: "die Reise endet am Mittwoch"."""
    return noun.clause.lemma in noun.scene.syntax.ending_verbs and noun.clause.tense in ("present", "future")


def until(when: TimePhrase) -> TimePhrase:
    """What ends on a day lasts until then."""
    return when if when.edtf is None or "/" in when.edtf else replace(when, edtf=f"../{when.edtf}")


def opened(when: TimePhrase | None) -> TimePhrase | None:
    """A stay told by its first day goes on from there."""
    if when is None or when.edtf is None or "/" in when.edtf or len(when.edtf) != len("2023-09-11"):
        return when
    return replace(when, edtf=f"{when.edtf}/..")


def begun_just_now(noun: Noun) -> bool:
    """Whether the clause is dated on the day of publication or the day before, and the stay or gathering lasts."""
    when = clause_time(noun.scene, noun.seat, trigger=noun.i)
    span = span_of(when.edtf) if when is not None else None
    if span is None or span.earliest is None or noun.scene.day is None or span.days is None:
        return False
    return span.days == 1 and 0 <= (noun.scene.day - span.earliest).days <= 1


def lasting(noun: Noun, when: TimePhrase | None, event: str) -> TimePhrase | None:
    """A stay of so many days from its first day: "ab Montag zu einem viertägigen Besuch"."""
    span = span_of(when.edtf) if when is not None else None
    if when is None or event != "visit" or span is None or span.days != 1 or span.earliest is None:
        return when
    for time in times_near(noun):
        if time.type == "DURATION" and noun.first <= time.first < noun.i and (match := _DAYS.fullmatch(time.value)):
            days = timedelta(days=int(match[1]) - 1)
            ending = noun.clause.lemma in noun.scene.syntax.ending_verbs
            first, last = (span.earliest - days, span.earliest) if ending else (span.earliest, span.earliest + days)
            return replace(when, edtf=f"{first.isoformat()}/{last.isoformat()}")
    return when


def time_of(noun: Noun, status: str) -> TimePhrase | None:
    if noun.tail.when is not None:
        return noun.tail.when
    before = [t for t in times_near(noun) if noun.first <= t.first < noun.i and t.edtf]
    if before:
        return before[0]
    if called_off_then(noun, status):
        return None
    if noun.genitive and not noun.preposition and noun.rule.event != "summit":
        return None  # "die Kosten des Besuchs stiegen am Montag"
    moving = noun.preposition in noun.scene.syntax.purpose and noun.clause.lemma in noun.frames.verbs
    if (
        noun.preposition in noun.scene.syntax.undated_prepositions
        and noun.clause.lemma not in noun.words.event_verbs
        and not moving
    ):
        return None
    when = clause_time(noun.scene, noun.seat, trigger=noun.i)
    if when is not None and when.edtf is not None:
        return when
    bounds = (t for t in times_near(noun) if (t.edtf or "").startswith("../") and status != "occurred")
    return next(bounds, when)  # "die Gespräche könnten sich bis Freitag hinziehen"


def lies_before(noun: Noun) -> bool:
    return noun.preposition in noun.scene.syntax.before_preposition


def called_off_then(noun: Noun, status: str) -> bool:
    """Whether the time of the clause is that of calling off: "sagte am Dienstag seinen Besuch ab".

    Talks are called off when they are to begin; a journey is called off before.
    """
    if noun.rule.event == "summit":
        return False
    past = noun.clause.tense in ("past", "perfect", "pluperfect") and not noun.clause.modal
    return status == "cancelled" and past and noun.clause.lemma in noun.scene.syntax.calling_off_verbs


def now_in_piece(noun: Noun) -> bool:
    """Whether an apposition without verb says that it goes on: "X, derzeit auf Besuch in Y, sagte …"."""
    piece = next(((a, b) for a, b in noun.clause.spans if a <= noun.i < b), None)
    if piece is None or any(piece[0] <= v.token < piece[1] for v in noun.clause.verbs):
        return False
    return not noun.frames.status.now.isdisjoint(noun.lower[piece[0] : noun.i])


def is_attended(noun: Noun) -> bool:
    """Whether the noun before it tells of taking part: what becomes of "seine Teilnahme am Gipfel" the verb says."""
    before = noun.lower[max(noun.line.sentence.first, noun.first - 3) : noun.first]
    return not noun.scene.syntax.attendance.isdisjoint(before)


def status_of(noun: Noun) -> tuple[str, str, bool]:
    """Status, rule, and whether the words only suggest it."""
    table = noun.frames.status
    parent = noun.scene.parent(noun.seat)
    if parent is not None and noun.clause.kind == "subordinate":
        above = noun.scene.clause(parent).lemma
        if table.governing.get(above) == "denied":
            return "denied", f"verb {above}", False
    if noun.rule.event == "visit" and now_in_piece(noun):
        return "ongoing", "now", False
    if noun.rule.as_guest and beside_comma(noun):
        return "occurred", "apposition", True
    if noun.rule.on_way:
        return "occurred", "on the way", True
    before = noun.lower[noun.first - 3 : noun.first]
    if noun.preposition in noun.scene.syntax.about_prepositions and not noun.scene.syntax.hearsay.isdisjoint(before):
        told = table.governing.get(noun.clause.lemma) == "denied"  # "wies Berichte über ein Treffen zurück"
        return "denied" if told else "unconfirmed", "hearsay", False
    free = not noun.preposition or is_attended(noun)
    governing = table.governing.get(noun.clause.lemma, "")
    if free and governing in ("cancelled", "denied"):
        return governing, f"verb {noun.clause.lemma}", False
    if free and noun.clause.negated and noun.clause.lemma in noun.scene.syntax.arranging_verbs:
        return "cancelled", f"verb {noun.clause.lemma}, negated", False
    if noun.preposition in noun.scene.syntax.purpose and noun.clause.holds(noun.scene.syntax.ready, noun.lower):
        agreed = noun.clause.lemma.endswith(noun.scene.syntax.declaring_verbs)
        return ("planned" if agreed else "unconfirmed"), "ready for it", False
    for name, stems in table.adjectives:
        for adjective in noun.adjectives:
            if adjective.startswith(stems):
                return ("occurred" if name == "held" else name), f"adjective {adjective}", False
    signs = signs_of(noun.scene, noun.seat, table)
    if free and governing in ("cancelled", "denied", "unconfirmed", "planned"):
        # "war kurzfristig angesetzt worden" tells of a plan of the past, not of what became of it
        past_plan = governing == "planned" and noun.clause.tense in ("past", "pluperfect") and noun.clause.passive
        return governing, f"verb {noun.clause.lemma}", past_plan
    itself = governing == "cancelled" and noun.clause.holds(noun.frames.reflexive, noun.lower)  # "zogen sich … zurück"
    if (
        noun.preposition in noun.scene.syntax.purpose
        and governing in ("unconfirmed", "planned", "cancelled")
        and not itself
    ):
        return governing, f"verb {noun.clause.lemma}", False
    if stands_on_schedule(noun) and signs.tense == "present":
        return "planned", "on the programme", True
    if free and noun.clause.lemma in noun.scene.syntax.confirming_verbs:
        return "planned", f"verb {noun.clause.lemma}", True
    if noun.preposition in table.ahead and noun.preposition not in noun.scene.syntax.purpose:
        return (
            "planned",
            f"preposition {noun.preposition}",
            noun.preposition not in noun.scene.syntax.before_preposition or noun.rule.event == "departure",
        )
    if noun.preposition in noun.scene.syntax.accompanying:
        signs = signs._replace(negated=False, verb="")
        if (
            noun.preposition in noun.scene.syntax.after_preposition
            and signs.tense == "present"
            and noun.clause.lemma in noun.frames.verbs
        ):
            return "planned", f"preposition {noun.preposition}, before a journey to come", True
        if noun.preposition in noun.scene.syntax.told_as_held and signs.tense == "present" and not signs.modal:
            during = noun.preposition in noun.scene.syntax.during and (
                speaks_of_now(noun) if noun.rule.gathering else stays(noun)
            )
            return "ongoing" if during else "occurred", f"preposition {noun.preposition}", True
        if noun.preposition in noun.scene.syntax.after_preposition and signs.mood == "k2":
            return "occurred", f"preposition {noun.preposition}", True
    if noun.preposition in noun.scene.syntax.coming_from and noun.rule.event in ("visit", "departure"):
        return "occurred", f"preposition {noun.preposition}", True
    status, rule = decide(signs, table)
    if not status:
        return "occurred", "", True
    held = governing == "held" or bool(noun.preposition)
    if noun.rule.soft and status == "planned" and signs.tense == "present" and not signs.modal and governing == "held":
        status = "ongoing"
    return status, rule, not held or rule in table.weak
