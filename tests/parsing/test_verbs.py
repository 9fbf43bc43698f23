"""The verb lexicon: regular verbs are conjugated when a text asks, and no form of any is lost by that."""

from __future__ import annotations

import subprocess
import sys

from tracker.parsing.clauses.verbs import Conjugation, Lexicon, lexicon
from tracker.parsing.packs.pack import load_pack

PACK = load_pack("de")
STRATEGIES = {"tracker.parsing.clauses.svo", "tracker.parsing.mentions.plain", "tracker.parsing.speech.svo"}


def conjugation() -> Conjugation:
    table = PACK.table("clauses")
    return Conjugation(
        linking=tuple(table["conjugation"]["linking"]),
        inseparable=tuple(table["inseparable"]),
        **{name: table["conjugation"][name] for name in ("infinitive", "lost", "past", "participle", "foreign")},
    )


def test_every_form_of_every_regular_verb_is_read() -> None:
    known, rules, never = lexicon("de"), conjugation(), set(PACK.table("clauses")["never_verbs"])
    asked = 0
    for infinitive in PACK.words("weak_verbs"):
        for word, reading in rules.weak(infinitive):
            if len(word) > 2 and word not in never and not known.is_closed(word):
                assert reading in known.readings(word), word
                asked += 1
    assert asked > 5000


def test_the_order_of_asking_changes_no_reading() -> None:
    words = [word for verb in PACK.words("weak_verbs")[:300] for word, _ in conjugation().weak(verb)]
    one, other = Lexicon(PACK), Lexicon(PACK)
    forwards = {word: one.readings(word) for word in words}
    assert {word: other.readings(word) for word in reversed(words)} == forwards


def modules_behind(text: str) -> set[str]:
    """What a fresh process has loaded when it has parsed a text."""
    code = (
        "import sys\n"
        "from tracker.articles import Article\n"
        "from tracker.parsing.parse import parse\n"
        f"parse(Article({text!r}, language='de'))\n"
        "print('\\n'.join(sys.modules))"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    return set(loaded.split())


def test_a_german_text_loads_nothing_of_other_languages() -> None:
    loaded = modules_behind("Die Ministerin reist nach Bern.")
    assert "tracker.parsing.clauses.verbs" in loaded
    assert not STRATEGIES.intersection(loaded)


def test_only_a_text_with_something_in_it_loads_the_models_of_events() -> None:
    assert "events.model" in modules_behind("Die Ministerin reist nach Bern.")
    assert not modules_behind("Die Ministerin isst einen Apfel.") & {"events.model", "pydantic"}
