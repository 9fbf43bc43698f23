"""What the decision table promises: modal, tense, mood, negation and governing verb make the status."""

from __future__ import annotations

import pytest

from tests.parsing.test_frames import happenings
from tracker.parsing.happenings.status import Signs, decide, status_table
from tracker.parsing.packs.pack import load_pack

TABLE = status_table(load_pack("de"))


@pytest.mark.parametrize(
    ("signs", "status"),
    [
        (Signs(tense="past", mood="indicative"), "occurred"),
        (Signs(tense="perfect", mood="k1"), "occurred"),
        (Signs(tense="future", mood="indicative"), "planned"),
        (Signs(tense="future", mood="k1"), "planned"),
        (Signs(tense="future", mood="k2"), "unconfirmed"),
        (Signs(tense="future", mood="indicative", negated=True), "cancelled"),
        (Signs(tense="present", mood="indicative", modal="wollen"), "planned"),
        (Signs(tense="present", mood="k2", modal="können"), "unconfirmed"),
        (Signs(tense="present", mood="indicative", modal="sollen"), "planned"),
        (Signs(tense="present", mood="indicative", modal="sollen", perfect=True), "unconfirmed"),
        (Signs(tense="past", mood="indicative", modal="wollen", verb="cancelled"), "cancelled"),
        (Signs(tense="past", mood="indicative", hedge="womöglich"), "unconfirmed"),
        (Signs(tense="present", mood="indicative", conditional=True), "unconfirmed"),
        (Signs(tense="present", mood="indicative", now=True), "ongoing"),
        (Signs(verb="denied", tense="past"), "denied"),
        (Signs(), ""),
    ],
)
def test_the_decision_table(signs: Signs, status: str) -> None:
    assert decide(signs, TABLE)[0] == status


def test_every_rule_of_the_table_can_win() -> None:
    ids = [rule["id"] for rule in TABLE.rules]
    assert len(ids) == len(set(ids))
    for rule in TABLE.rules:
        verb = rule.get("verb", [""])[0]
        signs = Signs(
            verb=verb,
            modal=rule.get("modal", [""])[0],
            tense=rule.get("tense", [""])[0],
            mood=rule.get("mood", [""])[0],
            negated=rule.get("negated", False),
            perfect=rule.get("perfect", False),
            hedge="x" if rule.get("hedge") else "",
            now=rule.get("now", False),
            conditional=rule.get("conditional", False),
        )
        assert decide(signs, TABLE) == (rule["status"], rule["id"])


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Ministerin Lore Falk hat den finnischen Präsidenten Arvo Laine getroffen.", "occurred"),
        ("Ministerin Lore Falk wird den finnischen Präsidenten Arvo Laine treffen.", "planned"),
        ("Ministerin Lore Falk könnte den finnischen Präsidenten Arvo Laine treffen.", "unconfirmed"),
        ("Ministerin Lore Falk werde Präsident Arvo Laine treffen, teilte ihr Sprecher mit.", "planned"),
        ("Ministerin Lore Falk lehnte es ab, den finnischen Präsidenten Arvo Laine zu treffen.", "cancelled"),
        ("Ministerin Lore Falk hat ihr Treffen mit dem finnischen Präsidenten Arvo Laine abgesagt.", "cancelled"),
        ("Ministerin Lore Falk plant ein Treffen mit dem finnischen Präsidenten Arvo Laine.", "planned"),
        ("Ministerin Lore Falk schlug ein Treffen mit dem finnischen Präsidenten Arvo Laine vor.", "unconfirmed"),
        ("Das geplante Treffen von Ministerin Lore Falk mit Präsident Arvo Laine fand in Oslo statt.", "planned"),
    ],
)
def test_the_status_of_a_meeting(text: str, status: str) -> None:
    assert [f.event.status for f in happenings(text)] == [status]


def test_nothing_has_happened_that_lies_ahead() -> None:
    [found] = happenings(
        "Am 3. Oktober 2024 traf Ministerin Lore Falk den finnischen Präsidenten Arvo Laine.", "2024-09-11"
    )
    assert found.event.status == "planned"
