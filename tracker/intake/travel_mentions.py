"""Reads the people out of a list in an English remark: "President Roe, Foreign Minister Doe and senior officials"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.intake.travel_words import words

_TOKEN = re.compile(r"[^\s,;:()\[\]“”\"]+|[,;:()\[\]“”\"]")
_ALSO_NAMES = frozenset({"King", "Shah", "Prince", "Pope", "Marshal"})
_INSIDE_NAMES = "Sheikh"
_LINKS = frozenset({"the", "and", "with"})
_ELECT = re.compile(r"(-(?:elect|designate)\b)")
_ROMAN = re.compile(r"[IVX]{1,5}")
_LONGEST_NAME, _LONGEST_PREFIX = 7, 9


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody named in a remark.

    Attributes:
        name: as printed, without titles.
        office: as printed, without the state before it; "" where none is told.
        country: code of the state that the words name; None where they name none.
        body: whether they name an organisation instead, which is no state's.
    """

    name: str
    office: str
    country: str | None = None
    body: bool = False


def tokens_of(text: str) -> list[str]:
    """The words and marks of a text."""
    return _TOKEN.findall(_ELECT.sub(r" \1", text))


def people_in(tokens: Sequence[str], start: int, stops: frozenset[str] = frozenset()) -> tuple[list[Named], int]:
    """The people of the list that begins at ``start``, and where it ends.

    Groups and offices without a name are passed over.

    Args:
        stops: further words that end the list.
    """
    found: list[Named] = []
    at = start
    while at < len(tokens):
        token = tokens[at]
        if token in words().ending or token in stops or _is_verb(tokens, at):
            break
        if token in words().connectors:
            at += 1
            continue
        item = None if token in words().placing else _Item(tokens).read(at)
        if item is None:
            at = _past(tokens, at, stops)
            continue
        people, at = item
        carried = next((one.country for one in reversed(found) if one.country), None)
        found += [
            one if one.country or one.body or not carried else Named(one.name, one.office, carried) for one in people
        ]
    return found, at


def begins_with_somebody(tokens: Sequence[str]) -> bool:
    """Whether a text begins with an office and a name."""
    return bool(tokens) and is_capital(tokens[0]) and _Item(tokens).read(0) is not None


def _past(tokens: Sequence[str], at: int, stops: frozenset[str]) -> int:
    """Behind a group or a place: the next "," or "and", or the end of the list."""
    at += 1
    while (
        at < len(tokens)
        and tokens[at] not in (",", "and", "with", "including")
        and tokens[at] not in stops | words().ending
    ):
        at += 1
    return at


def _is_verb(tokens: Sequence[str], at: int) -> bool:
    token = tokens[at]
    if not token.islower() or token in words().not_verbs:
        return False
    return token in words().irregular or (token.endswith("ed") and len(token) > 4)


def is_capital(token: str) -> bool:
    """Whether a word begins like a name."""
    return bool(token) and (token[0].isupper() or token.startswith(("al-", "el-", "d'", "d’", "as-", "an-", "ash-")))


class _Item:
    """One item of a list: an office with its name or names."""

    def __init__(self, tokens: Sequence[str]) -> None:
        self._tokens = tokens
        self._words = words()

    def read(self, start: int) -> tuple[list[Named], int] | None:
        """The people and where the item ends; None where it names nobody."""
        office = self._office(start)
        if office is None:
            return None
        prefix_end, end = office
        country, body, bare = self._side(start, prefix_end)
        spoken = " ".join([*bare, *self._tokens[prefix_end:end]]).replace(" -", "-")
        several = self._plural(prefix_end)
        end, country = self._of_whom(end, country)
        people: list[Named] = []
        while (name := self._name(end)) is not None:
            printed, end = name
            end, told = self._from_where(end)
            people.append(Named(printed, _singular(spoken) if several else spoken, told or country, body and not told))
            if not several or end >= len(self._tokens) or self._tokens[end] not in (",", "and"):
                break
            following = end + 1 + (self._at(end) == "," and self._at(end + 1) == "and")
            if self._office(following) is not None:
                break
            end = following
        return (people, end) if people else None

    def _at(self, index: int) -> str:
        return self._tokens[index] if index < len(self._tokens) else ""

    def _office(self, start: int) -> tuple[int, int] | None:
        """Where the office's own words begin and end, behind states, bodies and words such as "former"."""
        at = start
        while at < len(self._tokens) and at - start < _LONGEST_PREFIX:
            size = self._words.offices.at(self._tokens, at)
            if size:
                return self._own_words(start, at), self._extended(at + size)
            token = self._tokens[at]
            if not (is_capital(token) or token in self._words.before or (at > start and token in ("of", "the", "for"))):
                return None
            at += 1
        return None

    def _own_words(self, start: int, at: int) -> int:
        """Words such as "Foreign" and "Deputy" belong to the office."""
        while (
            at > start
            and self._tokens[at - 1] in self._words.before
            and not self._words.bodies.at(self._tokens[:at], at - 1)
        ):
            at -= 1
        return at

    def _extended(self, end: int) -> int:
        """Behind "Minister": "of Foreign Affairs", "and Deputy Prime Minister", and titles."""
        while end < len(self._tokens):
            token = self._tokens[end]
            if token in ("-elect", "-designate"):
                end += 1
            elif token in ("of", "for") and (field := self._field(end + 1)):
                end = field
            elif token == "and" and (further := self._begins_office(end + 1)):
                end = further
            elif size := self._words.offices.at(self._tokens, end):
                if not is_capital(self._at(end + size)) and self._at(end + size) not in ("of", "for"):
                    break
                end += size
            elif token in self._words.titles and is_capital(self._at(end + 1)):
                end += 1
            else:
                break
        return end

    def _field(self, at: int) -> int:
        """The end of "Foreign Affairs and Trade" or "the Interior"; 0 where no such field begins."""
        end = 0
        while not self._begins_office(at):
            linked = at + (self._at(at) in _LINKS) + (self._at(at) == "and" and self._at(at + 1) == "the")
            if self._at(linked) not in self._words.domains or self._named_state(at):
                break
            at = end = linked + 1
        return end

    def _begins_office(self, at: int) -> int:
        """The end of an office that begins here, without a state before it; 0 for none."""
        while self._at(at) in self._words.before:
            at += 1
        size = self._words.offices.at(self._tokens, at)
        return at + size if size else 0

    def _named_state(self, at: int) -> bool:
        return bool(self._words.states.at(self._tokens, at + (self._at(at) == "the")))

    def _side(self, start: int, end: int) -> tuple[str | None, bool, list[str]]:
        """The state or body before an office, and the words that are neither."""
        at, country, body = start, None, False
        rest: list[str] = []
        before = self._tokens[:end]
        while at < end:
            if size := self._words.states.at(before, at):
                country, body = self._words.codes[" ".join(before[at : at + size])], False
            elif size := self._words.bodies.at(before, at):
                body = country is None
            else:
                size = 1
                if before[at] not in ("the",):
                    rest.append(before[at])
            at += size
        return country, body, rest

    def _plural(self, at: int) -> bool:
        while self._at(at) in self._words.before and not self._words.offices.at(self._tokens, at):
            at += 1
        size = self._words.offices.at(self._tokens, at)
        return " ".join(self._tokens[at : at + size]) in self._words.plural

    def _of_whom(self, end: int, country: str | None) -> tuple[int, str | None]:
        """ "of Israel" between office and name."""
        if self._at(end) in ("of", "for"):
            at = end + 1 + (self._at(end + 1) == "the")
            if size := self._words.states.at(self._tokens, at):
                acts_for = self._words.codes[" ".join(self._tokens[at : at + size])]
                return at + size, acts_for if self._at(end) == "of" else country
            if size := self._words.bodies.at(self._tokens, at):
                return at + size, country
        return end, country

    def _from_where(self, end: int) -> tuple[int, str | None]:
        """ "of Costa Rica" behind a name."""
        if self._at(end) == "of":
            at = end + 1 + (self._at(end + 1) == "the")
            if size := self._words.states.at(self._tokens, at):
                return at + size, self._words.codes[" ".join(self._tokens[at : at + size])]
        return end, None

    def _name(self, start: int) -> tuple[str, int] | None:
        """A name and its end; None for a bare office, an owner ("President Roe's"), or something of another kind."""
        at = start
        skipped = self._words.titles | self._words.before
        while self._at(at) in skipped and is_capital(self._at(at + 1)):
            at += 1
        kept: list[str] = []
        while at < len(self._tokens) and len(kept) < _LONGEST_NAME:
            token = self._tokens[at]
            if self._words.offices.at(self._tokens, at) and not (kept and self._goes_on(at)):
                break
            if is_capital(token):
                if kept and self._at(at + 1).isdecimal():  # a month
                    break
                if kept and self._words.states.at(self._tokens, at) and self._office(at) is not None:
                    break
                kept.append(token)
            elif token in self._words.particles and is_capital(
                self._at(at + 1 + (self._at(at + 1) in self._words.particles))
            ):
                kept.append(token)
            elif token == "," and kept and self._at(at + 1).rstrip(".") in ("Jr", "Sr", "II", "III"):
                pass
            elif token in ("–Khalifa", "-Khalifa"):
                kept.append(token)
            else:
                break
            at += 1
        if not kept or not is_capital(kept[-1]) or kept[-1].endswith(("'s", "’s", "’", "'")):
            return None
        if (len(kept) == 1 and _ROMAN.fullmatch(kept[0])) or self._words.states.at(kept, 0) == len(kept):
            return None
        if self._words.no_names.intersection(kept) or not all(word[-1].isalpha() or word[-1] == "." for word in kept):
            return None
        return " ".join(kept).rstrip("."), at

    def _goes_on(self, at: int) -> bool:
        """Whether a word that could be an office belongs to the name: "Mackenzie King", "Hassan Sheikh Omar"."""
        word = self._at(at)
        return word == _INSIDE_NAMES or (word in _ALSO_NAMES and not is_capital(self._at(at + 1)))


def _singular(office: str) -> str:
    """ "Presidents" for one of them."""
    if office.endswith("ies"):
        return office[:-3] + "y"
    return office.replace("Secretaries", "Secretary").removesuffix("s")
