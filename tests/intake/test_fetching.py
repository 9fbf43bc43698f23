"""Fetching keeps its bounds whatever the server does, and goes nowhere that it was not allowed to go."""

from __future__ import annotations

import gzip
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.intake import site as serving
from tests.intake.site import Site
from tracker.intake.addresses import FetchError, address, is_public
from tracker.intake.fetching import MAX_REDIRECTS, Fetcher, seconds_to_wait
from tracker.intake.robots import Robots


@pytest.fixture
def site() -> Iterator[Site]:
    with serving.running() as site:
        yield site


def fetch(site: Site, path: str, fetcher: Fetcher | None = None) -> bytes:
    return (fetcher or Fetcher(timeout=10)).get(site.url(path), allow_private=True).body


def refusal(site: Site, path: str, fetcher: Fetcher | None = None) -> str:
    with pytest.raises(FetchError) as caught:
        fetch(site, path, fetcher)
    return str(caught.value)


def test_a_page_is_fetched_by_somebody_who_says_who_they_are(site: Site) -> None:
    site.pages["/a"] = serving.text("Text", kind="text/html; charset=iso-8859-1")
    answer = Fetcher(contact="desk@example.org").get(site.url("/a?b=ä"), allow_private=True)
    assert (answer.body, answer.charset) == (b"Text", "iso-8859-1")
    ((path, headers),) = site.asked
    assert path == "/a?b=%C3%A4"
    assert headers["User-Agent"].startswith("diplomatic-tracker/")
    assert "desk@example.org" in headers["User-Agent"]


def test_packed_pages_are_unpacked(site: Site) -> None:
    site.pages["/a"] = serving.packed(b"Text")
    assert fetch(site, "/a") == b"Text"


def test_a_bomb_is_stopped_while_it_unpacks(site: Site) -> None:
    bomb = gzip.compress(b"\0" * 200_000_000, 9)
    site.pages["/a"] = serving.text(bomb, Content_Encoding="gzip")
    tracemalloc.start()
    try:
        assert "larger than 1 MB" in refusal(site, "/a", Fetcher(timeout=20, most=1_000_000))
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()


def test_an_endless_page_is_stopped(site: Site) -> None:
    site.pages["/a"] = serving.endless
    assert "larger than 0.1 MB" in refusal(site, "/a", Fetcher(timeout=20, most=100_000))


@pytest.mark.parametrize("head", [True, False])
def test_a_server_that_drips_is_cut_off(site: Site, head: bool) -> None:
    site.pages["/a"] = serving.dripping(site, head=head)
    assert "longer than" in refusal(site, "/a", Fetcher(timeout=0.5))


def test_a_server_that_never_answers_is_cut_off(site: Site) -> None:
    site.pages["/a"] = serving.silent(site)
    assert "longer than" in refusal(site, "/a", Fetcher(timeout=0.5))


@pytest.mark.parametrize(
    "data", [b"", b"nonsense\r\n\r\n", b"HTTP/1.1 999999 x\r\n\r\n", b"HTTP/1.1 200\r\n" + b"a: b\r\n" * 200]
)
def test_what_is_no_answer_is_named(site: Site, data: bytes) -> None:
    site.pages["/a"] = serving.raw(data)
    assert f"127.0.0.1:{site.port}/a" in refusal(site, "/a")


def test_an_answer_that_is_cut_short_is_none(site: Site) -> None:
    site.pages["/a"] = serving.cut_short
    assert "cut short" in refusal(site, "/a") or "breaks" in refusal(site, "/a")


def test_packed_badly_or_otherwise_is_named(site: Site) -> None:
    site.pages["/a"] = serving.text(b"no gzip", Content_Encoding="gzip")
    site.pages["/b"] = serving.text(b"x", Content_Encoding="br")
    assert "packed badly" in refusal(site, "/a")
    assert "(br)" in refusal(site, "/b")


def test_redirects_are_followed_so_far_and_no_farther(site: Site) -> None:
    for number in range(MAX_REDIRECTS):
        site.pages[f"/{number}"] = serving.status(302, Location=f"/{number + 1}")
    site.pages[f"/{MAX_REDIRECTS}"] = serving.text("Ziel")
    assert fetch(site, "/0") == b"Ziel"
    site.pages[f"/{MAX_REDIRECTS}"] = serving.status(301, Location="/0")
    assert "more than 5 times" in refusal(site, "/0")


@pytest.mark.parametrize(
    "goal", ["file:///etc/passwd", "ftp://example.org/", "gopher://x/", "javascript:1", "http://", "http://[::1"]
)
def test_a_redirect_leads_to_no_other_scheme(site: Site, goal: str) -> None:
    site.pages["/a"] = serving.status(302, Location=goal)
    with pytest.raises(FetchError):
        fetch(site, "/a")
    assert set(site.paths()) == {"/a"}


def test_private_networks_are_closed_unless_they_are_allowed(site: Site) -> None:
    site.pages["/a"] = serving.text("geheim")
    with pytest.raises(FetchError, match="allow_private"):
        Fetcher().get(site.url("/a"))
    with pytest.raises(FetchError, match="allow_private"):
        Fetcher().get(site.url("/a", host="localhost"))
    assert site.asked == []


def test_a_public_name_that_leads_home_is_refused_after_resolving(site: Site) -> None:
    fetcher = Fetcher(resolving=lambda host, port: ["93.184.216.34", "127.0.0.1"])
    with pytest.raises(FetchError, match="private"):
        fetcher.get(site.url("/a", host="news.example"))
    assert site.asked == []


def test_the_address_that_was_checked_is_the_one_that_is_used(site: Site) -> None:
    """A name that resolves otherwise the second time gains nothing: it is resolved once."""
    answers = iter([["127.0.0.1"]])
    site.pages["/a"] = serving.text("Text")
    fetcher = Fetcher(resolving=lambda host, port: next(answers))
    assert fetcher.get(site.url("/a", host="news.example"), allow_private=True).body == b"Text"
    assert site.asked[0][1]["Host"] == f"news.example:{site.port}"


def test_a_redirect_into_a_private_network_is_refused(site: Site) -> None:
    """This machine stands for the open net here; what it redirects to does not belong to it."""
    site.pages["/a"] = serving.status(302, Location=f"http://inside.example:{site.port}/secret")
    site.pages["/secret"] = serving.text("geheim")
    hosts = {"news.example": ["127.0.0.1"], "inside.example": ["127.0.0.2"]}
    fetcher = Fetcher(resolving=lambda host, port: hosts[host], public=lambda ip: ip == "127.0.0.1")
    with pytest.raises(FetchError, match=r"inside\.example.*private"):
        fetcher.get(site.url("/a", host="news.example"))
    assert site.paths() == ["/a"]


@pytest.mark.parametrize(
    ("ip", "public"),
    [
        ("93.184.216.34", True),
        ("2606:4700::1111", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:127.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
        ("nonsense", False),
    ],
)
def test_which_addresses_lie_in_the_open_net(ip: str, public: bool) -> None:
    assert is_public(ip) is public


def test_passwords_and_queries_are_told_to_the_server_alone(site: Site) -> None:
    site.pages["/a"] = serving.status(500)
    url = site.url("/a?token=geheim").replace("http://", "http://vera:geheim@")
    with pytest.raises(FetchError) as caught:
        Fetcher().get(url, allow_private=True)
    assert "geheim" not in str(caught.value)
    assert site.asked[0][1]["Authorization"].startswith("Basic ")


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("120", 120),
        ("9" * 50, 86_400),
        ("Tue, 05 Mar 2024 12:02:00 GMT", 120),
        ("Tue, 05 Mar 2024 11:00:00 GMT", 0),
        ("bald", None),
        ("-5", None),
        (None, None),
    ],
)
def test_how_long_a_server_asks_to_wait(written: str | None, seconds: int | None) -> None:
    assert seconds_to_wait(written, lambda: datetime(2024, 3, 5, 12, tzinfo=UTC)) == seconds


@given(st.text(max_size=80) | st.text(alphabet="htps:/@[].%#?1a\r\n\x00", max_size=40))
def test_any_address_is_taken_apart_or_refused(url: str) -> None:
    try:
        found = address(url)
    except FetchError:
        return
    assert found.scheme in ("http", "https")
    assert found.target.isascii()
    assert not set(found.target + found.host) & set("\r\n \x00")


@pytest.mark.parametrize(
    ("rules", "allowed"),
    [
        ("User-agent: *\nDisallow: /", False),
        ("User-agent: *\nDisallow: /politik", True),
        ("User-agent: diplomatic-tracker\nDisallow: /\n\nUser-agent: *\nAllow: /", False),
        ("User-agent: *\nDisallow: /*.pdf$\nDisallow: /*/archiv", True),
        ("User-agent: *\nDisallow: /art*l$", False),
        ("User-agent: *\nDisallow: /\nAllow: /artikel", True),
        ("User-agent: other\nUser-agent: Diplomatic-Tracker\nDisallow: /artikel", False),
        ("User-agent: other\nDisallow: /", True),
        ("", True),
        ("\x00\xff" * 1000, True),
    ],
)
def test_the_rules_of_a_site_are_heeded(site: Site, rules: str, allowed: bool) -> None:
    site.pages["/robots.txt"] = serving.text(rules, kind="text/plain")
    robots = Robots(Fetcher())
    assert robots.allow(address(site.url("/artikel")), allow_private=True) is allowed
    assert robots.allow(address(site.url("/artikel")), allow_private=True) is allowed
    assert site.paths() == ["/robots.txt"]


def test_the_rules_for_thousands_of_others_take_no_room(site: Site) -> None:
    rules = [f"User-agent: robot{number}" for number in range(3000)]
    rules += [f"Disallow: /{number}" for number in range(3000)]
    rules += ["User-agent: *", "Disallow: /artikel"]
    site.pages["/robots.txt"] = serving.text("\n".join(rules), kind="text/plain")
    robots = Robots(Fetcher())
    tracemalloc.start()
    allowed = robots.allow(address(site.url("/artikel")), allow_private=True)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert not allowed
    assert most < 20_000_000


@pytest.mark.parametrize(("code", "allowed"), [(404, True), (403, True), (429, False), (500, False)])
def test_rules_that_cannot_be_had_forbid_and_rules_that_are_not_there_allow(
    site: Site, code: int, allowed: bool
) -> None:
    site.pages["/robots.txt"] = serving.status(code)
    assert Robots(Fetcher()).allow(address(site.url("/artikel")), allow_private=True) is allowed


def test_a_delay_that_a_site_asks_for_is_kept_within_reason(site: Site) -> None:
    site.pages["/robots.txt"] = serving.text("User-agent: *\nCrawl-delay: 3600\nDisallow:", kind="text/plain")
    waited: list[float] = []
    robots = Robots(Fetcher(), pause=waited.append)
    for _ in range(3):
        robots.allow(address(site.url("/artikel")), allow_private=True)
    assert waited == [10.0, 10.0]
