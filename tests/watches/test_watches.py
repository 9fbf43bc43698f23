"""A watch finds what it waits for, once, from the moment it was set; its program is told without a shell."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from events.errors import TrackerError
from events.model import parse_event
from tracker.config import Settings, Watch
from tracker.dossier import Dossier
from tracker.jobs.scheduling import DeskJobs
from tracker.watches.looking import look, overdue
from tracker.watches.notices import tell
from tracker.watches.store import WatchStore

TODAY = date(2024, 3, 10)


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[Dossier]:
    with Dossier.open(tmp_path / "test.dossier", create=True) as dossier:
        yield dossier


@pytest.fixture
def store(dossier: Dossier) -> WatchStore:
    store = WatchStore(dossier.log)
    store.prepare()
    return store


def visit(
    dossier: Dossier, who: str = "Jonas Berg", place: str = "Oslo", when: str = "2024-03-09", status: str = "occurred"
) -> Any:
    event = {
        "type": "visit",
        "participants": [{"name": who, "role": "traveller"}],
        "place": {"name": place, "country": "NO"},
        "when": {"edtf": when},
        "status": status,
    }
    return dossier.append(parse_event(event), by="user:tester", basis="Programm", published="2024-03-04")


def talks(dossier: Dossier, *who: str) -> Any:
    people = [{"name": name, "role": "participant"} for name in who]
    event = {"type": "summit", "participants": people, "when": {"edtf": "2024-03-09"}, "place": {"name": "Bergen"}}
    return dossier.append(parse_event(event), by="user:tester", basis="Programm")


def found(dossier: Dossier, store: WatchStore, watch: Watch) -> list[int]:
    """Let a watch look; the positions of all of its hits so far."""
    look(dossier, [watch], store, TODAY)
    return sorted(hit.position for hit in store.hits(100, watch.name))


def test_a_watch_begins_with_what_comes_from_now_on(dossier: Dossier, store: WatchStore) -> None:
    watch = Watch(name="a", who=["Jonas Berg"])
    visit(dossier)
    assert found(dossier, store, watch) == []
    record = visit(dossier, place="Tromsø", when="2024-03-01")
    assert found(dossier, store, watch) == [record.position]
    assert found(dossier, store, watch) == [record.position], "once"


def test_changed_conditions_begin_anew(dossier: Dossier, store: WatchStore) -> None:
    found(dossier, store, Watch(name="a", who=["Eva Holm"]))
    visit(dossier)
    assert found(dossier, store, Watch(name="a", who=["Jonas Berg"])) == []


@pytest.mark.parametrize(
    ("watch", "hits"),
    [
        ({"who": ["Jonas Berg"]}, 2),
        ({"who": ["jonas berg", "Eva Holm"]}, 1),
        ({"who": ["Eva Holm", "Nora Fjeld"]}, 0),
        ({"place": "oslo"}, 1),
        ({"place": "Norwegen", "type": "visit"}, 1),
        ({"type": "summit"}, 1),
        ({"type": "departure"}, 0),
        ({"who": ["Jonas Berg"], "type": "statement"}, 0),
    ],
)
def test_all_conditions_must_hold(dossier: Dossier, store: WatchStore, watch: dict[str, Any], hits: int) -> None:
    waiting = Watch(name="a", **watch)
    found(dossier, store, waiting)
    visit(dossier)
    talks(dossier, "Jonas Berg", "Eva Holm")
    assert len(found(dossier, store, waiting)) == hits


def test_a_statement_is_found_by_its_speaker(dossier: Dossier, store: WatchStore) -> None:
    watch = Watch(name="a", who=["Eva Holm"], type="statement")
    found(dossier, store, watch)
    said = {"type": "statement", "participants": [{"name": "Eva Holm", "role": "speaker"}], "quote": "Wir reden."}
    record = dossier.append(parse_event(said), by="user:tester", basis="Band")
    assert found(dossier, store, watch) == [record.position]


def test_a_change_of_state_is_found_when_it_happens(dossier: Dossier, store: WatchStore) -> None:
    watch = Watch(name="a", state="cancelled")
    plan = visit(dossier, when="2024-03-20", status="planned")
    assert found(dossier, store, watch) == []
    visit(dossier, when="2024-03-21", place="Tromsø", who="Eva Holm", status="planned")
    assert found(dossier, store, watch) == []
    off = dossier.correct(plan.position, {"status": "cancelled"}, "source_corrected", by="user:tester")
    assert found(dossier, store, watch) == [off.position]


def test_a_retraction_and_its_retraction_touch_what_they_act_on(dossier: Dossier, store: WatchStore) -> None:
    watch = Watch(name="a", who=["Jonas Berg"])
    record = visit(dossier)
    found(dossier, store, watch)
    away = dossier.retract(record.position, "duplicate", by="user:tester")
    back = dossier.retract(away.position, "duplicate", by="user:tester")
    assert back.position in found(dossier, store, watch)


def test_a_contradiction_is_found(dossier: Dossier, store: WatchStore) -> None:
    watch = Watch(name="a", contradiction=True)
    for name, day in (("Nordblatt", "2024-03-05"), ("Südblatt", "2024-03-07")):
        event = {
            "type": "departure",
            "participants": [{"name": "Jonas Berg", "role": "traveller"}],
            "place": {"name": "Oslo", "country": "NO"},
            "when": {"edtf": day},
            "attribution": [{"source": name}],
        }
        found(dossier, store, watch)
        last = dossier.append(parse_event(event), by="user:tester", basis="Anruf")
    dossier.link([1, 2], by="user:tester")
    assert found(dossier, store, watch) == [last.position]


def test_many_events_at_once_are_looked_through(dossier: Dossier, store: WatchStore) -> None:
    watch = Watch(name="a", place="Oslo")
    found(dossier, store, watch)
    for number in range(30):
        visit(dossier, who=f"Gast {chr(65 + number % 26)}{number}", when=f"2024-02-{number % 27 + 1:02}")
    assert len(found(dossier, store, watch)) == 30


def test_what_lapses_is_told_once_and_not_when_stock_is_taken(dossier: Dossier, store: WatchStore) -> None:
    watch = Watch(name="a", state="lapsed", who=["Eva Holm"])
    visit(dossier, when="2024-01-05", status="planned")
    assert overdue(dossier, [watch], store, TODAY) == 0
    visit(dossier, who="Eva Holm", when="2024-03-12", status="planned")
    assert overdue(dossier, [watch], store, TODAY) == 0
    later = date(2025, 3, 1)
    assert overdue(dossier, [watch], store, later) == 1
    assert overdue(dossier, [watch], store, later) == 0
    assert [hit.watch for hit in store.hits(10)] == ["a"]


def test_a_replay_finds_nothing_again(dossier: Dossier, store: WatchStore) -> None:
    watch = Watch(name="a", who=["Jonas Berg"])
    found(dossier, store, watch)
    visit(dossier)
    before = found(dossier, store, watch)
    dossier.views.rebuild()
    assert found(dossier, store, watch) == before


# --- telling ------------------------------------------------------------------------------------------------------


def program(path: Path, code: str) -> list[str]:
    path.write_text(code, encoding="utf-8")
    return [sys.executable, str(path)]


async def test_a_program_gets_the_event_as_json_and_the_desk_the_hits(dossier: Dossier, tmp_path: Path) -> None:
    copy = program(
        tmp_path / "copy.py", f"import sys; open({str(tmp_path / 'told.json')!r}, 'w').write(sys.stdin.read())"
    )
    watch = Watch(name="a", who=["Jonas Berg"], command=[*copy, "; touch /tmp/never", "$(id)"])
    jobs = DeskJobs(dossier, settings=Settings(watches=[watch]))
    await jobs.run("watches")
    record = visit(dossier)
    run = await jobs.run("watches")
    assert run is not None
    assert (run.result, run.error) == ({"hits": 1}, None)
    assert [hit.position for hit in run.hits] == [record.position]
    told = json.loads((tmp_path / "told.json").read_text("utf-8"))
    assert told["watch"] == "a"
    assert told["event"]["id"] == record.id
    again = await jobs.run("watches")
    assert again is not None
    assert again.hits == ()


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("import sys; sys.exit(3)", "code 3"),
        ("import time; time.sleep(600)", "longer than 1 s"),
        ("import os, time\nif os.fork() == 0: time.sleep(600)\ntime.sleep(600)", "longer than 1 s"),
    ],
)
def test_a_program_that_fails_or_hangs_is_named(tmp_path: Path, code: str, told: str) -> None:
    watch = Watch(name="a", place="Oslo", command=program(tmp_path / "bad.py", code), timeout=1)
    with pytest.raises(TrackerError, match=told):
        tell(watch, {})


def test_a_program_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(TrackerError, match="cannot be run"):
        tell(Watch(name="a", place="Oslo", command=[str(tmp_path / "nothing")]), {})


def test_a_program_that_reads_nothing_is_content(tmp_path: Path) -> None:
    watch = Watch(name="a", place="Oslo", command=program(tmp_path / "deaf.py", "pass"))
    tell(watch, {"text": "x" * 1_000_000})


async def test_a_failing_program_does_not_lose_the_hit(dossier: Dossier, tmp_path: Path) -> None:
    watch = Watch(name="a", who=["Jonas Berg"], command=program(tmp_path / "bad.py", "import sys; sys.exit(1)"))
    jobs = DeskJobs(dossier, settings=Settings(watches=[watch]))
    await jobs.run("watches")
    visit(dossier)
    run = await jobs.run("watches")
    assert run is not None
    assert run.result == {"failed": 1, "hits": 1}
    assert len(WatchStore(dossier.log).hits(10)) == 1
