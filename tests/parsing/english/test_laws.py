"""Laws of the English parser: any text, the same answer, spans inside it, valid events, work as the length."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.parsing.test_parse_laws import check, work

SALAD = """The president President Arvo Laine travelled to Oslo met with Minister Lore Falk summit EU - said he they on
Monday , . : “ ” " that who visit in and the two leaders Moscow France's foreign minister will talks is expected ( ) II
his trip of between cancelled 2019 3 May train according after meeting been would not ’s Kremlin sources a ’ """
WORDS = [*SALAD.split(), "\n\n"]


@settings(deadline=None, max_examples=200)
@given(st.lists(st.sampled_from(WORDS), max_size=70).map(" ".join))
def test_english_word_salad(text: str) -> None:
    check(text, language="en")


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=400))
def test_any_text(text: str) -> None:
    check(text, None, language="en")


HOSTILE: dict[str, Callable[[int], str]] = {
    "commas": lambda n: "," * n,
    "dates": lambda n: "May 11, " * (n // 8),
    "unclosed quotes": lambda n: "“word " * (n // 6),
    "one word": lambda n: "x" * n,
    "capitals": lambda n: "Word " * (n // 5),
    "names": lambda n: "President Arvo Laine and " * (n // 25),
    "clauses": lambda n: "he said that he came, " * (n // 22),
    "verbs": lambda n: "said " * (n // 5),
    "infinitives": lambda n: "plans to want to " * (n // 17),
    "places": lambda n: "in Oslo and " * (n // 12),
    "brackets": lambda n: "(" * n,
    "apostrophes": lambda n: "Laine's " * (n // 8),
    "adjectives": lambda n: "former senior new " * (n // 18),
    "meetings": lambda n: "Arvo Laine met Lore Falk. " * (n // 26),
    "attributes": lambda n: "president of France and " * (n // 24),
    "digits": lambda n: "1" * n,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_work_grows_with_the_length_of_hostile_text(kind: str) -> None:
    short, long = HOSTILE[kind](10_000), HOSTILE[kind](40_000)
    assert work(long, "en") <= 7 * work(short, "en") + 50_000


def test_a_german_article_loads_no_english_data() -> None:
    program = (
        "from tracker.articles import Article\n"
        "from tracker.parsing.packs import pack\n"
        "from tracker.parsing.parse import parse\n"
        "parse(Article('Präsident Arvo Laine reiste am Montag nach Oslo.', language='de'))\n"
        "print(pack.loaded())"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "de" in done.stdout
    assert "en" not in done.stdout.split("'")
