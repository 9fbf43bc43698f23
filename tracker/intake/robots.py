"""What a site's robots.txt allows us (RFC 9309), asked once a site and run."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

from protego import Protego

from tracker.intake.addresses import Address, FetchError
from tracker.intake.fetching import AGENT, Fetcher

_MOST_LINES = 10_000
_NAMES_A_ROBOT = re.compile(r"\s*user[- ]?agent\s*:?\s*([^#]*)", re.IGNORECASE)
_SOMEBODY_ELSE = "User-agent: somebody-else"
_LONGEST_DELAY = 10.0


class Robots:
    """The rules of the sites that were asked so far.

    Args:
        fetcher: fetches the rules.
        pause: waits so many seconds where a site asks for a delay.
    """

    def __init__(self, fetcher: Fetcher, *, pause: Callable[[float], None] = time.sleep) -> None:
        self._fetcher = fetcher
        self._pause = pause
        self._rules: dict[str, Protego] = {}

    def allow(self, where: Address, *, allow_private: bool = False) -> bool:
        """Whether an address may be fetched; waits as long as the site asks for between two fetches, up to 10 s."""
        rules = self._rules.get(where.origin)
        if rules is None:
            rules = self._rules[where.origin] = self._ask(where, allow_private=allow_private)
        elif (delay := rules.crawl_delay(AGENT)) and rules.can_fetch(where.url, AGENT):
            self._pause(min(float(delay), _LONGEST_DELAY))
        return rules.can_fetch(where.url, AGENT)

    def _ask(self, where: Address, *, allow_private: bool) -> Protego:
        try:
            answer = self._fetcher.get(f"{where.origin}/robots.txt", allow_private=allow_private)
        except FetchError as error:
            # RFC 9309, 2.3.1: without rules all is allowed; with rules that cannot be had, nothing is.
            without = error.status is not None and 400 <= error.status < 500 and error.status != 429
            return Protego.parse("" if without else "User-agent: *\nDisallow: /")
        lines = answer.body.decode("utf-8", "replace").splitlines()[:_MOST_LINES]
        return Protego.parse("\n".join(map(_addressed, lines)))


def _addressed(line: str) -> str:
    """The line, with the names of other robots made one: a rule is kept once for each robot above it.

    Without this, some thousand names above some thousand rules would fill the memory.
    """
    named = _NAMES_A_ROBOT.match(line)
    if named is None or "*" in named[1] or named[1].strip().lower() in AGENT.lower():
        return line
    return _SOMEBODY_ELSE
