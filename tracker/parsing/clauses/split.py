"""Cut a sentence into clauses and read each one's verb bracket: tense, mood, modal, negation, voice.

German builds a clause around two brackets ("hat … besucht", "reist … ab") or ends it with the verb ("dass … reist").
The sentence is first cut into pieces at its marks and coordinators; each piece then opens a clause, continues one
that is still waiting for its verb, or resumes the one that was interrupted. Linear in the length of the sentence.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from tracker.parsing.clauses.brackets import finished_clause, with_shared_auxiliaries
from tracker.parsing.clauses.clause import Clause, Verb
from tracker.parsing.clauses.pieces import pieces_of
from tracker.parsing.clauses.placing import ClauseDraft, place_piece
from tracker.parsing.clauses.readings import verb_readings
from tracker.parsing.clauses.words import clause_words
from tracker.parsing.packs.pack import Pack
from tracker.parsing.text.tokens import Sentence, Tokens

__all__ = ["Clause", "Verb", "clauses"]


def clauses(tokens: Tokens, sentence: Sentence, pack: Pack) -> list[Clause]:
    """The clauses of a sentence in the order of their first words; at least one for a sentence with a word in it."""
    if pack.strategy == "svo":
        from tracker.parsing.clauses.svo.split import svo_clauses  # only a text in such a language needs it

        return svo_clauses(tokens, sentence, pack)
    words = clause_words(pack)
    readings = verb_readings(tokens, sentence, words)
    drafts: list[ClauseDraft] = []
    open_ones: list[int] = []
    pieces = pieces_of(tokens, sentence, readings, words)
    verbs = list(readings)
    last_verb = verbs[-1] if verbs else -1
    last_with_verb = max(0, bisect_right(pieces, (last_verb, sentence.last)) - 1)
    for n, (first, last) in enumerate(pieces):
        inside = verbs[bisect_left(verbs, first) : bisect_left(verbs, last)]
        place_piece(tokens, first, last, inside, readings, words, drafts, open_ones, verb_follows=n < last_with_verb)
    negators = not words.negators.isdisjoint(tokens.lower[sentence.first : sentence.last])
    finished = [finished_clause(tokens, draft, readings, words, negators=negators) for draft in drafts]
    return with_shared_auxiliaries(finished, readings)
