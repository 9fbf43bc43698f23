"""The four looks of the desk – ink, paper, contrast, ansi – and the few colours that Textual's own themes lack."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from textual.theme import BUILTIN_THEMES, Theme


def _map(land: str, border: str, shore: str, *cities: str) -> dict[str, str]:
    """The colours of the map's ground; cities from the faintest to the brightest."""
    lights = {f"map-city-{number}": colour for number, colour in enumerate(cities, 1)}
    return {"map-land": land, "map-border": border, "map-shore": shore} | lights


def _bars(track: str, thumb: str, hover: str) -> dict[str, str]:
    return {
        "scrollbar": thumb,
        "scrollbar-hover": hover,
        "scrollbar-active": hover,
        "scrollbar-background": track,
        "scrollbar-background-hover": track,
        "scrollbar-background-active": track,
        "scrollbar-corner-color": track,
    }


INK = Theme(
    name="ink", dark=True, background="#0b0f14", surface="#10161d", panel="#161e27", foreground="#e8e4d8",
    primary="#5b8fb0", secondary="#7d8b96", accent="#ff6b5e", warning="#f2c76e", success="#86b66e", error="#ff6b5e",
    variables={"muted": "#7d8b96", "rule": "#25303b", "tint": "#3a3320", "spark-later": "#33414e"}
    | {"block-cursor-background": "#25303b", "block-cursor-foreground": "#e8e4d8"}
    | _map("#2c3a47", "#45566a", "#56728a", "#6b7f72", "#b59b5b", "#f2c76e", "#ffe9b0")
    | _bars("#0b0f14", "#25303b", "#7d8b96"),
)  # fmt: skip

PAPER = Theme(
    name="paper", dark=False, background="#fbf7ef", surface="#f4eee2", panel="#ebe3d3", foreground="#2b2620",
    primary="#2f6690", secondary="#7a7062", accent="#c0392b", warning="#9a6b00", success="#3f7d3a", error="#c0392b",
    variables={"muted": "#7a7062", "rule": "#ddd3bf", "tint": "#f7e6b5", "spark-later": "#cfc3aa"}
    | {"block-cursor-background": "#ddd3bf", "block-cursor-foreground": "#2b2620"}
    | _map("#d3c7b0", "#b9ac94", "#8f836e", "#b5a17e", "#96794a", "#6f5124", "#4a3210")
    | _bars("#fbf7ef", "#ddd3bf", "#7a7062"),
)  # fmt: skip

CONTRAST = Theme(
    name="contrast", dark=True, background="#000000", surface="#000000", panel="#262626", foreground="#ffffff",
    primary="#6cc4ff", secondary="#d0d0d0", accent="#ff8a80", warning="#ffd75f", success="#87ff87", error="#ff8a80",
    variables={"muted": "#d0d0d0", "rule": "#8a8a8a", "tint": "#5f4b00", "spark-later": "#8a8a8a"}
    | {"block-cursor-background": "#444444", "block-cursor-foreground": "#ffffff"}
    | _map("#5f5f5f", "#8a8a8a", "#c6c6c6", "#8a8a8a", "#afaf5f", "#ffd75f", "#ffffff")
    | _bars("#000000", "#8a8a8a", "#ffffff"),
)  # fmt: skip

ANSI = Theme(
    name="ansi", ansi=True, dark=True, background="ansi_default", surface="ansi_default", panel="ansi_default",
    boost="ansi_default", foreground="ansi_default", primary="ansi_bright_blue", secondary="ansi_cyan",
    accent="ansi_bright_red", warning="ansi_yellow", success="ansi_green", error="ansi_bright_red",
    variables=dict(BUILTIN_THEMES["ansi-dark"].variables)
    | {"muted": "ansi_cyan", "rule": "ansi_bright_black", "tint": "ansi_default", "on-warning": "ansi_black",
       "spark-later": "ansi_bright_black"}
    | _map("ansi_bright_black", "ansi_bright_black", "ansi_cyan",
           "ansi_bright_black", "ansi_yellow", "ansi_yellow", "ansi_bright_yellow")
    | _bars("ansi_default", "ansi_bright_black", "ansi_white"),
)  # fmt: skip


def without_colour(theme: Theme) -> Theme:
    """A look for ``NO_COLOR``: only light and dark are left. What is chosen is lightest, the map's ground is faint."""
    text, muted = theme.foreground or theme.primary, theme.variables.get("muted", theme.primary)
    shore = theme.variables.get("map-shore", muted)
    ground = _map(theme.variables.get("map-land", muted), shore, shore, shore, shore, muted, muted)
    return replace(theme, accent=text, variables={**theme.variables, **ground})


THEMES = (INK, PAPER, CONTRAST, ANSI)


def lacking_variables(theme: Theme) -> Mapping[str, str]:
    """Our own variables for a theme that does not set them, from the colours that it has."""
    muted = theme.secondary or theme.foreground or theme.primary
    quiet = theme.panel or theme.surface or muted
    return {
        "muted": muted,
        "rule": quiet,
        "tint": quiet,
        "spark-later": quiet,
        **_map(quiet, quiet, muted, quiet, theme.warning or muted, theme.warning or muted, theme.foreground or muted),
        "on-warning": theme.background or ("#000000" if theme.dark else "#ffffff"),
    }
