"""A damaged views file is said in words instead of as a database error."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from tracker.projections.contract import ProjectionError

P = ParamSpec("P")
R = TypeVar("R")


def explained(method: Callable[P, R]) -> Callable[P, R]:
    """Turns an error of the database into a `ProjectionError` with its remedy."""

    @wraps(method)
    def reading(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return method(*args, **kwargs)
        except sqlite3.Error as error:
            raise ProjectionError(
                f"the views cannot be read: {error}", remedy="rebuild them; they can be deleted at any time"
            ) from error

    return reading
