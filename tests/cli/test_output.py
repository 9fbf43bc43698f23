"""What is printed fits the terminal, is harmless to it and to spreadsheets, and reaches programs unchanged."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import subprocess
import sys
from contextlib import redirect_stdout
from dataclasses import dataclass, fields
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cli.command_line import environment
from tracker.cli.formats import flat, json_line, print_csv, print_json, print_table
from tracker.cli.tables import Column, fitted, table
from tracker.cli.terminal import cells, cut, harmless, wrapped
from tracker.summaries import plain

UNHURRIED = settings(deadline=None)
ANY_TEXT = st.text(st.characters(), max_size=40)
CONTROL = {chr(code) for code in (*range(32), *range(127, 160), 0x2028, 0x202E, 0x2066)}


@dataclass(frozen=True)
class Line:
    """A row of two texts and some names."""

    first: str
    second: str
    names: tuple[str, ...] = ()


COLUMNS = [
    Column[Line]("first", lambda line: line.first, least=4),
    Column[Line]("second", lambda line: line.second, least=4),
]


@UNHURRIED
@given(st.lists(st.integers(1, 80), min_size=1, max_size=8), st.integers(40, 200))
def test_columns_fit_or_stand_at_their_least(natural: list[int], width: int) -> None:
    least = [min(4, size) for size in natural]
    widths = fitted(natural, least, width)
    assert all(low <= size <= high for low, size, high in zip(least, widths, natural, strict=True))
    room = width - 2 * (len(natural) - 1)
    assert sum(widths) <= room or widths == least
    assert widths in (natural, least) or sum(widths) >= min(room, sum(natural))


@UNHURRIED
@given(ANY_TEXT, st.integers(1, 40))
def test_a_cut_text_has_at_most_its_columns(text: str, columns: int) -> None:
    assert cells(cut(text, columns)) <= columns
    assert cut(text, cells(text) + 1) == text


@UNHURRIED
@given(ANY_TEXT, st.integers(1, 40), st.integers(1, 5))
def test_a_wrapped_text_has_at_most_its_lines_and_columns(text: str, columns: int, lines: int) -> None:
    broken = wrapped(text, columns, lines)
    assert 1 <= len(broken) <= lines
    assert all(cells(line) <= columns for line in broken)


def test_a_text_is_broken_between_words_and_loses_none() -> None:
    assert wrapped("Kosmodrom am Amur-Ufer", 10, 3) == ["Kosmodrom", "am Amur-", "Ufer"]
    assert wrapped("Regierungskreise in Oslo", 10, 3) == ["Regierungs", "kreise in", "Oslo"]
    assert wrapped("Kosmodrom am Amur-Ufer", 10, 2) == ["Kosmodrom", "am Amur-U…"]


def test_a_cell_runs_over_its_lines_and_the_others_stay_beside_it() -> None:
    columns = [
        Column[Line]("first", lambda line: line.first, least=4),
        Column[Line]("second", lambda line: line.second, lines=2),
    ]
    assert list(table(columns, [Line("Oslo", "Anna Berg trifft Luc Moreau")], 22)) == [
        "first  second",
        "Oslo   Anna Berg",
        "       trifft Luc Mor…",
    ]


@pytest.mark.parametrize(("text", "columns"), [("Xi", 2), ("习近平", 6), ("Pjo\u0308ngjang", 9), ("", 0)])
def test_columns_are_counted_as_a_terminal_does(text: str, columns: int) -> None:
    assert cells(text) == columns


def test_a_table_is_cut_for_a_screen_and_whole_for_a_pipe() -> None:
    rows = [Line("Gespräch " * 8, "Beispielstadt " * 8)]
    assert all(cells(line) <= 60 for line in table(COLUMNS, rows, 60))
    assert "Beispielstadt " * 7 in list(table(COLUMNS, rows, None))[1]


def test_spare_columns_give_way_to_the_others() -> None:
    extra = Column[Line]("extra", lambda line: "y" * 20, least=20, spare=True)
    rows = [Line("x" * 20, "z" * 30)]
    wide, narrow = (list(table([*COLUMNS, extra], rows, width)) for width in (80, 26))
    assert wide == [
        "first                 second                          extra",
        f"{'x' * 20}  {'z' * 30}  {'y' * 20}",
    ]
    assert [line.split() for line in narrow] == [["first", "second"], ["x" * 11 + "…", "z" * 11 + "…"]]


def test_rows_behind_the_sample_are_printed_as_well() -> None:
    rows = (Line(str(number), "x" * (number % 700)) for number in range(1200))
    assert len(list(table(COLUMNS, rows, 60))) == 1201


def test_no_rows_are_a_message_and_no_data(capsys: pytest.CaptureFixture[str]) -> None:
    print_table([], COLUMNS, none="nothing there")
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", "nothing there\n")


@UNHURRIED
@given(ANY_TEXT)
def test_harmless_text_has_no_control_characters(text: str) -> None:
    assert not set(harmless(text)) & (CONTROL - {"\t", "\n"})


@UNHURRIED
@given(st.recursive(ANY_TEXT, lambda inner: st.dictionaries(ANY_TEXT, inner, max_size=3), max_leaves=6))
def test_json_keeps_every_text_and_shows_no_control_character(value: object) -> None:
    line = json_line({"value": value})
    assert not set(line) & CONTROL
    assert json.loads(line) == {"value": value}


@UNHURRIED
@given(ANY_TEXT, ANY_TEXT)
def test_no_csv_cell_is_a_formula(first: str, second: str) -> None:
    out = io.StringIO()
    with redirect_stdout(out):
        print_csv([Line(first, second)])
    (row,) = list(csv.reader(io.StringIO(out.getvalue(), newline="")))[1:]
    assert [value[:1] in ("=", "+", "-", "@") for value in row] == [False] * 3
    assert row[0].removeprefix("'") == plain(first).removeprefix("'")


def test_csv_has_its_heading_also_without_rows(capsys: pytest.CaptureFixture[str]) -> None:
    print_csv([], Line)
    assert capsys.readouterr().out == ",".join(field.name for field in fields(Line)) + "\n"


def test_lists_become_one_cell() -> None:
    nested = {"names": ("A", "B"), "parties": ({"name": "A"}, {"name": "B"}), "legs": ({"to": "C"},), "none": None}
    assert flat(nested) == {"names": "A; B", "parties": "A; B", "legs": '[{"to": "C"}]', "none": None}


def test_csv_is_read_back_row_by_row(capsys: pytest.CaptureFixture[str]) -> None:
    print_csv([Line('say "no"', "two\nlines", ("A",)), Line("=1+1", "\x1b[31mred", ())])
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out)))
    assert rows == [["first", "second", "names"], ['say "no"', "two lines", "A"], ["'=1+1", "[31mred", ""]]


@pytest.mark.parametrize("count", [0, 1, 3])
def test_json_is_one_array_with_a_row_a_line(count: int, capsys: pytest.CaptureFixture[str]) -> None:
    print_json(Line(str(number), "x") for number in range(count))
    printed = capsys.readouterr().out
    assert [row["first"] for row in json.loads(printed)] == [str(number) for number in range(count)]
    assert sum(line.lstrip("[,").startswith("{") for line in printed.splitlines()) == count


@pytest.mark.parametrize(
    ("changes", "emphasis"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False), ({"TERM": ""}, False)]
)
def test_headings_are_bold_on_a_terminal_that_wants_it(report: Path, changes: dict[str, str], emphasis: bool) -> None:
    main, side = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "tracker.cli", "parse", str(report)],
        stdout=side,
        stderr=subprocess.PIPE,
        env=environment(TERM="xterm", COLUMNS="60") | changes,
    )
    os.close(side)
    shown = os.read(main, 65536).decode()
    os.close(main)
    assert (done.returncode, done.stderr) == (0, b"")
    assert ("\x1b[1m" in shown) is emphasis
    lines = [line.replace("\x1b[1m", "").replace("\x1b[0m", "") for line in shown.splitlines()]
    assert len(lines) > 1
    assert all(cells(line) <= 60 for line in lines)
