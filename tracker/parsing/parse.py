"""From an article to findings: all stages in order. Pure, deterministic, never raises on a text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tracker.articles import Article
from tracker.parsing.cast.coreference import Cast
from tracker.parsing.clauses.split import Clause, clauses
from tracker.parsing.collector import no_search_for_garbage
from tracker.parsing.happenings.finding import Finding, finding_id, finding_ids
from tracker.parsing.happenings.layers import Line, line
from tracker.parsing.happenings.merge import merged
from tracker.parsing.happenings.scene import Draft, Scene
from tracker.parsing.happenings.stays import place_by_stays
from tracker.parsing.happenings.told_by_nouns.nominal import noun_drafts
from tracker.parsing.happenings.told_by_verbs.frames import verb_drafts
from tracker.parsing.happenings.told_by_verbs.words import frame_words
from tracker.parsing.happenings.topics import topics_of
from tracker.parsing.mentions.find import find_mentions
from tracker.parsing.mentions.mention import Mention
from tracker.parsing.mentions.order import ordered
from tracker.parsing.mentions.personal_names import NameTable
from tracker.parsing.packs.language import detect
from tracker.parsing.packs.pack import HOME, Pack, load_pack
from tracker.parsing.places.find import find_places
from tracker.parsing.places.localities import localities
from tracker.parsing.speech.attribution import Voices, attribute
from tracker.parsing.speech.find import find_quotes
from tracker.parsing.speech.quote import Quote
from tracker.parsing.speech.statements import statement_drafts
from tracker.parsing.text.nominative import wording
from tracker.parsing.text.segment import sentences, tokenize
from tracker.parsing.text.tokens import Sentence, Tokens
from tracker.parsing.times.context import ContextTimes
from tracker.parsing.times.direction import clause_direction
from tracker.parsing.times.find import TimePhrase, find_times
from tracker.parsing.values import immutable

__all__ = ["Finding", "Layers", "Named", "finding_id", "finding_ids", "layers", "named", "parse"]

LANGUAGES = (HOME, "en")
_AS_SUBJECT = 3
"""The weight of the subject of a clause in what the cast has seen."""
_SHORT = 400
"""Characters up to which a text whose language does not show is read as one in the home language."""


@immutable
class Layers:
    """What is found in a text before frames are read: the ground of the layer commands and of the events."""

    tokens: Tokens
    sentences: list[Sentence]
    clauses: list[list[Clause]]
    times: list[TimePhrase]
    quotes: list[Quote]
    pack: Pack
    day: date | None


@immutable
class Named:
    """Whom and what a text names, resolved: the lines with their mentions, the actors, the places, who says what."""

    scene: Scene
    voices: Voices


def layers(article: Article) -> Layers:
    """Tokens, sentences, clauses, times and quotations of an article."""
    return _layers(article, load_pack(language_of(article) or HOME))


def named(article: Article) -> Named:
    """The people, bodies and places of an article and the speakers of its quotations, before any event is read."""
    return _named(layers(article))


def _layers(article: Article, pack: Pack) -> Layers:
    tokens = tokenize(article.text)
    language = pack.table("language")
    cut = sentences(tokens, frozenset(language["abbreviations"]), frozenset(language["function_words"]))
    of_sentence = [clauses(tokens, sentence, pack) for sentence in cut]
    day = publication_day(article.published)
    times = find_times(tokens, cut, pack, anchor=day, direction=clause_direction(cut, of_sentence, pack))
    quotes = find_quotes(tokens, cut, of_sentence, pack)
    return Layers(tokens, cut, of_sentence, times, quotes, pack, day)


def parse(article: Article) -> list[Finding]:
    """The findings of an article, in the order of their first words; empty for a language without a pack."""
    language = language_of(article)
    if language is None:
        return []
    with no_search_for_garbage():
        return _parsed(_layers(article, load_pack(language)))


def _named(ground: Layers) -> Named:
    lines = _lines(ground)
    cast = Cast(ground.tokens, lines, ground.day, wording(ground.pack.language))
    words = frame_words(ground.pack)
    places = localities(lines, words.goal | words.venue, cast.world)
    scene = Scene(ground.tokens, lines, cast, places, ground.times, ground.day, ground.pack)
    return Named(scene, Voices(scene, ground.quotes, wording(ground.pack.language)))


def _parsed(ground: Layers) -> list[Finding]:
    names = _named(ground)
    scene, voices = names.scene, names.voices
    drafts = [*verb_drafts(scene), *noun_drafts(scene)]
    for draft in drafts:
        attribute(draft, voices)
        draft.topics = topics_of(scene, draft)
    happenings = merged([d for d in drafts if d.sources or not d.needs_source], scene)
    place_by_stays(happenings)
    context = ContextTimes(scene, happenings)
    said = statement_drafts(scene, voices, context) if _is_diplomatic(scene.cast, happenings) else []
    if not happenings and not said:
        return []
    # Events are models of pydantic, which takes longer to import than all of the parser: nothing above needs it.
    from tracker.parsing.happenings.emit import findings

    return findings(scene, happenings, said)


def _is_diplomatic(cast: Cast, happenings: Sequence[Draft]) -> bool:
    """Whether the text has to do with states at all; statements of others are not of the field.

    Where no official is named, two states or parties to a conflict must act as subjects: "X accuses Y".
    """
    if happenings or any(a.high or (a.kind == "person" and a.official) for a in cast.actors):
        return True
    acting = {a.number for _, _, weight, a in cast.seen if weight >= _AS_SUBJECT and a.kind != "person" and a.official}
    return len(acting) > 1


def _lines(ground: Layers) -> list[Line]:
    names = NameTable()
    tokens, pack = ground.tokens, ground.pack
    first: list[tuple[list[Mention], int]] = []
    for sentence in ground.sentences:
        mentions = find_mentions(tokens, sentence, pack, names)
        first.append((mentions, len(names.order)))
    plain = pack.strategy == "svo"
    learned = _learned_at(names, pack.table("language")["inflection"]["genitive"])
    joiners = frozenset(pack.table("mentions")["joiners"])
    lines: list[Line] = []
    for index, sentence in enumerate(ground.sentences):
        mentions, known = first[index]
        later = known < len(names.order) and learned.keys() & tokens.lower[sentence.first : sentence.last]
        if later and any(learned[word] >= known for word in later):  # a name that the text told only later
            mentions = find_mentions(tokens, sentence, pack, names)
        if plain:
            mentions = ordered(tokens, ground.clauses[index], mentions, pack)
        places = find_places(tokens, sentence, pack, mentions)
        lines.append(
            line(tokens, index, sentence, ground.clauses[index], mentions, places, joiners, closed_lists=plain)
        )
    return lines


def _learned_at(names: NameTable, endings: Sequence[str]) -> dict[str, int]:
    """For each form of each name in a text, how many names were known before it was told (the last time)."""
    suffixes = ("", *endings)
    return {key + suffix: n for n, key in enumerate(names.order) for suffix in suffixes}


def language_of(article: Article) -> str | None:
    """The language that an article says it is in, else the one that its words show; short texts may be the home one.

    None for a language without a pack.
    """
    if article.language is not None:
        return article.language if article.language in LANGUAGES else None
    return detect(article.text, LANGUAGES) or (HOME if len(article.text) <= _SHORT else None)


def publication_day(published: str | None) -> date | None:
    """The day of a publication date or instant; None where it is unknown or no date."""
    if not published:
        return None
    try:
        return date.fromisoformat(published.strip()[:10])
    except ValueError:
        return None
