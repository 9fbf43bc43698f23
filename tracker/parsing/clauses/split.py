"""Cut a sentence into clauses and read each one's verb bracket: tense, mood, modal, negation, voice.

German builds a clause around two brackets ("hat … besucht", "reist … ab") or ends it with the verb ("dass … reist").
The sentence is first cut into pieces at its marks and coordinators; each piece then opens a clause, continues one
that is still waiting for its verb, or resumes the one that was interrupted. Linear in the length of the sentence.
"""

from __future__ import annotations

from tracker.parsing.clauses.brackets import finished_clause, with_shared_auxiliaries
from tracker.parsing.clauses.clause import Clause, Verb
from tracker.parsing.clauses.pieces import pieces_of
from tracker.parsing.clauses.placing import ClauseDraft, place_piece
from tracker.parsing.clauses.readings import verb_readings
from tracker.parsing.clauses.svo.split import svo_clauses
from tracker.parsing.clauses.words import clause_words
from tracker.parsing.packs.pack import Pack
from tracker.parsing.text.tokens import Sentence, Tokens

__all__ = ["Clause", "Verb", "clauses"]


def clauses(tokens: Tokens, sentence: Sentence, pack: Pack) -> list[Clause]:
    """The clauses of a sentence in the order of their first words; at least one for a sentence with a word in it."""
    if pack.strategy == "svo":
        return svo_clauses(tokens, sentence, pack)
    words = clause_words(pack)
    readings = verb_readings(tokens, sentence, words)
    drafts: list[ClauseDraft] = []
    open_ones: list[int] = []
    pieces = pieces_of(tokens, sentence, readings, words)
    last_verb = max(readings, default=-1)
    last_with_verb = next((n for n, (first, _) in reversed([*enumerate(pieces)]) if first <= last_verb), 0)
    for n, (first, last) in enumerate(pieces):
        place_piece(tokens, first, last, readings, words, drafts, open_ones, verb_follows=n < last_with_verb)
    return with_shared_auxiliaries([finished_clause(tokens, draft, readings, words) for draft in drafts], readings)
