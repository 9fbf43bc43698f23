"""An event in one plain line, for lists and messages."""

from __future__ import annotations

import unicodedata

from events.judgement import PercentRange
from events.model import (
    AnyClaim,
    Assess,
    Claim,
    Correction,
    Coverage,
    Curation,
    Identity,
    Link,
    Retraction,
    Statement,
    Summit,
    Unlink,
)
from tracker.wording import label
from tracker.wording.dates import edtf_words


def plain(text: str, limit: int | None = None) -> str:
    """Foreign text made safe to show: control and escape characters gone, blanks single, cut at ``limit``."""
    line = " ".join((text if text.isprintable() else _without_controls(text)).split())
    return line if limit is None or len(line) <= limit else line[: limit - 1].rstrip() + "…"


def _without_controls(text: str) -> str:
    return "".join(
        " " if character in "\t\n\r\x0b\x0c\x85\u2028\u2029" else character
        for character in text
        if character in "\t\n\r\x0b\x0c\x85\u2028\u2029"
        or unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    )


def when_words(claim: Claim) -> str:
    """When the claim's happening takes place, in words; "" where nothing is told."""
    if claim.when is None:
        return ""
    return edtf_words(claim.when.edtf) if claim.when.edtf else plain(claim.when.text or "")


def summary(event: AnyClaim | Curation) -> str:
    """The event in one line: who, where, when; for curation what it does to which event."""
    match event:
        case Retraction():
            return plain(f"{label('retraction_reason', event.reason)} → {event.target}")
        case Correction():
            changes = ", ".join(f"{change.path}: {change.old} → {change.new}" for change in event.changes)
            return plain(f"{changes} → {event.target}")
        case Link() | Unlink():
            return plain(" + ".join(event.members))
        case Identity():
            return plain(f"{', '.join(event.names)} = {event.actor_id or event.place_id}")
        case Assess():
            return plain(f"{event.author}: {_judgement(event)} → {event.target}")
        case Coverage():
            return plain(f"{', '.join(event.subjects)} · {edtf_words(event.period)}")
        case _:
            return _claim(event)


def _judgement(event: Assess) -> str:
    """The grade as "B2", the likelihood in words, the preferred claim of a field, or that it was read aright."""
    if event.grade is not None:
        grade = f"{event.grade.reliability or ''}{event.grade.credibility or ''}"
        return f"{grade} ({event.grade.subject})" if event.grade.subject else grade
    if event.prefer is not None:
        return f"{label('field', event.prefer.field)} = {event.prefer.claim}"
    if event.reading is not None:
        return label("reading", event.reading)
    likelihood = event.likelihood
    if isinstance(likelihood, PercentRange):
        return f"{likelihood.low}–{likelihood.high} %, {edtf_words(event.horizon or '')}"
    return f"{label('likelihood', str(likelihood))}, {edtf_words(event.horizon or '')}"


def _claim(claim: AnyClaim) -> str:
    if isinstance(claim, Statement):
        who = ", ".join(participant.name for participant in claim.having("speaker"))
        return plain(f"{who}: „{claim.quote}“" if claim.quote else who)
    parts = [_parties(claim), _way(claim), when_words(claim)]
    if claim.status != "occurred":
        parts.append(label("status", claim.status))
    return plain(" · ".join(part for part in parts if part))


def _parties(claim: AnyClaim) -> str:
    guests = [
        one.name for one in claim.participants if isinstance(claim, Summit) or one.role not in ("inviter", "host")
    ]
    names = guests or [one.name for one in claim.participants]
    if isinstance(claim, Summit) and claim.event_name:
        names.append(claim.event_name)
    return " – ".join(names)


def _way(claim: AnyClaim) -> str:
    place = claim.place.name if claim.place else ""
    if claim.origin:
        return f"{claim.origin.name} → {place or '?'}"
    return f"→ {place}" if place and claim.type == "departure" else place
