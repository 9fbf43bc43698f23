"""From the bytes of a file to its articles: one, or those of an archive; each bad one is an error beside the others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from events.errors import TrackerError
from tracker.articles import Article
from tracker.intake.archive import members
from tracker.intake.files import InputError, is_archive
from tracker.reading.article import Extractor, read_article
from tracker.wording import say


@dataclass(frozen=True, slots=True)
class Reading:
    """How files are read.

    Attributes:
        published: the date of publication of articles that do not state theirs.
        extractor: who finds the text of a page.
    """

    published: str | None = None
    extractor: Extractor = "own"


PLAIN = Reading()
"""As files come, without anything told from outside."""
Outcome = Article | TrackerError


def read_articles(data: bytes, name: str, how: Reading = PLAIN) -> Iterator[tuple[str, Outcome]]:
    """The articles in the bytes of a file, each with its name, or with the error that kept it out."""
    if not is_archive(data):
        yield name, _read(data, name, how)
        return
    try:
        for member in members(data, name):
            yield member.name, member.error or _read(member.data, member.name, how)
    except TrackerError as error:
        yield name, error


def _read(data: bytes, name: str, how: Reading) -> Outcome:
    try:
        return read_article(data, name, published=how.published, extractor=how.extractor)
    except TrackerError as error:
        return error


def undated(article: Article, *, remedy: str) -> InputError | None:
    """The error for an article whose date of publication nobody knows; None where it is known.

    Without it neither "am Montag" nor the order of reports means anything, so that it is asked for, not guessed.
    """
    if article.published is not None:
        return None
    return InputError(say("intake.dating.unknown"), where=article.name or None, remedy=remedy)
