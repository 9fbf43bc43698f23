"""`tracker reparse` as a person meets it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from events.envelope import Draft
from events.model import Change, Claim, Correction
from tests.reparsing.reading import ARTICLE, OLD
from tracker.articles import Article
from tracker.cli.failures import run
from tracker.dossier import Dossier
from tracker.reparsing import recording
from tracker.reparsing.difference import Difference
from tracker.wording import current_language, use_language

TEXT = "Die norwegische Außenministerin Ida Solberg ist am Dienstag nach Riga gereist."
REPORT = Article(TEXT, name="reise\x1b[31m.md", published="2024-05-08", language="de")


@pytest.fixture(autouse=True)
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A dossier with two articles; an earlier parser misread the destination of the journey in one of them."""
    before = current_language()
    use_language("en")
    path = tmp_path / "desk.dossier"
    monkeypatch.setenv("TRACKER_DOSSIER", str(path))
    with Dossier.open(path, create=True) as dossier:
        (flight,) = dossier.ingest(REPORT).recorded
        dossier.ingest(ARTICLE)
        changes = (Change(path="place.name", old="Riga", new="Oslo"),)
        misread = Correction(target=flight.id, changes=changes, reason="parser_error")
        invented = flight.event.model_copy(update={"participants": GUEST})
        old = [Draft(event, OLD, document=REPORT.id, published=REPORT.published) for event in (misread, invented)]
        dossier.log.append(old)
    yield path
    use_language(before)


GUEST = Claim.model_validate({"participants": [{"name": "Pekka Lehtonen", "role": "traveller"}]}).participants


def records(path: Path) -> int:
    with Dossier.open(path) as dossier:
        assert dossier.log.verify().ok
        return dossier.log.head().position


def test_the_difference_is_shown_and_recorded(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = records(path)
    assert run(["reparse"]) == 0
    shown = capsys.readouterr()
    heading, *lines = shown.out.splitlines()
    assert heading == "reise[31m.md: 0 new, 1 gone, 1 changed"
    assert [line.split()[0] for line in lines] == ["−", "~", "place.name:"]
    assert "Pekka Lehtonen" in lines[0]
    assert lines[2].strip() == "place.name: Oslo → Riga"
    assert shown.err == "2 articles: 0 new, 1 gone, 1 changed, 0 kept as decided by hand, 0 failed\n"
    assert records(path) == before + 2


def test_a_second_run_changes_nothing(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["reparse"])
    after = records(path)
    capsys.readouterr()
    assert run(["reparse"]) == 0
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith("2 articles: 0 new, 0 gone, 0 changed")
    assert records(path) == after


def test_a_dry_run_records_nothing(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = records(path)
    assert run(["reparse", "--dry-run"]) == 0
    shown = capsys.readouterr()
    assert "place.name: Oslo → Riga" in shown.out
    assert shown.err.rstrip().endswith("nothing recorded")
    assert records(path) == before


def test_only_the_named_articles_are_read(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = records(path)
    assert run(["reparse", ARTICLE.name, ARTICLE.id[:10]]) == 0
    assert capsys.readouterr().err.startswith("1 articles: ")
    assert records(path) == before
    assert run(["reparse", REPORT.id]) == 0
    assert records(path) == before + 2


def test_an_unknown_article_is_refused_before_anything_is_done(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = records(path)
    assert run(["reparse", REPORT.id, "nothing.md"]) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "nothing.md" in shown.err
    assert records(path) == before


def test_json_tells_the_same(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["reparse", "--format", "json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert row["article"] == REPORT.id
    assert row["new"] == []
    assert len(row["gone"]) == 1
    (changed,) = row["changed"]
    assert changed["position"] == 1
    assert changed["changes"] == [{"path": "place.name", "old": "Oslo", "new": "Riga"}]
    assert run(["reparse", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_an_article_about_which_others_keep_recording_is_named_and_the_others_go_on(
    path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    compare = recording.compare

    def interrupted(article: Article, *rest: Any) -> Difference:
        """Somebody else corrects the journey whenever its article has been compared."""
        difference = compare(article, *rest)
        if article.id == REPORT.id:
            with Dossier.open(path) as other:
                other.correct(1, {"note": f"seen at {other.log.head().position}"}, "coder_error", by="user:ana")
        return difference

    monkeypatch.setattr(recording, "compare", interrupted)
    assert run(["reparse"]) == 1
    shown = capsys.readouterr()
    again, failed, summary = shown.err.splitlines()
    assert "compared again" in again
    assert failed.startswith("tracker: reise[31m.md: ")
    assert summary.startswith("1 articles: 0 new, 0 gone, 0 changed")
    assert summary.endswith("1 failed")
    with Dossier.open(path) as dossier:
        assert [record.recorded_by for record in dossier.log.read(types=["retraction"])] == []
