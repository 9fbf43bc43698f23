"""Cut a sentence into clauses where the order is subject, verb, object: one verb group makes one clause.

The sentence is cut at its marks, and between two verb groups where the words say that a clause begins: a
subordinator, a relative pronoun, "to", a coordinator. A piece without a verb belongs to the clause that waits for
one, else to the one before; a piece that begins with its verb goes on with the clause that waits. Linear.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from tracker.parsing.clauses.clause import Clause, ClauseKind
from tracker.parsing.clauses.pieces import MAX_CLAUSES, is_mark
from tracker.parsing.clauses.readings import MARKS
from tracker.parsing.clauses.svo.opening import Opening, boundary, introduced, opening, reduced
from tracker.parsing.clauses.svo.verbs import VerbGroup, verb_groups
from tracker.parsing.clauses.svo.words import SvoWords, svo_words
from tracker.parsing.packs.pack import Pack
from tracker.parsing.text.tokens import Sentence, Tokens

_DATELINE = 10  # tokens that a dateline has at most


@dataclass
class _Draft:
    kind: ClauseKind
    introducer: int | None
    parent: int | None
    shares: int | None = None
    spans: list[tuple[int, int]] = field(default_factory=list)
    group: VerbGroup | None = None
    apart: bool = False  # a dateline: nothing goes on with it


def svo_clauses(tokens: Tokens, sentence: Sentence, pack: Pack) -> list[Clause]:
    """The clauses of a sentence in the order of their first words; at least one for a sentence with a word in it."""
    words = svo_words(pack)
    groups = verb_groups(tokens, sentence, words)
    drafts: list[_Draft] = []
    stack: list[int] = []
    begins = _behind_dateline(tokens, sentence)
    if begins > sentence.first:
        drafts.append(_Draft("main", None, None, None, [(sentence.first, begins)], apart=True))
    for first, last, group in _pieces(tokens, begins, sentence.last, groups, words):
        _place(tokens, (first, last), group, words, drafts, stack)
    finished = [_finished(tokens, draft) for draft in drafts]
    return [_backshifted(clause, finished, words) for clause in finished]


def _behind_dateline(tokens: Tokens, sentence: Sentence) -> int:
    """Where a sentence begins behind place and date of the report: "LIMA, May 3 (Agency) - The …"."""
    for i in range(sentence.first + 1, min(sentence.first + _DATELINE, sentence.last - 1)):
        word = tokens.words[i]
        if word in "-–—" and is_mark(tokens, i):
            return i + 1
        if word[0].islower():
            break
    return sentence.first


def _pieces(
    tokens: Tokens, begin: int, end_of_sentence: int, groups: list[VerbGroup], words: SvoWords
) -> list[tuple[int, int, VerbGroup | None]]:
    """Token ranges with at most one verb group each, in order."""
    cuts: list[tuple[int, int]] = []
    first = begin
    for i in range(begin, end_of_sentence):
        if tokens.words[i] in MARKS and is_mark(tokens, i):
            if i > first:
                cuts.append((first, i))
            first = i + 1
    if first < end_of_sentence:
        cuts.append((first, end_of_sentence))
    pieces: list[tuple[int, int, VerbGroup | None]] = []
    at = 0
    for start, end in cuts:
        before: VerbGroup | None = None
        while at < len(groups) and groups[at].first < end:
            group = groups[at]
            at += 1
            following = groups[at] if at < len(groups) and groups[at].first < end else None
            if following is not None and reduced(tokens, group, following, words):
                group = replace(group, form="participle", tense=None, mood=None, passive=True)
            if before is not None and len(pieces) >= MAX_CLAUSES:
                continue
            cut = (
                boundary(tokens, before, group, words)
                if before is not None
                else _own_start(tokens, start, group, words)
            )
            waits = introduced(tokens, before, group, words)
            if waits is not None and before is not None:
                # "said that a ship built in X sank": the clause begins before a verb that is not its own.
                pieces.append((start, waits, before))
                start, before = waits, None
            if cut > start:
                pieces.append((start, cut, before))
            start, before = cut, group
        pieces.append((start, end, before))
    if len(pieces) > MAX_CLAUSES:
        rest = pieces[MAX_CLAUSES - 1]
        pieces = [*pieces[: MAX_CLAUSES - 1], (rest[0], pieces[-1][1], rest[2])]
    return [piece for piece in pieces if piece[1] > piece[0]]


def _own_start(tokens: Tokens, start: int, group: VerbGroup, words: SvoWords) -> int:
    """Where the clause of the first verb of a piece begins; without a finite one it leaves out the noun before."""
    if group.form == "finite":
        return start
    governed = group.form == "gerund" and group.first > start and tokens.lower[group.first - 1] in words.before_gerunds
    return group.first - governed


def _place(
    tokens: Tokens,
    span: tuple[int, int],
    group: VerbGroup | None,
    words: SvoWords,
    drafts: list[_Draft],
    stack: list[int],
) -> None:
    if _closes_marks(tokens, span[0]):
        _open(drafts, stack, "main", None, None, span, group)
        return
    waiting = next((n for n in reversed(stack) if drafts[n].group is None), None)
    top = stack[-1] if stack else None
    before = drafts[top].group if top is not None else None
    begins = opening(tokens, span, group, before, words, awaited=waiting is not None)
    if group is None:
        told = before is not None and before.lemma in words.that_verbs
        if tokens.lower[span[0]] == words.that and told and waiting is None:
            _open(drafts, stack, "subordinate", span[0], top, span, None)
        elif begins.kind is None and (waiting is not None or top is not None):
            drafts[waiting if waiting is not None else top].spans.append(span)  # type: ignore[index]
        else:
            _open(drafts, stack, "main", None, None, span, None)
        return
    if begins.kind is not None:
        _open(drafts, stack, begins.kind, begins.introducer, top, span, group)
        return
    if waiting is not None and not (begins.coordinated and drafts[waiting].kind != "main"):
        drafts[waiting].spans.append(span)
        drafts[waiting].group = group
        del stack[stack.index(waiting) + 1 :]
        return
    _coordinate(tokens, begins, span, group, words, drafts, stack, top)


def _closes_marks(tokens: Tokens, first: int) -> bool:
    """Whether a piece begins behind quoted words: their closing mark follows the comma that belongs to them."""
    return tokens.words[first] in '”"' and first > 0 and tokens.words[first - 1] in ",!?…"


def _coordinate(
    tokens: Tokens,
    begins: Opening,
    span: tuple[int, int],
    group: VerbGroup,
    words: SvoWords,
    drafts: list[_Draft],
    stack: list[int],
    top: int | None,
) -> None:
    """A predicate that shares the subject of the clause before ("came and saw"), or a main clause of its own."""
    if top is None:
        _open(drafts, stack, "main", None, None, span, group)
        return
    model = drafts[top]
    if begins.bare and model.group is not None and model.kind != "main" and group.form == "finite" and begins.comma:
        top = next((n for n in reversed(stack) if drafts[n].kind == "main"), top)
        model = drafts[top]
    orphan = begins.bare or (begins.coordinated and model.kind == "subordinate" and not begins.comma)
    if orphan and model.group is not None:
        if model.kind == "infinitive" and group.form == "finite":
            top = next((n for n in reversed(stack) if drafts[n].kind != "infinitive"), top)
            model = drafts[top]
        shared = group
        if begins.bare and model.group is not None and not words.begins_phrase(tokens, group.last, span[1]):
            shared = _with_auxiliary(group, model.group)
        _open(
            drafts, stack, model.kind, model.introducer, model.parent, span, shared, shares=top if begins.bare else None
        )
        return
    orphans = [d for d in drafts if d.kind != "main" and d.parent is None]
    stack.clear()
    _open(drafts, stack, "main", None, None, span, group)
    for draft in orphans:
        draft.parent = len(drafts) - 1


def _with_auxiliary(group: VerbGroup, model: VerbGroup) -> VerbGroup:
    """A participle that is coordinated with one ("had come and seen") stands under the auxiliary before."""
    if group.sure or group.form == "infinitive" or len(model.verbs) < 2:
        return group
    if model.verbs[0].reading.auxiliary == "have" or model.passive:
        return replace(group, tense=model.tense, mood=model.mood, modal=model.modal, passive=model.passive)
    return group


def _open(
    drafts: list[_Draft],
    stack: list[int],
    kind: ClauseKind,
    introducer: int | None,
    parent: int | None,
    span: tuple[int, int],
    group: VerbGroup | None,
    *,
    shares: int | None = None,
) -> None:
    drafts.append(_Draft(kind, introducer, parent, shares, [span], group))
    stack.append(len(drafts) - 1)


def _finished(tokens: Tokens, draft: _Draft) -> Clause:
    group = draft.group
    first, last = draft.spans[0][0], draft.spans[-1][1]
    kind: ClauseKind = "fragment" if group is None and draft.kind == "main" else draft.kind
    finite = group.verbs[0].token if group is not None and group.form == "finite" else None
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
        verbs=group.verbs if group is not None else (),
        finite=finite,
        particle=group.particle if group is not None else None,
        lemma=group.lemma if group is not None else "",
        tense=group.tense if group is not None else None,
        mood=group.mood if group is not None else None,
        modal=group.modal if group is not None else "",
        negated=group is not None and group.negated,
        passive=group is not None and group.passive,
        progressive=group is not None and group.progressive,
    )


def _backshifted(clause: Clause, found: list[Clause], words: SvoWords) -> Clause:
    """A clause told by a verb of saying in the past: "would" is then a plain future."""
    if clause.mood != "k2" or clause.tense != "future" or clause.kind != "subordinate" or clause.parent is None:
        return clause
    parent = found[clause.parent]
    told = parent.tense in ("past", "pluperfect", "perfect") and parent.lemma in words.that_verbs
    return replace(clause, mood="indicative") if told else clause
