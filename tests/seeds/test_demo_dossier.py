"""The demo dossier can be taken in as it is, and tells the story that its views are shown with."""

from __future__ import annotations

from datetime import datetime

import seeds

REPORTS = dict(seeds.demo_articles())


def _split(content: str) -> tuple[dict[str, str], str]:
    opening, front, text = content.split("---\n", 2)
    assert opening == ""
    pairs = (line.split(": ", 1) for line in front.splitlines())
    return {key: value.strip('"') for key, value in pairs}, text


FRONTS = {name: _split(content)[0] for name, content in REPORTS.items()}
TEXTS = {name: _split(content)[1] for name, content in REPORTS.items()}


def _named(beginning: str) -> str:
    return next(name for name in REPORTS if name.startswith(beginning))


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = text.split()
    return {tuple(words[i : i + 5]) for i in range(len(words) - 4)}


def test_there_are_ten_short_reports() -> None:
    assert len(REPORTS) == 10
    assert all(100 <= len(text.split()) <= 220 for text in TEXTS.values())


def test_front_matter_is_complete() -> None:
    for front in FRONTS.values():
        assert list(front) == ["title", "outlet", "published", "language"]
        assert all(front.values())
        assert front["language"] == "de"
        assert datetime.fromisoformat(front["published"]).utcoffset() is not None


def test_reports_are_numbered_as_they_were_published() -> None:
    assert list(REPORTS) == sorted(REPORTS)
    published = [datetime.fromisoformat(front["published"]) for front in FRONTS.values()]
    assert published == sorted(published)
    assert len(set(published)) == len(published)


def test_the_outlets_are_invented() -> None:
    real = {name for o in seeds.organisations() if o.kind in ("outlet", "agency") for name in (o.name_de, *o.aliases)}
    assert not real & {front["outlet"] for front in FRONTS.values()}


def test_the_copy_is_of_the_same_origin_and_keeps_the_error() -> None:
    first, copied, corrected = _named("03"), _named("04"), _named("07")
    assert FRONTS[first]["outlet"] != FRONTS[copied]["outlet"]
    overlap = _shingles(TEXTS[copied]) & _shingles(TEXTS[first])
    assert len(overlap) / len(_shingles(TEXTS[copied])) >= 0.8
    assert len(overlap) / len(_shingles(TEXTS[first])) >= 0.8
    for name in (first, copied):
        assert "Vizepräsidenten Zhang Guoqing" in TEXTS[name]
        assert "Vizepremier" not in TEXTS[name]
    assert FRONTS[corrected]["outlet"] == FRONTS[first]["outlet"]
    assert "Vizepremier Zhang Guoqing" in TEXTS[corrected]
    assert "früheren Fassung" in TEXTS[corrected]


def test_the_departure_is_told_with_two_dates() -> None:
    assert "am Montag mit seinem Sonderzug verlassen" in TEXTS[_named("03")]
    assert "am Sonntagnachmittag" in TEXTS[_named("05")]
    assert "am 10. September verlassen" in TEXTS[_named("10")]
