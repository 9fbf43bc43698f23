"""The `tracker` command: one file a group of commands, thin edges over the dossier."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and leave with its exit code; the entry point of the installed program."""
    from tracker.cli.failures import run

    sys.exit(run(sys.argv[1:]))
