"""Which files are articles, and their bytes within bounds."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from events.errors import TrackerError
from tracker.reading.article import MAX_BYTES
from tracker.wording import say

SUFFIXES = (".md", ".markdown", ".txt", ".html", ".htm", ".xhtml", ".eml", ".zip")
"""What an article in a folder, or an archive of articles, is called."""
MAX_ARCHIVE = 50_000_000
"""So many bytes may an archive have."""


class InputError(TrackerError):
    """A file that cannot be taken in; ``where`` is its path."""


def article_paths(path: Path) -> list[Path]:
    """The path itself if it is a file; the articles of a folder and its subfolders, in the order of their paths.

    Raises:
        InputError: nothing is there, or the folder holds no article.
    """
    if not path.exists():
        raise InputError(say("cli.error.no_file"), where=str(path), remedy=say("cli.error.no_file_remedy"))
    if not path.is_dir():
        return [path]
    try:
        found = sorted(_below(path))
    except OSError as error:
        raise InputError(error.strerror or str(error), where=str(path)) from None
    if not found:
        raise InputError(
            say("cli.error.no_articles"),
            where=str(path),
            remedy=say("cli.error.no_articles_remedy", suffixes=", ".join(SUFFIXES)),
        )
    return found


def _below(folder: Path) -> Iterator[Path]:
    for entry in folder.iterdir():
        if entry.name.startswith("."):
            continue
        if entry.is_dir() and not entry.is_symlink():
            yield from _below(entry)
        elif entry.suffix.lower() in SUFFIXES and entry.is_file():
            yield entry


def is_archive(data: bytes) -> bool:
    """Whether the bytes begin a ZIP archive."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def read_bytes(path: Path) -> bytes:
    """The content of a file.

    Raises:
        InputError: it cannot be read, is no ordinary file, or is larger than an article or an archive may be.
    """
    try:
        with path.open("rb") as stream:
            if not path.is_file():
                raise InputError(say("cli.error.no_ordinary_file"), where=str(path))
            head = stream.read(4)
            if os.fstat(stream.fileno()).st_size > _most(head):
                raise _too_large(str(path), _most(head))
            return _rest(stream, head, str(path))
    except OSError as error:
        raise InputError(error.strerror or str(error), where=str(path)) from None


def read_stream(stream: BinaryIO, name: str) -> bytes:
    """Everything from a stream; `InputError` where it is more than an article or an archive may have."""
    return _rest(stream, stream.read(4), name)


def _most(head: bytes) -> int:
    return MAX_ARCHIVE if is_archive(head) else MAX_BYTES


def _rest(stream: BinaryIO, head: bytes, name: str) -> bytes:
    most = _most(head)
    content = head + stream.read(most + 1 - len(head))
    if len(content) > most:
        raise _too_large(name, most)
    return content


def _too_large(name: str, most: int) -> InputError:
    return InputError(
        say("cli.error.too_large", megabytes=most // 1_000_000),
        where=name,
        remedy=say("cli.error.too_large_remedy"),
    )
