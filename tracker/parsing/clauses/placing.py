"""Give each piece of a sentence to the clause that it opens, continues or resumes."""

from __future__ import annotations

from dataclasses import dataclass, field

from tracker.parsing.clauses.choice import Choice
from tracker.parsing.clauses.clause import ClauseKind
from tracker.parsing.clauses.readings import QUOTES
from tracker.parsing.clauses.words import ClauseWords
from tracker.parsing.text.tokens import Tokens

_STRONG_MARKS = frozenset(":;")


@dataclass
class ClauseDraft:
    """A clause while it is being put together."""

    kind: ClauseKind
    introducer: int | None
    parent: int | None
    shares: int | None = None
    spans: list[tuple[int, int]] = field(default_factory=list)
    verbs: list[int] = field(default_factory=list)
    has_finite: bool = False
    closed: bool = False  # the bracket is complete: what follows without verb only adds to it
    compound: bool = False  # a finite auxiliary or modal and its lexical verb are both there

    @property
    def waits(self) -> bool:
        """Whether a clause with its verb at the end is still without it."""
        return self.kind in ("subordinate", "relative", "infinitive") and not self.closed


def place_piece(
    tokens: Tokens,
    first: int,
    last: int,
    verbs: list[int],
    readings: dict[int, Choice],
    words: ClauseWords,
    drafts: list[ClauseDraft],
    open_ones: list[int],
    *,
    verb_follows: bool,
) -> None:
    """Give a piece with its verbs to the clause that it opens, continues or resumes."""
    kind, introducer = _opening(
        tokens, first, last, verbs, readings, words, drafts[open_ones[-1]] if open_ones else None
    )
    has_finite = (
        bool(verbs)
        and kind != "infinitive"
        and any([readings[i].finite for i in verbs])
        and not _only_infinitive(tokens, verbs, readings, words)
    )
    if kind is not None:
        drafts.append(ClauseDraft(kind, introducer, open_ones[-1] if open_ones else None))
        _extend(drafts[-1], (first, last), verbs, has_finite, readings)
        open_ones.append(len(drafts) - 1)
        return
    fronted: list[int] = []
    while open_ones and drafts[open_ones[-1]].closed and drafts[open_ones[-1]].kind != "main":
        if _continues(tokens, first, verbs, has_finite, words):
            break
        fronted.append(open_ones.pop())
    if not open_ones:
        _open_main((first, last), verbs, has_finite, readings, drafts, open_ones, shares=None)
        for index in fronted:
            if drafts[index].parent is None:
                drafts[index].parent = open_ones[-1]
        return
    current = open_ones[-1]
    top = drafts[current]
    if top.kind == "main" and top.has_finite and _parenthesis(tokens, first, verbs, top, readings):
        drafts.append(ClauseDraft("main", None, current))
        _extend(drafts[-1], (first, last), verbs, has_finite, readings)
        return
    earlier = _interrupted(tokens, last, verbs, top, readings, words, drafts)
    if earlier is not None:
        _extend(drafts[earlier], (first, last), verbs, has_finite, readings)
        open_ones[:] = [earlier]
        return
    predicate = has_finite or any([readings[i].predicate for i in verbs])
    fresh = top.kind == "main" and top.has_finite and verb_follows and _starts_afresh(tokens, first, top, words)
    if top.kind == "main" and (fresh or (top.has_finite and (predicate if top.closed else _sure(verbs, readings)))):
        _open_main((first, last), verbs, has_finite, readings, drafts, open_ones, shares=current)
    elif top.kind == "main" or top.waits or not predicate or not top.closed:
        _extend(top, (first, last), verbs, has_finite, readings)
    else:
        drafts.append(ClauseDraft(top.kind, top.introducer, top.parent, shares=current))
        _extend(drafts[-1], (first, last), verbs, has_finite, readings)
        open_ones[-1] = len(drafts) - 1


def _interrupted(
    tokens: Tokens,
    last: int,
    verbs: list[int],
    top: ClauseDraft,
    readings: dict[int, Choice],
    words: ClauseWords,
    drafts: list[ClauseDraft],
) -> int | None:
    """The main clause that the particle at the end of a piece completes, thrown open by one in the Konjunktiv.

    "Der Hof wies den Vorwurf, der König habe gelogen, am Abend zurück": the second clause has no room for a particle.
    """
    end = last - 1
    while end > 0 and not tokens.words[end][0].isalnum():
        end -= 1
    if top.kind != "main" or top.shares is None or not top.closed or tokens.words[end] not in words.particles:
        return None
    earlier = drafts[top.shares]
    if earlier.kind != "main" or len(earlier.verbs) != 1 or not all([readings[i].predicate for i in verbs]):
        return None
    told = any((finite := readings[i].finite) is not None and finite.mood == "k1" for i in top.verbs)
    return top.shares if told and readings[earlier.verbs[0]].sure and not readings[earlier.verbs[0]].closed else None


def _sure(verbs: list[int], readings: dict[int, Choice]) -> bool:
    return bool(verbs) and any([readings[i].sure for i in verbs])


def _starts_afresh(tokens: Tokens, first: int, top: ClauseDraft, words: ClauseWords) -> bool:
    """Whether a piece without verb begins the next main clause: behind a colon or semicolon, or with ", und …"."""
    if first < 2:
        return False
    return tokens.words[first - 1] in _STRONG_MARKS or (top.closed and tokens.lower[first] in words.coordinators)


def _parenthesis(tokens: Tokens, first: int, verbs: list[int], top: ClauseDraft, readings: dict[int, Choice]) -> bool:
    """Whether a piece is thrown into a clause that still waits for its lexical verb ("Er habe, sagt er, …")."""
    if top.closed or not verbs or verbs[0] > first + 1 or tokens.words[first - 1] != ",":
        return False
    return tokens.words[first - 2] not in QUOTES and readings[verbs[0]].sure


def _continues(tokens: Tokens, first: int, verbs: list[int], has_finite: bool, words: ClauseWords) -> bool:
    """Whether a piece behind a complete subordinate clause is coordinated with it ("dass A kommt und B geht")."""
    if not verbs or first == 0 or tokens.lower[first - 1] not in words.coordinators:
        return False
    return not (has_finite and verbs[0] == first)


def _open_main(
    span: tuple[int, int],
    verbs: list[int],
    has_finite: bool,
    readings: dict[int, Choice],
    drafts: list[ClauseDraft],
    open_ones: list[int],
    *,
    shares: int | None,
) -> None:
    drafts.append(ClauseDraft("main", None, None, shares=shares))
    _extend(drafts[-1], span, verbs, has_finite, readings)
    open_ones.clear()
    open_ones.append(len(drafts) - 1)


def _extend(
    draft: ClauseDraft,
    span: tuple[int, int],
    verbs: list[int],
    has_finite: bool,
    readings: dict[int, Choice],
) -> None:
    draft.spans.append(span)
    draft.verbs.extend(verbs)
    draft.has_finite = draft.has_finite or has_finite
    if draft.kind == "infinitive":
        draft.closed = draft.closed or bool(verbs)
    elif draft.kind in ("subordinate", "relative"):
        draft.closed = draft.closed or has_finite
    else:
        lexical = any([readings[i].lexical for i in verbs])
        draft.closed = draft.has_finite and (draft.closed or lexical or len(verbs) > 1)


def _only_infinitive(tokens: Tokens, verbs: list[int], readings: dict[int, Choice], words: ClauseWords) -> bool:
    """Whether all verbs of a piece are infinitives with "zu"."""
    for i in verbs:
        if not (readings[i].only_marked or (i > 0 and tokens.lower[i - 1] == words.mark)):
            return False
    return bool(verbs)


def _opening(
    tokens: Tokens,
    first: int,
    last: int,
    verbs: list[int],
    readings: dict[int, Choice],
    words: ClauseWords,
    top: ClauseDraft | None,
) -> tuple[ClauseKind | None, int | None]:
    """Which dependent clause a piece opens, and the word that says so; ``top`` is the clause that stands open."""
    i = first
    while i < last and (tokens.words[i] in QUOTES or tokens.lower[i] in words.coordinators):
        i += 1
    if i >= last:
        return None, None
    word = tokens.lower[i]
    if word in words.subordinators:
        return "subordinate", i
    if word in words.openers and _ends_in_infinitive(tokens, first, last, verbs, readings, words):
        return "infinitive", i
    if word in words.if_verb_final and _verb_final(tokens, i, last, verbs, readings):
        return "subordinate", i
    if i + 1 < last and tokens.lower[i + 1] in words.subordinators and word in words.syntax.before_subordinator:
        return "subordinate", i + 1
    coordinated = any(tokens.lower[j] in words.coordinators for j in range(first, i))
    if top is not None and (not coordinated or top.kind == "relative"):
        relative = i if word in words.relatives else None
        if relative is None and word in words.before_relatives and i + 1 < last:
            relative = i + 1 if tokens.lower[i + 1] in words.relatives else None
        if relative is not None and relative + 1 < last + 1:
            resumes = relative > i and _completes(tokens, relative, verbs, readings, top)
            if _verb_final(tokens, i, last, verbs, readings) and not resumes:
                return "relative", relative
            if not verbs and relative + 1 < last and _no_noun_phrase(tokens, relative, words):
                return "relative", relative
    if (
        not _sure(verbs, readings)
        and _ends_in_infinitive(tokens, first, last, verbs, readings, words)
        and top is not None
    ):
        return "infinitive", None
    return None, None


def _completes(tokens: Tokens, article: int, verbs: list[int], readings: dict[int, Choice], top: ClauseDraft) -> bool:
    """Whether a piece brings the infinitive that a clause with an aside still waits for.

    "Er wird mit dem Minister, X Y, über die Lage sprechen": no relative clause, though "über die" could open one.
    """
    waits = top.kind == "main" and top.has_finite and not top.closed and len(top.spans) > 1
    infinitive = len(verbs) == 1 and readings[verbs[0]].infinitive and not readings[verbs[0]].sure
    return waits and infinitive and tokens.words[article + 1][0].isupper()


def _no_noun_phrase(tokens: Tokens, i: int, words: ClauseWords) -> bool:
    """Whether a form of "der" is followed by something that no noun phrase begins with: "die seit Jahren …"."""
    following = tokens.words[i + 1]
    if not following[0].islower():
        return False
    adjective = following.endswith(words.syntax.adjective_or_past_endings)
    return not adjective


def _ends_in_infinitive(
    tokens: Tokens,
    first: int,
    last: int,
    verbs: list[int],
    readings: dict[int, Choice],
    words: ClauseWords,
) -> bool:
    return any(
        readings[i].marked or (i > first and tokens.lower[i - 1] == words.mark and readings[i].infinitive)
        for i in verbs
    )


def _verb_final(tokens: Tokens, first: int, last: int, verbs: list[int], readings: dict[int, Choice]) -> bool:
    """Whether a finite verb ends the piece, or only other verb forms follow it."""
    end = last
    while end > first and not tokens.words[end - 1][0].isalnum():
        end -= 1
    group = end
    while group - 1 > first and group - 1 in readings:
        group -= 1
    if not any([readings[i].finite for i in range(group, end)]):
        return False
    return not any([readings[i].finite_closed or readings[i].sure for i in verbs if i < group])
