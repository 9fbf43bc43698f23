"""An event that is being typed: what the fields mean, what is still missing, and the event that would be appended."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date
from typing import Any, cast, get_args

from events.envelope import body_of, public_from
from events.errors import InvalidEvent
from events.model import CLAIM_TYPES, AnyClaim, Status, parse_event
from events.parts import ParticipantKind, Role
from events.when import parse
from tracker.summaries import summary
from tracker.typed.dates import Lean, NotADate, read_date
from tracker.wording import LANGUAGES, catalogue, say
from tracker.wording.dates import edtf_words
from tui.presenters import known_names

STATUSES: tuple[str, ...] = get_args(Status)
_ROLES: tuple[str, ...] = get_args(Role)
_KINDS: tuple[str, ...] = get_args(ParticipantKind)
_ARTICLE = re.compile(r"[0-9a-f]{6,64}")
_MEMBERS = re.compile(r"[^;,()]+(?:\([^()]*\))?")
_LEAN: Mapping[str, Lean] = {"occurred": "past", "ongoing": "nearest", "planned": "future", "unconfirmed": "future"}
_OWN_ROLE: Mapping[str, Role] = {"summit": "participant", "statement": "speaker"}


@dataclass(frozen=True, slots=True)
class Draft:
    """The fields of the form, as typed."""

    type: str = "summit"
    who: str = ""
    to: str = ""
    event_name: str = ""
    origin: str = ""
    place: str = ""
    when: str = ""
    status: str = "planned"
    says: str = ""
    source: str = ""
    published: str = ""
    note: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed yet."""
        return not any(getattr(self, each.name) for each in fields(self) if each.name not in ("type", "status"))

    def with_field(self, name: str, value: str) -> Draft:
        """The draft with one field typed anew."""
        return replace(self, **{name: value})

    def to_json(self) -> str:
        """For the table of drafts."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Draft:
        """A kept draft; fields that this version does not know are left out."""
        known = {each.name for each in fields(cls)}
        return cls(**{name: str(value) for name, value in json.loads(text).items() if name in known})


def fields_of(type: str) -> tuple[str, ...]:
    """The fields that a type of event has, in the order of the form."""
    own = {
        "departure": ("who", "origin", "place"),
        "arrival": ("who", "origin", "place"),
        "visit": ("who", "to", "place"),
        "summit": ("who", "event_name", "place"),
        "statement": ("who", "to", "says"),
    }[type]
    return ("type", *own, "when", "status", "source", "published", "note")


@dataclass(frozen=True, slots=True)
class Checked:
    """What the draft means.

    Attributes:
        event: ready to be appended, or None.
        document, basis, published: for the envelope.
        understood: by field, what was understood.
        problems: by field, what is wrong or missing; "" for the event as a whole.
        doubts: what is allowed but looks odd.
    """

    event: AnyClaim | None
    document: str | None = None
    basis: str | None = None
    published: str | None = None
    understood: Mapping[str, str] = field(default_factory=dict)
    problems: Mapping[str, str] = field(default_factory=dict)
    doubts: tuple[str, ...] = ()

    @property
    def ready(self) -> bool:
        """Whether it can be appended."""
        return self.event is not None and not self.problems

    def sentence(self) -> str:
        """The event in one plain line."""
        return summary(self.event) if self.event else ""

    def as_json(self) -> str:
        """The event as it will lie in the log."""
        return json.dumps(body_of(self.event), ensure_ascii=False, indent=1) if self.event else ""


def check(draft: Draft, today: date) -> Checked:
    """Read the fields, build the event with the model's own rules, and say field by field what came of it."""
    understood: dict[str, str] = {}
    problems: dict[str, str] = {}
    shown = fields_of(draft.type)
    data: dict[str, Any] = {"type": draft.type, "status": draft.status}
    data["participants"] = _participants(draft, shown, understood, problems)
    for name in ("origin", "place"):
        if name in shown and getattr(draft, name).strip():
            data[name] = _place(getattr(draft, name), name, understood)
    if draft.when.strip():
        data["when"] = _when(draft, today, understood, problems)
    if "event_name" in shown and draft.event_name.strip():
        data["event_name"] = draft.event_name.strip()
    if "says" in shown and draft.says.strip():
        data |= {"quote": draft.says.strip(), "quote_kind": "indirect"}
    if draft.note.strip():
        data["note"] = draft.note.strip()
    document, basis = _source(draft, understood, problems)
    published = _published(draft, today, understood, problems)
    event = None
    try:
        event = cast(AnyClaim, parse_event({name: value for name, value in data.items() if value is not None}))
    except InvalidEvent as error:
        problems.setdefault(_field_at_fault(error.what, shown), error.what)
    return Checked(event, document, basis, published, understood, problems, _doubts(event, published, today))


def _participants(
    draft: Draft, shown: tuple[str, ...], understood: dict[str, str], problems: dict[str, str]
) -> list[dict[str, Any]]:
    own = _members(draft.who, _OWN_ROLE.get(draft.type, "traveller"))
    if own:
        understood["who"] = _named(own)
    elif draft.type != "summit" or not draft.event_name.strip():
        problems["who"] = say("desk.form.missing_who")
    if "to" not in shown:
        return own
    other = _members(draft.to, "addressee" if draft.type == "statement" else "host")
    if other:
        understood["to"] = _named(other)
    return own + other


def _members(text: str, role: str) -> list[dict[str, Any]]:
    found = []
    for part in _MEMBERS.findall(text):
        name, _, inside = part.partition("(")
        if not (name := " ".join(name.split())):
            continue
        known = known_names.actor(name)
        member: dict[str, Any] = {"name": name, "role": role}
        if known is not None:
            member |= {"name": known.name, "kind": known.kind, "country": known.country}
        for word in inside.rstrip(") ").split(","):
            _apply(member, word.strip())
        found.append(member)
    return found


def _apply(member: dict[str, Any], word: str) -> None:
    """What stands in brackets behind a name: a country's code, a role, a kind, or an office."""
    if len(word) == 2 and known_names.is_country(word.upper()):
        member["country"] = word.upper()
    elif role := _meant(word, "role", _ROLES):
        member["role"] = role
    elif kind := _meant(word, "participant", _KINDS):
        member["kind"] = kind
    elif word:
        member["office"] = word


def _meant(word: str, vocabulary: str, values: tuple[str, ...]) -> str | None:
    """The value of a vocabulary that a word means, in either language."""
    for value in values:
        names = {value, *(catalogue(language, "domain")[f"{vocabulary}.{value}"].casefold() for language in LANGUAGES)}
        if word.casefold() in names:
            return value
    return None


def _named(members: list[dict[str, Any]]) -> str:
    return " · ".join(f"{member['name']} {member.get('country') or ''}".strip() for member in members)


def _place(text: str, name: str, understood: dict[str, str]) -> dict[str, Any]:
    place, _, inside = text.partition("(")
    bare = " ".join(place.split()) or text.strip()
    country = inside.rstrip(") ").strip().upper() or None
    known = known_names.place(bare)
    if known is None:
        understood[name] = say("desk.form.unknown_place")
        return {"name": bare, "country": country if country and len(country) == 2 else None}
    where = f" · {_degrees(known.lat, 'NS')} {_degrees(known.lon, 'EW')}" if known.lat and known.lon else ""
    understood[name] = f"{known.name} {known.country or ''}{where}"
    return {"name": known.name, "country": known.country, "place_id": known.id}


def _degrees(value: float, signs: str) -> str:
    return f"{abs(value):.2f} {signs[value < 0]}"


def _when(draft: Draft, today: date, understood: dict[str, str], problems: dict[str, str]) -> dict[str, Any] | None:
    try:
        typed = read_date(draft.when, today, _LEAN.get(draft.status, "nearest"))
    except NotADate:
        problems["when"] = say("desk.form.no_date")
        return None
    words = f"{typed.edtf} · {edtf_words(typed.edtf)}"
    understood["when"] = words + (f" · {typed.at:%H:%M}" if typed.at else "")
    same = typed.edtf == draft.when.strip()
    return {"edtf": typed.edtf} if same else {"edtf": typed.edtf, "text": draft.when.strip()}


def _source(draft: Draft, understood: dict[str, str], problems: dict[str, str]) -> tuple[str | None, str | None]:
    typed = draft.source.strip()
    if not typed:
        problems["source"] = say("desk.form.missing_source")
        return None, None
    if _ARTICLE.fullmatch(typed) and len(typed) == 64:
        understood["source"] = say("desk.form.article", id=typed[:10])
        return typed, None
    return None, typed


def _published(draft: Draft, today: date, understood: dict[str, str], problems: dict[str, str]) -> str | None:
    typed = draft.published.strip()
    if not typed:
        return None
    try:
        public_from(typed)
    except InvalidEvent:
        try:
            read = read_date(typed, today, "past").edtf
            public_from(read)
        except (NotADate, InvalidEvent):
            problems["published"] = say("desk.form.no_day")
            return None
        understood["published"] = f"{read} · {edtf_words(read)}"
        return read
    return typed


def _field_at_fault(what: str, shown: tuple[str, ...]) -> str:
    """The field of the form that the model's complaint is about."""
    for words, name in (
        ("place", "place"), ("origin", "origin"), ("when", "when"), ("traveller", "who"), ("speaker", "who"),
        ("participants", "who"), ("quote", "says"), ("note", "note"), ("event_name", "event_name"),
    ):  # fmt: skip
        if words in what and name in shown:
            return name
    return ""


def _doubts(event: AnyClaim | None, published: str | None, today: date) -> tuple[str, ...]:
    """What the domain's invariants find odd in an entry by hand (DOMAIN 2.9)."""
    if event is None or event.when is None or event.when.edtf is None:
        return ()
    span = parse(event.when.edtf)
    told = date.fromisoformat(published[:10]) if published else today
    if event.status == "occurred" and span.earliest is not None and (span.earliest - told).days > 1:
        return (say("desk.form.occurred_ahead"),)
    if event.status == "planned" and span.latest is not None and (told - span.latest).days > 1:
        return (say("desk.form.planned_past"),)
    return ()


__all__ = ["CLAIM_TYPES", "STATUSES", "Checked", "Draft", "check", "fields_of"]
