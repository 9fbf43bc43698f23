"""Entries of feeds become articles once; changed ones supersede; a feed that fails waits and harms no other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.errors import TrackerError
from tests.intake import site as serving
from tests.intake.site import Site
from tracker.config import Feed, Fetching
from tracker.dossier import Dossier
from tracker.intake.feed_entries import MAX_ENTRIES, feed_content
from tracker.intake.feed_store import FeedStore
from tracker.intake.feeds import Feeds, Harvest
from tracker.summaries import plain

NOW = datetime(2024, 3, 6, 12, tzinfo=UTC)
SENTENCE = "Außenministerin Annalena Baerbock ist am Montag nach {place} gereist."


def item(number: int, place: str = "Oslo", *, date: str = "Tue, 05 Mar 2024 08:00:00 +0100", link: str = "") -> str:
    return (
        f"<item><title>Reise {number}</title><link>{link or f'https://example.org/{number}'}</link><guid>{number}</guid>"
        f"<pubDate>{date}</pubDate><description>&lt;p&gt;{SENTENCE.format(place=place)}&lt;/p&gt;</description></item>"
    )


def rss(*items: str) -> str:
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>Beispielblatt</title>{"".join(items)}</channel></rss>'
    )


@pytest.fixture
def site() -> Iterator[Site]:
    with serving.running() as site:
        yield site


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[Dossier]:
    with Dossier.open(tmp_path / "test.dossier", create=True) as dossier:
        yield dossier


class Clock:
    """A clock that a test turns."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def feed(site: Site, path: str = "/feed", **fields: Any) -> Feed:
    return Feed(name=path.strip("/"), url=site.url(path), allow_private=True, **fields)


def run(dossier: Dossier, clock: Clock, *feeds: Feed, fetching: Fetching | None = None) -> Harvest:
    harvest = Harvest()
    Feeds(dossier, fetching or Fetching(timeout=10), clock=clock).run(feeds, harvest)
    return harvest


def articles(dossier: Dossier) -> list[Any]:
    rows = dossier.articles.rows(dossier.articles.numbers())
    return [dossier.articles.article(row.id) for row in rows]


def test_entries_become_articles_with_their_events(site: Site, dossier: Dossier, clock: Clock) -> None:
    site.pages["/feed"] = serving.text(rss(item(2, "Bergen"), item(1)))
    harvest = run(dossier, clock, feed(site, licence="nur intern"))
    assert (harvest.counts, harvest.problems) == ({"added": 2}, [])
    assert harvest.positions == [record.position for record in dossier.log.read()] != []
    first = articles(dossier)[-1]
    assert first.text == f"Reise 1\n\n{SENTENCE.format(place='Oslo')}"
    assert (first.outlet, first.title, first.url, first.licence) == (
        "Beispielblatt",
        "Reise 1",
        "https://example.org/1",
        "nur intern",
    )
    assert first.published == "2024-03-05T08:00:00+01:00"


def test_the_same_feed_again_adds_nothing(site: Site, dossier: Dossier, clock: Clock) -> None:
    site.pages["/feed"] = serving.text(rss(item(1)))
    run(dossier, clock, feed(site))
    head = dossier.log.head()
    assert run(dossier, clock, feed(site)).counts == {}
    assert dossier.log.head() == head


def test_what_has_not_changed_is_not_sent_again(site: Site, dossier: Dossier, clock: Clock) -> None:
    site.pages["/feed"] = serving.text(rss(item(1)), ETag='"v1"', Last_Modified="Tue, 05 Mar 2024 08:00:00 GMT")
    run(dossier, clock, feed(site))
    run(dossier, clock, feed(site))
    again = site.asked[1][1]
    assert again["If-None-Match"] == '"v1"'
    assert again["If-Modified-Since"] == "Tue, 05 Mar 2024 08:00:00 GMT"


def test_a_changed_entry_supersedes_its_earlier_article(site: Site, dossier: Dossier, clock: Clock) -> None:
    site.pages["/feed"] = serving.text(rss(item(1, "Oslo")))
    run(dossier, clock, feed(site))
    (before,) = articles(dossier)
    site.pages["/feed"] = serving.text(rss(item(1, "Bergen")))
    assert run(dossier, clock, feed(site)).counts == {"updated": 1}
    after = next(article for article in articles(dossier) if article.id != before.id)
    assert after.supersedes == before.id


def test_a_run_takes_so_many_and_the_next_one_the_rest(site: Site, dossier: Dossier, clock: Clock) -> None:
    site.pages["/feed"] = serving.text(rss(*(item(number, f"Ort {number}") for number in range(5))), ETag='"v1"')
    counts = [run(dossier, clock, feed(site, most=2)).counts.get("added", 0) for _ in range(4)]
    assert counts == [2, 2, 1, 0]


def test_the_full_text_is_fetched_only_where_the_feed_allows_it(site: Site, dossier: Dossier, clock: Clock) -> None:
    site.pages["/feed"] = serving.text(rss(item(1, link=site.url("/artikel"))))
    page = f"<html><body><article><p>{SENTENCE.format(place='Narvik')}</p></article></body></html>"
    site.pages["/artikel"] = serving.text(page, kind="text/html")
    run(dossier, clock, feed(site))
    assert "/artikel" not in site.paths()
    FeedStore(dossier.log).forget("feed")
    run(dossier, clock, feed(site, follow=True))
    assert site.paths()[-2:] == ["/robots.txt", "/artikel"]
    assert any("Narvik" in article.text for article in articles(dossier))


def test_a_page_that_a_site_forbids_is_left_alone_and_the_summary_stands(
    site: Site, dossier: Dossier, clock: Clock
) -> None:
    site.pages["/feed"] = serving.text(rss(item(1, link=site.url("/artikel"))))
    site.pages["/robots.txt"] = serving.text("User-agent: *\nDisallow: /", kind="text/plain")
    harvest = run(dossier, clock, feed(site, follow=True))
    assert harvest.counts == {"unfollowed": 1, "added": 1}
    assert "/artikel" not in site.paths()
    assert "Oslo" in articles(dossier)[0].text


def test_an_undated_or_future_entry_is_counted_not_guessed(site: Site, dossier: Dossier, clock: Clock) -> None:
    site.pages["/feed"] = serving.text(rss(item(1, date="bald"), item(2, date="2099-01-01")))
    assert run(dossier, clock, feed(site)).counts == {"undated": 2}
    assert articles(dossier) == []


@pytest.mark.parametrize(
    "page",
    [
        serving.status(500),
        serving.text("<html><body>Anmeldung</body></html>"),
        serving.text(""),
        serving.text("%PDF-1.7"),
        serving.cut_short,
    ],
    ids=["status", "page", "empty", "pdf", "short"],
)
def test_a_feed_that_fails_is_named_waits_and_harms_no_other(
    site: Site, dossier: Dossier, clock: Clock, page: serving.Page
) -> None:
    site.pages |= {"/bad": page, "/good": serving.text(rss(item(1)))}
    harvest = run(dossier, clock, feed(site, "/bad"), feed(site, "/good"))
    assert harvest.counts == {"failed": 1, "added": 1}
    assert harvest.problems[0].startswith("bad: ")
    asked = len(site.asked)
    assert run(dossier, clock, feed(site, "/bad")).counts == {}
    assert len(site.asked) == asked, "it waits"
    clock.now += timedelta(minutes=6)
    assert run(dossier, clock, feed(site, "/bad")).counts == {"failed": 1}
    clock.now += timedelta(minutes=6)
    assert run(dossier, clock, feed(site, "/bad")).counts == {}, "twice as long as the last time"


def test_a_server_is_left_alone_as_long_as_it_asks(site: Site, dossier: Dossier, clock: Clock) -> None:
    site.pages["/feed"] = serving.status(429, Retry_After="7200")
    run(dossier, clock, feed(site))
    state = FeedStore(dossier.log).state("feed", site.url("/feed"))
    assert state.not_before == "2024-03-06T14:00:00Z"
    site.pages["/feed"] = serving.text(rss(item(1)))
    clock.now += timedelta(hours=2, seconds=1)
    assert run(dossier, clock, feed(site)).counts == {"added": 1}
    assert FeedStore(dossier.log).state("feed", site.url("/feed")).failures == 0


def test_no_secret_of_an_address_comes_into_the_dossier(site: Site, dossier: Dossier, clock: Clock) -> None:
    site.pages["/feed"] = serving.text(rss(item(1, link="/artikel")))
    secret = site.url("/feed?token=streng-geheim").replace("http://", "http://vera:streng-geheim@")
    run(dossier, clock, Feed(name="a", url=secret, allow_private=True))
    site.pages["/feed"] = serving.status(500)
    run(dossier, clock, Feed(name="a", url=secret, allow_private=True))
    assert articles(dossier)[0].url == site.url("/artikel")
    dossier.close()
    for path in dossier.path.parent.glob("test.*"):
        assert path.is_dir() or b"streng-geheim" not in path.read_bytes()


BOMB = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;&a;">]><rss><channel><title>&b;</title>'
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Blatt</title><entry><title>A</title><id>1</id><link href="/a"/><updated>2024-03-05T08:00:00Z</updated><content type="html">&lt;p&gt;Text&lt;/p&gt;</content></entry></feed>'  # noqa: E501


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    "feed",
    [BOMB, '<!doctype rss [ <!entity x SYSTEM "file:///etc/passwd">]><rss></rss>', f"<!-- <a> -->{BOMB}"],
)
def test_entities_are_refused_before_anybody_reads_them(feed: str, encoding: str) -> None:
    with pytest.raises(TrackerError, match="entities"):
        feed_content(feed.encode(encoding), "feed")


def test_a_feed_out_of_all_proportion_is_refused() -> None:
    with pytest.raises(TrackerError, match="proportion"):
        feed_content(rss("<item>" * (MAX_ENTRIES + 1)).encode(), "feed")


def test_an_atom_feed_is_read_with_relative_links() -> None:
    found = feed_content(ATOM.encode(), "feed", base="https://example.org/x/feed.xml")
    (entry,) = found.entries
    assert (found.title, found.language) == ("Blatt", "de")
    assert (entry.title, entry.text, entry.url, entry.published) == (
        "A",
        "Text",
        "https://example.org/a",
        "2024-03-05T08:00:00+00:00",
    )


def test_a_feed_in_an_old_encoding_and_with_a_doctype_is_read() -> None:
    text = f'<?xml version="1.0" encoding="iso-8859-1"?><!DOCTYPE rss PUBLIC "-//x//EN" "http://x/y.dtd">{rss(item(1))}'
    content = feed_content(text.replace('<?xml version="1.0"?><rss', "<rss").encode("iso-8859-1"), "feed")
    assert "Außenministerin" in content.entries[0].text


@given(st.integers(0, len(ATOM)), st.text(alphabet="<>/&;!'\"[]x\x00\x1b", max_size=30))
def test_a_broken_feed_gives_entries_or_a_clear_error(at: int, noise: str) -> None:
    try:
        found = feed_content((ATOM[:at] + noise + ATOM[at:]).encode(), "feed")
    except TrackerError as error:
        if "feed" not in str(error):
            raise
    else:
        for entry in found.entries:
            assert "\x1b" not in plain(f"{entry.title} {entry.text} {entry.author} {entry.url}")
            assert entry.url is None or entry.url.startswith("http")
