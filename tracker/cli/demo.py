"""`tracker demo`: a small dossier made from the shipped reports, on the desk or as text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import click

import seeds
from tracker.cli.board import columns_of
from tracker.cli.desk import open_desk
from tracker.cli.failures import OK
from tracker.cli.formats import print_table
from tracker.cli.tables import Column
from tracker.cli.terminal import data, emphasised, is_terminal, message
from tracker.cli.usage import command, option
from tracker.cli.view_columns import itineraries
from tracker.dossier import Dossier
from tracker.locations import data_folder
from tracker.projections.cutoff import Cutoff
from tracker.projections.rows import ItineraryRow
from tracker.reading.article import read_article
from tracker.summaries import plain
from tracker.wording import say

VIEWS = ("meetings", "itineraries", "whereabouts", "statements")
_SHOWN = 15


@command("demo")
@click.argument("path", required=False, type=click.Path(path_type=Path))
@option("--text", "as_text", about="demo_text", is_flag=True)
def demo(path: Path | None, as_text: bool) -> int:
    """Build the demo dossier where it is missing, and show it."""
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
    folder = data_folder()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder / "demo.dossier"


def _fill(dossier: Dossier) -> date:
    """Take in the reports that are missing; returns the day of the newest one."""
    newest = date.min
    for name, content in seeds.demo_articles():
        article = read_article(content.encode(), name)
        dossier.ingest(article)
        if article.published:
            newest = max(newest, date.fromisoformat(article.published[:10]))
    return newest if newest > date.min else dossier.day_of(Cutoff())


def _print(dossier: Dossier, day: date) -> None:
    """The views as of a day, and before them how the journey with the most reports became known."""
    reader = dossier.at(as_of=day)
    _print_story(dossier, [row for row in reader.all("itineraries") if isinstance(row, ItineraryRow)])
    for view in VIEWS:
        data(emphasised(say(f"cli.demo.{view}", day=day.isoformat())))
        rows = reader.all(view)
        print_table(islice(rows, _SHOWN), columns_of(view, dossier), none=say(f"cli.message.no_{view}"))
        if more := sum(1 for _ in rows):
            data(say("cli.demo.more", count=more, view=view))
        data()


def _print_story(dossier: Dossier, journeys: list[ItineraryRow]) -> None:
    """One journey as it was known at the end of every day on which something was published."""
    if not journeys:
        return
    main = max(journeys, key=lambda row: row.reports)
    rows = dossier.articles.rows(dossier.articles.numbers())
    known: list[tuple[date, ItineraryRow]] = []
    for day in sorted({date.fromisoformat(row.published[:10]) for row in rows if row.published}):
        then = dossier.at(Cutoff(published=f"{day.isoformat()}T23:59:59Z"), day).all("itineraries")
        known += [(day, row) for row in then if isinstance(row, ItineraryRow) and row.id == main.id]
    data(emphasised(say("cli.demo.story", who=plain(main.traveller))))
    print_table(known, _story_columns())
    data()


def _story_columns() -> list[Column[tuple[date, ItineraryRow]]]:
    shown = ("state", "period", "way", "support", "notes")
    titles = [say(f"cli.column.{name}") for name in shown]
    columns = [column for column in itineraries(lambda _: None) if column.title in titles]
    return [
        Column(say("cli.column.known"), lambda row: row[0].isoformat(), least=10),
        *(Column(one.title, _of_journey(one), one.least, one.right, one.spare) for one in columns),
    ]


def _of_journey(column: Column[Any]) -> Callable[[tuple[date, ItineraryRow]], str]:
    return lambda row: column.text(row[1])
