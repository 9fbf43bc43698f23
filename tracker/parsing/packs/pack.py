"""A language pack: the folder of data files that teaches the engine one language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import tomli

from events.errors import TrackerError

HOME = "de"
"""The language that names are kept in where no text tells another."""


_LANGUAGES = Path(__file__).parent.parent / "languages"


@dataclass(frozen=True, eq=False)
class Pack:
    """The data of one language; files are read when a stage first asks for them, and remembered.

    `load_pack` makes one for each language, which what is read from it is remembered by.
    """

    language: str

    @property
    def strategy(self) -> str:
        """How clauses are built: "verb_final" (a verb bracket) or "svo" (the order tells the parties)."""
        return str(self.table("language")["strategy"])

    @property
    def version(self) -> str:
        """The version of the pack; another one may read the same text otherwise."""
        return str(self.table("language")["version"])

    def table(self, name: str) -> dict[str, Any]:
        """The content of ``NAME.toml``, and the lists of ``NAME_words.txt``; one of the two may be missing.

        Lists of words hold them in the other spellings of the language, too (``respelled`` in ``language.toml``).

        Raises:
            TrackerError: both files are missing, or the first is no TOML; names file and line.
        """
        return _table(self.language, name)

    def words(self, name: str) -> tuple[str, ...]:
        """The lines of ``NAME.txt``, each once, in their order; ``#`` begins a comment.

        Bulk lists live here, since they load fast. The order tells: of two verbs that share a form the first is read.
        """
        return _words(self.language, name)


def _read(language: str, file: str) -> str:
    _LOADED.add(language)
    try:
        return (_LANGUAGES / language / file).read_text(encoding="utf-8")
    except OSError:
        raise TrackerError("this file of the language pack is missing", where=f"languages/{language}/{file}") from None


def _holds(language: str, file: str) -> bool:
    return (_LANGUAGES / language / file).is_file()


_LOADED: set[str] = set()


def loaded() -> list[str]:
    """The languages of which any file has been read so far."""
    return sorted(_LOADED)


def lists(text: str) -> dict[str, list[str]]:
    """The lists of a ``NAME_words.txt``: one a line, "name: word | word"; ``#`` begins a line that is a comment.

    Bulk lists live there rather than in TOML, since they load faster.
    """
    named = (line.partition(":") for line in text.splitlines() if line and not line.startswith("#"))
    return {name.strip(): [w for word in words.split(" | ") if (w := word.strip())] for name, _, words in named}


@lru_cache(maxsize=256)
def _table(language: str, name: str) -> dict[str, Any]:
    file, bulk = f"{name}.toml", f"{name}_words.txt"
    try:
        words = lists(_read(language, bulk)) if _holds(language, bulk) else {}
        table = (tomli.loads(_read(language, file)) if not words or _holds(language, file) else {}) | words
    except tomli.TOMLDecodeError as error:
        raise TrackerError(str(error), where=f"languages/{language}/{file}") from None
    if name == "language":
        return table
    for printed, other in _table(language, "language")["respelled"].items():
        table = _in_both_spellings(table, printed, other)
    return table


def _in_both_spellings(value: Any, printed: str, other: str) -> Any:
    """A table whose lists of words hold each word in another country's spelling, too: "außen", "aussen"."""
    if isinstance(value, dict):
        return {key: _in_both_spellings(each, printed, other) for key, each in value.items()}
    if not isinstance(value, list):
        return value
    respelled = [word.replace(printed, other) for word in value if isinstance(word, str) and printed in word]
    return [*value, *(word for word in respelled if word not in value)]


@lru_cache(maxsize=256)
def _words(language: str, name: str) -> tuple[str, ...]:
    lines = (line.partition("#")[0].strip() for line in _read(language, f"{name}.txt").splitlines())
    return tuple(dict.fromkeys(line for line in lines if line))


@lru_cache(maxsize=8)
def load_pack(language: str) -> Pack:
    """The pack of a language, by its ISO 639-1 code.

    Raises:
        TrackerError: there is no such pack.
    """
    pack = Pack(language)
    pack.table("language")
    return pack
