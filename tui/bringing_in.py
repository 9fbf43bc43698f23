"""Bring something in from the desk: the shipped sample, files and folders, the page at an address."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from events.errors import TrackerError
from tracker.wording import say
from tui.presenters.clock import grouped
from tui.presenters.lines import line
from tui.under_way import BrokenOff, UnderWay

if TYPE_CHECKING:
    from tracker.articles import Article
    from tracker.dossier import Dossier
    from tracker.intake.reading import Outcome
    from tui.app import DeskApp


async def bring_in_sample(desk: DeskApp) -> None:
    """Take in the shipped reports, so that there is something to look at."""
    await _take_in(desk, await asyncio.to_thread(_sample))
    if len(desk.session.times):
        desk.flash(line((say("desk.bring_in.sample"), "good"), ("  e", "key"), (f" {say('desk.bring_in.next')}", "")))


async def ask_and_bring_in(desk: DeskApp) -> None:
    """Ask for a file, a folder or an address, and take in what is there."""
    from tui.screens.questions import Question

    if desk.session.read_only:
        desk.flash(line((say("desk.flash.read_only"), "warn")))
        return
    typed = await desk.push_screen_wait(Question(say("desk.bring_in.ask"), placeholder=say("desk.bring_in.examples")))
    if typed and typed.strip():
        try:
            await _take_in(desk, await asyncio.to_thread(_found, typed.strip()))
        except TrackerError as error:
            desk.report(error)


def _sample() -> list[Outcome]:
    import seeds
    from tracker.reading.article import read_article

    return [read_article(text.encode(), name) for name, text in seeds.demo_articles()]


def _found(typed: str) -> list[Outcome]:
    """The articles at a path or an address, and the errors of those that cannot be read.

    Raises:
        TrackerError: nothing is there.
    """
    from tracker.intake.files import article_paths, read_bytes
    from tracker.intake.reading import read_articles

    if typed.lower().startswith(("http://", "https://")):
        return [_fetched(typed)]
    paths = article_paths(Path(typed).expanduser())
    return [outcome for path in paths for _, outcome in read_articles(read_bytes(path), path.name)]


def _fetched(url: str) -> Article:
    from tracker.config import load
    from tracker.intake.fetching import Fetcher
    from tracker.reading.article import read_article

    settings = load()
    fetching = settings.fetching
    answer = Fetcher(fetching.timeout, fetching.megabytes * 1_000_000, fetching.contact).get(url)
    article = read_article(answer.body, url, extractor=settings.pages.extractor, charset=answer.charset)
    return article if article.url else replace(article, url=url)


async def _take_in(desk: DeskApp, outcomes: Sequence[Outcome]) -> None:
    """Ingest what could be read, in a thread; report what could not."""
    from tracker.intake.reading import undated

    articles = []
    for outcome in outcomes:
        error = outcome if isinstance(outcome, TrackerError) else undated(outcome, remedy=say("desk.bring_in.undated"))
        if error is not None:
            desk.report(error)
        elif not isinstance(outcome, TrackerError):
            articles.append(outcome)
    work = UnderWay(say("desk.bring_in.under_way"), len(articles))
    before = len(desk.session.times)
    try:
        await desk.working(work, asyncio.to_thread(_ingest, desk.session.dossier, articles, work))
    except BrokenOff:
        pass  # what came in before stays: every article is in whole or not at all
    finally:
        await desk.follow(own=True)
    events = len(desk.session.times) - before
    if articles:
        desk.flash(line((say("desk.bring_in.done", articles=grouped(work.done), events=grouped(events)), "good")))


def _ingest(dossier: Dossier, articles: Sequence[Article], work: UnderWay) -> None:
    for article in work.counted(articles):
        dossier.ingest(article)
