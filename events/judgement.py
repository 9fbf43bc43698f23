"""The value objects of a judgement: grades by the Admiralty code, likelihoods by ICD 203, preferences, readings."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Field, model_validator

from events.parts import Part, Text

Reliability = Literal["A", "B", "C", "D", "E", "F"]
"""Of a source: A completely, B usually, C fairly, D not usually reliable, E unreliable, F cannot be judged."""

Credibility = Literal[1, 2, 3, 4, 5, 6]
"""Of information: 1 confirmed, 2 probable, 3 possible, 4 doubtful, 5 improbable, 6 cannot be judged."""

LikelihoodWord = Literal[
    "almost_no_chance", "very_unlikely", "unlikely", "roughly_even", "likely", "very_likely", "almost_certain"
]  # fmt: skip
"""ICD 203: 1–5, 5–20, 20–45, 45–55, 55–80, 80–95 and 95–99 %."""

Reading = Literal["confirmed"]
"""Of what was read out of an article: somebody compared it with the words."""


class Grade(Part):
    """How far a source, or what is told, is to be trusted.

    Attributes:
        reliability: of the source.
        credibility: of what is told.
        subject: what the grade is about, where it does not hold for everything ("journeys of the president").
    """

    reliability: Reliability | None = None
    credibility: Credibility | None = None
    subject: Text | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Grade:
        if self.reliability is None and self.credibility is None:
            raise ValueError("a grade needs a reliability (A to F) or a credibility (1 to 6)")
        return self


class PercentRange(Part):
    """A likelihood in per cent, from low to high."""

    low: Annotated[int, Field(ge=0, le=100)]
    high: Annotated[int, Field(ge=0, le=100)]

    @model_validator(mode="after")
    def _in_order(self) -> PercentRange:
        if self.low > self.high:
            raise ValueError(f"the range goes from low to high, not from {self.low} to {self.high}")
        return self


Likelihood: TypeAlias = LikelihoodWord | PercentRange


class Preference(Part):
    """Whose value of a field is to be shown: the claim's id, and the field ("when", "place.name")."""

    claim: Text
    field: Annotated[str, Field(pattern=r"^[a-z_]+(\.[a-z_]+)*$", max_length=120)]
