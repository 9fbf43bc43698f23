"""What a form has understood of what was typed: the event that would be appended, and what is still wrong."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any, Self

from events.envelope import Draft, body_of
from events.model import AnyClaim, Curation
from tracker.summaries import summary


@dataclass(frozen=True, slots=True)
class Typed:
    """The fields of a form, as typed; each is a text."""

    def with_field(self, name: str, value: str) -> Self:
        """The same with one field typed anew."""
        return replace(self, **{name: value})

    def to_json(self) -> str:
        """For the table of drafts."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """What was kept; fields that this version does not know are left out."""
        known = {each.name for each in fields(cls)}
        return cls(**{name: str(value) for name, value in json.loads(text).items() if name in known})

    @property
    def values(self) -> dict[str, str]:
        """The fields by name."""
        return asdict(self)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed yet."""
        return self == type(self)()


@dataclass(frozen=True, slots=True)
class TypedEvent(Typed):
    """The fields of a form for an event; ``json`` is the event where it is typed as such, else ""."""

    json: str = field(default="", kw_only=True)


@dataclass(frozen=True, slots=True)
class Checked:
    """What the draft means.

    Attributes:
        event: ready to be appended, or None.
        document, basis, published, stream: for the envelope.
        understood: by field, what was understood.
        problems: by field, what is wrong or missing; "" for the event as a whole.
        doubts: what is allowed but looks odd.
        given: the fields of the event as far as they are known.
    """

    event: AnyClaim | Curation | None
    document: str | None = None
    basis: str | None = None
    published: str | None = None
    understood: Mapping[str, str] = field(default_factory=dict)
    problems: Mapping[str, str] = field(default_factory=dict)
    doubts: tuple[str, ...] = ()
    stream: str = ""
    given: Mapping[str, Any] = field(default_factory=dict)

    @property
    def ready(self) -> bool:
        """Whether it can be appended."""
        return self.event is not None and not self.problems

    def sentence(self) -> str:
        """The event in one plain line."""
        return summary(self.event) if self.event else ""

    def as_json(self) -> str:
        """The event as it will lie in the log; as long as there is none, what is known of it."""
        return json.dumps(body_of(self.event) if self.event else self.given, ensure_ascii=False, indent=1)

    def draft(self, by: str) -> Draft:
        """The event on its way into the log.

        Raises:
            InvalidEvent: the envelope breaks a rule.
        """
        assert self.event is not None
        return Draft(self.event, by, self.document, self.basis, self.published, stream=self.stream)
