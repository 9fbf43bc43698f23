"""Which addresses of the net may be fetched: http and https only, and nothing in private networks unasked."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

from events.errors import TrackerError
from tracker.wording import say

Resolve = Callable[[str, int], list[str]]
"""Host and port → the IP addresses behind them; raises OSError."""
_LONGEST = 2_000
_KEPT = "%/:=&?~#+!$,;'@()*[]-._"
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class FetchError(TrackerError):
    """An address that cannot or must not be fetched.

    Attributes:
        status: what the server answered, None where it did not.
        retry_after: how many seconds it asks to wait, None where it does not.
    """

    def __init__(self, what: str, *, where: str, status: int | None = None, retry_after: int | None = None) -> None:
        super().__init__(what, where=where)
        self.status = status
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True)
class Address:
    """An address in its parts; ``shown`` has neither password nor query and may be told to anybody."""

    url: str
    scheme: str
    host: str
    port: int
    target: str
    user: str | None
    password: str | None

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        default = {"http": 80, "https": 443}[self.scheme]
        return f"{self.scheme}://{host}" + ("" if self.port == default else f":{self.port}")

    @property
    def shown(self) -> str:
        """The address without what could be secret."""
        return self.origin + self.target.partition("?")[0][:200]


def address(url: str, base: str | None = None) -> Address:
    """The parts of an address, which may be relative to a base.

    Raises:
        FetchError: it is none, or neither http nor https.
    """
    try:
        whole = urljoin(base, url.strip()) if base else url.strip()
        parts = urlsplit(whole)
        host = (parts.hostname or "").encode("idna").decode("ascii") if parts.hostname else ""
        port = parts.port
    except (ValueError, UnicodeError):
        raise FetchError(say("intake.fetch.no_address"), where=_harmless(url)) from None
    scheme = parts.scheme.lower()
    if scheme not in ("http", "https"):
        raise FetchError(say("intake.fetch.scheme"), where=f"{_harmless(scheme) or '?'}:…")
    if not host or len(whole) > _LONGEST or not whole.isprintable() or " " in host:
        raise FetchError(say("intake.fetch.no_address"), where=_harmless(host))
    target = quote(parts.path or "/", safe=_KEPT) + (f"?{quote(parts.query, safe=_KEPT)}" if parts.query else "")
    return Address(
        whole, scheme, host, port or (443 if scheme == "https" else 80), target, parts.username, parts.password
    )


def _harmless(text: str) -> str:
    return "".join(character for character in text[:60] if character.isprintable())


def resolve(host: str, port: int) -> list[str]:
    """The IP addresses of a host, by the system."""
    found: list[Any] = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def reachable(where: Address, public: Callable[[str], bool] | None, resolving: Resolve) -> list[str]:
    """The IP addresses to connect to; the connection must use these, since a name may resolve otherwise later.

    Args:
        public: which IP addresses are allowed; None for all.

    Raises:
        FetchError: the name does not resolve, or one of its addresses is in a private network and that is not allowed.
    """
    try:
        found = resolving(where.host, where.port)
    except (OSError, UnicodeError):
        raise FetchError(say("intake.fetch.no_host"), where=where.shown) from None
    if not found:
        raise FetchError(say("intake.fetch.no_host"), where=where.shown)
    if public is not None and not all(map(public, found)):
        raise FetchError(say("intake.fetch.private"), where=where.shown)
    return found


def is_public(ip: str) -> bool:
    """Whether an IP address lies in the open net; one that is wrapped into another counts as what it wraps."""
    try:
        found = ipaddress.ip_address(ip.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        wrapped = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if wrapped is None and found in _NAT64:
            wrapped = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if wrapped is not None:
            return is_public(str(wrapped))
    return found.is_global and not (found.is_multicast or found.is_reserved or found.is_unspecified)
