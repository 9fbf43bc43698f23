"""`tracker counterparts`, `sources`, `contradictions`, `calendar`, `timeline`, `streaks`: what is reckoned."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

from events.errors import TrackerError
from tracker.cli.arguments import AsOf
from tracker.cli.cutoffs import cutoff_options, filter_option, looking_from, page_options
from tracker.cli.formats import format_option, print_rows
from tracker.cli.session import dossier_option, for_reading
from tracker.cli.terminal import hanging, message
from tracker.cli.usage import Function, command, option
from tracker.wording import say

if TYPE_CHECKING:
    from tracker.projections.reader import ViewReader

Row = TypeVar("Row")


def view_options(function: Function) -> Function:
    """The options that every view takes."""
    return cutoff_options(filter_option(page_options(format_option(dossier_option(function)))))


@command("counterparts")
@view_options
@option("--states", about="states", is_flag=True)
def counterparts(
    as_of: AsOf | None, position: int | None, search: str | None, limit: int | None, skip: int, form: str, states: bool
) -> None:
    """Print who meets whom."""
    with for_reading() as dossier:
        from tracker.cli import reckoned_columns as columns
        from tracker.projections.reckoned_rows import CounterpartRow

        reader = looking_from(dossier, as_of, position)
        view = "counterparts_of_states" if states else "counterparts"
        rows = list(reader.all(view, search=search, at=skip, limit=limit))
        print_rows(form, rows, columns.counterparts(), none=say("views.none.counterparts"), kind=CounterpartRow)
        _caution(form, reader, bool(rows))


@command("sources")
@view_options
@option("--happenings", "by_happening", about="by_happening", is_flag=True)
def sources(
    as_of: AsOf | None,
    position: int | None,
    search: str | None,
    limit: int | None,
    skip: int,
    form: str,
    by_happening: bool,
) -> None:
    """Print what each source told, or who stands behind each happening."""
    with for_reading() as dossier:
        from tracker.cli import reckoned_columns as columns
        from tracker.projections.reckoned_rows import CorroborationRow, SourceRow

        reader = looking_from(dossier, as_of, position)
        none = say("views.none.sources")
        if by_happening:
            support = list(reader.all("corroboration", search=search, at=skip, limit=limit))
            print_rows(form, support, columns.corroboration(), none=none, kind=CorroborationRow)
            _caution(form, reader, bool(support))
        else:
            told = _piece(reader.sources(search=search), skip, limit)
            print_rows(form, told, columns.sources(), none=none, kind=SourceRow)
            _caution(form, reader, bool(told))


@command("contradictions")
@view_options
def contradictions(
    as_of: AsOf | None, position: int | None, search: str | None, limit: int | None, skip: int, form: str
) -> None:
    """Print the values that exclude each other."""
    with for_reading() as dossier:
        from tracker.cli import reckoned_columns as columns
        from tracker.projections.reckoned_rows import ContradictionRow

        rows = _piece(looking_from(dossier, as_of, position).contradictions(search=search), skip, limit)
        print_rows(form, rows, columns.contradictions(), none=say("views.none.contradictions"), kind=ContradictionRow)


@command("calendar")
@view_options
def calendar(
    as_of: AsOf | None, position: int | None, search: str | None, limit: int | None, skip: int, form: str
) -> None:
    """Print what is to come and what is overdue."""
    with for_reading() as dossier:
        from tracker.cli import reckoned_columns as columns
        from tracker.projections.reckoned_rows import CalendarRow

        rows = looking_from(dossier, as_of, position).all("calendar", search=search, at=skip, limit=limit)
        print_rows(form, rows, columns.calendar(), none=say("views.none.calendar"), kind=CalendarRow)


@command("timeline")
@view_options
def timeline(
    as_of: AsOf | None, position: int | None, search: str | None, limit: int | None, skip: int, form: str
) -> None:
    """Print everything in the order of the days."""
    with for_reading() as dossier:
        from tracker.cli import reckoned_columns as columns
        from tracker.projections.reckoned_rows import TimelineRow

        rows = looking_from(dossier, as_of, position).all("timeline", search=search, at=skip, limit=limit)
        print_rows(form, rows, columns.timeline(), none=say("views.none.timeline"), kind=TimelineRow)


@command("streaks")
@view_options
@option("--since", about="streaks_since", metavar=say("cli.help.happening"))
def streaks(
    as_of: AsOf | None,
    position: int | None,
    search: str | None,
    limit: int | None,
    skip: int,
    form: str,
    since: str | None,
) -> None:
    """Print what is the first for long, the longest or the most."""
    with for_reading() as dossier:
        from tracker.cli import reckoned_columns as columns
        from tracker.projections.reckoned_rows import StreakRow

        reader = looking_from(dossier, as_of, position)
        happening = None
        if since is not None:
            row = reader.meeting_row(dossier.event(since).id)
            if row is None or not (row.latest or row.earliest):
                raise TrackerError(say("views.error.no_day", name=since), where="--since")
            happening = row.id
        rows = _piece(reader.streaks(search=search, since=happening), skip, limit)
        print_rows(form, rows, columns.streaks(), none=say("views.none.streaks"), kind=StreakRow)
        for line in [told for row in rows for told in columns.printed_lines(row)] if form == "table" else ():
            hanging("", line, 2)
        _caution(form, reader, bool(rows))


def _piece(rows: Sequence[Row], skip: int, limit: int | None) -> Sequence[Row]:
    """The rows that are asked for, of a view that is reckoned as a whole."""
    return rows[skip:] if limit is None else rows[skip : skip + limit]


def _caution(form: str, reader: ViewReader, told: bool) -> None:
    """Below a table of counts, on the side of messages: they are counts of this log, and where it is complete."""
    if not told or form != "table":
        return
    from tracker.summaries import plain
    from tracker.wording.dates import edtf_words

    message(say("views.caution"))
    for row in reader.coverages():
        message(say("views.declared", who=plain(", ".join(row.subjects)), period=edtf_words(row.period)))
