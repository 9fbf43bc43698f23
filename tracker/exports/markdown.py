"""``markdown``: the briefing as Markdown with footnotes; foreign words are escaped and cannot become markup."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.exports.briefing import Item, briefing
from tracker.exports.subject import Subject

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~&$@])")
_LIST_LIKE = re.compile(r"^(\d+)(?=[.)])|^(?=[-+=])")
_ADDRESS = re.compile(r"(?i)(?<=www)\.|:(?=//)|(?<=mailto):|(?<=xmpp):")


def markdown(subject: Subject) -> Iterator[str]:
    """The briefing, line by line."""
    told = briefing(subject)
    yield f"# {escaped(told.title)}\n\n{escaped(told.headline)}\n"
    for section in told.sections:
        yield f"\n## {escaped(section.heading)}\n\n"
        for item in section.items:
            yield _line(item)
    if told.notes:
        yield "\n"
    for note in told.notes:
        quote = f"„{escaped(note.quote)}“ — " if note.quote else ""
        yield f"[^{note.number}]: {quote}{escaped(note.source)}\n"
    yield f"\n---\n\n{escaped(told.footer)}\n"


def _line(item: Item) -> str:
    parts = [f"**{escaped(item.title)}**" if item.title else "", *map(escaped, item.details)]
    marks = "".join(f"[^{number}]" for number in item.notes)
    return f"- {' · '.join(part for part in parts if part)}{marks}\n"


def escaped(text: str) -> str:
    """Plain text as Markdown that shows exactly this text, at the beginning of a line, too."""
    safe = _ADDRESS.sub(r"\\\g<0>", _MARKUP.sub(r"\\\1", text))
    return _LIST_LIKE.sub(lambda found: f"{found[0]}\\", safe)
