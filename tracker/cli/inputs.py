"""The articles that a command is given: files, folders, stdin; a bad one is told of and the others go on."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from events.errors import TrackerError
from tracker.articles import Article
from tracker.cli.failures import complain
from tracker.intake.files import article_paths, read_bytes, read_stream

STDIN = "stdin"


class Inputs:
    """Reads one article after the other; ``failed`` counts what could not be read or used.

    Args:
        paths: files, folders, or ``-`` for stdin.
        published: the publication time of articles that do not tell theirs.
    """

    def __init__(self, paths: Sequence[str], published: str | None = None) -> None:
        self._paths = paths
        self._published = published
        self.failed = 0

    def __iter__(self) -> Iterator[Article]:
        """The articles that can be read, in order."""
        for path in self._files():
            try:
                article = self._read(path)
            except TrackerError as error:
                self.fail(error)
            else:
                yield article

    def fail(self, error: TrackerError, article: Article | None = None) -> None:
        """Tell of an article that failed, in one line that names it."""
        self.failed += 1
        line = str(error)
        complain(line if article is None or line.startswith(article.name) else f"{article.name}: {line}")

    def _files(self) -> Iterator[str]:
        for path in self._paths:
            if path == "-":
                yield path
                continue
            try:
                yield from map(str, article_paths(Path(path)))
            except TrackerError as error:
                self.fail(error)

    def _read(self, path: str) -> Article:
        from tracker.parsing.reading import read_article

        if path == "-":
            return read_article(read_stream(sys.stdin.buffer, STDIN), STDIN, published=self._published)
        return read_article(read_bytes(Path(path)), Path(path).name, published=self._published)
