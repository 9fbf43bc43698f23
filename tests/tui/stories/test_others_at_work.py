"""Errand: events of another process come in while one reads; the inbox is scanned on demand; one may look only."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.tui.sample import Told, add_article, person, place
from tests.tui.sitting import sitting
from tracker.articles import Article
from tracker.dossier import Dossier


async def test_events_of_another_process_arrive_without_a_key(dossier: Dossier, tmp_path: Path) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("G")
        desk.shows("▌✕ Karen Lund · Eero Salo")
        program = (
            "import sys; from pathlib import Path\n"
            "from tests.tui.stories.test_others_at_work import append_elsewhere\n"
            "append_elsewhere(Path(sys.argv[1]))\n"
        )
        root = Path(__file__).parents[3]
        subprocess.run([sys.executable, "-c", program, str(dossier.path)], check=True, cwd=root)
        desk.app.poll()
        await desk.settled()
        desk.shows("▼ 1 new", "16 events", "Gustav Ahl · Mette Friis", "▌✕ Karen Lund · Eero Salo")
        await desk.keys("6LG")
        desk.shows("EVENT #16", "Following")
        desk.nothing_went_wrong()


def append_elsewhere(path: Path) -> None:
    """What the other process of the test above does."""
    article = Article(text="Gustav Ahl traf am 17. Mai in Aarhus Mette Friis.", name="late.md", published="2024-05-17")
    claim = Told(
        "Gustav Ahl traf am 17. Mai in Aarhus Mette Friis",
        {
            "type": "summit", "participants": [person("Gustav Ahl", "SE"), person("Mette Friis", "DK")],
            "place": place("Aarhus", "DK"), "when": {"edtf": "2024-05-17", "text": "am 17. Mai"},
        },
    )  # fmt: skip
    with Dossier.open(path) as dossier:
        add_article(dossier, article, [claim])


async def test_the_inbox_is_scanned_on_demand(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        assert desk.app.jobs is not None
        folder = desk.app.jobs.inbox
        folder.mkdir(exist_ok=True)
        article = folder / "neu.md"
        text = "---\ntitle: Regen\npublished: 2024-05-19\nlanguage: de\n---\nIn Aarhus regnete es den ganzen Tag.\n"
        article.write_text(text, encoding="utf-8")
        os.utime(article, (0, 0))
        await desk.keys("8r")
        desk.shows("1 added", "✓")
        await desk.keys("5")
        desk.shows("Regen")
        desk.nothing_went_wrong()


async def test_a_dossier_for_reading_only(dossier: Dossier) -> None:
    async with sitting(dossier, read_only=True) as desk:
        await desk.keys("a")
        desk.shows("The dossier is open for reading only", "1 Meetings")
        await desk.keys("8")
        desk.shows("No jobs run here")
