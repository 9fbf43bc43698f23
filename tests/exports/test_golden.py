"""Each format of the sample, byte by byte: what a reader of the export gets, and the same every time.

``UPDATE_GOLDEN=1 pytest tests/exports/test_golden.py`` writes the files anew; look at the difference.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.exports.sample import TEXTS, Sample, filled
from tracker.exports.catalogue import FORMATS
from tracker.exports.subject import Subject
from tracker.projections.cutoff import Cutoff

GOLDEN = Path(__file__).parent / "golden"
TEXTUAL = [name for name, made in FORMATS.items() if made.target]
EARLIER = Cutoff(published="2024-05-07T23:59:59Z")


def subject_for(sample: Sample, name: str) -> Subject:
    earlier = sample.subject(cutoff=EARLIER) if FORMATS[name].earlier else None
    return sample.subject(view="itineraries" if name == "csv" else None, earlier=earlier)


def written(sample: Sample, name: str) -> str:
    return "".join(FORMATS[name].pieces(subject_for(sample, name)))


@pytest.mark.parametrize("name", TEXTUAL)
def test_an_export_is_the_golden_one(sample: Sample, name: str) -> None:
    path = GOLDEN / f"sample.{name}"
    text = written(sample, name)
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode())
    assert text.encode() == path.read_bytes()


def test_another_dossier_of_the_same_events_gives_the_same_bytes(sample: Sample, tmp_path: Path) -> None:
    other = filled(tmp_path / "other.dossier")
    assert [written(other, name) for name in TEXTUAL] == [written(sample, name) for name in TEXTUAL]
    other.dossier.close()


@pytest.mark.parametrize("name", TEXTUAL)
def test_an_export_says_as_of_when_it_is(sample: Sample, name: str) -> None:
    text, stamp = written(sample, name).replace("\r\n ", ""), sample.subject().stamp
    assert str(stamp.position) in text
    assert stamp.hash[:12] in text
    if name not in ("ftm", "cloudevents", "jsonl"):
        assert stamp.as_of.isoformat() in text


@pytest.mark.parametrize("name", TEXTUAL)
def test_no_export_holds_the_text_of_an_article(sample: Sample, name: str) -> None:
    text = written(sample, name)
    assert [article.name for article in TEXTS if article.text in text] == []
    assert "Sie flog mit einer" not in text, "of two sentences of evidence the first one is quoted"


@pytest.mark.parametrize("name", TEXTUAL)
def test_an_export_honours_the_position(sample: Sample, name: str) -> None:
    subject = sample.subject(cutoff=Cutoff(position=2))
    text = "".join(FORMATS[name].pieces(subject))
    assert "Lissabonner Kreise" not in text
    assert "Okafor" not in text


@pytest.mark.parametrize("name", [name for name in TEXTUAL if name not in ("svg", "geojson", "ftm", "colt")])
def test_an_export_honours_the_search(sample: Sample, name: str) -> None:
    text = "".join(FORMATS[name].pieces(sample.subject(search="okafor")))
    assert "Okafor" in text
    assert "Linienmaschine" not in text
    assert "Fjordblatt" not in text
