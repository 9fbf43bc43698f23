"""A row that a projection under trial adds, changes or removes, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tracker.projections.trial.row_changes import RowChange
from tracker.summaries import plain

SIGNS = {"added": "+", "removed": "−", "changed": "~"}


def row_change_words(change: RowChange) -> str:
    """The cells of a row that came or went; of one that changed, what identifies it and what is otherwise now."""
    if change.before is None or change.after is None:
        return _cells_words(change.after or change.before or {})
    parts = []
    for name in {**change.before, **change.after}:
        old, new = change.before.get(name), change.after.get(name)
        if old != new:
            parts.append(f"{name}={cell_words(old)} → {cell_words(new)}")
        elif not parts:
            parts.append(f"{name}={cell_words(new)}")
    return " · ".join(parts)


def _cells_words(cells: Mapping[str, Any]) -> str:
    return " · ".join(f"{name}={cell_words(value)}" for name, value in cells.items() if value is not None)


def cell_words(value: object) -> str:
    return "–" if value is None else plain(value.hex() if isinstance(value, bytes) else str(value))
