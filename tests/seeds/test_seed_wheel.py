"""The wheel carries every data file of the seeds."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def test_the_wheel_has_all_data_files(tmp_path: Path) -> None:
    wheel = pytest.importorskip("hatchling.builders.wheel", reason="the build backend is not installed")
    built = next(wheel.WheelBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"]))
    with zipfile.ZipFile(built) as archive:
        carried = {name for name in archive.namelist() if name.startswith("seeds/")}
    data = {path.relative_to(ROOT).as_posix() for path in (ROOT / "seeds").rglob("*") if path.suffix in (".csv", ".md")}
    assert data
    assert data <= carried
