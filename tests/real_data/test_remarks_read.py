"""How well the remarks are read: a hundred of them, labelled by hand with the counterparts and gatherings they name.

The labels were written before the reader saw these remarks; `docs/real-data.md` tells what counts.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from events.model import Summit
from tracker.intake.travel_events import Coding
from tracker.intake.travel_records import Trip
from tracker.projections.names import fold

LABELS = Path(__file__).with_name("labels.jsonl")
PRECISION, RECALL = 0.85, 0.80


def pairs(record: str, names: list[str]) -> set[tuple[str, str]]:
    return {(record, fold(name)) for name in names}


@pytest.mark.parametrize("what", ["counterparts", "gatherings"])
def test_precision_and_recall(trips: list[Trip], what: str, record_property: Callable[[str, object], None]) -> None:
    by_id = {trip.id: trip for trip in trips}
    coding = Coding(trips)
    labels = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
    assert len(labels) == 100
    wanted: set[tuple[str, str]] = set()
    found: set[tuple[str, str]] = set()
    for label in labels:
        summits = [draft.event for draft in coding.drafts(by_id[label["id"]]) if isinstance(draft.event, Summit)]
        if what == "counterparts":
            names = [one.name for summit in summits for one in summit.participants if one.country != "US"]
        else:
            names = [summit.event_name for summit in summits if summit.event_name]
        wanted |= pairs(label["id"], label[what])
        found |= pairs(label["id"], names)
    right = wanted & found
    precision, recall = len(right) / len(found), len(right) / len(wanted)
    told = f"precision {precision:.3f}, recall {recall:.3f}, {sorted(found ^ wanted)}"
    record_property(what, told)
    assert precision >= PRECISION, told
    assert recall >= RECALL, told
