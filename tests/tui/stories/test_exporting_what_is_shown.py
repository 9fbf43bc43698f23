"""Somebody exports what is on the screen: this view, this filter, this place in time, and nothing else."""

from __future__ import annotations

import csv
from pathlib import Path

from tests.tui.sitting import sitting
from tracker.dossier import Dossier


async def test_a_filtered_board_of_the_past_as_a_table(dossier: Dossier, tmp_path: Path) -> None:
    target = tmp_path / "board.csv"
    async with sitting(dossier) as desk:
        await desk.keys("t14.5.2024⏎/status:held⏎x")
        desk.shows("Export what is shown", "As known 14 May 2024", "/ status:held")
        await desk.keys("c")
        desk.shows("meetings.csv")
        await desk.paste(str(target))
        await desk.keys("⏎")
        desk.shows("Written:")
        rows = list(csv.DictReader(target.read_text(encoding="utf-8").splitlines()))
        assert {row["state"] for row in rows} == {"held"}
        assert {row["place"] for row in rows} == {"Riga", "Jurmala"}
        desk.nothing_went_wrong()


async def test_a_file_that_is_there_is_not_replaced(dossier: Dossier, tmp_path: Path) -> None:
    target = tmp_path / "board.csv"
    target.write_text("mine", encoding="utf-8")
    async with sitting(dossier) as desk:
        await desk.keys("xc")
        await desk.paste(str(target))
        await desk.keys("⏎")
        assert target.read_text(encoding="utf-8") == "mine"
        assert len(desk.app.session.mishaps) == 1
