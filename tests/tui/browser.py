"""A headless Chromium, driven by its own protocol over a web socket."""

from __future__ import annotations

import asyncio
import base64
import itertools
import json
import subprocess
from pathlib import Path
from typing import Any

import aiohttp

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--remote-debugging-port=0",
    "--window-size=1200,800",
)  # fmt: skip
PATIENCE = 90.0


class Browser:
    """One page. What the page receives over its web sockets is kept as text."""

    def __init__(self, program: str, folder: Path) -> None:
        self._folder = folder
        self._process = subprocess.Popen(
            [program, *FLAGS, f"--user-data-dir={folder}", "about:blank"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self._numbers = itertools.count(1)
        self._answers: dict[int, asyncio.Future[Any]] = {}
        self._news = asyncio.Event()
        self.received = ""

    async def __aenter__(self) -> Browser:
        port = await self._until(self._port)
        self._http = aiohttp.ClientSession()
        async with self._http.get(f"http://127.0.0.1:{port}/json") as answer:
            page = next(each for each in await answer.json() if each["type"] == "page")
        self._line = await self._http.ws_connect(page["webSocketDebuggerUrl"], max_msg_size=0)
        self._listening = asyncio.create_task(self._listen())
        await self.call("Network.enable")
        await self.call("Page.enable")
        return self

    async def __aexit__(self, *_: object) -> None:
        self._listening.cancel()
        await self._line.close()
        await self._http.close()
        self._process.terminate()
        self._process.wait()

    def _port(self) -> str | None:
        written = self._folder / "DevToolsActivePort"
        return written.read_text().split()[0] if written.exists() and written.read_text().strip() else None

    async def _until(self, asked: Any) -> Any:
        async with asyncio.timeout(PATIENCE):
            while not (found := asked()):
                await asyncio.sleep(0)
        return found

    async def _listen(self) -> None:
        async for message in self._line:
            data = json.loads(message.data)
            if data.get("method") == "Network.webSocketFrameReceived":
                frame = data["params"]["response"]
                binary = frame["opcode"] == 2
                payload = base64.b64decode(frame["payloadData"]) if binary else frame["payloadData"].encode()
                self.received += payload.decode("utf-8", "replace")
                self._news.set()
            elif (waiting := self._answers.pop(data.get("id", 0), None)) is not None:
                waiting.set_result(data.get("result"))

    async def call(self, method: str, **params: Any) -> Any:
        """A command of the protocol and its answer."""
        number = next(self._numbers)
        self._answers[number] = asyncio.get_running_loop().create_future()
        await self._line.send_json({"id": number, "method": method, "params": params})
        return await asyncio.wait_for(self._answers[number] if number in self._answers else _done(), PATIENCE)

    async def shows(self, *words: str) -> None:
        """Wait until the page has received all of the words since the last time."""
        async with asyncio.timeout(PATIENCE):
            while not all(word in self.received for word in words):
                self._news.clear()
                await self._news.wait()
        self.received = ""

    async def click(self, x: float, y: float) -> None:
        for kind in ("mousePressed", "mouseReleased"):
            await self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    async def key(self, character: str) -> None:
        await self.call("Input.dispatchKeyEvent", type="keyDown", text=character, key=character)
        await self.call("Input.dispatchKeyEvent", type="keyUp", key=character)

    async def screenshot(self) -> bytes:
        """The page as PNG."""
        return base64.b64decode((await self.call("Page.captureScreenshot"))["data"])


async def _done() -> None:
    return None
