"""How often the tests of faults repeat: few times by default, as often as ``TRACKER_FAULTS`` says where it is set.

``TRACKER_FAULTS=500 pytest --timeout=0 tests/log -k "kill or copied or eight"`` runs them all five hundred times.
"""

from __future__ import annotations

import os


def runs(default: int) -> int:
    """How many times a fault is brought about."""
    return int(os.environ.get("TRACKER_FAULTS") or default)
