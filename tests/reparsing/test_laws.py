"""Laws for any earlier and any later reading, and any decisions by hand in between."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.effective import retracted
from events.errors import InvalidEvent
from events.model import Claim, parse_event
from tests.reparsing.reading import ARTICLE, as_read_then, claims, left, reread, standing
from tracker.dossier import Dossier
from tracker.parsing.parse import Finding, finding_id
from tracker.parsing.recorder import is_recorder

NAMES = st.sampled_from(["Ida Solberg", "Solberg", "Janis Kalnins", "Pekka Lehtonen"])
PLACES = st.sampled_from([None, "Riga", "Tallinn", "Oslo"])
DAYS = st.sampled_from([None, "2024-05-06", "2024-05-10", "2024-05"])
SPAN = st.tuples(st.integers(0, 3), st.integers(1, 3)).map(lambda pair: (pair[0] * 20, (pair[0] + pair[1]) * 20))


@st.composite
def findings(draw: st.DrawFn) -> Finding:
    """Any claim that the model allows, of few parties, places and days, so that many are alike."""
    kind = draw(st.sampled_from(["departure", "summit", "statement"]))
    role = {"departure": "traveller", "summit": "participant"}.get(kind, "speaker")
    names = draw(st.lists(NAMES, min_size=2 if kind == "summit" else 1, max_size=2, unique=True))
    day, place, (start, end) = draw(DAYS), draw(PLACES), draw(SPAN)
    body: dict[str, Any] = {
        "type": kind,
        "participants": [{"name": name, "role": role} for name in names],
        "evidence": [{"start": start, "end": end}],
        "status": draw(st.sampled_from(["occurred", "planned", "cancelled"])),
        "when": {"edtf": day} if day else None,
        "place": {"name": place} if place else None,
    }
    if body["status"] != "occurred":
        body["outcome"] = draw(st.sampled_from([None, "postponed"]))
    event = parse_event(body)
    assert isinstance(event, Claim)
    return Finding(event, draw(SPAN), "rule", {})


READINGS = st.lists(findings(), max_size=5, unique_by=lambda found: finding_id(ARTICLE.id, found))
CHANGES = st.sampled_from(
    [
        {"place": {"name": "Bergen"}},
        {"when": None},
        {"status": "occurred"},
        {"outcome": None},
        {"evidence": [{"start": 0, "end": 3}]},
        {"participants": [{"name": "Ida Solberg", "role": role} for role in ("traveller", "speaker")]},
    ]
)
ACT = st.one_of(
    st.tuples(st.just("retract"), st.integers(0, 30), st.none()),
    st.tuples(st.just("correct"), st.integers(0, 30), CHANGES),
    st.tuples(st.just("append"), findings(), st.none()),
)
STEPS = st.lists(st.tuples(READINGS, st.lists(ACT, max_size=4)), min_size=1, max_size=4)
LAWFUL = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def opened(folder: str) -> Dossier:
    made = Dossier.open(Path(folder) / "law.dossier", create=True)
    made.log.transaction(made.articles.adding(ARTICLE, 0))
    return made


def by_hand(dossier: Dossier, what: str, which: Any, changes: Any) -> None:
    """Do by hand what can be done; what the log refuses is not done."""
    if what == "append":
        dossier.append(which.event, by="user:ana", document=ARTICLE.id)
        return
    position = which % max(dossier.log.head().position, 1) + 1
    if dossier.log.get(position) is None:
        return
    try:
        if what == "retract":
            dossier.retract(position, "never_happened", by="user:ana")
        else:
            dossier.correct(position, changes, "better_source", by="user:ana")
    except InvalidEvent:
        return


@LAWFUL
@given(earlier=READINGS, later=st.lists(READINGS, min_size=1, max_size=3))
def test_where_nobody_decided_the_log_says_what_is_read_today(
    earlier: list[Finding], later: list[list[Finding]]
) -> None:
    with tempfile.TemporaryDirectory() as folder, opened(folder) as dossier:
        dossier.log.append([as_read_then(found) for found in earlier])
        for reading in later:
            difference = reread(dossier, *reading)
            assert difference.kept == 0
            assert sorted(claims(dossier), key=repr) == sorted((found.event for found in reading), key=repr)
            assert not left(dossier, *reading)
        assert dossier.log.verify().ok


@LAWFUL
@given(steps=STEPS)
def test_a_second_run_appends_nothing_and_no_decision_is_lost(
    steps: list[tuple[list[Finding], list[tuple[str, Any, Any]]]],
) -> None:
    with tempfile.TemporaryDirectory() as folder, opened(folder) as dossier:
        for reading, acts in steps:
            before = decisions(dossier)
            difference = reread(dossier, *reading)
            assert not left(dossier, *reading)
            events = [found.event for found in reading]
            assert [claim for claim in untouched(dossier) if claim not in events] == []
            stated = claims(dossier)
            assert len([event for event in events if event not in stated]) <= difference.kept
            assert decisions(dossier) == before
            for act in acts:
                by_hand(dossier, *act)
        assert dossier.log.verify().ok


def untouched(dossier: Dossier) -> list[Claim]:
    """The parser's claims that count and about which no hand recorded anything."""
    return [
        dossier.effective(record)
        for record in standing(dossier)
        if all(is_recorder(one.recorded_by) for one in (record, *dossier.log.effects_on(record.id)))
    ]


def decisions(dossier: Dossier) -> dict[str, Any]:
    """What hands decided, told by their acts alone: claims of their own, and fields and fates of the parser's."""
    told: dict[str, Any] = {}
    for record in dossier.log.read(types=["departure", "summit", "statement"]):
        effects = dossier.log.effects_on(record.id)
        hands = [one for one in effects if not is_recorder(one.recorded_by)]
        counts = record.id not in retracted(effects)
        if not is_recorder(record.recorded_by):
            told[record.id] = (counts, dossier.effective(record))
        elif record.id in retracted(hands):
            told[record.id] = counts
        away = retracted(effects)
        body = dossier.effective(record).model_dump(mode="json")
        for one in hands:
            if one.event.type == "correction" and one.event.target == record.id and one.id not in away:
                told[one.id] = {change.path: body[change.path] for change in one.event.changes}
    return told
