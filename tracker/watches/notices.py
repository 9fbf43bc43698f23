"""Tell of a hit: to a program of the user's, without a shell, with the hit as JSON on its standard input."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from contextlib import suppress
from typing import Any

from events.errors import TrackerError
from tracker.config import Watch
from tracker.wording import say


def tell(watch: Watch, payload: dict[str, Any]) -> None:
    """Run the watch's program and wait for its end, or until its time is over; then all that it began is ended.

    Raises:
        TrackerError: it cannot be run, fails, or takes too long.
    """
    where = watch.name
    try:
        program = subprocess.Popen(
            watch.command,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # a group of its own, so that its children can be ended with it
        )
    except (OSError, ValueError) as error:
        raise TrackerError(
            say("intake.notice.not_run", why=getattr(error, "strerror", None) or error), where=where
        ) from None
    try:
        program.communicate(json.dumps(payload, ensure_ascii=True).encode("ascii"), timeout=watch.timeout)
    except subprocess.TimeoutExpired:
        _end(program)
        raise TrackerError(say("intake.notice.slow", seconds=watch.timeout), where=where) from None
    except BaseException:
        _end(program)
        raise
    if program.returncode:
        raise TrackerError(say("intake.notice.failed", code=program.returncode), where=where)


def _end(program: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(program.pid, signal.SIGKILL)
    program.wait()
