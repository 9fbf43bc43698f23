"""The threads of a process that stays share what they let go of."""

from __future__ import annotations

import platform
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
THREADS = """
import ctypes, sys, threading
from tracker.heap import share_one_heap

assert sys.argv[1] == "apart" or share_one_heap()
together = threading.Barrier(6)

def work():
    kept = bytearray(50_000)
    together.wait()
    return kept

threads = [threading.Thread(target=work) for _ in range(6)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
ctypes.CDLL(None).malloc_stats()
"""


def heaps(how: str) -> int:
    """How many heaps a process has after six threads have worked at the same time."""
    run = subprocess.run(
        [sys.executable, "-c", THREADS, how], capture_output=True, text=True, check=True, cwd=ROOT, timeout=60
    )
    return len(re.findall("^Arena", run.stderr, re.MULTILINE))


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="the allocator of another system")
def test_threads_share_one_heap_where_each_had_its_own() -> None:
    assert heaps("apart") > 1
    assert heaps("together") == 1
