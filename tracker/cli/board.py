"""`tracker meetings`, `itineraries`, `whereabouts`, `statements`: the views, now or as known before."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.arguments import AsOf
from tracker.cli.cutoffs import cutoff_options, filter_option, looking_from, page_options
from tracker.cli.formats import format_option, print_rows
from tracker.cli.session import dossier_option, for_reading
from tracker.cli.usage import command
from tracker.wording import say

if TYPE_CHECKING:
    from tracker.cli.tables import Column
    from tracker.dossier import Dossier


def _view(name: str) -> click.Command:
    """The command that prints one view."""

    @command(name)
    @cutoff_options
    @filter_option
    @page_options
    @format_option
    @dossier_option
    def show_view(
        as_of: AsOf | None, position: int | None, search: str | None, limit: int | None, skip: int, form: str
    ) -> None:
        with for_reading() as dossier:
            from tracker.projections import rows

            kinds = {
                "meetings": rows.MeetingRow,
                "itineraries": rows.ItineraryRow,
                "whereabouts": rows.WhereaboutsRow,
                "statements": rows.StatementRow,
            }
            found = looking_from(dossier, as_of, position).all(name, search=search, at=skip, limit=limit)
            print_rows(form, found, columns_of(name, dossier), none=say(f"cli.message.no_{name}"), kind=kinds[name])

    return show_view


def columns_of(view: str, dossier: Dossier) -> list[Column[Any]]:
    """What a table of the view shows."""
    from tracker.cli import view_columns

    def position_of(event_id: str) -> int | None:
        record = dossier.log.get(event_id)
        return record.position if record else None

    of: dict[str, Callable[[], list[Column[Any]]]] = {
        "meetings": view_columns.meetings,
        "itineraries": lambda: view_columns.itineraries(position_of),
        "whereabouts": view_columns.whereabouts,
        "statements": view_columns.statements,
    }
    return of[view]()


meetings = _view("meetings")
itineraries = _view("itineraries")
whereabouts = _view("whereabouts")
statements = _view("statements")
