"""The catalogue of words: both languages say the same things, and nothing is missing or left over."""

from __future__ import annotations

import re
import typing
from pathlib import Path
from string import Formatter

import pytest

from events import judgement, model, parts, when
from tracker.wording import LANGUAGES, catalogue, current_language, label, say, use_language

ROOT = Path(__file__).parent.parent
AREAS = sorted(path.stem for path in (ROOT / "tracker/wording/en").glob("*.toml"))
SOURCES = [*(ROOT / "tracker").rglob("*.py"), *(ROOT / "tui").rglob("*.py")]
CODE = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
LITERAL = re.compile(r"""\bsay\(\s*["']([a-z_]+\.[a-z_.]+)["']""")
COMPUTED = re.compile(r"""\bsay\(\s*f["']([a-z_.]+)\{""")


def placeholders(wording: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(wording) if name is not None}


@pytest.mark.parametrize("area", AREAS)
def test_both_languages_have_the_same_keys(area: str) -> None:
    assert set(catalogue("de", area)) == set(catalogue("en", area))


@pytest.mark.parametrize("area", AREAS)
def test_both_languages_fill_in_the_same_values(area: str) -> None:
    german, english = catalogue("de", area), catalogue("en", area)
    assert {key: placeholders(german[key]) for key in english} == {
        key: placeholders(text) for key, text in english.items()
    }


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_wording_is_empty(area: str, language: str) -> None:
    assert [key for key, text in catalogue(language, area).items() if not text.strip()] == []


def test_every_key_that_the_code_names_is_in_the_catalogue() -> None:
    named = set(LITERAL.findall(CODE)) | {f"cli.option.{about}" for about in re.findall(r'about="([a-z_]+)"', CODE)}
    known = {f"{area}.{key}" for area in AREAS for key in catalogue("en", area)}
    assert len(named) > 100, "the search for keys finds the calls"
    assert named - known == set()


def test_the_command_line_has_no_wording_that_nobody_says() -> None:
    literal = set(re.findall(r"""["'](cli\.[a-z_.]+)["']""", CODE))
    computed = tuple({*COMPUTED.findall(CODE), "cli.option."})
    said = {key for key in catalogue("en", "cli") if f"cli.{key}" in literal or f"cli.{key}".startswith(computed)}
    assert set(catalogue("en", "cli")) - said == set()
    described = {f"option.{about}" for about in re.findall(r'about="([a-z_]+)"', CODE)} | {"option.help"}
    assert {key for key in catalogue("en", "cli") if key.startswith("option.")} == described


VOCABULARIES = {
    "type": (*model.CLAIM_TYPES, *model.CURATION_TYPES),
    "status": typing.get_args(model.Status),
    "outcome": typing.get_args(model.Outcome),
    "conveyance": typing.get_args(model.Conveyance),
    "headline_position": typing.get_args(model.HeadlinePosition),
    "leg_kind": typing.get_args(model.LegKind),
    "visit_rank": typing.get_args(model.VisitRank),
    "purpose": typing.get_args(model.Purpose),
    "format": typing.get_args(model.Format),
    "channel": typing.get_args(model.Channel),
    "quote_kind": typing.get_args(model.QuoteKind),
    "statement_kind": typing.get_args(model.StatementKind),
    "medium": typing.get_args(model.Medium),
    "on_record": typing.get_args(model.OnRecord),
    "retraction_reason": typing.get_args(model.RetractionReason),
    "correction_reason": typing.get_args(model.CorrectionReason),
    "relation": typing.get_args(model.Relation),
    "reliability": typing.get_args(judgement.Reliability),
    "credibility": [str(number) for number in typing.get_args(judgement.Credibility)],
    "likelihood": typing.get_args(judgement.LikelihoodWord),
    "participant": typing.get_args(parts.ParticipantKind),
    "role": typing.get_args(parts.Role),
    "part_of_day": typing.get_args(when.PartOfDay),
}


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_value_of_the_model_has_a_name(vocabulary: str, language: str) -> None:
    words = catalogue(language, "domain")
    assert VOCABULARIES[vocabulary]
    assert [value for value in VOCABULARIES[vocabulary] if f"{vocabulary}.{value}" not in words] == []


def test_a_language_is_spoken_from_then_on() -> None:
    before = current_language()
    try:
        use_language("de")
        assert (say("cli.help.usage"), label("state", "held")) == ("Aufruf:", "stattgefunden")
        use_language("en")
        assert (say("cli.help.usage"), label("state", "held")) == ("Usage:", "held")
    finally:
        use_language(before)


def test_an_unknown_language_is_refused_and_an_unknown_value_is_shown_as_it_is() -> None:
    with pytest.raises(ValueError, match="fr"):
        use_language("fr")
    assert label("state", "brandnew") == "brandnew"
