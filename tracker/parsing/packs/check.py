"""Check a language pack against the schema: every fault with its file, line and key."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, get_args

import tomli

from events.model import StatementKind
from tracker.parsing.packs.pack import lists
from tracker.parsing.packs.syntax import Syntax

_COLUMNS = 4  # of a line of speech_verbs.txt
_ERROR_LINE = re.compile(r"at line (\d+)")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a pack: the file, the line (0 where there is none), the key, and what is wrong there."""

    file: str
    line: int
    key: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}{f', line {self.line}' if self.line else ''}, {self.key}: {self.message}"


@lru_cache(maxsize=1)
def schema() -> dict[str, Any]:
    """What packs must hold, from ``languages/schema.toml``."""
    return tomli.loads((files("tracker.parsing.languages") / "schema.toml").read_text(encoding="utf-8"))


def installed(language: str) -> Traversable:
    """The folder of an installed pack."""
    return files("tracker.parsing.languages") / language


def check_pack(folder: Traversable) -> list[Fault]:
    """The faults of the pack in a folder, file by file; none for a sound one."""
    return list(_faults(folder))


def _faults(folder: Traversable) -> Iterator[Fault]:
    tables: dict[str, tuple[dict[str, Any], str]] = {}
    names = {name for section in ("all", "verb_final", "svo") for name in schema()[section]} | {"syntax"}
    for name in sorted(names):
        text, bulk = _text(folder, f"{name}.toml"), _text(folder, f"{name}_words.txt") or ""
        if text is None and not bulk:
            yield Fault(f"{name}.toml", 0, name, "the file is missing")
            continue
        try:
            tables[name] = tomli.loads(text or "") | lists(bulk), text or ""
        except tomli.TOMLDecodeError as error:
            found = _ERROR_LINE.search(str(error))
            yield Fault(f"{name}.toml", int(found[1]) if found else 0, name, str(error))
    strategy = tables["language"][0].get("strategy", "") if "language" in tables else ""
    for name in [*schema()["files"]["all"], *schema()["files"].get(strategy, [])]:
        if _text(folder, name) is None:
            yield Fault(name, 0, name.removesuffix(".txt"), "the file is missing")
    for name, (table, text) in tables.items():
        if name == "syntax":
            yield from _syntax(table, _text(folder, "syntax_words.txt") or "")
        else:
            yield from _table(name, strategy, table, text)
    yield from _saying(_text(folder, "speech_verbs.txt") or "")


def _text(folder: Traversable, name: str) -> str | None:
    try:
        return (folder / name).read_text(encoding="utf-8")
    except OSError:
        return None


def _table(name: str, strategy: str, table: dict[str, Any], text: str) -> Iterator[Fault]:
    """Keys that are missing, unknown or of the wrong kind, and faults in rows."""
    file = f"{name}.toml"
    wanted: dict[str, str] = {**schema()["all"].get(name, {}), **schema().get(strategy, {}).get(name, {})}
    for key, kind in wanted.items():
        value = _at(table, key)
        if value is None:
            yield Fault(file, 0, key, "the key is missing")
        elif not _is(value, kind):
            yield Fault(file, _line(text, key), key, f"{kind} is wanted here")
        elif kind == "rows":
            yield from _rows(name, key, value, text)
        elif (allowed := schema()["choices"].get(f"{name}.{key}")) and value not in allowed:
            yield Fault(file, _line(text, key), key, f"'{value}' is none of {', '.join(allowed)}")
    for key in _keys(table):
        if key not in wanted and not any(key.startswith(f"{known}.") for known in wanted):
            yield Fault(file, _line(text, key), key, "nobody reads this key")


def _syntax(table: dict[str, Any], text: str) -> Iterator[Fault]:
    for key in table.keys() - Syntax.__annotations__.keys():
        yield Fault("syntax_words.txt", _line(text, key), key, "nobody reads this key")


def _rows(name: str, key: str, rows: list[dict[str, Any]], text: str) -> Iterator[Fault]:
    file = f"{name}.toml"
    shape = schema()["rows"][f"{name}.{key}"]
    required, optional = shape["required"], shape.get("optional", {})
    lines = [n for n, line in enumerate(text.splitlines(), 1) if line.strip() == f"[[{key}]]"]
    for number, row in enumerate(rows):
        line = lines[number] if number < len(lines) else 0
        for field in required:
            if field not in row:
                yield Fault(file, line, f"{key}.{field}", "the key is missing")
        for field, value in row.items():
            kind = required.get(field) or optional.get(field)
            if kind is None:
                yield Fault(file, line, f"{key}.{field}", "nobody reads this key")
            elif not _is(value, kind) or (kind == "text" and field == "example" and not value):
                yield Fault(file, line, f"{key}.{field}", f"{kind} is wanted here")
            elif (allowed := schema()["choices"].get(f"{name}.{key}.{field}")) and value not in allowed:
                yield Fault(file, line, f"{key}.{field}", f"'{value}' is none of {', '.join(allowed)}")


def _saying(text: str) -> Iterator[Fault]:
    """Verbs of saying: four columns, a known kind, an example."""
    kinds = get_args(StatementKind)
    for number, line in enumerate(text.splitlines(), 1):
        row = line.partition("#")[0].strip()
        if not row:
            continue
        columns = [column.strip() for column in row.split("|")]
        if len(columns) != _COLUMNS:
            yield Fault(
                "speech_verbs.txt", number, columns[0], f"{_COLUMNS} columns are wanted, here are {len(columns)}"
            )
        elif columns[1] not in kinds:
            yield Fault("speech_verbs.txt", number, columns[0], f"'{columns[1]}' is no kind of statement")
        elif not columns[3]:
            yield Fault("speech_verbs.txt", number, columns[0], "the example is missing")


def _is(value: object, kind: str) -> bool:
    if kind == "words":
        return isinstance(value, list) and all(isinstance(word, str) for word in value)
    if kind == "rows":
        return isinstance(value, list) and bool(value) and all(isinstance(row, dict) for row in value)
    if kind == "map":
        return isinstance(value, dict) and all(isinstance(word, str) for word in value.values())
    if kind == "lists":
        return isinstance(value, dict) and all(_is(words, "words") for words in value.values())
    if kind == "tables":
        return isinstance(value, dict) and all(isinstance(table, dict) for table in value.values())
    return isinstance(value, bool if kind == "flag" else str)


def _at(table: dict[str, Any], key: str) -> Any:
    value: Any = table
    for part in key.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    return value


def _keys(table: dict[str, Any], front: str = "") -> Iterator[str]:
    """The keys of a table, those of tables in it with a dot."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _keys(value, f"{front}{key}.")
        else:
            yield f"{front}{key}"


def _line(text: str, key: str) -> int:
    """The line on which a key stands; 0 where it is not found."""
    last = re.escape(key.rpartition(".")[2])
    pattern = re.compile(rf'\s*(?:\[{re.escape(key)}\]|"?{last}"?\s*[=:])')
    return next((n for n, line in enumerate(text.splitlines(), 1) if pattern.match(line)), 0)
