"""The engine holds no word of any language: what its packs teach does not stand in its code."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import tracker.parsing
from tracker.parsing.packs.check import installed, schema
from tracker.parsing.packs.pack import load_pack

CODE = sorted(Path(tracker.parsing.__file__).parent.rglob("*.py"))
CODES = frozenset({"needs", "verb", "tense", "mood", "only_plural", "aimed", "negatable", "acts", "plural_states"})
"""Keys of packs under which names of the engine stand, not words of the language."""
EXAMPLES = frozenset({"example", "expect", "text", "clauses", "quotes", "places", "mentions", "phrases"})
KINDS = frozenset({"planned"})
"""Kinds of words of time, which a stage of times compares as it would a word."""
AMBIGUOUS = frozenset(
    {
        "kind",
        "rate",
        "half",
        "advent",
        "minister",
        "text",
        "name",
        "mark",
        "man",
        "person",
        "land",
        "so",
        "monarch",
        "partner",
        "minute",
    }
)
"""Words of German that are names of the engine, too: columns, kinds of time, offices, attributes."""


def words_of(value: object, key: str = "") -> Iterator[str]:
    """The words in a table of a pack, without examples and codes."""
    if key in CODES or key in EXAMPLES:
        return
    if isinstance(value, str):
        yield value.lower()
    elif isinstance(value, list):
        for item in value:
            yield from words_of(item, key if isinstance(item, str) else "")
    elif isinstance(value, dict):
        for name, item in value.items():
            if not isinstance(item, str):
                yield from words_of(item, name)


def vocabulary(language: str) -> frozenset[str]:
    """All that a pack knows by word: lists of tables, the first column of lists of words."""
    pack = load_pack(language)
    found: set[str] = set()
    tables: list[dict[str, Any]] = [
        pack.table(name)
        for name in ("clauses", "syntax", "mentions", "places", "frames", "status", "speech", "wording", "language")
    ]
    for table in tables:
        found.update(words_of(table))
    for name in ("phrases", "nouns", *(file.removesuffix(".txt") for file in schema()["files"][pack.strategy])):
        found.update(line.split()[0].lower() for line in pack.words(name))
    return frozenset(word for word in found if word.isalpha() and len(word) > 1)


def literals(path: Path) -> Iterator[tuple[int, str, ast.AST]]:
    """Line, text and the expression around each string of letters in a module; no docstrings, no parts of others."""
    tree = ast.parse(path.read_text("utf-8"))
    around = {child: parent for parent in ast.walk(tree) for child in ast.iter_child_nodes(parent)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or isinstance(around[node], ast.Expr | ast.JoinedStr):
            continue
        if isinstance(node.value, str) and node.value.isalpha():
            yield node.lineno, node.value, around[node]


def is_word(expression: ast.AST) -> bool:
    """Whether an expression is a word of a text, by the names that the stages give it: ``lower[i]``, ``word``."""
    if isinstance(expression, ast.Subscript):
        value = expression.value
        return (value.attr if isinstance(value, ast.Attribute) else getattr(value, "id", "")) in ("lower", "words")
    return isinstance(expression, ast.Name) and expression.id in ("word", "lower", "before", "behind", "following")


def reads_text(expression: ast.AST) -> bool:
    """Whether an expression compares or cuts words of a text: ``lower[i] == …``, ``word.endswith(…)``."""
    if isinstance(expression, ast.Compare):
        return any(is_word(asked) for asked in (expression.left, *expression.comparators))
    if isinstance(expression, ast.Call) and isinstance(expression.func, ast.Attribute):
        cuts = expression.func.attr in ("startswith", "endswith", "removesuffix", "removeprefix")
        return cuts and is_word(expression.func.value)
    return False


def test_no_german_word_stands_in_the_engine() -> None:
    german = vocabulary("de") - vocabulary("en") - AMBIGUOUS
    found = [
        f"{path.name}:{line}: {text}"
        for path in CODE
        for line, text, _ in literals(path)
        if len(text) > 2 and text.lower() in german
    ]
    assert found == []


@pytest.mark.parametrize("language", ["de", "en"])
def test_no_word_of_a_text_is_compared_with_one_in_the_engine(language: str) -> None:
    known = vocabulary(language)
    found = [
        f"{path.name}:{line}: {text}"
        for path in CODE
        for line, text, around in literals(path)
        if len(text) > 1 and text.lower() in known - KINDS and reads_text(around)
    ]
    assert found == []


def test_the_vocabulary_is_that_of_the_pack() -> None:
    assert {"reisen", "rande", "unterrichten", "und", "sein", "im"} <= vocabulary("de")
    assert {"travel", "and", "summit"} <= vocabulary("en")
    assert installed("de").is_dir()
