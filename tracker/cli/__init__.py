"""The `tracker` command: one file a group of commands, thin edges over the dossier."""

from __future__ import annotations

import gc
import os
import sys

_OBJECTS_BETWEEN_SEARCHES = 20_000
"""New objects after which the interpreter looks for garbage; its own 700 cost a twentieth of each start."""


def main() -> None:
    """Run the command line and leave with its exit code; the entry point of the installed program."""
    gc.set_threshold(_OBJECTS_BETWEEN_SEARCHES)
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # to look for some takes time, and none is wanted
    from tracker.cli.failures import run

    sys.exit(run(sys.argv[1:]))
