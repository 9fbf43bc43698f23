"""Somebody at the desk: presses keys, looks at the screen, waits until the desk has done what it was asked."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from textual.events import Key, Paste
from textual.pilot import Pilot
from textual.screen import ModalScreen

from tests.tui.sample import NOW
from tracker.dossier import Dossier
from tui.app import DeskApp
from tui.screens.projections import ProjectionsScreen
from tui.session import Session

_NAMES = {
    "/": "slash", ",": "comma", ".": "full_stop", "<": "less_than_sign", ">": "greater_than_sign", ":": "colon",
    "?": "question_mark", "!": "exclamation_mark", "#": "number_sign", "-": "minus", "+": "plus", " ": "space",
    "⏎": "enter", "⎋": "escape", "↓": "down", "↑": "up", "⇥": "tab", "@": "at", "(": "left_parenthesis",
    ")": "right_parenthesis", ";": "semicolon", "'": "apostrophe", '"': "quotation_mark", "_": "underscore",
    "=": "equals_sign", "~": "tilde", "②": "f2", "⑤": "f5", "ⓔ": "ctrl+e",
}  # fmt: skip
_SIGNS = {"space": " "} | {name: sign for sign, name in _NAMES.items() if sign not in "⏎⎋↓↑⇥②⑤ⓔ"}
_HASH = re.compile(r"(?<=hash {6})[0-9a-f]{16}")
_VERSION = re.compile(r"(?<= v)\d(?= )")
_A_WHILE = 0.005
_RATE = re.compile(r" +\d+k?/s")


def key_name(character: str) -> str:
    """What Textual calls the key of a character; ⏎ ⎋ ⇥ ↓ ↑ are enter, escape, tab, down, up; ② is F2, ⓔ Ctrl+e."""
    return _NAMES.get(character, character)


class Sitting:
    """One person at one desk."""

    def __init__(self, app: DeskApp, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def dossier(self) -> Dossier:
        return self.app.session.dossier

    async def keys(self, typed: str) -> None:
        """Press keys: every character is one, see `key_name`."""
        await self.press(*map(key_name, typed))

    async def press(self, *names: str) -> None:
        """Press keys by Textual's names, each when what the one before set going is done."""
        for name in names:
            self.send(name)
            await self._done()
        await self.settled()

    def send(self, name: str) -> None:
        """Press a key and wait for nothing."""
        self.app.post_message(Key(name, _SIGNS.get(name, name if len(name) == 1 else None)))

    async def paste(self, text: str) -> None:
        """Paste a text into what has the focus, in place of what stands there."""
        assert self.app.focused is not None
        await self.press("home", "shift+end")
        self.app.post_message(Paste(text))
        await self.settled()

    async def click(self, words: str, *, times: int = 1) -> None:
        """Click on the first place on the screen where the words stand; of a key in the footer, on the footer."""
        lines = self.text().splitlines()
        found = [(line.index(words), y) for y, line in enumerate(lines) if words in line]
        assert found, f"{words!r} is not there to be clicked:\n{self.text()}"
        await self.pilot.click(offset=found[0], times=times)
        await self.settled()

    async def settled(self) -> None:
        """Wait until no work is under way and everything is drawn; a question that is open waits for us instead."""
        await self._done()
        for _ in range(2):  # what begins by a clock, however short, and what that begins
            await self.pilot.pause()
            await self._done()

    async def _done(self) -> None:
        """Wait until the keys that were pressed are done, with the work that they began.

        The desk itself knows when a key is done; so not every key has to wait, as Pilot does, for a quiet processor.
        """
        await self._taken()
        while self._works():
            await self.pilot.pause(_A_WHILE)
            await self._taken()

    def _works(self) -> bool:
        """Whether work is under way that does not wait for us."""
        asked = {"ask"} if isinstance(self.app.screen, ModalScreen) else set()
        waiting = asked | ({"trial"} if self._trial_waits() else set())
        return any(not each.is_finished for each in self.app.workers if each.group not in waiting)

    async def _taken(self) -> None:
        await self.pilot.pause(0)
        while self.app._taken is not None:
            await self.pilot.pause(0)

    def _trial_waits(self) -> bool:
        return self._trial_stage() in ("stepping", "failed")

    def _trial_stage(self) -> str | None:
        """Where the projection under trial is, while its thread runs."""
        screens = (each.node for each in self.app.workers if each.group == "trial")
        screen = next((each for each in screens if isinstance(each, ProjectionsScreen)), None)
        return screen.tried.stage if screen is not None and screen.tried is not None else None

    def text(self) -> str:
        """The screen as plain text; a random identity, a speed and a version are masked."""
        strips = self.app.screen._compositor.render_strips()
        lines = ["".join(segment.text for segment in strip).rstrip() for strip in strips]
        text = _HASH.sub("·" * 16, "\n".join(lines)) + "\n"
        text = _VERSION.sub("·", text)
        return _RATE.sub(lambda found: "n/s".rjust(len(found[0])), text)

    async def stand_on(self, words: str) -> None:
        """Press down until the cursor stands on a line that holds the words."""
        for _ in range(60):
            if any(words in line for line in self.text().splitlines() if "▌" in line):
                return
            await self.press("down")
        raise AssertionError(f"the cursor never stands on {words!r}:\n{self.text()}")

    async def choose(self, words: str) -> None:
        """Press the digit of the choice that holds the words."""
        for line in self.text().splitlines():
            if found := re.search(rf"(?:▌| )(\d) +{re.escape(words)}", line):
                await self.keys(found[1])
                return
        raise AssertionError(f"{words!r} is no choice:\n{self.text()}")

    def styles(self) -> set[Any]:
        """Every style on the screen."""
        strips = self.app.screen._compositor.render_strips()
        return {segment.style for strip in strips for segment in strip}

    def style_runs(self) -> str:
        """The styles of every line in the order in which they follow each other, blanks left out."""
        lines = []
        for strip in self.app.screen._compositor.render_strips():
            runs = [str(segment.style) for segment in strip if segment.text.strip()]
            lines.append(" | ".join(run for n, run in enumerate(runs) if n == 0 or run != runs[n - 1]))
        return "\n".join(lines) + "\n"

    def shows(self, *words: str) -> None:
        """All of the words are on the screen."""
        text = self.text()
        for word in words:
            assert word in text, f"{word!r} is not on the screen:\n{text}"

    def hides(self, *words: str) -> None:
        """None of the words is on the screen."""
        text = self.text()
        for word in words:
            assert word not in text, f"{word!r} is on the screen:\n{text}"

    def nothing_went_wrong(self) -> None:
        """The desk met no error that it had to explain."""
        assert self.app.session.mishaps == []


@asynccontextmanager
async def sitting(
    dossier: Dossier,
    *,
    size: tuple[int, int] = (120, 36),
    theme: str = "ink",
    read_only: bool = False,
    remember: bool = False,
) -> AsyncIterator[Sitting]:
    """Sit down at a desk over a dossier; the clock stands still and nothing runs by itself."""
    session = Session(dossier, read_only=read_only, now=lambda: NOW)
    app = DeskApp(session, live=False, theme=theme, remember=remember)
    async with app.run_test(size=size, notifications=True) as pilot:
        desk = Sitting(app, pilot)
        await desk.settled()
        yield desk
