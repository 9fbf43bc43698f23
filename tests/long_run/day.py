"""The day itself, and what is left of it in the evening."""

from __future__ import annotations

import os
import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.long_run.memory import Curve
from tests.long_run.newsroom import FEEDS, Newsroom, open_newsroom
from tests.long_run.players import Desk, Hand, Runner
from tracker.dossier import Dossier

_SCREENS = ("1", "2", "3", "4", "5", "6", "7", "8")
_LOOKS = (*_SCREENS, "j", "j", "k", "\r")
_EVENING = 180.0
"""Seconds after the last item within which everything must be in."""


@dataclass
class Day:
    """What a day brought.

    Attributes:
        lost: words of newest versions that no article of the dossier holds.
        twice: words that several articles hold, and ids of events that stand in the log twice.
        unkept: acknowledged events that are not where they were said to be.
        faults: what the verification of the log named.
        differing: views that a replay shows otherwise.
        codes: how runner, desk and hand ended.
        lives: how often the runner was started.
        appended, articles, positions: how much came in.
        troubles: what the server did, and how often.
        memory: what desk, runner and hand kept in memory, a sample a second or so.
    """

    lost: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    unkept: list[int] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    differing: list[str] = field(default_factory=list)
    codes: dict[str, int] = field(default_factory=dict)
    lives: int = 0
    appended: int = 0
    articles: int = 0
    positions: int = 0
    troubles: dict[str, int] = field(default_factory=dict)
    memory: dict[str, Curve] = field(default_factory=lambda: {"desk": Curve(), "runner": Curve(), "hand": Curve()})


def settings(room: Newsroom, pace: int) -> str:
    """The user's settings: jobs so many seconds apart, feeds on this machine."""
    jobs = "".join(f'[jobs.{job}]\nevery = "{pace}s"\n' for job in ("inbox", "views", "feeds", "watches"))
    feeds = "".join(
        f'[[feeds]]\nname = "blatt-{number}"\nurl = "{room.site.url(f"/feed/{number}")}"\nfollow = true\n'
        f'allow_private = true\nlanguage = "de"\n'
        for number in range(FEEDS)
    )
    watch = '[[watches]]\nname = "oslo"\nplace = "Oslo"\n'
    return f"{jobs}[fetching]\ntimeout = 1\nwait = 1\nrobots = false\n{feeds}{watch}"


def live_a_day(folder: Path, *, items: int, seconds: float, kills: int, seed: int = 1) -> Day:
    """Let everybody work on one dossier for a while, then see what is there.

    Args:
        folder: where dossier and settings are made.
        items: that come in the course of the day.
        seconds: that it lasts, the evening apart.
        kills: how often the runner is killed.
    """
    path, config = folder / "day.dossier", folder / "config.toml"
    with open_newsroom(items, seconds, seed) as room:
        config.write_text(settings(room, max(1, round(seconds / 240))), encoding="utf-8")
        environment = os.environ | {
            "TRACKER_CONFIG": str(config),
            "TRACKER_DOSSIER": str(path),
            "TRACKER_LANGUAGE": "en",
            "XDG_STATE_HOME": str(folder),
        }
        day = Day(troubles=room.served)
        hand = Hand(path)
        hand.append()
        runner, desk = Runner(environment, folder / "runner.txt"), Desk(environment)
        try:
            _work(room, day, hand, runner, desk, kills, seconds)
            room.troubled = False
            _until(lambda: not _missing(path, room), _EVENING)
        finally:
            day.codes = {"runner": runner.stop(), "desk": desk.leave(), "hand": hand.stop()}
        day.lives, day.appended = runner.lives, len(hand.acknowledged)
        _take_stock(path, room, hand, day)
    return day


def _work(room: Newsroom, day: Day, hand: Hand, runner: Runner, desk: Desk, kills: int, seconds: float) -> None:
    chance = random.Random(room.seed)
    began = time.monotonic()
    # In the first half, so that the last life is long enough to tell whether its memory grows.
    deaths = sorted(chance.uniform(0.05, 0.5) * seconds for _ in range(kills))
    # The reader begins with a look at every screen, and closes again what was opened on it.
    keys = [key for screen in _SCREENS for key in (screen, "\r", "\x1b")]
    while not room.over:
        if not keys:
            look = chance.choice(_LOOKS)
            keys = [look, "\x1b"] if look == "\r" else [look]
        desk.press(keys.pop(0))
        hand.append()
        if deaths and time.monotonic() - began > deaths[0]:
            deaths.pop(0)
            runner.die()
        for name, process in (("desk", desk.process), ("runner", runner.process.pid), ("hand", hand.process.pid)):
            day.memory[name].look(process)
        time.sleep(min(1.0, seconds / 120))  # the pace of the day: a play in real time, no wait for something


def _until(done: Callable[[], bool], patience: float) -> None:
    """Look again and again until it is so; what is missing after all is told by the stock-taking."""
    end = time.monotonic() + patience
    while not done() and time.monotonic() < end:
        time.sleep(0.5)


def _counted(path: Path, words: list[str]) -> Counter[str]:
    """In how many articles each of these words stands."""
    with Dossier.open(path, read_only=True) as dossier:
        texts = [
            found.text
            for row in dossier.articles.rows(dossier.articles.numbers())
            if (found := dossier.articles.article(row.id)) is not None
        ]
    return Counter(word for word in words for text in texts if f"{word} " in text)


def _missing(path: Path, room: Newsroom) -> list[str]:
    words = list(room.expected())
    counted = _counted(path, words)
    return [word for word in words if not counted[word]]


def _take_stock(path: Path, room: Newsroom, hand: Hand, day: Day) -> None:
    day.lost = _missing(path, room)
    counted = _counted(path, list(room.expected()))
    day.twice = [word for word, times in counted.items() if times > 1]
    with Dossier.open(path) as dossier:
        records = list(dossier.log.read())
        ids = Counter(record.id for record in records)
        day.twice += [id for id, times in ids.items() if times > 1]
        at = {record.position: record.id for record in records}
        day.unkept = [position for position, id in hand.acknowledged if at.get(position) != id]
        day.faults = [str(fault) for fault in dossier.log.verify().faults]
        dossier.catch_up()
        before = _views(dossier)
        dossier.views.rebuild()
        day.differing = [view for view, rows in _views(dossier).items() if before[view] != rows]
        day.articles, day.positions = len(dossier.articles.numbers()), len(records)


def _views(dossier: Dossier) -> dict[str, list[object]]:
    reader = dossier.at()
    return {view: list(reader.all(view)) for view in ("meetings", "itineraries", "whereabouts", "statements")}
