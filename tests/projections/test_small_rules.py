"""The data tables' own examples, symmetry of judgement, and queries that find their way by an index."""

from __future__ import annotations

import re
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tests.projections.build import BERG, KNOWLEDGE, MOREAU, PARIS, Story, arrives, leaves, meets, says, visits
from tests.projections.test_laws import examples, stories
from tracker.projections.claims.link_key import link_key, read_key
from tracker.projections.fold import Fold
from tracker.projections.happenings.component import load
from tracker.projections.happenings.verdict import judge
from tracker.projections.horizons import default_days, horizon, rules
from tracker.projections.knowledge import seeded
from tracker.projections.names import fold, other_spellings


class TestHorizons:
    def test_every_rule_catches_its_example_first(self) -> None:
        for rule in rules():
            first = next(other for other in rules() if other.pattern.search(fold(rule.example)))
            assert first is rule, rule.example
            assert horizon(rule.example) == rule.days

    def test_any_other_phrase_waits_the_default(self) -> None:
        assert horizon("wenn die Fähre fährt") == horizon(None) == default_days()


class TestNames:
    def test_folding_is_idempotent_and_ignores_marks(self) -> None:
        for name in ("Łukasz Żółć", "Kim Jong-un", "O’Brien", "MÜLLER-Lüdenscheidt", "Þór"):
            assert fold(fold(name)) == fold(name)
        assert fold("Łukasz  Żółć") == "lukasz zolc"

    def test_other_spellings_are_told_only_where_they_differ(self) -> None:
        assert other_spellings("Große Wörter hier") == "grosse woerter worter"


class TestSeeds:
    def test_transliterations_and_titles_mean_one_person(self) -> None:
        knowledge = seeded()
        spellings = [("Kim Jong-un", "KP"), ("Kim Jong Un", None), ("Machthaber Kim", "KP"), ("KIM JONG UN", "KP")]
        assert {knowledge.actor(name, "person", country, None, date(2023, 9, 11)) for name, country in spellings} == {
            "kim-jong-un"
        }

    def test_a_title_means_whoever_held_it_on_the_day(self) -> None:
        found = [seeded().actor("Machthaber Kim", "person", "KP", None, date(year, 5, 5)) for year in (2005, 2020)]
        assert found == ["kim-jong-il", "kim-jong-un"]

    def test_a_former_leader_has_no_longer_the_level_of_one(self) -> None:
        levels = [seeded().level(None, "person", "angela-merkel", date(year, 5, 5)) for year in (2019, 2024)]
        assert levels == ["head_of_government", "former_leader"]

    def test_a_family_name_alone_without_a_state_is_nobody_in_particular(self) -> None:
        assert KNOWLEDGE.actor("Berg", "person", None) == "berg"
        assert KNOWLEDGE.actor("Berg", "person", "NO") == "anna-berg"
        assert KNOWLEDGE.actor("Berg", "person", "SE") == "berg"


@examples(60)
@given(stories(least=2), st.data())
def test_judgement_is_symmetric(story: Story, data: st.DataObject) -> None:
    db = story.fold()
    keys = [link_key(claim) for claim in load(db, range(1, story.log.head().position + 1))]
    if keys:
        one, other = data.draw(st.sampled_from(keys)), data.draw(st.sampled_from(keys))
        assert judge(one, other) == judge(other, one)


@examples(40)
@given(stories(least=2))
def test_a_claims_kin_is_that_of_its_link_key(story: Story) -> None:
    for claim in load(story.fold(), range(1, story.log.head().position + 1)):
        assert read_key(claim).kin == claim.kin


def test_following_one_event_scans_no_table() -> None:
    story = Story()
    for day in range(1, 20):
        story.report(meets(BERG, MOREAU, day=f"2024-03-{day:02}", place=PARIS))
    db = story.fold()
    asked: list[str] = []
    events = [
        meets(BERG, MOREAU, day="2024-03-05"),
        visits(BERG, PARIS, "2024-03-05", status="planned"),
        arrives(BERG, PARIS, "2024-03-05"),
        leaves(BERG, PARIS, "2024-03-04"),
        says(BERG, "Wir reden weiter."),
    ]
    ids = [story.report(event, "2024-03-06") for event in events]
    story.correct(ids[0], "when.edtf", "2024-03-06")
    story.retract(ids[1])
    story.link(ids[0], "e1")
    fold_again = Fold(db, story.projections())
    db.set_trace_callback(asked.append)
    fold_again.apply(list(story.log.read(after=19)))
    db.set_trace_callback(None)
    selects = [sql for sql in asked if re.match(r"\s*(SELECT|DELETE|UPDATE|WITH)", sql)]
    assert len(selects) > 20
    ours = "c|m|h|b|i|w|claims|claims_\\w+|happenings\\w*|meetings|statements|itineraries\\w*|whereabouts"
    large = re.compile(rf"SCAN ({ours})\b")
    for sql in selects:
        if "claims_identities" in sql or "claims_grades" in sql:
            continue  # the few aliases and grades are read as a whole, once
        for row in db.execute(f"EXPLAIN QUERY PLAN {sql}"):
            assert not large.search(row[3]), f"{row[3]}: {sql}"
