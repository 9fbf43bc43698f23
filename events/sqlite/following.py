"""Following: everything that is recorded, then whatever comes in, from whichever process."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable

from events.envelope import Recorded

POLL = 0.1
"""Seconds between two looks at the file's change counter."""


async def follow(
    after: int, *, change_token: Callable[[], int], page: Callable[[int], list[Recorded]]
) -> AsyncIterator[Recorded]:
    """Yield the records behind a position, for ever; ends when the task is cancelled or the generator closed.

    Args:
        change_token: changes whenever somebody commits.
        page: the next records behind a position, none at the end; runs in a thread.
    """
    seen: int | None = None
    while True:
        token = change_token()  # before reading: what comes in meanwhile is seen at the next look
        if token != seen:
            seen = token
            while records := await asyncio.to_thread(page, after):
                for record in records:
                    yield record
                after = records[-1].position
        await asyncio.sleep(POLL)
