"""Find the phrases of time in a text and say when they mean: TIMEX3 values, and EDTF by the codebook's conventions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from events.when import PartOfDay
from tracker.parsing.pack import Pack
from tracker.parsing.times_calendar import Direction
from tracker.parsing.times_clock import MAKERS as CLOCK
from tracker.parsing.times_dateline import dateline
from tracker.parsing.times_dates import MAKERS as DATES
from tracker.parsing.times_days import MAKERS as DAYS
from tracker.parsing.times_grammar import Grammar, grammar
from tracker.parsing.times_joining import adapted, joined, opened, piece
from tracker.parsing.times_lead import Lead, lead, licensed
from tracker.parsing.times_lexicon import OTHER, Lexicon
from tracker.parsing.times_periods import MAKERS as PERIODS
from tracker.parsing.times_reading import Found, Reading, Setting, TimexType
from tracker.parsing.times_spans import MAKERS as SPANS
from tracker.parsing.tokens import Sentence, Tokens

_DAILY = 150
"""A text that names a weekday, an hour or yesterday once in so many words tells by the day."""

_MOST_PIECES = 6
"""Dates in a row that are taken as one phrase."""

_MAKERS = {**DATES, **DAYS, **CLOCK, **PERIODS, **SPANS}


@dataclass(frozen=True, slots=True)
class Timex:
    """One TIMEX3: characters without the preposition, type and value."""

    start: int
    end: int
    type: TimexType
    value: str


@dataclass(frozen=True, slots=True)
class TimePhrase:
    """A phrase of time.

    Attributes:
        start, end: its characters, the preposition included.
        first, last: the same as tokens, half open.
        type, value: TIMEX3 of the phrase, of the last part where it has several.
        edtf: by the codebook; None where nothing pins it down.
        part_of_day: as in `events.when.When`.
        text: the phrase as printed.
        timexes: what TIMEX3 counts in it: one, or the two ends of a range.
    """

    start: int
    end: int
    first: int
    last: int
    type: TimexType
    value: str
    edtf: str | None
    part_of_day: PartOfDay | None
    text: str
    timexes: tuple[Timex, ...]


@dataclass(frozen=True, slots=True)
class _Draft:
    """A phrase before its neighbours are looked at: tokens ``first:core``, and ``last`` with what belongs behind it."""

    first: int
    core: int
    last: int
    lead: Lead
    make: str
    reading: Reading


def find_times(
    tokens: Tokens,
    sentences: Sequence[Sentence],
    pack: Pack,
    *,
    anchor: date | None,
    direction: Callable[[int], Direction],
) -> list[TimePhrase]:
    """The phrases of time of a text, in order; none overlap.

    Args:
        anchor: the day of publication in the outlet's zone; None where it is unknown.
        direction: for a token, what the tense of its clause says of the time: past, future, or nothing.
    """
    rules = grammar(pack)
    letters = rules.words.spell(tokens.words)
    by_day = rules.words.letters(("weekday", "weekday_part", "weekday_morning", "weekday_early", "past_day", "oclock"))
    daily = sum(map(letters.count, by_day)) * _DAILY >= len(letters)
    setting = Setting(anchor if anchor is not None else dateline(tokens, pack), daily)
    found: list[TimePhrase] = []
    for index, sentence in enumerate(sentences):
        setting.sentence = index
        drafts = _drafts(tokens, sentence, letters, rules, setting, direction)
        found.extend(_phrase(tokens, draft) for draft in drafts)
    return found


def _drafts(
    tokens: Tokens,
    sentence: Sentence,
    letters: str,
    rules: Grammar,
    setting: Setting,
    direction: Callable[[int], Direction],
) -> list[_Draft]:
    drafts: list[_Draft] = []
    at, floor = sentence.first, sentence.first
    while at < sentence.last:
        letter = letters[at]
        draft = None
        if letter != OTHER and rules.starts(letter):
            draft = _draft(tokens, sentence, letters, rules, setting, direction, at, floor, drafts)
        if draft is None:
            at += 1
            continue
        at = floor = draft.last
        while drafts and (merged := _merged(tokens, drafts[-1], draft, rules.words)) is not None:
            drafts.pop()
            draft = merged
            at = floor = draft.last
        drafts.append(draft)
        setting.tell(draft.reading, draft.lead.effect)
    return drafts


def _draft(
    tokens: Tokens,
    sentence: Sentence,
    letters: str,
    rules: Grammar,
    setting: Setting,
    direction: Callable[[int], Direction],
    at: int,
    floor: int,
    drafts: list[_Draft],
) -> _Draft | None:
    matches = rules.matches(letters, at, sentence.last)
    if not matches:
        return None
    before = lead(tokens, at, floor, rules.words)
    follows = bool(drafts) and _link(tokens, drafts[-1].last, at, rules.words) is not None
    for rule, match in matches:
        if rule.needs == "beginning":
            if before.effect or at > sentence.first + 1 or (at > sentence.first and tokens.words[at - 1].isalnum()):
                continue
        elif rule.needs == "after_time":
            if not drafts or drafts[-1].last != before.first:
                continue
        elif not licensed(rule.needs, tokens, at, match.end(), before.effect, follows, rules.words):
            continue
        slots, places = rule.fill(match, tokens.words)
        last = match.end()
        behind = rules.words.kinds(tokens.words[last]) if last < sentence.last else {}
        effect = before.effect
        if effect == "for" and "planned" in behind:
            effect = "planned"
        elif effect == "of" and "onwards" in behind and "to" not in slots:
            effect = str(behind["onwards"])
            before, last = replace(before, effect=effect), last + 1
        found = Found(at, match.end(), slots, places, effect, setting, direction)
        reading = _MAKERS[rule.make](found)
        if reading is not None:
            return _Draft(at, match.end(), last, before, rule.make, reading)
    return None


def _link(tokens: Tokens, end: int, start: int, words: Lexicon, *, of_two: bool = False) -> str | None:
    """How two phrases are tied, if nothing but a conjunction (and a preposition behind "until") stands between."""
    if not 1 <= start - end <= 3:
        return None
    kinds = words.kinds(tokens.words[end])
    between = [words.kinds(word) for word in tokens.words[end + 1 : start]]
    if kinds.keys() & {"until", "dash", "slash"}:
        return "to" if all(kinds.keys() & {"towards", "article", "prep"} for kinds in between) else None
    if "and" in kinds and (not between or (of_two and all("article" in kinds for kinds in between))):
        return str(kinds["and"])
    return None


def _merged(tokens: Tokens, first: _Draft, second: _Draft, words: Lexicon) -> _Draft | None:
    """Two neighbouring phrases as one, where they are one."""
    bracket = _bracketed(tokens, first, second)
    if bracket is not None:
        return bracket
    of_two = first.lead.effect == "between"
    how = _link(tokens, first.last, second.first, words, of_two=of_two)
    if how is None:
        return None
    if how == "and" and of_two:
        how = "to"
    one, other = adapted(first.reading, second.reading, second.make)
    if how == "to" and first.make == "range":
        return None
    whole = joined(one, other, how)
    if whole is None or len(one.pieces) >= _MOST_PIECES:
        return None
    pieces = (*piece(one, first.first, first.core), *piece(other, second.first, second.core))
    return _Draft(first.first, second.core, second.last, first.lead, "range", replace(whole, pieces=pieces))


def _bracketed(tokens: Tokens, first: _Draft, second: _Draft) -> _Draft | None:
    """A weekday or another vague word with its date in brackets: the date wins."""
    if second.first != first.last + 1 or tokens.words[first.last] != "(" or second.reading.day is None:
        return None
    if second.last >= len(tokens) or tokens.words[second.last] != ")" or first.make not in ("weekday", "today"):
        return None
    pieces = (
        *piece(replace(first.reading, value=second.reading.value + first.reading.value[10:]), first.first, first.core),
        *piece(second.reading, second.first, second.core),
    )
    return _Draft(
        first.first, second.core, second.last + 1, first.lead, "bracketed", replace(second.reading, pieces=pieces)
    )


def _phrase(tokens: Tokens, draft: _Draft) -> TimePhrase:
    reading = draft.reading
    first, last = draft.lead.first, draft.last
    start, end = tokens.starts[first], tokens.ends[last - 1]
    return TimePhrase(
        start,
        end,
        first,
        last,
        reading.type,
        reading.value,
        opened(reading, draft.lead.effect),
        reading.part,
        tokens.text[start:end],
        tuple(
            Timex(tokens.starts[p.first], tokens.ends[p.last - 1], p.type, p.value)
            for p in piece(reading, draft.first, draft.core)
        ),
    )
