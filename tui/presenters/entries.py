"""Pages made of unlike rows under headings: one line an entry, each of which opens something and rests on something."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate
from typing import Any, overload

from tracker.projections.reader import ViewReader
from tracker.projections.telling import Subject
from tracker.wording import say
from tracker.wording.dates import day_words
from tui.presenters.clock import grouped
from tui.presenters.lines import Column, Line, Piece, line, text_of
from tui.presenters.paged_keys import PagedKeys
from tui.presenters.rows import Groups, Rows
from tui.presenters.wording import flush

_ROOM = 1 << 50
"""Keys of the views stay below this, so that a section's number can stand before them."""


@dataclass(frozen=True, slots=True)
class Opens:
    """What enter opens: exactly one of them is set.

    Attributes:
        subject: the page of somebody or something.
        happening: the page of a happening, by its id.
        document: an article; ``event`` is the claim to stand on.
        position: an event of the log.
    """

    subject: Subject | None = None
    happening: str | None = None
    document: str | None = None
    event: str | None = None
    position: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a page.

    Attributes:
        sign: a sign with its tone.
        when: the day, or "".
        what: the gist.
        aside: where, or who says so.
        support: how well it is supported.
        opens: what enter opens.
        happening, report: what `e` shows the evidence of: a happening, or one report with its article.
        row: what stands behind it, for the page beside the list.
        target: position of the event that a hand would act on.
    """

    sign: Piece
    when: str
    what: Line
    aside: str = ""
    support: Line = ()
    opens: Opens = field(default_factory=Opens)
    happening: str | None = None
    report: tuple[str | None, str] | None = None
    row: Any = None
    target: int | None = None

    @property
    def text(self) -> str:
        """Everything that it says, for a filter and to be copied."""
        return " ".join(part for part in (self.when, text_of(self.what), self.aside) if part)


@dataclass(frozen=True, slots=True)
class Section:
    """Some entries under a heading; they are made a page at a time.

    Attributes:
        title: the heading, without the count.
        keys: one for each entry, below 2^50.
        entries: makes the entries of some keys, None for one that is gone meanwhile.
        note: stands muted beside the heading.
    """

    title: str
    keys: Sequence[int]
    entries: Callable[[Sequence[int]], Sequence[Entry | None]]
    note: str = ""

    @classmethod
    def of(cls, title: str, entries: Sequence[Entry], *, filter: str = "", note: str = "") -> Section:
        """A section of entries that are at hand, those that hold all the words of a filter."""
        words = filter.casefold().split()
        kept = [entry for entry in entries if all(word in entry.text.casefold() for word in words)]
        return cls(title, range(len(kept)), lambda keys: [kept[key] for key in keys], note)


def columns() -> tuple[Column, ...]:
    """The columns that all entries share."""
    return (
        Column("sign", "", 1),
        Column("when", say("pages.column.when"), 14),
        Column("what", say("pages.column.what"), 20, grow=5),
        Column("aside", say("pages.column.aside"), 14, grow=2, from_width=60),
        Column("support", "", 8, right=True),
    )


def cells(entry: Entry) -> tuple[Line, ...]:
    """An entry as a row."""
    return (
        line(entry.sign),
        line((flush(entry.when), "muted")),
        entry.what,
        line((entry.aside, "muted")),
        entry.support,
    )


def listing(sections: Sequence[Section]) -> tuple[Rows[Entry], Groups]:
    """The sections that have entries as one list with headings."""
    shown = [section for section in sections if len(section.keys)]
    keys = _Joined([section.keys for section in shown])

    def fetch(wanted: Sequence[int]) -> list[Entry | None]:
        found: list[Entry | None] = []
        place = 0
        while place < len(wanted):
            number, end = wanted[place] // _ROOM, place
            while end < len(wanted) and wanted[end] // _ROOM == number:
                end += 1
            found += shown[number].entries([key % _ROOM for key in wanted[place:end]])
            place = end
        return found

    def title(group: int) -> Line:
        section = shown[group]
        note = f"  {section.note}" if section.note else ""
        return line((section.title, "heading"), (f"  {grouped(len(section.keys))}", "number"), (note, "muted"))

    return Rows(keys, fetch), Groups(keys.starts[:-1], title)


class _Joined(Sequence[int]):
    """The keys of several sections, one behind the other, each made unlike those of the others.

    Attributes:
        starts: where each section begins, and where the last one ends.
    """

    def __init__(self, parts: Sequence[Sequence[int]]) -> None:
        self._parts = parts
        self.starts = list(accumulate(map(len, parts), initial=0))

    def __len__(self) -> int:
        return self.starts[-1]

    @overload
    def __getitem__(self, place: int) -> int: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[int]: ...

    def __getitem__(self, place: int | slice) -> int | Sequence[int]:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        if not 0 <= place < len(self):
            raise IndexError(place)
        number = bisect_right(self.starts, place) - 1
        return number * _ROOM + self._parts[number][place - self.starts[number]]

    def index(self, value: int, start: int = 0, stop: int | None = None) -> int:
        """Where a key stands.

        Raises:
            ValueError: it is not among them.
        """
        number, key = divmod(value, _ROOM)
        if number >= len(self._parts):
            raise ValueError(value)
        return self.starts[number] + self._parts[number].index(key)


def paged(
    views: ViewReader, view: str, search: str, title: str, entry: Callable[[Any], Entry], *, note: str = ""
) -> Section:
    """All rows of a view as a section, read as they come into sight.

    Args:
        view: one of `tracker.projections.lists.LISTS`.
        search: a filter as people type it.
        entry: makes the entry of a row.
    """

    def entries(keys: Sequence[int]) -> list[Entry | None]:
        found: Sequence[Any] = views.rows(view, keys)
        if len(found) < len(keys):  # some went between two readings, and not every row tells its number
            found = [next(iter(views.rows(view, [key])), None) for key in keys]
        return [None if row is None else entry(row) for row in found]

    return Section(title, PagedKeys(views, view, search), entries, note)


def day(iso: str | None) -> str:
    """A day as the second column shows it; "" where none is known."""
    return day_words(date.fromisoformat(iso[:10])) if iso else ""
