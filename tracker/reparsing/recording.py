"""Reparse an article of a dossier: compare its claims with what the parser reads now, and append the difference."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeAlias

from events.effective import effective_event, retracted
from events.envelope import Draft, Recorded
from events.errors import Conflict, OutdatedCorrection
from events.log import AtVersion
from events.model import AnyClaim, Claim, Correction, Retraction
from tracker.articles import Article
from tracker.dossier import Dossier
from tracker.parsing.parse import Finding, finding_ids
from tracker.parsing.parse import parse as parse_today
from tracker.parsing.recorder import recorder
from tracker.reparsing.difference import Difference, compare
from tracker.reparsing.standing import act_id, by_parser, standing_of

Parse: TypeAlias = Callable[[Article], Iterable[Finding]]
Tell: TypeAlias = Callable[[Difference], None]


def reparse(
    dossier: Dossier, article: Article, tell: Tell, *, parse: Parse = parse_today, dry_run: bool = False
) -> Difference:
    """Compare an article's claims with what the parser reads in it now, and append the difference, all or nothing.

    What was decided by hand stays: corrected fields, retracted and restored claims, claims made by hand. The views
    follow at the next `catch_up`.

    Args:
        tell: is told the difference before it is appended; again, where others appended in between.
        dry_run: append nothing.

    Returns: the difference that was appended, or would be.

    Raises:
        Conflict, OutdatedCorrection: others appended to the article's stream, twice in a row.
        LogError: the dossier cannot be read or written.
    """
    findings = _by_id(article, parse(article))
    difference = difference_of(dossier, article, findings)
    tell(difference)
    if dry_run or not difference:
        return difference
    try:
        _append(dossier, difference)
    except (Conflict, OutdatedCorrection):
        difference = difference_of(dossier, article, findings)
        tell(difference)
        _append(dossier, difference)
    return difference


def difference_of(dossier: Dossier, article: Article, findings: Mapping[str, AnyClaim]) -> Difference:
    """What findings (id → event) change in the log's claims on an article of the dossier."""
    stream = list(dossier.log.read(stream=_stream(article)))
    version = stream[-1].version if stream else 0
    known = {record.id: record for record in stream if _is_claim_on(article, record)}
    for id in findings.keys() - known.keys():
        if (record := dossier.log.get(id)) is not None:
            known[id] = record
    parsed, by_hand, ids_by_hand = [], [], set()
    for record in sorted(known.values(), key=lambda record: record.position):
        effects = dossier.log.effects_on(record.id)
        if by_parser(record):
            parsed.append(standing_of(record, effects))
            continue
        ids_by_hand.add(record.id)
        if record.id not in retracted(effects):
            by_hand.append(effective_event(record, effects))
    free = {id: event for id, event in findings.items() if id not in ids_by_hand}
    return compare(article, version, free, parsed, by_hand)


def _append(dossier: Dossier, difference: Difference) -> list[Recorded]:
    stream = AtVersion(_stream(difference.article), difference.version)
    return dossier.log.append(list(_drafts(difference)), stream)


def _drafts(difference: Difference) -> Iterator[Draft]:
    """The events that record a difference. Curation of the parser's own is not published: it counts at any cut-off."""
    article, version = difference.article, difference.version
    author = recorder(article)
    for claim in difference.gone:
        yield Draft(Retraction(target=claim.record.id, reason="not_in_text"), author, document=article.id)
    for one in difference.changed:
        for number, retraction in enumerate(one.claim.retractions):
            id = act_id(one.finding, version, f"restored{number}")
            yield Draft(Retraction(target=retraction, reason="not_in_text"), author, document=article.id, id=id)
        if one.changes:
            correction = Correction(target=one.claim.record.id, changes=one.changes, reason="parser_error")
            id = act_id(one.finding, version, "corrected")
            yield Draft(correction, author, document=article.id, id=id)
    for new in difference.new:
        yield Draft(new.event, author, document=article.id, published=article.published, id=new.id)


def _by_id(article: Article, findings: Iterable[Finding]) -> dict[str, AnyClaim]:
    """Finding id → event, in the order of the findings."""
    every = list(findings)
    return dict(zip(finding_ids(article.id, every), (finding.event for finding in every), strict=True))


def _is_claim_on(article: Article, record: Recorded) -> bool:
    return isinstance(record.event, Claim) and record.document == article.id


def _stream(article: Article) -> str:
    return f"article/{article.id}"
