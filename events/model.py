"""The immutable events: five claims that a report can make, and the curation events that act on them or judge them.

Fields and vocabularies are those of the codebook. An event says what a *report* asserts; what really happened is
computed from the reports by projections and is never stored in the log.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import pairwise
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BeforeValidator, ConfigDict, Field, TypeAdapter, ValidationError, model_validator
from pydantic_core import to_jsonable_python

from events.errors import InvalidEvent
from events.judgement import Grade, Likelihood, Preference, Reading
from events.parts import Attribution, CountryCode, Doubt, Evidence, Part, Participant, Place, Text
from events.when import Edtf, When

Status = Literal["occurred", "ongoing", "planned", "unconfirmed", "cancelled", "denied"]
Outcome = Literal["called_off", "postponed", "refused", "no_show", "downgraded"]
Conveyance = Literal["train", "aeroplane", "helicopter", "ship", "car", "convoy", "foot", "unknown"]
HeadlinePosition = Literal["title", "lead", "body", "background"]
LegKind = Literal["outbound", "onward", "return"]
VisitRank = Literal[
    "state", "official", "working", "inaugural", "return", "unannounced", "private", "transit",
    "funeral", "inauguration", "medical", "unspecified",
]  # fmt: skip
Purpose = Literal[
    "talks", "summit", "conference", "ceremony", "signing", "mediation", "military", "economic", "inspection",
    "condolence", "inauguration", "transit", "medical", "private", "unspecified",
]  # fmt: skip
Format = Literal["bilateral", "trilateral", "multilateral", "sideline_bilateral", "mediated", "proxy"]
Channel = Literal["in_person", "telephone", "video", "letter", "intermediary"]
QuoteKind = Literal["direct", "indirect", "reported"]
StatementKind = Literal[
    "inform", "announce", "confirm", "deny", "decline_comment", "pessimism", "optimism", "consider", "sympathy",
    "condolence", "agree_with", "praise", "defend", "appeal", "offer", "promise", "demand", "criticise", "accuse",
    "protest_formally", "reject", "warn", "threaten", "ultimatum", "apologise", "assess",
]  # fmt: skip
Medium = Literal["press_release", "interview", "speech", "broadcast", "social", "leak"]
OnRecord = Literal["named", "spokesperson", "official_unnamed", "source_unnamed", "document"]
RetractionReason = Literal[
    "never_happened", "not_in_text", "duplicate", "out_of_scope", "source_withdrew", "test"
]  # fmt: skip
CorrectionReason = Literal["source_corrected", "parser_error", "coder_error", "better_source"]
Relation = Literal["same_happening", "part_of", "fulfils", "replaces", "leg_of", "counterpart_of"]


class EventBase(Part):
    """What all events share: frozen, no unknown field, a ``type`` that tells them apart."""

    note: Text | None = None


class Claim(EventBase):
    """A report's claim that something happened, is happening, will or will not happen."""

    participants: tuple[Participant, ...] = ()
    place: Place | None = None
    origin: Place | None = None
    status: Status = "occurred"
    outcome: Outcome | None = None
    new_when: When | None = None
    when: When | None = None
    attribution: tuple[Attribution, ...] = ()
    hedge: Text | None = None
    topics: tuple[Text, ...] = ()
    contexts: tuple[Text, ...] = ()
    purpose: tuple[Purpose, ...] = ()
    conveyance: Conveyance | None = None
    evidence: tuple[Evidence, ...] = ()
    headline_position: HeadlinePosition | None = None
    doubts: tuple[Doubt, ...] = ()

    def having(self, *roles: str) -> tuple[Participant, ...]:
        """The participants with one of the roles, in their order."""
        return tuple(p for p in self.participants if p.role in roles)

    @model_validator(mode="after")
    def _fate_fits_status(self) -> Claim:
        if self.outcome and self.status not in ("cancelled", "planned", "unconfirmed"):
            raise ValueError(f"outcome '{self.outcome}' needs the status cancelled, planned or unconfirmed")
        travellers = [p.name for p in self.participants if p.role == "traveller" and p.kind == "person"]
        if len(travellers) > 1 and len(travellers) != len(set(travellers)):
            raise ValueError("a person is traveller at most once in a claim")
        return self


class _Journeying(Claim):
    """A claim about travellers."""

    @model_validator(mode="after")
    def _somebody_travels(self) -> _Journeying:
        if not self.having("traveller"):
            raise ValueError("a participant with the role 'traveller' is missing")
        return self


class Departure(_Journeying):
    """Somebody sets out: ``place`` is the destination, ``origin`` where from."""

    type: Literal["departure"] = "departure"
    leg_kind: LegKind | None = None
    seen_off_by: tuple[Text, ...] = ()


class Arrival(_Journeying):
    """Somebody reaches ``place``."""

    type: Literal["arrival"] = "arrival"
    received_by: tuple[Text, ...] = ()
    honours: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _somewhere(self) -> Arrival:
        if self.place is None:
            raise ValueError("an arrival needs the place that was reached")
        return self


class Visit(_Journeying):
    """Somebody is, was or will be in ``place`` in an official capacity."""

    type: Literal["visit"] = "visit"
    visit_rank: VisitRank | None = None
    occasion: Text | None = None
    days: Annotated[int, Field(ge=1, le=400)] | None = None

    @model_validator(mode="after")
    def _somewhere(self) -> Visit:
        if self.place is None:
            raise ValueError("a visit needs the place that is visited")
        return self


class Summit(Claim):
    """Two or more parties meet, talk or telephone, or a gathering takes place; ``place`` is the venue."""

    type: Literal["summit"] = "summit"
    format: Format | None = None
    channel: Channel | None = None
    event_name: Text | None = None
    edition: Text | None = None
    series: Text | None = None
    outcome_docs: tuple[Text, ...] = ()
    duration: Text | None = None

    @model_validator(mode="after")
    def _two_parties(self) -> Summit:
        if len(self.participants) < 2 and not self.event_name:
            raise ValueError("a summit needs two participants or the name of a gathering (event_name)")
        return self


class Statement(Claim):
    """A named or described source says something."""

    type: Literal["statement"] = "statement"
    quote: Annotated[str, Field(max_length=20_000)] | None = None
    quote_kind: QuoteKind | None = None
    statement_kind: StatementKind | None = None
    about: Text | None = None
    medium: Medium | None = None
    on_record: OnRecord | None = None

    @model_validator(mode="after")
    def _somebody_speaks(self) -> Statement:
        if not self.having("speaker"):
            raise ValueError("a participant with the role 'speaker' is missing")
        return self


class Retraction(EventBase):
    """The target drops out of every view; a retraction of a retraction restores."""

    type: Literal["retraction"] = "retraction"
    target: Text
    reason: RetractionReason


def _plain_json(value: object) -> Any:
    """The value as it comes back from the log: tuples as lists, parts as objects."""
    try:
        text = json.dumps(to_jsonable_python(value), ensure_ascii=False, allow_nan=False)
        return json.loads(text.encode())
    except (ValueError, RecursionError) as error:
        raise ValueError(f"no JSON value: {error}") from None


PlainJson = Annotated[Any, BeforeValidator(_plain_json)]
"""What JSON can say: nothing else may stand in a change."""


class Change(Part):
    """One changed field: a dotted path into the event ("when.edtf", "participants.0.office"), old and new value."""

    path: Annotated[str, Field(pattern=r"^[a-z_]+(\.([a-z_]+|\d+))*$", max_length=120)]
    old: PlainJson = None
    new: PlainJson = None

    @model_validator(mode="after")
    def _never_the_type(self) -> Change:
        if self.path == "type":
            raise ValueError("a correction never changes the type: retract the event and append a new one")
        if self.old == self.new:
            raise ValueError(f"old and new value of '{self.path}' are the same")
        return self


class Correction(EventBase):
    """Fields of the target get new values; each ``old`` must equal the effective value when it is appended."""

    type: Literal["correction"] = "correction"
    target: Text
    changes: Annotated[tuple[Change, ...], Field(min_length=1)]
    reason: CorrectionReason

    @model_validator(mode="after")
    def _apart(self) -> Correction:
        paths = sorted(f"{change.path}." for change in self.changes)
        for path, following in pairwise(paths):
            if following.startswith(path):
                raise ValueError(f"'{following[:-1]}' is changed twice in one correction")
        return self


class Link(EventBase):
    """The members belong together; a user's link beats every automatic rule."""

    type: Literal["link"] = "link"
    members: Annotated[tuple[Text, ...], Field(min_length=2)]
    relation: Relation = "same_happening"


class Unlink(EventBase):
    """The members do not belong together; beats automatic rules and earlier links."""

    type: Literal["unlink"] = "unlink"
    members: Annotated[tuple[Text, ...], Field(min_length=2)]
    reason: Text | None = None


class Identity(EventBase):
    """Names that mean one actor or place (merge), or that no longer do (split).

    ``valid`` is an EDTF interval in which the names hold; None for always.
    """

    type: Literal["identity"] = "identity"
    names: Annotated[tuple[Text, ...], Field(min_length=1)]
    action: Literal["merge", "split"] = "merge"
    actor_id: Text | None = None
    place_id: Text | None = None
    country: CountryCode | None = None
    valid: Text | None = None

    @model_validator(mode="after")
    def _one_target(self) -> Identity:
        if (self.actor_id is None) == (self.place_id is None):
            raise ValueError("identity needs either actor_id or place_id")
        return self


class Assess(EventBase):
    """An analyst's judgement: shown with name and date, never counted as a report.

    Attributes:
        target: id of a happening or an event, or the name of a source.
        grade, likelihood, prefer, reading: the judgement, exactly one of them.
        reading: ``confirmed`` says that the article's words mean what was read out of them; whether it is true is
            another question.
        horizon: by when what is judged likely or unlikely would come to pass (EDTF); goes with ``likelihood``.
        author: who judges.
        rationale: why.
    """

    type: Literal["assess"] = "assess"
    target: Text
    grade: Grade | None = None
    likelihood: Likelihood | None = None
    horizon: Annotated[Edtf, Field(max_length=200)] | None = None
    prefer: Preference | None = None
    reading: Reading | None = None
    author: Text
    rationale: Text

    @model_validator(mode="after")
    def _one_judgement(self) -> Assess:
        judgements = (self.grade, self.likelihood, self.prefer, self.reading)
        if sum(judgement is not None for judgement in judgements) != 1:
            raise ValueError("an assessment gives exactly one of grade, likelihood, prefer and reading")
        if (self.likelihood is None) != (self.horizon is None):
            raise ValueError("likelihood and horizon go together: how likely, and by when")
        return self


class Coverage(EventBase):
    """All that became public about the subjects in the period is in the log: what counts as a first may be reckoned.

    What makes sure of it stands in the envelope, as ``basis``.
    """

    type: Literal["coverage"] = "coverage"
    subjects: Annotated[tuple[Text, ...], Field(min_length=1)]
    period: Annotated[Edtf, Field(max_length=200)]
    complete: Literal[True]


AnyClaim: TypeAlias = Departure | Arrival | Visit | Summit | Statement
Curation: TypeAlias = Retraction | Correction | Link | Unlink | Identity | Assess | Coverage
Event: TypeAlias = Annotated[AnyClaim | Curation, Field(discriminator="type")]

CLAIM_TYPES = ("departure", "arrival", "visit", "summit", "statement")
CURATION_TYPES = ("retraction", "correction", "link", "unlink", "identity", "assess", "coverage")
CLASSES: Mapping[str, type[AnyClaim | Curation]] = {
    "departure": Departure,
    "arrival": Arrival,
    "visit": Visit,
    "summit": Summit,
    "statement": Statement,
    "retraction": Retraction,
    "correction": Correction,
    "link": Link,
    "unlink": Unlink,
    "identity": Identity,
    "assess": Assess,
    "coverage": Coverage,
}
"""The class of each event type."""
SCHEMA = 1
"""Version of the model; older ones are read through ``events.upcasts``."""

ADAPTER: TypeAdapter[AnyClaim | Curation] = TypeAdapter(Event, config=ConfigDict(defer_build=True))


def parse_event(data: object, *, where: str | None = None) -> AnyClaim | Curation:
    """An event from JSON text, bytes or a mapping.

    Raises:
        InvalidEvent: names the field at fault and the rule it breaks.
    """
    try:
        if isinstance(data, (str, bytes)):
            return ADAPTER.validate_json(data)
        return ADAPTER.validate_python(data)
    except ValidationError as error:
        raise InvalidEvent(explain(error), where=where) from None


def explain(error: ValidationError) -> str:
    """The first faults of a pydantic error as one readable line."""
    lines = []
    for fault in error.errors(include_url=False)[:3]:
        path = ".".join(str(step) for step in fault["loc"])
        message = fault["msg"].removeprefix("Value error, ")
        lines.append(f"{path}: {message}" if path else message)
    return "; ".join(lines)
