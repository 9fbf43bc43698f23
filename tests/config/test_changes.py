"""Feeds and watches are added to and taken out of the file; everything else in it stays to the letter."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.errors import TrackerError
from tracker.config import Feed, load
from tracker.config_changes import add, remove

FILE = '# meine Feeds\n[inbox]\nfolder = "/srv/ein"  # dort\n\n[[feeds]]\nname = "a"\nurl = "http://a.example/"\n\n# zu b\n[[feeds]]\nname = "b"\nurl = "http://b.example/"\n'  # noqa: E501


def test_the_first_feed_makes_the_file_for_its_owner_alone(config_file: Path) -> None:
    add("feeds", {"name": "a", "url": "https://a.example/", "follow": True, "outlet": None})
    assert [(feed.name, feed.url, feed.follow) for feed in load().feeds] == [("a", "https://a.example/", True)]
    assert config_file.stat().st_mode & 0o077 == 0
    assert list(config_file.parent.iterdir()) == [config_file]


def test_what_is_there_stays_to_the_letter(config_file: Path) -> None:
    config_file.parent.mkdir()
    config_file.write_text(FILE, encoding="utf-8")
    add("feeds", {"name": "c", "url": "http://c.example/"})
    assert config_file.read_text("utf-8").startswith(FILE)
    remove("feeds", "c")
    assert config_file.read_text("utf-8").rstrip() == FILE.rstrip()
    remove("feeds", "a")
    assert (
        config_file.read_text("utf-8").rstrip()
        == FILE.replace('[[feeds]]\nname = "a"\nurl = "http://a.example/"\n\n', "").rstrip()
    )


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "a", "url": "http://x.example/"},
        {"name": "Großer Name", "url": "http://x.example/"},
        {"name": "x", "url": "file:///etc/passwd"},
        {"name": "x", "url": "http://x.example/", "colour": "blue"},
    ],
)
def test_a_wrong_feed_changes_nothing(config_file: Path, fields: dict[str, str]) -> None:
    config_file.parent.mkdir()
    config_file.write_text(FILE, encoding="utf-8")
    with pytest.raises(TrackerError):
        add("feeds", fields)
    assert config_file.read_text("utf-8") == FILE


def test_what_is_not_there_cannot_be_removed(config_file: Path) -> None:
    with pytest.raises(TrackerError, match="nordpost"):
        remove("feeds", "nordpost")
    assert not config_file.exists()


def test_tables_in_one_line_are_left_to_their_author(config_file: Path) -> None:
    config_file.parent.mkdir()
    config_file.write_text('feeds = [{name = "a", url = "http://a.example/"}]\n', encoding="utf-8")
    with pytest.raises(TrackerError):
        remove("feeds", "a")
    with pytest.raises(TrackerError):
        add("feeds", {"name": "b", "url": "http://b.example/"})
    assert [feed.name for feed in load().feeds] == ["a"]


@given(outlet=st.text(min_size=1, max_size=50).filter(str.isprintable))
def test_any_printable_text_survives_the_file(outlet: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("settings") / "config.toml"
    add("feeds", {"name": "a", "url": "http://a.example/", "outlet": outlet}, path)
    assert load(path).feeds == [Feed(name="a", url="http://a.example/", outlet=outlet)]
