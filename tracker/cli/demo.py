"""`tracker demo`: a small dossier made from the shipped reports, on the desk or as text."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

import seeds
from tracker.cli.board import columns_of
from tracker.cli.desk import open_desk
from tracker.cli.failures import OK
from tracker.cli.formats import print_table
from tracker.cli.terminal import data, emphasised, is_terminal, message
from tracker.cli.usage import command, option
from tracker.wording import say

if TYPE_CHECKING:
    from tracker.dossier import Dossier

VIEWS = ("meetings", "itineraries", "whereabouts", "statements")


@command("demo")
@click.argument("path", required=False, type=click.Path(path_type=Path))
@option("--text", "as_text", about="demo_text", is_flag=True)
def demo(path: Path | None, as_text: bool) -> int:
    """Build the demo dossier where it is missing, and show it."""
    from tracker.dossier import Dossier

    goal = path if path is not None else _default_path()
    with Dossier.open(goal, create=True) as dossier:
        day = _fill(dossier)
        dossier.catch_up()
        message(say("cli.message.demo", path=goal))
        if as_text or not is_terminal():
            _print(dossier, day)
            return OK
    return open_desk(goal)


def _default_path() -> Path:
    from platformdirs import user_data_path

    folder = user_data_path("tracker", appauthor=False)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder / "demo.dossier"


def _fill(dossier: Dossier) -> date:
    """Take in the reports that are missing; returns the day of the newest one."""
    from tracker.parsing.reading import read_article
    from tracker.projections.cutoff import Cutoff

    newest = date.min
    for name, content in seeds.demo_articles():
        article = read_article(content.encode(), name)
        dossier.ingest(article)
        if article.published:
            newest = max(newest, date.fromisoformat(article.published[:10]))
    return newest if newest > date.min else dossier.day_of(Cutoff())


def _print(dossier: Dossier, day: date) -> None:
    from tracker.projections.cutoff import Cutoff

    reader = dossier.at(Cutoff(), day)
    for view in VIEWS:
        data(emphasised(say(f"cli.demo.{view}", day=day.isoformat())))
        print_table(reader.all(view), columns_of(view), none=say(f"cli.message.no_{view}"))
        data()
