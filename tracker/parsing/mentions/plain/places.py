"""Find places by common nouns where only names have capitals: "the Finnish capital", "the port of X", "X Palace"."""

from __future__ import annotations

from functools import lru_cache

from tracker.parsing.mentions.mention import Mention
from tracker.parsing.mentions.plain.search import PlainLexis, plain_lexis
from tracker.parsing.packs.pack import Pack
from tracker.parsing.places.place_mention import PlaceKind, PlaceMention
from tracker.parsing.text.tokens import Sentence, Tokens
from tracker.parsing.values import immutable

_RUN = 4  # words that the name of a building may have


@immutable
class PlainPlaces:
    """The words of a language that such places are found by; ``starts`` may open one without a capital."""

    lexis: PlainLexis
    prepositions: frozenset[str]
    capital: frozenset[str]
    town: frozenset[str]
    country: frozenset[str]
    with_name: frozenset[str]
    venues: frozenset[str]
    connecting: frozenset[str]
    there: frozenset[str]

    @property
    def starts(self) -> frozenset[str]:
        """Lower-case words at which a place may be found."""
        return self.capital | self.town | self.country | self.with_name | self.venues | self.there

    def at(self, tokens: Tokens, i: int, sentence: Sentence, taken: dict[int, Mention]) -> PlaceMention | None:
        """The place whose noun stands at a token."""
        lower = tokens.lower[i]
        if lower in self.there:
            return PlaceMention(i, i + 1, "there", "", None, None, "", i)
        if lower not in self.starts:
            return None
        first, country = self._before(tokens, i, sentence, taken)
        preposition, at = self._preposition(tokens, first, sentence, taken)
        if tokens.words[i][0].isupper() and lower in self.venues and (begin := self._name(tokens, i, sentence)) < i:
            preposition, at = self._preposition(tokens, begin, sentence, taken)
            name = " ".join(tokens.words[begin : i + 1])
            return PlaceMention(begin, i + 1, "named", name, country, None, preposition, at)
        named = self._behind(tokens, i, sentence, (preposition, at), first, country)
        if named is not None:
            return named
        if lower in self.capital and (country or preposition):
            entry = self.lexis.world.capital(country) if country else None
            if entry is not None:
                return PlaceMention(first, i + 1, "named", entry.name, entry.country, entry, preposition, at)
            return PlaceMention(first, i + 1, "capital", "", country, None, preposition, at)
        if not preposition:
            return None
        kind: PlaceKind | None = "country" if lower in self.country else "town" if lower in self.town else None
        return PlaceMention(first, i + 1, kind, "", country, None, preposition, at) if kind is not None else None

    def _behind(
        self, tokens: Tokens, i: int, sentence: Sentence, lead: tuple[str, int], first: int, country: str | None
    ) -> PlaceMention | None:
        """A name behind the noun: "the port of X"."""
        if tokens.lower[i] not in self.with_name or i + 1 >= sentence.last:
            return None
        j = i + 1 + (tokens.lower[i + 1] in self.connecting)
        hit = self.lexis.world.at(tokens, j, sentence.last) if j < sentence.last else None
        entry = hit.of("place") if hit is not None else None
        if hit is not None and entry is not None:
            return PlaceMention(first, j + hit.length, "named", entry.name, entry.country or country, entry, *lead)
        end = j
        while end < sentence.last and end - j < 3 and self.lexis.names.may_name(tokens.words[end]):
            end += 1
        if end == j or j == i + 1:
            return None
        return PlaceMention(first, end, "named", " ".join(tokens.words[j:end]), country, None, *lead)

    def _before(self, tokens: Tokens, i: int, sentence: Sentence, taken: dict[int, Mention]) -> tuple[int, str | None]:
        """First token of the phrase, and the state of a demonym or owner before the noun."""
        j, country = i, None
        while j > sentence.first and i - j < 4:
            owner = taken.get(j - 1)
            if owner is not None:
                if owner.genitive and owner.countries:
                    return owner.first, country or owner.countries[0]
                break
            demonym = next(
                (
                    (found[0], back)
                    for back in (2, 1)
                    if j - back >= sentence.first
                    and (found := self.lexis.world.demonym(tokens, j - back, j)) is not None
                    and found[1] == back
                ),
                None,
            )
            if demonym is not None:
                country, j = country or demonym[0], j - demonym[1]
            elif tokens.words[j - 1][0].islower() and tokens.lower[j - 1] not in self.lexis.functional:
                j -= 1
            else:
                break
        return j, country

    def _preposition(
        self, tokens: Tokens, first: int, sentence: Sentence, taken: dict[int, Mention]
    ) -> tuple[str, int]:
        j = first - 1
        if j >= sentence.first and tokens.lower[j] in self.lexis.determiners:
            j -= 1
        if j >= sentence.first and tokens.lower[j] in self.prepositions and j not in taken:
            return tokens.lower[j], j
        return "", first

    def _name(self, tokens: Tokens, i: int, sentence: Sentence) -> int:
        """Where the capitals before a venue's noun begin."""
        j = i
        while j > sentence.first and i - j < _RUN and tokens.words[j - 1][0].isupper():
            if tokens.lower[j - 1] in self.lexis.functional:
                break
            j -= 1
        return j


@lru_cache(maxsize=8)
def plain_places(pack: Pack) -> PlainPlaces:
    """The words of a pack, read when they are first asked for."""
    table = pack.table("places")
    return PlainPlaces(
        lexis=plain_lexis(pack),
        prepositions=frozenset((*table["goal"], *table["venue"], *table["origin"], *table["passing"])),
        capital=frozenset(table["capital"]),
        town=frozenset(table["town"]),
        country=frozenset(table["country"]),
        with_name=frozenset(table["with_name"]),
        venues=frozenset(table["venue_nouns"]),
        connecting=frozenset(table["connecting"]),
        there=frozenset(table["there"]),
    )
