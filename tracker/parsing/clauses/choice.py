"""The readings of a verb form where it stands, with what the splitter asks of them again and again."""

from __future__ import annotations

from tracker.parsing.clauses.verbs import Reading
from tracker.parsing.values import immutable

_BESIDE_A_FINITE_VERB = {"participle": 0, "marked": 1, "infinitive": 2, "finite": 3}


@immutable
class Choice:
    """The readings that a word has in its place, at least one.

    Attributes:
        finite: the first finite reading.
        sure: the word can be nothing but a finite form.
        predicate: it may be a participle or an infinitive.
        infinitive: it may be an infinitive without the mark.
        marked: it may be an infinitive with the mark inside ("abzureisen").
        only_marked: it can be nothing else.
        closed: its first reading is an auxiliary or a modal.
        finite_closed: it may be a finite auxiliary or modal.
        lexical: it may be a full verb.
        doubtful: it may be a Konjunktiv I.
        beside: how it is read beside another finite verb.
    """

    readings: tuple[Reading, ...]
    finite: Reading | None
    sure: bool
    predicate: bool
    infinitive: bool
    marked: bool
    only_marked: bool
    closed: bool
    finite_closed: bool
    lexical: bool
    doubtful: bool
    beside: Reading


def choice(readings: tuple[Reading, ...]) -> Choice:
    """The choice between readings, of which there is at least one."""
    forms = {r.form for r in readings}
    closed = [r for r in readings if r.auxiliary or r.modal]
    return Choice(
        readings,
        finite=next((r for r in readings if r.form == "finite"), None),
        sure=forms == {"finite"} and all(r.mood != "k1" or r.auxiliary or r.modal for r in readings),
        predicate=not forms.isdisjoint(("participle", "infinitive")),
        infinitive="infinitive" in forms,
        marked="marked" in forms,
        only_marked=forms == {"marked"},
        closed=bool(readings[0].auxiliary or readings[0].modal),
        finite_closed=any(r.form == "finite" for r in closed),
        lexical=len(closed) < len(readings),
        doubtful=any(r.mood == "k1" for r in readings),
        beside=min(readings, key=lambda r: _BESIDE_A_FINITE_VERB[r.form]),
    )
