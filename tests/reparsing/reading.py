"""A small article of our own, and parse functions that read in it what a test wants."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from events.effective import retracted
from events.envelope import Draft, Recorded
from events.model import AnyClaim, Claim, parse_event
from tracker.articles import Article
from tracker.dossier import Dossier
from tracker.parsing.parse import Finding, finding_id
from tracker.reparsing.difference import Difference
from tracker.reparsing.recording import difference_of, reparse

TEXT = (
    "Ministerin Ida Solberg flog am Montag nach Riga. Dort sprach sie mit Janis Kalnins über den Hafen. "
    "„Wir bauen gemeinsam“, sagte Solberg. Am Freitag will sie nach Tallinn weiterreisen."
)
ARTICLE = Article(TEXT, name="hafen.md", outlet="Nordblatt", published="2024-05-07", language="de")
OLD = "parser:de@0.0.1"
ROLES = {"departure": "traveller", "arrival": "traveller", "visit": "traveller", "summit": "participant"}


def finding(kind: str, words: str, *who: str, at: str | None = None, **fields: Any) -> Finding:
    """A finding that rests on these words of the text; ``at`` is the word that gives it away, by default the words."""
    start = TEXT.index(words)
    trigger = TEXT.index(at) if at else start
    role = ROLES.get(kind, "speaker")
    body = {
        "type": kind,
        "participants": [{"name": name, "role": role} for name in who],
        "evidence": [{"start": start, "end": start + len(words)}],
    }
    event = parse_event(body | fields)
    assert isinstance(event, Claim)
    return Finding(event, (trigger, trigger + len(at or words)), f"verb:{kind}", {})


def departure(to: str = "Riga", day: str | None = "2024-05-06", who: str = "Ida Solberg", **fields: Any) -> Finding:
    """The flight to Riga."""
    when = {"when": {"edtf": day}} if day else {}
    return finding("departure", "flog am Montag nach Riga", who, place={"name": to}, **when, **fields)


def talks(*who: str, **fields: Any) -> Finding:
    """The talks in Riga."""
    return finding("summit", "sprach sie mit Janis Kalnins", *(who or ("Ida Solberg", "Janis Kalnins")), **fields)


def words_said(quote: str = "Wir bauen gemeinsam") -> Finding:
    """What was said."""
    return finding("statement", "„Wir bauen gemeinsam“, sagte Solberg", "Ida Solberg", quote=quote)


def onward(**fields: Any) -> Finding:
    """The journey to come."""
    body = {"place": {"name": "Tallinn"}, "status": "planned", "when": {"edtf": "2024-05-10"}} | fields
    return finding("departure", "Am Freitag will sie nach Tallinn weiterreisen", "Ida Solberg", **body)


def reading(*findings: Finding) -> Callable[[Article], list[Finding]]:
    """A parser that finds these."""
    return lambda article: list(findings)


def taken_in(dossier: Dossier, *findings: Finding) -> list[Recorded]:
    """The article as an earlier version of the parser read it: all of its events."""
    dossier.log.transaction(dossier.articles.adding(ARTICLE, len(findings)))
    return dossier.log.append([as_read_then(found) for found in findings])


def as_read_then(found: Finding) -> Draft:
    """What an earlier version of the parser appended for a finding."""
    id = finding_id(ARTICLE.id, found)
    return Draft(found.event, OLD, document=ARTICLE.id, published=ARTICLE.published, id=id)


def reread(dossier: Dossier, *findings: Finding, dry_run: bool = False) -> Difference:
    """Reparse the article with a parser that finds these."""
    return reparse(dossier, ARTICLE, lambda _: None, parse=reading(*findings), dry_run=dry_run)


def left(dossier: Dossier, *findings: Finding) -> Difference:
    """What a further run with these findings would record."""
    return difference_of(dossier, ARTICLE, {finding_id(ARTICLE.id, found): found.event for found in findings})


def claims(dossier: Dossier) -> list[AnyClaim]:
    """The claims that count, as they stand, in the order of the log."""
    return [dossier.effective(record) for record in standing(dossier)]


def standing(dossier: Dossier) -> Iterator[Recorded]:
    """The records of the claims that count."""
    for record in dossier.log.read():
        if isinstance(record.event, Claim) and record.id not in retracted(dossier.log.effects_on(record.id)):
            yield record


def events_of(findings: Sequence[Finding]) -> list[AnyClaim]:
    """The events of findings."""
    return [found.event for found in findings]
