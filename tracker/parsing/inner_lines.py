"""The JSON lines of the inner layers: what each stage finds before any event is read. Offsets are code points."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from tracker.articles import Article
from tracker.parsing.cast.actors import Actor
from tracker.parsing.lines import quote_lines, time_lines
from tracker.parsing.parse import layers, named

Row = dict[str, Any]


def inner_lines(article: Article, layer: str) -> Iterator[Row]:
    """The lines of a layer of an article, in the order of the text, each with the article's name.

    Args:
        layer: one of ``INNER``.
    """
    return ({"article": article.name, **row} for row in INNER[layer](article))


def _sentences(article: Article) -> Iterable[Row]:
    return ({"start": s.start, "end": s.end} for s in layers(article).sentences)


def _tokens(article: Article) -> Iterator[Row]:
    ground = layers(article)
    for number, sentence in enumerate(ground.sentences):
        for i in range(sentence.first, sentence.last):
            yield {
                "start": ground.tokens.starts[i],
                "end": ground.tokens.ends[i],
                "word": ground.tokens.words[i],
                "sentence": number,
            }


def _clauses(article: Article) -> Iterator[Row]:
    ground = layers(article)
    for number, of_sentence in enumerate(ground.clauses):
        for clause in of_sentence:
            yield {
                "start": clause.start,
                "end": clause.end,
                "sentence": number,
                "kind": clause.kind,
                "parent": clause.parent,
                "verb": clause.lemma,
                "tense": clause.tense,
                "mood": clause.mood,
                "modal": clause.modal,
                "negated": clause.negated,
                "passive": clause.passive,
            }


def _times(article: Article) -> Iterable[Row]:
    return time_lines(article.name, layers(article).times)


def _quotes(article: Article) -> Iterable[Row]:
    return quote_lines(article.name, layers(article).quotes)


def _mentions(article: Article) -> Iterator[Row]:
    scene = named(article).scene
    for line in scene.lines:
        for mention in line.mentions:
            start, end = scene.chars(mention.first, mention.last)
            yield {
                "start": start,
                "end": end,
                "kind": mention.kind,
                "office": mention.role.category if mention.role is not None else None,
                "countries": list(mention.countries),
                "actors": [actor.number for actor in scene.cast.meant_by(mention)],
            }


def _places(article: Article) -> Iterator[Row]:
    scene = named(article).scene
    for line in scene.lines:
        for place in line.places:
            start, end = scene.chars(place.first, place.last)
            found = scene.locality(place)
            yield {
                "start": start,
                "end": end,
                "kind": place.kind,
                "preposition": place.preposition,
                "name": found.name if found is not None else place.name,
                "country": found.country if found is not None else place.country,
            }


def _actors(article: Article) -> Iterable[Row]:
    return map(_actor, named(article).scene.cast.actors)


def _actor(actor: Actor) -> Row:
    return {
        "number": actor.number,
        "kind": actor.kind,
        "name": actor.name,
        "country": actor.country,
        "office": actor.office,
        "aka": list(actor.aka),
    }


def _sources(article: Article) -> Iterator[Row]:
    voices = named(article).voices
    for quote in voices.quotes:
        if quote.speaker and quote.apart:
            yield {
                "start": quote.quote[0][0],
                "end": quote.quote[-1][1],
                "speakers": [voices.meant.name(span) for span in quote.speaker],
                "via": [voices.meant.name(span) for span in (*quote.via, *quote.relayed_by)],
                "kind": quote.statement_kind,
            }


INNER: dict[str, Callable[[Article], Iterable[Row]]] = {
    "sentences": _sentences,
    "tokens": _tokens,
    "clauses": _clauses,
    "times": _times,
    "mentions": _mentions,
    "places": _places,
    "actors": _actors,
    "quotes": _quotes,
    "sources": _sources,
}
"""What prints a layer, by its name, in the order of the stages."""
