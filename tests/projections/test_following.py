"""Folding at once what has nothing to do with each other: the same versions as one by one, among many people."""

from __future__ import annotations

import sqlite3
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.projections.build import Story, arrives, at, dump, leaves, meets, person, says, visits
from tests.projections.test_history import history_of, replayed, seen
from tests.projections.test_laws import examples
from tracker.projections.apart import runs, waves
from tracker.projections.fold import Fold
from tracker.projections.moments import CAUSES

STATES = ("NO", "FR", "KE", "BR", "JP")
CROWD = tuple(person(f"Reisende {letter}", state) for letter in "ABCDEFGHIJ" for state in (STATES[ord(letter) % 5],))
TOWNS = (at("Oslo", "NO"), at("Paris", "FR"), at("Nairobi", "KE"), at("Alter Leuchtturm", "BR"))
DAYS = ("2024-01-10", "2024-01-12", "2024-02-13", "2024-02-15", "2024-04-01", "2024-04-03", "2024-06-20", "2024-06-22")
DATES = (*DAYS, "2024-01-10/2024-01-20", "2024-02-10/2024-04-02", "2024-03", "2024-06-20/..", None)


@st.composite
def reports(draw: st.DrawFn) -> Any:
    who, other, third = draw(st.permutations(CROWD))[:3]
    place, day = draw(st.sampled_from(TOWNS)), draw(st.sampled_from(DATES))
    status = draw(st.sampled_from(["occurred", "occurred", "planned"]))
    match draw(
        st.sampled_from(["meets", "gathers", "leaves", "arrives", "arrives", "visits", "visits", "together", "says"])
    ):
        case "meets":
            return meets(who, other, day=day, place=place, status=status)
        case "gathers":
            name = draw(st.sampled_from(["Nordgipfel", "Seegipfel"]))
            return meets(who, other, third, day=day, place=place, event_name=name, status=status)
        case "leaves":
            return leaves(who, place, day, status=status)
        case "arrives":
            return arrives(who, place, day, status=status)
        case "visits":
            return visits(who, place, day, status=status, others=(other.model_copy(update={"role": "host"}),))
        case "together":
            return visits(who, place, day, status="planned", others=(other.model_copy(update={"role": "traveller"}),))
        case _:
            return says(who, draw(st.sampled_from(["Wir sprechen weiter.", "Dazu sage ich nichts."])))


@st.composite
def crowded(draw: st.DrawFn) -> Story:
    """A log of many people over half a year, put right now and then."""
    story = Story()
    told: list[str] = []
    for number in range(draw(st.integers(4, 24))):
        published = draw(st.sampled_from(DAYS))
        act = draw(st.sampled_from(["report"] * 7 + ["retract", "correct", "move", "link", "tie"]))
        if act == "report" or len(told) < 2:
            text = draw(st.sampled_from(["", "Nord " * 30, "Nord " * 29 + "See"]))
            told.append(story.report(draw(reports()), published, draw(st.sampled_from(["Blatt", "Kurier"])), text=text))
        elif act == "retract":
            story.retract(draw(st.sampled_from([*told, "e1"])))
        elif act == "correct":
            story.correct(draw(st.sampled_from(told)), "note", f"geprüft {number}")
        elif act == "move":
            story.correct(draw(st.sampled_from(told)), "place", {"name": f"Ort {number % 3} {number}", "country": "FR"})
        else:
            relation = "leg_of" if act == "tie" else "same_happening"
            story.link(*draw(st.permutations(told))[:2], relation=relation)
    return story


@examples(40)
@given(crowded(), st.data())
def test_the_history_of_many_people_shows_the_replay_of_every_prefix(story: Story, data: st.DataObject) -> None:
    head = story.log.head().position
    with history_of(story) as history:
        assert history.extend(head)
        for position in sorted(data.draw(st.sets(st.integers(0, head), min_size=1, max_size=5))):
            assert seen(history.look(position)) == replayed(story, position)


@examples(25)
@given(crowded())
def test_journeys_followed_event_by_event_are_those_of_everything_at_once(story: Story) -> None:
    db = sqlite3.connect(":memory:", isolation_level=None)
    fold = Fold(db, story.projections())
    fold.create(fold.outdated(), bulk=True)
    records = list(story.log.read())
    fold.apply(records, defer=True)
    fold.finish([projection.name for projection in fold.projections], records[-1])
    assert dump(story.fold(batch=1)) == dump(db)


def test_every_table_of_which_versions_are_kept_tells_the_event_that_it_changes_with() -> None:
    story = Story()
    db = story.fold()
    tables = db.execute("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'").fetchall()
    kept = {name for (name,) in tables if not name.startswith("sqlite_")}
    assert kept - {"projection"} == set(CAUSES)


def test_events_that_share_nothing_go_together_and_those_that_do_keep_their_order() -> None:
    story = Story()
    for who in CROWD[:3]:
        story.report(arrives(who, TOWNS[0], DAYS[0]))
    story.report(arrives(CROWD[0], TOWNS[1], DAYS[1]))
    (run,) = runs(story.log.read(), story.log.get)
    one, two, three, four = (record.position for record in run.records)
    cut = waves(run.records, {one: {one, -7}, two: {two, -8}, three: {three}, four: {four, -7}})
    assert [[record.position for record in wave.records] for wave in cut.waves] == [[one, two, three], [four]]
    assert cut.owner[one] == cut.owner[four] == cut.owner[-7] != cut.owner[two]


def test_what_may_concern_all_comes_alone() -> None:
    story = Story()
    told = story.report(arrives(CROWD[0], TOWNS[0], DAYS[0]))
    story.correct(told, "note", "geprüft")
    story.correct(told, "when.edtf", DAYS[1])
    story.grade("Blatt", "B")
    story.retract(told)
    found = [[record.position for record in run.records] for run in runs(story.log.read(), story.log.get)]
    assert found == [[1, 2], [3], [4], [5]]
