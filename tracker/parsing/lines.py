"""The JSON lines that the parser prints: events, times, quotations. Offsets are code points of the article's text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tracker.parsing.happenings.finding import Finding
from tracker.parsing.speech.quote import Quote
from tracker.parsing.times.find import TimePhrase


def event_line(article_name: str, finding: Finding) -> dict[str, Any]:
    """An event with the fields of the codebook at the top level, beside the article's name and the rule."""
    fields = finding.event.model_dump(mode="json", exclude_none=True, exclude_defaults=False)
    fields = {name: value for name, value in fields.items() if value not in ((), [], None) or name == "participants"}
    return {"article": article_name, **fields, "rule": finding.rule}


def time_lines(article_name: str, times: Iterable[TimePhrase]) -> list[dict[str, Any]]:
    """One line for each TIMEX3."""
    return [
        {"article": article_name, "start": timex.start, "end": timex.end, "type": timex.type, "value": timex.value}
        for phrase in times
        for timex in phrase.timexes
    ]


def quote_lines(article_name: str, quotes: Iterable[Quote]) -> list[dict[str, Any]]:
    """One line for each quotation, spans as [begin, end]; mere mentions of statements are none."""
    return [
        {
            "article": article_name,
            "quote": [list(span) for span in quote.quote],
            "cue": [list(span) for span in quote.cue],
            "speaker": [list(span) for span in quote.named],
            "addressee": [list(span) for span in (*quote.addressee, *quote.via)],
            "frame": [list(span) for span in quote.frame],
            "kind": quote.kind,
        }
        for quote in quotes
        if not quote.mention
    ]
