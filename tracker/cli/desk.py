"""`tracker desk`, and `tracker` alone: opens the dossier on the screen."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

import click

from events.errors import TrackerError
from tracker.cli.session import dossier_option, dossier_path
from tracker.cli.terminal import is_terminal
from tracker.cli.usage import command
from tracker.wording import say


@command("desk")
@click.argument("path", required=False, type=click.Path(path_type=Path))
@dossier_option
def desk(path: Path | None) -> None:
    """Open the desk on a dossier; a default one that is missing is made."""
    open_desk(path if path is not None else dossier_path())


def open_desk(path: Path, **settings: Any) -> None:
    """Hand the terminal over to the desk until it is left.

    Raises:
        TrackerError: there is no terminal.
    """
    if not is_terminal():
        raise TrackerError(say("cli.error.no_terminal"), remedy=say("cli.error.no_terminal_remedy"))
    # The desk alone needs Textual; every other command starts without it.
    import_module("tui.app").run(path, **settings)
