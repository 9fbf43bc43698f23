"""From an event to what brought it about and to what it brought about: article, claim, and all curation in between."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from events.envelope import Recorded
from events.model import Assess, Correction, Link, Retraction, Unlink
from tracker.dossier import Dossier
from tracker.summaries import summary
from tracker.wording import label, say
from tui.glyphs import glyphs
from tui.presenters.articles import title_of
from tui.presenters.clock import grouped

_MEMBERS = 8


@dataclass(frozen=True, slots=True)
class Cause:
    """One step of the chain.

    Attributes:
        position: of the event; None for an article.
        document: of the article.
        words: what it is; about: what stands muted beside it.
    """

    position: int | None
    document: str | None
    words: str
    about: str


def chain(dossier: Dossier, record: Recorded) -> list[Cause]:
    """The steps in order: articles, what the event acts on, the event itself, what acts on it."""
    above: list[Recorded] = []
    waiting = [record]
    while waiting:
        one = waiting.pop()
        for target in _targets(dossier, one):
            if target.position not in {each.position for each in (record, *above)}:
                above.append(target)
                waiting.append(target)
    events = sorted([*above, record], key=lambda each: each.position)
    documents = dict.fromkeys(each.document for each in events if each.document)
    rows = dossier.articles.rows_of(documents)
    articles = [Cause(None, row.id, f"{glyphs().dot} {title_of(row)}", row.outlet or "") for row in rows]
    later = [one for one in dossier.log.effects_on(record.id) if one.position not in {each.position for each in events}]
    steps = [_step(one, here=one.position == record.position) for one in (*events, *later)]
    return [*articles, *steps]


def _targets(dossier: Dossier, record: Recorded) -> Iterator[Recorded]:
    """The events that an event names."""
    match record.event:
        case Retraction() | Correction() | Assess():
            names: tuple[str, ...] = (record.event.target,)
        case Link() | Unlink():
            names = record.event.members[:_MEMBERS]
        case _:
            names = ()
    for name in names:
        found = dossier.log.get(name)
        if found is not None:
            yield found


def _step(record: Recorded, *, here: bool) -> Cause:
    mark = f" {glyphs().here} {say('desk.dossier.here')}" if here else ""
    words = f"#{grouped(record.position)} {label('type', record.type)}{mark}"
    return Cause(record.position, None, words, summary(record.event))
