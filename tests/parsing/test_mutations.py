"""Laws on damaged articles: words lost, doubled, swapped, cut, and letters of any script put between them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import seeds
from tests.parsing.test_parse_laws import check

ARTICLES = [text for _, text in seeds.demo_articles()]
MARKS = ["„", "“", "»", "«", "‚", "‘", "(", ")", "–", "-", ":", ";", ",", ".", "…", "'", "’", "/", "&", "\n\n", "\t"]
LONGEST = 900
"""Characters of an article that are damaged at once; a whole one would take long and break no other rule."""


@st.composite
def damaged(draw: st.DrawFn) -> str:
    text = draw(st.sampled_from(ARTICLES))
    start = draw(st.integers(0, max(0, len(text) - 50)))
    words = text[start : start + draw(st.integers(50, LONGEST))].split(" ")
    for _ in range(draw(st.integers(1, 8))):
        at = draw(st.integers(0, len(words) - 1))
        match draw(st.sampled_from(["lose", "double", "swap", "mark", "any letters", "capitals", "backwards"])):
            case "lose":
                words[at : at + 1] = []
            case "double":
                words.insert(at, words[at])
            case "swap":
                other = draw(st.integers(0, len(words) - 1))
                words[at], words[other] = words[other], words[at]
            case "mark":
                words.insert(at, draw(st.sampled_from(MARKS)))
            case "any letters":
                words.insert(at, draw(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=4)))
            case "capitals":
                words[at] = words[at].upper()
            case _:
                words[at] = words[at][::-1]
        words = words or ["."]
    return " ".join(words)


@settings(deadline=None, max_examples=120)
@given(damaged())
def test_damaged_articles_are_read(text: str) -> None:
    check(text)


@pytest.mark.parametrize("part", range(12))
def test_an_article_may_end_anywhere(part: int) -> None:
    text = ARTICLES[0]
    check(text[: (part + 1) * len(text) // 13])


@pytest.mark.parametrize(
    "text",
    [
        "Der ❸ Präsident Arvo Laine reiste mit ➃ Ministern nach Oslo.",
        "Am Gipfel nahmen teil die Außenminister von Finnland und der",
        "Ministerin Lore Falk (",
        "Präsident Arvo Laine (Finnland",
        "Am Montag traf Arvo Laine in Oslo-",
        "Im Anschluss an",
        "Oslo (",
    ],
)
def test_sentences_that_stop_short(text: str) -> None:
    check(text)
