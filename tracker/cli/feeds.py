"""`tracker feeds`: which feeds are read, and what one would bring."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.formats import format_option, print_rows
from tracker.cli.session import dossier_option, dossier_path
from tracker.cli.tables import Column
from tracker.cli.terminal import data, message
from tracker.cli.usage import command, group, option
from tracker.wording import say

if TYPE_CHECKING:
    from tracker.config import Feed


@dataclass(frozen=True, slots=True)
class FeedRow:
    """A feed in the list: how it is set, and how its last fetch went."""

    name: str
    address: str
    follow: bool
    enabled: bool
    fetched: str | None
    failures: int
    problem: str | None


@group("feeds")
def feeds() -> None:
    """The feeds."""


@command("add", words="feeds_add")
@click.argument("url")
@option("--name", "name", about="feed_name", metavar="NAME")
@option("--outlet", "outlet", about="feed_outlet", metavar="NAME")
@option("--language", "language", about="feed_language", metavar="CODE")
@option("--follow", "follow", about="feed_follow", is_flag=True)
@option("--allow-private", "allow_private", about="feed_private", is_flag=True)
def add(
    url: str, name: str | None, outlet: str | None, language: str | None, follow: bool, allow_private: bool
) -> None:
    """Write a feed into the settings."""
    from tracker.config import config_path
    from tracker.config_changes import add as write

    name = name or _name_of(url)
    fields = {"name": name, "url": url, "outlet": outlet, "language": language}
    write("feeds", fields | {"follow": follow, "allow_private": allow_private})
    data(say("intake.feeds.added", name=name, path=config_path()))


@command("list", words="feeds_list")
@format_option
@dossier_option
def show(form: str) -> None:
    """Print the feeds and how they stand in the dossier."""
    from tracker.config import load

    rows = _rows(load().feeds)
    print_rows(form, rows, _columns(), none=say("intake.feeds.none"))


@command("remove", words="feeds_remove")
@click.argument("name")
def remove(name: str) -> None:
    """Take a feed out of the settings; its articles stay."""
    from tracker.config_changes import remove as take_out

    take_out("feeds", name)
    data(say("intake.feeds.removed", name=name))


@command("test", words="feeds_test")
@click.argument("url")
@option("--allow-private", "allow_private", about="feed_private", is_flag=True)
@format_option
def test(url: str, allow_private: bool, form: str) -> None:
    """Fetch a feed, of the settings or by its address, and print its entries; nothing is recorded."""
    from tracker.config import Feed, load
    from tracker.intake.feeds import content_of
    from tracker.intake.fetching import Fetcher

    settings = load()
    known = next((feed for feed in settings.feeds if feed.name == url), None)
    feed = known or Feed(name="test", url=url, allow_private=allow_private)
    how = settings.fetching
    fetcher = Fetcher(how.timeout, how.megabytes * 1_000_000, how.contact)
    content = content_of(fetcher.get(feed.url, allow_private=feed.allow_private or allow_private), feed)
    if content.title and form == "table":
        message(content.title)
    print_rows(form, content.entries, _entry_columns(), none=say("intake.feeds.no_entries"))


def _name_of(url: str) -> str:
    """A name from the host of the address."""
    import re

    from tracker.intake.addresses import address

    return re.sub(r"[^a-z0-9]+", "-", address(url).host.removeprefix("www.").lower()).strip("-")[:40] or "feed"


def _rows(feeds: list[Feed]) -> list[FeedRow]:
    from events.sqlite_log import SqliteLog
    from tracker.intake.addresses import address
    from tracker.intake.feed_store import FeedState, FeedStore

    states = {feed.name: FeedState(feed.name) for feed in feeds}
    if dossier_path().exists():
        log = SqliteLog.open(dossier_path(), read_only=True)
        try:
            states = {feed.name: FeedStore(log).state(feed.name, feed.url) for feed in feeds}
        finally:
            log.close()
    return [
        FeedRow(
            feed.name,
            address(feed.url).shown,
            feed.follow,
            feed.enabled,
            states[feed.name].fetched,
            states[feed.name].failures,
            states[feed.name].problem,
        )
        for feed in feeds
    ]


def _columns() -> list[Column[FeedRow]]:
    from tracker.summaries import plain

    columns: list[Column[Any]] = [
        Column(say("intake.feeds.name"), lambda row: row.name),
        Column(say("intake.feeds.address"), lambda row: plain(row.address), least=16),
        Column(say("intake.feeds.fetched"), lambda row: (row.fetched or "–").replace("T", " ").rstrip("Z"), least=10),
        Column(say("intake.feeds.problem"), lambda row: plain(row.problem or ""), least=8),
    ]
    return columns


def _entry_columns() -> list[Column[Any]]:
    from tracker.summaries import plain

    return [
        Column(say("cli.column.published"), lambda entry: (entry.published or "–")[:16], least=10),
        Column(say("cli.column.title"), lambda entry: plain(entry.title or ""), least=20),
        Column(say("intake.feeds.text"), lambda entry: plain(entry.text, 200), least=20),
    ]


for one in (add, show, remove, test):
    feeds.add_command(one)
