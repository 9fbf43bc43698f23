"""``atom``: a feed (RFC 4287) of what changed since an earlier moment, an entry a happening."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote
from xml.sax.saxutils import escape

from tracker.exports.changes import Change, changes_of
from tracker.exports.subject import Subject
from tracker.projections.rows import MeetingDossier
from tracker.summaries import plain
from tracker.wording import current_language, label, say


def atom_feed(subject: Subject) -> Iterator[str]:
    """The feed, newest change first. An entry keeps its id until the log tells more of its happening."""
    stamp = subject.stamp
    earlier = subject.choices.earlier
    since = say("exports.atom.since", stamp=earlier.stamp.sentence()) if earlier else say("exports.atom.all")
    yield '<?xml version="1.0" encoding="utf-8"?>\n'
    yield f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{current_language()}">\n'
    yield f"<id>{_urn(stamp.log)}</id>\n<title>{escape(say('exports.atom.title'))}</title>\n"
    yield f"<subtitle>{escape(f'{stamp.sentence()} · {since}')}</subtitle>\n<updated>{stamp.recorded_at}</updated>\n"
    yield "<author><name>diplomatic-tracker</name></author>\n<generator>diplomatic-tracker</generator>\n"
    changes = {change.row.key: change for change in changes_of(subject)}
    dossiers = {dossier.row.key: dossier for dossier in subject.views.dossiers(list(changes))}
    entries = [(*_newest(subject, dossiers.get(key)), change) for key, change in changes.items()]
    for position, time, change in sorted(entries, key=lambda entry: entry[:2], reverse=True):
        yield _entry(change, _urn(stamp.log, change.row.id, str(position)), time)
    yield "</feed>\n"


def _newest(subject: Subject, dossier: MeetingDossier | None) -> tuple[int, str]:
    """Position and time of the newest record that concerns a happening; of one that is gone, those of the export."""
    records = subject.records(dossier) if dossier else []
    if not records:
        return subject.stamp.position, subject.stamp.recorded_at
    return records[-1].position, records[-1].recorded_at


def _entry(change: Change, urn: str, time: str) -> str:
    kind = say(f"exports.change.{change.kind}")
    title = f"{plain(change.row.title, 200)} – {kind}"
    text = "\n".join(change.lines())
    return (
        f"<entry>\n<id>{urn}</id>\n<title>{escape(title)}</title>\n<updated>{time}</updated>\n"
        f'<category term="{escape(change.row.type)}" label="{escape(label("type", change.row.type))}"/>\n'
        f'<content type="text">{escape(text)}</content>\n</entry>\n'
    )


def _urn(*parts: str) -> str:
    return "urn:tracker:" + ":".join(quote(part, safe="-") for part in parts)
