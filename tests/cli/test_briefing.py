"""`tracker briefing`: the same bytes each time, changes since an earlier moment, what it rests on."""

from __future__ import annotations

import re

import pytest

from tests.cli.command_line import Call, head, refused


@pytest.fixture(autouse=True)
def _filled(call: Call) -> None:
    """A meeting that is planned, and then held as one source says."""
    rows: list[tuple[str, ...]] = [
        ("--when", "2024-03-07", "--status", "planned", "--published", "2024-03-04"),
        ("--when", "2024-03-07", "--published", "2024-03-08"),
    ]
    for row in rows:
        answer = call("append", "summit", "--who", "Jonas Berg", "--with", "Eva Holm", *row, "--basis", "Anruf")
        assert answer.code == 0, answer.err


def test_the_same_log_and_moment_give_the_same_bytes_as_the_export(call: Call) -> None:
    first = call("briefing", "--as-of", "2024-03-10").out
    assert (
        first
        == call("briefing", "--as-of", "2024-03-10").out
        == call("export", "markdown", "--as-of", "2024-03-10").out
    )
    assert "**Jonas Berg · Eva Holm**" in first
    assert "[^1]: " in first


def test_it_says_which_log_it_rests_on(call: Call) -> None:
    seal = re.search(r"(\d+):([0-9a-f]{64})", head(call))
    assert seal is not None
    footer = call("briefing").out.splitlines()[-1]
    assert f"log position {seal[1]}, hash {seal[2][:12]}" in footer


def test_what_changed_comes_with_the_earlier_moment(call: Call) -> None:
    known = ("briefing", "--as-of", "2024-03-10")
    assert "announced → held" in call(*known, "--since", "2024-03-05").out
    assert "announced → held" in call(*known, "--since", "2024-03-07T12:00:00Z").out
    assert "→" not in call(*known).out


def test_only_what_was_known_and_what_is_searched_for(call: Call) -> None:
    assert "Jonas Berg" not in call("briefing", "--as-of", "2024-03-01").out
    assert "Jonas Berg" not in call("briefing", "--search", "nirgendwer").out


def test_the_earlier_moment_must_be_earlier(call: Call) -> None:
    refused(call("briefing", "--at", "1", "--since-at", "2"), "--since-at")
