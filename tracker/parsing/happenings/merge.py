"""Merge what several triggers tell of one happening: same type and parties, days and places that agree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from tracker.parsing.cast.actors import Actor, without_crowds
from tracker.parsing.happenings.scene import Draft, Scene
from tracker.parsing.happenings.status import span_of
from tracker.parsing.places.localities import Locality
from tracker.parsing.times.find import TimePhrase

_RANK = {"cancelled": 5, "denied": 4, "occurred": 3, "ongoing": 3, "planned": 2, "unconfirmed": 1}
_POINTED = 60
_NEAR = 40
"""Happenings of one person that a new one is compared with: the latest."""
_SAME_PASSAGE = 2
"""Sentences within which a crowd is that of the gathering beside it."""
_TRAVEL = frozenset({"departure", "arrival", "visit"})


def merged(drafts: Iterable[Draft], scene: Scene) -> list[Draft]:
    """Each happening once, with all its evidence, in the order of first mention; pointers are absorbed or dropped."""
    drafts = _hung_on_nouns(list(drafts), scene)
    kept: list[Draft] = []
    of_actor: dict[tuple[str, int], list[Draft]] = {}
    pointers: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (d.first, d.rule.startswith("noun"))):
        if draft.anaphoric:
            target = _pointed_at(draft, kept, scene)
            if target is not None:
                _absorb(target, draft, scene)
            else:
                pointers.append(draft)
            continue
        near = {id(k): k for a in draft.actors() for k in of_actor.get((draft.event, a.number), ())}
        if draft.event == "summit" and any(a.is_crowd for a in draft.actors()):
            near |= {id(k): k for k in kept[-_NEAR:] if k.gathering}
        twin = next((k for k in reversed(near.values()) if _same(k, draft, scene)), None)
        if twin is None:
            kept.append(draft)
            twin = draft
        else:
            _absorb(twin, draft, scene)
        for actor in twin.actors():
            known = of_actor.setdefault((draft.event, actor.number), [])
            if twin not in known[-_NEAR:]:
                known.append(twin)
            del known[:-_NEAR]
    for pointer in pointers:
        target = _pointed_at(pointer, kept, scene)
        if target is not None:
            _absorb(target, pointer, scene)
        elif pointer.again and (model := _one_before(pointer, kept)) is not None:
            pointer.parties = list(model.parties)
            kept.append(pointer)
        elif pointer.lasting:
            kept.append(pointer)
    return sorted(kept, key=lambda d: d.first)


def _hung_on_nouns(drafts: list[Draft], scene: Scene) -> list[Draft]:
    """Let the verb of a relative clause add to the noun before it: "der Gipfel, bei dem die Präsidenten berieten"."""
    nouns = {(d.seat.line, d.first): d for d in drafts if d.rule.startswith("noun:") and d.event == "summit"}
    left: list[Draft] = []
    for draft in drafts:
        clause = scene.clause(draft.seat)
        noun: Draft | None = None
        if (
            draft.rule.startswith("verb:")
            and draft.event == "summit"
            and clause.kind == "relative"
            and clause.introducer
        ) and scene.tokens.lower[clause.introducer - 1] in scene.syntax.gathering_prepositions:
            near = range(clause.first - 1, max(clause.first - 8, 0), -1)
            noun = next((nouns[draft.seat.line, i] for i in near if (draft.seat.line, i) in nouns), None)
        if noun is None:
            left.append(draft)
            continue
        noun.anaphoric = noun.anaphoric and len(noun.parties) + len(draft.parties) < 2
        if draft.status == "occurred" and noun.weak:
            noun.status, noun.weak = draft.status, False
        _absorb(noun, draft, scene)
    return left


def _same(one: Draft, other: Draft, scene: Scene) -> bool:
    if one.event != other.event or one.channel != other.channel:
        return False
    if not _statuses_agree(one, other) or not _times_agree(one, other) or not _places_agree(one, other, scene):
        return False
    if one.event in _TRAVEL:
        return _travellers_agree(one, other)
    return _parties_agree(one, other)


def _travellers_agree(one: Draft, other: Draft) -> bool:
    first = {a.number for a, role in one.parties if role == "traveller"}
    second = {a.number for a, role in other.parties if role == "traveller"}
    return bool(first & second)


def _parties_agree(one: Draft, other: Draft) -> bool:
    first, second = {a.number for a in one.actors()}, {a.number for a in other.actors()}
    if not first or not second:
        return False
    common = first & second
    if _is_crowd_of(one, other) or _is_crowd_of(other, one):
        return True
    if one.gathering and other.gathering:
        return bool(common)
    if first <= second or second <= first:
        smaller = min(len(first), len(second))
        plain = [a for d in (one, other) if not d.gathering for a in d.actors()]
        bodies = one.gathering != other.gathering and all(a.plural or a.kind == "organisation" for a in plain)
        return smaller >= 2 or first == second or bodies
    return len(common) >= 2 and not (first - common and second - common and len(first | second) > 3)


def _is_crowd_of(crowd: Draft, gathering: Draft) -> bool:
    """Whether one tells only whom the other's body sends: "auf dem EU-Gipfel beraten die Regierungschefs"."""
    near = abs(crowd.seat.line - gathering.seat.line) <= _SAME_PASSAGE
    return gathering.gathering and near and all(a.is_crowd for a in crowd.actors())


def _statuses_agree(one: Draft, other: Draft) -> bool:
    if one.status == other.status or one.weak or other.weak:
        return True
    pair = {one.status, other.status}
    if pair <= {"planned", "unconfirmed"} or pair <= {"occurred", "ongoing"} or "cancelled" in pair:
        return "occurred" not in pair
    return False


def _times_agree(one: Draft, other: Draft) -> bool:
    first = span_of(one.when.edtf) if one.when else None
    second = span_of(other.when.edtf) if other.when else None
    if first is None or second is None:
        undated = one.when is not None and other.when is not None and one.gathering and other.gathering
        if undated and one.when is not None and other.when is not None and first is second:
            return one.when.text.casefold() == other.when.text.casefold()
        return True
    return first.overlaps(second)


def _places_agree(one: Draft, other: Draft, scene: Scene) -> bool:
    first, second = one.place, other.place
    if first is None or second is None:
        return True
    if first.key == second.key or first.name == second.name:
        return True
    return _contains(first, second) or _contains(second, first)


def _contains(outer: Locality, inner: Locality) -> bool:
    return outer.is_state and outer.country is not None and outer.country == inner.country and not inner.is_state


def _one_before(pointer: Draft, kept: list[Draft]) -> Draft | None:
    """The meeting before a further one that names no parties of its own but a place or a day."""
    if pointer.parties or (pointer.place is None and pointer.when is None):
        return None
    before = [
        k for k in kept if k.event == "summit" and not k.gathering and len(k.parties) > 1 and k.first < pointer.first
    ]
    return before[-1] if before and pointer.seat.line - before[-1].seat.line <= 4 else None


def _pointed_at(pointer: Draft, kept: list[Draft], scene: Scene) -> Draft | None:
    """Which happening "das Treffen" means: the nearest before it that fits, else the first one."""
    actors = {a.number for a in pointer.actors()} if not (pointer.lasting or pointer.joining) else set()
    events = _TRAVEL if pointer.event in _TRAVEL else frozenset({"summit"})
    if scene.tokens.lower[pointer.first].startswith(scene.syntax.away_prefix) and pointer.event == "departure":
        events = frozenset({"departure"})
    fitting = [
        k
        for k in kept
        if k.event in events
        and (not actors or actors & {a.number for a in k.actors()})
        and _times_agree(k, pointer)
        and _places_agree(k, pointer, scene)
        and not (pointer.status == "cancelled" and k.status in ("occurred", "ongoing"))
        and not (pointer.status in ("occurred", "ongoing") and _lies_ahead(k, scene))
        and (not pointer.gathering or k.gathering)
        and (pointer.gathering or not k.gathering or actors or _near_or_same_place(k, pointer))
    ]
    same = [k for k in fitting if k.event == pointer.event] or fitting
    if not same:
        return None
    compatible = [k for k in same if pointer.weak or _statuses_agree(k, pointer)]
    pool = compatible or ([] if pointer.status in ("planned", "occurred") else same)
    before = [k for k in pool if k.first < pointer.first]
    return before[-1] if before else pool[0] if pool else None


def _lies_ahead(draft: Draft, scene: Scene) -> bool:
    span = span_of(draft.when.edtf) if draft.when is not None else None
    return span is not None and span.earliest is not None and scene.day is not None and span.earliest > scene.day


def _near_or_same_place(one: Draft, pointer: Draft) -> bool:
    if one.place is not None and pointer.place is not None and one.place.key == pointer.place.key:
        return True
    return 0 <= pointer.seat.line - one.seat.line <= 2


def _absorb(target: Draft, other: Draft, scene: Scene) -> None:
    """Let a draft take what another tells more of."""
    known = {a.number for a in target.actors()}
    if not other.anaphoric or other.lasting or other.joining:
        for actor, role in other.parties:
            if actor.number not in known:
                target.parties.append((actor, role))
        target.parties = without_crowds(_roles_kept(target.parties, other.parties))
    if other.place is not None and (target.place is None or _contains(target.place, other.place)):
        target.place, target.place_hedge = other.place, other.place_hedge
    target.origin = target.origin or other.origin
    if target.when is None or (target.when.edtf is None and other.when is not None):
        target.when = other.when or target.when
    elif other.when is not None and (closed := _closed(target.when, other.when)) is not None:
        target.when = closed
    elif other.when is not None and _narrower(other, target):
        target.when = other.when
    if other.anaphoric and target.status == "occurred":
        pass  # "der Besuch" tells nothing new of what has happened
    elif (target.weak and not other.weak) or (other.status == "cancelled" and not other.weak):
        target.status, target.weak = other.status, other.weak
    elif not target.weak and not other.weak and {target.status, other.status} == {"planned", "unconfirmed"}:
        target.status = "planned"
    for span in other.spans:
        if span not in target.spans:
            target.spans.append(span)
    target.topics.extend(topic for topic in other.topics if topic not in target.topics)
    target.name = target.name or other.name
    target.conveyance = target.conveyance or other.conveyance
    _join_sources(target, other)
    for name, spans in other.why.items():
        for span in spans:
            target.because(name, *span)


def _closed(since: TimePhrase, until: TimePhrase) -> TimePhrase | None:
    """What is told by its first day and, apart from it, by its last: "seit Freitag", "die Reise endet am Mittwoch"."""
    begin, _, open_end = (since.edtf or "").partition("/")
    open_start, _, end = (until.edtf or "").partition("/")
    if open_end in ("", "..") and open_start == ".." and len(begin) == len(end) and begin < end:
        return replace(since, edtf=f"{begin}/{end}")
    return None


def _join_sources(target: Draft, other: Draft) -> None:
    """Put together who vouches; whoever only takes for granted what the newsroom tells ("nach dem Besuch, sagte X …")
    is no source of it. What the lead tells without a source may have one below.
    """
    if (other.anaphoric and target.unattributed) or (other.beside and target.vouched_by_newsroom):
        return
    if target.beside and other.vouched_by_newsroom and not (other.anaphoric or other.beside):
        target.sources.clear()
    target.sources.extend(s for s in other.sources if s not in target.sources)
    target.unattributed = target.unattributed or other.unattributed
    target.vouched_by_newsroom = target.vouched_by_newsroom or other.vouched_by_newsroom


def _roles_kept(parties: list[tuple[Actor, str]], others: list[tuple[Actor, str]]) -> list[tuple[Actor, str]]:
    special = {a.number: role for a, role in others if role in ("host", "inviter", "chair")}
    return [(a, special.get(a.number, role) if role == "participant" else role) for a, role in parties]


def _narrower(one: Draft, other: Draft) -> bool:
    first = span_of(one.when.edtf) if one.when else None
    second = span_of(other.when.edtf) if other.when else None
    if first is None or second is None:
        return False
    return first.days is not None and (second.days is None or first.days < second.days) and first.within(second)
