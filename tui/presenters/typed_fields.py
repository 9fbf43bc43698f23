"""Names, roles and places as people type them in a form, read with what the desk knows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, get_args

from events.envelope import public_from
from events.errors import InvalidEvent
from events.parts import ParticipantKind, Role
from tracker.typed.dates import NotADate, read_date
from tracker.wording import LANGUAGES, catalogue, say
from tracker.wording.dates import edtf_words
from tui.presenters import known_names

_ROLES: tuple[str, ...] = get_args(Role)
_KINDS: tuple[str, ...] = get_args(ParticipantKind)
_MEMBERS = re.compile(r"[^;,()]+(?:\([^()]*\))?")


def members(text: str, role: str) -> list[dict[str, Any]]:
    """Names parted by ; or , each with a country, a role, a kind or an office in brackets behind it."""
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
    elif role := meant(word, "role", _ROLES):
        member["role"] = role
    elif kind := meant(word, "participant", _KINDS):
        member["kind"] = kind
    elif word:
        member["office"] = word


def meant(word: str, vocabulary: str, values: Sequence[str]) -> str | None:
    """The value of a vocabulary that a word means, in either language."""
    for value in values:
        names = {value, *(catalogue(language, "domain")[f"{vocabulary}.{value}"].casefold() for language in LANGUAGES)}
        if word.casefold() in names:
            return value
    return None


def named(members: Sequence[dict[str, Any]]) -> str:
    """The members as they were understood."""
    return " · ".join(f"{member['name']} {member.get('country') or ''}".strip() for member in members)


def place(text: str) -> tuple[dict[str, Any], str]:
    """A place with a country in brackets, and what was understood: coordinates, or that no gazetteer knows it."""
    name, _, inside = text.partition("(")
    bare = " ".join(name.split()) or text.strip()
    country = inside.rstrip(") ").strip().upper() or None
    known = known_names.place(bare)
    if known is None:
        country = country if country and len(country) == 2 else None
        return {"name": bare, "country": country}, say("desk.form.unknown_place")
    where = f" · {_degrees(known.lat, 'NS')} {_degrees(known.lon, 'EW')}" if known.lat and known.lon else ""
    found = {"name": known.name, "country": known.country, "place_id": known.id}
    return found, f"{known.name} {known.country or ''}{where}"


def publication(typed: str, today: date, understood: dict[str, str], problems: dict[str, str]) -> str | None:
    """When something came out, as an instant or a day; a day may be typed in words. None where nothing is typed.

    Args:
        understood, problems: what is understood, or what is wrong, is told in them under ``published``.
    """
    typed = typed.strip()
    if not typed:
        return None
    try:
        public_from(typed)
        return typed
    except InvalidEvent:
        pass
    try:
        read = read_date(typed, today, "past").edtf
        public_from(read)
    except (NotADate, InvalidEvent):
        problems["published"] = say("desk.form.no_day")
        return None
    understood["published"] = f"{read} · {edtf_words(read)}"
    return read


def _degrees(value: float, signs: str) -> str:
    return f"{abs(value):.2f} {signs[value < 0]}"
