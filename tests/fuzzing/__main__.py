"""Fuzz the readers with atheris: `python -m tests.fuzzing [TARGET…] --seconds N`, each in a process of its own.

An input that is too much for a reader is written to `tests/fuzzing/found/TARGET/`, where the suite tries it from then
on.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys

from tests.fuzzing.targets import TARGETS

_TRIED = re.compile(r"number_of_executed_units: (\d+)")


def main() -> int:
    """Fuzz the targets that are named, or all, one after another; 1 where something was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzzing", description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--seconds", type=int, default=60, help="for each target (60)")
    given = parser.parse_args()
    if unknown := [name for name in given.targets if name not in TARGETS]:
        parser.error(f"no such target: {', '.join(unknown)}")
    failed = [name for name in given.targets or TARGETS if not _holds(name, given.seconds)]
    print(f"too much for: {', '.join(failed)}" if failed else "nothing found")
    return bool(failed)


def _holds(name: str, seconds: int) -> bool:
    command = [sys.executable, "-m", "tests.fuzzing.one", name, str(seconds)]
    done = subprocess.run(command, check=False, capture_output=True, text=True, errors="replace")
    tried = _TRIED.search(done.stderr)
    print(f"{name}: {tried[1] if tried else 'unknown'} inputs", flush=True)
    if done.returncode:
        print(done.stdout[-4_000:], flush=True)
    return not done.returncode


if __name__ == "__main__":
    sys.exit(main())
