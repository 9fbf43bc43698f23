"""Watches: look at what was appended since the last look, and find what somebody wants to hear of.

A reaction, not a projection (DESIGN): it has its own checkpoint, follows behind the views, and no replay calls it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from events.envelope import Recorded
from events.model import Claim, Statement
from tracker.config import Watch
from tracker.dossier import Dossier
from tracker.projections.cutoff import Cutoff
from tracker.projections.knowledge import Actor, seeded
from tracker.projections.reader import ViewReader
from tracker.projections.rows import MeetingDossier, MeetingRow
from tracker.summaries import plain, summary
from tracker.watches.store import Hit, WatchStore, now_text
from tracker.wording import label
from tracker.wording.dates import edtf_words

_PAGE = 2_000
_OVERDUE = "lapsed"
_DEEPEST = 10
_STOCK = (":overdue", "")  # marks that stock was taken; no watch is called so


def look(dossier: Dossier, watches: Sequence[Watch], store: WatchStore, today: date) -> int:
    """Let every watch look at what it has not seen; returns how many hits were found and kept.

    A new watch begins with what comes from now on.
    """
    head = dossier.log.head().position
    dossier.catch_up()
    found = 0
    known = [(store.position(watch.name, conditions(watch)), watch) for watch in watches]
    store.advance([(watch.name, conditions(watch)) for position, watch in known if position is None], head, [])
    waiting = sorted(
        ((position, watch) for position, watch in known if position is not None and position < head),
        key=lambda pair: pair[0],
    )
    for position, group in groupby(waiting, key=lambda pair: pair[0]):
        of_group = [watch for _, watch in group]
        while position < head:
            until = min(position + _PAGE, head)
            records = list(dossier.log.read(position, until))
            hits = list(_hits(dossier, dossier.at(Cutoff(), today), records, of_group, position))
            store.advance([(watch.name, conditions(watch)) for watch in of_group], until, hits)
            position, found = until, found + len(hits)
    return found


def overdue(dossier: Dossier, watches: Sequence[Watch], store: WatchStore, today: date) -> int:
    """How many announced happenings have lapsed since the last look; those that a watch waits for become hits.

    The first look only takes stock.
    """
    dossier.catch_up()
    reader = dossier.at(Cutoff(), today)
    lapsed = (row for row in reader.all("happenings", search=f"status:{_OVERDUE}") if isinstance(row, MeetingRow))
    keys = {row.id: row.key for row in lapsed}
    new = store.newly_overdue(list(keys))
    if store.position(*_STOCK) is None:
        store.advance([_STOCK], 0, [])
        return 0
    hits = []
    waiting = [watch for watch in watches if watch.state == _OVERDUE]
    for found in reader.dossiers([keys[id] for id in new]) if waiting else ():
        for watch in waiting:
            if _describes(watch, found.row):
                position = max(report.position for report in found.reports)
                hits.append(Hit(0, watch.name, found.row.id, position, now_text(), _line(found.row)))
    store.advance([], 0, hits)
    return len(new)


def conditions(watch: Watch) -> str:
    """Changes when what a watch waits for does, not when it is told in another way."""
    asked = watch.model_dump_json(include={"who", "place", "type", "state", "contradiction"})
    return hashlib.sha256(asked.encode()).hexdigest()[:16]


def _hits(
    dossier: Dossier, reader: ViewReader, records: Sequence[Recorded], watches: Sequence[Watch], since: int
) -> Iterator[Hit]:
    touched: dict[str, int] = {}
    for record in records:
        for claim in _claims_of(record, dossier):
            happening = reader.happening_of(claim)
            if happening is not None:
                touched[happening] = record.position
        if isinstance(record.event, Statement):
            for watch in watches:
                if _wants_statement(watch, record.event):
                    id = reader.happening_of(record.id) or record.id
                    yield Hit(0, watch.name, id, record.position, now_text(), plain(summary(record.event), 300))
    for happening, position in touched.items():
        found = reader.meeting(happening)
        if found is None:
            continue
        for watch in watches:
            cause = _cause(watch, found, since, position)
            if cause is not None and _describes(watch, found.row):
                yield Hit(0, watch.name, found.row.id, cause, now_text(), _line(found.row))


def _claims_of(record: Recorded, dossier: Dossier) -> tuple[str, ...]:
    """The claims of happenings that an event is, or acts on; retracting a retraction acts on what it restores."""
    for _ in range(_DEEPEST):
        if isinstance(record.event, Claim):
            return (record.id,) if not isinstance(record.event, Statement) else ()
        members = getattr(record.event, "members", None)
        target = getattr(record.event, "target", None)
        if members or not target:
            return tuple(members or ())
        below = dossier.log.get(target)
        if below is None:
            return (target,)
        record = below
    return ()


def _cause(watch: Watch, found: MeetingDossier, since: int, touched: int) -> int | None:
    """The position of the event that makes a happening a hit; None where nothing does."""
    cause = touched
    if watch.state is not None:
        turns = [
            turn.position
            for turn in found.history
            if turn.state == watch.state and turn.position is not None and turn.position > since
        ]
        if not turns or found.row.state != watch.state:
            return None
        cause = max(turns)
    if watch.contradiction:
        values = [
            value.position
            for field in found.fields
            if field.contradiction == "contradiction"
            for value in (field.shown, *field.alternatives)
            if value.position > since
        ]
        if not values:
            return None
        cause = max(cause, *values) if watch.state is not None else max(values)
    return cause


def _describes(watch: Watch, row: MeetingRow) -> bool:
    if watch.type is not None and watch.type != row.type:
        return False
    parties = [(party.key, party.name, party.country) for party in row.parties]
    if not all(_is_among(name, parties) for name in watch.who):
        return False
    return watch.place is None or _is_place(watch.place, row.place, row.place_country)


def _wants_statement(watch: Watch, statement: Statement) -> bool:
    if watch.type not in (None, "statement") or watch.place or watch.state or watch.contradiction:
        return False
    parties = [
        (known.key if (known := _actor(one.name)) else "", one.name, one.country) for one in statement.participants
    ]
    return all(_is_among(name, parties) for name in watch.who)


def _is_among(name: str, parties: Sequence[tuple[str, str, str | None]]) -> bool:
    """Whether a name means one of the parties: by what it is known as, by its letters, or as a party's state."""
    actor = _actor(name)
    return any(
        party_name.casefold() == name.casefold()
        or (actor is not None and (key == actor.key or (actor.kind == "state" and country == actor.country)))
        for key, party_name, country in parties
    )


def _is_place(name: str, place: str | None, country: str | None) -> bool:
    actor = _actor(name)
    if actor is not None and actor.kind == "state" and actor.country is not None and actor.country == country:
        return True
    return place is not None and place.casefold() == name.casefold()


def _actor(name: str) -> Actor | None:
    return seeded().known(name)


def _line(row: MeetingRow) -> str:
    parts = [row.title, row.place or "", edtf_words(row.edtf) if row.edtf else row.when_text or ""]
    return plain(" · ".join(part for part in (*parts, label("state", row.state)) if part), 300)
