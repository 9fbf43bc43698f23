"""Who works on the dossier: the runner of the jobs, the desk in a terminal, and a hand that appends."""

from __future__ import annotations

import fcntl
import os
import pty
import signal
import struct
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[2]
_PROGRAM = (sys.executable, "-m", "tracker.cli")
_PATIENCE = 60.0
_APPENDING = """
import sys
from pathlib import Path
from events.envelope import Draft
from events.model import parse_event
from tracker.dossier import Dossier

with Dossier.open(Path(sys.argv[1]), create=True) as dossier:
    for number, _ in enumerate(sys.stdin):
        event = parse_event({"type": "summit", "event_name": f"Treffen {number}"})
        (record,) = dossier.log.append([Draft(event, "user:hand", basis=f"Notiz {number}")])
        print(number, record.position, record.id, flush=True)
"""


class Runner:
    """`tracker watch`, killed and started again at will."""

    def __init__(self, environment: Mapping[str, str], output: Path) -> None:
        self._environment = environment
        self._output = output
        self.lives = 0
        self._start()

    def _start(self) -> None:
        self.lives += 1
        with self._output.open("ab") as output:
            self.process = subprocess.Popen(
                [*_PROGRAM, "watch"], env=self._environment, stdout=output, stderr=output, cwd=ROOT
            )

    def die(self) -> None:
        """Be killed without warning, and begin anew."""
        self.process.kill()
        self.process.wait()
        self._start()

    def stop(self) -> int:
        """Be asked to end; returns the exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=120)


class Hand:
    """A process of its own that appends an event each time it is told to, and says so when it is recorded."""

    def __init__(self, dossier: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", _APPENDING, str(dossier)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        self.acknowledged: list[tuple[int, str]] = []

    def append(self) -> None:
        """Append one event and wait until it is acknowledged: position and id."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        _, position, id = self.process.stdout.readline().split()
        self.acknowledged.append((int(position), id))

    def stop(self) -> int:
        """End; returns the exit code."""
        self.process.communicate(timeout=60)
        return self.process.returncode


class Desk:
    """The desk in a terminal of its own, with somebody who looks from screen to screen."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.process, self._screen = pty.fork()
        if self.process == 0:
            os.chdir(ROOT)
            os.execvpe(_PROGRAM[0], [*_PROGRAM, "desk"], {**environment, "TERM": "xterm-256color"})
        fcntl.ioctl(self._screen, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))
        self.drawn = 0
        self.last = b""
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        """Take what is drawn, or the desk would have to wait for its terminal."""
        while True:
            try:
                data = os.read(self._screen, 1 << 16)
            except OSError:
                return
            if not data:
                return
            self.drawn += len(data)
            self.last = (self.last + data)[-65_536:]

    def press(self, keys: str) -> None:
        """Press keys."""
        os.write(self._screen, keys.encode())

    def leave(self) -> int:
        """Leave the desk as its user would; returns the exit code, that of a kill where it does not go."""
        self.press("\x11")
        end = time.monotonic() + _PATIENCE
        gone, status = os.waitpid(self.process, os.WNOHANG)
        while not gone and time.monotonic() < end:
            time.sleep(0.1)
            gone, status = os.waitpid(self.process, os.WNOHANG)
        if not gone:
            os.kill(self.process, signal.SIGKILL)
            _, status = os.waitpid(self.process, 0)
        os.close(self._screen)
        return os.waitstatus_to_exitcode(status)
