"""Keys in the order in which they were typed: each waits until the one before has done what it does."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TypeAlias

from textual import events
from textual.app import App
from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer

Typed: TypeAlias = events.Key | events.Paste

_PATIENCE = 1.0
"""Seconds after which a key waits no longer: what the one before was typed into may be gone without a word."""
_ROUNDS = 2
"""Round trips until a key is done: on the first it is acted upon, on the second what widgets say of that is heard."""


class TypingAhead(App[int]):
    """The part of the app that takes keys and pasted text.

    Textual hands a key to the widget that has the focus when it comes in. So what is typed right behind a key that
    moves the focus – ``/``, ``t``, a digit – would go astray. Here it waits, and goes to what has the focus by then.
    """

    class Done(Message):
        """Follows a key through the widgets that may act on it; when it comes back, all of them have seen the key."""

        def __init__(self, key: Typed, rounds: int) -> None:
            super().__init__()
            self.key = key
            self.rounds = rounds

    def __init__(self) -> None:
        super().__init__()
        self._waiting: deque[Typed] = deque()
        self._taken: Typed | None = None
        self._taken_on: Screen[object] | None = None
        self._impatient: Timer | None = None

    async def on_event(self, event: events.Event) -> None:
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
        elif self._taken is None:
            await self._take(event)
        else:
            self._waiting.append(event)
            self._grow_impatient()

    async def _take(self, event: Typed) -> None:
        self._taken, self._taken_on = event, self.screen
        await super().on_event(event)
        self._follow(event, _ROUNDS)

    def _follow(self, key: Typed, rounds: int) -> None:
        (self.focused or self.screen).post_message(self.Done(key, rounds))

    async def on_typing_ahead_done(self, message: Done) -> None:
        """Send the message round again where more may follow from the key; else it is the turn of the next one."""
        message.stop()
        await asyncio.sleep(0)  # who asks something does so in a task of its own, and opens the question at once
        if message.key is not self._taken:
            return
        if self.screen is not self._taken_on:
            self._taken_on = self.screen
            self._follow(message.key, _ROUNDS)
        elif message.rounds > 1:
            self._follow(message.key, message.rounds - 1)
        else:
            await self._take_next()

    async def _take_next(self) -> None:
        if self._impatient is not None:
            self._impatient.stop()
        self._taken = self._taken_on = self._impatient = None
        if self._waiting:
            await self._take(self._waiting.popleft())
        if self._waiting:
            self._grow_impatient()

    def _grow_impatient(self) -> None:
        """Wait for the key that was taken, but not for ever."""
        if self._impatient is None:
            self._impatient = self.set_timer(_PATIENCE, self._take_next)
