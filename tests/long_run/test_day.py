"""Nothing is lost and nothing comes twice, whoever dies while the feeds are fetched, and all views can be rebuilt.

`make day` lives a whole day of 2,000 items in an hour.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.long_run.day import live_a_day


@pytest.mark.slow
def test_a_short_day_leaves_nothing_undone(tmp_path: Path) -> None:
    day = live_a_day(tmp_path, items=120, seconds=25, kills=3)
    assert (day.lost, day.twice, day.unkept, day.faults, day.differing) == ([], [], [], [], [])
    assert day.codes == {"runner": 0, "desk": 0, "hand": 0}
    assert day.lives == 4
    assert day.troubles
    assert 120 <= day.articles <= 120 + 6  # an item that changed has two versions
    assert day.appended > 5
