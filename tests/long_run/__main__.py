"""Live a day: `python -m tests.long_run --minutes 60 --items 2000`; 1 where something was lost, came twice or grew."""

from __future__ import annotations

import argparse
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from tests.long_run.day import live_a_day

_MAY_GROW = 20_000_000
"""Bytes that the desk may grow by in the second half: the views are on the disk, what it keeps is bounded."""


def main() -> int:
    """Live the day and tell of it."""
    parser = argparse.ArgumentParser(prog="python -m tests.long_run", description=__doc__)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--items", type=int, default=2_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        day = live_a_day(
            Path(folder), items=given.items, seconds=given.minutes * 60, kills=max(3, round(given.minutes))
        )
    told = asdict(day) | {"desk_memory": day.desk_memory[:: max(1, len(day.desk_memory) // 12)], "growth": day.growth}
    for name, value in told.items():
        print(f"{name}: {value}")
    bad = day.lost or day.twice or day.unkept or day.faults or day.differing or any(day.codes.values())
    return bool(bad) or day.growth > _MAY_GROW


if __name__ == "__main__":
    sys.exit(main())
