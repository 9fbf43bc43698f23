"""Settings are checked strictly: each fault is named with its line and with what was probably meant."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.errors import TrackerError
from tracker.config import Settings, checked, config_path, load, variables
from tracker.config_errors import line_of

PATH = Path("config.toml")
WHOLE = """
[inbox]
folder = "~/Eingang"

[jobs.feeds]
every = "15m"

[jobs.verify]
cron = "0 4 * * *"

[[feeds]]
name = "beispielblatt"
url = "https://example.org/politik.rss"
follow = true

# der zweite
[[feeds]]
name = "nordpost"
url = "HTTP://example.net/atom.xml"
most = 5

[[watches]]
name = "gipfel"
who = ["Jonas Berg", "Eva Holm"]
state = "cancelled"
command = ["/usr/bin/env", "true"]
"""


def settings(text: str, **environment: str) -> Settings:
    return checked(text, PATH, environment)


def test_a_whole_file_is_read() -> None:
    found = settings(WHOLE)
    assert found.jobs.feeds.every == 900
    assert found.jobs.verify.cron == "0 4 * * *"
    assert found.inbox.folder == str(Path("~/Eingang").expanduser())
    assert [(feed.name, feed.follow, feed.most) for feed in found.feeds] == [
        ("beispielblatt", True, 30),
        ("nordpost", False, 5),
    ]
    assert found.watches[0].who == ["Jonas Berg", "Eva Holm"]


def test_no_file_means_the_defaults(config_file: Path) -> None:
    assert load() == Settings()
    assert config_path() == config_file


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[jobs.feeds]\nevry = 5\n", ["line 2", "jobs.feeds.evry", "did you mean 'every'"]),
        ("[job]\n", ["line 1", "'job'", "'jobs'"]),
        ("[jobs]\n[jobs.feeds]\nevery = '5 weeks'\n", ["line 3", "5 weeks", "15m"]),
        ("[jobs.feeds]\nevery = 0\n", ["line 2", "at least 1"]),
        ("[jobs.feeds]\nevery = true\n", ["line 2", "whole number"]),
        ("[jobs.feeds]\nevery = 5\ncron = '* * * * *'\n", ["line 1", "exclude"]),
        ("[jobs.feeds]\ncron = 'immer'\n", ["line 1", "immer"]),
        ("[pages]\nextractor = 'magic'\n", ["line 2", "own"]),
        ("[[feeds]]\nname = 'a'\nurl = 'ftp://x/'\n", ["line 3", "ftp://x/"]),
        ("[[feeds]]\nname = 'a'\nurl = 'http://x/'\n\n[[feeds]]\nname = 'b'\n", ["line 5", "feeds.1.url", "missing"]),
        ("[[feeds]]\nname='a'\nurl='http://x/'\n[[feeds]]\nname='a'\nurl='http://x/'\n", ["'a'", "twice"]),
        ("[[watches]]\nname = 'a'\n", ["line 1", "needs who"]),
        ("[[watches]]\nname = 'a'\nwho = 'Berg'\n", ["line 3", "a list"]),
        ("[[watches]]\nname = 'a'\nplace = \"Os\\u001blo\"\n", ["line 3", "control"]),
        ("[jobs\n", ["line 1", "no TOML"]),
        ("feeds = 5\n", ["line 1", "a list"]),
    ],
)
def test_a_fault_is_named_with_its_line_and_what_was_meant(text: str, told: list[str]) -> None:
    with pytest.raises(TrackerError) as caught:
        settings(text)
    assert [part for part in told if part not in str(caught.value)] == [], str(caught.value)
    assert "config.toml" in str(caught.value)


def test_the_environment_counts_before_the_file() -> None:
    text = "[jobs.feeds]\nevery = 60\n[fetching]\nrobots = true\n"
    found = settings(
        text, TRACKER_JOBS_FEEDS_CRON="*/5 * * * *", TRACKER_FETCHING_ROBOTS="false", TRACKER_FETCHING_TIMEOUT="7"
    )
    assert (found.jobs.feeds.every, found.jobs.feeds.cron) == (None, "*/5 * * * *")
    assert (found.fetching.robots, found.fetching.timeout) == (False, 7)


def test_a_fault_of_the_environment_names_the_variable() -> None:
    with pytest.raises(TrackerError, match="TRACKER_FETCHING_TIMEOUT"):
        settings("", TRACKER_FETCHING_TIMEOUT="soon")


def test_every_single_setting_has_a_variable() -> None:
    names = [name for _, name in variables()]
    assert len(names) == len(set(names))
    assert {"TRACKER_INBOX_FOLDER", "TRACKER_JOBS_BACKUP_ENABLED", "TRACKER_PAGES_EXTRACTOR"} <= set(names)


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"#" * 2_000_000, b"a = " + b"[" * 50_000])
def test_a_file_that_is_none_is_named(config_file: Path, content: bytes) -> None:
    config_file.parent.mkdir()
    config_file.write_bytes(content)
    with pytest.raises(TrackerError, match=r"config\.toml"):
        load()


@given(st.text(alphabet="[]=\"'.#\n abfeedsnamurl1{},", max_size=120))
def test_any_text_gives_settings_or_a_clear_error(text: str) -> None:
    try:
        settings(text)
    except TrackerError as error:
        if "config.toml" not in str(error):
            raise


def test_a_setting_is_found_on_its_line() -> None:
    assert line_of(WHOLE, ("feeds", 1, "most")) == WHOLE.splitlines().index("most = 5") + 1
    assert line_of(WHOLE, ("feeds", 0, "outlet")) == WHOLE.splitlines().index("[[feeds]]") + 1
    assert line_of(WHOLE, ("elsewhere",)) is None
