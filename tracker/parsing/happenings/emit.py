"""Make immutable events of what was found, each with its evidence and the reasons behind its fields."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from typing import Any

from pydantic import ValidationError

from events.model import Arrival, Departure, Statement, Summit, Visit
from events.parts import Attribution, Doubt, Evidence, Participant, Place
from events.when import When
from tracker.parsing.cast.actors import Actor
from tracker.parsing.happenings.circumstances import circumstances, place_hedge
from tracker.parsing.happenings.finding import Finding
from tracker.parsing.happenings.scene import Draft, Scene
from tracker.parsing.packs.world import World
from tracker.parsing.places.localities import Locality
from tracker.parsing.speech.statements import StatementDraft
from tracker.parsing.times.find import TimePhrase

_TYPES: dict[str, type[Departure] | type[Arrival] | type[Visit] | type[Summit]] = {
    "departure": Departure,
    "arrival": Arrival,
    "visit": Visit,
    "summit": Summit,
}
# The same people, places and times stand in many events: what was checked once need not be made and checked again.
_participant = lru_cache(maxsize=4096)(Participant)
_placed = lru_cache(maxsize=1024)(Place)
_timed = lru_cache(maxsize=1024)(When)
_attributed = lru_cache(maxsize=1024)(Attribution)
_doubted = lru_cache(maxsize=256)(Doubt)
_KINDS = {"person": "person", "state": "state", "organisation": "organisation"}


def findings(scene: Scene, happenings: Iterable[Draft], said: Iterable[StatementDraft]) -> list[Finding]:
    """The findings of a text, in the order of their first words; what breaks a rule of the model is left out."""
    found = [_happening(draft, scene, scene.cast.world) for draft in happenings]
    found += [_statement(draft, scene.tokens.text) for draft in said]
    told = [finding for finding in found if finding is not None and finding.event.evidence]
    return sorted(told, key=lambda f: (f.event.evidence[0].start, f.trigger, f.event.type))


def _happening(draft: Draft, scene: Scene, known: World) -> Finding | None:
    """The finding of a draft; None where it breaks a rule of the model."""
    text = scene.tokens.text
    participants = _participants((actor, role) for actor, role in draft.parties)
    fields: dict[str, Any] = {
        "participants": participants,
        "place": _place(draft.place, known, place_hedge(draft, scene)),
        "status": draft.status,
        "when": _when(draft.when),
        "attribution": _attribution(draft.sources),
        "evidence": _evidence(draft.spans, len(text)),
        "topics": tuple(topic[:200] for topic in draft.topics[:8]),
        "conveyance": draft.conveyance or None,
        "doubts": _doubts(draft),
    }
    if draft.channel:
        fields["channel"] = draft.channel
    fields |= circumstances(draft, scene)
    if draft.event == "summit":
        name = draft.name
        if (
            not name
            and len(participants) == 1
            and (draft.parties[0][0].plural or draft.parties[0][0].kind == "organisation")
        ):
            name = participants[0].name  # a body or a group that gathers is called by its own name
        fields["event_name"] = name or None
    else:
        same = draft.origin is not None and draft.place is not None and draft.origin.key == draft.place.key
        fields["origin"] = None if same else _place(draft.origin, known)
    try:
        event = _TYPES[draft.event](**fields)
    except ValidationError:
        return None
    return Finding(event, scene.chars(draft.first, draft.last), draft.rule, _why(draft.why))


def _statement(draft: StatementDraft, text: str) -> Finding | None:
    """The finding of a statement; None where it breaks a rule of the model."""
    quote = draft.quote
    said = " … ".join(part for start, end in quote.core if (part := " ".join(text[start:end].split())))
    try:
        event = Statement(
            participants=_participants(draft.parties),
            when=_when(draft.when),
            attribution=_attribution(draft.sources),
            evidence=_evidence(draft.spans, len(text)),
            quote=said[:20_000] or None,
            quote_kind=quote.kind,
            statement_kind=quote.statement_kind,  # type: ignore[arg-type]
            on_record=quote.on_record,  # type: ignore[arg-type]
            doubts=(_doubted(field="participants", reason="the speaker was told in an earlier sentence"),)
            if quote.inherited
            else (),
        )
    except ValidationError:
        return None
    why: dict[str, list[tuple[int, int]]] = {
        "participants": list(quote.speaker),
        "quote": list(quote.core),
        "cue": list(quote.cue),
    }
    if draft.when is not None:
        why["when"] = [(draft.when.start, draft.when.end)]
    return Finding(event, draft.cue, f"speech:{quote.kind}", _why(why))


def _why(why: Mapping[str, Collection[tuple[int, int]]]) -> dict[str, tuple[tuple[int, int], ...]]:
    return {name: tuple(spans) for name, spans in why.items() if spans or name.startswith("status rule")}


def _participants(parties: Iterable[tuple[Actor | str, str]]) -> tuple[Participant, ...]:
    found: list[Participant] = []
    names: set[str] = set()
    for actor, role in parties:
        if isinstance(actor, str):
            participant = _participant(name=actor[:200], kind="source", role=role)
        else:
            participant = _participant(
                name=actor.name[:200],
                kind=_KINDS.get(actor.kind, "source"),
                country=actor.country if not actor.bodies else None,
                role=role,
                actor_id=actor.entry.id if actor.entry is not None else None,
                office=actor.office[:200] or None,
                aka=tuple(actor.aka),
            )
        if participant.name not in names:
            names.add(participant.name)
            found.append(participant)
    return tuple(found)


def _place(locality: Locality | None, known: World, hedge: str | None = None) -> Place | None:
    if locality is None:
        return None
    entry = locality.entry
    within = known.within(entry.id) if entry is not None and entry.kind == "place" else ()
    place_id = entry.id if entry else None
    return _placed(name=locality.name, country=locality.country, place_id=place_id, within=within, hedge=hedge)


def _when(time: TimePhrase | None) -> When | None:
    if time is None:
        return None
    text = " ".join(time.text.split())[:400]
    if time.edtf is not None:
        try:
            return _timed(edtf=time.edtf, text=text or None, part_of_day=time.part_of_day)
        except ValidationError:
            pass  # a value that is no EDTF is worth less than the words alone
    return _timed(text=text, part_of_day=time.part_of_day) if text else None


def _attribution(sources: list[tuple[str, str | None]]) -> tuple[Attribution, ...]:
    found: dict[tuple[str, str | None], Attribution] = {}
    for source, via in sources:
        if source.strip():
            found.setdefault((source, via), _attributed(source=source[:300], via=via[:300] if via else None))
    return tuple(found.values())[:8]


def _evidence(spans: list[tuple[int, int]], length: int) -> tuple[Evidence, ...]:
    unique = sorted({(max(0, start), min(end, length)) for start, end in spans})
    return tuple(Evidence(start=start, end=end) for start, end in unique if end > start)[:40]


def _doubts(draft: Draft) -> tuple[Doubt, ...]:
    doubts = [_doubted(field=name, reason=reason) for name, reason in draft.doubts]
    if draft.weak:
        doubts.append(_doubted(field="status", reason="the words do not tell it outright"))
    return tuple(doubts)
