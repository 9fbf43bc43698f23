"""Fetch an address within bounds of time and size, at most five redirects far, each checked before it is followed."""

from __future__ import annotations

import base64
import http.client
import mmap
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import PackageNotFoundError, version

from tracker.intake.addresses import Address, FetchError, Resolve, address, is_public, reachable, resolve
from tracker.wording import say

AGENT = "diplomatic-tracker"
MAX_REDIRECTS = 5
_REDIRECTS = (301, 302, 303, 307, 308)
_CHUNK = 65_536
_MOST_WAIT = 86_400


class NotWanted(FetchError):
    """The site's robots.txt asks programs to leave the address alone."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered: the status, where from after redirects, the headers in lower case, the unpacked body."""

    status: int
    address: Address
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def charset(self) -> str | None:
        """The encoding that the server declares."""
        parts = self.headers.get("content-type", "").split(";")[1:]
        named = [part.partition("=")[2].strip("\"' ") for part in parts if part.strip().lower().startswith("charset=")]
        return named[0] if named else None


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Fetches addresses.

    Attributes:
        timeout: seconds for everything, from the first name to the last byte.
        most: bytes that a body may have, packed and unpacked.
        contact: where a site's owner reaches the user; part of the user agent.
        resolving: how names become IP addresses.
        public: which of these lie in the open net.
    """

    timeout: float = 20.0
    most: int = 5_000_000
    contact: str | None = None
    resolving: Resolve = resolve
    public: Callable[[str], bool] = is_public

    @property
    def agent(self) -> str:
        """Who we say that we are: the truth."""
        try:
            release = version("diplomatic-tracker")
        except PackageNotFoundError:
            release = "0"
        contact = f"; {self.contact}" if self.contact and self.contact.isascii() else ""
        return f"{AGENT}/{release} (feed reader{contact})"

    def get(
        self,
        url: str,
        *,
        allow_private: bool = False,
        etag: str | None = None,
        modified: str | None = None,
        wanted_there: Callable[[Address], bool] = lambda _: True,
    ) -> Answer:
        """The answer with status 200, or 304 where the server says that nothing has changed.

        Args:
            allow_private: whether it may lie in a private network.
            etag, modified: of the last answer, as the server sent them.
            wanted_there: asked at every hop whether the site wants to be fetched.

        Raises:
            NotWanted: the site does not.
            FetchError: no such address, not allowed, unreachable, too slow, too large, or another status.
        """
        deadline = time.monotonic() + self.timeout
        wanted = {"If-None-Match": etag, "If-Modified-Since": modified}
        conditions = {name: value for name, value in wanted.items() if value and _is_header(value)}
        where = address(url)
        for _ in range(MAX_REDIRECTS + 1):
            if not wanted_there(where):
                raise NotWanted(say("intake.fetch.robots"), where=where.shown)
            hosts = reachable(where, None if allow_private else self.public, self.resolving)
            answer = self._ask(where, hosts, conditions, deadline)
            if answer.status in _REDIRECTS and (goal := answer.headers.get("location")):
                where = address(goal, base=where.url)
                continue
            if answer.status in (200, 304):
                return answer
            raise FetchError(
                say("intake.fetch.status", status=answer.status),
                where=where.shown,
                status=answer.status,
                retry_after=seconds_to_wait(answer.headers.get("retry-after")),
            )
        raise FetchError(say("intake.fetch.redirects", most=MAX_REDIRECTS), where=where.shown)

    def _ask(self, where: Address, hosts: list[str], conditions: Mapping[str, str], deadline: float) -> Answer:
        connection = _connection(where, hosts, deadline)
        left = deadline - time.monotonic()
        late = threading.Event()
        # Time-outs of a socket count from byte to byte; a server that drips is cut off by this clock.
        clock = threading.Timer(max(left, 0.01), _cut_off, (connection.sock, late))
        clock.daemon = True
        clock.start()
        try:
            connection.request("GET", where.target, headers=self._headers(where) | dict(conditions))
            response = connection.getresponse()
            headers = {name.lower(): value.strip()[:2_000] for name, value in response.getheaders()}
            body = self._body(response, headers, where) if response.status == 200 else b""
            if late.is_set():
                raise TimeoutError
            return Answer(response.status, where, headers, body)
        except (OSError, http.client.HTTPException, ValueError) as error:
            if late.is_set() or isinstance(error, TimeoutError):
                raise FetchError(say("intake.fetch.slow", seconds=round(self.timeout)), where=where.shown) from None
            raise FetchError(say("intake.fetch.broken", why=_why(error)), where=where.shown) from None
        finally:
            clock.cancel()
            connection.close()

    def _headers(self, where: Address) -> dict[str, str]:
        headers = {
            "User-Agent": self.agent,
            "Accept": "application/atom+xml, application/rss+xml, text/html;q=0.9, */*;q=0.5",
            "Accept-Encoding": "gzip",
        }
        if where.user is not None:
            secret = f"{where.user}:{where.password or ''}".encode()
            headers["Authorization"] = f"Basic {base64.b64encode(secret).decode('ascii')}"
        return headers

    def _body(self, response: http.client.HTTPResponse, headers: Mapping[str, str], where: Address) -> bytes:
        packing = headers.get("content-encoding", "identity").lower()
        if packing not in ("identity", "", "gzip", "x-gzip", "deflate"):
            raise FetchError(say("intake.fetch.packing", packing=packing[:20]), where=where.shown)
        unpack = zlib.decompressobj(47) if packing in ("gzip", "x-gzip", "deflate") else None
        # Mapped memory goes back to the system; a buffer that grew to megabytes would stay with the allocator.
        with closing(mmap.mmap(-1, self.most + 1)) as body:
            read = 0
            while chunk := response.read1(_CHUNK):
                read += len(chunk)
                if unpack is not None:
                    try:
                        chunk = unpack.decompress(chunk, len(body) - body.tell())
                    except zlib.error:
                        raise FetchError(say("intake.fetch.packed_badly"), where=where.shown) from None
                if read > self.most or body.tell() + len(chunk) > self.most:
                    raise FetchError(say("intake.fetch.large", most=f"{self.most / 1_000_000:g}"), where=where.shown)
                body.write(chunk)
            if response.length:  # fewer bytes than were announced
                raise FetchError(say("intake.fetch.broken", why=say("intake.fetch.cut_short")), where=where.shown)
            return body[: body.tell()]


def _connection(where: Address, hosts: list[str], deadline: float) -> http.client.HTTPConnection:
    """A connection to one of the checked IP addresses, under the name that was asked for."""
    fault: OSError | None = None
    for host in hosts[:4]:
        left = deadline - time.monotonic()
        if left <= 0:
            break
        try:
            line = socket.create_connection((host, where.port), timeout=left)
        except OSError as error:
            fault = error
            continue
        try:
            if where.scheme == "https":
                line = ssl.create_default_context().wrap_socket(line, server_hostname=where.host)
        except (OSError, ValueError) as error:
            line.close()
            raise FetchError(say("intake.fetch.broken", why=_why(error)), where=where.shown) from None
        connection = http.client.HTTPConnection(where.host, where.port)
        connection.sock = line
        return connection
    if fault is None or isinstance(fault, TimeoutError):
        raise FetchError(say("intake.fetch.unreachable", why=say("intake.fetch.no_answer")), where=where.shown)
    raise FetchError(say("intake.fetch.unreachable", why=_why(fault)), where=where.shown)


def _cut_off(line: socket.socket, late: threading.Event) -> None:
    late.set()
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)


def _why(error: Exception) -> str:
    text = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return "".join(character for character in text[:120] if character.isprintable())


def _is_header(value: str) -> bool:
    return value.isprintable() and value.isascii() and len(value) <= 500


def seconds_to_wait(value: str | None, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> int | None:
    """What a server's ``Retry-After`` comes to, in seconds, a day at most; None where it tells nothing."""
    if not value:
        return None
    if value.isdecimal() and value.isascii():
        return min(int(value[:9]), _MOST_WAIT)
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError):
        return None
    moment = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    return min(max(0, round((moment - now()).total_seconds())), _MOST_WAIT)
