"""A site of one's own on this machine: pages by path, and how a server may misbehave."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Handler = BaseHTTPRequestHandler
Page = Callable[[Handler], None]


@dataclass
class Site:
    """What is served, and what was asked for: (path, headers)."""

    port: int = 0
    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


def text(body: str | bytes, kind: str = "application/rss+xml; charset=utf-8", **headers: str) -> Page:
    """A page with these bytes; answers 304 to whoever knows its ETag."""
    data = body.encode() if isinstance(body, str) else body

    def answer(handler: Handler) -> None:
        if headers.get("ETag") and handler.headers.get("If-None-Match") == headers["ETag"]:
            handler.send_response(304)
            handler.end_headers()
            return
        handler.send_response(200)
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(data)))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(data)

    return answer


def packed(body: bytes) -> Page:
    return text(gzip.compress(body), Content_Encoding="gzip")


def status(code: int, **headers: str) -> Page:
    def answer(handler: Handler) -> None:
        handler.send_response(code)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return answer


def dripping(site: Site, *, head: bool) -> Page:
    """A byte now and then, without end; each comes soon enough for the time-out of a socket."""

    def answer(handler: Handler) -> None:
        if not head:
            handler.send_response(200)
            handler.end_headers()
        while not site.over.wait(0.02):
            handler.wfile.write(b"x")

    return answer


def endless(handler: Handler) -> None:
    handler.send_response(200)
    handler.end_headers()
    while True:
        handler.wfile.write(b" " * 65_536)


def cut_short(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b"<rss>")


def silent(site: Site) -> Page:
    """Nothing at all, until the site is closed."""

    def answer(_: Handler) -> None:
        site.over.wait(30)

    return answer


def raw(data: bytes) -> Page:
    """No answer of HTTP at all."""

    def answer(handler: Handler) -> None:
        handler.wfile.write(data)

    return answer


@contextmanager
def running() -> Iterator[Site]:
    """The site, as long as it is needed."""
    site = Site()

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append((self.path, dict(self.headers)))
            try:
                site.pages.get(self.path.partition("?")[0], status(404))(self)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            """Nobody reads it."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    server.daemon_threads = True
    server.block_on_close = False
    site.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.over.set()
        server.shutdown()
        server.server_close()
        thread.join(timeout=10)
