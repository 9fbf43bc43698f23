"""`tracker ingest`: articles into the dossier, their events into the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.arguments import PublishedType
from tracker.cli.failures import FAILED, OK
from tracker.cli.inputs import Inputs
from tracker.cli.session import dossier_option, for_writing
from tracker.cli.terminal import data, message
from tracker.cli.usage import command, option
from tracker.wording import say

if TYPE_CHECKING:
    from tracker.dossier import Dossier, Ingest


@command("ingest")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@option("--published", about="parse_published", type=PublishedType(), metavar=say("cli.help.date"))
@dossier_option
def ingest(paths: tuple[str, ...], published: str | None) -> int:
    """Take in every article and say what became of it."""
    inputs = Inputs(paths, published)
    with for_writing(create=True) as dossier:
        added, known, events = _take_in(dossier, inputs)
    if len(paths) > 1 or added + known + inputs.failed > 1:
        message(say("cli.message.ingested", added=added, events=events, known=known, failed=inputs.failed))
    return FAILED if inputs.failed else OK


def _take_in(dossier: Dossier, inputs: Inputs) -> tuple[int, int, int]:
    """How many articles were added, how many known, and how many events recorded.

    Raises:
        LogError: the dossier cannot be written; no further article is tried.
    """
    added = known = events = 0
    for article in inputs:
        result = inputs.attempt(article, dossier.ingest)
        if result is None:
            continue
        known += result.known
        added += not result.known
        events += len(result.recorded)
        data(became(result))
    return added, known, events


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
