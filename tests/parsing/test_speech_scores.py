"""The speech stage keeps its scores on annotated German news (Petersen-Frey & Biemann 2024), where they are at hand."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.parsing.speech_reading import quotes

SHARED = Path(__file__).parents[3] / "shared"
GOLD = SHARED / "corpus" / "quotes" / "dev"
KINDS = {"direct": "Direct", "indirect": "Indirect", "reported": "Reported"}

pytestmark = pytest.mark.skipif(not GOLD.is_dir(), reason="the quotation corpus is not part of the project")


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[float, float, float]]:
    sys.path.insert(0, str(SHARED / "score"))
    import score_quotes  # type: ignore[import-not-found]

    predicted = tmp_path_factory.mktemp("quotes") / "predicted.jsonl"
    with predicted.open("w", encoding="utf-8") as out:
        for path in sorted(GOLD.glob("*.json")):
            record = json.loads(path.read_text("utf-8"))
            for quote in quotes(record["originalText"]):
                if not quote.mention:
                    row = {
                        "doc": record["documentName"],
                        "quote": quote.quote,
                        "cue": quote.cue,
                        "speaker": quote.speaker,
                    }
                    out.write(json.dumps({**row, "type": KINDS[quote.kind]}) + "\n")
    scores: dict[str, tuple[float, float, float]] = score_quotes.score(str(GOLD), str(predicted))
    return scores


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "floor"),
    [("union_tokens", 0.81), ("group_tokens", 0.77), ("spans", 0.79), ("attributed", 0.62)],
)
def test_floor(result: dict[str, tuple[float, float, float]], name: str, floor: float) -> None:
    assert result[name][2] >= floor
