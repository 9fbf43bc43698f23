"""Reading the views at one cut-off, as they are to be shown on one day."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from events.effective import effective_event, retracted
from events.model import AnyClaim, Claim
from tracker.projections.claims.curation import curation_of
from tracker.projections.concerned import Concerned
from tracker.projections.dossiers import meeting_dossiers
from tracker.projections.doubts import Doubtful, confirmed, doubtful, unread
from tracker.projections.explained import explained
from tracker.projections.reckoned_reader import ReckonedReader
from tracker.projections.rows import (
    EffectiveClaim,
    MeetingDossier,
    StatementRow,
)
from tracker.projections.statements.table import statement_rows
from tracker.projections.statements.told_of import told_of
from tracker.projections.subjects import SubjectReader
from tracker.projections.why import why
from tracker.projections.why_rows import WhyRow

_DOSSIERS = 100
"""Dossiers that are read at once."""


class ViewReader(ReckonedReader):
    """The views as known at a cut-off and looked at on a day; cheap to make, safe to use from any thread.

    It keeps showing the file that it was made for when a rebuild puts another in its place.

    Attributes:
        as_of: the day that decides what has lapsed, is under way, is fresh.
    """

    def meeting(self, id: str) -> MeetingDossier | None:
        """Everything about a happening, by its id or that of any of its reports; None where there is none."""
        key = self._key_of(id)
        return None if key is None else next(self.dossiers([key]), None)

    def dossiers(self, keys: Sequence[int]) -> Iterator[MeetingDossier]:
        """Everything about the happenings with these keys, in their order; what is gone meanwhile is left out."""
        for start in range(0, len(keys), _DOSSIERS):
            yield from self._dossiers(keys[start : start + _DOSSIERS])

    @explained
    def _dossiers(self, keys: Sequence[int]) -> list[MeetingDossier]:
        found = meeting_dossiers(
            self._db,
            keys,
            self.as_of,
            original=self._original,
            documents=self._documents,
            knowledge=self._knowledge,
        )
        return list(found)

    @explained
    def happening_of(self, event_id: str) -> str | None:
        """The id of the happening (or grouped statement) that a claim reports; None for an unknown claim."""
        row = self._db.execute(
            "SELECT f.id FROM claims c JOIN happenings_members m ON m.claim = c.position"
            " JOIN claims f ON f.position = m.key WHERE c.id = ?",
            (event_id,),
        ).fetchone()
        return str(row[0]) if row else None

    @explained
    def claims_holding(self, words: str) -> frozenset[int]:
        """The positions of the claims that stand and hold all of the words, in any spelling that is known."""
        from tracker.projections.filtering import claims_holding

        return claims_holding(self._db, words, self._knowledge)

    @explained
    def source_of(self, event_id: str) -> str | None:
        """The key under which the source of a claim is counted (`SourceRow.id`); None for an unknown claim."""
        row = self._db.execute("SELECT origin FROM claims WHERE id = ?", (event_id,)).fetchone()
        return str(row[0]) if row else None

    @explained
    def effective(self, event_id: str) -> AnyClaim | None:
        """A claim after its corrections; None if it is retracted, or not known at this cut-off."""
        row = self._db.execute("SELECT retracted FROM claims WHERE id = ?", (event_id,)).fetchone()
        record = self._original(event_id) if row else None
        if record is None or not isinstance(record.event, Claim):
            return None
        curation = curation_of(self._db, event_id, self._original)
        return None if event_id in retracted(curation) else effective_event(record, curation)

    @explained
    def events_of(self, document_id: str) -> list[EffectiveClaim]:
        """The effective claims of an article, in log order; retracted ones are left out."""
        rows = self._db.execute(
            "SELECT c.id, c.position, c.corrected, f.id, m.key FROM claims c"
            " LEFT JOIN happenings_members m ON m.claim = c.position LEFT JOIN claims f ON f.position = m.key"
            " WHERE c.document = ? AND c.retracted = 0 ORDER BY c.position",
            (document_id,),
        ).fetchall()
        found = []
        for event_id, position, corrected, happening, key in rows:
            event = self.effective(event_id)
            if event is not None:
                found.append(EffectiveClaim(position, event_id, event, bool(corrected), happening, key))
        return found

    @explained
    def doubtful(self, *, newest: int = -1) -> list[Doubtful]:
        """The claims of which the parser was not sure and that no hand has touched yet, the newest first.

        Args:
            newest: look only at so many doubtful claims; -1 for all.
        """
        return doubtful(self._db, self._original, newest)

    @explained
    def unread(self, articles: Collection[str] | None = None) -> dict[str, int]:
        """How many parsed claims of each article no hand has confirmed, corrected or rejected yet.

        Args:
            articles: ids of those that are looked at; None for all.
        """
        return unread(self._db, self._original, articles)

    @explained
    def confirmed(self) -> frozenset[str]:
        """Ids of the claims whose reading a hand has confirmed."""
        return confirmed(self._db, self._original)

    def concerned(self) -> Concerned:
        """The happenings by what concerns them."""
        return Concerned(self._connection)

    def subjects(self) -> SubjectReader:
        """What the views hold of one person, state, place, pair or source."""
        return SubjectReader(self._connection, self.as_of, original=self._original, knowledge=self._knowledge)

    @explained
    def told_of(self, statement: str | None = None) -> list[tuple[str, str]]:
        """Ids of statements with those of the happenings that they tell of; of one statement, or of all."""
        if statement is None:
            told = told_of(self._db)
        else:
            key = self._key_of(statement)
            members = self._db.execute("SELECT claim FROM happenings_members WHERE key = ?", (key,))
            told = told_of(self._db, "statement", [row[0] for row in members])
        ids = "SELECT f.id FROM claims f WHERE f.position = ?"
        group = "SELECT f.id FROM happenings_members m JOIN claims f ON f.position = m.key WHERE m.claim = ?"
        pairs = {
            (self._db.execute(group, (claim,)).fetchone()[0], self._db.execute(ids, (key,)).fetchone()[0])
            for claim, key in told
        }
        return sorted(pairs)

    @explained
    def statement_row(self, id: str) -> StatementRow | None:
        """The row of a statement, by its id or that of any of its reports; None where there is none."""
        key = self._key_of(id)
        return None if key is None else next(iter(statement_rows(self._db, [key])), None)

    @explained
    def why(self, id: str) -> WhyRow | None:
        """Why a happening reads as it does, by its id or that of any of its reports; None where none stands."""
        key = self._key_of(id)
        return None if key is None else why(self._db, key, self.as_of, self._original)

    def _key_of(self, id: str) -> int | None:
        row = self._db.execute(
            "SELECT m.key FROM claims c JOIN happenings_members m ON m.claim = c.position WHERE c.id = ?", (id,)
        ).fetchone()
        return None if row is None else int(row[0])
