"""What can be set from the desk, and where everything lies: the lines of the settings page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.wording import current_language, say
from tui.actions import ACTIONS
from tui.glyphs import glyphs
from tui.presenters.lines import Column, Line, line
from tui.presenters.wording import heading, wrapped


@dataclass(frozen=True, slots=True)
class Setting:
    """A row of the page.

    Attributes:
        id: names it in the wording.
        value: as it is now.
        changeable: whether enter changes it here; else it is only told.
    """

    id: str
    value: str
    changeable: bool = False


def settings(theme: str, dossier: str, config: str, user: str, *, read_only: bool) -> list[Setting]:
    """The rows, those that can be changed first."""
    remapped = ", ".join(action.id for action in ACTIONS if action.keys != action.usual)
    return [
        Setting("theme", theme, changeable=True),
        Setting("language", say("desk.settings.this_language"), changeable=True),
        Setting("signs", say("desk.settings.unicode" if glyphs().circled else "desk.settings.ascii"), changeable=True),
        Setting("keys", remapped or say("desk.settings.usual")),
        Setting("user", user),
        Setting("dossier", f"{dossier} ({say('desk.scrubber.read_only')})" if read_only else dossier),
        Setting("config", config),
    ]


def columns() -> tuple[Column, ...]:
    """The columns of the list."""
    return (
        Column("name", say("desk.settings.name"), 14),
        Column("value", say("desk.settings.value"), 20, grow=1),
    )


def cells(row: Setting) -> tuple[Line, ...]:
    """A setting as a row."""
    value = line(
        (row.value, "strong" if row.changeable else ""), (f"  {glyphs().enter}" if row.changeable else "", "key")
    )
    return (line(say(f"desk.settings.{row.id}")), value)


def page(row: Setting, width: int) -> Sequence[Line]:
    """What a setting means, and how it is set for good."""
    lines = [
        heading(say(f"desk.settings.{row.id}").upper(), width),
        *wrapped(say(f"desk.settings.{row.id}_about"), width, indent=""),
    ]
    example = _example(row)
    if example:
        lines += [
            (),
            line((say("desk.settings.for_good"), "muted")),
            (),
            *(line((f"  {each}", "info")) for each in example),
        ]
    return lines


def _example(row: Setting) -> list[str]:
    match row.id:
        case "theme":
            return ["[desk]", f'theme = "{row.value}"']
        case "language":
            return ["[desk]", f'language = "{current_language()}"']
        case "signs":
            return ["[desk]", f"ascii = {'false' if glyphs().circled else 'true'}"]
        case "keys":
            return ["[keys]", 'export = "ctrl+e"', 'next_day = ["greater_than_sign", "ctrl+right"]']
        case _:
            return []
