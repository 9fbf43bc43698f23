"""Foreign text made fit for a format: one sentence of a quotation, the cells of a table."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from tracker.summaries import plain

QUOTE_LIMIT = 300
"""Characters that a quotation has at most."""
_END = re.compile(r"[.!?…][\"'“”«»’)\]]*(?=\s)")
_ABBREVIATION = re.compile(
    r"(?:\b\w|\d|\b(?:bzw|ca|Dr|Prof|Nr|Mr|Mrs|Ms|St|Sen|Gen|Jan|Feb|Aug|Sept?|Okt|Oct|Nov|Dez|Dec))$"
)


def one_sentence(text: str) -> str:
    """The first sentence of a quotation as one plain line, bounded; "…" shows that something was left out."""
    line = plain(text[: 20 * QUOTE_LIMIT])
    for end in _END.finditer(line):
        if not _ABBREVIATION.search(line[max(0, end.start() - 6) : end.start()]):
            line = line[: end.end()] + " …"
            break
    return line if len(line) <= QUOTE_LIMIT else line[: QUOTE_LIMIT - 1].rstrip() + "…"


def cell(value: Any) -> str | int | float:
    """A cell of CSV: one plain line, nothing for None, and never what a spreadsheet takes for a formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, (int, float)):
        return value
    text = plain(str(value))
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "|", "%") else text


def flat(record: Mapping[str, Any]) -> dict[str, Any]:
    """A record whose nested values are cells: lists of texts and of named things joined, other structures as JSON."""
    return {name: _flat(value) for name, value in record.items()}


def _flat(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        if all(isinstance(item, str) for item in value):
            return "; ".join(value)
        if all(isinstance(item, Mapping) and "name" in item for item in value):
            return "; ".join(item["name"] for item in value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (list, tuple, Mapping)) else value
