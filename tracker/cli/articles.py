"""`tracker articles`: the texts behind the events."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from tracker.cli.arguments import AsOf, AsOfType
from tracker.cli.formats import format_option, print_rows
from tracker.cli.session import dossier_option, for_reading
from tracker.cli.tables import Column
from tracker.cli.terminal import data, harmless
from tracker.cli.usage import command, option
from tracker.wording import say

if TYPE_CHECKING:
    from tracker.article_store import ArticleRow, ArticleStore

_PAGE = 500


@command("articles")
@click.argument("article", required=False)
@option("--as-of", "as_of", about="articles_as_of", type=AsOfType(), metavar=say("cli.help.date"))
@format_option
@dossier_option
def articles(article: str | None, as_of: AsOf | None, form: str) -> None:
    """List the articles, newest first, or print the text of one."""
    with for_reading() as dossier:
        if article is not None:
            data(harmless(dossier.articles.named(article, "ARTICLE").text))
            return
        numbers = dossier.articles.numbers(published_until=as_of.published if as_of else None)
        print_rows(form, _pages(dossier.articles, numbers), _columns(), none=say("cli.message.no_articles"))


def _pages(store: ArticleStore, numbers: list[int]) -> Iterator[ArticleRow]:
    for start in range(0, len(numbers), _PAGE):
        yield from store.rows(numbers[start : start + _PAGE])


def _columns() -> list[Column[ArticleRow]]:
    from tracker.summaries import plain

    return [
        Column("id", lambda row: row.id[:12], least=12),
        Column(say("cli.column.published"), lambda row: plain(row.published or "")[:16], least=10),
        Column(say("cli.column.outlet"), lambda row: plain(row.outlet or ""), least=8, spare=True),
        Column(say("cli.column.events"), lambda row: str(row.claims), least=3, right=True),
        Column(say("cli.column.title"), lambda row: plain(row.title or row.name), least=20),
        Column(say("cli.column.file"), lambda row: plain(row.name), least=8, spare=True),
    ]
