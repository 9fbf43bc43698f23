"""What a matched phrase brings along and what comes out of it: the words by slot, the setting, the reading."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from events.edtf import PartOfDay
from tracker.parsing.times.calendar import Direction, Stretch, shifted
from tracker.parsing.times.lexicon import Meaning
from tracker.parsing.values import immutable

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]

PARTS: dict[str, tuple[str, PartOfDay]] = {
    "MO": ("TMO", "morning"),
    "MO2": ("TMO", "forenoon"),
    "MI": ("TMI", "noon"),
    "AF": ("TAF", "afternoon"),
    "EV": ("TEV", "evening"),
    "NI": ("TNI", "night"),
}
"""Part of the day as the pack names it → TIMEX3 suffix and ours."""

JOINED = ("weekday_part", "weekday_morning", "weekday_early")
"""Kinds of words that name a weekday and a part of it."""

_MEMORY = 6  # sentences for which the day told last stays in mind


@dataclass(slots=True)
class Setting:
    """Where the story stands while a text is read from front to back.

    Attributes:
        anchor: day of publication; None where it is unknown.
        daily: whether the text tells by days and hours, as news do.
        sentence: index of the sentence being read.
    """

    anchor: date | None
    daily: bool = True
    sentence: int = 0
    _told: date | None = None
    _told_at: int = 0
    _year: int | None = None
    _year_at: int = 0
    _lost_at: int = -2
    _counted: date | None = None
    _counted_at: int = 0

    def tell(self, reading: Reading, preposition: str) -> None:
        """Remember the day and the year that a phrase named; an open stretch names no day."""
        vague = reading.type == "DURATION" and reading.edtf is None and preposition == "before"
        if vague or reading.type == "SET":
            self._told, self._lost_at = None, self.sentence
        if reading.day is not None and preposition not in ("since", "from", "until"):
            self._told, self._told_at = reading.day, self.sentence
        if reading.year is not None and preposition in ("", "at", "within", "made"):
            self._year, self._year_at = reading.year, self.sentence

    @property
    def told(self) -> date | None:
        """The day named last, while it is fresh."""
        return self._told if self._told and self.sentence - self._told_at <= _MEMORY else None

    @property
    def lost(self) -> bool:
        """Whether the story has just moved to a day that nothing pins down: "some days ago"."""
        return self._told is None and self.sentence - self._lost_at <= 1

    def day_for(self, direction: Direction) -> date | None:
        """The day that "in the evening" means: the one named last, unless the tense speaks against it."""
        told, anchor = self.told, self.anchor
        if told is None or anchor is None:
            return told or anchor
        against = (direction == "past" and told > anchor) or (direction == "future" and told < anchor)
        return anchor if against else told

    @property
    def since_year(self) -> int | None:
        """The year that the story is at, where it told a year after the last day."""
        near = self._year is not None and self.sentence - self._year_at <= 1
        return self._year if near and (self._told is None or self._year_at >= self._told_at) else None

    def counted_from(self) -> date | None:
        """The day from which a text counts days and weeks: the one told when it began to count."""
        if self._counted is None or self.sentence - self._counted_at > _MEMORY:
            self._counted = self.told
        self._counted_at = self.sentence
        return self._counted

    @property
    def just_told(self) -> date | None:
        """The day named in this sentence or the one before."""
        return self._told if self._told and self.sentence - self._told_at <= 1 else None

    @property
    def clock_day(self) -> date | None:
        """The day that a clock time belongs to: one named in the same sentence, or a past one that the story is at."""
        told = self.told
        if self._lost_at == self.sentence and told is None:
            return None
        if told is not None and (self.sentence == self._told_at or self.anchor is None or told < self.anchor):
            return told
        return self.anchor

    @property
    def told_year(self) -> int | None:
        """The year spelt out last in the same sentence."""
        return self._year if self._year and self.sentence == self._year_at else None

    @property
    def day(self) -> date | None:
        """The day named last, else that of publication."""
        return self.told or self.anchor


@immutable
class Piece:
    """A part of a phrase that TIMEX3 counts as a phrase of its own: tokens ``first:last``, type and value."""

    first: int
    last: int
    type: TimexType
    value: str


@immutable
class Reading:
    """What a phrase means.

    Attributes:
        type, value: TIMEX3.
        edtf: by the conventions of the codebook, before a preposition opens it; None where there is none.
        first, last: the days it covers, for prepositions and ranges to work on.
        day: the day that later phrases may refer to.
        year: a year spelt out.
        part: part of the day.
        pieces: where TIMEX3 counts several phrases; empty for one.
        openable: whether "from", "until", "before" and "after" act on it.
    """

    type: TimexType
    value: str
    edtf: str | None = None
    first: date | None = None
    last: date | None = None
    day: date | None = None
    year: int | None = None
    part: PartOfDay | None = None
    pieces: tuple[Piece, ...] = ()
    openable: bool = True


@immutable
class Found:
    """A match of a rule.

    Attributes:
        first, last: tokens of the match, half open.
        slots: what the word at each filled place means.
        at: the token at each filled place.
        preposition: what the preposition before it does ("at", "from", "since", "until", "before", "after", …), or "".
        direction: what the tense of its clause says.
    """

    first: int
    last: int
    slots: dict[str, Meaning]
    at: dict[str, int]
    preposition: str
    setting: Setting
    look: Callable[[int], Direction] = field(repr=False)

    @property
    def direction(self) -> Direction:
        """Past or future: by the preposition where it says so, else by the tense of the clause."""
        if self.preposition in ("since", "made"):
            return "past"
        if self.preposition == "planned":
            return "future"
        told = self.look(self.first)
        return "future" if told is None and self.preposition in ("for", "from", "until") else told

    def number(self, slot: str) -> int | None:
        """The meaning at a place as a whole number; None where the place is empty or means no number."""
        meaning = self.slots.get(slot)
        return int(meaning) if isinstance(meaning, (int, float)) else None

    def word(self, slot: str) -> str:
        """The meaning at a place as a word; "" where the place is empty."""
        return str(self.slots.get(slot, ""))

    @property
    def part(self) -> str:
        """The part of the day among the words; "" for the whole day."""
        for slot in JOINED:
            if slot in self.slots:
                return self.word(slot).split()[1]
        for slot in ("part", "morning", "early_part", "part_plural", "part_always", "early_noun"):
            if slot in self.slots:
                return self.word(slot)
        return "MO" if self.word("early") == "early" else ""

    @property
    def weekday(self) -> int:
        """The weekday among the words, Monday is 1; 0 where there is none."""
        return next((int(self.word(slot).split()[0]) for slot in ("weekday", *JOINED) if slot in self.slots), 0)


def of_stretch(stretch: Stretch, *, year: int | None = None, day: date | None = None) -> Reading:
    """The reading of a piece of the calendar."""
    return Reading("DATE", stretch.value, stretch.edtf, stretch.first, stretch.last, day=day, year=year)


def of_day(of: date, part: str = "", *, year: int | None = None) -> Reading:
    """The reading of a day, or of a part of it."""
    text = of.isoformat()
    if part in PARTS:
        suffix, ours = PARTS[part]
        return Reading("TIME", text + suffix, text, of, of, of, year, ours)
    if part:
        return Reading("TIME", f"{text}T{part}", text, of, of, of, year)
    return Reading("DATE", text, text, of, of, of, year)


def unknown_day(part: str = "", value: str = "XXXX-XX-XX") -> Reading:
    """The reading of a day that nothing pins down."""
    suffix, ours = PARTS.get(part, (f"T{part}" if part else "", None))
    return Reading("TIME" if part else "DATE", value + suffix, part=ours)


def days_from(of: date | None, by: int, part: str = "") -> Reading:
    """The reading of a day some days from another one."""
    return of_day(shifted(of, by), part) if of else unknown_day(part)
