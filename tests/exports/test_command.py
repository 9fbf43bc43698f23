"""`tracker export` and `tracker import` as a person meets them: files, streams, refusals."""

from __future__ import annotations

import io
import json
import os
import sqlite3
import sys
from pathlib import Path

import pytest

from tests.exports.sample import Sample, filled
from tracker.cli.failures import run
from tracker.exports.catalogue import FORMATS
from tracker.exports.writing import write_file


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    filled(tmp_path / "desk.dossier").dossier.close()
    monkeypatch.setenv("TRACKER_DOSSIER", str(tmp_path / "desk.dossier"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_export_goes_to_stdout_or_to_a_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["export", "ics", "--as-of", "2024-05-20"]) == 0
    printed = capsys.readouterr()
    assert run(["export", "ics", "--as-of", "2024-05-20", "--out", "a.ics"]) == 0
    assert (folder / "a.ics").read_bytes().decode() == printed.out
    assert "log position 13" in capsys.readouterr().err
    assert printed.err == ""
    assert run(["export", "ics", "--as-of", "2024-05-20", "--out", "-"]) == 0
    assert capsys.readouterr().out == printed.out


def test_a_file_that_is_there_stays_unless_force_is_given(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "a.csv").write_text("mine")
    assert run(["export", "csv", "--out", "a.csv"]) == 1
    assert "--force" in capsys.readouterr().err
    assert (folder / "a.csv").read_text() == "mine"
    assert run(["export", "csv", "--out", "a.csv", "--force"]) == 0
    assert (folder / "a.csv").read_text().startswith("key,id")


def test_an_export_that_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    def failing() -> object:
        yield "half"
        raise RuntimeError

    path = tmp_path / "a.txt"
    path.write_text("mine")
    with pytest.raises(RuntimeError):
        write_file(path, failing(), force=True)  # type: ignore[arg-type]
    assert path.read_text() == "mine"
    assert os.listdir(tmp_path) == ["a.txt"]


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["html", "--view", "meetings"], 2, "--view"),
        (["csv", "--with-articles"], 2, "--with-articles"),
        (["ics", "--since", "2024-05-01"], 2, "--since"),
        (["ics", "--view", "statements"], 1, "meetings, happenings"),
        (["nothing"], 2, "ics"),
        (["csv", "--at", "99"], 1, "99"),
        (["datasette"], 1, "--out"),
        (["csv", "--out", "."], 1, "folder"),
        (["csv", "--out", "no/such/place.csv"], 1, "no/such"),
        (["svg", "--journey", "e99"], 1, "no journey"),
        (["atom", "--at", "2", "--since-at", "5"], 1, "--since-at"),
    ],
)
def test_what_cannot_be_is_told_in_one_line(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, told: str
) -> None:
    assert run(["export", *arguments]) == code
    printed = capsys.readouterr()
    assert told in printed.err
    assert len(printed.err.splitlines()) == 1
    assert printed.out == ""


def test_the_feed_tells_what_changed_since_a_position(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["export", "atom", "--as-of", "2024-05-20", "--since-at", "12"]) == 0
    assert capsys.readouterr().out.count("<entry>") == 1


def test_a_log_goes_out_and_comes_back_through_streams(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run(["export", "jsonl", "--with-articles"])
    text = capsys.readouterr().out
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8"))
    assert run(["import", "jsonl", "-", "--dossier", "copy.dossier"]) == 0
    assert "at position 13" in capsys.readouterr().out
    run(["verify"])
    head = capsys.readouterr().out
    run(["verify", "--dossier", "copy.dossier"])
    assert capsys.readouterr().out == head
    run(["export", "jsonl", "--with-articles", "--dossier", "copy.dossier"])
    assert capsys.readouterr().out == text


def test_bad_lines_of_an_import_are_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "bad.jsonl").write_text('{"id": "x", "recorded_by": "user:x", "data": {"type": "visit"}}\nnothing\n')
    assert run(["import", "jsonl", "bad.jsonl"]) == 1
    told = capsys.readouterr().err.splitlines()
    assert [line for line in told if "bad.jsonl, line 1" in line]
    assert [line for line in told if "bad.jsonl, line 2" in line]


def test_the_database_has_the_views_with_foreign_keys_and_search(folder: Path) -> None:
    assert run(["export", "datasette", "--as-of", "2024-05-20", "--out", "views.db"]) == 0
    database = sqlite3.connect(folder / "views.db")
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert database.execute("SELECT value FROM export WHERE name = 'position'").fetchone() == ("13",)
    count = "SELECT count(*) FROM happenings"
    assert database.execute(count).fetchone() == (10,)
    assert database.execute(f"{count} WHERE on_board").fetchone() == (5,)
    found = database.execute(
        "SELECT id FROM happenings WHERE rowid IN (SELECT rowid FROM happenings_fts WHERE happenings_fts MATCH 'lome')"
    )
    assert found.fetchall() == [("e10",)]
    assert database.execute("SELECT count(*) FROM reports WHERE happening = 'e1'").fetchone() == (2,)
    database.close()
    told = json.loads((folder / "views.metadata.json").read_text())
    assert "log position 13" in told["description"]
    assert set(told["databases"]) == {"views"}


def test_the_database_of_a_search_has_no_dangling_pointer(folder: Path) -> None:
    assert run(["export", "datasette", "--search", "okafor", "--out", "views.db"]) == 0
    database = sqlite3.connect(folder / "views.db")
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    database.close()


def test_entities_are_told_once_and_point_at_each_other(sample: Sample) -> None:
    entities = [json.loads(line) for line in FORMATS["ftm"].pieces(sample.subject())]
    known = {entity["id"]: entity["schema"] for entity in entities}
    assert len(known) == len(entities)
    trips = [entity["properties"] for entity in entities if entity["schema"] == "Trip"]
    assert len(trips) == 3
    for trip in trips:
        assert [known[id] for id in trip["involved"]] == ["Person"]
        assert [known[id] for id in (*trip.get("startLocation", []), *trip["endLocation"])] in (
            ["Address"],
            ["Address", "Address"],
        )
    assert [trip["startDate"] for trip in trips if "startDate" in trip] == [["2024-05-05"], ["2024-05-09"]]
