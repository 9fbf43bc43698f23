"""The schema check of language packs: both packs are sound, and a fault names its file, line and key."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tracker.articles import Article
from tracker.parsing.packs.check import check_pack, installed
from tracker.parsing.packs.pack import lists, load_pack
from tracker.parsing.parse import parse
from tracker.parsing.times.find import _MAKERS as MAKERS
from tracker.parsing.times.grammar import Rule, grammar
from tracker.parsing.times.licence import LICENCES

LANGUAGES = ("de", "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pack_is_sound(language: str) -> None:
    assert [str(fault) for fault in check_pack(installed(language))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_of_time_can_be_carried_out(language: str) -> None:
    for rule in grammar(load_pack(language)).rules:
        assert isinstance(rule, Rule)
        assert rule.regex
        assert rule.make in MAKERS
        assert rule.needs in ("", "beginning", "after_time", *LICENCES)


@pytest.mark.parametrize(
    ("language", "rule"),
    [(language, rule) for language in LANGUAGES for rule in load_pack(language).table("status")["rule"]],
)
def test_every_rule_of_status_has_its_example(language: str, rule: dict[str, str]) -> None:
    found = parse(Article(rule["example"], published="2023-09-11", language=language))
    assert [f.event.status for f in found if f.event.type != "statement"] == [rule["status"]]


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    shutil.copytree(Path(str(installed("en"))), tmp_path / "en")
    return tmp_path / "en"


def spoil(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        ("clauses.toml", "negators = [", "negators_ = [", "clauses.toml, negators: the key is missing"),
        ("clauses.toml", 'that = "that"', "that = 1", "clauses.toml, line 10, that: text is wanted here"),
        ("language.toml", 'strategy = "svo"', 'strategy = "vso"', "language.toml, line 7, strategy: 'vso' is none of"),
        ("frames.toml", 'shape = "leave"', 'shape = "levae"', "verb.shape: 'levae' is none of"),
        (
            "frames.toml",
            'example = "The emir set off',
            'exmaple = "The emir set off',
            "verb.example: the key is missing",
        ),
        ("status.toml", 'status = "denied"', 'status = "deined"', "rule.status: 'deined' is none of"),
        ("syntax_words.txt", "inside:", "insied:", "insied: nobody reads this key"),
        ("speech_verbs.txt", "say | inform |", "say | infrom |", "say: 'infrom' is no kind of statement"),
        ("speech_verbs.txt", "say | inform | c q |", "say | inform |", "say: 4 columns are wanted, here are 3"),
        ("places.toml", "goal = [", "goal = {", "places.toml, line 3, places:"),
    ],
)
def test_a_fault_names_its_place(pack: Path, file: str, old: str, new: str, fault: str) -> None:
    spoil(pack / file, old, new)
    assert any(fault in str(found) for found in check_pack(pack)), [str(f) for f in check_pack(pack)]


def test_a_fault_in_a_row_has_the_line_of_the_row(pack: Path) -> None:
    spoil(pack / "frames.toml", 'shape = "leave"', 'shape = "levae"')
    [fault] = check_pack(pack)
    assert (pack / "frames.toml").read_text("utf-8").splitlines()[fault.line - 1] == "[[verb]]"


@pytest.mark.parametrize("language", LANGUAGES)
def test_bulk_lists_are_text_since_toml_is_slow_to_load(language: str) -> None:
    tables = [file for file in Path(str(installed(language))).iterdir() if file.suffix == ".toml"]
    assert sum(file.stat().st_size for file in tables) <= 80_000


def test_a_list_stands_in_toml_or_in_text() -> None:
    assert lists("# words\nlist_joiners: and | , | or\nabroad:\n") == {"list_joiners": ["and", ",", "or"], "abroad": []}
    assert {"joiners", "groups"} <= load_pack("de").table("mentions").keys()


def test_a_missing_file_is_a_fault(pack: Path) -> None:
    (pack / "verbs.txt").unlink()
    assert [str(fault) for fault in check_pack(pack)] == ["verbs.txt, verbs: the file is missing"]
