"""A dossier survives ``kill -9`` while articles come in: nothing acknowledged is lost, nothing is half there."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tracker.dossier import Dossier

ROOT = Path(__file__).parents[2]
KILLS = 12

CHILD = """
import sys
from pathlib import Path
from tracker.articles import Article
from tracker.dossier import Dossier

with Dossier.open(Path(sys.argv[1]), create=True) as dossier:
    print("ready", flush=True)
    for number in range(int(sys.argv[2]), 10_000):
        text = (
            f"Außenministerin Ida Solberg ist am Dienstag zum {number}. Mal nach Riga gereist. "
            "Dort traf sie Ministerpräsident Janis Kalnins. Solberg sagte, die Gespräche seien gut verlaufen."
        )
        done = dossier.ingest(Article(text, name=f"{number}.md", outlet="Nordblatt", published="2024-05-08"))
        dossier.catch_up()
        print(number, done.article.id, flush=True)
"""


def _ingest_until_killed(path: Path, start: int, articles: int) -> list[tuple[int, str]]:
    """Let a process ingest, kill it once it acknowledged some articles, and return all that it acknowledged."""
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(path), str(start)], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert child.stdout is not None
    lines = []
    for line in child.stdout:
        lines.append(line.split())
        if len(lines) > articles:
            child.send_signal(signal.SIGKILL)
            break
    lines.extend(line.split() for line in child.stdout if line.endswith("\n"))
    child.stdout.close()
    child.wait()
    return [(int(words[0]), words[1]) for words in lines[1:] if len(words) == 2]


def _views(path: Path) -> list[object]:
    with Dossier.open(path) as dossier:
        dossier.catch_up()
        reader = dossier.at()
        return [list(reader.all(view)) for view in ("meetings", "itineraries", "whereabouts", "statements")]


@pytest.mark.slow
def test_ingest_survives_being_killed_at_any_moment(tmp_path: Path) -> None:
    path = tmp_path / "desk.dossier"
    chance = random.Random(20230911)
    acknowledged: list[tuple[int, str]] = []
    for _ in range(KILLS):
        start = acknowledged[-1][0] + 1 if acknowledged else 0
        acknowledged += _ingest_until_killed(path, start, chance.randint(0, 6))
        with Dossier.open(path) as dossier:
            assert dossier.log.verify().ok
            stored = {row.id: row.claims for row in dossier.articles.rows(dossier.articles.numbers())}
            counted: dict[str, int] = dict.fromkeys(stored, 0)
            for record in dossier.log.read():
                assert record.document in counted, "an event without its article"
                counted[record.document] += 1
            assert counted == stored, "an article with half of its events"
            assert {article for _, article in acknowledged} <= stored.keys(), "an acknowledged article was lost"
    followed = _views(path)
    for leftover in tmp_path.glob("desk.views*"):
        leftover.unlink()
    assert _views(path) == followed, "the views rebuilt from the log differ from those that followed it"
    assert followed[0]
