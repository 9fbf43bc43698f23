"""What changed between two cut-offs: happenings that are new, are gone, or differ in a field."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from tracker.exports.subject import Subject
from tracker.projections.differences import Causes
from tracker.projections.rows import MeetingRow
from tracker.summaries import plain
from tracker.wording import label, say
from tracker.wording.dates import edtf_words


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that has another value now; "" where there is or was none. ``cause`` is the position of an event."""

    name: str
    old: str
    new: str
    cause: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A happening that is ``new``, ``gone`` or ``changed``.

    Attributes:
        row: the newer one, of what is gone the older.
        cause: position of the event that made it come or go.
    """

    kind: str
    row: MeetingRow
    differences: tuple[Difference, ...] = ()
    cause: int | None = None

    def lines(self) -> list[str]:
        """The change in words, a field a line, each with the event that brought it about, as far as it is known."""
        if self.kind != "changed":
            return [say(f"exports.change.{self.kind}") + _because(self.cause), *_about(self.row)]
        return [f"{_name(one)}: {one.old or '–'} → {one.new or '–'}{_because(one.cause)}" for one in self.differences]


def _because(cause: int | None) -> str:
    return "" if cause is None else f" (#{cause})"


def _name(difference: Difference) -> str:
    return say("exports.change.support") if difference.name == "support" else label("field", difference.name)


def changes_of(subject: Subject) -> list[Change]:
    """The changes since the earlier moment that was chosen, with their causes; without one everything is new."""
    earlier = subject.choices.earlier
    found = changes(earlier.happenings() if earlier else (), subject.happenings())
    if earlier is None:
        return found
    between = (
        record for record in subject.log.read() if subject.cutoff.admits(record) and not earlier.cutoff.admits(record)
    )
    causes = Causes(earlier.views, subject.views, between, subject.log.get)
    return [_explained(change, causes) for change in found]


def _explained(change: Change, causes: Causes) -> Change:
    def position(field: str) -> int | None:
        record, _ = causes.of(change.row, field)
        return record.position if record else None

    differences = tuple(replace(one, cause=position(one.name)) for one in change.differences)
    return replace(change, differences=differences, cause=None if differences else position(""))


def changes(before: Iterable[MeetingRow], after: Iterable[MeetingRow]) -> list[Change]:
    """The changes in the order of the happenings' first reports."""
    old, new = {row.id: row for row in before}, {row.id: row for row in after}
    found = [Change("gone", row) for id, row in old.items() if id not in new]
    for id, row in new.items():
        if id not in old:
            found.append(Change("new", row))
        elif differences := _differences(old[id], row):
            found.append(Change("changed", row, differences))
    return sorted(found, key=lambda change: change.row.key)


def _differences(old: MeetingRow, new: MeetingRow) -> tuple[Difference, ...]:
    before, after = _values(old), _values(new)
    return tuple(Difference(name, before[name], after[name]) for name in after if before[name] != after[name])


def _values(row: MeetingRow) -> dict[str, str]:
    return {
        "state": label("state", row.state),
        "participants": plain(row.title),
        "when": when_of(row),
        "place": place_of(row),
        "channel": label("channel", row.channel) if row.channel else "",
        "format": label("format", row.format) if row.format else "",
        "support": support_of(row),
    }


def _about(row: MeetingRow) -> list[str]:
    return [part for part in (label("state", row.state), when_of(row), place_of(row), support_of(row)) if part]


def when_of(row: MeetingRow) -> str:
    """When a happening takes place, in words; "" where nothing is told."""
    return edtf_words(row.edtf) if row.edtf else plain(row.when_text or "")


def place_of(row: MeetingRow) -> str:
    """Where it takes place, with the words that make that uncertain."""
    place = plain(row.place or "")
    return f"{place} ({plain(row.place_hedge)})" if place and row.place_hedge else place


def support_of(row: MeetingRow) -> str:
    """How many reports, outlets and origins stand behind it."""
    return say("exports.support", reports=row.reports, outlets=row.outlets, origins=row.origins)
