"""From an event as it stands after corrections to the facts that the views need: names resolved, source assessed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from datetime import date
from typing import TypeVar

from events.envelope import Recorded, public_from
from events.model import AnyClaim, Claim, Departure, Statement, Summit, Visit
from events.parts import Participant, Place
from tracker.projections.claims.facts import Facts, Participation, listed
from tracker.projections.claims.grades import Grades
from tracker.projections.claims.identities import Identities
from tracker.projections.claims.link_key import LinkKey, spans_of
from tracker.projections.claims.origins import DocumentOrigins
from tracker.projections.claims.windows import ordinal, window
from tracker.projections.knowledge import Knowledge
from tracker.projections.names import fold

K = TypeVar("K")
V = TypeVar("V")
_REMEMBERED = 2_000
_PRINCIPAL_ROLES = {
    "departure": frozenset({"traveller"}),
    "arrival": frozenset({"traveller"}),
    "visit": frozenset({"traveller"}),
    "summit": frozenset({"traveller", "host", "participant", "chair"}),
    "statement": frozenset({"speaker"}),
}


class Resolver:
    """Turns claims into facts, with one database's identities and articles."""

    def __init__(self, knowledge: Knowledge, identities: Identities, grades: Grades, origins: DocumentOrigins) -> None:
        self.identities = identities
        self.grades = grades
        self._knowledge = knowledge
        self._origins = origins
        self._parties: dict[tuple[object, ...], Participation] = {}
        self._lists: dict[tuple[Participation, ...], str] = {}
        self._paths: dict[tuple[object, ...], str] = {}

    def facts(
        self,
        db: sqlite3.Connection,
        record: Recorded,
        event: AnyClaim,
        *,
        retracted: bool = False,
        corrected: str = "",
        preferred: str = "",
    ) -> Facts:
        """The facts of a claim.

        Args:
            db: where articles met for the first time are noted.
            record: the envelope.
            event: the event after corrections.
            retracted: whether it was taken back.
            corrected: the top-level fields that were corrected, joined by "|"; "" for none.
            preferred: the fields whose value the analyst prefers (see `Facts`).
        """
        told_on = ordinal((record.published or record.recorded_at)[:10])
        span = event.when.span if event.when else None
        day = span.earliest.toordinal() if span and span.earliest else told_on
        parties = tuple(self._party(participant, day) for participant in event.participants)
        outlet, source, origin, via = self._source(db, record, event)
        in_time = window(event.status, event.when, told_on)
        moved = window(event.status, event.new_when, told_on, moved_to=True) if event.new_when else None
        new_span = event.new_when.span if event.new_when else None
        summit = event if isinstance(event, Summit) else None
        statement = event if isinstance(event, Statement) else None
        principals = dict.fromkeys(p.key for p in parties if p.role in _PRINCIPAL_ROLES[event.type])
        public = record.public_from or public_from(record.recorded_at)
        place_path, from_path = self._path(event.place, day), self._path(event.origin, day)
        joined = "|".join(sorted(principals))
        hedged = event.place is not None and event.place.hedge is not None
        event_key = fold(summit.event_name) if summit and summit.event_name else ""
        key = LinkKey(
            type=event.type,
            principals=joined,
            spans=spans_of(event.type, public, in_time, moved),
            plan=event.status not in ("occurred", "ongoing"),
            place_path="" if hedged else place_path,
            from_path=from_path,
            format=summit.format if summit else None,
            channel=summit.channel if summit else None,
            event_key=event_key,
            edition=summit.edition if summit else None,
            leg_kind=event.leg_kind if isinstance(event, Departure) else None,
            quote=statement.quote if statement else None,
        )
        return Facts(
            position=record.position,
            kin=key.kin,
            id=record.id,
            type=event.type,
            status=event.status,
            outcome=event.outcome,
            retracted=int(retracted),
            corrected=corrected,
            document=record.document,
            outlet=outlet,
            published=record.published,
            public_from=public,
            recorded_at=record.recorded_at,
            recorded_by=record.recorded_by,
            edtf=event.when.edtf if event.when else None,
            when_text=event.when.text if event.when else None,
            part_of_day=event.when.part_of_day if event.when else None,
            earliest=_iso(span.earliest) if span else None,
            latest=_iso(span.latest) if span else None,
            link_from=in_time.start,
            link_to=in_time.end,
            due=moved.due if moved else in_time.due,
            new_edtf=event.new_when.edtf if event.new_when else None,
            new_text=event.new_when.text if event.new_when else None,
            new_earliest=_iso(new_span.earliest) if new_span else None,
            new_latest=_iso(new_span.latest) if new_span else None,
            new_from=moved.start if moved else None,
            new_to=moved.end if moved else None,
            place=event.place.name if event.place else None,
            place_country=event.place.country if event.place else None,
            place_path=place_path,
            place_hedge=event.place.hedge if event.place else None,
            from_place=event.origin.name if event.origin else None,
            from_country=event.origin.country if event.origin else None,
            from_path=from_path,
            source=source,
            origin=origin,
            via=via,
            attributed=int(bool(event.attribution)),
            party=int(self._is_party(source, parties)),
            reliability=self.grades.reliability(origin, (party.key for party in parties)),
            preferred=preferred,
            hedge=event.hedge,
            principals=joined,
            participants=_remembered(self._lists, parties, lambda: json.dumps(parties, ensure_ascii=False)),
            format=key.format,
            channel=key.channel,
            event_name=summit.event_name if summit else None,
            event_key=event_key,
            edition=key.edition,
            conveyance=event.conveyance,
            leg_kind=key.leg_kind,
            visit_rank=event.visit_rank if isinstance(event, Visit) else None,
            topics=listed(event.topics),
            purpose=listed(event.purpose),
            quote=key.quote,
            quote_kind=statement.quote_kind if statement else None,
            statement_kind=statement.statement_kind if statement else None,
            about=statement.about if statement else None,
            on_record=statement.on_record if statement else None,
            evidence=f"[{','.join(f'[{span.start},{span.end}]' for span in event.evidence)}]",
        )

    def key_of_source(self, name: str) -> str:
        """The key under which a source is counted and graded."""
        return self._origins.source_key(name)

    def _party(self, participant: Participant, day: int) -> Participation:
        if not self.identities.empty:
            return self._resolved(participant, day)
        p, dated = participant, day if self._knowledge.depends_on_day(participant.name) else 0
        key = (p.name, p.kind, p.country, p.role, p.office, p.actor_id, dated)
        return _remembered(self._parties, key, lambda: self._resolved(participant, day))

    def _resolved(self, participant: Participant, day: int) -> Participation:
        name, kind, country, office = participant.name, participant.kind, participant.country, participant.office
        on = date.fromordinal(day)
        decided, key = self.identities.actor(name, day)
        if not decided and participant.actor_id:
            key = participant.actor_id
        if key is None:
            key = fold(name) if decided else self._knowledge.actor(name, kind, country, office, on)
        level = self._knowledge.level(office, kind, key, on if self._knowledge.depends_on_day(name) else None)
        return Participation(key.replace("|", "/"), name, kind, country, participant.role, office, level)

    def _path(self, place: Place | None, day: int) -> str:
        if place is None:
            return ""
        if not self.identities.empty:
            return self._resolved_path(place, day)
        key = (place.name, place.country, place.place_id, place.within)
        return _remembered(self._paths, key, lambda: self._resolved_path(place, day))

    def _resolved_path(self, place: Place, day: int) -> str:
        decided, key = self.identities.place(place.name, day)
        if not decided and place.place_id:
            key = place.place_id
        if key is not None:
            path = self._knowledge.path_of(key, place.country)
        else:
            path = self._knowledge.place(place.name, place.country, place.within)
        return "|".join(step.replace("|", "/") for step in path)

    def _source(
        self, db: sqlite3.Connection, record: Recorded, event: Claim
    ) -> tuple[str | None, str, str, str | None]:
        """Outlet, who vouches (as worded), the key to count it by, and through whom it came."""
        outlet, source, key = None, "", ""
        if record.document:
            behind = self._origins.of(db, record.document, record.position)
            outlet, source, key = behind.outlet, behind.source, behind.key
        else:
            source = record.basis or record.recorded_by
            key = self._origins.source_key(source)
        if event.attribution:
            root = event.attribution[0]
            return outlet, root.source, self._origins.source_key(root.source), root.via
        return outlet, source, key, None

    def _is_party(self, source: str, parties: tuple[Participation, ...]) -> bool:
        state = self._knowledge.speaks_for(source) if source else None
        return state is not None and any(party.country == state for party in parties)


def _remembered(known: dict[K, V], key: K, make: Callable[[], V]) -> V:
    """What was made for a key before; forgets all when there are too many."""
    found = known.get(key)
    if found is None:
        if len(known) >= _REMEMBERED:
            known.clear()
        found = known[key] = make()
    return found


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
