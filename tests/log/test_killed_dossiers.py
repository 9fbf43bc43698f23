"""What the dossier writes through the log survives ``kill -9`` too: articles with events, and the views' place."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from events.sqlite_log import SqliteLog
from tests.log import dossier_writers
from tests.log.runs import runs
from tests.log.writers import running
from tracker.dossier import Dossier

VIEWS = ("happenings", "itineraries", "whereabouts", "statements")


def killed(path: Path, work: Callable[..., None], chance: random.Random, times: int) -> Iterator[list[Any]]:
    """Run the work and kill it at a random moment, again and again; what each run had sent by then."""
    for seed in range(times):
        process, connection = running(work, path, seed)
        assert connection.recv() is None
        time.sleep(chance.uniform(0, 0.15))
        process.kill()
        process.join(30)
        told = []
        try:
            while connection.poll(0):
                told.append(connection.recv())
        except EOFError:
            pass
        yield told


@pytest.fixture
def dossier(path: Path) -> Path:
    Dossier.open(path, create=True).close()
    return path


def test_a_kill_while_articles_come_in_leaves_each_whole_or_out(dossier: Path) -> None:
    acknowledged: set[str] = set()
    log = SqliteLog.open(dossier, read_only=True)
    for told in killed(dossier, dossier_writers.ingest_for_ever, random.Random(3), runs(10)):
        acknowledged.update(told)
        report = log.examine()
        assert report.ok, report.faults
        with Dossier.open(dossier, read_only=True) as opened:
            stored = {row.id: row.claims for row in opened.articles.rows(opened.articles.numbers())}
        assert acknowledged <= stored.keys()
        assert Counter(record.document for record in log.read()) == stored
    log.close()
    assert acknowledged


def test_a_kill_while_views_follow_leaves_them_at_a_place_of_the_log(dossier: Path) -> None:
    followed = 0
    for told in killed(dossier, dossier_writers.follow_for_ever, random.Random(4), runs(10)):
        followed = max([followed, *told])
        with Dossier.open(dossier, read_only=True) as opened:
            states = opened.views.states()
            assert min(state.position for state in states) >= followed
            assert [state for state in states if state.error or state.position > opened.log.head().position] == []
    assert followed
    with Dossier.open(dossier) as opened:
        opened.catch_up()
        before = [list(opened.at().all(view)) for view in VIEWS]
        opened.views.rebuild()
        assert [list(opened.at().all(view)) for view in VIEWS] == before
