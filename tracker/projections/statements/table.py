"""The projection ``statements``: one row for what somebody said, with its wordings and those who printed it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tracker.projections.claims.facts import Facts, strings
from tracker.projections.contract import Changes, Projection
from tracker.projections.happenings.component import load
from tracker.projections.knowledge import Knowledge
from tracker.projections.names import fold_text
from tracker.projections.ordering import Among, By, Run, Runs
from tracker.projections.replaced import replace
from tracker.projections.rows import StatementRow

_CHUNK = 2_000


class _Stored(NamedTuple):
    """A row of ``statements``; lists are JSON, ``rank`` is that of the speaker's level (0 the highest), ``said``
    the day on which it was made or else published."""

    key: int
    id: str
    published: str | None
    public_from: str
    rank: int
    day: str | None
    speaker: str
    speaker_key: str
    office: str | None
    country: str | None
    kind: str | None
    quote: str | None
    quote_kind: str | None
    variants: str
    addressees: str
    topics: str
    about: str | None
    on_record: str | None
    chain: str
    document: str | None
    outlet: str | None
    status: str
    reports: int
    outlets: int
    origins: int
    said: str


_INTEGERS = frozenset({"key", "rank", "reports", "outlets", "origins"})
_LISTS = frozenset({"variants", "addressees", "topics", "chain"})
_COLUMNS = ", ".join(
    f"{name} {'INTEGER' if name in _INTEGERS else 'TEXT'}{' PRIMARY KEY' if name == 'key' else ''}"
    for name in _Stored._fields
)


class Statements(Projection):
    """One row a statement; reports of the same words by the same speaker within three days are one."""

    name = "statements"
    version = 2
    needs = ("happenings",)
    tables = f"""
        CREATE TABLE statements ({_COLUMNS}) STRICT;
        CREATE INDEX statements_order ON statements (public_from DESC, rank, key);
        CREATE INDEX statements_said ON statements (said, status, country, key);
        CREATE INDEX statements_speaker ON statements (speaker_key, public_from);
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    def settle(self, db: sqlite3.Connection, changes: Changes) -> None:
        """Write the changed groups of statements anew."""
        changed = changes.of("happenings")
        for start in range(0, len(changed), _CHUNK):
            wanted = changed[start : start + _CHUNK]
            rows = db.execute(
                "SELECT m.key, m.claim FROM json_each(?) q CROSS JOIN happenings_members m ON m.key = q.value"
                " JOIN claims c ON c.position = m.claim WHERE m.retracted = 0 AND c.type = 'statement'",
                (json.dumps(list(wanted)),),
            )
            keys = {claim: key for key, claim in rows}
            groups: dict[int, list[Facts]] = {}
            for claim in load(db, keys):
                groups.setdefault(keys[claim.position], []).append(claim)
            ids = "SELECT position, id FROM claims WHERE position IN (SELECT value FROM json_each(?))"
            first = dict(db.execute(ids, (json.dumps(list(groups)),)))
            said = [self._summary(key, first[key], members) for key, members in sorted(groups.items())]
            replace(db, self.name, wanted, said)

    def _summary(self, key: int, id: str, members: Sequence[Facts]) -> _Stored:
        leading = min(members, key=lambda claim: (claim.quote_kind != "direct", -len(claim.quote or ""), claim.told))
        earliest = min(members, key=lambda claim: claim.told)
        speaker = next(party for party in leading.parties if party.role == "speaker")
        office = speaker.office or next(
            (p.office for claim in members for p in claim.parties if p.key == speaker.key and p.office), None
        )
        addressees = (p.name for claim in members for p in claim.parties if p.role == "addressee")
        relays = [name for name in (leading.source if leading.attributed else None, leading.via) if name]
        return _Stored(
            key=key,
            id=id,
            published=earliest.published,
            public_from=earliest.public_from,
            rank=self._knowledge.rank(speaker.level),
            day=leading.earliest,
            speaker=speaker.name,
            speaker_key=speaker.key,
            office=office,
            country=speaker.country,
            kind=_first(claim.statement_kind for claim in (leading, *members)),
            quote=leading.quote,
            quote_kind=leading.quote_kind,
            variants=_list(_variants(leading, members)),
            addressees=_list(addressees),
            topics=_list(topic for claim in members for topic in claim.topic_list),
            about=_first(claim.about for claim in (leading, *members)),
            on_record=_first(claim.on_record for claim in (leading, *members)),
            chain=_list(relays),
            document=leading.document,
            outlet=leading.outlet,
            status=leading.status,
            reports=len(members),
            outlets=len({claim.outlet_key for claim in members}),
            origins=len({claim.origin for claim in members}),
            said=(leading.earliest or earliest.public_from)[:10],
        )


def _variants(leading: Facts, members: Sequence[Facts]) -> Iterable[str]:
    """Other wordings, in the order in which they were told."""
    seen = {fold_text(leading.quote or "")}
    for claim in sorted(members, key=lambda claim: claim.told):
        if claim.quote and (words := fold_text(claim.quote)) not in seen:
            seen.add(words)
            yield claim.quote


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value), None)


def _list(values: Iterable[str]) -> str:
    return json.dumps(list(dict.fromkeys(values)), ensure_ascii=False)


def statement_order(db: sqlite3.Connection) -> Runs:
    """All statements: the newest publication first, within it the highest speaker."""
    order = (By("public_from", down=True), By("rank"), By("key"))
    return Runs(db, [Run("statements", "key", order, (Among("true"),))])


def statement_rows(db: sqlite3.Connection, keys: Sequence[int]) -> list[StatementRow]:
    """The rows of some statements, in the order of the keys."""
    wanted = json.dumps(list(keys))
    found = {
        row[0]: _Stored._make(row)
        for row in db.execute("SELECT * FROM statements WHERE key IN (SELECT value FROM json_each(?))", (wanted,))
    }
    return [_row(found[key]) for key in keys if key in found]


def _row(stored: _Stored) -> StatementRow:
    values = stored._asdict()
    del values["public_from"], values["rank"], values["said"]
    values.update({name: strings(values[name]) for name in _LISTS})
    return StatementRow(**values)
