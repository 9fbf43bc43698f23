"""What a command looks at: `--as-of` and `--at`, from which moment and up to which position; `--filter`, `--limit` and
`--skip`, which rows."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from events.errors import TrackerError
from tracker.cli.arguments import AsOf, AsOfType, NumberType
from tracker.cli.usage import Function, option
from tracker.wording import say

if TYPE_CHECKING:
    from tracker.dossier import Dossier
    from tracker.projections.cutoff import Cutoff
    from tracker.projections.reader import ViewReader


def cutoff_options(function: Function) -> Function:
    """``--as-of DATE`` and ``--at POSITION``."""
    as_of = option("--as-of", "as_of", about="as_of", type=AsOfType(), metavar=say("cli.help.date"))
    at = option("--at", "position", about="at", type=NumberType(0), metavar="POSITION")
    return as_of(at(function))


def filter_option(function: Function) -> Function:
    """``--filter FILTER``, also called ``--search``; see `tracker.typed.filters`."""
    return option("--filter", "--search", "search", about="filter", metavar=say("cli.help.filter"))(function)


def page_options(function: Function) -> Function:
    """``--limit NUMBER`` and ``--skip NUMBER``: a piece of the rows."""
    limit = option("--limit", "limit", about="limit", type=NumberType(1), metavar="N")
    skip = option("--skip", "skip", about="skip", type=NumberType(0), default=0, metavar="N")
    return limit(skip(function))


def cutoff_of(as_of: AsOf | None, position: int | None) -> Cutoff:
    """What may be known at the moment and the position asked for."""
    from tracker.projections.cutoff import Cutoff

    return Cutoff(position, as_of.published if as_of else None)


def looking_from(dossier: Dossier, as_of: AsOf | None, position: int | None) -> ViewReader:
    """The views as they were at the moment and the position asked for.

    Raises:
        TrackerError: the log does not reach that position.
    """
    head = dossier.log.head().position
    if position is not None and position > head:
        raise TrackerError(
            say("cli.error.no_position", position=position, head=head), where="--at", remedy=say("cli.error.see_log")
        )
    day: date | None = as_of.day if as_of else None
    return dossier.at(cutoff_of(as_of, position), day)
