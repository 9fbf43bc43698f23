"""The licences that doubtful words need before they count as a phrase of time: a year, an age, a name look alike."""

from __future__ import annotations

from collections.abc import Callable

from tracker.parsing.text.tokens import Tokens
from tracker.parsing.times.lexicon import Kinds, Lexicon
from tracker.parsing.values import immutable

_ROUND = 50  # a number that such a one divides is more likely to count things
_UNITS = ("%", "$", "€", "°")
_NO_YEAR_BEFORE = ("+", "/", "$", "€", "£", "§", "#")


@immutable
class Place:
    """A match in its surroundings.

    Attributes:
        first, last: tokens of the match, half open.
        preposition: what the preposition before it does, or "".
        coordinated: whether a phrase of time stands before, with nothing but a conjunction between.
    """

    tokens: Tokens
    words: Lexicon
    first: int
    last: int
    preposition: str
    coordinated: bool

    @property
    def behind(self) -> str:
        """The word behind the match, or ""."""
        return self.tokens.words[self.last] if self.last < len(self.tokens) else ""

    def kinds(self, at: int) -> Kinds:
        """The kinds of a token; none outside the text."""
        return self.words.kinds(self.tokens.words[at]) if 0 <= at < len(self.tokens) else {}


def licensed(needs: str, place: Place) -> bool:
    """Whether a match may count; ``needs`` is the licence that its rule asks for, "" for none."""
    return not needs or LICENCES[needs](place)


def _licence(place: Place) -> bool:
    if place.last - place.first > 1 or place.coordinated:
        return True
    name = place.behind[:1].isupper() and not place.kinds(place.last)  # "von August Krämer"
    return bool(place.preposition) and not (name and place.preposition in ("of", "for"))


def _no_name(place: Place) -> bool:
    """Neither "Herr Freitag" nor "Bild am Sonntag"."""
    paper = bool(place.preposition) and "paper" in place.kinds(place.first - 2)
    return not paper and "title" not in place.kinds(place.first - 1)


def _length(place: Place) -> bool:
    age = "age_behind" in place.kinds(place.last) or "age_before" in place.kinds(place.first - 1)
    return not (age or place.preposition == "from") or place.kinds(place.last - 1).get("units") != "Y"


def _lasting(place: Place) -> bool:
    counted = place.kinds(place.last - 1)
    years = str(counted.get("counted") or counted.get("counting", "")).endswith("Y")
    return not years or "lasting" in place.kinds(place.last)


def _glued(place: Place) -> bool:
    tokens = place.tokens
    joints = range(place.first + 1, place.last)
    return any(tokens.starts[i] == tokens.ends[i - 1] and tokens.words[i - 1].isdigit() for i in joints)


def _rate(place: Place) -> bool:
    counting = {"num", "number", "times", "vague"}
    before = range(place.first - 4, place.first - 1)
    return place.preposition in ("at", "within") and any(place.kinds(i).keys() & counting for i in before)


def _bare_clock(place: Place) -> bool:
    counts = place.behind in _UNITS or "counted_thing" in place.kinds(place.last)
    return not counts and not place.behind[:1].isupper()


def _bare_day(place: Place) -> bool:
    fits = place.preposition in ("at", "of", "until", "from", "since", "for")
    return fits and not place.behind[:1].isupper()


def _year(place: Place) -> bool:
    tokens, first = place.tokens, place.first
    before = place.kinds(first - 2 if first > 1 and tokens.words[first - 1] == "." else first - 1)
    kinds = place.kinds(place.last)
    if kinds.keys() & {"until", "dash", "and"} and "num" in place.kinds(place.last + 1):
        kinds = place.kinds(place.last + 2)
    if "counted_thing" in kinds or "label" in before or place.preposition == "over" or place.behind in _UNITS:
        return False
    if place.last - first == 1 and first and tokens.words[first - 1] in _NO_YEAR_BEFORE:
        return False
    number = int(tokens.words[place.last - 1])
    round_one = number % _ROUND == 0
    hedged = "hedge" in before and "prep" not in before
    amount = before.keys() & {"amount_before", "and"} and "prep" in kinds  # "davon 1500 in Bern"
    if not place.preposition and round_one and (hedged or amount):
        return False
    if place.behind[:1].isupper() and place.behind.isalpha() and not kinds:
        return not round_one and 1700 < number < 2100
    return 1200 < number < 2100 or bool(place.preposition)


LICENCES: dict[str, Callable[[Place], bool]] = {
    "preposition": lambda place: bool(place.preposition),
    "licence": _licence,
    "within": lambda place: place.preposition == "within",
    "span": lambda place: place.preposition in ("since", "before", "after", "over"),
    "no_name": _no_name,
    "length": _length,
    "lasting": _lasting,
    "glued": _glued,
    "rate": _rate,
    "bare_clock": _bare_clock,
    "bare_day": _bare_day,
    "nothing_behind": lambda place: not place.kinds(place.last).keys() & {"article", "of", "one", "before", "after"},
    "year": _year,
}
"""Licence, as the rules name it → whether a place has it. Two more look at the sentence and stand in `times`."""
