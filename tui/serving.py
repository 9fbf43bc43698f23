"""The desk in a browser: textual-serve runs one desk for every visitor and shows it on a page of this machine."""

from __future__ import annotations

import shlex
import socket
import sys
from pathlib import Path

from events.errors import TrackerError
from tracker.wording import say

HOST = "127.0.0.1"
"""The served desk has no password, so nobody but this machine gets to see it."""


def serve(dossier: Path, port: int, *, writable: bool = False) -> None:
    """Serve until the process is interrupted.

    Args:
        port: of the loopback address.
        writable: whether a visitor may append; without it nothing is written.

    Raises:
        TrackerError: the extra ``web`` is not installed, the dossier is not there, or the port is taken.
    """
    try:
        from textual_serve.server import Server
    except ImportError:
        raise TrackerError(say("cli.error.no_web"), remedy=say("cli.error.no_web_remedy")) from None
    if not writable and not dossier.exists():
        raise TrackerError(say("cli.error.no_file"), where=str(dossier), remedy=say("cli.error.no_file_remedy"))
    _refuse_taken(port)
    Server(command(dossier, writable=writable), host=HOST, port=port, title="tracker").serve()


def command(dossier: Path, *, writable: bool) -> str:
    """The command line of one visitor's desk."""
    words = [sys.executable, "-m", "tui.serving", str(dossier.absolute()), *(["--writable"] if writable else [])]
    return shlex.join(words)


def _refuse_taken(port: int) -> None:
    """See beforehand that nobody else listens there.

    Raises:
        TrackerError: somebody does, or the port is not for us.
    """
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((HOST, port))
        except (OSError, OverflowError) as error:
            raise TrackerError(
                say("cli.error.port", port=port, why=error), remedy=say("cli.error.port_remedy")
            ) from None


def main(arguments: list[str]) -> int:
    """One visitor's desk, started by the web server with its screen on pipes."""
    from tui.app import run

    path, *options = arguments
    return run(Path(path), read_only="--writable" not in options)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
