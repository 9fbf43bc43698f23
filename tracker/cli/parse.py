"""`tracker parse`: what the parser finds in articles; nothing is recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

import click

from tracker.cli.arguments import OneOf, PublishedType
from tracker.cli.failures import FAILED, OK
from tracker.cli.formats import json_line, print_table
from tracker.cli.inputs import Inputs
from tracker.cli.tables import Column
from tracker.cli.terminal import data, emphasised, harmless, message
from tracker.cli.usage import command, option
from tracker.wording import label, say

if TYPE_CHECKING:
    from tracker.articles import Article
    from tracker.parsing.parse import Finding

LAYERS = ("events", "sentences", "tokens", "clauses", "times", "mentions", "places", "actors", "quotes", "sources")


@command("parse")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@option("--published", about="parse_published", type=PublishedType(), metavar=say("cli.help.date"))
@option("--jsonl", "jsonl", about="jsonl", is_flag=True)
@option("--explain", "explain", about="explain", is_flag=True)
@option("--layer", about="layer", type=OneOf(LAYERS), default="events")
def parse(paths: tuple[str, ...], published: str | None, jsonl: bool, explain: bool, layer: str) -> int:
    """Print events, or another layer, of every article."""
    if explain and (jsonl or layer != "events"):
        raise click.UsageError(say("cli.usage.explain"), click.get_current_context())
    inputs = Inputs(paths, published)
    if layer != "events":
        _print_lines(inputs, lambda article: _inner_lines(article, layer))
    elif jsonl:
        _print_lines(inputs, _event_lines)
    elif explain:
        _print_explained(inputs)
    else:
        found = print_table(_found(inputs), _columns())
        if not found and not inputs.failed:
            message(say("cli.message.nothing_found"))
    return FAILED if inputs.failed else OK


def _print_lines(inputs: Inputs, lines_of: Callable[[Article], Iterable[object]]) -> None:
    for article in inputs:
        for line in inputs.attempt(article, lambda one: [json_line(fields) for fields in lines_of(one)]) or ():
            data(line)


def _event_lines(article: Article) -> Iterator[object]:
    from tracker.parsing.lines import event_line
    from tracker.parsing.parse import parse as find_events

    return (event_line(article.name, finding) for finding in find_events(article))


def _inner_lines(article: Article, layer: str) -> Iterable[object]:
    from tracker.parsing.inner_lines import inner_lines

    return inner_lines(article, layer)


def _print_explained(inputs: Inputs) -> None:
    from tracker.cli.explained import explained
    from tracker.parsing.parse import parse as find_events
    from tracker.summaries import plain

    for article in inputs:
        texts = inputs.attempt(article, lambda one: [explained(found, one.text) for found in find_events(one)])
        if texts is None:
            continue
        data(emphasised(say("cli.message.found_in", name=plain(article.name), events=len(texts))))
        for text in texts:
            data(harmless(text))


def _found(inputs: Inputs) -> Iterator[tuple[Article, Finding]]:
    from tracker.parsing.parse import parse as find_events

    for article in inputs:
        for finding in inputs.attempt(article, find_events) or ():
            yield article, finding


def _columns() -> list[Column[tuple[Article, Finding]]]:
    from tracker.summaries import plain, summary

    def words(row: tuple[Article, Finding]) -> str:
        article, finding = row
        return " … ".join(plain(article.text[span.start : span.end]) for span in finding.event.evidence)

    return [
        Column(say("cli.column.article"), lambda row: plain(row[0].name), least=8),
        Column(say("cli.column.type"), lambda row: label("type", row[1].event.type), least=6),
        Column(say("cli.column.what"), lambda row: summary(row[1].event), least=24),
        Column(say("cli.column.evidence"), words, least=16),
    ]
