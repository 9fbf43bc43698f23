"""The two streams: data on stdout, messages on stderr, and what kind of terminal stands behind them."""

from __future__ import annotations

import os
import re
import shutil
import sys
import unicodedata

from tracker.wording import say

_INDENT, _LONGEST = 17, 40
"""Where the text of a named line begins, and over how many lines it may run."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def data(line: str = "") -> None:
    """Write one line of data."""
    sys.stdout.write(line + "\n")


def shown(name: str, text: str) -> None:
    """Write a named line of data, on a screen over several lines; the name is ``cli.shown.NAME`` of the catalogue."""
    hanging(f"  {say(f'cli.shown.{name}'):<14} ", text, _INDENT)


def hanging(lead: str, text: str, indent: int) -> None:
    """Write a line of data that runs on a screen over as many lines as it needs, the further ones indented."""
    first, *others = wrapped(text, width() - indent, _LONGEST) if is_terminal() else [text]
    data(lead + first)
    for line in others:
        data(" " * indent + line)


def message(line: str) -> None:
    """Write a message for the person at the terminal, as one line without control characters."""
    sys.stderr.write(" ".join(harmless(line).split()) + "\n")
    sys.stderr.flush()


def harmless(text: str) -> str:
    """The text without escape, control and direction characters; line breaks and tabs stay."""
    return _CONTROL.sub("", text)


def escaped(json_text: str) -> str:
    """JSON whose strings hold no raw control or direction character: they are written as ``\\uXXXX``."""
    return _CONTROL.sub(lambda match: f"\\u{ord(match[0]):04x}", json_text)


def is_terminal() -> bool:
    """Whether a person looks at stdout."""
    return sys.stdout.isatty()


def is_interactive() -> bool:
    """Whether somebody can be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def width() -> int:
    """How many columns the terminal has."""
    return max(shutil.get_terminal_size().columns, 40)


def emphasised(text: str) -> str:
    """The text in bold where that is wanted (https://no-color.org)."""
    plain = not is_terminal() or os.environ.get("NO_COLOR") or os.environ.get("TERM") in (None, "", "dumb")
    return text if plain else f"\x1b[1m{text}\x1b[0m"


def cells(text: str) -> int:
    """How many columns the text takes."""
    if text.isascii():
        return len(text)
    return sum(map(_cells_of, text))


def _cells_of(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def cut(text: str, columns: int) -> str:
    """The text in at most so many columns, with "…" where something is left out."""
    if cells(text) <= columns:
        return text
    kept, used = [], 0
    for character in text:
        used += _cells_of(character)
        if used > columns - 1:
            break
        kept.append(character)
    return "".join(kept).rstrip() + "…"


_PART = re.compile(r"[^\s/-]+[/-]?\s*|[/-]+\s*|\s+")


def wrapped(text: str, columns: int, lines: int) -> list[str]:
    """The text in at most so many lines of so many columns, broken behind blanks, hyphens and strokes.

    A word that is too long for a line runs on in the next; what is left at the end is cut with "…".
    """
    if lines == 1 or cells(text) <= columns:
        return [cut(text, columns)]
    broken: list[str] = []
    line = ""
    parts = [piece for part in word_parts(text) for piece in _pieces(part, columns)]
    for number, part in enumerate(parts):
        if not line or cells(line + part.rstrip()) <= columns:
            line += part
        elif len(broken) + 1 == lines:
            line += "".join(parts[number:])
            break
        else:
            broken.append(line)
            line = part
    return [cut(one.rstrip(), columns) for one in (*broken, line)]


def word_parts(text: str) -> list[str]:
    """The parts between which a text may be broken, with the blanks behind them."""
    return _PART.findall(text)


def _pieces(part: str, columns: int) -> list[str]:
    if cells(part.rstrip()) <= columns or columns < 2:
        return [part]
    return [part[start : start + columns] for start in range(0, len(part), columns)]


def padded(text: str, columns: int, *, right: bool = False) -> str:
    """The text filled up with blanks to so many columns."""
    blanks = " " * (columns - cells(text))
    return blanks + text if right else text + blanks
