"""Find the places that a sentence names, known or not, and the words that point back to one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from tracker.parsing.mentions.mention import Mention
from tracker.parsing.mentions.words import Lexis, lexis
from tracker.parsing.packs.pack import Pack
from tracker.parsing.packs.syntax import syntax
from tracker.parsing.packs.world import Entry
from tracker.parsing.places.place_mention import PlaceMention
from tracker.parsing.remembered import Remembered
from tracker.parsing.text.nominative import Wording, wording
from tracker.parsing.text.tokens import Sentence, Tokens, where
from tracker.parsing.values import immutable

if TYPE_CHECKING:
    from tracker.parsing.mentions.plain.places import PlainPlaces

__all__ = ["PlaceMention", "find_places"]


_DASHES = frozenset("-–—")
_LONGEST_DATELINE = 9
"""Tokens before the dash of a dateline at most."""


@immutable
class _Words:
    lexis: Lexis
    prepositions: frozenset[str]
    before_unknown: frozenset[str]
    with_adjective: frozenset[str]
    capital: tuple[str, ...]
    town: tuple[str, ...]
    country: frozenset[str]
    with_name: tuple[str, ...]
    kept: tuple[str, ...]
    venue_nouns: tuple[str, ...]
    connecting: frozenset[str]
    there: frozenset[str]
    no_place: frozenset[str]
    not_before_states: frozenset[str]
    landscape: tuple[str, ...]
    wording: Wording
    directions: frozenset[str]
    describing: tuple[str, ...]
    before_name: tuple[str, ...]
    plain: PlainPlaces | None
    may_begin: dict[str, bool]


@lru_cache(maxsize=8)
def _words(pack: Pack) -> _Words:
    table = pack.table("places")
    plain = _plain_places(pack) if pack.strategy == "svo" else None
    further = syntax(pack.language).further_places
    openers = frozenset((*table["before_unknown"], *table["before_unknown_with_adjective"], *table["there"], *further))
    describing = (*table["capital"], *table["town"], *table["with_name"], *table["kept"], *table["venue_nouns"])

    def may_begin(word: str) -> bool:
        lower = word.lower()
        if lower in openers or not word[0].isupper():
            return lower in openers or (plain is not None and lower in plain.starts)
        return plain is not None or lower.endswith((*describing, *table["landscape"])) or lower in table["country"]

    return _Words(
        lexis=lexis(pack),
        prepositions=frozenset((*table["goal"], *table["venue"], *table["origin"], *table["passing"])),
        before_unknown=frozenset(table["before_unknown"]),
        with_adjective=frozenset(table["before_unknown_with_adjective"]),
        capital=tuple(table["capital"]),
        town=tuple(table["town"]),
        country=frozenset(table["country"]),
        with_name=tuple(table["with_name"]),
        kept=tuple(table["kept"]),
        venue_nouns=tuple(table["venue_nouns"]),
        connecting=frozenset(table["connecting"]),
        there=frozenset(table["there"]),
        no_place=frozenset(table["no_place"]),
        not_before_states=frozenset(table.get("not_before_states", ())),
        landscape=tuple(table["landscape"]),
        wording=wording(pack.language),
        directions=frozenset(table["direction_words"]),
        describing=describing,
        before_name=(*table["with_name"], *table["kept"]),
        plain=plain,
        may_begin=Remembered(may_begin),
    )


def _plain_places(pack: Pack) -> PlainPlaces:
    from tracker.parsing.mentions.plain.places import plain_places  # only a text in such a language needs it

    return plain_places(pack)


def find_places(tokens: Tokens, sentence: Sentence, pack: Pack, mentions: Sequence[Mention]) -> list[PlaceMention]:
    """The places of a sentence in order; states and bodies that serve as places are among them."""
    words = _words(pack)
    found: list[PlaceMention] = []
    taken: dict[int, Mention] = {}
    for each in mentions:
        taken.update(dict.fromkeys(range(each.first, each.last), each))
    end = _behind_dateline(tokens, sentence, words)
    begun = {m.first for m in mentions}.union(where(words.may_begin.__getitem__, tokens.words, sentence))
    for i in sorted(begun):
        if i < end:
            continue
        mention = taken.get(i)
        place = _from_mention(tokens, mention, words) if mention is not None and i == mention.first else None
        if place is None and mention is None and words.plain is not None:
            place = words.plain.at(tokens, i, sentence, taken) or _unknown(tokens, i, sentence, words, taken)
            if place is not None and place.last < sentence.last and tokens.lower[place.last] in words.plain.venues:
                place = None  # "Bogstad Palace": the noun of the building belongs to its name
        elif place is None and mention is None:
            place = _described(tokens, i, sentence, words, taken) or _unknown(tokens, i, sentence, words, taken)
            if place is None and found and found[-1].last == i and found[-1].preposition in words.before_unknown:
                place = _another(tokens, i, sentence, words, taken)
        if place is not None:
            if (
                found
                and not place.preposition
                and found[-1].preposition
                and _joined(tokens, found[-1], place, words.lexis.syntax.place_joiners)
            ):
                place = replace(place, preposition=found[-1].preposition)
            found.append(place)
            end = place.last
    return found


def _behind_dateline(tokens: Tokens, sentence: Sentence, words: _Words) -> int:
    """The first token behind "Rom (AFP) –" or "Rom/Bern -", where a report was written; else that of the sentence."""
    if tokens.lower[sentence.first] in words.prepositions:
        return sentence.first
    for i in range(sentence.first, min(sentence.first + _LONGEST_DATELINE, sentence.last - 1)):
        word = tokens.words[i]
        apart = tokens.starts[i] > tokens.ends[i - 1] if i > sentence.first else False
        if word in _DASHES and apart and tokens.starts[i + 1] > tokens.ends[i]:
            return i + 1
        if word[0].islower() and "(" not in tokens.words[sentence.first : i]:
            break
    return sentence.first


def _joined(tokens: Tokens, before: PlaceMention, after: PlaceMention, joiners: frozenset[str]) -> bool:
    """Whether two places share a preposition: "in Athen und Ankara"."""
    return after.first == before.last + 1 and tokens.lower[before.last] in joiners


def _from_mention(tokens: Tokens, mention: Mention, words: _Words) -> PlaceMention | None:
    entry = mention.entry
    place_like = mention.kind in ("state", "place") or (entry is not None and entry.place_like)
    if not place_like or entry is None:
        return None
    preposition = tokens.lower[mention.preposition] if mention.preposition is not None else ""
    if preposition in words.not_before_states and (entry.kind == "state" or entry.subkind == "capital"):
        return None  # "lieferte Waffen an Rom": a party, no place
    at = mention.preposition if mention.preposition is not None else mention.first
    if not preposition and mention.first > 0 and tokens.lower[mention.first - 1] in words.directions:
        preposition, at = tokens.lower[mention.first - 1], mention.first - 1
    return PlaceMention(
        mention.first,
        mention.last,
        "named",
        words.lexis.world.spelling(entry, mention.wording),
        entry.country,
        entry,
        preposition,
        at,
        mention.genitive,
    )


def _described(
    tokens: Tokens, i: int, sentence: Sentence, words: _Words, taken: dict[int, Mention]
) -> PlaceMention | None:
    """A place by a common noun: "die Hauptstadt", "im Palast X", "am Kiewer Hauptbahnhof", "dort"."""
    lower = tokens.lower[i]
    if lower in words.there:
        return PlaceMention(i, i + 1, "there", "", None, None, "", i)
    if not tokens.words[i][0].isupper():
        return None
    x = words.lexis
    if not lower.endswith(words.describing) and lower not in words.country and not lower.endswith(words.landscape):
        return None
    first, preposition, at, adjective, town = _before(tokens, i, sentence, words)
    owner = taken.get(first - 1)
    country = adjective
    if owner is not None and owner.countries and owner.genitive and owner.last == first:
        country = country or owner.countries[0]  # "in Katars Hauptstadt"
        if owner.preposition is not None:
            preposition, at = tokens.lower[owner.preposition], owner.preposition
        elif owner.first > sentence.first and tokens.lower[owner.first - 1] in words.prepositions:
            preposition, at = tokens.lower[owner.first - 1], owner.first - 1
        first = owner.first
    name_end = _name_after(tokens, i + 1, sentence, words, taken)
    if name_end > i + 1 and lower.endswith(words.before_name):
        kept = lower.endswith(words.kept)
        name_first = i if kept else i + 1
        if not kept and tokens.lower[i + 1] in words.connecting:
            name_first = i if lower.endswith(words.venue_nouns) else i + 2
        name = _text(tokens, name_first, name_end)
        hit = x.world.at(tokens, name_first, sentence.last)
        entry = hit.of("place") if hit and not kept else None
        return PlaceMention(
            first,
            name_end,
            "named",
            entry.name if entry else name,
            (entry.country if entry else None) or country,
            entry,
            preposition,
            at,
        )
    town = town or (_capital_behind(tokens, i + 1, sentence, words) if lower.endswith(words.venue_nouns) else None)
    if town is not None and lower.endswith(words.venue_nouns):
        return PlaceMention(first, i + 1, "named", town.name, town.country, town, preposition, at)
    if not preposition and not (country and lower.endswith(words.capital)):
        return None
    if lower.endswith(words.capital):
        after = taken.get(i + 1)
        if country is None and after is not None and after.countries and after.genitive:
            country = after.countries[0]
        capital = x.world.capital(country) if country else None
        if capital is not None:
            return PlaceMention(first, i + 1, "named", capital.name, capital.country, capital, preposition, at)
        return PlaceMention(first, i + 1, "capital", "", country, None, preposition, at)
    named = taken.get(i + 1)
    if lower in words.country and named is not None and named.first == i + 1 and named.kind == "state" and named.entry:
        known = named.entry  # "ins Nachbarland Togo"
        return PlaceMention(first, named.last, "named", known.name, known.country, known, preposition, at)
    if lower in words.country:
        return PlaceMention(first, i + 1, "country", "", country, None, preposition, at)
    if country and lower in words.landscape and preposition:
        name = words.wording.nominative(_text(tokens, i - 1, i + 1))
        return PlaceMention(first, i + 1, "named", name, country, None, preposition, at)
    if lower.endswith(words.town) and lower in words.town:
        return PlaceMention(first, i + 1, "town", "", country, None, preposition, at)
    if lower.endswith(words.venue_nouns) and lower not in words.venue_nouns and tokens.words[i][0].isupper():
        return PlaceMention(first, i + 1, "named", tokens.words[i], country, None, preposition, at)
    return None


def _capital_behind(tokens: Tokens, i: int, sentence: Sentence, words: _Words) -> Entry | None:
    """The capital that a genitive behind a building describes: "auf dem Flughafen der irakischen Hauptstadt"."""
    if i + 2 >= sentence.last or tokens.lower[i] not in words.lexis.syntax.genitive_articles:
        return None
    country = words.lexis.world.adjective(tokens.lower[i + 1])
    return words.lexis.world.capital(country) if country and tokens.lower[i + 2].endswith(words.capital) else None


def _before(
    tokens: Tokens, i: int, sentence: Sentence, words: _Words
) -> tuple[int, str, int, str | None, Entry | None]:
    """First token, preposition, its token, state of an adjective and town of an adjective before a noun."""
    x = words.lexis
    j, country, town = i - 1, None, None
    while j >= sentence.first and i - j < 6:
        word = tokens.words[j]
        if (
            word[0].islower()
            and tokens.lower[j].endswith(x.adjective_endings)
            and tokens.lower[j] not in x.not_adjectives
        ):
            country = country or x.world.adjective(tokens.lower[j])
        elif word[0].isupper() and (entry := x.town(word)) is not None:
            town = entry
        elif word[0].isupper() and j > sentence.first and (nation := x.world.adjective(tokens.lower[j])):
            country = country or nation  # "im Schweizer Ort"
        else:
            break
        j -= 1
    if j >= sentence.first and tokens.lower[j] in x.determiners:
        j -= 1
    if j >= sentence.first and tokens.lower[j] in words.prepositions:
        return j + 1, tokens.lower[j], j, country, town
    return j + 1, "", j + 1, country, town


def _name_after(tokens: Tokens, i: int, sentence: Sentence, words: _Words, taken: dict[int, Mention]) -> int:
    """Where the name behind a noun for a place ends; ``i`` where there is none."""
    j = i
    if j < sentence.last and tokens.lower[j] in words.connecting:
        j += 1
        if j >= sentence.last:
            return i
        hit = words.lexis.world.at(tokens, j, sentence.last)
        return j + hit.length if hit is not None and hit.of("place") else i
    hit = words.lexis.world.at(tokens, j, sentence.last) if j < sentence.last else None
    if hit is not None and hit.of("place"):
        return j + hit.length
    while j < sentence.last and j - i < 3 and j not in taken and words.lexis.names.may_name(tokens.words[j]):
        j += 1
    return j


def _unknown(
    tokens: Tokens, i: int, sentence: Sentence, words: _Words, taken: dict[int, Mention]
) -> PlaceMention | None:
    """A bare capitalised word behind "in", "nach", "aus" that is no noun, person or body."""
    lower = tokens.lower[i]
    if lower not in words.before_unknown and lower not in words.with_adjective:
        return None
    x = words.lexis
    j, country, contracted = i + 1, None, lower in words.with_adjective
    if j < sentence.last and tokens.lower[j] in words.lexis.syntax.neuter_articles and lower in words.before_unknown:
        j += 1
        if j >= sentence.last or not words.lexis.world.adjective(tokens.lower[j]):
            return None
        contracted = True
    while j < sentence.last and (adjective := x.world.adjective(tokens.lower[j])) and tokens.words[j][0].islower():
        country = adjective
        j += 1
    if country is None and (contracted or lower not in words.before_unknown):
        return None
    if country is not None and not contracted:
        return None
    if j >= sentence.last or j in taken:
        return None
    end = j
    while (
        end < sentence.last
        and end - j < 3
        and end not in taken
        and (_may_be_place(tokens.words[end], words) or (end > j and tokens.words[end] in x.names.first_names))
    ):
        end += 1
    if end == j:
        return None
    if end < sentence.last and tokens.words[end] == "-":
        return None
    return PlaceMention(j, end, "named", _text(tokens, j, end), country, None, tokens.lower[i], i)


def _another(
    tokens: Tokens, i: int, sentence: Sentence, words: _Words, taken: dict[int, Mention]
) -> PlaceMention | None:
    """An unknown place joined to the one before it: "in Batken und Osch"."""
    if tokens.lower[i] not in words.lexis.syntax.further_places or i + 1 >= sentence.last or i + 1 in taken:
        return None
    if not _may_be_place(tokens.words[i + 1], words):
        return None
    return PlaceMention(i + 1, i + 2, "named", tokens.words[i + 1], None, None, "", i + 1)


def _may_be_place(word: str, words: _Words) -> bool:
    x = words.lexis
    return (
        x.names.may_name(word)
        and word not in words.no_place
        and word not in x.names.first_names
        and not word.lower().endswith(x.noun_shapes)
    )


def _text(tokens: Tokens, first: int, last: int) -> str:
    return " ".join(tokens.text[tokens.starts[first] : tokens.ends[last - 1]].split())[:200]
