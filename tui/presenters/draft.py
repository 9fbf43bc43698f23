"""An event that is being typed: what the fields mean, what is still missing, and the event that would be appended."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, cast, get_args

from events.edtf import parse
from events.errors import InvalidEvent
from events.model import CLAIM_TYPES, AnyClaim, Status, parse_event
from events.parts import Role
from tracker.typed.dates import Lean, NotADate, read_date
from tracker.wording import say
from tracker.wording.dates import edtf_words
from tui.presenters.checked import Checked, TypedEvent
from tui.presenters.field_spec import FieldSpec
from tui.presenters.typed_fields import members, named, place, publication

STATUSES: tuple[str, ...] = get_args(Status)
_ARTICLE = re.compile(r"[0-9a-f]{6,64}")
_SPAN = re.compile(r"([0-9]{1,9})-([0-9]{1,9})")
_LEAN: Mapping[str, Lean] = {"occurred": "past", "ongoing": "nearest", "planned": "future", "unconfirmed": "future"}
_OWN_ROLE: Mapping[str, Role] = {"summit": "participant", "statement": "speaker"}


@dataclass(frozen=True, slots=True)
class Draft(TypedEvent):
    """The fields of the form, as typed; ``span`` is where in the article of ``source`` the words stand ("12-40")."""

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
    span: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed yet; what is chosen from a list does not count."""
        return replace(self, type="summit", status="planned") == Draft()


_COMPLETED = {"who": "names", "to": "names", "origin": "places", "place": "places"}
_LISTED = {"type": ("type", CLAIM_TYPES), "status": ("status", STATUSES)}
SPECS = tuple(
    FieldSpec(
        name,
        vocabulary=_LISTED.get(name, ("", ()))[0],
        values=_LISTED.get(name, ("", ()))[1],
        completes=_COMPLETED.get(name, ""),
    )
    for name in Draft().values
    if name not in ("span", "json")
)
"""The fields of the form for an event, in their order."""


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


def check(draft: Draft, today: date) -> Checked:
    """Read the fields, build the event with the model's own rules, and say field by field what came of it."""
    understood: dict[str, str] = {}
    problems: dict[str, str] = {}
    shown = fields_of(draft.type)
    data: dict[str, Any] = {"type": draft.type, "status": draft.status}
    data["participants"] = _participants(draft, shown, understood, problems)
    for name in ("origin", "place"):
        if name in shown and getattr(draft, name).strip():
            data[name], understood[name] = place(getattr(draft, name))
    if draft.when.strip():
        data["when"] = _when(draft, today, understood, problems)
    if "event_name" in shown and draft.event_name.strip():
        data["event_name"] = draft.event_name.strip()
    if "says" in shown and draft.says.strip():
        data |= {"quote": draft.says.strip(), "quote_kind": "indirect"}
    if found := _SPAN.fullmatch(draft.span):
        data["evidence"] = [{"start": int(found[1]), "end": int(found[2])}]
    if draft.note.strip():
        data["note"] = draft.note.strip()
    document, basis = _source(draft, understood, problems)
    published = publication(draft.published, today, understood, problems)
    given = {name: value for name, value in data.items() if value is not None}
    event = None
    try:
        event = cast(AnyClaim, parse_event(given))
    except InvalidEvent as error:
        problems.setdefault(_field_at_fault(error.what, shown), error.what)
    return Checked(
        event, document, basis, published, understood, problems, _doubts(event, published, today), given=given
    )


def _participants(
    draft: Draft, shown: tuple[str, ...], understood: dict[str, str], problems: dict[str, str]
) -> list[dict[str, Any]]:
    own = members(draft.who, _OWN_ROLE.get(draft.type, "traveller"))
    if own:
        understood["who"] = named(own)
    elif draft.type != "summit" or not draft.event_name.strip():
        problems["who"] = say("desk.form.missing_who")
    if "to" not in shown:
        return own
    other = members(draft.to, "addressee" if draft.type == "statement" else "host")
    if other:
        understood["to"] = named(other)
    return own + other


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
