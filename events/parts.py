"""The value objects that events are made of: participants, places, attributions, evidence, doubts."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
"""A short piece of text: never empty, trimmed, bounded."""

CountryCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
"""ISO 3166-1 alpha-2, with XK for Kosovo and YU, SU, DD, CS for states of the past."""

ParticipantKind = Literal["person", "state", "organisation", "source"]
Role = Literal["traveller", "host", "participant", "chair", "inviter", "speaker", "addressee"]


class Part(BaseModel):
    """Base of all parts of an event: frozen, and a field that nobody knows is an error.

    What checks a class is built when one of its kind is first made: most programs meet few of the kinds.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Participant(Part):
    """Somebody or some body that takes part, as the article names them.

    Attributes:
        name: the fullest form in the article, nominative.
        kind: person, state, organisation, or source (an unnamed or collective voice).
        country: the state that they act for; None for none.
        role: what they do in the event.
        actor_id: key of a registry entry, where names have been resolved.
        office: the office as worded ("Kremlchef").
        aka: other forms of the name in the same article.
    """

    name: Text
    kind: ParticipantKind = "person"
    country: CountryCode | None = None
    role: Role = "participant"
    actor_id: Text | None = None
    office: Text | None = None
    aka: tuple[Text, ...] = ()


class Place(Part):
    """A place as the text gives it, the most specific one.

    Attributes:
        name: as in the text, nominative.
        country: the state it lies in.
        place_id: key of the gazetteer's entry.
        within: what contains it, from narrow to wide (city, region), the state left out.
        hedge: the words that make the place uncertain ("als wahrscheinlicher Ort").
    """

    name: Text
    country: CountryCode | None = None
    place_id: Text | None = None
    within: tuple[Text, ...] = ()
    hedge: Text | None = None


class Attribution(Part):
    """Who vouches for a claim, other than the newsroom, and through whom it came."""

    source: Text
    via: Text | None = None


class Evidence(Part):
    """A span of the document's text that asserts the claim: Unicode code points, end exclusive."""

    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=1)]

    @model_validator(mode="after")
    def _not_empty(self) -> Evidence:
        if self.end <= self.start:
            raise ValueError("evidence must not be empty: end lies behind start")
        return self


class Doubt(Part):
    """What the parser is unsure of, and why."""

    field: Text
    reason: Text
