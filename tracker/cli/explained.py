"""A finding in readable lines: what was found, by which trigger and rule, and the words behind each field."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tracker.wording import label, say

if TYPE_CHECKING:
    from tracker.parsing.parse import Finding

_MOST = 6
"""Pieces of text that are shown for one field."""
_STATUS_RULE = "status rule: "


def explained(finding: Finding, text: str) -> str:
    """The lines for a finding in an article's text, in the language of the interface."""
    return "\n".join(_lines(finding, text))


def _lines(finding: Finding, text: str) -> Iterator[str]:
    event = finding.event
    yield f"{label('type', event.type)} ({label('status', event.status)}): {_parties(finding)}"
    yield _line("trigger", f"{_shown(text, *finding.trigger)}, {say('explain.line.rule')} {finding.rule}")
    if event.place is not None:
        yield _line("place", f"{event.place.name} ({event.place.country or '?'})")
    if event.when is not None:
        yield _line("when", event.when.edtf or "?")
    for source in event.attribution:
        yield _line(
            "source", say("explain.line.via", source=source.source, via=source.via) if source.via else source.source
        )
    for name, spans in finding.why.items():
        if name.startswith(_STATUS_RULE):
            yield _line("status_rule", name.removeprefix(_STATUS_RULE))
        else:
            yield _line("because", ", ".join(_shown(text, a, b) for a, b in spans[:_MOST]), field=label("field", name))
    for evidence in event.evidence[:_MOST]:
        yield _line("evidence", _shown(text, evidence.start, evidence.end))
    for doubt in event.doubts:
        yield _line("doubt", f"{label('field', doubt.field)}: {label('doubt', doubt.reason)}")


def _line(name: str, words: str, **values: str) -> str:
    return f"  {say(f'explain.line.{name}', **values)}: {words}"


def _parties(finding: Finding) -> str:
    parties = [f"{p.name} [{label('role', p.role)}]" for p in finding.event.participants]
    return ", ".join(parties) or say("explain.line.nobody")


def _shown(text: str, start: int, end: int) -> str:
    words = "".join(c if c.isprintable() else " " for c in text[start:end])
    return f"„{' '.join(words.split())[:160]}“ {start}–{end}"
