"""The suite of `contract.py` and the state machine, run against every log that there is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine

from events.log import EventLog
from events.sqlite_log import SqliteLog
from tests.log.contract import LogContract, MakeLog
from tests.log.machine import LogMachine
from tests.log.memory_log import MemoryLog


class TestMemoryLog(LogContract):
    @pytest.fixture
    def make_log(self) -> MakeLog:
        return MemoryLog


class TestSqliteLog(LogContract):
    @pytest.fixture
    def make_log(self, tmp_path: Path) -> Iterator[MakeLog]:
        opened: list[SqliteLog] = []

        def make(**options: Any) -> EventLog:
            opened.append(SqliteLog.open(tmp_path / f"{len(opened)}.dossier", create=True, **options))
            return opened[-1]

        yield make
        for log in opened:
            log.close()


class SqliteMachine(LogMachine):
    def make_log(self) -> EventLog:
        self.folder = TemporaryDirectory()
        return SqliteLog.open(Path(self.folder.name) / "a.dossier", create=True)

    def reopened(self, log: EventLog) -> EventLog:
        log.close()
        return SqliteLog.open(Path(self.folder.name) / "a.dossier")

    def teardown(self) -> None:
        super().teardown()
        self.folder.cleanup()


class MemoryMachine(LogMachine):
    def make_log(self) -> EventLog:
        return MemoryLog()

    def reopened(self, log: EventLog) -> EventLog:
        return log


def _test_of(machine: type[RuleBasedStateMachine]) -> Any:
    machine.TestCase.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
    return machine.TestCase


TestSqliteMachine = _test_of(SqliteMachine)
TestMemoryMachine = _test_of(MemoryMachine)
