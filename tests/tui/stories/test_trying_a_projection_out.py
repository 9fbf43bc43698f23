"""Somebody tries a projection of their own beside the views: sees its rows, steps, meets its bug, keeps it."""

from __future__ import annotations

from pathlib import Path

from tests.tui.sitting import sitting
from tracker.dossier import Dossier

GOOD = """
from tracker.projections.contract import Projection

class Quotes(Projection):
    name = "quotes"
    version = 1
    tables = "CREATE TABLE quotes (position INTEGER PRIMARY KEY, words TEXT)"

    def statement(self, db, record):
        db.execute("INSERT INTO quotes VALUES (?, ?)", (record.position, record.event.quote))
"""
BAD = GOOD.replace("db.execute(", "assert record.position != 7\n        db.execute(")


async def test_its_rows_its_check_and_keeping_it(dossier: Dossier, tmp_path: Path) -> None:
    path = tmp_path / "quotes.py"
    path.write_text(GOOD, encoding="utf-8")
    async with sitting(dossier) as desk:
        await desk.keys("7+")
        await desk.paste(str(path))
        await desk.keys("⏎⏎")
        desk.shows("TRIAL OF quotes.py", "3 rows", "+ 3", "SELF-CHECK", "✓ replayed a second time", "P keep it")
        await desk.keys("1")
        desk.shows("Tallinn")
        await desk.keys("7X")
        desk.hides("TRIAL")
        desk.nothing_went_wrong()


async def test_step_by_step_and_then_all_the_rest(dossier: Dossier, tmp_path: Path) -> None:
    path = tmp_path / "quotes.py"
    path.write_text(GOOD, encoding="utf-8")
    async with sitting(dossier) as desk:
        await desk.keys("7n")
        await desk.paste(str(path))
        await desk.keys("⏎⏎")
        desk.shows("#3 statement", "words=Wir haben viel", "n step")
        desk.hides("#7 statement")
        await desk.keys("n")
        desk.shows("#7 statement")
        await desk.keys("A")
        desk.shows("#10 statement", "SELF-CHECK")
        desk.nothing_went_wrong()


async def test_a_bug_names_the_event_and_the_mended_file_goes_on(dossier: Dossier, tmp_path: Path) -> None:
    path = tmp_path / "quotes.py"
    path.write_text(BAD, encoding="utf-8")
    async with sitting(dossier) as desk:
        await desk.keys("7+")
        await desk.paste(str(path))
        await desk.keys("⏎⏎")
        desk.shows("fails at event 7", "AssertionError", "I leave it out", "r retry")
        await desk.keys("⏎")
        desk.shows("EVENT #7")
        await desk.keys("⎋")
        path.write_text(GOOD, encoding="utf-8")
        await desk.keys("r")
        desk.shows("3 rows", "✓ replayed a second time")


async def test_an_event_left_out_keeps_it_from_being_kept(dossier: Dossier, tmp_path: Path) -> None:
    path = tmp_path / "quotes.py"
    path.write_text(BAD, encoding="utf-8")
    async with sitting(dossier) as desk:
        await desk.keys("7+")
        await desk.paste(str(path))
        await desk.keys("⏎⏎I")
        desk.shows("#7 was left out", "2 rows", "To be kept it must pass")
        await desk.keys("P")
        desk.hides("Kept from now on")


async def test_a_file_that_is_none_and_one_that_waits_is_broken_off(dossier: Dossier, tmp_path: Path) -> None:
    path = tmp_path / "quotes.py"
    path.write_text(GOOD, encoding="utf-8")
    async with sitting(dossier) as desk:
        await desk.keys("7+")
        await desk.paste(str(tmp_path / "none.py"))
        await desk.keys("⏎⏎")
        desk.shows("none.py", "r retry")
        await desk.keys("⎋")
        desk.hides("TRIAL")
        await desk.keys("n")
        await desk.paste(str(path))
        await desk.keys("⏎⏎⎋")
        desk.shows("broken off")
        desk.hides("TRIAL")
