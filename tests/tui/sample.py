"""A small dossier of invented reports: every state of a meeting, two sources that differ, a text that is hostile."""

from __future__ import annotations

import atexit
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from events.envelope import Draft, Recorded
from events.model import parse_event
from events.sqlite_log import SqliteLog
from tracker.article_store import ArticleStore
from tracker.articles import Article
from tracker.dossier import Dossier
from tracker.projections.views import Views

NOW = datetime(2024, 5, 20, 12, 0, tzinfo=UTC)
"""The moment at which the tests sit at the desk."""

PARSER = "parser:sample@1"


@dataclass(frozen=True)
class Told:
    """A claim, and the words of the article that assert it."""

    words: str
    event: dict[str, Any]


def person(name: str, country: str, role: str = "participant", office: str | None = None) -> dict[str, Any]:
    return {"name": name, "country": country, "role": role, "office": office}


def place(name: str, country: str, hedge: str | None = None) -> dict[str, Any]:
    return {"name": name, "country": country, "hedge": hedge}


HALVORSEN = ("Astrid Halvorsen", "NO")
OZOLS = ("Janis Ozols", "LV")

ANNOUNCEMENT = Article(
    name="announcement.md",
    title="Halvorsen und Ozols wollen in Riga sprechen",
    outlet="Küstenbote",
    published="2024-05-06T09:00:00+02:00",
    language="de",
    text=(
        "Die norwegische Außenministerin Astrid Halvorsen reist am kommenden Montag nach Riga. Dort will sie am "
        "Dienstag mit ihrem Kollegen Janis Ozols zusammentreffen, teilte das Außenministerium in Oslo mit. Als "
        "wahrscheinlicher Ort gilt das Schwarzhäupterhaus.\n\n"
        "Ozols sagte, man werde über Fähren, Strom und die Fischerei reden. „Wir haben viel aufzuholen“, sagte er.\n\n"
        "Für Juni ist zudem ein Gipfel der Ostseestaaten in Gdynia im Gespräch. Bestätigt ist davon nichts."
    ),
)
DOUBT = Article(
    name="doubt.md",
    title="Treffen auf Bornholm abgesagt",
    outlet="Nordkurier",
    published="2024-05-10",
    language="de",
    text=(
        "Die dänische Ministerpräsidentin Karen Lund hat ihr Gespräch mit dem polnischen Präsidenten Tomasz Wilk auf "
        "Bornholm abgesagt. Geplant war es für den 12. Mai.\n\n"
        "Eine Sprecherin wies Berichte zurück, Lund habe am Mittwoch heimlich den finnischen Präsidenten Eero Salo "
        "getroffen. Ein solches Treffen habe es nicht gegeben."
    ),
)
REPORT = Article(
    name="report.md",
    title="Zwei Stunden in Jurmala",
    outlet="Küstenbote",
    published="2024-05-14T20:30:00+02:00",
    language="de",
    text=(
        "Astrid Halvorsen ist am Montagabend in Riga eingetroffen. Am Dienstag empfing Janis Ozols sie in Jurmala; das "
        "Gespräch dauerte zwei Stunden. Nach Angaben lettischer Diplomaten ging es vor allem um Strom.\n\n"
        "Halvorsen lobte die „offene Sprache“ ihres Gastgebers."
    ),
)
AGENCY = Article(
    name="agency.md",
    title="Norway and Latvia talk power",
    outlet="Baltic Wire",
    published="2024-05-14T17:05:00Z",
    language="en",
    text=(
        "Norway's foreign minister Astrid Halvorsen met her Latvian counterpart Janis Ozols in Riga on Tuesday, the "
        "Latvian foreign ministry said. A joint statement is expected on Friday."
    ),
)
TALKS = Article(
    name="talks.md",
    title="Salo in Tallinn",
    outlet="Nordkurier",
    published="2024-05-19T08:00:00+02:00",
    language="de",
    text=(
        "Der finnische Präsident Eero Salo hält sich derzeit in Tallinn auf, wo er mit der Regierung verhandelt. Die "
        "Gespräche sollen bis Mittwoch dauern.\n\n"
        "Mit Karen Lund telefonierte Salo am Samstag. Im Juli wird er in Stockholm König Gustav den Jüngeren besuchen."
    ),
)
HOSTILE = Article(
    name="hostile.md",
    title="[bold red]Nicht fett[/] \x1b[31mrot\x1b[0m",
    outlet="\x1b]0;Titel\x07Blatt",
    published="2024-05-16",
    language="de",
    text=(
        "Der Gesandte [link=file:///etc/passwd]Ole [bold]Bruun\x1b[2J[/bold] traf in Visby \u202eden Reeder Ivar Holm."
        "\x00 [@click=app.quit]Danach[/] schwieg er.\x9b31m Ende."
    ),
)

SAMPLE: tuple[tuple[Article, tuple[Told, ...]], ...] = (
    (
        ANNOUNCEMENT,
        (
            Told(
                "Astrid Halvorsen reist am kommenden Montag nach Riga",
                {
                    "type": "departure",
                    "status": "planned",
                    "participants": [person(*HALVORSEN, "traveller", "Außenministerin")],
                    "place": place("Riga", "LV"),
                    "when": {"edtf": "2024-05-13", "text": "am kommenden Montag"},
                },
            ),
            Told(
                "Dort will sie am Dienstag mit ihrem Kollegen Janis Ozols zusammentreffen",
                {
                    "type": "summit",
                    "status": "planned",
                    "participants": [
                        person(*HALVORSEN, office="Außenministerin"),
                        person(*OZOLS, "host", "Außenminister"),
                    ],
                    "place": place("Riga", "LV", "als wahrscheinlicher Ort"),
                    "when": {"edtf": "2024-05-14", "text": "am Dienstag"},
                    "topics": ["Fähren", "Strom", "Fischerei"],
                    "attribution": [{"source": "Außenministerium in Oslo"}],
                    "format": "bilateral",
                    "channel": "in_person",
                },
            ),
            Told(
                "„Wir haben viel aufzuholen“, sagte er",
                {
                    "type": "statement",
                    "participants": [person(*OZOLS, "speaker", "Außenminister")],
                    "quote": "Wir haben viel aufzuholen",
                    "quote_kind": "direct",
                    "statement_kind": "announce",
                    "topics": ["Fähren", "Strom"],
                },
            ),
            Told(
                "Für Juni ist zudem ein Gipfel der Ostseestaaten in Gdynia im Gespräch",
                {
                    "type": "summit",
                    "status": "unconfirmed",
                    "event_name": "Gipfel der Ostseestaaten",
                    "place": place("Gdynia", "PL"),
                    "when": {"edtf": "2024-06", "text": "Für Juni"},
                    "format": "multilateral",
                },
            ),
        ),
    ),
    (
        DOUBT,
        (
            Told(
                "Karen Lund hat ihr Gespräch mit dem polnischen Präsidenten Tomasz Wilk auf Bornholm abgesagt",
                {
                    "type": "summit",
                    "status": "cancelled",
                    "outcome": "called_off",
                    "participants": [
                        person("Karen Lund", "DK", office="Ministerpräsidentin"),
                        person("Tomasz Wilk", "PL"),
                    ],
                    "place": place("Bornholm", "DK"),
                    "when": {"edtf": "2024-05-12", "text": "für den 12. Mai"},
                    "attribution": [{"source": "Karen Lund"}],
                },
            ),
            Told(
                "Lund habe am Mittwoch heimlich den finnischen Präsidenten Eero Salo getroffen",
                {
                    "type": "summit",
                    "status": "denied",
                    "participants": [person("Karen Lund", "DK"), person("Eero Salo", "FI", office="Präsident")],
                    "when": {"edtf": "2024-05-08", "text": "am Mittwoch"},
                    "attribution": [{"source": "Sprecherin Karen Lunds"}],
                },
            ),
            Told(
                "Ein solches Treffen habe es nicht gegeben",
                {
                    "type": "statement",
                    "participants": [{"name": "Sprecherin", "kind": "source", "country": "DK", "role": "speaker"}],
                    "quote": "Ein solches Treffen habe es nicht gegeben",
                    "quote_kind": "indirect",
                    "statement_kind": "deny",
                },
            ),
        ),
    ),
    (
        REPORT,
        (
            Told(
                "Astrid Halvorsen ist am Montagabend in Riga eingetroffen",
                {
                    "type": "arrival",
                    "participants": [person(*HALVORSEN, "traveller", "Außenministerin")],
                    "place": place("Riga", "LV"),
                    "when": {"edtf": "2024-05-13", "text": "am Montagabend", "part_of_day": "evening"},
                },
            ),
            Told(
                "Am Dienstag empfing Janis Ozols sie in Jurmala",
                {
                    "type": "summit",
                    "participants": [person(*OZOLS, "host", "Außenminister"), person(*HALVORSEN)],
                    "place": place("Jurmala", "LV"),
                    "when": {"edtf": "2024-05-14", "text": "Am Dienstag"},
                    "attribution": [{"source": "lettische Diplomaten"}],
                    "topics": ["Strom"],
                    "channel": "in_person",
                },
            ),
            Told(
                "Halvorsen lobte die „offene Sprache“ ihres Gastgebers",
                {
                    "type": "statement",
                    "participants": [person(*HALVORSEN, "speaker", "Außenministerin"), person(*OZOLS, "addressee")],
                    "quote": "offene Sprache",
                    "quote_kind": "direct",
                    "statement_kind": "praise",
                },
            ),
        ),
    ),
    (
        AGENCY,
        (
            Told(
                "Astrid Halvorsen met her Latvian counterpart Janis Ozols in Riga on Tuesday",
                {
                    "type": "summit",
                    "participants": [person(*HALVORSEN), person(*OZOLS)],
                    "place": place("Riga", "LV"),
                    "when": {"edtf": "2024-05-14", "text": "on Tuesday"},
                    "attribution": [{"source": "Latvian foreign ministry"}],
                },
            ),
        ),
    ),
    (
        TALKS,
        (
            Told(
                "Eero Salo hält sich derzeit in Tallinn auf, wo er mit der Regierung verhandelt",
                {
                    "type": "summit",
                    "status": "ongoing",
                    "participants": [
                        person("Eero Salo", "FI", office="Präsident"),
                        {"name": "estnische Regierung", "kind": "organisation", "country": "EE", "role": "host"},
                    ],
                    "place": place("Tallinn", "EE"),
                    "when": {"edtf": "2024-05-19/2024-05-22", "text": "bis Mittwoch"},
                },
            ),
            Told(
                "Mit Karen Lund telefonierte Salo am Samstag",
                {
                    "type": "summit",
                    "channel": "telephone",
                    "participants": [person("Eero Salo", "FI"), person("Karen Lund", "DK")],
                    "when": {"edtf": "2024-05-18", "text": "am Samstag"},
                },
            ),
            Told(
                "Im Juli wird er in Stockholm König Gustav den Jüngeren besuchen",
                {
                    "type": "visit",
                    "status": "planned",
                    "participants": [
                        person("Eero Salo", "FI", "traveller"),
                        person("König Gustav der Jüngere", "SE", "host"),
                    ],
                    "place": place("Stockholm", "SE"),
                    "when": {"edtf": "2024-07", "text": "Im Juli"},
                },
            ),
        ),
    ),
    (
        HOSTILE,
        (
            Told(
                "Bruun\x1b[2J[/bold] traf in Visby \u202eden Reeder Ivar Holm",
                {
                    "type": "summit",
                    "participants": [person("Ole [bold]Bruun\x1b[2J", "DK"), person("Ivar [red]Holm", "SE")],
                    "place": place("Visby", "SE"),
                    "when": {"edtf": "2024-05-15", "text": "gestern"},
                },
            ),
        ),
    ),
)


def add_article(dossier: Dossier, article: Article, told: Sequence[Told]) -> list[Recorded]:
    """Append an article with the claims that it makes, as an ingest does."""
    drafts = []
    for number, claim in enumerate(told):
        start = article.text.index(claim.words)
        event = parse_event(claim.event | {"evidence": [{"start": start, "end": start + len(claim.words)}]})
        drafts.append(
            Draft(event, PARSER, document=article.id, published=article.published, id=f"{article.name}-{number}")
        )
    return dossier.log.append(drafts, alongside=dossier.articles.adding(article, len(drafts)))


def fill(dossier: Dossier) -> None:
    """The whole sample, and the views caught up with it."""
    for article, told in SAMPLE:
        add_article(dossier, article, told)
    dossier.catch_up()


def open_sample(path: Path, *, filled: bool = True, folded_here: bool = False) -> Dossier:
    """A new dossier at a path whose log takes its time from the sample, not from the wall.

    Args:
        filled: whether the sample is in it.
        folded_here: fold the views anew instead of copying them, so that it is known how fast that was.
    """
    if filled and not folded_here:
        for made in _filled().iterdir():
            shutil.copy(made, path.with_suffix(made.suffix))
    dossier = _open(path)
    if filled and folded_here:
        fill(dossier)
    return dossier


@cache
def _filled() -> Path:
    """A folder with the files of the sample, made once for all tests of a run."""
    folder = Path(mkdtemp(prefix="sample-"))
    atexit.register(shutil.rmtree, folder)
    with _open(folder / "sample.dossier") as dossier:
        fill(dossier)
    for beside in set(folder.iterdir()) - {folder / "sample.dossier", folder / "sample.views"}:
        beside.unlink()
    return folder


def _open(path: Path) -> Dossier:
    log = SqliteLog.open(path, create=True, clock=lambda: NOW - timedelta(hours=1))
    articles = ArticleStore(log)
    articles.prepare()
    return Dossier(path, log, articles, Views.open(path.with_suffix(".views"), log, articles))
