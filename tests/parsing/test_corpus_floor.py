"""The floors that the parser keeps on coded articles, where they are at hand beside the checkout."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
ALL = "departure,arrival,visit,summit,statement"


def scored(corpus: str, types: str) -> dict[str, Any]:
    folder, scorer = SHARED / "corpus" / corpus, SHARED / "score" / "score_events.py"
    if not folder.exists() or not scorer.exists():
        pytest.skip(f"no coded articles at {folder}")
    command = f"{sys.executable} {ROOT / 'benchmarks' / 'parser_score.py'}"
    arguments = [
        "--docs",
        folder / "docs.json",
        "--gold",
        folder / "gold.jsonl",
        "--types",
        types,
        "--command",
        command,
    ]
    done = subprocess.run(
        [sys.executable, str(scorer), *map(str, arguments), "--json"], capture_output=True, text=True, check=True
    )
    report: dict[str, Any] = json.loads(done.stdout)
    return report


@pytest.mark.parametrize(
    ("corpus", "types", "strict", "right"),
    [("wire", ALL, 0.80, 0.58), ("news", "departure,arrival,visit,summit", 0.72, 0.42)],
)
def test_floors(corpus: str, types: str, strict: float, right: float) -> None:
    report = scored(corpus, types)
    assert report["strict"]["f1"] >= strict
    assert report["fully_right"]["f1"] >= right
