"""Cut a sentence into clauses and read each one's verb bracket: tense, mood, modal, negation, voice.

German builds a clause around two brackets ("hat … besucht", "reist … ab") or ends it with the verb ("dass … reist").
The sentence is first cut into pieces at its marks and coordinators; each piece then opens a clause, continues one
that is still waiting for its verb, or resumes the one that was interrupted. Linear in the length of the sentence.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from tracker.parsing.pack import Pack
from tracker.parsing.tokens import Sentence, Tokens
from tracker.parsing.verbs import Lexicon, Mood, Reading, lexicon

ClauseKind = Literal["main", "subordinate", "relative", "infinitive", "fragment"]
ClauseTense = Literal["past", "present", "future", "perfect", "pluperfect"]

MAX_CLAUSES = 64
"""Clauses a sentence is cut into at most; what is left then stays with the last one."""

_MARKS = frozenset(",;:–—-()…?!+|")
_STRONG_MARKS = frozenset(":;")
_QUOTES = frozenset("„“”\"»«‚‘'")


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb form in a clause: the token, and how it is read there."""

    token: int
    reading: Reading


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause and its verb bracket.

    Attributes:
        start, end: characters from its first to its last own token; other clauses may stand between them.
        first, last: the same as token indices, half open.
        spans: the token ranges that are its own, in order, marks between clauses left out.
        kind: main, subordinate, relative, infinitive, or fragment where there is no verb.
        introducer: token of the subordinator, relative pronoun or "um"; None in a main clause.
        parent: index of the clause that it depends on, within the sentence; None for a main clause.
        shares: index of the clause before, whose subject or auxiliary a coordinated clause may lack.
        verbs: all verb forms in it, in order.
        finite: token of the finite verb; None where it has none of its own.
        particle: token of the separated particle.
        lemma: infinitive of the full verb, particle included ("eintreffen"); "" where there is none.
        tense, mood: of the bracket as a whole; None without a finite verb.
        modal: infinitive of the modal verb, or "".
        negated: whether it holds a negator.
        passive: whether the bracket is a passive.
    """

    start: int
    end: int
    first: int
    last: int
    spans: tuple[tuple[int, int], ...]
    kind: ClauseKind
    introducer: int | None
    parent: int | None
    shares: int | None
    verbs: tuple[Verb, ...]
    finite: int | None
    particle: int | None
    lemma: str
    tense: ClauseTense | None
    mood: Mood | None
    modal: str
    negated: bool
    passive: bool

    def __contains__(self, token: object) -> bool:
        return isinstance(token, int) and any(first <= token < last for first, last in self.spans)


@dataclass
class _Draft:
    """A clause while it is being put together."""

    kind: ClauseKind
    introducer: int | None
    parent: int | None
    shares: int | None = None
    spans: list[tuple[int, int]] = field(default_factory=list)
    has_finite: bool = False
    closed: bool = False  # the bracket is complete: what follows without verb only adds to it
    compound: bool = False  # a finite auxiliary or modal and its lexical verb are both there

    @property
    def waits(self) -> bool:
        """Whether a clause with its verb at the end is still without it."""
        return self.kind in ("subordinate", "relative", "infinitive") and not self.closed


class _Words:
    """The word lists of a pack that the splitter asks for, as sets."""

    def __init__(self, pack: Pack) -> None:
        table = pack.table("clauses")
        self.coordinators = frozenset(table["coordinators"])
        self.negators = frozenset(table["negators"])
        self.subordinators = frozenset(table["subordinators"])
        self.if_verb_final = frozenset(table["if_verb_final"])
        self.relatives = frozenset(table["relatives"])
        self.before_relatives = frozenset(table["before_relatives"])
        self.openers = frozenset(table["infinitive_openers"])
        self.mark: str = table["infinitive_mark"]
        self.determiners = frozenset(table["determiners"])
        self.particles = frozenset(table["particles"])
        self.infinitive_endings = tuple(table["infinitive_endings"])
        self.participle_endings = tuple(table["participle_endings"])
        self.no_guess = (
            frozenset(table["never_verbs"]) | self.determiners | self.negators | self.particles | self.subordinators
            | frozenset(table["never_guessed"])
        )  # fmt: skip
        self.attribute_openers = self.before_relatives | frozenset(table["attribute_openers"])
        self.demonstratives = frozenset(table["demonstratives"])
        self.first_person = frozenset(table["first_person"])
        self.lexicon: Lexicon = lexicon(pack.language)


_WORDS: dict[str, _Words] = {}


def clauses(tokens: Tokens, sentence: Sentence, pack: Pack) -> list[Clause]:
    """The clauses of a sentence in the order of their first words; at least one for a sentence with a word in it."""
    words = _WORDS.get(pack.language) or _WORDS.setdefault(pack.language, _Words(pack))
    readings = _readings(tokens, sentence, words)
    drafts: list[_Draft] = []
    open_ones: list[int] = []
    pieces = _pieces(tokens, sentence, readings, words)
    last_verb = max(readings, default=-1)
    last_with_verb = next((n for n, (first, _) in reversed([*enumerate(pieces)]) if first <= last_verb), 0)
    for n, (first, last) in enumerate(pieces):
        _place(tokens, first, last, readings, words, drafts, open_ones, verb_follows=n < last_with_verb)
    return _shared([_finished(tokens, draft, readings, words) for draft in drafts], readings)


# --- readings -------------------------------------------------------------------------------------------------------


def _readings(tokens: Tokens, sentence: Sentence, words: _Words) -> dict[int, tuple[Reading, ...]]:
    """The verb readings of each token that can be a verb where it stands."""
    found: dict[int, tuple[Reading, ...]] = {}
    lower, printed = tokens.lower, tokens.words
    look_up = words.lexicon.readings
    begins = True
    for i in range(sentence.first, sentence.last):
        first = printed[i][0]
        if first.islower():
            begins = False
        elif not first.isalpha():
            begins = begins or printed[i] in _QUOTES or printed[i] in ".:–"
            continue
        else:
            # A capital is a noun, but for the verb that opens a sentence or a quotation.
            verbal = begins and _opens_with_verb(lower[i], words)
            begins = False
            if not verbal:
                continue
        readings = look_up(lower[i])
        if not readings:
            # Only where a verb must stand may an unknown word be one; most words are dismissed by what follows them.
            following = printed[i + 1] if i + 1 < sentence.last else "."
            if following[0].isalpha() and following not in words.coordinators and lower[i - 1] != words.mark:
                continue
            readings = _guessed(tokens, i, sentence, words)
        if readings and not _attributive(tokens, i, sentence, readings, words):
            found[i] = _chosen(tokens, i, sentence, readings, words)
    return {i: r for i, r in found.items() if r}


def _opens_with_verb(word: str, words: _Words) -> bool:
    return any(r.form == "finite" and not r.plural for r in words.lexicon.readings(word)) and words.lexicon.is_closed(
        word
    )


def _guessed(tokens: Tokens, i: int, sentence: Sentence, words: _Words) -> tuple[Reading, ...]:
    """Readings of a word that no list knows, by its ending and its place: behind "zu", or last before a mark."""
    word = tokens.lower[i]
    if len(word) < 5 or word in words.no_guess:
        return ()
    infinitive = word.endswith(words.infinitive_endings)
    if i > sentence.first and tokens.lower[i - 1] == words.mark:
        return (Reading("infinitive", word),) if infinitive else ()
    following = tokens.words[i + 1] if i + 1 < sentence.last else "."
    if following[0].isalpha() and following not in words.coordinators:
        return ()
    if word.endswith(words.participle_endings):
        return (Reading("participle", word), Reading("finite", word))
    if infinitive:
        return (Reading("infinitive", word), Reading("finite", word, plural=True))
    return ()


def _attributive(tokens: Tokens, i: int, sentence: Sentence, readings: tuple[Reading, ...], words: _Words) -> bool:
    """Whether the word is an adjective or a possessive before a noun: "die besuchten Orte", "sein Vater"."""
    lower = tokens.lower
    if i + 1 >= sentence.last:
        return False
    following = tokens.words[i + 1]
    if lower[i] in words.determiners:  # "sein"
        return following[0].isalpha() and (following[0].isupper() or following[-1] in "nrsem")
    if readings[0].auxiliary or readings[0].modal:
        return False
    if not lower[i].endswith(("e", "en", "te", "ten")) or i == sentence.first:
        return False
    before = lower[i - 1]
    if i - 1 == sentence.first and before in words.demonstratives and not _verb_ahead(tokens, i, sentence, words):
        return False
    nominal = before in words.determiners or (
        tokens.words[i - 1][0].islower()
        and before.endswith(("e", "en", "er", "es", "em"))
        and before not in words.first_person
        and i - 2 >= sentence.first
        and lower[i - 2] in words.determiners
    )
    nominal = nominal or _extended(tokens, i, sentence, words)
    if not nominal:
        return False
    if following[0].isupper():
        return True
    second = tokens.words[i + 2] if i + 2 < sentence.last else "."
    return following.endswith(("e", "en", "er", "es", "em")) and second[0].isupper()


def _verb_ahead(tokens: Tokens, i: int, sentence: Sentence, words: _Words) -> bool:
    """Whether another verb follows before the next mark, so that this one need not be the predicate."""
    for j in range(i + 1, sentence.last):
        if tokens.words[j] in _MARKS:
            return False
        if tokens.words[j][0].islower() and words.lexicon.readings(tokens.lower[j]):
            return True
    return False


def _extended(tokens: Tokens, i: int, sentence: Sentence, words: _Words) -> bool:
    """Whether an attribute with phrases of its own ends here: "der für Sonntag geplante Besuch"."""
    for j in range(i - 2, max(sentence.first, i - 9) - 1, -1):
        if tokens.words[j] in _MARKS or not tokens.words[j][0].isalnum():
            return False
        if tokens.lower[j] in words.relatives | words.determiners and tokens.lower[j + 1] in words.attribute_openers:
            return j == sentence.first or tokens.words[j - 1] not in _MARKS or i - j > 2
    return False


def _chosen(
    tokens: Tokens, i: int, sentence: Sentence, readings: tuple[Reading, ...], words: _Words
) -> tuple[Reading, ...]:
    """The readings that fit the neighbours: behind "zu" only an infinitive, K I not beside "ich"."""
    if i > sentence.first and tokens.lower[i - 1] == words.mark:
        infinitives = tuple(r for r in readings if r.form == "infinitive")
        if infinitives:
            return infinitives
    near = tokens.lower[max(sentence.first, i - 12) : i + 2]
    if any(r.mood == "k1" for r in readings) and any(w in words.first_person for w in near):
        return tuple(
            Reading("finite", r.lemma, r.tense, "indicative", r.particle, r.auxiliary, r.modal) if r.mood == "k1" else r
            for r in readings
        )
    return readings


def _finite(readings: tuple[Reading, ...] | None) -> Reading | None:
    if readings is None:
        return None
    return next((r for r in readings if r.form == "finite"), None)


def _surely_finite(readings: tuple[Reading, ...] | None) -> bool:
    """Whether a word can be nothing but a finite form."""
    return readings is not None and all(
        r.form == "finite" and not (r.mood == "k1" and not r.auxiliary and not r.modal) for r in readings
    )


# --- pieces ---------------------------------------------------------------------------------------------------------


def _pieces(
    tokens: Tokens, sentence: Sentence, readings: dict[int, tuple[Reading, ...]], words: _Words
) -> list[tuple[int, int]]:
    """Token ranges between the marks, cut again at coordinators that join two verbs."""
    cuts: list[tuple[int, int]] = []
    first = sentence.first
    for i in range(sentence.first, sentence.last):
        if tokens.words[i] in _MARKS and _is_mark(tokens, i):
            if i > first:
                cuts.append((first, i))
            first = i + 1
    if first < sentence.last:
        cuts.append((first, sentence.last))
    pieces: list[tuple[int, int]] = []
    for start, end in cuts:
        pieces.extend(_coordinated(tokens, start, end, readings, words))
    if len(pieces) > MAX_CLAUSES:
        rest = (pieces[MAX_CLAUSES - 1][0], pieces[-1][1])
        pieces = [*pieces[: MAX_CLAUSES - 1], rest]
    return pieces


def _is_mark(tokens: Tokens, i: int) -> bool:
    """Whether a mark parts two pieces; a hyphen does so only with a blank before it ("Staats- und …" has none)."""
    return tokens.words[i] != "-" or (i > 0 and tokens.starts[i] > tokens.ends[i - 1])


def _coordinated(
    tokens: Tokens, first: int, last: int, readings: dict[int, tuple[Reading, ...]], words: _Words
) -> list[tuple[int, int]]:
    if words.coordinators.isdisjoint(tokens.lower[first:last]):
        return [(first, last)]
    pieces = []
    start = first
    complete = False  # a verb that can end a predicate was seen since `start`
    predicated = False  # a finite verb was
    coordinator: int | None = None
    for i in range(first, last):
        if (complete or predicated) and tokens.lower[i] in words.coordinators and i > start:
            coordinator = i
        found = readings.get(i)
        if found is None:
            continue
        nonfinite = any(r.form in ("participle", "infinitive") for r in found)
        at_end = i == last - 1 or (i >= last - 3 and not tokens.words[i + 1][0].isalnum())
        if coordinator is not None and (
            _surely_finite(found) or (complete and at_end and nonfinite) or (i == coordinator + 1 and _finite(found))
        ):
            pieces.append((start, coordinator))
            start, coordinator, complete, predicated = coordinator + 1, None, False, False
        predicated = predicated or _surely_finite(found)
        if _surely_finite(found) and not (found[0].auxiliary or found[0].modal):
            complete = True
        elif _finite(found) is not None and not nonfinite:
            complete = complete or _bare_copula(tokens, i, last, readings)
        elif nonfinite:
            complete = True
    pieces.append((start, last))
    return pieces


def _bare_copula(tokens: Tokens, i: int, last: int, readings: dict[int, tuple[Reading, ...]]) -> bool:
    """Whether no lexical verb follows an auxiliary up to the end of its piece ("ist krank")."""
    return not any(j in readings for j in range(i + 1, last))


# --- placing pieces -------------------------------------------------------------------------------------------------


def _place(
    tokens: Tokens,
    first: int,
    last: int,
    readings: dict[int, tuple[Reading, ...]],
    words: _Words,
    drafts: list[_Draft],
    open_ones: list[int],
    *,
    verb_follows: bool,
) -> None:
    """Give a piece to the clause that it opens, continues or resumes."""
    verbs = [i for i in range(first, last) if i in readings]
    kind, introducer = _opening(
        tokens, first, last, verbs, readings, words, drafts[open_ones[-1]] if open_ones else None
    )
    has_finite = any(_finite(readings[i]) for i in verbs) and not (
        kind == "infinitive" or _only_infinitive(tokens, verbs, readings, words)
    )
    if kind is not None:
        drafts.append(_Draft(kind, introducer, open_ones[-1] if open_ones else None))
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
        drafts.append(_Draft("main", None, current))
        _extend(drafts[-1], (first, last), verbs, has_finite, readings)
        return
    predicate = has_finite or any(r.form in ("participle", "infinitive") for i in verbs for r in readings[i])
    fresh = top.kind == "main" and top.has_finite and verb_follows and _starts_afresh(tokens, first, top, words)
    if top.kind == "main" and (fresh or (top.has_finite and (predicate if top.closed else _sure(verbs, readings)))):
        _open_main((first, last), verbs, has_finite, readings, drafts, open_ones, shares=current)
    elif top.kind == "main" or top.waits or not predicate or not top.closed:
        _extend(top, (first, last), verbs, has_finite, readings)
    else:
        drafts.append(_Draft(top.kind, top.introducer, top.parent, shares=current))
        _extend(drafts[-1], (first, last), verbs, has_finite, readings)
        open_ones[-1] = len(drafts) - 1


def _sure(verbs: list[int], readings: dict[int, tuple[Reading, ...]]) -> bool:
    return any(_surely_finite(readings[i]) for i in verbs)


def _starts_afresh(tokens: Tokens, first: int, top: _Draft, words: _Words) -> bool:
    """Whether a piece without verb begins the next main clause: behind a colon or semicolon, or with ", und …"."""
    if first < 2:
        return False
    return tokens.words[first - 1] in _STRONG_MARKS or (top.closed and tokens.lower[first] in words.coordinators)


def _parenthesis(
    tokens: Tokens, first: int, verbs: list[int], top: _Draft, readings: dict[int, tuple[Reading, ...]]
) -> bool:
    """Whether a piece is thrown into a clause that still waits for its lexical verb ("Er habe, sagt er, …")."""
    if top.closed or not verbs or verbs[0] > first + 1 or tokens.words[first - 1] != ",":
        return False
    return tokens.words[first - 2] not in _QUOTES and _surely_finite(readings[verbs[0]])


def _continues(tokens: Tokens, first: int, verbs: list[int], has_finite: bool, words: _Words) -> bool:
    """Whether a piece behind a complete subordinate clause is coordinated with it ("dass A kommt und B geht")."""
    if not verbs or first == 0 or tokens.lower[first - 1] not in words.coordinators:
        return False
    return not (has_finite and verbs[0] == first)


def _open_main(
    span: tuple[int, int],
    verbs: list[int],
    has_finite: bool,
    readings: dict[int, tuple[Reading, ...]],
    drafts: list[_Draft],
    open_ones: list[int],
    *,
    shares: int | None,
) -> None:
    drafts.append(_Draft("main", None, None, shares=shares))
    _extend(drafts[-1], span, verbs, has_finite, readings)
    open_ones.clear()
    open_ones.append(len(drafts) - 1)


def _extend(
    draft: _Draft, span: tuple[int, int], verbs: list[int], has_finite: bool, readings: dict[int, tuple[Reading, ...]]
) -> None:
    draft.spans.append(span)
    draft.has_finite = draft.has_finite or has_finite
    if draft.kind == "infinitive":
        draft.closed = draft.closed or bool(verbs)
    elif draft.kind in ("subordinate", "relative"):
        draft.closed = draft.closed or has_finite
    else:
        lexical = any(not (r.auxiliary or r.modal) for i in verbs for r in readings[i])
        draft.closed = draft.has_finite and (draft.closed or lexical or len(verbs) > 1)


def _only_infinitive(tokens: Tokens, verbs: list[int], readings: dict[int, tuple[Reading, ...]], words: _Words) -> bool:
    """Whether all verbs of a piece are infinitives with "zu"."""
    return bool(verbs) and all(
        (i > 0 and tokens.lower[i - 1] == words.mark) or all(r.form == "zu" for r in readings[i]) for i in verbs
    )


def _opening(
    tokens: Tokens,
    first: int,
    last: int,
    verbs: list[int],
    readings: dict[int, tuple[Reading, ...]],
    words: _Words,
    top: _Draft | None,
) -> tuple[ClauseKind | None, int | None]:
    """Which dependent clause a piece opens, and the word that says so; ``top`` is the clause that stands open."""
    i = first
    while i < last and (tokens.words[i] in _QUOTES or tokens.lower[i] in words.coordinators):
        i += 1
    if i >= last:
        return None, None
    word = tokens.lower[i]
    if word in words.subordinators:
        return "subordinate", i
    if word in words.openers and _ends_in_infinitive(tokens, first, last, verbs, readings, words):
        return "infinitive", i
    final = _verb_final(tokens, i, last, verbs, readings)
    if word in words.if_verb_final and final:
        return "subordinate", i
    if (
        i + 1 < last
        and tokens.lower[i + 1] in words.subordinators
        and word in ("kurz", "noch", "auch", "erst", "nur", "selbst")
    ):
        return "subordinate", i + 1
    coordinated = any(tokens.lower[j] in words.coordinators for j in range(first, i))
    if top is not None and (not coordinated or top.kind == "relative"):
        relative = i if word in words.relatives else None
        if relative is None and word in words.before_relatives and i + 1 < last:
            relative = i + 1 if tokens.lower[i + 1] in words.relatives else None
        if relative is not None and relative + 1 < last + 1:
            if final:
                return "relative", relative
            if not verbs and relative + 1 < last and _no_noun_phrase(tokens, relative, last):
                return "relative", relative
    if (
        not any(_surely_finite(readings[j]) for j in verbs)
        and _ends_in_infinitive(tokens, first, last, verbs, readings, words)
        and top is not None
    ):
        return "infinitive", None
    return None, None


def _no_noun_phrase(tokens: Tokens, i: int, last: int) -> bool:
    """Whether a form of "der" is followed by something that no noun phrase begins with: "die seit Jahren …"."""
    following = tokens.words[i + 1]
    if not following[0].islower():
        return False
    adjective = following.endswith(("e", "en", "er", "es", "em", "te", "ten"))
    return not adjective


def _ends_in_infinitive(
    tokens: Tokens, first: int, last: int, verbs: list[int], readings: dict[int, tuple[Reading, ...]], words: _Words
) -> bool:
    return any(
        any(r.form == "zu" for r in readings[i])
        or (i > first and tokens.lower[i - 1] == words.mark and any(r.form == "infinitive" for r in readings[i]))
        for i in verbs
    )


def _verb_final(
    tokens: Tokens, first: int, last: int, verbs: list[int], readings: dict[int, tuple[Reading, ...]]
) -> bool:
    """Whether a finite verb ends the piece, or only other verb forms follow it."""
    end = last
    while end > first and not tokens.words[end - 1][0].isalnum():
        end -= 1
    group = end
    while group - 1 > first and group - 1 in readings:
        group -= 1
    in_group = any(_finite(readings[i]) for i in range(group, end))
    if any((r.auxiliary or r.modal) and r.form == "finite" for i in verbs if i < group for r in readings[i]):
        return False
    return in_group and not any(_surely_finite(readings[i]) for i in verbs if i < group)


# --- the bracket ----------------------------------------------------------------------------------------------------


def _finished(tokens: Tokens, draft: _Draft, readings: dict[int, tuple[Reading, ...]], words: _Words) -> Clause:
    """Read the bracket of a clause whose pieces are known."""
    candidates = [i for i in readings if any(first <= i < last for first, last in draft.spans)]
    finite = None if draft.kind == "infinitive" else _finite_token(draft, candidates, readings, tokens, words)
    verbs = [Verb(i, _reading_beside(i, finite, readings)) for i in candidates]
    head = next((v.reading for v in verbs if v.token == finite), None)
    lexical = [v for v in verbs if v.token != finite and v.reading.form != "finite" and not v.reading.modal]
    particle = _particle(tokens, draft, finite, head, words)
    modal = head.modal if head else ""
    modal = modal or next((v.reading.modal for v in verbs if v.reading.modal and v.token != finite), "")
    lemma = _lemma(tokens, head, lexical, particle)
    tense, passive = _tense(head, lexical)
    first, last = draft.spans[0][0], draft.spans[-1][1]
    kind: ClauseKind = draft.kind
    if kind == "main" and finite is None and not lexical:
        kind = "fragment"
    return Clause(
        start=tokens.starts[first],
        end=tokens.ends[last - 1],
        first=first,
        last=last,
        spans=tuple(draft.spans),
        kind=kind,
        introducer=draft.introducer,
        parent=draft.parent,
        shares=draft.shares,
        verbs=tuple(verbs),
        finite=finite,
        particle=particle,
        lemma=lemma,
        tense=tense,
        mood=head.mood if head else None,
        modal=modal,
        negated=any(not words.negators.isdisjoint(tokens.lower[first:last]) for first, last in draft.spans),
        passive=passive,
    )


def _finite_token(
    draft: _Draft,
    candidates: list[int],
    readings: dict[int, tuple[Reading, ...]],
    tokens: Tokens,
    words: _Words,
) -> int | None:
    finite = [i for i in candidates if _finite(readings[i]) and not (i > 0 and tokens.lower[i - 1] == words.mark)]
    if not finite:
        return None
    final = draft.kind in ("subordinate", "relative")

    def rank(i: int) -> tuple[int, int]:
        found = readings[i]
        sure = _surely_finite(found)
        closed = bool(found[0].auxiliary or found[0].modal)
        plural = bool((reading := _finite(found)) and reading.plural)
        certainty = 3 if sure and closed else 2 if sure else 1 if not plural or closed else 0
        if final and closed and not sure:
            certainty = 2  # "werden", "haben" at the end of a clause
        return certainty, i if final else -i

    return max(finite, key=rank)


def _reading_beside(i: int, finite: int | None, readings: dict[int, tuple[Reading, ...]]) -> Reading:
    found = readings[i]
    if i == finite:
        return next(r for r in found if r.form == "finite")
    if finite is not None or any(r.form != "finite" for r in found):
        order = {"participle": 0, "zu": 1, "infinitive": 2, "finite": 3}
        return min(found, key=lambda r: order[r.form])
    return found[0]


def _particle(tokens: Tokens, draft: _Draft, finite: int | None, head: Reading | None, words: _Words) -> int | None:
    """The particle that a verb in second place has left at the end of its clause."""
    if finite is None or head is None or head.modal or head.particle or draft.kind in ("subordinate", "relative"):
        return None
    for _, last in draft.spans:
        end = last - 1
        while end > finite and not tokens.words[end][0].isalnum():
            end -= 1
        if end > finite and tokens.words[end] in words.particles:
            return end
    # The particle may stand before a phrase that was moved behind the bracket: "brach auf zu einer Reise".
    for first, last in draft.spans:
        for i in range(max(first, finite + 1), last - 1):
            if tokens.words[i] in words.particles and tokens.lower[i + 1] in words.before_relatives:
                return i if tokens.lower[i] not in words.before_relatives else None
    return None


def _lemma(tokens: Tokens, head: Reading | None, lexical: list[Verb], particle: int | None) -> str:
    if head is not None and not (head.auxiliary or head.modal):
        return (tokens.lower[particle] if particle is not None else "") + head.lemma
    plain = [v for v in lexical if not v.reading.auxiliary]
    if plain:
        return plain[-1].reading.lemma
    if head is None:
        return ""
    others = [v for v in lexical if v.reading.auxiliary]
    if others:
        return others[0].reading.lemma
    return (tokens.lower[particle] if particle is not None else "") + head.lemma


def _tense(head: Reading | None, lexical: list[Verb]) -> tuple[ClauseTense | None, bool]:
    """Tense of the bracket, and whether it is a passive."""
    plain = [v.reading for v in lexical if not v.reading.auxiliary]
    participle = any(r.form == "participle" for r in plain)
    been = any(v.reading.auxiliary == "werden" and v.reading.form == "participle" for v in lexical)
    become = any(v.reading.auxiliary == "werden" and v.reading.form == "infinitive" for v in lexical)
    if head is None:
        return None, participle and (been or become)
    if head.auxiliary == "werden":
        if participle and not any(r.form == "infinitive" for r in plain):
            return ("future" if become else head.tense), True
        if any(r.form in ("infinitive", "participle") for r in plain) or lexical:
            return "future", become and participle
        return head.tense, False
    if head.auxiliary in ("haben", "sein"):
        had = any(v.reading.auxiliary and v.reading.form == "participle" for v in lexical)
        if participle or had:
            past = head.tense == "past" and head.mood != "k2"
            return ("pluperfect" if past else "perfect"), been
        return head.tense if head.mood != "k2" else "present", False
    if head.modal:
        present = head.tense if head.mood != "k2" else "present"
        return present, become and participle
    return head.tense, False


def _shared(found: list[Clause], readings: dict[int, tuple[Reading, ...]]) -> list[Clause]:
    """Let a coordinated clause without auxiliary of its own take the one of the clause before it."""
    done: list[Clause] = []
    for clause in found:
        model = done[clause.shares] if clause.shares is not None and clause.shares < len(done) else None
        if model is not None and model.tense is not None and _lacks_auxiliary(clause, model, readings):
            verbs = tuple(Verb(v.token, _reading_beside(v.token, None, readings)) for v in clause.verbs)
            lemma = next((v.reading.lemma for v in reversed(verbs) if not v.reading.auxiliary), clause.lemma)
            clause = replace(
                clause, kind=model.kind, verbs=verbs, finite=None, lemma=lemma, tense=model.tense, mood=model.mood,
                modal=clause.modal or model.modal, passive=clause.passive or model.passive,
            )  # fmt: skip
        done.append(clause)
    return done


def _lacks_auxiliary(clause: Clause, model: Clause, readings: dict[int, tuple[Reading, ...]]) -> bool:
    if not clause.verbs:
        return False
    if clause.finite is None:
        return clause.kind != "infinitive" and clause.tense is None
    compound = model.tense in ("perfect", "pluperfect", "future") or model.passive or bool(model.modal)
    last = clause.verbs[-1].token
    nonfinite = any(r.form in ("participle", "infinitive") for r in readings[last])
    return compound and clause.finite == last and nonfinite and last > clause.first + 1
