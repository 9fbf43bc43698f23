"""Noun phrases are put into the nominative, whatever case the text has them in."""

from __future__ import annotations

import pytest

from tracker.parsing.text.nominative import wording


@pytest.mark.parametrize(
    ("phrase", "nominative"),
    [
        ("türkischen Parlament", "türkisches Parlament"),
        ("seinem Büro", "sein Büro"),
        ("ihrem Sprecher", "ihr Sprecher"),
        ("seiner Regierung", "seine Regierung"),
        ("französischer Diplomaten", "französische Diplomaten"),
        ("mehreren westlichen Diplomaten", "mehrere westliche Diplomaten"),
        ("westlicher Geheimdienste", "westliche Geheimdienste"),
    ],
)
def test_a_phrase_in_the_nominative(phrase: str, nominative: str) -> None:
    assert wording("de").nominative(phrase) == nominative


@pytest.mark.parametrize(("phrase", "nominative"), [("britischem Diplomaten", "britischer Diplomaten")])
def test_the_sex_of_one_person_decides_where_no_plural_shows(phrase: str, nominative: str) -> None:
    assert wording("de").nominative(phrase, person="m") == nominative
