"""`tracker replay --file`: a projection tried beside the views: its rows, step by step, its differences, its check."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.failures import FAILED, OK
from tracker.cli.formats import print_json, print_rows, print_table
from tracker.cli.progress import ReplayProgress
from tracker.cli.tables import Column
from tracker.cli.terminal import cut, data, emphasised, is_interactive, is_terminal, message, width
from tracker.row_change_words import SIGNS, cell_words, row_change_words
from tracker.wording import label, say

if TYPE_CHECKING:
    from tracker.dossier import Dossier
    from tracker.projections.cutoff import Cutoff
    from tracker.projections.fold import EventError
    from tracker.projections.trial.row_changes import RowChange
    from tracker.projections.trial.run import Step, Trial

_SHOWN = 12


@dataclass(frozen=True, slots=True)
class TriedTable:
    """A table of a tried projection: how many rows, and how many differ from those in the views in use."""

    table: str
    rows: int
    added: int
    removed: int
    changed: int


class _Mended(Exception):
    """The file was mended while the trial waited: it begins anew."""


def try_out(
    dossier: Dossier,
    path: Path,
    cutoff: Cutoff,
    form: str,
    *,
    show: str,
    ignore: Collection[int],
    promote: bool,
) -> int:
    """Run a projection's file beside the views and print what comes of it; the exit code.

    Args:
        cutoff: which events count.
        form: table, json or csv.
        show: rows, diff (from the views in use) or step (what each event changes).
        ignore: positions of events at which it may fail.
        promote: keep it from now on, if it keeps its promises and no event was left out.

    Raises:
        EventError: it fails at an event that may not be left out.
        ProjectionError: the file defines no sound projection.
    """
    while True:
        trial = dossier.views.trial(path, cutoff)
        try:
            _run(trial, form, show, ignore)
            if show == "rows":
                _print_tables(dossier, trial, form)
            elif show == "diff":
                changes = [change for table in trial.tables for change in _against_live(dossier, trial, table)]
                print_rows(form, changes, _change_columns(), none=say("views.none.diff"))
            kept = _check(dossier, trial, path, cutoff)
            ignored = trial.ignored
        except _Mended:
            continue
        finally:
            trial.close()
        break
    for position, name in ignored:
        message(say("views.trial.ignored", position=position, name=name))
    if promote and (not kept or ignored):
        message(say("views.trial.not_promoted"))
        return FAILED
    if promote:
        with ReplayProgress() as shown:
            names = dossier.views.promote(path, progress=shown)
        message(say("views.trial.promoted", names=", ".join(names)))
    return OK if kept else FAILED


def _run(trial: Trial, form: str, show: str, ignore: Collection[int]) -> None:
    if show == "step":
        steps = trial.steps(lambda error: _judge(error, ignore))
        if form == "table":
            _walk(steps)
        else:
            print_json(map(_step_data, steps))
        return
    with ReplayProgress() as shown:
        trial.run(judge=lambda error: _judge(error, ignore), progress=shown)


def _judge(error: EventError, ignore: Collection[int]) -> bool:
    """Whether the event is left out: as asked for beforehand, else as whoever sits at the terminal says."""
    position = error.record.position if error.record else 0
    if position in ignore:
        return True
    if not is_interactive():
        return False
    message(str(error))
    answer = click.prompt(say("views.trial.ask"), type=click.Choice(["i", "r", "q"]), default="q", err=True)
    if answer == "r":
        raise _Mended
    return bool(answer == "i")


# --- what is printed ------------------------------------------------------------------------------------------------


def _print_tables(dossier: Dossier, trial: Trial, form: str) -> None:
    """How the tables stand against those in use; for a person their first rows, too."""
    tables = [_tried(dossier, trial, table) for table in trial.tables]
    columns = [
        Column[TriedTable](say("views.column.table"), lambda one: one.table, least=12),
        Column[TriedTable](say("views.column.rows"), lambda one: str(one.rows), least=4, right=True),
        *(
            Column[TriedTable](say(f"views.row.{kind}"), lambda one, kind=kind: str(getattr(one, kind)), right=True)  # type: ignore[misc]
            for kind in SIGNS
        ),
    ]
    print_rows(form, tables, columns, none="", kind=TriedTable)
    if form != "table":
        return
    for table in tables:
        if table.rows:
            data()
            _print_rows(trial, table)


def _print_rows(trial: Trial, table: TriedTable) -> None:
    cursor = trial.db.execute(f'SELECT * FROM "{table.table}" LIMIT {_SHOWN}')
    names = [column[0] for column in cursor.description]
    columns = [
        Column[Any](name, lambda row, place=place: cell_words(row[place]), least=min(len(name), 12))  # type: ignore[misc]
        for place, name in enumerate(names)
    ]
    print_table(cursor.fetchall(), columns)
    if table.rows > _SHOWN:
        data(say("views.trial.more", count=table.rows - _SHOWN, table=table.table))


def _tried(dossier: Dossier, trial: Trial, table: str) -> TriedTable:
    kinds = [change.kind for change in _against_live(dossier, trial, table)]
    (rows,) = trial.db.execute(f'SELECT count(*) FROM "{table}"').fetchone()
    return TriedTable(table, rows, kinds.count("added"), kinds.count("removed"), kinds.count("changed"))


def _against_live(dossier: Dossier, trial: Trial, table: str) -> list[RowChange]:
    """What differs from the views in use; there is nothing to differ from where they do not hold the projection."""
    from tracker.projections.trial.row_changes import compared

    return compared(dossier.views.connection(), trial.db, table)


def _change_columns() -> list[Column[RowChange]]:
    return [
        Column("", lambda change: SIGNS[change.kind], least=1),
        Column(say("views.column.table"), lambda change: change.table, least=12),
        Column(say("views.column.row"), row_change_words, least=30),
    ]


def _walk(steps: Any) -> None:
    """Every event that changes rows, with these; at a terminal one at a time until somebody says "all" or "quit"."""
    waiting, any_step = is_interactive() and is_terminal(), False
    for step in steps:
        any_step = True
        data(emphasised(f"#{step.record.position}  {label('type', step.record.type)}"))
        for change in step.changes:
            line = f"  {SIGNS[change.kind]} {change.table}  {row_change_words(change)}"
            data(cut(line, width()) if is_terminal() else line)
        if waiting:
            answer = click.prompt(
                say("views.trial.step"), type=click.Choice(["n", "a", "q"]), default="n", err=True, show_choices=False
            )
            if answer == "q":
                raise click.Abort
            waiting = answer == "n"
    if not any_step:
        message(say("views.trial.no_steps"))


def _step_data(step: Step) -> dict[str, Any]:
    return {
        "position": step.record.position,
        "id": step.record.id,
        "type": step.record.type,
        "changes": [asdict(change) for change in step.changes],
    }


def _check(dossier: Dossier, trial: Trial, path: Path, cutoff: Cutoff) -> bool:
    """Try the promises of a projection and say what came of it; whether all are kept."""
    from tracker.projections.trial.self_check import self_check

    checks = self_check(trial, lambda: dossier.views.trial(path, cutoff))
    for check in checks:
        told = say(f"views.trial.check_{check.name}", pieces=check.pieces)
        outcome = (
            say("views.trial.kept") if check.kept else say("views.trial.broken", tables=", ".join(check.differing))
        )
        message(f"{'✓' if check.kept else '✗'} {told}: {outcome}")
    return all(check.kept for check in checks)
