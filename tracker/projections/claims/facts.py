"""The facts of one claim as the views need them: a typed row, the same in memory and in the table ``claims``."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import NamedTuple


class Participation(NamedTuple):
    """A participant of a claim; ``key`` is the same for all spellings of one actor."""

    key: str
    name: str
    kind: str
    country: str | None
    role: str
    office: str | None
    level: str


class Facts(NamedTuple):
    """One claim after corrections, with names resolved and its source assessed.

    Attributes (beside those of the event itself):
        position, id, recorded_at, recorded_by, document, outlet, published, public_from: of the envelope and article;
            ``public_from`` is that of the recording where nothing was published.
        kin: the number of its link key (`link_key`), 0 where nothing can link with it.
        retracted: whether it was taken back; corrected: the fields that were corrected, joined by "|".
        earliest, latest: ISO bounds of ``when``; link_from, link_to: the closed window of days (ordinals) within
            which other reports may mean the same; due: last day on which a plan is still expected.
        new_…: the same of the date to which a meeting was moved.
        place_path, origin_path: keys from narrow to wide, joined by "|"; "" where no place is told.
        source: who vouches for it, as worded; origin: the key under which sources are counted; party: whether the
            source acts for a side; attributed: whether somebody beside the newsroom vouches;
            reliability: the letter that the analyst has given the source, F by default; preferred: the fields whose
            value the analyst prefers, with the position of the judgement ("when@12|place@15").
        principals: keys of those whose happening it is, joined by "|".
        event_key: the folded name of a gathering; edition beside it.
        participants, topics, purpose, evidence: JSON.
    """

    position: int
    kin: int
    id: str
    type: str
    status: str
    outcome: str | None
    retracted: int
    corrected: str
    document: str | None
    outlet: str | None
    published: str | None
    public_from: str
    recorded_at: str
    recorded_by: str
    edtf: str | None
    when_text: str | None
    part_of_day: str | None
    earliest: str | None
    latest: str | None
    link_from: int
    link_to: int
    due: int
    new_edtf: str | None
    new_text: str | None
    new_earliest: str | None
    new_latest: str | None
    new_from: int | None
    new_to: int | None
    place: str | None
    place_country: str | None
    place_path: str
    place_hedge: str | None
    from_place: str | None
    from_country: str | None
    from_path: str
    source: str
    origin: str
    via: str | None
    attributed: int
    party: int
    reliability: str
    preferred: str
    hedge: str | None
    principals: str
    participants: str
    format: str | None
    channel: str | None
    event_name: str | None
    event_key: str
    edition: str | None
    conveyance: str | None
    leg_kind: str | None
    visit_rank: str | None
    topics: str
    purpose: str
    quote: str | None
    quote_kind: str | None
    statement_kind: str | None
    about: str | None
    on_record: str | None
    evidence: str

    @property
    def parties(self) -> tuple[Participation, ...]:
        """The participants, in their order."""
        return participations(self.participants)

    @property
    def principal_keys(self) -> frozenset[str]:
        """The keys of those whose happening it is."""
        return _keys(self.principals)

    @property
    def topic_list(self) -> tuple[str, ...]:
        """The topics, as printed."""
        return strings(self.topics)

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Where in the document the evidence stands."""
        return tuple((start, end) for start, end in json.loads(self.evidence))

    @property
    def took_place(self) -> bool:
        """Whether it says that something happened or is happening."""
        return self.status in ("occurred", "ongoing")

    @property
    def is_plan(self) -> bool:
        """Whether it speaks of something to come."""
        return self.status in ("planned", "unconfirmed")

    @property
    def told(self) -> tuple[str, int]:
        """When it was said: publication first, position to decide between equals."""
        return self.public_from, self.position

    @property
    def standing(self) -> tuple[int, str]:
        """How much its source weighs, the less the more: a party unless graded D or E, then the grade."""
        return int(not self.party or self.reliability in "DE"), self.reliability

    def preference(self, field: str) -> int:
        """The position of the judgement that prefers its value of a field; 0 for none."""
        if not self.preferred:
            return 0
        marks = (mark.split("@") for mark in self.preferred.split("|"))
        return max((int(position) for name, position in marks if name == field), default=0)

    @property
    def outlet_key(self) -> str:
        """What counts as one outlet: its name, else the article, else the hand that wrote the claim."""
        return self.outlet or self.document or self.recorded_by


as_json = json.JSONEncoder(ensure_ascii=False).encode
"""A value as JSON, letters as they are."""


@lru_cache(maxsize=2048)
def participations(text: str) -> tuple[Participation, ...]:
    """The participants that a column of JSON holds."""
    return tuple(Participation(*row) for row in json.loads(text))


@lru_cache(maxsize=4096)
def _keys(text: str) -> frozenset[str]:
    return frozenset(text.split("|")) if text else frozenset()


@lru_cache(maxsize=4096)
def listed(texts: tuple[str, ...]) -> str:
    """Texts as a JSON list."""
    return as_json(texts)


@lru_cache(maxsize=4096)
def strings(text: str) -> tuple[str, ...]:
    """The texts of a JSON list."""
    return tuple(json.loads(text))
