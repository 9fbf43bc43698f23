"""The articles that a command is given: files, folders, stdin; a bad one is told of and the others go on."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from events.errors import LogError, TrackerError
from tracker.articles import Article
from tracker.cli.failures import complain, unexpected
from tracker.intake.files import article_paths, read_bytes, read_stream

STDIN = "stdin"
Result = TypeVar("Result")


class Inputs:
    """Reads one article after the other; ``failed`` counts what could not be read or used.

    Args:
        paths: files, folders, or ``-`` for stdin.
        published: the publication time of articles that do not tell theirs.
    """

    def __init__(self, paths: Sequence[str], published: str | None = None) -> None:
        from tracker.intake.reading import Reading

        self._paths = paths
        self._how = Reading(published=published)
        self.failed = 0

    def __iter__(self) -> Iterator[Article]:
        """The articles that can be read, in order; those of an archive one after the other."""
        from tracker.intake.reading import read_articles

        for path in self._files():
            try:
                data, name = _content(path)
            except TrackerError as error:
                self._fail(str(error))
                continue
            for _, outcome in read_articles(data, name, self._how):
                if isinstance(outcome, TrackerError):
                    self._fail(str(outcome))
                else:
                    yield outcome

    def attempt(self, article: Article, work: Callable[[Article], Result]) -> Result | None:
        """Do the work on an article; None if it failed, which is told in one line that names it.

        Raises:
            LogError: the dossier cannot be written, so that no other article will do better.
        """
        try:
            return work(article)
        except (LogError, OSError):
            raise
        except TrackerError as error:
            self._fail(str(error), article.name)
        except Exception as error:  # one strange text must not keep the others waiting
            self._fail(unexpected(error), article.name)
        return None

    def _fail(self, line: str, name: str = "") -> None:
        self.failed += 1
        complain(line if line.startswith(name) else f"{name}: {line}")

    def _files(self) -> Iterator[str]:
        for path in self._paths:
            if path == "-":
                yield path
                continue
            try:
                yield from map(str, article_paths(Path(path)))
            except TrackerError as error:
                self._fail(str(error))


def _content(path: str) -> tuple[bytes, str]:
    """The bytes behind a path, or stdin's, and the name for messages."""
    if path == "-":
        return read_stream(sys.stdin.buffer, STDIN), STDIN
    return read_bytes(Path(path)), Path(path).name
