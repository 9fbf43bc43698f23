"""The memory of a process that stays: one heap for all threads, and garbage that is looked for often."""

from __future__ import annotations

import ctypes
import gc
import platform

_ARENA_MAX, _TRIM_THRESHOLD, _MMAP_THRESHOLD = -8, -1, -3
"""Numbers of glibc's `mallopt` (malloc.h)."""
_LARGE = 128 * 1024
_BETWEEN_SEARCHES = (700, 10, 10)
"""The interpreter's own distances between two searches for garbage; a command that is soon over takes longer ones."""


def prepare_to_stay() -> None:
    """Keep the memory of a desk, or of a runner of jobs, flat. To be called before there are threads."""
    gc.set_threshold(*_BETWEEN_SEARCHES)
    share_one_heap()


def share_one_heap() -> bool:
    """Let the threads share a heap, and give large pieces back at once; whether the system's allocator can be told.

    glibc gives every thread a heap of its own, and each keeps the most that its thread ever needed: a desk whose work
    goes from thread to thread grew by a third in a day. To be called before there are threads.
    """
    if platform.libc_ver()[0] != "glibc":
        return False
    mallopt = ctypes.CDLL(None).mallopt
    settings = ((_ARENA_MAX, 1), (_TRIM_THRESHOLD, _LARGE), (_MMAP_THRESHOLD, _LARGE))
    return all(mallopt(name, value) for name, value in settings)
