"""`tracker backup` and `tracker repair`: keep a dossier safe; mend what can be mended without touching its log."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import click

from tracker.cli.failures import FAILED, OK, UNVERIFIED
from tracker.cli.progress import ReplayProgress
from tracker.cli.session import dossier_option, dossier_path, for_reading, log_for_reading
from tracker.cli.terminal import data, message
from tracker.cli.usage import command, option
from tracker.wording import say


@command("backup")
@click.argument("target", type=click.Path(path_type=Path), metavar="TARGET")
@option("--force", about="force", is_flag=True)
@dossier_option
def backup(target: Path, force: bool) -> None:
    """Copy the dossier while others write; the copy is verified before it takes its name."""
    with log_for_reading() as log:
        head = log.copy_to(target.expanduser(), over=force)
    data(say("cli.message.backed_up", path=target, records=head.position, head=f"{head.position}:{head.hash}"))


@command("repair")
@dossier_option
def repair() -> int:
    """Rebuild the views if the log is sound; say what was found. The log is never touched."""
    with log_for_reading() as log:
        report = log.examine()
    for fault in report.faults:
        data(f"#{fault.position}: {fault.what}")
    if not report.ok:
        message(say("cli.message.log_faults", faults=len(report.faults)))
        return UNVERIFIED
    data(say("cli.message.log_sound", records=report.records))
    data(_views_found(dossier_path().with_suffix(".views")))
    with for_reading(catch_up=False) as dossier, ReplayProgress() as shown:
        dossier.views.rebuild(progress=shown)
        states = dossier.views.states()
    stopped = [state for state in states if state.error]
    for state in stopped:
        data(f"{state.name}: {state.error}")
    data(say("cli.message.views_rebuilt", views=len(states) - len(stopped), position=report.head.position))
    return FAILED if stopped else OK


def _views_found(path: Path) -> str:
    """What the file of the views is like, before it is opened for good: that would throw a damaged one away."""
    if not path.exists():
        return say("cli.message.views_missing", path=path)
    try:
        with closing(sqlite3.connect(f"file:{quote(str(path.absolute()))}?mode=ro", uri=True)) as connection:
            found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as error:
        found = str(error)
    if found != "ok":
        return say("cli.message.views_damaged", path=path, why=found)
    return say("cli.message.views_sound", path=path)
