"""What a benchmark says: a figure, the baseline it is held against in the same run, and whether the budget is kept."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Measure:
    """One line of the table.

    Attributes:
        what: what was done.
        value, unit: the figure.
        baseline, baseline_value: what it is held against, measured in the same run; None where the budget is absolute.
        ratio: how many times better than the baseline, or how many times its cost; None without a baseline.
        budget: the promise in words; empty for a figure that only informs.
        met: whether it is kept; None where there is no budget.
    """

    what: str
    value: float
    unit: str
    baseline: str | None = None
    baseline_value: float | None = None
    ratio: float | None = None
    budget: str = ""
    met: bool | None = None


def at_least(what: str, value: float, unit: str, baseline: str, baseline_value: float, times: float | None) -> Measure:
    """A rate that must be so many times the baseline's; without ``times`` it only informs."""
    ratio = value / baseline_value
    budget, met = ("", None) if times is None else (f"≥ {times:g} ×", ratio >= times)
    return Measure(what, value, unit, baseline, baseline_value, ratio, budget, met)


def at_most(what: str, value: float, unit: str, baseline: str, baseline_value: float, times: float) -> Measure:
    """A cost that may be so many times the baseline's."""
    ratio = value / baseline_value
    return Measure(what, value, unit, baseline, baseline_value, ratio, f"≤ {times:g} ×", ratio <= times)


def within(what: str, value: float, unit: str, limit: float) -> Measure:
    """A cost with an absolute limit in its own unit."""
    return Measure(what, value, unit, budget=f"≤ {limit:g} {unit}", met=value <= limit)


def interleaved(candidates: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, float]:
    """The median figure of each candidate, all of them run in turn so that a busy spell hits all alike.

    Args:
        candidates: functions that do their work once and return their figure.
    """
    figures: dict[str, list[float]] = {name: [] for name in candidates}
    for _ in range(rounds):
        for name, run in candidates.items():
            gc.collect()
            figures[name].append(run())
    return {name: median(values) for name, values in figures.items()}
