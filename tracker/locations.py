"""Where things lie on the user's machine, and who sits at it. Light, since every command asks."""

from __future__ import annotations

import getpass
import os
from pathlib import Path


def default_dossier_path() -> Path:
    """``TRACKER_DOSSIER``, else ``desk.dossier`` in the user's data directory."""
    named = os.environ.get("TRACKER_DOSSIER")
    return Path(named).expanduser() if named else data_folder() / "desk.dossier"


def promoted_projections() -> Path:
    """``TRACKER_PROJECTIONS``, else ``projections`` in the user's data directory: Python files that are run."""
    named = os.environ.get("TRACKER_PROJECTIONS")
    return Path(named).expanduser() if named else data_folder() / "projections"


def data_folder() -> Path:
    """The folder for dossiers that nobody put elsewhere."""
    from platformdirs import user_data_path  # a slow import for those who name their dossier

    return user_data_path("tracker", appauthor=False)


def author() -> str:
    """Who appends by hand: ``user:`` and ``TRACKER_USER`` or the login name."""
    try:
        name = os.environ.get("TRACKER_USER") or getpass.getuser()
    except (KeyError, OSError):
        name = "desk"
    return f"user:{'-'.join(name.split()).replace(':', '-').replace('@', '-') or 'desk'}"
