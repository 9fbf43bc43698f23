"""Score the parser on coded articles, beside the anchors: ``python -m benchmarks.score FOLDER``.

FOLDER holds ``corpus/`` (coded articles) and ``score/`` (the scorers). Where it is missing there is nothing to score.
Anchors: a rough prototype for events, HeidelTime for dates, a hundred lines of regular expressions for quotations.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

TRACKER = str(Path(sys.executable).with_name("tracker"))


def _run(script: Path, *arguments: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, str(script), *arguments, "--json"], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(done.stderr or f"{script.name} failed")
    result: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return result


def events(shared: Path, corpus: str, types: str) -> dict[str, Any]:
    """The event scorer's report on one corpus."""
    folder = shared / "corpus" / corpus
    return _run(
        shared / "score" / "score_events.py",
        *("--docs", str(folder / "docs.json"), "--gold", str(folder / "gold.jsonl")),
        *("--types", types, "--command", f"{TRACKER} parse --jsonl"),
    )


def layer(shared: Path, name: str, corpus: str) -> dict[str, Any]:
    """The report of the scorer of one inner layer, ``times`` or ``quotes``."""
    command = f"{TRACKER} parse --layer {name} --jsonl"
    return _run(shared / "score" / "score_layers.py", name, str(shared / "corpus" / corpus), "--command", command)


def false_alarms(shared: Path) -> tuple[int, int]:
    """Travel and meeting events found in general news, and the number of articles read."""
    articles = sorted((shared / "corpus" / "quotes" / "train").glob("*.json"))
    with tempfile.TemporaryDirectory() as folder:
        for path in articles:
            record = json.loads(path.read_text("utf-8"))
            (Path(folder) / f"{path.stem}.md").write_text("---\n---\n" + record["originalText"], "utf-8", newline="")
        done = subprocess.run([TRACKER, "parse", "--jsonl", folder], capture_output=True, text=True, check=True)
    found = sum(json.loads(line)["type"] != "statement" for line in done.stdout.splitlines())
    return found, len(articles)


def main() -> None:
    """Print every figure beside its anchor."""
    shared = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared")
    if not (shared / "corpus").is_dir():
        print(f"no coded articles at {shared}: nothing to score")
        return
    all_types, travel = "departure,arrival,visit,summit,statement", "departure,arrival,visit,summit"
    print(f"{'measure':58} {'here':>7}  anchor")
    for corpus, types, anchors in (("wire", all_types, ("0.32", "0.14")), ("news", travel, ("0.30", "0.04"))):
        report = events(shared, corpus, types)
        print(f"{f'events, {corpus}: strict F1':58} {report['strict']['f1']:7.3f}  {anchors[0]} (rough prototype)")
        print(f"{f'events, {corpus}: right in every field, F1':58} {report['fully_right']['f1']:7.3f}  {anchors[1]}")
        for field, value in report["fields"].items():
            print(f"{f'  {field} on matched events':58} {value if value is not None else float('nan'):7.3f}")
    for part, anchor in (("DieZeit", 62.7), ("Dolomiten-42", 80.0)):
        report = layer(shared, "times", f"krauts/KRAUTS_{part}")
        f1 = 100 * report["relaxed_val"][2]
        print(f"{f'dates, {part}: relaxed and value, F1':58} {f1:7.1f}  {anchor} (HeidelTime)")
    report = layer(shared, "quotes", "quotes/dev")
    print(f"{'quotations: tokens, F1':58} {100 * report['group_tokens'][2]:7.1f}  62.0 (105 lines of regex)")
    print(f"{'quotations: quote with its speaker, F1':58} {100 * report['attributed'][2]:7.1f}  42.4")
    found, articles = false_alarms(shared)
    print(f"{f'travel and meetings found in {articles} articles of general news':58} {found:7d}")


if __name__ == "__main__":
    main()
