"""Who is named, and who is meant: offices, names no list knows, appositions, states, sources, pronouns."""

from __future__ import annotations

import pytest

from tracker.articles import Article
from tracker.parsing.mentions.find import find_mentions
from tracker.parsing.mentions.mention import Mention
from tracker.parsing.mentions.personal_names import NameTable
from tracker.parsing.packs.pack import load_pack
from tracker.parsing.parse import parse
from tracker.parsing.text.segment import sentences, tokenize

PACK = load_pack("de")


def found(text: str) -> list[Mention]:
    tokens, names = tokenize(text), NameTable()
    return [m for s in sentences(tokens, ()) for m in find_mentions(tokens, s, PACK, names)]


def named(text: str) -> list[tuple[str, str, str, tuple[str, ...]]]:
    return [(m.kind, m.name, m.role.category if m.role else "", m.countries) for m in found(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Der finnische Präsident Arvo Laine sprach.", [("person", "Arvo Laine", "head_of_state", ("FI",))]),
        (
            "Norwegens Außenministerin Inga van der Berg sprach.",
            [("person", "Inga van der Berg", "foreign_minister", ("NO",))],
        ),
        ("US-Sondergesandter Joe Miller sprach.", [("person", "Joe Miller", "special_envoy", ("US",))]),
        ("Arvo Laine, der Präsident Finnlands, sprach.", [("person", "Arvo Laine", "head_of_state", ("FI",))]),
        ("Der Präsident Finnlands, Arvo Laine, sprach.", [("person", "Arvo Laine", "head_of_state", ("FI",))]),
        ("Der frühere Kanzler Udo Brecht sprach.", [("person", "Udo Brecht", "head_of_government", ())]),
        ("Gespräche mit dem Tadschiken Rustam Asimow.", [("person", "Rustam Asimow", "", ("TJ",))]),
        ("Die EU-Außenminister berieten.", [("group", "", "foreign_minister", ())]),
        ("König Haakon IX. reist.", [("person", "Haakon IX.", "monarch", ())]),
        ("Das norwegische Außenministerium schwieg.", [("organisation", "norwegische Außenministerium", "", ("NO",))]),
    ],
)
def test_the_open_grammar(text: str, expected: list[tuple[str, str, str, tuple[str, ...]]]) -> None:
    assert named(text) == expected


def test_former_offices_are_marked() -> None:
    assert found("Ex-Präsident Arvo Laine sprach.")[0].former
    assert found("Der ehemalige Präsident Arvo Laine sprach.")[0].former


def travellers(text: str) -> list[list[str]]:
    events = [f.event for f in parse(Article(text, published="2023-09-11", language="de"))]
    return [[p.name for p in e.having("traveller")] for e in events if e.type in ("departure", "arrival", "visit")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Präsident Arvo Laine sprach in Turku. Danach reiste er nach Oslo.", ["Arvo Laine"]),
        ("Präsident Arvo Laine sprach in Turku. Laine reiste danach nach Oslo.", ["Arvo Laine"]),
        ("Der finnische Präsident Arvo Laine sprach. Der finnische Staatschef reist nach Oslo.", ["Arvo Laine"]),
        ("Ministerin Lore Falk begrüßte den Papst. Sie reist am Montag nach Oslo.", ["Lore Falk"]),
        ("Bevor er nach Oslo reiste, sprach Präsident Arvo Laine.", []),
        ("Präsident Arvo Laine, der nach Oslo reist, ist krank.", ["Arvo Laine"]),
        ("Der Zug des Präsidenten Arvo Laine traf in Oslo ein.", ["Arvo Laine"]),
    ],
)
def test_coreference(text: str, expected: list[str]) -> None:
    assert travellers(text) == ([expected] if expected else [])


def test_a_capital_speaks_for_its_state_and_is_a_place_elsewhere() -> None:
    events = [
        f.event for f in parse(Article("Paris kritisierte, dass Präsident Arvo Laine nach Paris reist.", language="de"))
    ]
    speakers = [p for e in events for p in e.having("speaker")]
    assert [(p.kind, p.country) for p in speakers] == [("state", "FR")]
    assert [e.place.name for e in events if e.type == "departure" and e.place] == ["Paris"]
