"""The dossier that a command works on: which one, and opened how."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.terminal import message
from tracker.cli.usage import Function, option
from tracker.wording import say

if TYPE_CHECKING:
    from events.sqlite_log import SqliteLog
    from tracker.dossier import Dossier


_WORTH_TELLING = 5_000
_SMALL = 500
"""Events up to which the plain tables follow every command; those of a larger log are laid out by `tracker replay`."""


def _remember(ctx: click.Context, _: click.Parameter, path: Path | None) -> None:
    if path is not None:
        ctx.find_root().meta["dossier"] = path


def dossier_option(function: Function) -> Function:
    """``--dossier`` at a command, the same as before it."""
    declare = option(
        "--dossier",
        about="dossier",
        type=click.Path(path_type=Path),
        metavar=say("cli.help.path"),
        expose_value=False,
        callback=_remember,
    )
    return declare(function)


def dossier_path() -> Path:
    """The dossier that the user named, else the default one."""
    named: Path | None = click.get_current_context().find_root().meta.get("dossier")
    if named is not None:
        return named.expanduser()
    from tracker.locations import default_dossier_path

    return default_dossier_path()


def home() -> Path:
    """The dossier's path, ready for a new one: the folder of the default place is made."""
    from tracker.locations import default_dossier_path

    path = dossier_path()
    if path == default_dossier_path():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


@contextmanager
def for_reading(*, catch_up: bool = True) -> Iterator[Dossier]:
    """The dossier; its views are brought up to date first, unless that is not asked for.

    Raises:
        TrackerError: there is none, or it cannot be read.
    """
    from tracker.dossier import Dossier

    with Dossier.open(dossier_path(), read_only=True) as dossier:
        if catch_up:
            _follow(dossier)
        yield dossier


@contextmanager
def log_for_reading() -> Iterator[SqliteLog]:
    """The log alone: it can be read and verified even where views and articles are damaged.

    Raises:
        TrackerError: there is none, or it cannot be read.
    """
    from events.sqlite_log import SqliteLog

    log = SqliteLog.open(dossier_path(), read_only=True)
    try:
        yield log
    finally:
        log.close()


@contextmanager
def for_writing(*, create: bool = False) -> Iterator[Dossier]:
    """The dossier to append to; its views follow when the work is done.

    Args:
        create: make a new one where there is none, and say so.
    """
    from tracker.dossier import Dossier

    path = home() if create else dossier_path()
    new = create and not path.exists()
    with Dossier.open(path, create=create) as dossier:
        if new:
            message(say("cli.message.created", path=path))
        yield dossier
        _follow(dossier)


def _follow(dossier: Dossier) -> None:
    """Let the views follow the log; say so where it takes a while."""
    behind = max((state.behind for state in dossier.views.states()), default=0)
    if behind > _WORTH_TELLING:
        message(say("cli.message.catching_up", events=f"{behind:,}"))
    if dossier.catch_up() and dossier.log.head().position <= _SMALL:
        lay_out(dossier)


def lay_out(dossier: Dossier) -> None:
    """Lay the views out as plain tables, for other tools; where nothing can be written there are none."""
    from tracker.exports.plain_tables import lay_out as laid_out
    from tracker.projections.contract import ProjectionError
    from tracker.projections.cutoff import Cutoff

    with suppress(ProjectionError):
        laid_out(dossier, dossier.day_of(Cutoff()))
