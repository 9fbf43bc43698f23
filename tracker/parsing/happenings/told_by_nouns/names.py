"""What a gathering is called: its noun with all that belongs to the name, in the nominative."""

from __future__ import annotations

from tracker.parsing.happenings.told_by_nouns.surroundings import Noun, is_adjective

_MOST = 5
"""Words before the noun that may belong to the name."""


def event_name(noun: Noun) -> str:
    """ "8. Östliches Wirtschaftsforum" of "des 8. Östlichen Wirtschaftsforums", "EU summit" of "an EU summit"."""
    words, start = noun.scene.tokens.words, noun.line.sentence.first
    first = noun.i
    while first > max(start, noun.i - _MOST) and _belongs(noun, first - 1):
        first -= 1
    name = noun.scene.cast.wording.named(words[first : noun.i], words[noun.i])
    numbered = first - 2 >= start and words[first - 1] == "." and words[first - 2].isdigit()
    return f"{words[first - 2]}. {name}" if numbered else name


def _belongs(noun: Noun, token: int) -> bool:
    """Whether a word before the noun is part of its name: one with a capital that is no article."""
    if not noun.scene.tokens.words[token][0].isupper() or noun.lower[token] in noun.names.determiners:
        return False
    return noun.scene.plain or is_adjective(noun, token)
