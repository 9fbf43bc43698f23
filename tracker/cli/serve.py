"""`tracker serve`: the desk in a browser, on this machine."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import click

from tracker.cli.arguments import NumberType
from tracker.cli.session import dossier_option, home
from tracker.cli.terminal import message
from tracker.cli.usage import command, option
from tracker.wording import say


@command("serve")
@click.argument("path", required=False, type=click.Path(path_type=Path))
@option("--port", about="port", type=NumberType(1), default=8000, show_default=True, metavar="N")
@option("--writable", "writable", about="writable", is_flag=True)
@dossier_option
def serve(path: Path | None, port: int, writable: bool) -> None:
    """Serve the desk until it is stopped; every visitor has one of their own."""
    # The served desk alone needs the web server; every other command starts without it.
    served = import_module("tui.serving")
    message(say("cli.message.serving", address=f"http://{served.HOST}:{port}"))
    served.serve(path if path is not None else home(), port, writable=writable)
