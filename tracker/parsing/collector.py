"""Hold off the search for garbage while objects are made that are all still in use."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_search_for_garbage() -> Iterator[None]:
    """Let the collector rest: what is built within stays in use to the end, so that it would walk all for nothing.

    It took a twentieth of an article and half of loading the names of the world. Objects without cycles are freed as
    ever. In several threads the first to leave lets the collector go on, which costs time only.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
