"""The tones of a line as styles: the one place where meaning becomes colour, always through theme variables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from rich.style import Style as RichStyle
from textual.content import Content
from textual.style import Style

from tui.presenters.lines import Line

if TYPE_CHECKING:
    from textual.app import App

STYLES: Mapping[str, str] = {
    "": "",
    "strong": "bold",
    "muted": "$muted",
    "quiet": "$rule",
    "heading": "$muted bold",
    "key": "$accent bold",
    "link": "underline",
    "number": "$warning",
    "good": "$success",
    "bad": "$error",
    "warn": "$warning",
    "info": "$primary",
    "name": "$primary",
    "gone": "$muted strike",
    "old": "$error strike",
    "selected": "bold",
    "past": "bold $on-warning on $warning",
    "span": "underline on $tint",
    "span-selected": "bold $on-warning on $warning",
    "tab": "$secondary",
    "tab-active": "bold $accent",
    "spark": "$primary",
    "spark-later": "$spark-later",
    "handle": "$warning",
    # the map: its ground, and what lies above it
    "map-land": "$map-land",
    "map-border": "$map-border",
    "map-shore": "$map-shore",
    "map-city-1": "$map-city-1",
    "map-city-2": "$map-city-2",
    "map-city-3": "$map-city-3",
    "map-city-4": "$map-city-4",
    "map-label": "$foreground",
    "map-label-chosen": "bold $foreground",
    "way": "$foreground",
    "way-chosen": "bold $accent",
    "amended": "$accent",
    # the lanes: stays, the line of today, what is selected
    "lane-stay": "$map-shore",
    "lane-today": "$primary",
    "lane-row": "on $panel",
    "lane-chosen": "bold $background on $accent",
    "lane-chosen-bar": "bold $accent",
    # states of a happening, and statuses of a report
    "rumoured": "$warning",
    "announced": "$primary",
    "under_way": "$warning",
    "held": "$success",
    "cancelled": "$muted",
    "disputed": "$error",
    "lapsed": "$muted",
    "retracted": "$muted",
    "unconfirmed": "$warning",
    "planned": "$primary",
    "ongoing": "$warning",
    "occurred": "$success",
    "denied": "$error",
    # freshness of an observation
    "fresh": "$success",
    "ageing": "$warning",
    "stale": "$muted",
}


def content(of: Line) -> Content:
    """One line for a widget that renders `Content`; text is never read as markup."""
    return Content.assemble(*((text, STYLES[tone]) for text, tone in of))


def page(lines: Iterable[Line]) -> Content:
    """Several lines, one below the other."""
    return Content("\n").join(content(each) for each in lines)


def palette(app: App[object]) -> dict[str, RichStyle]:
    """Every tone as a style of the theme in use, for widgets that draw line by line."""
    variables = app.theme_variables
    return {tone: Style.parse(style, variables).rich_style for tone, style in STYLES.items()}
