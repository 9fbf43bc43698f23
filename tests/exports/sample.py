"""A small dossier of hand-made reports: a journey that becomes known piece by piece, plans, a call, a statement."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from events.envelope import Draft
from events.model import AnyClaim, Curation, parse_event
from events.parts import Evidence
from events.sqlite_log import SqliteLog
from tests.projections.build import arrives, at, by, leaves, meets, person, says, visits
from tracker.article_store import ArticleStore
from tracker.articles import Article
from tracker.dossier import Dossier
from tracker.exports.subject import Choices, Subject
from tracker.projections.cutoff import Cutoff
from tracker.projections.views import Views

LOG_ID = "3f0e6f7a-58c1-4b0e-9a54-0d6f6c5e2b11"
DAY = date(2024, 5, 20)
SOLVEIG = person("Solveig Dahl", "NO", office="Ministerpräsidentin")
TOMAS = person("Tomás Reis", "PT", office="Präsident")
MINA = person("Mina Okafor", "NG", office="Außenministerin")
TEXTS = (
    Article(
        "Die norwegische Ministerpräsidentin Solveig Dahl ist am Montag nach Lissabon gereist. Sie flog mit einer "
        "Linienmaschine. Am Dienstag traf sie dort Präsident Tomás Reis.",
        name="abreise.md", title="Dahl reist nach Lissabon", outlet="Fjordblatt", url="https://fjordblatt.example/1",
        published="2024-05-07T08:00:00+02:00", language="de", retrieved="2024-05-07T06:30:00Z",
    ),
    Article(
        "Dahl sei schon am Sonntag aufgebrochen, hieß es in Lissabon. „Wir sprechen über Fisch & Wind“, sagte Reis.",
        name="korrektur.md", outlet="Tejo-Bote", published="2024-05-08", language="de",
        retrieved="2024-05-08T09:00:00Z",
    ),
)  # fmt: skip


def ticking() -> Callable[[], datetime]:
    """A clock that is a minute later each time."""
    now = datetime(2024, 5, 9, 12, tzinfo=UTC)

    def tick() -> datetime:
        nonlocal now
        now += timedelta(minutes=1)
        return now

    return tick


@dataclass
class Sample:
    """A dossier with a clock of its own; ids are e1, e2 …"""

    dossier: Dossier
    count: int = 0

    def report(self, event: AnyClaim | Curation, article: Article | None = None, words: str = "", **more: Any) -> str:
        """Record an event, of an article with the words that assert it or with a basis; returns its id."""
        self.count += 1
        if article is not None:
            start = article.text.index(words)
            event = event.model_copy(update={"evidence": (Evidence(start=start, end=start + len(words)),)})
            more = {"document": article.id, "published": article.published, **more}
        draft = Draft(
            event, "user:anna", **({"basis": "Anruf"} | more if article is None else more), id=f"e{self.count}"
        )
        self.dossier.log.append([draft])
        self.dossier.catch_up()
        return draft.id

    def subject(
        self,
        as_of: date = DAY,
        *,
        cutoff: Cutoff = Cutoff(),  # noqa: B008  (frozen)
        search: str | None = None,
        **choices: Any,
    ) -> Subject:
        """What an export is made of."""
        return Subject.of(self.dossier, cutoff, as_of, search=search, choices=Choices(**choices))


def empty(path: Path, log_id: str | None = LOG_ID) -> Sample:
    """A new dossier; its log has this id."""
    log = SqliteLog.open(path, create=True, clock=ticking())
    if log_id is not None:
        log.restore(log_id, [])
    articles = ArticleStore(log)
    articles.prepare()
    return Sample(Dossier(path, log, articles, Views.open(path.with_suffix(".views"), log, articles)))


def filled(path: Path) -> Sample:
    """The sample: what it holds is told by the calls below."""
    sample = empty(path)
    first, second = TEXTS
    for article, claims in ((first, 2), (second, 2)):
        sample.dossier.log.transaction(sample.dossier.articles.adding(article, claims))
    oslo, lisbon = at("Oslo", "NO"), at("Lissabon", "PT")
    sample.report(
        leaves(SOLVEIG, lisbon, "2024-05-06", origin=oslo, conveyance="aeroplane"),
        first,
        "Solveig Dahl ist am Montag nach Lissabon gereist. Sie flog mit einer Linienmaschine.",
    )
    sample.report(
        meets(SOLVEIG, TOMAS, day="2024-05-07", place=lisbon, topics=("Fischerei",)), first, "traf sie dort Präsident"
    )
    sample.report(
        leaves(SOLVEIG, lisbon, "2024-05-05", origin=oslo, attribution=by("Lissabonner Kreise")),
        second,
        "Dahl sei schon am Sonntag aufgebrochen",
    )
    sample.report(
        says(TOMAS, "Wir sprechen über Fisch & Wind", quote_kind="direct", statement_kind="inform"),
        second,
        "„Wir sprechen über Fisch & Wind“",
    )
    sample.report(arrives(SOLVEIG, lisbon, "2024-05-06"), published="2024-05-08")
    sample.report(leaves(SOLVEIG, oslo, "2024-05-09", origin=lisbon, leg_kind="return"), published="2024-05-10")
    sample.report(arrives(SOLVEIG, oslo, "2024-05-09"), published="2024-05-10")
    sample.report(
        meets(TOMAS, MINA, day="2024-06-03/..", text="ab dem 3. Juni", status="planned", place=at("Abuja", "NG")),
        published="2024-05-11",
    )
    sample.report(meets(SOLVEIG, MINA, day="2024-05-15", channel="telephone"), published="2024-05-15")
    called = sample.report(
        meets(SOLVEIG, MINA, TOMAS, day="2024-06-20", status="planned", event_name="Gipfel von Lomé"),
        published="2024-05-16",
    )
    change = {"path": "when.edtf", "old": "2024-06-20", "new": "2024-06-21"}
    sample.report(
        parse_event({"type": "correction", "target": called, "changes": [change], "reason": "coder_error"}),
    )
    sample.report(visits(MINA, at("Riga", "LV"), "2024-04", status="occurred"), published="2024-05-02")
    sample.report(
        meets(MINA, SOLVEIG, day="2024-05-30", place=oslo, status="cancelled", outcome="called_off"),
        published="2024-05-17",
    )
    return sample
