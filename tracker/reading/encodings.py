"""From bytes to text: which encoding they are in, and a kind word for what is no text at all."""

from __future__ import annotations

import re

from events.errors import TrackerError
from tracker.wording import say

MAX_BYTES = 5_000_000
"""So large may an article be."""
_SAMPLE = 4_000
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CONTROLS = frozenset(range(32)) - {9, 10, 12, 13, 27}
_DECLARED = re.compile(rb"""(?:charset|encoding)\s{0,9}=\s{0,9}["']?([A-Za-z0-9._-]{2,40})""")
_ENCODINGS = re.compile(
    r"utf-?(?:8|16|32)|iso|latin|windows-|cp\d|koi8|mac|us-ascii|ascii|gb|big5|shift|euc", re.IGNORECASE
)
"""Encodings of texts; Python knows others that are escapes or costly to undo."""
_SIGNATURES = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF87a", "picture"),
    (b"GIF89a", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
    (b"{\\rtf", "word_processor"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "word_processor"),
    (b"PK\x03\x04", "archive"),
    (b"PK\x05\x06", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ\x00", "archive"),
    (b"7z\xbc\xaf'\x1c", "archive"),
    (b"Rar!\x1a", "archive"),
    (b"\x7fELF", "program"),
    (b"SQLite format 3\x00", "database"),
)


def decoded(data: bytes, name: str, *, charset: str | None = None) -> str:
    """The text in the bytes.

    The encoding is that of the byte order mark, else UTF-8 if the bytes are that, else the one that is declared, in the
    bytes or by ``charset``, else Windows-1252.

    Raises:
        TrackerError: too large, no text, or not in the encoding that a byte order mark promises.
    """
    if len(data) > MAX_BYTES:
        raise too_large(len(data), name)
    if (kind := kind_of(data)) is not None:
        raise _no_text(name, kind)
    text = _text(data, name, charset)
    if "\x00" in text or _is_binary(text[:_SAMPLE].encode("utf-8", "surrogatepass")):
        raise _no_text(name, None)
    return text


def kind_of(data: bytes) -> str | None:
    """What the bytes are if they are no text, told by their first bytes: pdf, picture, archive …; None if unknown."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "picture"
    if data[4:8] == b"ftyp":
        return "picture"
    return next((kind for signature, kind in _SIGNATURES if data.startswith(signature)), None)


def too_large(size: int, name: str) -> TrackerError:
    """The error for an article of so many bytes."""
    return TrackerError(
        say("intake.read.too_large", size=f"{size / 1_000_000:.1f}", most=MAX_BYTES // 1_000_000),
        where=name,
        remedy=say("intake.read.too_large_remedy"),
    )


def _text(data: bytes, name: str, charset: str | None) -> str:
    encoding = next((codec for bom, codec in _BOMS if data.startswith(bom)), None) or _wide(data)
    if encoding is not None:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError as error:
            raise TrackerError(
                say("intake.read.not_encoded", encoding=error.encoding),
                where=name,
                remedy=say("intake.read.not_encoded_remedy"),
            ) from None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        if _is_binary(data):
            raise _no_text(name, None) from None
    found = _DECLARED.search(data[:_SAMPLE])
    for candidate in (charset, found[1].decode("ascii") if found else None, "cp1252"):
        text = _decoded_as(data, candidate)
        if text is not None:
            return text
    return data.decode("latin-1")


def _decoded_as(data: bytes, encoding: str | None) -> str | None:
    """The bytes in a text encoding that somebody named; None where there is no such encoding or they are not in it."""
    if not encoding or not _ENCODINGS.match(encoding):
        return None
    try:
        return data.decode(encoding)
    except (LookupError, ValueError):
        return None


def _wide(data: bytes) -> str | None:
    """UTF-16 without a byte order mark: every other byte of a European text is zero."""
    sample = data[:_SAMPLE]
    half = len(sample) // 2
    if half < 8:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > half * 0.7 and even < half * 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > half * 0.7 and odd < half * 0.05 else None


def _is_binary(data: bytes) -> bool:
    sample = data[:_SAMPLE]
    odd = sum(byte in _CONTROLS for byte in sample)
    return b"\x00" in sample or odd * 20 > len(sample)


def _no_text(name: str, kind: str | None) -> TrackerError:
    if kind is None:
        return TrackerError(say("intake.read.no_text_file"), where=name, remedy=say("intake.read.no_text_file_remedy"))
    what = say("intake.read.other_kind", kind=say(f"intake.kind.{kind}"))
    return TrackerError(what, where=name, remedy=say(f"intake.kind_remedy.{kind}"))
