"""``python -m benchmarks [--quick] [--events NUMBER] [--only NAME]``: run the benchmarks and print their table."""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import sys
from collections.abc import Sequence
from pathlib import Path

import benchmarks
from benchmarks.measure import Measure

PREFIX = "bench_"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what was asked for; 0 if no budget was missed, 1 otherwise, 2 if a baseline is not installed."""
    names = [found.name.removeprefix(PREFIX) for found in pkgutil.iter_modules(benchmarks.__path__)
             if found.name.startswith(PREFIX)]  # fmt: skip
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer rounds and smaller logs; rough figures")
    parser.add_argument("--only", choices=sorted(names), action="append", help="run this one alone (may be repeated)")
    parser.add_argument("--events", type=int, help="the size of the log, where a benchmark can be measured on any")
    parser.add_argument("--dossier", type=Path, help="a dossier made beforehand, where a benchmark can look at one")
    options = parser.parse_args(arguments)
    missed = False
    for name in sorted(options.only or names):
        try:
            bench = importlib.import_module(f"benchmarks.{PREFIX}{name}")
        except ModuleNotFoundError as error:
            print(f"{name}: {error.name} is not installed – pip install 'diplomatic-tracker[bench]'", file=sys.stderr)
            return 2
        print(f"\n{name}")
        if options.dossier and hasattr(bench, "measures_in"):
            measures = bench.measures_in(options.dossier)
        elif options.events and hasattr(bench, "measures_of"):
            measures = bench.measures_of(options.events)
        else:
            measures = bench.measures(options.quick)
        for measure in measures:
            print(line(measure), flush=True)
            missed |= measure.met is False
    return int(missed)


def line(measure: Measure) -> str:
    """One measure as a line of the table."""
    mark = {True: "✓", False: "✗", None: " "}[measure.met]
    value = f"{number(measure.value)} {measure.unit}"
    text = f" {mark} {measure.what:<58} {value:>18}"
    if measure.baseline is not None and measure.baseline_value is not None and measure.ratio is not None:
        text += f"   {measure.ratio:6.2f} × {number(measure.baseline_value)}  {measure.baseline}"
    return f"{text}   (budget {measure.budget})" if measure.budget else text


def number(value: float) -> str:
    """A figure with as many digits as it deserves."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


if __name__ == "__main__":
    sys.exit(main())
