"""One dossier: its log, its articles and its views; the door that the command line, the desk and exports use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from events.effective import effective_event, value_at
from events.envelope import SCHEMA, Draft, Recorded, instant, utc_now
from events.errors import DuplicateId, InvalidEvent, TrackerError
from events.log import ANY, Expected
from events.model import (
    CLAIM_TYPES,
    AnyClaim,
    Assess,
    CorrectionReason,
    Curation,
    Relation,
    RetractionReason,
    parse_event,
)
from events.sqlite_log import SqliteLog
from tracker.article_store import ArticleStore
from tracker.articles import Article
from tracker.locations import author, promoted_projections
from tracker.projections.cutoff import Cutoff
from tracker.projections.reader import ViewReader
from tracker.projections.views import Views

if TYPE_CHECKING:
    from tracker.parsing.happenings.finding import Finding


@dataclass(frozen=True, slots=True)
class Ingest:
    """What became of an article: ``known`` says that its text was in the dossier already and nothing was added."""

    article: Article
    known: bool
    recorded: tuple[Recorded, ...] = ()
    findings: tuple[Finding, ...] = ()


class Dossier:
    """An open dossier. Use it as a context manager, or call `close`."""

    def __init__(self, path: Path, log: SqliteLog, articles: ArticleStore, views: Views) -> None:
        self.path = path
        self.log = log
        self.articles = articles
        self.views = views

    @classmethod
    def open(cls, path: Path, *, create: bool = False, read_only: bool = False) -> Dossier:
        """Open the dossier at ``path``; its views lie beside it as ``NAME.views`` and follow the log.

        Args:
            create: make a new one where there is none.
            read_only: never write the dossier itself.

        Raises:
            TrackerError: the file is missing, no dossier, newer than this program, damaged or cannot be written.
        """
        log = SqliteLog.open(path, create=create, read_only=read_only)
        try:
            articles = ArticleStore(log)
            if not read_only:
                articles.prepare()
            views = Views.open(path.with_suffix(".views"), log, articles, promoted_in=promoted_projections())
        except BaseException:
            log.close()
            raise
        return cls(path, log, articles, views)

    def close(self) -> None:
        """Let go of all files."""
        self.views.close()
        self.log.close()

    def __enter__(self) -> Dossier:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # --- taking in -------------------------------------------------------------------------------------------------

    def ingest(self, article: Article) -> Ingest:
        """Parse an article and append its text and its events, all of it or nothing.

        An article whose text is in the dossier already adds nothing. The views follow at the next `catch_up`.
        """
        if self.articles.article(article.id) is not None:
            return Ingest(article, known=True)
        # Whoever only looks at a dossier does not wait for the parser to load.
        from tracker.parsing.parse import finding_ids, parse
        from tracker.parsing.recorder import recorder

        findings, author = tuple(parse(article)), recorder(article)
        drafts = [
            Draft(
                finding.event,
                recorded_by=author,
                document=article.id,
                published=article.published,
                id=id,
            )
            for id, finding in zip(finding_ids(article.id, findings), findings, strict=True)
        ]
        add = self.articles.adding(article, len(drafts))
        recorded: list[Recorded] = []
        try:
            if drafts:
                recorded = self.log.append(drafts, alongside=add)
            else:
                self.log.transaction(add)
        except DuplicateId:
            if self.articles.article(article.id) is None:
                raise
            # Another process took in the same text, dated otherwise, between our look and our append.
            return Ingest(article, known=True)
        return Ingest(article, known=False, recorded=tuple(recorded), findings=findings)

    def append(
        self,
        event: AnyClaim | Curation,
        *,
        by: str | None = None,
        basis: str | None = None,
        document: str | None = None,
        published: str | None = None,
        stream: str = "",
        expected: Expected = ANY,
    ) -> Recorded:
        """Append one event by hand; a claim needs a document or a basis.

        Raises:
            InvalidEvent: the document is not in the dossier, a span lies outside it, or a rule is broken.
            Conflict: others appended first.
        """
        if document is not None:
            self._check_evidence(event, document)
        draft = Draft(event, by or author(), document=document, basis=basis, published=published, stream=stream)
        return self.log.append([draft], expected)[0]

    def _check_evidence(self, event: AnyClaim | Curation, document: str) -> None:
        article = self.articles.article(document)
        if article is None:
            raise InvalidEvent(f"no article {document[:12]} in this dossier", where="document")
        for span in getattr(event, "evidence", ()):
            if span.end > len(article.text):
                raise InvalidEvent(
                    f"the span {span.start}–{span.end} lies outside the article ({len(article.text)} characters)",
                    where="evidence",
                )

    # --- curation --------------------------------------------------------------------------------------------------

    def retract(
        self,
        target: int | str,
        reason: RetractionReason,
        *,
        by: str | None = None,
        note: str | None = None,
        basis: str | None = None,
        published: str | None = None,
        expected: Expected = ANY,
    ) -> Recorded:
        """Take an event out of every view; retracting a retraction restores."""
        record = self.event(target)
        event = parse_event({"type": "retraction", "target": record.id, "reason": reason, "note": note})
        return self.append(event, by=by, basis=basis, published=published, stream=record.stream, expected=expected)

    def correct(
        self,
        target: int | str,
        changes: Mapping[str, Any],
        reason: CorrectionReason,
        *,
        old: Mapping[str, Any] | None = None,
        by: str | None = None,
        note: str | None = None,
        basis: str | None = None,
        published: str | None = None,
    ) -> Recorded:
        """Give fields of a claim new values.

        Args:
            changes: dotted path → new value ("when.edtf" → "2023-09-10").
            old: what the caller believes the values to be; by default what they are now.

        Raises:
            InvalidEvent: no such field, the value is the same, or the corrected event would break a rule.
            OutdatedCorrection: a value is no longer what the caller believed.
        """
        record = self.event(target)
        if record.type not in CLAIM_TYPES:
            raise InvalidEvent(f"#{record.position} is a {record.type}; only claims are corrected", where="target")
        current = self.effective(record)
        believed = old or {}
        pairs = [
            {"path": path, "old": believed[path] if path in believed else value_at(current, path), "new": new}
            for path, new in changes.items()
        ]
        fields = {"target": record.id, "changes": pairs, "reason": reason, "note": note}
        event = parse_event({"type": "correction", **fields})
        return self.append(event, by=by, basis=basis, published=published, stream=record.stream)

    def link(
        self, members: Sequence[int | str], relation: Relation = "same_happening", *, by: str | None = None
    ) -> Recorded:
        """Say that events belong together."""
        records = [self.event(member) for member in members]
        ids = [record.id for record in records]
        event = parse_event({"type": "link", "members": ids, "relation": relation})
        return self.append(event, by=by, stream=records[0].stream)

    def unlink(self, members: Sequence[int | str], *, reason: str | None = None, by: str | None = None) -> Recorded:
        """Say that events do not belong together."""
        records = [self.event(member) for member in members]
        ids = [record.id for record in records]
        event = parse_event({"type": "unlink", "members": ids, "reason": reason})
        return self.append(event, by=by, stream=records[0].stream)

    @contextmanager
    def rehearse(self, draft: Draft, as_of: date) -> Iterator[ViewReader]:
        """The views as they would be if a draft were appended now; nothing is recorded.

        Args:
            as_of: the day that decides what is lapsed, under way or fresh.

        Raises:
            InvalidEvent: the draft acts on an event that is not there.
            TrackerError: the views cannot be read.
        """
        head = self.log.head().position
        named = getattr(draft.event, "members", ()) or filter(None, [getattr(draft.event, "target", None)])
        for id in () if isinstance(draft.event, Assess) else named:
            self.event(id)
        record = Recorded(
            position=head + 1,
            id=draft.id,
            stream=draft.stream,
            version=0,
            recorded_at=instant(utc_now()),
            recorded_by=draft.recorded_by,
            schema=SCHEMA,
            document=draft.document,
            basis=draft.basis,
            published=draft.published,
            event=draft.event,
            hash="",
        )
        with self.views.rehearse(record, as_of) as after:
            yield after

    # --- looking ---------------------------------------------------------------------------------------------------

    def event(self, key: int | str) -> Recorded:
        """The event at a position (``42``, ``"42"``, ``"#42"``) or with an id.

        Raises:
            TrackerError: there is none.
        """
        found = self.log.get(key)
        if found is None and isinstance(key, str) and key.removeprefix("#").isdecimal():
            found = self.log.get(int(key.removeprefix("#")))
        if found is None:
            raise TrackerError(f"no event {key} in this dossier", remedy="tracker log lists them")
        return found

    def effective(self, record: Recorded) -> AnyClaim:
        """A claim as it stands after all corrections so far, whether retracted or not."""
        return effective_event(record, self.log.effects_on(record.id))

    def catch_up(self) -> int:
        """Let the views follow the log; returns how many events they took in."""
        return self.views.catch_up()

    def at(self, cutoff: Cutoff = Cutoff(), as_of: date | None = None) -> ViewReader:  # noqa: B008  (frozen)
        """The views as known at a cut-off.

        Args:
            as_of: the day that decides what is lapsed, under way or fresh; by default the cut-off's own day.
        """
        return self.views.at(cutoff, as_of or self.day_of(cutoff))

    def day_of(self, cutoff: Cutoff) -> date:
        """The day on which one stands at a cut-off: of the publication, of the recording, or today."""
        if cutoff.published is not None:
            return date.fromisoformat(cutoff.published[:10])
        if cutoff.position is not None and (record := self.log.get(cutoff.position)) is not None:
            return date.fromisoformat(record.recorded_at[:10])
        return datetime.now(UTC).date()
