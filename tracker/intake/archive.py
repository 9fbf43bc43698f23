"""The articles of a ZIP archive, read in memory within bounds; nothing is ever unpacked onto the disk."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from events.errors import TrackerError
from tracker.intake.files import MAX_ARCHIVE, SUFFIXES, InputError, is_archive
from tracker.reading.encodings import MAX_BYTES, too_large
from tracker.wording import say

MAX_MEMBERS = 1_000
MAX_TOTAL = 100_000_000
"""So many bytes may all of its files have together, unpacked."""
MAX_RATIO = 100
"""So many times its packed size may a file have; text shrinks to a tenth at best, a bomb to a thousandth."""
_SMALL = 100_000  # bytes below which the ratio does not matter
_ENTRY = b"PK\x01\x02"  # begins every entry of an archive's directory
_OFFICE = ("[Content_Types].xml", "mimetype")
_LOCKED = 0x1

_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError, OSError, EOFError)
"""What the library raises for a directory or a member that is damaged, or made by something that it does not know."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file of an archive: its name as it is told, and its bytes, or why they cannot be had."""

    name: str
    data: bytes = b""
    error: TrackerError | None = None


def members(data: bytes, name: str) -> Iterator[Member]:
    """The articles of an archive, in the order of their names; others and hidden ones are passed over.

    Raises:
        InputError: it is damaged, a document of another kind, hostile or too large, or holds no articles.
    """
    if len(data) > MAX_ARCHIVE:
        raise _refused("too_large", name, most=MAX_ARCHIVE // 1_000_000)
    if data.count(_ENTRY) > MAX_MEMBERS:  # asked before the directory is read, which would fill the memory
        raise _refused("many", name, most=MAX_MEMBERS)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if entry.filename and not entry.is_dir()]
            chosen = _chosen(entries, name)
            for entry in sorted(chosen, key=lambda entry: entry.filename):
                yield _member(archive, entry, name)
    except _BROKEN:
        raise InputError(
            say("intake.archive.damaged"), where=name, remedy=say("intake.archive.damaged_remedy")
        ) from None


def _chosen(entries: list[zipfile.ZipInfo], name: str) -> list[zipfile.ZipInfo]:
    for entry in entries:
        path = PurePosixPath(entry.filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or ":" in (path.parts or ("",))[0]:
            raise _refused("path", name, path=entry.filename[:100])
    if any(entry.filename in _OFFICE for entry in entries):
        raise InputError(say("intake.archive.office"), where=name, remedy=say("intake.kind_remedy.word_processor"))
    chosen = [entry for entry in entries if _is_article(entry)]
    if not chosen:
        remedy = say("intake.archive.none_remedy", suffixes=", ".join(SUFFIXES))
        raise InputError(say("intake.archive.none"), where=name, remedy=remedy)
    if sum(entry.file_size for entry in chosen) > MAX_TOTAL:
        raise _refused("total", name, most=MAX_TOTAL // 1_000_000)
    for entry in chosen:
        if entry.file_size > max(_SMALL, MAX_RATIO * entry.compress_size):
            raise _refused("ratio", name, most=MAX_RATIO)
    return chosen


def _is_article(entry: zipfile.ZipInfo) -> bool:
    parts = entry.filename.split("/")
    hidden = any(part.startswith((".", "__MACOSX")) for part in parts)
    return not hidden and entry.filename.lower().endswith(SUFFIXES)


def _member(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> Member:
    shown = f"{name}/{entry.filename}"
    if entry.flag_bits & _LOCKED:
        return Member(shown, error=InputError(say("intake.archive.secret"), where=shown))
    try:
        with archive.open(entry) as stream:  # the library stops at the size that the directory tells
            content = stream.read(MAX_BYTES + 1)
    except _BROKEN:
        error = InputError(say("intake.archive.damaged"), where=shown, remedy=say("intake.archive.damaged_remedy"))
        return Member(shown, error=error)
    if len(content) > MAX_BYTES:
        return Member(shown, error=too_large(max(entry.file_size, len(content)), shown))
    if is_archive(content):
        return Member(shown, error=InputError(say("intake.archive.nested"), where=shown))
    return Member(shown, content)


def _refused(reason: str, name: str, **values: object) -> InputError:
    return InputError(say(f"intake.archive.{reason}", **values), where=name, remedy=say("intake.archive.remedy"))
