"""Keeping a dossier: seals, backups, and views that are mended without touching the log."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.command_line import Call, only_line, refused


def damage(dossier: Path) -> None:
    """Change the body of the first record past its guards."""
    with closing(sqlite3.connect(dossier, isolation_level=None)) as foreign:
        triggers = foreign.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            foreign.execute(f"DROP TRIGGER {name}")
        foreign.execute("UPDATE body SET data = replace(data, 'Oslo', 'Turku') WHERE position = 1")
        for _, sql in triggers:
            foreign.execute(sql)


@pytest.fixture
def dossier(tmp_path: Path, visit: str) -> Path:
    assert visit == "#1"
    return tmp_path / "test.dossier"


@pytest.mark.usefixtures("dossier")
def test_verification_ends_with_the_seal_that_it_takes_back(call: Call) -> None:
    seal = call("verify").out.split()[-1]
    assert seal.startswith("1:")
    call("append", "visit", "--who", "Eva Holm", "--in", "Bergen", "--basis", "Anruf")
    assert call("verify", "--against", seal).code == 0
    assert call("verify", "--against", f"1:{'0' * 64}").code == 3


def test_verification_looks_at_the_structure_of_the_file_too(call: Call, dossier: Path) -> None:
    with closing(sqlite3.connect(dossier, isolation_level=None)) as foreign:
        foreign.execute("PRAGMA writable_schema = ON")
        foreign.execute("CREATE INDEX stray ON body (data)")
        foreign.execute("UPDATE sqlite_schema SET sql = 'CREATE INDEX stray ON body (position)' WHERE name = 'stray'")
    answer = call("verify")
    assert answer.code == 3
    assert answer.out.startswith("#0: ")


def test_a_backup_is_a_dossier_with_the_same_seal(call: Call, dossier: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.dossier"
    answer = call("backup", copy)
    assert answer.code == 0
    assert str(copy) in only_line(answer.out)
    seal = answer.out.split()[-1]
    assert seal == call("verify").out.split()[-1]
    assert call("verify", "--dossier", copy, "--against", seal, "--quiet").code == 0
    assert "Oslo" in call("log", "--dossier", copy).out


def test_a_backup_replaces_only_a_dossier_and_only_when_told(call: Call, dossier: Path, tmp_path: Path) -> None:
    copy, letter = tmp_path / "copy.dossier", tmp_path / "letter.txt"
    letter.write_text("Brief")
    assert call("backup", copy).code == 0
    refused(call("backup", copy), "--force")
    assert call("backup", "--force", copy).code == 0
    refused(call("backup", "--force", letter), "no dossier")
    refused(call("backup", "--force", dossier), "itself")
    refused(call("backup", tmp_path / "nirgends" / "x.dossier"), "no such folder")
    assert letter.read_text() == "Brief"


def test_a_damaged_dossier_is_not_backed_up(call: Call, dossier: Path, tmp_path: Path) -> None:
    damage(dossier)
    refused(call("backup", tmp_path / "copy.dossier"), "record 1")
    assert not (tmp_path / "copy.dossier").exists()


@pytest.mark.parametrize("state", ["sound", "damaged", "is not there"])
def test_views_in_any_state_are_built_anew(call: Call, dossier: Path, state: str) -> None:
    before = call("whereabouts").out
    views = dossier.with_suffix(".views")
    if state == "damaged":
        content = bytearray(views.read_bytes())
        content[100:-1] = b"\xa5" * (len(content) - 101)
        views.write_bytes(content)
    elif state == "is not there":
        views.unlink()
    log = dossier.read_bytes()
    answer = call("repair")
    assert answer.code == 0, answer
    assert [line for line in answer.out.splitlines() if state in line and str(views) in line]
    assert "1 records" in answer.out
    assert call("whereabouts").out == before
    assert dossier.read_bytes() == log


def test_a_log_with_faults_is_told_and_nothing_is_touched(call: Call, dossier: Path) -> None:
    call("whereabouts")
    damage(dossier)
    log, views = dossier.read_bytes(), dossier.with_suffix(".views").read_bytes()
    answer = call("repair")
    assert answer.code == 3
    assert answer.out.startswith("#1: ")
    assert "backup" in only_line(answer.err)
    assert (dossier.read_bytes(), dossier.with_suffix(".views").read_bytes()) == (log, views)
