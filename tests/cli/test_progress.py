"""The bar of a replay says how far it is, how fast, and how long it will take."""

from __future__ import annotations

import pytest

from tracker.cli.progress import ReplayProgress, progress_line
from tracker.projections.progress import Progress


@pytest.mark.parametrize(
    ("progress", "told"),
    [
        (Progress("claims", 6_000, 24_000, 30_000.0, 61.4), ["claims", "██████░", " 25%", "6,000/24,000", "1:01 left"]),
        (Progress("claims", 1, 2, 30_000.0, None), ["30,000/s", "reading events"]),
        (Progress("", 0, 0, 0.0, None), ["all views", "100%", "0/0"]),
        (Progress("claims", 9, 3, 1.0, 0.0, "publishing"), ["100%", "publishing", "0:00 left"]),
    ],
)  # fmt: skip
def test_a_line_tells_share_rate_and_time(progress: Progress, told: list[str]) -> None:
    line = progress_line(progress)
    assert all(part in line for part in told), line


def test_nothing_is_drawn_where_no_terminal_is(capsys: pytest.CaptureFixture[str]) -> None:
    with ReplayProgress() as shown:
        shown(Progress("claims", 1, 2, 1.0, 1.0))
    assert capsys.readouterr() == ("", "")
