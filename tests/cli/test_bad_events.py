"""An event, a correction or a call that is wrong is refused in one clear line, and nothing is recorded."""

from __future__ import annotations

import pytest

from tests.cli.command_line import Call, head, refused


@pytest.mark.parametrize(
    "arguments",
    [
        ["show", "99"],
        ["show", "no-such-id"],
        ["retract", "99"],
        ["correct", "#99", "when.edtf=2024"],
        ["link", "1", "99"],
    ],
)
def test_an_unknown_event_is_named(call: Call, visit: str, arguments: list[str]) -> None:
    before = head(call)
    refused(call(*arguments), "99" if "99" in "".join(arguments) else "no-such-id", "tracker log")
    assert head(call) == before


def test_a_stale_correction_is_refused_with_the_value_of_now(call: Call, visit: str) -> None:
    assert call("correct", visit, "when.edtf=2024-03-06").code == 0
    before = head(call)
    stale = call("correct", visit, "when.edtf=2024-03-07", "--was", "when.edtf=2024-03-05")
    refused(stale, "when.edtf", "2024-03-06", "2024-03-05")
    assert head(call) == before


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("when.edtf=bald", ["bald", "EDTF"]),
        ("plaice.name=Bergen", ["plaice"]),
        ("type=departure", ["type", "retract"]),
        ("participants:=[]", ["traveller"]),
        ("when.edtf=2024-03-05", ["same"]),
    ],
)
def test_a_correction_that_leaves_no_valid_event_is_refused(
    call: Call, visit: str, change: str, told: list[str]
) -> None:
    before = head(call)
    refused(call("correct", visit, change), *told)
    assert head(call) == before


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["append", "visit", "--who", "A", "--in", "Oslo", "--when", "Dienstag", "--basis", "x"], ["--when", "EDTF"]),
        (["append", "visit", "--in", "Oslo", "--when", "2024-13-01", "--basis", "x"], ["--when", "month 13"]),
        (["append", "tour", "--basis", "x"], ["tour", "departure"]),
        (["append"], ["TYPE", "--json"]),
        (["append", "visit", "--words", "reist"], ["--words", "--article"]),
        (["log", "--after", "minus"], ["--after", "minus"]),
        (["log", "--typ", "visit"], ["--typ", "--type"]),
        (["log", "extra"], ["extra"]),
        (["meetings", "--as-of", "morgen"], ["--as-of", "morgen"]),
        (["meetings", "--format", "xml"], ["--format", "xml", "csv"]),
        (["retract"], ["TARGET"]),
        (["link", "1", "1"], ["two different"]),
        (["correct", "1", "note=a", "note=b"], ["note", "twice"]),
        (["meetngs"], ["meetngs", "meetings"]),
        (["replay", "claims", "--file", "mine.py"], ["--file"]),
        (["parse", "x.md", "--explain", "--jsonl"], ["--explain"]),
    ],
)
def test_a_wrong_call_says_what_is_wrong_and_where_to_read(call: Call, arguments: list[str], told: list[str]) -> None:
    refused(call(*arguments), *told, "--help", code=2)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["visit", "--who", "Jonas Berg", "--in", "Oslo"], ["source"]),
        (["visit", "--who", "Jonas Berg", "--basis", "Anruf"], ["place"]),
        (["summit", "--who", "Jonas Berg", "--basis", "Anruf"], ["two participants"]),
        (["visit", "--who", "A", "--in", "Oslo", "--article", "nope"], ["nope", "tracker articles"]),
        (["visit", "--who", "A", "--in", "Oslo", "--basis", "x", "--by", "me"], ["me", "user:NAME"]),
        (["visit", "--who", "A", "--in", "Oslo", "--basis", "x", "--expect", "7"], ["7"]),
    ],
)
def test_an_event_that_breaks_a_rule_is_refused(call: Call, arguments: list[str], told: list[str]) -> None:
    call("append", "visit", "--who", "Eine Person", "--in", "Bergen", "--basis", "Anruf")
    before = head(call)
    refused(call("append", *arguments), *told)
    assert head(call) == before


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (b"", ["stdin"]),
        (b"{", ["stdin", "JSON"]),
        (b'{"type": "tour"}', ["stdin", "departure"]),
        (b'{"type": "visit", "sort": 1}', ["stdin", "sort"]),
        (b"\xff\xfe\x00", ["stdin"]),
    ],
)
def test_json_that_is_no_event_is_refused(call: Call, visit: str, text: bytes, told: list[str]) -> None:
    before = head(call)
    refused(call("append", "--json", "-", "--basis", "Anruf", stdin=text), *told)
    assert head(call) == before
