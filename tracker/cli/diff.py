"""`tracker diff --as-of A --and B`: what a view shows otherwise at a later moment, and which event brought it about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from events.errors import TrackerError
from tracker.cli.arguments import AsOf, AsOfType, NumberType, OneOf
from tracker.cli.cutoffs import cutoff_of, filter_option, looking_from
from tracker.cli.formats import format_option, print_rows
from tracker.cli.session import dossier_option, for_reading
from tracker.cli.usage import command, option
from tracker.projections.differences import VIEWS, differences
from tracker.wording import say

if TYPE_CHECKING:
    from tracker.cli.tables import Column


@command("diff")
@option("--as-of", "as_of", about="diff_as_of", type=AsOfType(), metavar=say("cli.help.date"))
@option("--at", "position", about="diff_at", type=NumberType(0), metavar="POSITION")
@option("--and", "later", about="diff_and", type=AsOfType(), metavar=say("cli.help.date"))
@option("--and-at", "later_position", about="diff_and_at", type=NumberType(0), metavar="POSITION")
@option("--view", about="diff_view", type=OneOf(VIEWS), default="happenings")
@filter_option
@format_option
@dossier_option
def diff(
    as_of: AsOf | None,
    position: int | None,
    later: AsOf | None,
    later_position: int | None,
    view: str,
    search: str | None,
    form: str,
) -> None:
    """Print the differences of a view."""
    if as_of is None and position is None:
        raise click.UsageError(say("cli.usage.missing", name="--as-of"), click.get_current_context())
    with for_reading() as dossier:
        from tracker.projections.reckoned_rows import DifferenceRow

        before, after = looking_from(dossier, as_of, position), looking_from(dossier, later, later_position)
        first, second = cutoff_of(as_of, position), cutoff_of(later, later_position)
        records = list(dossier.log.read())
        if any(first.admits(record) and not second.admits(record) for record in records):
            raise TrackerError(say("views.error.order"), where="--and", remedy=say("views.error.order_remedy"))
        between = [record for record in records if second.admits(record) and not first.admits(record)]
        rows = differences(view, before, after, between, dossier.log.get, search=search)
        print_rows(form, rows, _columns(), none=say("views.none.diff"), kind=DifferenceRow)


def _columns() -> list[Column[Any]]:
    from tracker import difference_words as words
    from tracker.cli.tables import Column

    return [
        Column(say("views.column.change"), lambda row: say(f"views.change.{row.kind}"), least=6),
        Column(say("cli.column.what"), words.what_words, least=18, lines=3),
        Column(say("views.column.field"), words.field_words, least=6),
        Column(say("views.column.old"), lambda row: words.value_words(row, row.old), least=10, lines=4),
        Column(say("views.column.new"), lambda row: words.value_words(row, row.new), least=10, lines=4),
        Column(say("views.column.cause"), words.cause_words, least=8),
    ]
