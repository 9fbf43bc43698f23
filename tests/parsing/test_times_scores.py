"""How well the reader of times does on public corpora; skipped where these are not at hand."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

from tracker.articles import Article
from tracker.parsing.lines import time_lines
from tracker.parsing.parse import layers

SHARED = Path(__file__).resolve().parents[3] / "shared"
CORPUS = SHARED / "corpus" / "krauts"
SCORER = SHARED / "score" / "score_timex.py"

pytestmark = pytest.mark.skipif(not SCORER.exists(), reason="the corpus of dates lies outside the project")


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_timex", SCORER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("part", "floor"), [("KRAUTS_DieZeit", 0.82), ("KRAUTS_Dolomiten-42", 0.84)])
def test_dates_of_a_corpus_are_found_with_their_values(part: str, floor: float, tmp_path: Path) -> None:
    module = scorer()
    predicted = tmp_path / "predicted.jsonl"
    with predicted.open("w", encoding="utf-8") as out:
        for path in sorted((CORPUS / part).glob("*.tml")):
            text, _, published = module.text_and_timexes(str(path))
            found = layers(Article(text=text, name=path.name, published=published, language="de")).times
            out.write(json.dumps({"doc": path.name, "timexes": time_lines(path.name, found)}) + "\n")
    _, _, f1 = module.score(str(CORPUS / part), str(predicted))["relaxed_val"]
    assert f1 >= floor
