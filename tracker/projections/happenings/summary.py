"""One happening as a row: the values that lead, the counts of reports, outlets and origins, the badges."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tracker.projections.claims.facts import Facts, Participation, as_json, strings
from tracker.projections.claims.windows import width
from tracker.projections.happenings import values
from tracker.projections.happenings.credibility import credibility
from tracker.projections.happenings.grouping import Happening
from tracker.projections.happenings.state import state_of
from tracker.projections.knowledge import Knowledge

_ROLE_ORDER = {"chair": 0, "host": 1, "traveller": 2, "participant": 3, "inviter": 4, "speaker": 5, "addressee": 6}
_TOPICS = 8
AGAINST = frozenset({"denied", "cancelled"})
"""What a claim has for its status that says of a happening that it did not or will not take place."""
STAYED_AWAY = frozenset({"no_show", "downgraded"})
"""What became of a meeting where somebody who was awaited was not there."""
_EXCLUDING, _UNTOLD = ("from_path", "conveyance", "channel"), frozenset({None, "", "unknown"})
"""Fields of which two values exclude each other, and what says nothing of them."""


class Summary(NamedTuple):
    """A row of ``happenings``.

    ``state`` and ``day`` are those of `state.State`, ``base_…`` those that the happening's own claims give;
    ``parties``, ``topics``, ``badges`` are JSON; ``width`` is how many days the date leaves open; ``first_told`` is the
    day of the first report, ``sort_day`` the last day of the date or else that of the report, ``begins`` the first one
    or else that of the report; ``dated`` tells whether there is a date, ``differs`` whether its reports may contradict
    one another.
    """

    key: int
    id: str
    type: str
    state: str
    day: int
    base_state: str
    base_day: int
    title: str
    parties: str
    place: str | None
    place_country: str | None
    place_path: str
    place_hedge: str | None
    from_place: str | None
    from_country: str | None
    from_path: str
    when_text: str | None
    edtf: str | None
    earliest: str | None
    latest: str | None
    width: int
    format: str | None
    channel: str | None
    conveyance: str | None
    leg_kind: str | None
    visit_rank: str | None
    purpose: str
    level: str | None
    host: str | None
    topics: str
    reports: int
    outlets: int
    origins: int
    credibility: int
    badges: str
    first_told: str
    sort_day: str
    begins: str
    dated: int
    differs: int
    took_place: int


def summarise(happening: Happening, knowledge: Knowledge) -> Summary:
    """The row of a happening; one whose reports were all retracted keeps what they said, and no counts."""
    members: Sequence[Facts] = happening.members or happening.retracted
    first = min((*happening.members, *happening.retracted), key=lambda claim: claim.position)
    date, place = values.when(members), values.place(members)
    origin = values.origin(members) if first.type == "departure" else None
    earliest, latest, due = values.bounds_on_board(date, members)
    state = state_of(happening.members, due)
    parties = _parties(members, knowledge)
    dated = date.shown.claim if date else None
    moved = date is not None and date.shown.moved
    named = place.shown.claim if place else None
    left = origin.shown.claim if origin else None
    told = min(claim.told for claim in members)[0][:10]
    host = next((party for party in parties if party.role == "host"), None)
    return Summary(
        key=happening.key,
        id=first.id,
        type=members[0].type,
        state=state.name,
        day=state.day,
        base_state=state.name,
        base_day=state.day,
        title=_title(members, parties, named),
        parties=as_json(parties),
        place=named.place if named else None,
        place_country=named.place_country if named else None,
        place_path=named.place_path if named else "",
        place_hedge=named.place_hedge if named else None,
        from_place=left.from_place if left else None,
        from_country=left.from_country if left else None,
        from_path=left.from_path if left else "",
        when_text=(dated.new_text if moved else dated.when_text) if dated else None,
        edtf=(dated.new_edtf if moved else dated.edtf) if dated else None,
        earliest=earliest,
        latest=latest,
        width=width(earliest, latest),
        format=_leading(members, "format"),
        channel=_leading(members, "channel"),
        conveyance=_leading(members, "conveyance"),
        leg_kind=_leading(members, "leg_kind"),
        visit_rank=_leading(members, "visit_rank"),
        purpose=as_json(_gathered(strings(claim.purpose) for claim in members)),
        level=_meeting_level(parties, knowledge),
        host=host.name if host else None,
        topics=as_json(_gathered(claim.topic_list for claim in members)[:_TOPICS]),
        reports=len(happening.members),
        outlets=len({claim.outlet_key for claim in happening.members}),
        origins=len({claim.origin for claim in happening.members}),
        credibility=credibility(happening.members, (date, place)),
        badges=as_json(_badges(happening, (date, place, origin))),
        first_told=told,
        sort_day=latest or earliest or told,
        begins=earliest or latest or told,
        dated=int(bool(earliest or latest)),
        differs=int(_may_differ(happening.members, (date, place))),
        took_place=int(any(claim.took_place for claim in happening.members)),
    )


def _parties(members: Sequence[Facts], knowledge: Knowledge) -> list[Participation]:
    """Everybody whom a report names, once; the fullest name, an office where one is told, the weightiest role."""
    found: dict[str, Participation] = {}
    offices: dict[str, set[tuple[str, str]]] = {}
    naming: dict[str, Facts] = {}
    for claim in sorted(members, key=lambda claim: claim.told):
        naming.setdefault(claim.participants, claim)
    for claim in naming.values():
        for party in claim.parties:
            if party.office:
                offices.setdefault(party.key, set()).add((party.office, party.level))
            known = found.get(party.key)
            if known is None:
                found[party.key] = party
                continue
            weightier = _ROLE_ORDER[party.role] < _ROLE_ORDER[known.role]
            fuller = len(party.name) > len(known.name)
            found[party.key] = known._replace(
                name=party.name if fuller else known.name,
                country=known.country or party.country,
                role=party.role if weightier else known.role,
            )
    for key, told in offices.items():
        office, level = next(iter(told)) if len(told) == 1 else _office(members, key)
        found[key] = found[key]._replace(office=office, level=level)
    ordered = enumerate(found.values())
    return [p for _, p in sorted(ordered, key=lambda item: (_ROLE_ORDER[item[1].role], item[0]))]


def _office(members: Sequence[Facts], key: str) -> tuple[str, str]:
    """The office that leads among those which are told of an actor, and its level."""
    choice = values.office(members, key)
    assert choice is not None
    level = next(p.level for p in choice.shown.claim.parties if p.key == key and p.office)
    return choice.shown.text, level


def _title(members: Sequence[Facts], parties: Sequence[Participation], named: Facts | None) -> str:
    """The gathering's name, or the parties; a journey's goal behind them. No words, so that it needs no language."""
    event = next((claim.event_name for claim in reversed(members) if claim.event_name), None)
    principals = members[0].principal_keys.union(*(claim.principal_keys for claim in members))
    names = [party.name for party in parties if party.key in principals]
    if members[0].type == "summit":
        if event and len(names) != 2:
            return event
        return " · ".join(names[:4]) + (" …" if len(names) > 4 else "")
    who = " · ".join(names[:3])
    return f"{who} → {named.place}" if named and named.place else who


def _leading(members: Sequence[Facts], field: str) -> str | None:
    told = {text for claim in members if (text := getattr(claim, field))}
    if len(told) < 2:
        return next(iter(told), None)
    choice = values.plain(members, field)
    return choice.shown.text if choice else None


def _gathered(lists: Iterable[Iterable[str]]) -> list[str]:
    return list(dict.fromkeys(item for some in lists for item in some))


def _meeting_level(parties: Sequence[Participation], knowledge: Knowledge) -> str | None:
    """The lower of the sides' levels; a side is a state, or an actor of none, and has the level of its highest."""
    sides: dict[str, str] = {}
    for party in parties:
        if party.role in ("inviter", "speaker", "addressee"):
            continue
        side = party.country or party.key
        if side not in sides or knowledge.rank(party.level) < knowledge.rank(sides[side]):
            sides[side] = party.level
    return max(sides.values(), key=knowledge.rank) if sides else None


def _may_differ(members: Sequence[Facts], choices: Sequence[values.Choice | None]) -> bool:
    """Whether a contradiction is possible at all, so that most happenings need not be looked at for any."""
    return (
        any(choice is not None and choice.opposing for choice in choices)
        or any(claim.status in AGAINST or claim.outcome in STAYED_AWAY for claim in members)
        or any(len({getattr(claim, name) for claim in members} - _UNTOLD) > 1 for name in _EXCLUDING)
    )


def _badges(happening: Happening, fields: Sequence[values.Choice | None]) -> list[str]:
    kinds = {choice.kind for choice in fields if choice is not None}
    found: list[str] = [kind for kind in ("contradiction", "revision") if kind in kinds]
    if any(claim.corrected for claim in happening.members):
        found.append("corrected")
    if any(claim.new_from is not None or claim.outcome == "postponed" for claim in happening.members):
        found.append("rescheduled")
    return found
