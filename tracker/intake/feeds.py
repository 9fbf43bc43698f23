"""The feeds of a dossier: fetched when they are due, their new and changed entries taken in as articles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from events.errors import LogError, TrackerError
from tracker.articles import Article
from tracker.config import Feed, Fetching
from tracker.dossier import Dossier
from tracker.intake.addresses import Address, FetchError, Resolve, resolve
from tracker.intake.feed_entries import Entry, FeedContent, feed_content
from tracker.intake.feed_store import FeedState, FeedStore
from tracker.intake.fetching import Answer, Fetcher, NotWanted
from tracker.intake.robots import Robots
from tracker.reading.article import Extractor, read_article
from tracker.reading.dates import date_of_text, not_later_than
from tracker.reading.html import host

_LONGEST_WAIT = timedelta(days=1)


@dataclass(slots=True)
class Harvest:
    """What a run brought in: counts by outcome (added, updated, known, undated), positions, and what went wrong."""

    counts: dict[str, int] = field(default_factory=dict)
    positions: list[int] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def count(self, outcome: str) -> None:
        """One more of an outcome."""
        self.counts[outcome] = self.counts.get(outcome, 0) + 1


class Feeds:
    """Fetches feeds into a dossier.

    Args:
        dossier: open for writing.
        fetching: bounds and manners.
        extractor: who finds the text of a linked page.
        resolving: how names become IP addresses.
        clock: the time, in UTC.
        alive: called after each entry.
        stopping: whether to come to an end.
    """

    def __init__(
        self,
        dossier: Dossier,
        fetching: Fetching = Fetching(),  # noqa: B008  (frozen)
        *,
        extractor: Extractor = "own",
        resolving: Resolve = resolve,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        alive: Callable[[], None] = lambda: None,
        stopping: Callable[[], bool] = lambda: False,
    ) -> None:
        self._dossier = dossier
        self._store = FeedStore(dossier.log)
        self._fetcher = Fetcher(fetching.timeout, fetching.megabytes * 1_000_000, fetching.contact, resolving)
        self._ask_robots = fetching.robots
        self._first_wait = timedelta(seconds=fetching.wait)
        self._extractor = extractor
        self._clock = clock
        self._alive = alive
        self._stopping = stopping

    def run(self, feeds: Sequence[Feed], harvest: Harvest, *, all_due: bool = False) -> None:
        """Fetch what is due into ``harvest``; one feed that fails does not keep the others waiting.

        Args:
            all_due: also those that a failure makes wait.

        Raises:
            LogError: the dossier cannot be written.
        """
        self._store.prepare()
        robots = Robots(self._fetcher)
        for feed in feeds:
            if self._stopping():
                return
            state = self._store.state(feed.name, feed.url)
            if not feed.enabled or (not all_due and state.not_before and state.not_before > self._text(self._clock())):
                continue
            try:
                self._fetch(feed, state, harvest, robots)
            except LogError:
                raise
            except TrackerError as error:
                harvest.count("failed")
                harvest.problems.append(f"{feed.name}: {error}")
                self._store.keep(self._failed(state, error), feed.url)
            self._alive()

    def _fetch(self, feed: Feed, state: FeedState, harvest: Harvest, robots: Robots) -> None:
        answer = self._fetcher.get(feed.url, allow_private=feed.allow_private, etag=state.etag, modified=state.modified)
        done = FeedState(feed.name, state.etag, state.modified, self._text(self._clock()))
        if answer.status == 200:
            if self._take_in(feed, content_of(answer, feed), harvest, robots):
                done = replace(done, etag=answer.headers.get("etag"), modified=answer.headers.get("last-modified"))
            else:
                # There is more to take: the next fetch must not be answered with "nothing new".
                done = replace(done, etag=None, modified=None)
        self._store.keep(done, feed.url)

    def _take_in(self, feed: Feed, content: FeedContent, harvest: Harvest, robots: Robots) -> bool:
        """Take in new and changed entries, the oldest first; False where some are left for the next run."""
        left = feed.most
        for entry in reversed(content.entries):
            seen = self._store.seen(feed.name, entry.key)
            if seen is not None and seen[0] == entry.hash:
                continue
            if left == 0 or self._stopping():
                return False
            left -= 1
            article = self._article(feed, content, entry, harvest, robots)
            self._add(feed, entry, article, seen[1] if seen else None, harvest)
            self._alive()
        return True

    def _add(self, feed: Feed, entry: Entry, article: Article, before: str | None, harvest: Harvest) -> None:
        if article.published is None:
            harvest.count("undated")
            self._store.remember(feed.name, entry.key, entry.hash, before)
            return
        earlier = (self._dossier.articles.latest_at(article.url) if article.url else None) or before
        if earlier is not None and earlier != article.id:
            article = replace(article, supersedes=earlier)
        result = self._dossier.ingest(article)
        self._store.remember(feed.name, entry.key, entry.hash, article.id)
        harvest.count("known" if result.known else "updated" if article.supersedes else "added")
        harvest.positions.extend(record.position for record in result.recorded)

    def _article(self, feed: Feed, content: FeedContent, entry: Entry, harvest: Harvest, robots: Robots) -> Article:
        own = article_of(feed, content, entry, self._clock())
        if not feed.follow or entry.url is None:
            return own
        try:
            page = self._page(feed, entry.url, robots)
        except TrackerError as error:  # the page cannot be had; what the feed itself says stands
            harvest.count("unfollowed")
            if not isinstance(error, NotWanted):
                harvest.problems.append(f"{feed.name}: {error}")
            return own
        return replace(
            own,
            text=page.text,
            title=own.title or page.title,
            author=own.author or page.author,
            published=own.published or (page.published if not_later_than(page.published, self._clock()) else None),
            language=own.language or page.language,
        )

    def _page(self, feed: Feed, url: str, robots: Robots) -> Article:
        def wanted(where: Address) -> bool:
            return not self._ask_robots or robots.allow(where, allow_private=feed.allow_private)

        answer = self._fetcher.get(url, allow_private=feed.allow_private, wanted_there=wanted)
        name = f"{answer.address.host}.html"
        return read_article(answer.body, name, extractor=self._extractor, charset=answer.charset)

    def _failed(self, state: FeedState, error: TrackerError) -> FeedState:
        """A feed that failed waits: as long as the server asks for, else twice as long as the last time."""
        failures = state.failures + 1
        wait = min(self._first_wait * 2 ** min(failures - 1, 20), _LONGEST_WAIT)
        if isinstance(error, FetchError) and error.retry_after is not None:
            wait = max(wait, timedelta(seconds=error.retry_after))
        return replace(state, failures=failures, not_before=self._text(self._clock() + wait), problem=str(error)[:500])

    @staticmethod
    def _text(moment: datetime) -> str:
        return moment.isoformat(timespec="seconds").replace("+00:00", "Z")


def content_of(answer: Answer, feed: Feed) -> FeedContent:
    """The entries in an answer.

    Raises:
        TrackerError: it is no feed.
    """
    return feed_content(answer.body, answer.address.shown, charset=answer.charset, base=answer.address.url)


def article_of(feed: Feed, content: FeedContent, entry: Entry, now: datetime) -> Article:
    """The article that an entry is by itself: its title as the first paragraph, then its text."""
    title = entry.title or ""
    text = entry.text if entry.text.startswith(title) else f"{title}\n\n{entry.text}"
    published = entry.published if not_later_than(entry.published, now) else None
    return Article(
        text.strip(),
        f"{feed.name}/{entry.key[:12]}",
        title=entry.title,
        outlet=feed.outlet or content.title or host(entry.url),
        author=entry.author,
        url=entry.url,
        published=published or date_of_text(text),
        language=feed.language or content.language,
        licence=feed.licence,
    )
