"""The signs of the desk: one set for terminals with Unicode, one in ASCII (``--ascii``, ``TRACKER_ASCII=1``)."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Glyphs:
    """Every sign that a screen draws; shapes alone tell states apart, colour only helps."""

    states: Mapping[str, str]
    unknown: str
    full: str
    empty: str
    rule: str
    mark: str
    bars: str
    handle: str
    here: str
    live: str
    past: str
    new: str
    enter: str
    dot: str
    arrow: str
    yes: str
    no: str
    differs: str
    own_mark: str
    amended: str
    paused: str
    circled: bool
    progress: tuple[str, str]
    quotes: tuple[str, str]
    braille: bool
    arrows: str
    step: str
    chosen: str
    station: str
    dashes: str
    grid: str
    moment: str
    stay: str
    vague: str
    lasting: str
    open_ends: tuple[str, str]
    ellipsis: str = "…"
    freshness: Mapping[str, str] = field(default_factory=dict)
    work: Mapping[str, str] = field(default_factory=dict)

    def state(self, state: str) -> str:
        """The sign of a happening's state or of a report's status."""
        return self.states.get(state, self.unknown)

    def certainty(self, filled: int, of: int = 4) -> tuple[str, str]:
        """A bar of ``of`` marks: the filled part and the empty one."""
        return self.full * filled, self.empty * (of - filled)

    def number(self, n: int) -> str:
        """A footnote number: ① to ⑩, which every font has, else ``(11)``."""
        return chr(0x2460 + n - 1) if self.circled and 1 <= n <= 10 else f"({n})"


UNICODE = Glyphs(
    states={
        "rumoured": "◌", "announced": "◆", "under_way": "◐", "held": "●", "cancelled": "⊘", "disputed": "✕",
        "lapsed": "○", "retracted": "–",
        "unconfirmed": "◌", "planned": "◆", "ongoing": "◐", "occurred": "●", "denied": "✕",
    },
    unknown="·", full="▮", empty="▯", rule="─", mark="▌", bars="▁▂▃▄▅▆▇█", handle="┃", here="◀", live="●",
    past="▲", new="▼", enter="↵", dot="·", arrow="→", yes="✓", no="✕", differs="≠", own_mark="▾",
    amended="×", paused="‖", circled=True, progress=("━", "━"), quotes=("„", "“"),
    braille=True, arrows="→↗↑↖←↙↓↘", step="·", chosen="◉", station="•", dashes="╌╌",
    grid="┊", moment="│", stay="━", vague="┄", lasting="═", open_ends=("‹", "›"),
    freshness={"fresh": "●", "ageing": "◐", "stale": "○"},
    work={"live": "●", "catching_up": "◐", "replaying": "▶", "new": "○", "stopped": "✕"},
)  # fmt: skip

ASCII = Glyphs(
    states={
        "rumoured": "?", "announced": "a", "under_way": "~", "held": "x", "cancelled": "/", "disputed": "!",
        "lapsed": "o", "retracted": "-",
        "unconfirmed": "?", "planned": "a", "ongoing": "~", "occurred": "x", "denied": "!",
    },
    unknown=".", full="#", empty=".", rule="-", mark=">", bars="_.-:=+*#", handle="|", here="<", live="*", past="^",
    new="v", enter="Enter", dot="-", arrow="->", yes="ok", no="x", differs="!=", own_mark="'", amended="x", paused="=",
    circled=False, progress=("=", "-"),
    quotes=('"', '"'), ellipsis="~",
    braille=False, arrows=">/^\\</v\\", step="+", chosen="@", station="o", dashes="- -",
    grid=":", moment="|", stay="=", vague=".", lasting="~", open_ends=("<", ">"),
    freshness={"fresh": "*", "ageing": "+", "stale": "o"},
    work={"live": "*", "catching_up": "+", "replaying": ">", "new": "o", "stopped": "x"},
)  # fmt: skip


def preferred_glyphs(environment: Mapping[str, str] = os.environ) -> Glyphs:
    """ASCII where ``TRACKER_ASCII`` is set or the locale cannot show Unicode, else Unicode."""
    if environment.get("TRACKER_ASCII", "") not in ("", "0"):
        return ASCII
    encoding = environment.get("LC_ALL") or environment.get("LC_CTYPE") or environment.get("LANG") or "UTF-8"
    return ASCII if encoding in ("C", "POSIX") else UNICODE


_current = preferred_glyphs()


def glyphs() -> Glyphs:
    """The set in use."""
    return _current


def use_glyphs(chosen: Glyphs) -> None:
    """Draw with this set from now on."""
    global _current
    _current = chosen
