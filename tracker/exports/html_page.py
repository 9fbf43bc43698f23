"""``html``: the briefing as one page without scripts or anything from elsewhere; all foreign text is escaped."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from importlib.resources import files

from tracker.exports.briefing import Item, briefing
from tracker.exports.subject import Subject
from tracker.wording import current_language, say


def html_page(subject: Subject) -> Iterator[str]:
    """The briefing, piece by piece."""
    told = briefing(subject)
    style = (files(__package__) / "briefing.css").read_text(encoding="utf-8")
    yield f'<!DOCTYPE html>\n<html lang="{current_language()}">\n<head>\n<meta charset="utf-8">\n'
    yield "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield f"<title>{escape(told.title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<main>\n"
    yield f'<h1>{escape(told.title)}</h1>\n<p class="headline">{escape(told.headline)}</p>\n'
    for section in told.sections:
        yield f"<section>\n<h2>{escape(section.heading)}</h2>\n<ul>\n"
        for item in section.items:
            yield _item(item)
        yield "</ul>\n</section>\n"
    if told.notes:
        yield f'<section class="notes">\n<h2>{escape(say("exports.briefing.notes"))}</h2>\n<ol>\n'
        for note in told.notes:
            quote = f"<q>{escape(note.quote)}</q> " if note.quote else ""
            yield f'<li id="note-{note.number}">{quote}<cite>{escape(note.source)}</cite></li>\n'
        yield "</ol>\n</section>\n"
    yield f"<footer>{escape(told.footer)}</footer>\n</main>\n</body>\n</html>\n"


def _item(item: Item) -> str:
    details = "".join(f"<span>{escape(part)}</span>" for part in item.details)
    marks = "".join(f'<a href="#note-{number}">{number}</a>' for number in item.notes)
    notes = f"<sup>{marks}</sup>" if marks else ""
    return f"<li><strong>{escape(item.title)}</strong>{notes} {details}</li>\n"
