"""What talks or a visit are about: the nouns behind "über" in the clause that tells them."""

from __future__ import annotations

from tracker.parsing.happenings.scene import Draft, Scene

_MOST = 4
_FAR = 12
"""Tokens behind the preposition in which nouns are looked for."""


def topics_of(scene: Scene, draft: Draft) -> list[str]:
    """The nouns that follow the preposition of topics, as printed, in order; empty where none is told."""
    if draft.event not in ("summit", "visit"):
        return []
    clause = scene.clause(draft.seat)
    verbs = {verb.token for verb in clause.verbs}
    found: list[str] = []
    for first, last in clause.spans:
        for i in range(first, last):
            if scene.tokens.lower[i] in scene.syntax.about_prepositions:
                found.extend(_nouns(scene, i + 1, min(last, i + 1 + _FAR), verbs))
    return list(dict.fromkeys(found))[:_MOST]


def _ends_phrase(scene: Scene, i: int, last: int) -> bool:
    """Whether a word is the last of its phrase, and so its noun, where nouns have no capitals."""
    behind = scene.tokens.lower[i + 1] if i + 1 < last else "."
    syntax = scene.syntax
    return not behind[0].isalnum() or behind in syntax.topic_ends or behind in syntax.and_


def _nouns(scene: Scene, first: int, last: int, verbs: set[int]) -> list[str]:
    found: list[str] = []
    for i in range(first, last):
        word = scene.tokens.words[i]
        if i in verbs or not (word[0].isalnum() or word in "-,") or scene.tokens.lower[i] in scene.syntax.topic_ends:
            break
        is_noun = len(word) > 3 and _ends_phrase(scene, i, last) if scene.plain else word[0].isupper() and len(word) > 2
        if is_noun:
            found.append(word)
    return found
