"""Laws of the projections, over random logs with corrections, retractions, restores, links and late articles."""

from __future__ import annotations

import ast
import sqlite3
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.model import Claim
from tests.projections.build import (
    BERG,
    KNOWLEDGE,
    LYON,
    MOREAU,
    NAIROBI,
    OSLO,
    OTIENO,
    PARIS,
    Story,
    arrives,
    at,
    by,
    dump,
    leaves,
    meets,
    person,
    says,
    visits,
)
from tracker import projections
from tracker.projections.cutoff import Cutoff
from tracker.projections.fold import Fold
from tracker.projections.past import Past
from tracker.projections.reader import ViewReader

PEOPLE = (BERG, MOREAU, OTIENO, person("Luk Moro", "FR"), person("Ministerpräsidentin Berg", "NO"))
PLACES = (OSLO, PARIS, LYON, NAIROBI, at("Frankreich", "FR"), at("Alter Leuchtturm", "NO"))
SOURCES = ((), by("Élysée"), by("Storting"), by("Fischer am Kai", "NTB"))
DAYS = [f"2024-03-{day:02}" for day in range(1, 13)]
DATES = (*DAYS, "2024-03-05/..", "2024-03-04/2024-03-10", "2024-03", None)
QUOTES = ("Wir sprechen weiter.", "Wir sprechen weiter!", "Dazu sage ich nichts, heute nicht und morgen nicht.", None)
OUTLETS = ("Blatt", "Kurier", "NTB", None)


@st.composite
def claims(draw: st.DrawFn) -> Any:
    who, other = draw(st.permutations(PEOPLE))[:2]
    place, edtf = draw(st.sampled_from(PLACES)), draw(st.sampled_from(DATES))
    status = draw(st.sampled_from(["occurred", "occurred", "ongoing", "planned", "unconfirmed", "cancelled", "denied"]))
    more = {"status": status, "attribution": draw(st.sampled_from(SOURCES))}
    kind = draw(st.sampled_from(["summit", "summit", "departure", "arrival", "visit", "statement"]))
    if kind == "summit":
        hedged = draw(st.booleans())
        venue = place.model_copy(update={"hedge": "wohl"}) if hedged else place
        return meets(who, other, day=edtf, place=draw(st.sampled_from([venue, None])), **more)
    if kind == "departure":
        return leaves(who, place, edtf, origin=draw(st.sampled_from([OSLO, PARIS, None])), **more)
    if kind == "statement":
        return says(who, draw(st.sampled_from(QUOTES)), to=other, **more)
    return (arrives if kind == "arrival" else visits)(who, place, edtf, **more)


@st.composite
def stories(draw: st.DrawFn, least: int = 1, most: int = 14) -> Story:
    """A log in which every event may be the target of a later one."""
    story = Story()
    for _ in range(draw(st.integers(least, most))):
        known = [f"e{number}" for number in range(1, story.log.head().position + 1)]
        told = [id for id in known if isinstance(_event(story, id), Claim)]
        act = draw(
            st.sampled_from(
                ["report"] * 6 + ["retract", "retract", "correct", "link", "unlink", "identity", "grade", "prefer"]
            )
        )
        published = draw(st.sampled_from([*DAYS, None]))
        if act == "retract" and known:
            story.retract(draw(st.sampled_from(known)), published)
        elif act == "correct" and told:
            _correct(draw, story, draw(st.sampled_from(told)), published)
        elif act in ("link", "unlink") and len(told) > 1:
            members = draw(st.permutations(told))[: draw(st.integers(2, min(3, len(told))))]
            (story.link if act == "link" else story.unlink)(*members)
        elif act == "grade":
            story.grade(draw(st.sampled_from(["Élysée", "Fischer am Kai", "Blatt"])), draw(st.sampled_from("ABCDEF")))
        elif act == "prefer" and told:
            story.prefer(draw(st.sampled_from(told)), draw(st.sampled_from(["when", "place"])))
        elif act == "identity":
            name = draw(st.sampled_from([one.name for one in PEOPLE]))
            action = draw(st.sampled_from(["merge", "split"]))
            story.identity(name, actor_id=draw(st.sampled_from(["anna-berg", "joy-otieno"])), action=action)
        else:
            story.report(draw(claims()), published, draw(st.sampled_from(OUTLETS)))
    return story


def _event(story: Story, id: str) -> Any:
    record = story.log.get(id)
    assert record is not None
    return record.event


def _correct(draw: st.DrawFn, story: Story, target: str, published: str | None) -> None:
    path = draw(st.sampled_from(["when.edtf", "status", "participants.0.name"]))
    values = {"when.edtf": DAYS, "status": ["occurred", "planned"], "participants.0.name": ["Joy Otieno", "Anna Berg"]}
    try:
        story.correct(target, path, draw(st.sampled_from(values[path])), published)
    except (ValueError, LookupError):
        story.report(draw(claims()), published)


def examples(number: int) -> Any:
    slow = [HealthCheck.too_slow, HealthCheck.data_too_large]
    return settings(max_examples=number, deadline=None, suppress_health_check=slow)


@examples(120)
@given(stories(), st.sampled_from([1, 2, 7]))
def test_any_batch_size_gives_the_same_rows(story: Story, batch: int) -> None:
    assert dump(story.fold(batch=batch)) == dump(story.fold())


@examples(40)
@given(stories())
def test_a_replay_in_one_go_gives_the_rows_of_following_along(story: Story) -> None:
    head = story.log.head().position
    deferred = Past(story.log, story.projections)
    assert dump(story.fold(batch=1)) == dump(deferred.at(Cutoff(position=head)))


@examples(40)
@given(stories())
def test_replaying_twice_gives_the_same_bytes(story: Story) -> None:
    assert story.fold().serialize() == story.fold().serialize()


@examples(60)
@given(stories(least=3), st.data())
def test_as_of_a_position_is_the_replay_of_the_prefix(story: Story, data: st.DataObject) -> None:
    head = story.log.head().position
    first = data.draw(st.integers(0, head))
    second = data.draw(st.integers(0, head))
    past = Past(story.log, story.projections)
    for position in (first, second):
        assert dump(past.at(Cutoff(position=position))) == dump(story.fold(story.log.read(until=position)))


@examples(60)
@given(stories(least=3), st.sampled_from(DAYS), st.integers(0, 14))
def test_as_published_is_the_replay_of_what_was_public(story: Story, day: str, position: int) -> None:
    cutoff = Cutoff(min(position, story.log.head().position), f"{day}T12:00:00Z")
    public = [record for record in story.log.read() if cutoff.admits(record)]
    assert dump(Past(story.log, story.projections).at(cutoff)) == dump(story.fold(public))


@examples(60)
@given(stories(), st.data())
def test_retracting_and_restoring_changes_nothing(story: Story, data: st.DataObject) -> None:
    target = data.draw(st.sampled_from([f"e{n}" for n in range(1, story.log.head().position + 1)]))
    before = dump(story.fold())
    story.retract(story.retract(target))
    after = dump(story.fold(batch=1))
    for table in ("claims_curation", "projection"):  # where curation and checkpoints are noted
        del before[table], after[table]
    assert before == after


@st.composite
def acts(draw: st.DrawFn, story: Story) -> str:
    """Any act of curation on a story; its id."""
    known = [f"e{number}" for number in range(1, story.log.head().position + 1)]
    told = [id for id in known if isinstance(_event(story, id), Claim)]
    kinds = ["retract", "grade", "likelihood", "identity", "coverage"]
    kinds += ["link", "unlink"] if len(told) > 1 else []
    kinds += ["prefer", "correct"] if told else []
    match draw(st.sampled_from(kinds)):
        case "retract":
            return story.retract(draw(st.sampled_from(known)))
        case "grade":
            return story.grade("Élysée", draw(st.sampled_from("ABCDE")), draw(st.sampled_from([None, "Anna Berg"])))
        case "likelihood":
            return story.assess(draw(st.sampled_from(known)), likelihood="likely", horizon="2024-06-30")
        case "identity":
            return story.identity(draw(st.sampled_from([one.name for one in PEOPLE])), actor_id="joy-otieno")
        case "coverage":
            return story.cover("2024", "Anna Berg")
        case "prefer":
            return story.prefer(draw(st.sampled_from(told)), draw(st.sampled_from(["when", "place"])))
        case "correct":
            return story.correct(draw(st.sampled_from(told)), "topics", [f"Fisch {story.log.head().position}"])
        case "link":
            return story.link(*draw(st.permutations(told))[:2])
        case _:
            return story.unlink(*draw(st.permutations(told))[:2])


@examples(80)
@given(stories(least=2), st.data())
def test_undoing_any_act_of_curation_changes_nothing(story: Story, data: st.DataObject) -> None:
    before = dump(story.fold())
    story.retract(data.draw(acts(story)))
    after = dump(story.fold(batch=1))
    for table in ("claims_curation", "projection"):  # where curation and checkpoints are noted
        del before[table], after[table]
    assert before == after


_DEPEND_ON_THE_MOMENT = {
    "date", "datetime", "time", "julianday", "unixepoch", "strftime", "current_date", "current_time",
    "current_timestamp", "random", "randomblob", "changes", "total_changes", "last_insert_rowid",
}  # fmt: skip


def no_clock(action: int, name: str | None, function: str | None, *_: object) -> int:
    asked = (function or "").lower() if action == sqlite3.SQLITE_FUNCTION else ""
    return sqlite3.SQLITE_DENY if asked in _DEPEND_ON_THE_MOMENT else sqlite3.SQLITE_OK


@examples(15)
@given(stories(least=3))
def test_no_projection_asks_the_database_for_the_time_or_for_chance(story: Story) -> None:
    db = sqlite3.connect(":memory:", isolation_level=None)
    fold = Fold(db, story.projections())
    fold.create(fold.outdated())
    db.set_authorizer(no_clock)
    fold.apply(list(story.log.read()))
    reader = ViewReader(
        lambda: db, date(2024, 3, 9), original=story.log.get, documents=story.shelf, knowledge=KNOWLEDGE
    )
    for view in ("meetings", "happenings", "itineraries", "whereabouts", "statements"):
        list(reader.all(view))
    for reckoned in (reader.contradictions, reader.corroboration, reader.sources, reader.counterparts):
        assert isinstance(reckoned(), list)
    for reckoned in (reader.calendar, reader.streaks, reader.timeline):
        assert isinstance(reckoned(), list)


def test_no_projection_reads_the_clock_of_the_machine() -> None:
    """What takes the time of a rebuild, or waits for a lock, may measure; no module asks what day it is."""
    root = Path(projections.__file__).parent
    asking = {
        f"{path.relative_to(root)}: {node.attr}"
        for path in root.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in ("now", "utcnow", "today", "time", "time_ns", "localtime")
        and isinstance(node.value, ast.Name) and node.value.id in ("datetime", "date", "time")
    }  # fmt: skip
    assert asking == set()
    imported = {
        alias.name
        for path in root.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for alias in node.names
    }
    assert imported.isdisjoint({"random", "secrets", "uuid", "utc_now"})


@examples(60)
@given(stories(), st.lists(claims(), min_size=1, max_size=5))
def test_later_reports_never_change_which_happening_an_earlier_one_belongs_to(story: Story, later: list[Any]) -> None:
    head = story.log.head().position
    before = dict(story.fold().execute("SELECT claim, key FROM happenings_members").fetchall())
    for event in later:
        story.report(event, "2024-03-09", "Kurier")
    after = dict(story.fold().execute("SELECT claim, key FROM happenings_members").fetchall())
    assert {claim: key for claim, key in after.items() if claim <= head} == before


@examples(60)
@given(stories(), st.data())
def test_a_happening_keeps_its_id_when_its_first_report_is_retracted(story: Story, data: st.DataObject) -> None:
    db = story.fold()
    keys = [key for (key,) in db.execute("SELECT DISTINCT key FROM happenings_members ORDER BY key")]
    if not keys:
        return
    key = data.draw(st.sampled_from(keys))
    story.retract(f"e{key}")
    after = {row[0] for row in story.fold().execute("SELECT DISTINCT key FROM happenings_members")}
    assert key in after


@examples(40)
@given(stories())
def test_every_claim_belongs_to_exactly_one_happening_and_counts_never_exceed_reports(story: Story) -> None:
    db = story.fold()
    claims = {row[0] for row in db.execute("SELECT position FROM claims")}
    assert claims == {row[0] for row in db.execute("SELECT claim FROM happenings_members")}
    for reports, outlets, origins in db.execute("SELECT reports, outlets, origins FROM happenings"):
        assert reports >= outlets or reports >= origins
        assert reports >= max(outlets, origins)


@examples(40)
@given(stories(), st.sampled_from(DAYS))
def test_every_key_of_a_view_has_a_row(story: Story, day: str) -> None:
    reader = story.seen(day)
    for view in ("meetings", "happenings", "itineraries", "whereabouts", "statements"):
        keys = reader.keys(view)
        assert len(set(keys)) == len(keys)
        assert [row.key for row in reader.rows(view, keys)] == list(keys)
