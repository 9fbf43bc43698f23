"""The fields of a claim that a hand may reword: what stands there now as one would type it, and what was typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, get_args

from events.model import AnyClaim, Channel, Conveyance, Format, Statement, Status, Summit
from events.parts import Participant, Place
from tracker.typed.dates import NotADate, read_date
from tracker.wording import label, say
from tracker.wording.dates import edtf_words
from tui.presenters.lines import joined
from tui.presenters.typed_fields import meant, members, named, place

FIELDS: Mapping[str, Sequence[str]] = {
    "when": (), "place": (), "origin": (), "participants": (), "status": get_args(Status), "topics": (),
    "quote": (), "event_name": (), "conveyance": get_args(Conveyance), "channel": get_args(Channel),
    "format": get_args(Format),
}  # fmt: skip
"""What can be reworded, each with the values of its vocabulary where it has one."""
_OWN = {"quote": Statement, "event_name": Summit, "channel": Summit, "format": Summit}


class Misread(ValueError):
    """What was typed cannot be a value of the field; says why, in the words of the interface."""


def current_words(claim: AnyClaim, field: str) -> str:
    """The value of a field as one would type it; "" where it has none."""
    if not isinstance(claim, _OWN.get(field, object)):
        return ""
    match field:
        case "when":
            return (claim.when.edtf or claim.when.text or "") if claim.when else ""
        case "place" | "origin":
            return _place(getattr(claim, field))
        case "participants":
            return "; ".join(_member(one) for one in claim.participants)
        case "topics":
            return "; ".join(claim.topics)
        case _:
            value = getattr(claim, field)
            return label(field, value) if FIELDS[field] and value else value or ""


def _place(of: Place | None) -> str:
    return f"{of.name} ({of.country})" if of and of.country else of.name if of else ""


def _member(one: Participant) -> str:
    kind = label("participant", one.kind) if one.kind != "person" else ""
    return f"{one.name} ({joined([one.country or '', label('role', one.role), kind, one.office or ''], ', ')})"


def read_value(claim: AnyClaim, field: str, typed: str, day: date) -> tuple[dict[str, Any], str]:
    """The new values by their paths, and what was understood.

    Args:
        day: from which relative dates count.

    Raises:
        Misread: it is no value of the field, or the claim has no such field.
    """
    typed = typed.strip()
    if not isinstance(claim, _OWN.get(field, object)):
        raise Misread(say("curation.no_such_field", type=label("type", claim.type)))
    match field:
        case "when":
            return _when(claim, typed, day)
        case "place" | "origin":
            found, words = place(typed)
            return {field: {name: value for name, value in found.items() if value is not None}}, words
        case "participants":
            role = {"statement": "speaker", "summit": "participant"}.get(claim.type, "traveller")
            people = members(typed, role)
            return {"participants": people}, named(people)
        case "topics":
            topics = [part.strip() for part in typed.split(";") if part.strip()]
            return {"topics": topics}, " · ".join(topics)
        case "quote" | "event_name":
            return {field: typed}, typed
        case _:
            return _chosen(field, typed)


def _when(claim: AnyClaim, typed: str, day: date) -> tuple[dict[str, Any], str]:
    try:
        read = read_date(typed, day, "nearest")
    except NotADate:
        raise Misread(say("desk.form.no_date")) from None
    told = f"{read.edtf} · {edtf_words(read.edtf)}"
    words = told if typed == read.edtf else f"{told} · {say('curation.counted_from', day=edtf_words(day.isoformat()))}"
    if claim.when is None:
        return {"when": {"edtf": read.edtf}}, words
    return {"when.edtf": read.edtf}, words


def _chosen(field: str, typed: str) -> tuple[dict[str, Any], str]:
    value = meant(typed, field, FIELDS[field])
    if value is None:
        raise Misread(say("curation.one_of", words=", ".join(label(field, each) for each in FIELDS[field])))
    return {field: value}, label(field, value)
