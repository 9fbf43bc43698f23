"""The text of a page as trafilatura finds it, where that library is installed and asked for."""

from __future__ import annotations

from events.errors import TrackerError
from tracker.wording import say


def trafilatura_text(page: str) -> str | None:
    """The text, one paragraph a block; None where the library finds none.

    Raises:
        TrackerError: the library is not installed.
    """
    try:
        import trafilatura  # heavy, and only for those who ask for it
    except ImportError:
        raise TrackerError(
            say("intake.read.no_trafilatura"), where="trafilatura", remedy=say("intake.read.no_trafilatura_remedy")
        ) from None
    found = trafilatura.extract(page, include_comments=False, include_tables=False, favor_precision=True)
    return "\n\n".join(line for line in found.splitlines() if line.strip()) if isinstance(found, str) else None
