"""What analysts judge, in the words of ICD 203 and the Admiralty code; apart from what is reported (DOMAIN 3.10)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from events.judgement import LikelihoodWord, PercentRange
from tracker.exports.foreign_text import one_sentence
from tracker.projections.rows import Assessment
from tracker.summaries import plain
from tracker.wording import label, say
from tracker.wording.dates import edtf_words

_PER_CENT = dict(
    zip(get_args(LikelihoodWord), ((1, 5), (5, 20), (20, 45), (45, 55), (55, 80), (80, 95), (95, 99)), strict=True)
)
"""ICD 203: what each word stands for, in per cent."""


def sentences(assessment: Assessment) -> Iterator[str]:
    """A judgement sentence by sentence: how likely, how good, which value, why, by whom and when.

    Likelihood and confidence never stand in one sentence.
    """
    told = assessment.judgement
    if told.likelihood is not None:
        yield say("exports.judgement.likely", how=_likelihood(told.likelihood), when=edtf_words(told.horizon or ""))
    if told.grade is not None and told.grade.reliability:
        letter = told.grade.reliability
        yield say("exports.judgement.reliable", grade=letter, words=label("reliability", letter))
    if told.grade is not None and told.grade.credibility:
        number = str(told.grade.credibility)
        yield say("exports.judgement.credible", grade=number, words=label("credibility", number))
    if told.prefer is not None:
        yield say("exports.judgement.prefers", field=label("field", told.prefer.field.partition(".")[0]))
    if told.reading is not None:
        yield label("reading", told.reading)
    yield one_sentence(told.rationale)
    yield f"{plain(told.author)}, {assessment.recorded_at[:10]}, #{assessment.position}"


def _likelihood(value: str | PercentRange) -> str:
    if isinstance(value, PercentRange):
        return f"{value.low}–{value.high} %"
    low, high = _PER_CENT[value]
    return f"{label('likelihood', value)} ({low}–{high} %)"
