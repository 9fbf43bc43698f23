"""What is copied, in three forms: plain text, Markdown with its sources, JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, is_dataclass
from typing import Any

FORMS = ("text", "markdown", "json")


def as_text(text: str, known: str) -> str:
    """The text with the place in time at which it is so; "" for now."""
    return f"{text}\n({known})" if known else text


def as_markdown(text: str, known: str) -> str:
    """The first line as what it is about, the others as a list of what stands behind it."""
    first, *rest = (line.strip() for line in text.splitlines() if line.strip())
    lines = [f"**{escaped(first)}**", "", *(f"- {escaped(each)}" for each in rest)]
    if known:
        lines += ["", f"*{escaped(known)}*"]
    return "\n".join(lines).rstrip() + "\n"


def as_json(row: Any, text: str, known: str) -> str:
    """The row with all of its fields; where a screen has no row, its text."""
    content: Any = _data(row) if row is not None else {"text": text}
    return json.dumps({"as_known": known or None, "item": content}, ensure_ascii=False, indent=2)


def _data(row: Any) -> Any:
    if is_dataclass(row) and not isinstance(row, type):
        return asdict(row, dict_factory=lambda pairs: {name: _data(value) for name, value in pairs})
    dump: Callable[..., Any] | None = getattr(row, "model_dump", None)
    if dump is not None:
        return dump(mode="json")
    if isinstance(row, Mapping):
        return {str(name): _data(value) for name, value in row.items()}
    return row if isinstance(row, str | int | float | bool | list | tuple | None) else str(row)


def escaped(text: str) -> str:
    """Text that Markdown does not take for its own signs."""
    return "".join(f"\\{c}" if c in "\\`*_[]<>#|" else c for c in text)
