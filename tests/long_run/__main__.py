"""Live a day: `python -m tests.long_run --minutes 60 --items 2000`; 1 where something was lost, came twice or grew."""

from __future__ import annotations

import argparse
import sys
import tempfile
from dataclasses import fields
from pathlib import Path

from tests.long_run.day import live_a_day
from tests.long_run.memory import MAY_GROW


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
    for name in (each.name for each in fields(day) if each.name != "memory"):
        print(f"{name}: {getattr(day, name)}")
    for name, curve in day.memory.items():
        print(f"memory of the {name} in each tenth of its (last) life: {curve}")
    bad = day.lost or day.twice or day.unkept or day.faults or day.differing or any(day.codes.values())
    return bool(bad) or any(curve.growth > MAY_GROW for curve in day.memory.values())


if __name__ == "__main__":
    sys.exit(main())
