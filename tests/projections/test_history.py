"""What was known at a position, read from the versions that the history keeps: the same as a replay up to there."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from tests.projections.build import BERG, MOREAU, OTIENO, Story, dump, indexed_words, meets
from tests.projections.test_laws import DAYS, examples, stories
from tracker.projections.cutoff import Cutoff
from tracker.projections.history import History
from tracker.projections.past import Past


@contextmanager
def history_of(story: Story) -> Iterator[History]:
    with TemporaryDirectory() as folder:
        history = History(Path(folder) / "a.history", story.log, story.projections)
        try:
            yield history
        finally:
            history.close()


def seen(db: sqlite3.Connection) -> dict[str, list[tuple[Any, ...]]]:
    """All that a look shows, in the form of `dump`."""
    names = [name for (name,) in db.execute("SELECT name FROM sqlite_temp_master WHERE type = 'view' ORDER BY name")]
    tables = [name for name in names if not name.startswith("search")]
    rows = {name: sorted(db.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr) for name in tables}
    db.execute("PRAGMA query_only = 0")
    return rows | {"search": indexed_words(db)}


def replayed(story: Story, position: int) -> dict[str, list[tuple[Any, ...]]]:
    tables = dump(story.fold(story.log.read(until=position)))
    del tables["projection"]  # where checkpoints are noted
    return tables


def test_before_the_first_event_nothing_is_known(tmp_path: Path) -> None:
    story = Story()
    story.report(meets(BERG, MOREAU, day="2024-03-05"))
    history = History(tmp_path / "a.history", story.log, story.projections)
    assert history.reaches(0)
    assert not any(seen(history.look(0)).values())
    assert not history.reaches(1)


def test_a_history_of_another_log_is_begun_anew(tmp_path: Path) -> None:
    story, other = Story(), Story()
    other.report(meets(BERG, OTIENO, day="2024-03-05"))
    story.report(meets(BERG, MOREAU, day="2024-03-05"))
    for one in (other, story):
        history = History(tmp_path / "a.history", one.log, one.projections)
        assert history.extend(1)
        assert seen(history.look(1)) == replayed(one, 1)
        history.close()


def test_a_file_in_which_no_versions_are_kept_is_begun_anew(tmp_path: Path) -> None:
    story = Story()
    story.report(meets(BERG, MOREAU, day="2024-03-05"))
    story.retract("e1")
    with closing(sqlite3.connect(tmp_path / "a.history")) as crashed:
        story.fold().backup(crashed)
    history = History(tmp_path / "a.history", story.log, story.projections)
    assert not history.reaches(1)
    assert history.extend(2)
    assert seen(history.look(1)) == replayed(story, 1)


def test_a_look_stays_where_it_is_while_the_history_goes_on(tmp_path: Path) -> None:
    story = Story()
    story.report(meets(BERG, MOREAU, day="2024-03-05"))
    history = History(tmp_path / "a.history", story.log, story.projections)
    history.extend(1)
    look = history.look(1)
    story.retract("e1")
    history.extend(2)
    assert seen(look) == replayed(story, 1)
    assert history.reaches(2)
    assert not history.reaches(3)


def test_where_nothing_can_be_written_there_is_no_history(tmp_path: Path) -> None:
    story = Story()
    story.report(meets(BERG, MOREAU, day="2024-03-05"))
    history = History(tmp_path / "no such folder" / "a.history", story.log, story.projections)
    assert not history.extend(1)
    assert not history.reaches(0)


@examples(80)
@given(stories(least=3), st.data())
def test_a_look_at_a_position_shows_the_replay_of_the_prefix(story: Story, data: st.DataObject) -> None:
    head = story.log.head().position
    with history_of(story) as history:
        assert history.extend(data.draw(st.integers(0, head)))
        assert history.extend(head)
        for position in data.draw(st.lists(st.integers(0, head), min_size=1, max_size=4)):
            assert seen(history.look(position)) == replayed(story, position)


@examples(80)
@given(stories(least=3), st.sampled_from(DAYS), st.data())
def test_a_look_as_published_shows_the_replay_of_what_was_public(story: Story, day: str, data: st.DataObject) -> None:
    head = story.log.head().position
    cutoff = Cutoff(data.draw(st.integers(0, head)), f"{day}T12:00:00Z")
    public = [record for record in story.log.read() if cutoff.admits(record)]
    with history_of(story) as history, patch("tracker.projections.past._DEARER", 0):
        history.extend(head)
        found = Past(story.log, story.projections, history).at(cutoff)
        shown = seen(found) if found.execute("SELECT 1 FROM temp.sqlite_master").fetchone() else dump(found)
        shown.pop("projection", None)
        replay = dump(story.fold(public))
        del replay["projection"]
        assert shown == replay
