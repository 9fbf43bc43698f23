"""Short ways to write logs down in tests: events, records, articles, and views over them."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any

import seeds
from events.effective import effective_event, value_at
from events.envelope import Draft, Recorded
from events.judgement import Grade, Preference
from events.model import (
    AnyClaim,
    Arrival,
    Assess,
    Change,
    Correction,
    Coverage,
    Curation,
    Departure,
    Identity,
    Link,
    Retraction,
    Statement,
    Summit,
    Unlink,
    Visit,
)
from events.parts import Attribution, Participant, Place
from events.when import When
from tests.log.memory_log import MemoryLog
from tracker.projections.contract import Projection
from tracker.projections.cutoff import Cutoff
from tracker.projections.documents import Document
from tracker.projections.fold import Fold
from tracker.projections.knowledge import Knowledge
from tracker.projections.past import Past
from tracker.projections.reader import ViewReader
from tracker.projections.rows import MeetingRow
from tracker.projections.standard import standard


def person(name: str, country: str | None = None, role: str = "participant", **more: Any) -> Participant:
    return Participant.model_validate({"name": name, "country": country, "role": role, **more})


def at(name: str, country: str | None = None, **more: Any) -> Place:
    return Place(name=name, country=country, **more)


def when(edtf: str | None, text: str | None = None) -> When:
    return When(edtf=edtf, text=text or edtf)


def by(source: str, via: str | None = None) -> tuple[Attribution, ...]:
    return (Attribution(source=source, via=via),)


def meets(*parties: Participant, day: str | None = None, text: str | None = None, **more: Any) -> Summit:
    return Summit(participants=parties, when=when(day, text) if day or text else None, **more)


def _journey(kind: Any, who: Participant, place: Place | None, day: str | None, more: dict[str, Any]) -> Any:
    others = more.pop("others", ())
    traveller = who.model_copy(update={"role": "traveller"})
    return kind(participants=(traveller, *others), place=place, when=when(day) if day else None, **more)


def leaves(who: Participant, place: Place | None = None, day: str | None = None, **more: Any) -> Departure:
    return _journey(Departure, who, place, day, more)


def arrives(who: Participant, place: Place, day: str | None = None, **more: Any) -> Arrival:
    return _journey(Arrival, who, place, day, more)


def visits(who: Participant, place: Place, day: str | None = None, **more: Any) -> Visit:
    return _journey(Visit, who, place, day, more)


def says(who: Participant, quote: str | None, *, to: Participant | None = None, **more: Any) -> Statement:
    speaker = who.model_copy(update={"role": "speaker"})
    addressee = (to.model_copy(update={"role": "addressee"}),) if to else ()
    return Statement(participants=(speaker, *addressee), quote=quote, **more)


@dataclass
class Shelf:
    """Articles at hand: outlet and text by id."""

    articles: dict[str, tuple[str | None, str]] = field(default_factory=dict)

    def get(self, document_id: str) -> Document | None:
        found = self.articles.get(document_id)
        return Document(document_id, found[0]) if found else None

    def quote(self, document_id: str, start: int, end: int) -> str:
        found = self.articles.get(document_id)
        return found[1][start:end] if found else ""


class Story:
    """A log in memory, written down report by report, an event a minute; ids are e1, e2 …"""

    def __init__(self) -> None:
        self.shelf = Shelf()
        self._clock = datetime(2024, 4, 1, tzinfo=UTC)
        self.log = MemoryLog(self._tick)

    def _tick(self) -> datetime:
        self._clock += timedelta(minutes=1)
        return self._clock

    def report(
        self,
        event: AnyClaim,
        published: str | None = "2024-03-01",
        outlet: str | None = "Blatt",
        *,
        text: str = "",
        document: str | None = None,
        by: str = "user:test",
    ) -> str:
        """A claim from an article of an outlet (None: by hand, from a call); its id."""
        if outlet is None:
            return self._append(event, None, "ein Anruf", published)
        name = document or f"{outlet} {published} {hashlib.sha256(text.encode()).hexdigest()[:8]}"
        self.shelf.articles.setdefault(name, (outlet, text))
        return self._append(event, name, None, published, by)

    def curate(self, event: Curation, published: str | None = None) -> str:
        """A curation event; its id."""
        return self._append(event, None, None, published)

    def retract(self, target: str, published: str | None = None) -> str:
        return self.curate(Retraction(target=target, reason="not_in_text"), published)

    def correct(self, target: str, path: str, new: Any, published: str | None = None) -> str:
        """A correction of what the claim says now."""
        record = self.log.get(target)
        assert record is not None
        old = value_at(effective_event(record, self.log.read()), path)
        changes = (Change(path=path, old=old, new=new),)
        return self.curate(Correction(target=target, changes=changes, reason="source_corrected"), published)

    def link(self, *members: str, relation: Any = "same_happening") -> str:
        return self.curate(Link(members=members, relation=relation))

    def unlink(self, *members: str) -> str:
        return self.curate(Unlink(members=members))

    def assess(self, target: str, **more: Any) -> str:
        return self.curate(Assess(target=target, author="R. Vik", rationale="Erfahrung", **more))

    def grade(self, source: str, reliability: Any, subject: str | None = None) -> str:
        return self.assess(source, grade=Grade(reliability=reliability, subject=subject))

    def prefer(self, claim: str, field: str) -> str:
        return self.assess(claim, prefer=Preference(claim=claim, field=field))

    def identity(self, *names: str, **more: Any) -> str:
        return self.curate(Identity(names=names, **more))

    def cover(self, period: str, *subjects: str) -> str:
        """A declaration that nothing is missing."""
        event = Coverage(subjects=subjects, period=period, complete=True)
        return self._append(event, None, "das Archiv der Pressestelle", None)

    def _append(
        self, event: Any, document: str | None, basis: str | None, published: str | None, by: str = "user:test"
    ) -> str:
        id = f"e{self.log.head().position + 1}"
        self.log.append([Draft(event, by, document=document, basis=basis, published=published, id=id)])
        return id

    # --- views over it ---------------------------------------------------------------------------------------------

    def projections(self) -> list[Projection]:
        return standard(self.log.get, self.shelf, KNOWLEDGE)

    def fold(self, records: Iterable[Recorded] | None = None, batch: int = 1_000_000) -> sqlite3.Connection:
        """A database with everything folded, so many records at a time."""
        db = sqlite3.connect(":memory:", isolation_level=None)
        fold = Fold(db, self.projections())
        fold.create(fold.outdated())
        rest = iter(self.log.read() if records is None else records)
        while some := list(islice(rest, batch)):
            fold.apply(some)
        return db

    def seen(self, as_of: str, cutoff: Cutoff | None = None) -> ViewReader:
        """The views on a day, at a cut-off."""
        wanted = cutoff or Cutoff(position=self.log.head().position)
        past = Past(self.log, self.projections)
        return ViewReader(
            lambda: past.at(wanted),
            date.fromisoformat(as_of),
            original=self.log.get,
            documents=self.shelf,
            knowledge=KNOWLEDGE,
        )

    def happening(self, id: str, as_of: str = "2024-03-10", cutoff: Cutoff | None = None) -> MeetingRow:
        """The row of the happening that a report belongs to."""
        dossier = self.seen(as_of, cutoff).meeting(id)
        assert dossier is not None
        return dossier.row


def dump(db: sqlite3.Connection) -> dict[str, list[tuple[Any, ...]]]:
    """All tables in the order of their columns; of the search, whose entries have no order, the words of each claim."""
    names = db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    tables = [name for (name,) in names if not name.startswith("search")]
    rows = {table: sorted(db.execute(f'SELECT * FROM "{table}"').fetchall(), key=repr) for table in tables}
    return rows | {"search": indexed_words(db)}


def indexed_words(db: sqlite3.Connection) -> list[tuple[Any, ...]]:
    """By which words each claim is found, as the full-text index has them."""
    db.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.indexed USING fts5vocab(main, search, instance)")
    return db.execute(
        "SELECT DISTINCT e.position, i.term FROM temp.indexed i JOIN search_entries e ON e.entry = i.doc ORDER BY 1, 2"
    ).fetchall()


def _knowledge() -> Knowledge:
    """A small world: three states, their heads, a few places; two agencies, of which one is a state's."""
    people = (
        seeds.Person("anna-berg", "Anna Berg", "Anna Berg", "Berg", ("Anna Björk Berg",), "NO", "f"),
        seeds.Person("luc-moreau", "Luc Moreau", "Luc Moreau", "Moreau", ("Luk Moro",), "FR", "m"),
        seeds.Person("joy-otieno", "Joy Otieno", "Joy Otieno", "Otieno", (), "KE", "f"),
    )
    offices = (
        seeds.Office("anna-berg", "head_of_government", "Ministerpräsidentin", "Prime Minister", "NO", "", ""),
        seeds.Office("luc-moreau", "head_of_state", "Präsident", "President", "FR", "", ""),
        seeds.Office("joy-otieno", "foreign_minister", "Außenministerin", "Foreign Minister", "KE", "", ""),
    )
    organisations = (
        seeds.Organisation("storting", "Storting", "Storting", (), "parliament", "NO", "oslo", False, False),
        seeds.Organisation("elysee", "Élysée", "Élysée", ("Elysee-Palast",), "government", "FR", "paris", True, False),
        seeds.Organisation("ntb", "NTB", "NTB", (), "agency", "NO", "oslo", False, False),
        seeds.Organisation("kcna", "KCNA", "KCNA", (), "agency", "KE", "nairobi", False, False),
    )
    places = (
        seeds.PlaceEntry("oslo", "Oslo", "Oslo", (), "NO", "capital", "", None, None, False),
        seeds.PlaceEntry("paris", "Paris", "Paris", (), "FR", "capital", "seine", None, None, False),
        seeds.PlaceEntry("seine", "Seine-Region", "Seine region", (), "FR", "region", "", None, None, False),
        seeds.PlaceEntry("lyon", "Lyon", "Lyons", ("Lyons",), "FR", "city", "", None, None, False),
        seeds.PlaceEntry("nairobi", "Nairobi", "Nairobi", (), "KE", "capital", "", None, None, False),
    )
    return Knowledge(people, offices, organisations, seeds.countries(), places)


KNOWLEDGE = _knowledge()
BERG = person("Anna Berg", "NO")
MOREAU = person("Luc Moreau", "FR")
OTIENO = person("Joy Otieno", "KE")
OSLO, PARIS, LYON, NAIROBI = at("Oslo", "NO"), at("Paris", "FR"), at("Lyon", "FR"), at("Nairobi", "KE")
