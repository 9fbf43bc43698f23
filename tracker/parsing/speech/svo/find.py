"""Who said what, where the order is subject, verb, object: marks, that-clauses, "X said" behind, "according to X"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from tracker.parsing.clauses.split import Clause
from tracker.parsing.packs.pack import Pack
from tracker.parsing.speech.marks import Marked, marked
from tracker.parsing.speech.quote import Quote
from tracker.parsing.speech.svo.speakers import Range, Said, joined_names, object_of, speaker_of, trimmed
from tracker.parsing.speech.svo.words import SayingVerb, SayingWords, saying_words
from tracker.parsing.text.tokens import Sentence, Tokens

STATEMENT_WORDS = 4
"""Fewer words between marks are a title, a name or a scare quote unless a cue stands beside them."""
_MOST = 12  # reporting acts of one sentence that are followed up
_PAST = ("past", "perfect", "pluperfect", "present")


@dataclass
class _Article:
    tokens: Tokens
    sentences: list[Sentence]
    clauses_of: list[list[Clause]]
    words: SayingWords
    marks: list[Marked]
    firsts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.firsts = [m.first for m in self.marks]

    def stretch_at(self, token: int) -> Marked | None:
        """The words in marks that a token belongs to."""
        at = bisect_right(self.firsts, token) - 1
        return self.marks[at] if at >= 0 and token < self.marks[at].last else None

    def marks_in(self, first: int, last: int) -> list[Marked]:
        """The stretches that end between two tokens."""
        return [m for m in self.marks[: bisect_right(self.firsts, last)][-8:] if first < m.last <= last]


def svo_quotes(tokens: Tokens, sentences: list[Sentence], clauses_of: list[list[Clause]], pack: Pack) -> list[Quote]:
    """The quotations of an article, in order of their first words."""
    outer = [m for m in marked(tokens) if m.depth == 0]
    article = _Article(tokens, sentences, clauses_of, saying_words(pack), outer)
    found: list[Said] = []
    latest: Said | None = None
    for index, sentence in enumerate(sentences):
        here = list(_sentence(article, index))[:_MOST]
        here += _continued(article, sentence, index, here, latest)
        told = [said for said in here if said.speaker and said.within is None]
        latest = told[-1] if told else latest if latest is not None and index - latest.sentence < 3 else None
        found.extend(said for said in here if said not in found)
    ordered = sorted(found, key=lambda said: (said.content[0][0], -said.content[-1][1]))
    return [_quote(article, said, ordered) for said in ordered]


def _sentence(article: _Article, index: int) -> Iterator[Said]:
    """The reporting acts whose words of saying stand in a sentence."""
    sentence, clauses = article.sentences[index], article.clauses_of[index]
    by_clause: dict[int, Said] = {}
    for number, clause in enumerate(clauses):
        verb = article.words.verbs.get(clause.lemma)
        if verb is not None and clause.verbs and article.stretch_at(clause.verbs[-1].token) is None:
            said = _by_verb(article, index, number, clause, verb)
            outer = by_clause.get(clause.parent) if clause.parent is not None and clause.kind == "infinitive" else None
            if said is not None and outer is not None and said.kind == outer.kind:
                outer.more.extend(said.content)  # "…, he said, adding that …": one act
                continue
            if said is not None:
                by_clause[number] = said
                yield said
                continue
        declined = _declined(article, index, number, clause) or _chained(article, index, number, clause)
        if declined is not None:
            yield declined
    for i in range(sentence.first, sentence.last - 1):
        if article.words.sources.get(article.tokens.lower[i]) == article.tokens.lower[i + 1]:
            said = _according(article, index, i)
            if said is not None:
                yield said


def _by_verb(article: _Article, index: int, number: int, clause: Clause, verb: SayingVerb) -> Said | None:
    clauses = article.clauses_of[index]
    lower = article.tokens.lower
    told = clause.tense in _PAST or (
        clause.kind in ("infinitive", "relative") and clause.verbs[-1].reading.form != "infinitive"
    )
    if not told or clause.modal:
        return None
    if clause.negated and verb.kind not in article.words.negatable:
        return None
    at = clause.verbs[-1].token
    speaker = speaker_of(article.tokens, clauses, number, article.words)
    addressee = object_of(article.tokens, clause, article.words, verb.prepositions) if "a" in verb.takes else None
    if addressee and lower[addressee[0]] in article.words.audiences:
        addressee = None
    said = Said((), "indirect", (at, at + 1), speaker, addressee, verb.kind, index, clause)
    if clause.passive:
        return _passive(article, said, verb)
    for way in (_direct, _clausal, _behind, _reported):
        if (content := way(article, said, number, verb)) is not None:
            return content
    return None


def _direct(article: _Article, said: Said, number: int, verb: SayingVerb) -> Said | None:
    """Words in marks right before the clause of saying, or right behind its verb."""
    sentence, clause = article.sentences[said.sentence], said.clause
    if not verb.takes & {"c", "d"}:
        return None
    stretches = article.marks_in(sentence.first, sentence.last)
    near = [m for m in stretches if m.last <= clause.first + 1 and m.last >= clause.first - 1 and m.words > 1]
    near += [
        m
        for m in stretches
        if 0 <= m.first - said.behind <= 3 and not any(a <= m.first < b for a, b in [said.speaker or (0, 0)])
    ]
    behind = [m for m in stretches if near and m not in near and 0 <= m.first - clause.last <= 1 and m.words > 2]
    if not near:
        return None
    speaker = _speaker_beside(article, said)
    return replace(said, content=tuple((m.first, m.last) for m in [*near, *behind]), kind="direct", speaker=speaker)


def _speaker_beside(article: _Article, said: Said) -> Range | None:
    """The subject of the verb, which stands behind it where nothing stands before: "…", said the envoy."""
    clause = said.clause
    bare = not any(article.tokens.words[i][0].isalnum() for i in range(clause.first, clause.verbs[0].token))
    if said.speaker is None or bare:
        return trimmed(article.tokens, said.behind, clause.last, article.words)
    return said.speaker


def _clausal(article: _Article, said: Said, number: int, verb: SayingVerb) -> Said | None:
    """A that-clause, a question or an infinitive that hangs on the verb, with all that hangs on it."""
    clauses = article.clauses_of[said.sentence]
    for n, child in enumerate(clauses):
        if child.first < said.behind or not _belongs_to(article, clauses, n, number):
            continue
        question = child.introducer is not None and child.kind == "subordinate"
        wanted = (child.kind == "subordinate" and verb.takes & {"c", "q"}) or (
            child.kind == "infinitive" and "z" in verb.takes and child.verbs[0].reading.form == "infinitive"
        )
        if not wanted or (question and article.tokens.lower[child.introducer or 0] in article.words.subject_breaks):
            continue
        if child.kind == "infinitive" and child.passive and child.lemma in article.words.anonymity:
            continue
        first = child.first
        if child.kind == "infinitive":
            first = child.verbs[0].token - 1
        last = max(c.last for m, c in enumerate(clauses) if m == n or _hangs_on(clauses, m, n))
        return replace(said, content=((first, _end(article, last)),), kind="indirect")
    return None


def _belongs_to(article: _Article, clauses: list[Clause], child: int, number: int) -> bool:
    """Whether a clause hangs on a verb of saying, over a participle thrown in: "reported, citing X, that …"."""
    above = clauses[child].parent
    if above is None or above == number:
        return above == number
    between = clauses[above]
    thrown_in = between.kind == "infinitive" and between.parent == number and between.lemma not in article.words.verbs
    return thrown_in and article.tokens.words[clauses[child].first - 1] == ","


def _hangs_on(clauses: list[Clause], lower: int, upper: int) -> bool:
    for _ in range(8):
        parent = clauses[lower].parent if clauses[lower].kind != "main" else None
        shared = clauses[lower].shares
        above = shared if shared is not None and clauses[lower].kind != "main" and shared != lower else parent
        if above is None:
            return False
        if above == upper:
            return True
        lower = above
    return False


def _end(article: _Article, last: int) -> int:
    """The token behind what is said, closing marks of the sentence left out."""
    while last > 1 and article.tokens.words[last - 1] in ".!?":
        last -= 1
    return last


def _behind(article: _Article, said: Said, number: int, verb: SayingVerb) -> Said | None:
    """A clause of saying behind or inside what is said: "The king is ill, the palace said"."""
    sentence, clause = article.sentences[said.sentence], said.clause
    if clause.kind != "main" or "c" not in verb.takes or clause.first - 1 <= sentence.first:
        return None
    if article.tokens.words[clause.first - 1] not in ',”"–—' and article.tokens.words[clause.first] not in '”"':
        return None
    if clause.shares is not None or (object_of(article.tokens, clause, article.words) and "a" not in verb.takes):
        return None
    content: list[Range] = [(sentence.first, clause.first - 1)]
    after = [c for c in article.clauses_of[said.sentence] if c.first >= clause.last and c.parent != number]
    if (
        after
        and clause.last < sentence.last
        and article.tokens.words[clause.last] in ",–—"
        and not any(c.verbs for c in article.clauses_of[said.sentence] if c.last <= clause.first)
    ):
        content.append((clause.last + 1, _end(article, sentence.last)))
    speaker = _speaker_beside(article, said)
    return replace(said, content=tuple(r for r in content if r[1] > r[0]), kind="indirect", speaker=speaker)


def _reported(article: _Article, said: Said, number: int, verb: SayingVerb) -> Said | None:
    """An object that tells in a phrase what was said: "confirmed the visit", "warned of war"."""
    start, last = said.behind, said.clause.last
    span = next(((a, b) for a, b in said.clause.spans if a < start <= b), (start, last))
    lower = article.tokens.lower
    if "a" in verb.takes and said.addressee:
        start = said.addressee[1]
    if said.clause.particle is not None:
        start = max(start, said.clause.particle + 1)
    end = _end(article, span[1])
    if start >= end:
        return None
    phrase = lower[start] in verb.prepositions
    noun = (
        "n" in verb.takes
        and lower[start] not in article.words.grammar.prepositions
        and article.tokens.words[start][0].isalnum()
    )
    if not (phrase or noun):
        return None
    return replace(said, content=((said.clause.first, _end(article, last)),), core=((start, end),), kind="reported")


def _passive(article: _Article, said: Said, verb: SayingVerb) -> Said | None:
    """ "The visit was confirmed by the palace"."""
    if "n" not in verb.takes:
        return None
    by = next((i for i in range(said.behind, said.clause.last) if article.tokens.lower[i] in article.words.by), None)
    speaker = trimmed(article.tokens, by + 1, said.clause.last, article.words) if by is not None else None
    if speaker is None:
        return None
    whole = (said.clause.first, said.clause.last)
    return replace(
        said, content=(whole,), core=((whole[0], said.clause.verbs[0].token),), speaker=speaker, kind="reported"
    )


def _declined(article: _Article, index: int, number: int, clause: Clause) -> Said | None:
    """ "declined to comment"."""
    if clause.lemma not in article.words.decline or clause.modal != "refuse" or clause.tense not in _PAST:
        return None
    speaker = speaker_of(article.tokens, article.clauses_of[index], number, article.words)
    at = clause.verbs[-1].token
    whole = (clause.first, clause.last)
    return Said(
        (whole,),
        "reported",
        (at, at + 1),
        speaker,
        None,
        article.words.declined,
        index,
        clause,
        core=((clause.verbs[0].token, _end(article, clause.last)),),
    )


def _chained(article: _Article, index: int, number: int, clause: Clause) -> Said | None:
    """A verb of saying that passes its subject on to an infinitive: "promised to come"."""
    if clause.tense not in _PAST or clause.negated:
        return None
    for verb in clause.verbs[:-1]:
        known = article.words.verbs.get(verb.reading.lemma)
        if known is None or "z" not in known.takes or (verb.reading.form != "finite" and clause.tense != "perfect"):
            continue
        speaker = speaker_of(article.tokens, article.clauses_of[index], number, article.words)
        content = ((verb.token + 1, _end(article, clause.last)),)
        return Said(content, "indirect", (verb.token, verb.token + 1), speaker, None, known.kind, index, clause)
    return None


def _according(article: _Article, index: int, i: int) -> Said | None:
    """ "according to X, …" and "…, according to X"."""
    sentence, tokens = article.sentences[index], article.tokens
    end = i + 2
    while end < sentence.last and tokens.words[end] not in ",.;:–—":
        end += 1
    speaker = trimmed(tokens, i + 2, end, article.words)
    if speaker is None:
        return None
    clauses = article.clauses_of[index]
    own = next((c for c in clauses if i in c), None)
    if i - sentence.first <= 1:
        content = (end + 1, _end(article, sentence.last))
    else:
        last = i - (tokens.words[i - 1] == ",")
        content = (sentence.first, last)
    if own is None or content[1] <= content[0] or end > i + 30:
        return None
    return Said((content,), "indirect", (i, i + 2), speaker, None, "inform", index, own)


def _continued(article: _Article, sentence: Sentence, index: int, here: list[Said], latest: Said | None) -> list[Said]:
    """Words in marks that no words of saying stand beside: the speaker before goes on."""
    found: list[Said] = []
    for stretch in article.marks_in(sentence.first, sentence.last):
        span = (stretch.first, stretch.last)
        if stretch.words < STATEMENT_WORDS or any(
            a <= span[0] and span[1] <= b for said in here for a, b in said.content
        ):
            continue
        opens = stretch.first == sentence.first
        if latest is None or not opens:
            continue
        if index - latest.sentence == 1 and latest.kind == "direct":
            latest.more.append(span)
            continue
        clause = next((c for c in article.clauses_of[index] if stretch.first in c), article.clauses_of[index][0])
        found.append(Said((span,), "direct", None, latest.speaker, None, "inform", index, clause, inherited=True))
    return found


def _quote(article: _Article, said: Said, ordered: list[Said]) -> Quote:
    tokens = article.tokens

    def chars(ranges: tuple[Range, ...]) -> tuple[Range, ...]:
        return tuple((tokens.starts[a], tokens.ends[b - 1]) for a, b in ranges if b > a)

    content = (*said.content, *said.more)
    core = said.core or content
    if said.kind == "direct":
        core = tuple((a + 1, b - 1) for a, b in core if b - a > 2)
    around = next(
        (n for n, other in enumerate(ordered) if other is not said and _inside(said, other)),
        None,
    )
    spoken_to = chars((said.addressee,)) if said.addressee is not None else ()
    return Quote(
        quote=chars(content),
        core=chars(core) or chars(content),
        cue=chars((said.cue,)) if said.cue is not None else (),
        speaker=chars(joined_names(tokens, said.speaker, article.words)) if said.speaker is not None else (),
        source=(),
        addressee=() if said.via else spoken_to,
        via=spoken_to if said.via else (),
        frame=chars(said.clause.spans),
        kind=said.kind,
        statement_kind=said.statement_kind,
        on_record=_on_record(article, said.speaker),
        sentence=said.sentence,
        inherited=said.inherited,
        within=around,
        apart=around is None or said.speaker != ordered[around].speaker,
    )


def _inside(said: Said, other: Said) -> bool:
    anchor = said.cue[0] if said.cue is not None else said.content[0][0]
    return other.kind != "reported" and any(a <= anchor < b for a, b in other.content)


def _on_record(article: _Article, speaker: Range | None) -> str | None:
    if speaker is None:
        return None
    nouns = article.tokens.lower[speaker[0] : speaker[1]]
    return next((level for level, known in article.words.on_record.items() if not known.isdisjoint(nouns)), None)
