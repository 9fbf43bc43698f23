"""The formats by name: which module writes each, which choices it takes; only the wanted one is imported."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.exports.subject import Subject

HAPPENINGS = ("meetings", "happenings")
VIEWS = (*HAPPENINGS, "itineraries", "whereabouts", "statements")


@dataclass(frozen=True, slots=True)
class Format:
    """A format.

    Attributes:
        target: module and function that turn a subject into text; "" for a format that only a file can hold.
        views: the views that can be chosen; the first is the one without a choice.
        articles: whether the log may come with its articles.
        journey: whether one journey is chosen.
        earlier: whether it tells what changed since an earlier moment.
    """

    target: str
    views: tuple[str, ...] = ()
    articles: bool = False
    journey: bool = False
    earlier: bool = False

    def pieces(self, subject: Subject) -> Iterator[str]:
        """The text of an export, piece by piece."""
        module, _, function = self.target.partition(":")
        write: Callable[[Subject], Iterator[str]] = getattr(import_module(module), function)
        return write(subject)


FORMATS = {
    "ics": Format("tracker.exports.ics:calendar", views=HAPPENINGS),
    "geojson": Format("tracker.exports.geojson:features"),
    "csv": Format("tracker.exports.tables:csv_of_view", views=VIEWS),
    "jsonl": Format("tracker.exports.log_lines:log_lines", articles=True),
    "cloudevents": Format("tracker.exports.cloud_events:cloud_events", articles=True),
    "colt": Format("tracker.exports.colt:colt_csv"),
    "plover": Format("tracker.exports.plover:plover_lines", views=HAPPENINGS[::-1]),
    "ftm": Format("tracker.exports.ftm:ftm_lines"),
    "markdown": Format("tracker.exports.markdown:markdown", earlier=True),
    "html": Format("tracker.exports.html_page:html_page", earlier=True),
    "atom": Format("tracker.exports.atom:atom_feed", earlier=True),
    "svg": Format("tracker.exports.svg:journey_picture", journey=True),
    "datasette": Format(""),
}
"""All formats, in the order in which they are told."""
