"""`tracker diff`: two moments, the changes with their causes, in order."""

from __future__ import annotations

import csv
import io
import json

import pytest

from tests.cli.command_line import Call, refused
from tracker.projections.differences import COMPARED, VIEWS
from tracker.wording import LANGUAGES, catalogue


@pytest.fixture(autouse=True)
def _filled(call: Call) -> None:
    """A visit that was planned and then took place a day later."""
    rows: list[tuple[str, ...]] = [
        ("--when", "2024-03-07", "--status", "planned", "--published", "2024-03-04"),
        ("--when", "2024-03-08", "--published", "2024-03-09"),
    ]
    for row in rows:
        answer = call("append", "visit", "--who", "Jonas Berg", "--in", "Oslo", *row, "--basis", "Anruf")
        assert answer.code == 0, answer.err


def test_a_change_is_told_with_its_cause(call: Call) -> None:
    found = json.loads(call("diff", "--as-of", "2024-03-05", "--and", "2024-03-10", "--format", "json").out)
    changes = {row["field"]: (row["old"], row["new"], row["cause"]) for row in found}
    assert changes["state"] == ("announced", "held", 2)
    assert changes["when"] == ("2024-03-07", "2024-03-08", 2)
    table = call("diff", "--as-of", "2024-03-05", "--and", "2024-03-10").out
    assert "#2 visit" in table
    assert len(table.splitlines()) - 1 == len(found)
    answer = call("diff", "--as-of", "2024-03-05", "--and", "2024-03-10", "--format", "csv")
    assert len(list(csv.DictReader(io.StringIO(answer.out)))) == len(found)


def test_positions_and_now(call: Call) -> None:
    assert "new" in call("diff", "--at", "0", "--and-at", "1").out
    assert call("diff", "--at", "1", "--and-at", "2").out == call("diff", "--at", "1").out != ""


def test_time_is_a_cause(call: Call) -> None:
    answer = call("diff", "--as-of", "2024-03-05", "--and", "2024-03-08", "--search", "berg")
    assert "lapsed" in answer.out
    assert "time passed" in answer.out


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_can_be_compared_and_does_not_differ_from_itself(call: Call, view: str) -> None:
    assert call("diff", "--at", "0", "--view", view).code == 0
    answer = call("diff", "--at", "2", "--and-at", "2", "--view", view)
    assert (answer.code, answer.out, answer.err) == (0, "", "nothing differs\n")


def test_the_earlier_moment_comes_first(call: Call) -> None:
    refused(call("diff", "--as-of", "2024-03-10", "--and", "2024-03-05"), "--and", "earlier moment first")
    refused(call("diff"), "--as-of", code=2)
    refused(call("diff", "--at", "9"), "--at", "9")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_compared_field_has_a_name(language: str) -> None:
    fields = {field for names in COMPARED.values() for field in names}
    assert {f"compared.{field}" for field in fields} - set(catalogue(language, "views")) == set()
