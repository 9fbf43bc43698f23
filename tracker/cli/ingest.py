"""`tracker ingest`: articles into the dossier, their events into the log."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from tracker.cli.arguments import PublishedType
from tracker.cli.failures import FAILED, OK
from tracker.cli.inputs import Inputs
from tracker.cli.session import dossier_option, for_writing
from tracker.cli.terminal import data, is_interactive, message
from tracker.cli.usage import command, option
from tracker.wording import say

if TYPE_CHECKING:
    from tracker.articles import Article
    from tracker.dossier import Dossier, Ingest


@command("ingest")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@option("--published", about="parse_published", type=PublishedType(), metavar=say("cli.help.date"))
@option("--undated", about="undated", is_flag=True)
@dossier_option
def ingest(paths: tuple[str, ...], published: str | None, undated: bool) -> int:
    """Take in every article and say what became of it."""
    inputs = Inputs(paths, published)
    with for_writing(create=True) as dossier:
        added, known, events = _take_in(dossier, inputs, undated=undated)
    if len(paths) > 1 or added + known + inputs.failed > 1:
        message(say("cli.message.ingested", added=added, events=events, known=known, failed=inputs.failed))
    return FAILED if inputs.failed else OK


def _take_in(dossier: Dossier, inputs: Inputs, *, undated: bool) -> tuple[int, int, int]:
    """How many articles were added, how many known, and how many events recorded.

    Raises:
        LogError: the dossier cannot be written; no further article is tried.
    """
    added = known = events = 0
    for article in inputs:
        result = inputs.attempt(article, lambda one: dossier.ingest(one if undated else _dated(one)))
        if result is None:
            continue
        known += result.known
        added += not result.known
        events += len(result.recorded)
        data(became(result))
    return added, known, events


def _dated(article: Article) -> Article:
    """The article with its date of publication, for which the person at the terminal is asked if need be.

    Raises:
        InputError: nobody knows it.
    """
    from tracker.intake.reading import undated
    from tracker.summaries import plain

    fault = undated(article, remedy=say("intake.dating.remedy"))
    if fault is None:
        return article
    if not is_interactive():
        raise fault
    question = say("intake.dating.ask", name=plain(article.name))
    return replace(article, published=click.prompt(question, type=PublishedType(), err=True))


def became(result: Ingest) -> str:
    """What became of an article, in one line."""
    from tracker.summaries import plain

    name = plain(result.article.name)
    if result.known:
        return say("cli.message.known", name=name)
    if not result.recorded:
        return say("cli.message.no_events_in", name=name)
    first, last = result.recorded[0].position, result.recorded[-1].position
    if first == last:
        return say("cli.message.added_one", name=name, positions=f"#{first}")
    positions = f"#{first}–#{last}"
    return say("cli.message.added", name=name, events=len(result.recorded), positions=positions)
