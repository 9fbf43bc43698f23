"""Find the phrases of time in a text and say when they mean: TIMEX3 values, and EDTF by the codebook's conventions."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from events.edtf import PartOfDay
from tracker.parsing.packs.pack import Pack
from tracker.parsing.text.tokens import Sentence, Tokens
from tracker.parsing.times.calendar import Direction, reckonable
from tracker.parsing.times.clock import MAKERS as CLOCK
from tracker.parsing.times.dateline import dateline
from tracker.parsing.times.dates import MAKERS as DATES
from tracker.parsing.times.days import MAKERS as DAYS
from tracker.parsing.times.grammar import Rule, grammar
from tracker.parsing.times.joining import Draft, link, merged, opened, piece
from tracker.parsing.times.lead import Lead, after_something, attributive, lead
from tracker.parsing.times.licence import Place, licensed
from tracker.parsing.times.periods import MAKERS as PERIODS
from tracker.parsing.times.reading import Found, Setting, TimexType
from tracker.parsing.times.spans import MAKERS as SPANS
from tracker.parsing.values import immutable

_DAILY = 150
"""A text that names a weekday, an hour or yesterday once in so many words tells by the day."""

_BY_DAY = ("weekday", "weekday_part", "weekday_morning", "weekday_early", "past_day", "oclock")

_MAKERS = {**DATES, **DAYS, **CLOCK, **PERIODS, **SPANS}


@immutable
class Timex:
    """One TIMEX3: characters without the preposition, type and value."""

    start: int
    end: int
    type: TimexType
    value: str


@immutable
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
    reader = _Reader(tokens, pack, anchor, direction)
    found: list[TimePhrase] = []
    for index, sentence in enumerate(sentences):
        reader.setting.sentence = index
        found.extend(_phrase(tokens, draft) for draft in reader.drafts(sentence))
    return found


class _Reader:
    """Reads a text from front to back, sentence by sentence."""

    def __init__(self, tokens: Tokens, pack: Pack, anchor: date | None, direction: Callable[[int], Direction]) -> None:
        self.tokens = tokens
        self.grammar = grammar(pack)
        self.words = self.grammar.words
        self.letters = self.words.spell(tokens.words)
        self.direction = direction
        by_day = sum(map(self.letters.count, self.words.letters(_BY_DAY)))
        if anchor is not None and not reckonable(anchor.year):
            anchor = None
        self.setting = Setting(anchor or dateline(tokens, pack), daily=by_day * _DAILY >= len(self.letters))

    def drafts(self, sentence: Sentence) -> list[Draft]:
        """The phrases of a sentence, neighbours joined."""
        found: list[Draft] = []
        at = floor = sentence.first
        while (at := self.grammar.next_start(self.letters, at, sentence.last)) < sentence.last:
            draft = self._draft(sentence, at, floor, found)
            if draft is None:
                at += 1
                continue
            while found and (both := merged(self.tokens, found[-1], draft, self.words)) is not None:
                found.pop()
                draft = both
            at = floor = draft.last
            found.append(draft)
            self.setting.tell(draft.reading, draft.lead.effect)
        return found

    def _draft(self, sentence: Sentence, at: int, floor: int, found: list[Draft]) -> Draft | None:
        """The longest phrase that begins at a token, has its licence and means something."""
        matches = self.grammar.matches(self.letters, at, sentence.last)
        if not matches:
            return None
        before = lead(self.tokens, at, floor, self.words)
        for rule, match in matches:
            if self._licensed(rule, sentence, at, at + match.end(), before, found):
                draft = self._read(rule, match, at, sentence, before)
                if draft is not None:
                    return draft
        return None

    def _licensed(
        self, rule: Rule, sentence: Sentence, first: int, last: int, before: Lead, found: list[Draft]
    ) -> bool:
        if rule.needs == "beginning":
            opens = first == sentence.first or (
                first == sentence.first + 1 and not self.tokens.words[first - 1].isalnum()
            )
            return opens and not before.effect
        if rule.needs == "after_time":
            return bool(found) and found[-1].last == before.first
        follows = bool(found) and link(self.tokens, found[-1].last, first, self.words) is not None
        return licensed(rule.needs, Place(self.tokens, self.words, first, last, before.effect, follows))

    def _read(self, rule: Rule, match: re.Match[str], first: int, sentence: Sentence, before: Lead) -> Draft | None:
        slots, places = rule.fill(match, first, self.tokens.words)
        last = core = first + match.end()
        behind = self.words.kinds(self.tokens.words[last]) if last < sentence.last else {}
        effect = before.effect
        if effect == "for" and "planned" in behind:
            effect = "planned"
        elif effect == "of" and "onwards" in behind and "to" not in slots:
            effect = str(behind["onwards"])
            before, last = replace(before, effect=effect), last + 1
        elif effect == "of" and not behind.keys() & {"until", "dash"} and "to" not in slots:
            effect = "made"
        elif effect == "from" and "to" in slots:  # "from 4 to 9 July": the range has its end
            effect = "of"
            before = replace(before, effect=effect)
        attribute = attributive(self.tokens, before.first, last, sentence.last, self.words) if effect else None
        if attribute is None and effect == "at" and after_something(self.tokens, before.first, self.words):
            attribute = "past"
        look = self.direction if attribute is None else (lambda _: attribute)
        reading = _MAKERS[rule.make](Found(first, core, slots, places, effect, self.setting, look))
        return None if reading is None else Draft(first, core, last, before, rule.make, reading)


def _phrase(tokens: Tokens, draft: Draft) -> TimePhrase:
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
