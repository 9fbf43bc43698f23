"""The recurring texts of records: many are looked up by one question, and a missing one is named."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from events.envelope import Draft
from events.sqlite.reading import Terms
from events.sqlite_log import SqliteLog
from tests.projections.build import BERG, MOREAU, meets


def test_the_texts_of_a_page_are_looked_up_at_once(tmp_path: Path) -> None:
    with closing(SqliteLog.open(tmp_path / "a.dossier", create=True)) as log:
        event = meets(BERG, MOREAU, day="2024-03-05")
        log.append([Draft(event, "user:test", document=f"d{number}") for number in range(40)])
        asked: list[str] = []
        connection = log.reader()
        connection.set_trace_callback(asked.append)
        terms = Terms(connection)
        terms.at_once([*range(1, 41), None, 100_000])
        assert {terms[number] for number in range(1, 41)} >= {"user:test", "d0", "article/d0"}
        assert len(asked) == 1
        with pytest.raises(KeyError):
            terms[100_000]
