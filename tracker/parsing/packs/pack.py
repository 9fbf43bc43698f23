"""A language pack: the folder of data files that teaches the engine one language."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from events.errors import TrackerError

HOME = "de"
"""The language that names are kept in where no text tells another."""


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
        """The content of ``NAME.toml``.

        Raises:
            TrackerError: the file is missing or no TOML; names file and line.
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
        return (files("tracker.parsing.languages") / language / file).read_text(encoding="utf-8")
    except OSError:
        raise TrackerError("this file of the language pack is missing", where=f"languages/{language}/{file}") from None


_LOADED: set[str] = set()


def loaded() -> list[str]:
    """The languages of which any file has been read so far."""
    return sorted(_LOADED)


@lru_cache(maxsize=256)
def _table(language: str, name: str) -> dict[str, Any]:
    file = f"{name}.toml"
    try:
        return tomllib.loads(_read(language, file))
    except tomllib.TOMLDecodeError as error:
        raise TrackerError(str(error), where=f"languages/{language}/{file}") from None


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
