"""`tracker desk`, and `tracker` alone: opens the dossier on the screen."""

from __future__ import annotations

import gc
from importlib import import_module
from pathlib import Path

import click

from events.errors import TrackerError
from tracker.cli.session import dossier_option, home
from tracker.cli.terminal import is_terminal
from tracker.cli.usage import command, option
from tracker.wording import say


@command("desk")
@click.argument("path", required=False, type=click.Path(path_type=Path))
@option("--read-only", "read_only", about="read_only", is_flag=True)
@dossier_option
def desk(path: Path | None, read_only: bool) -> int:
    """Open the desk on a dossier; one that is missing is made."""
    return open_desk(path if path is not None else home(), read_only=read_only)


def open_desk(path: Path, *, read_only: bool = False) -> int:
    """Hand the terminal over to the desk until it is left; returns its exit code.

    Raises:
        TrackerError: there is no terminal.
    """
    if not is_terminal():
        raise TrackerError(say("cli.error.no_terminal"), remedy=say("cli.error.no_terminal_remedy"))
    gc.disable()  # nothing of what is loaded now is garbage; the desk collects again when it is drawn
    # The desk alone needs Textual; every other command starts without it.
    code: int = import_module("tui.app").run(path, read_only=read_only)
    return code
