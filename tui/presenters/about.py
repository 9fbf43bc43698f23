"""What somebody who mends the desk wants to know: versions, terminal, files, settings; to be copied into a report."""

from __future__ import annotations

import os
import platform
import sqlite3
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from tracker.wording import current_language, say
from tui.actions import ACTIONS
from tui.glyphs import glyphs
from tui.presenters.clock import grouped
from tui.presenters.lines import Line, line
from tui.presenters.wording import heading, labelled

_COLUMN = 12


def about_lines(files: Sequence[Path], config: Path, look: str, size: tuple[int, int], width: int) -> list[Line]:
    """The lines of the report.

    Args:
        files: of the dossier; each with its size, where it is there.
        config: the settings file.
        look: the theme in use.
        size: columns and lines of the terminal.
    """
    terminal = f"{os.environ.get('TERM', '?')} {size[0]} × {size[1]}"
    remapped = ", ".join(f"{action.id} = {' '.join(action.keys)}" for action in ACTIONS if action.keys != action.usual)
    facts = [
        ("program", f"tracker {version('diplomatic-tracker')}, Textual {version('textual')}"),
        ("python", f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {platform.platform()}"),
        ("terminal", f"{terminal}, {look}, {current_language()}{'' if glyphs().circled else ', ASCII'}"),
        *(("files", f"{path} · {grouped(path.stat().st_size)} B") for path in files if path.exists()),
        ("config", str(config) if config.exists() else f"{config} –"),
        ("keys", remapped or say("desk.settings.usual")),
    ]
    lines = [heading(say("desk.errors.about"), width)]
    for name, value in facts:
        lines += labelled(say(f"desk.errors.{name}"), value, width, column=_COLUMN)
    return [*lines, (), line(("c", "key"), (f" {say('desk.errors.copies')}", "muted"))]
