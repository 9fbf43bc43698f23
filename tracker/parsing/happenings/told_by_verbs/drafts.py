"""Status, time and evidence of what a verb tells, and the draft that they make."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from tracker.parsing.cast.actors import Actor
from tracker.parsing.clauses.split import Clause
from tracker.parsing.happenings.layers import Group
from tracker.parsing.happenings.scene import Draft, Scene, Seat
from tracker.parsing.happenings.status import decide, signs_of, span_of
from tracker.parsing.happenings.told_by_nouns.words import noun_words
from tracker.parsing.happenings.told_by_verbs.slots import (
    Frame,
)
from tracker.parsing.places.localities import Locality
from tracker.parsing.times.find import TimePhrase


def status_of(frame: Frame) -> tuple[str, str, bool]:
    signs = signs_of(frame.scene, frame.seat, frame.words.status)
    status, rule = decide(signs, frame.words.status)
    times = frame.scene.times(frame.seat)
    if "under_way" in frame.rule.needs and signs.tense == "present":
        return "occurred", "on the way", True
    if frame.rule.shape == "expected" and status == "occurred":
        return "planned", "expected then", False
    lasts = (
        "lasting" in frame.rule.needs
        or frame.rule.shape == "stay"
        or (frame.rule.shape == "visit" and any(frame.scene.is_bound(t) for t in times))
    )
    if lasts and status == "planned" and signs.tense == "present" and not signs.modal:
        status = status if any(_lies_ahead(frame, t) for t in times) else "ongoing"
    if frame.rule.shape == "invite" and status in ("occurred", "planned"):
        status = "unconfirmed"
    return status or "occurred", rule, not status or rule in frame.words.status.weak


def _lies_ahead(frame: Frame, time: TimePhrase) -> bool:
    """Whether a date begins on the day of publication or later; without such a day, whether it has no open end."""
    span = span_of(time.edtf)
    if time.type == "DURATION" and span is None:
        return False  # "hält sich zu einem zweitägigen Besuch auf"
    if span is None or span.earliest is None:
        syntax = frame.scene.syntax  # "seit Mai" of an unknown year; "hält sich bis Mai auf", but "bleibt bis Mai"
        within = syntax.afterwards if "bare" in frame.rule.needs else syntax.bounding
        return frame.lower[time.first] not in within
    return frame.scene.day is None or span.earliest >= frame.scene.day


def time_of(frame: Frame) -> TimePhrase | None:
    """The time of a verb's happening; what goes on for a while may be told by its first day."""
    if frame.rule.shape in ("stay", "visit", "with"):
        bound = [t for t in frame.scene.times(frame.seat) if frame.scene.is_bound(t) and not _in_attribute(frame, t)]
        if bound:
            return _between(bound)
    when = clause_time(frame.scene, frame.seat, trigger=trigger_of(frame))
    if when is not None and when.edtf is not None:
        return when
    until = (t for t in frame.scene.times(frame.seat) if (t.edtf or "").startswith("../"))
    return next(until, when)  # "will sich bis Ende Mai mit ihm treffen"


def _between(bound: list[TimePhrase]) -> TimePhrase:
    """The first of some bounds, closed by the next: "seit Freitag und noch bis Mittwoch"."""
    first = bound[0]
    begin, _, end = (first.edtf or "").partition("/")
    for other in bound[1:]:
        other_begin, _, other_end = (other.edtf or "").partition("/")
        if end == other_begin == ".." and begin <= other_end:
            return replace(first, edtf=f"{begin}/{other_end}")
    return first


def _in_attribute(frame: Frame, time: TimePhrase) -> bool:
    """Whether a phrase of time belongs to a participle before a noun: "die seit Mai laufende Runde"."""
    if time.last + 1 >= len(frame.lower):
        return False
    behind = frame.lower[time.last].endswith(frame.scene.syntax.adjective_endings)
    return (
        behind
        and frame.scene.tokens.words[time.last][0].islower()
        and frame.lower[time.last] not in (frame.words.goal | frame.words.venue)
        and frame.scene.tokens.words[time.last + 1][0].isupper()
    )


def trigger_of(frame: Frame) -> int:
    token = next((v.token for v in reversed(frame.clause.verbs) if not (v.reading.auxiliary or v.reading.modal)), None)
    if token is None:
        token = frame.clause.finite if frame.clause.finite is not None else frame.clause.first
    return token


def draft_of(
    frame: Frame,
    event: str,
    parties: Iterable[tuple[Actor, str]],
    place: Locality | None,
    origin: Locality | None,
    status: str,
    status_rule: str,
    when: TimePhrase | None,
    *,
    weak: bool,
) -> Draft:
    token = trigger_of(frame)
    draft = Draft(
        event,
        f"verb:{frame.rule.id}",
        token,
        token + 1,
        frame.seat,
        list(parties),
        place,
        origin,
        status,
        weak,
        when,
        [frame.scene.span(frame.seat)],
        channel=frame.rule.channel,
        conveyance=frame.conveyance or conveyance_of(frame),
    )
    explain_draft(frame.scene, draft)
    draft.because("status", *frame.scene.chars(token, token + 1))
    if frame.clause.finite is not None:
        draft.because("status", *frame.scene.chars(frame.clause.finite, frame.clause.finite + 1))
    if status_rule:
        draft.why.setdefault(f"status rule: {status_rule}", {})
    return draft


def conveyance_of(frame: Frame) -> str:
    for i in frame.own:
        word = frame.lower[i]
        if (
            word.endswith(frame.words.vehicle_endings)
            and frame.scene.is_noun(i)
            and (word in frame.words.vehicles or not frame.scene.plain)
            and any(w in frame.scene.syntax.by_vehicle for w in frame.lower[max(frame.own[0], i - 4) : i])
        ):
            return next(name for ending, name in frame.words.vehicles.items() if word.endswith(ending))
    return ""


def clause_time(scene: Scene, seat: Seat, depth: int = 0, *, trigger: int | None = None) -> TimePhrase | None:
    """The phrase of time that dates a clause; a clause without one takes it from the clause that it hangs on."""
    own = [
        t
        for t in scene.times(seat)
        if (t.edtf or t.type in ("DATE", "TIME"))
        and not (scene.is_bound(t) or _of_noun(scene, t, trigger) or _of_participle(scene, t))
    ]
    dated_ones = [t for t in own if t.edtf is not None]
    if len(dated_ones) > 1:  # "vor dem Gipfel am Sonntag kamen sie am Mittwoch zusammen"
        dated_ones = [t for t in dated_ones if not _behind_event(scene, t, trigger)] or dated_ones
    clause = scene.clause(seat)
    if dated_ones:
        piece = next(((a, b) for a, b in clause.spans if trigger is not None and a <= trigger < b), None)
        near = [t for t in dated_ones if piece is not None and piece[0] <= t.first < piece[1]]
        return (near or dated_ones)[0]
    if depth < 3:
        if clause.kind in ("infinitive", "relative", "subordinate") and clause.parent is not None:
            pointing = (clause.kind == "infinitive" and clause.tense is None) or (
                clause.introducer is not None and scene.tokens.lower[clause.introducer] in scene.inheriting
            )
            if pointing and not _turns(clause, scene.clause(Seat(seat.line, clause.parent))):
                return clause_time(scene, Seat(seat.line, clause.parent), depth + 1) or (own[0] if own else None)
        if (
            clause.shares is not None
            and clause.tense == scene.clause(Seat(seat.line, clause.shares)).tense
            and scene.slots(seat).subject is None
        ):
            return clause_time(scene, Seat(seat.line, clause.shares), depth + 1) or (own[0] if own else None)
    return own[0] if own else time_beside(scene, seat)


def _of_noun(scene: Scene, time: TimePhrase, trigger: int | None) -> bool:
    """Whether a day belongs to another noun: "seit der Wahl vom 29. März"."""
    before = time.first - 1
    return (
        scene.tokens.lower[time.first] in scene.syntax.attached_times
        and before >= 0
        and before != trigger
        and scene.tokens.words[before][0].isupper()
        and (time.edtf is None or "/" not in time.edtf)
    )


def _behind_event(scene: Scene, time: TimePhrase, trigger: int | None) -> bool:
    """Whether a time stands right behind another noun that tells a happening."""
    before = time.first - 1
    if before < 0 or before == trigger or not scene.is_noun(before):
        return False
    return noun_words(scene.pack).rules[scene.tokens.lower[before]] is not None


def _of_participle(scene: Scene, time: TimePhrase) -> bool:
    """Whether a time stands between a determiner and a participle: "sein am Dienstag erschienenes Buch"."""
    tokens, syntax, before = scene.tokens, scene.syntax, time.first - 1
    if before < 0 or time.last + 1 >= len(tokens) or scene.plain:
        return False
    word = tokens.lower[before]
    opens = word in syntax.definite | syntax.indefinite or word.startswith(syntax.possessive_stems)
    return (
        opens
        and tokens.words[time.last][0].islower()
        and tokens.lower[time.last].endswith(syntax.adjective_endings)
        and tokens.words[time.last + 1][0].isupper()
    )


def _turns(clause: Clause, above: Clause) -> bool:
    """Whether a clause looks ahead from one that looks back: "ist am Montag nach Rom gereist, wo er … treffen wird"."""
    return clause.tense == "future" and above.tense in ("past", "perfect", "pluperfect")


def time_beside(scene: Scene, seat: Seat) -> TimePhrase | None:
    """The time that a clause beside tells: "sagte er, als er am Freitag eintraf", "am Montag war es so weit: Er …"."""
    clauses = scene.lines[seat.line].clauses
    clause = clauses[seat.clause]
    lower = scene.tokens.lower
    for number in range(seat.clause + 1, min(seat.clause + 3, len(clauses))):
        other = clauses[number]
        if other.parent == seat.clause and other.introducer is not None:
            if lower[other.introducer] not in scene.syntax.at_that_time or other.kind != "subordinate":
                continue
            return next((t for t in scene.times(Seat(seat.line, number)) if _is_day(t)), None)
    before = seat.clause - 1
    behind_colon = clause.kind == "main" and clause.first > 0 and scene.tokens.words[clause.first - 1] == ":"
    if before >= 0 and behind_colon and clauses[before].kind in ("main", "fragment"):
        return next((t for t in scene.times(Seat(seat.line, before)) if _is_day(t)), None)
    return None


def _is_day(time: TimePhrase) -> bool:
    return time.edtf is not None and "/" not in time.edtf and time.type in ("DATE", "TIME")


def explain_draft(scene: Scene, draft: Draft) -> None:
    """Note the words behind place, time and parties."""
    if draft.place is not None:
        draft.because("place", *scene.chars(draft.place.first, draft.place.last))
    if draft.origin is not None:
        draft.because("origin", *scene.chars(draft.origin.first, draft.origin.last))
    if draft.when is not None:
        draft.because("when", draft.when.start, draft.when.end)
    numbers = {a.number for a in draft.actors()}
    for group in _near(scene, draft.seat):
        for mention in group.mentions:
            if any(a.number in numbers for a in scene.cast.meant_by(mention)):
                draft.because("participants", *scene.chars(mention.first, mention.last))


def _near(scene: Scene, seat: Seat) -> list[Group]:
    return list(scene.lines[seat.line].groups)
