"""Add tables to the settings file, or take them out, without touching the rest: comments and order stay."""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from events.errors import TrackerError
from tracker.config import checked, config_path
from tracker.wording import say

Kind = Literal["feeds", "watches"]
Value = str | int | bool | list[str]
_HEADING = re.compile(r"\s*\[")


def add(kind: Kind, fields: Mapping[str, Value | None], path: Path | None = None) -> None:
    """Add one ``[[feeds]]`` or ``[[watches]]`` at the end of the file, which is made where it is missing.

    Raises:
        TrackerError: the file or the new table is wrong, or the file cannot be written; nothing is changed then.
    """
    path = path or config_path()
    text = _current(path)
    lines = [f"{name} = {_toml(value)}" for name, value in fields.items() if value not in (None, False, [], ())]
    _write(path, "\n".join([*([text.rstrip("\n"), ""] if text.strip() else []), f"[[{kind}]]", *lines, ""]))


def remove(kind: Kind, name: str, path: Path | None = None) -> None:
    """Take the table with this name out.

    Raises:
        TrackerError: there is none, or as in `add`.
    """
    path = path or config_path()
    text = _current(path)
    names = [one.name for one in getattr(checked(text, path, {}), kind)]
    if name not in names:
        raise TrackerError(
            say("intake.config.no_such", name=name),
            where=str(path),
            remedy=say("intake.config.known", names=", ".join(names) or "–"),
        )
    lines = text.splitlines(keepends=True)
    starts = [number for number, line in enumerate(lines) if re.match(rf"\s*\[\[\s*{kind}\s*\]\]", line)]
    if len(starts) != len(names):
        raise TrackerError(say("intake.config.inline"), where=str(path), remedy=say("intake.config.inline_remedy"))
    start = starts[names.index(name)]
    end = next((number for number in range(start + 1, len(lines)) if _HEADING.match(lines[number])), len(lines))
    while end > start + 1 and lines[end - 1].lstrip().startswith("#"):
        end -= 1  # a comment above the next table belongs to that
    _write(path, "".join(lines[:start] + lines[end:]))


def _toml(value: Value | None) -> str:
    """A value in TOML; its basic strings take every escape of JSON."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _current(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise TrackerError(say("intake.read.unreadable", why=error), where=str(path)) from None


def _write(path: Path, text: str) -> None:
    """Replace the file in one step, after checking that the new one is right."""
    checked(text, path, {})
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".config-", suffix=".toml")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                stream.write(text)
                stream.flush()
                os.fsync(stream.fileno())
            os.replace(temporary, path.resolve() if path.is_symlink() else path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise TrackerError(say("intake.config.not_written", why=error.strerror or error), where=str(path)) from None
