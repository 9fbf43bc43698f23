"""The outside world: feeds to which items come in the course of the day, from a server that is not always well."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape

from tests.intake import site as serving
from tests.intake.site import Handler, Site

FEEDS = 8
_COPIED, _UPDATED, _LINKED = 10, 20, 4
"""Every so many-th item is in two feeds, is changed later on, is only linked."""
_TROUBLE = 0.2
"""The share of requests that go wrong."""
_NEWEST = 60
"""Entries that a feed tells of at least; it leaves out those that came in more than `_TOLD_FOR` of the day ago."""
_TOLD_FOR = 0.2
_FIRST_DAY, _WEEKS = datetime(2024, 1, 3, 10, tzinfo=UTC), 25
_TOWNS = ("Oslo", "Riga", "Bern", "Dakar", "Lima", "Hanoi", "Rabat", "Tallinn")


@dataclass
class Newsroom:
    """What the feeds tell at any moment.

    Attributes:
        items: how many come in the course of the day.
        seconds: in which the last has come.
        troubled: whether the server misbehaves.
        served: how often each trouble was made.
    """

    site: Site
    items: int
    seconds: float
    seed: int
    troubled: bool = True
    served: dict[str, int] = field(default_factory=dict)
    _began: float = field(default_factory=time.monotonic)

    def __post_init__(self) -> None:
        self._chance = random.Random(self.seed)
        for number in range(FEEDS):
            self.site.pages[f"/feed/{number}"] = self._feed
        for number in range(self.items):
            self.site.pages[f"/item/{number}"] = self._item

    @property
    def over(self) -> bool:
        """Whether the last item is out, and the last change."""
        return time.monotonic() - self._began > self.seconds

    def expected(self) -> dict[str, str]:
        """What the newest version of every item says, by the words that only this version holds."""
        return {self._mark(number, self._version(number)): self._text(number) for number in range(self.items)}

    def _share(self) -> float:
        return min(1.0, (time.monotonic() - self._began) / self.seconds)

    def _version(self, number: int) -> int:
        """Changes come when most of the day is over, to items that were out long ago."""
        return 2 if number % _UPDATED == 0 and self._share() > 0.8 else 1

    def _mark(self, number: int, version: int) -> str:
        return f"zum {number}. Mal in der Fassung {version}"

    def _text(self, number: int) -> str:
        town = _TOWNS[number % len(_TOWNS)]
        return (
            f"Außenministerin Ida Solberg ist am Dienstag {self._mark(number, self._version(number))} nach {town} "
            "gereist. Dort traf sie Ministerpräsident Janis Kalnins. Solberg sagte, die Gespräche seien gut verlaufen."
        )

    def _feed(self, handler: Handler) -> None:
        if self.troubled and self._chance.random() < _TROUBLE:
            self._misbehave(handler)
            return
        feed = int(handler.path.rpartition("/")[2])
        serving.text(self._rss(feed))(handler)

    def _rss(self, feed: int) -> str:
        out = int(self.items * min(1.0, self._share() / 0.7))
        mine = [number for number in range(out) if feed in self._feeds_of(number)]
        told = mine[-max(_NEWEST, round(self.items / FEEDS * _TOLD_FOR)) :]
        changed = [number for number in mine if self._version(number) == 2 and number not in told]
        entries = "".join(self._entry(number) for number in reversed([*told, *changed]))
        return f'<rss version="2.0"><channel><title>Blatt {feed}</title>{entries}</channel></rss>'

    def _feeds_of(self, number: int) -> set[int]:
        """An item of an agency is in two feeds, in the same words."""
        return {number % FEEDS, (number + 1) % FEEDS} if number % _COPIED == 0 else {number % FEEDS}

    def _entry(self, number: int) -> str:
        text = "Mehr auf der Seite." if number % _LINKED == 1 else escape(self._text(number))
        version = self._version(number)
        return (
            f"<item><guid>{number}</guid><link>{self.site.url(f'/item/{number}')}?v={version}</link>"
            f"<pubDate>{self._published(number)}</pubDate><description>{text}</description></item>"
        )

    def _published(self, number: int) -> str:
        """A Wednesday, so that with the towns there are two hundred journeys to tell of."""
        return format_datetime(_FIRST_DAY + timedelta(weeks=number % _WEEKS))

    def _item(self, handler: Handler) -> None:
        number = int(handler.path.partition("?")[0].rpartition("/")[2])
        body = (
            f"<html><body><nav><a href='/'>Start</a></nav><article><p>{self._text(number)}</p></article></body></html>"
        )
        serving.text(body, kind="text/html; charset=utf-8")(handler)

    def _misbehave(self, handler: Handler) -> None:
        troubles = {
            "refusing": serving.status(500),
            "asking for patience": serving.status(503, Retry_After="1"),
            "dripping": serving.dripping(self.site, head=False),
            "silent": serving.silent(self.site),
            "cut short": serving.cut_short,
            "half a feed": serving.text("<rss version='2.0'><channel><item><title>Halb"),
            "no feed": serving.text("<html><body>Wartung</body></html>", kind="text/html"),
            "endless": serving.endless,
            "no HTTP": serving.raw(b"\x00\x01\x02 garbage\r\n\r\n"),
        }
        name = self._chance.choice(sorted(troubles))
        self.served[name] = self.served.get(name, 0) + 1
        troubles[name](handler)


@contextmanager
def open_newsroom(items: int, seconds: float, seed: int) -> Iterator[Newsroom]:
    """The newsroom, with its server, as long as it is needed."""
    with serving.running() as site:
        yield Newsroom(site, items, seconds, seed)
