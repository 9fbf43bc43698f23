"""What becomes of an error at the edge: one clear line on stderr and an exit code, never a traceback."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from events.errors import TrackerError
from tracker.wording import say

OK, FAILED, USAGE, UNVERIFIED = 0, 1, 2, 3
"""Exit codes: done; something failed; the command was called wrongly; verification found faults."""
INTERRUPTED, PIPE_CLOSED = 130, 141
"""Exit codes of every program that Ctrl-C or a closed pipe ended (128 + the signal)."""


def run(arguments: Sequence[str]) -> int:
    """Run the command line with these arguments; returns the exit code."""
    try:
        _keep_streams_going()
        code = _run(list(arguments))
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        _silence_stdout()
        return PIPE_CLOSED
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except click.UsageError as error:
        from tracker.cli.usage import explain_usage

        complain(explain_usage(error))
        return USAGE
    except TrackerError as error:
        complain(str(error))
    except OSError as error:
        _silence_stdout()
        complain(_system_fault(error))
    except Exception as error:
        complain(unexpected(error))
    return FAILED


def _run(arguments: list[str]) -> int:
    from tracker.cli.completion import PROGRAM, complete
    from tracker.cli.root import tracker

    if complete(tracker):
        return OK
    try:
        with tracker.make_context(PROGRAM, arguments) as context:
            code = tracker.invoke(context)
    except click.exceptions.Exit as leave:
        return leave.exit_code
    return code if isinstance(code, int) else OK


def complain(line: str) -> None:
    """Write an error to stderr as one harmless line."""
    from tracker.cli.terminal import message

    message(f"{say('cli.error.error')}: {line}")


def unexpected(error: Exception) -> str:
    """The line that tells of an error that nobody foresaw, and where its details are written down."""
    return say("cli.error.unexpected", kind=type(error).__name__, path=_report(error))


def _system_fault(error: OSError) -> str:
    where = os.fspath(error.filename) if error.filename is not None else say("cli.error.output")
    return f"{where!s}: {error.strerror or error}"


def _report(error: Exception) -> Path:
    """Write down what happened for whoever mends it; returns where."""
    import tempfile
    import traceback

    from platformdirs import user_log_path

    name = f"report-{datetime.now(UTC):%Y%m%d-%H%M%S}-{os.getpid()}.txt"
    text = "".join(traceback.format_exception(error))
    for folder in (user_log_path("tracker", appauthor=False), Path(tempfile.gettempdir())):
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            path = folder / name
            path.write_text(text, encoding="utf-8", errors="backslashreplace")
            return path
        except OSError:
            continue
    return Path(os.devnull)


def _keep_streams_going() -> None:
    """A character that the terminal's encoding lacks is shown as "?", not as a failure."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _silence_stdout() -> None:
    """Nobody reads any more: let the interpreter flush what is left into nothing."""
    try:
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, sys.stdout.fileno())
        os.close(nothing)
    except (OSError, ValueError):
        pass
