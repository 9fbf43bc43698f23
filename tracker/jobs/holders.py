"""Who holds a job: a name for this process, and whether the process of a name is known to be gone."""

from __future__ import annotations

import os
import secrets
import socket
from pathlib import Path


def this_process() -> str:
    """A name that no other process has: the machine, where its process numbers count, the number, a random end."""
    return f"{socket.gethostname()}:{_numbered_in() or '-'}:{os.getpid()}:{secrets.token_hex(3)}"


def is_gone(holder: str) -> bool:
    """Whether a process has ended for certain; False where that cannot be known from here."""
    machine, _, rest = holder.partition(":")
    where, _, rest = rest.partition(":")
    number = rest.partition(":")[0]
    if not number.isdecimal() or machine != socket.gethostname() or where != _numbered_in():
        return False
    try:
        os.kill(int(number), 0)  # signal 0 asks and does nothing
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False


def _numbered_in() -> str | None:
    """What the numbers of processes count in: this start of this machine, and this container of it; Linux tells."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        return f"{boot[:8]}-{os.stat('/proc/self/ns/pid').st_ino}"
    except OSError:
        return None
