"""Shell completion: the script that a shell reads, and the answers that it asks for."""

from __future__ import annotations

import os
import sys

import click

from tracker.cli.arguments import OneOf
from tracker.cli.usage import command

PROGRAM = "tracker"
_VARIABLE = "_TRACKER_COMPLETE"
SHELLS = ("bash", "zsh", "fish")


def complete(root: click.Command) -> bool:
    """Answer the shell if it is the shell that calls; returns whether it was."""
    instruction = os.environ.get(_VARIABLE)
    if not instruction:
        return False
    from click.shell_completion import shell_complete

    shell_complete(root, {}, PROGRAM, _VARIABLE, instruction)
    return True


@command("completion")
@click.argument("shell", type=OneOf(SHELLS))
def completion(shell: str) -> None:
    """Print the script."""
    from click.shell_completion import get_completion_class

    from tracker.cli.root import tracker

    kind = get_completion_class(shell)
    assert kind is not None, "click knows bash, zsh and fish"
    sys.stdout.write(kind(tracker, {}, PROGRAM, _VARIABLE).source() + "\n")
