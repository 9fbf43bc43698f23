"""Build the mentions of pronouns and of pairs named before."""

from __future__ import annotations

from tracker.parsing.mentions.mention import Mention
from tracker.parsing.mentions.search import Search


def lower_case(search: Search, i: int) -> Mention | None:
    lower = search.tokens.lower[i]
    if lower not in search.x.pronouns:
        return None
    following = search.tokens.words[i + 1] if i + 1 < search.limit else "."
    if lower in search.x.both and following.lower() in search.x.pair_nouns and following[0].isupper():
        return pronoun(search, i)
    # Before a noun these are articles.
    article = lower in search.x.syntax.pronoun_or_article and following[0].isalpha()
    if article and (
        following[0].isupper() or (search.is_adjective(i + 1) and lower not in search.x.syntax.both_dative)
    ):
        return None
    return pronoun(search, i)


def pronoun(search: Search, i: int) -> Mention | None:
    lower = search.tokens.lower[i]
    cases = search.x.pronouns.get(lower)
    if cases is None:
        return None
    following = search.tokens.words[i + 1] if i + 1 < search.limit else "."
    paired = lower in search.x.both and following.lower() in search.x.pair_nouns
    if lower in search.x.syntax.pronoun_or_article_bare and following[0].isupper() and not paired:
        return None
    frame = search.frame(i)
    sex = "m" if lower in search.x.syntax.masculine_pronouns else "f" if lower in search.x.syntax.she_dative else ""
    plural = lower in search.x.syntax.they_dative | search.x.both
    first = (
        i - 1
        if lower in search.x.both
        and i > search.first
        and search.tokens.lower[i - 1] in search.x.syntax.articles_before_both
        else i
    )
    return Mention(
        first,
        i + 2 if paired else i + 1,
        i,
        "pronoun",
        "",
        search.tokens.words[i],
        preposition=frame.preposition,
        cases=cases,
        plural=plural,
        sex=sex,
        definite=True,
    )
