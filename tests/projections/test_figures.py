"""Figures that articles print: found by rule, told with their source, held against those that are reckoned."""

from __future__ import annotations

from datetime import date

import pytest

from tests.projections.build import BERG, MOREAU, NAIROBI, OSLO, PARIS, Story, arrives, leaves, meets
from tracker.projections.figures.reading import Rule, figures, rules
from tracker.projections.reckoned_rows import ContradictionRow, StreakRow

DAY = date(2025, 1, 1)


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.example)
def test_every_rule_finds_its_example(rule: Rule) -> None:
    (figure,) = figures(f"Davor steht etwas. {rule.example} Danach auch.", DAY)
    since = f"{figure.since_from}/{figure.since_to}" if figure.since_from else None
    assert (figure.kind, figure.about, figure.value, since) == (rule.kind, rule.about, rule.value, rule.since)
    assert (figure.sentence, figure.before) == (rule.example, "Davor steht etwas.")


@pytest.mark.parametrize(
    "text",
    [
        "Beim ersten Treffen am Morgen ging es um Fisch.",
        "Die sechstägige Arbeitswoche bleibt.",
        "Erste Reaktionen kamen aus Oslo.",
        "first " * 3000,
        "",
    ],
)
def test_other_sentences_print_no_figure(text: str) -> None:
    assert list(figures(text, DAY)) == []


def test_the_days_of_a_leap_year_do_not_break_it() -> None:
    (figure,) = figures("Es ist die erste Auslandsreise seit mehr als vier Jahren.", date(2024, 2, 29))
    assert (figure.since_from, figure.since_to) == ("2019-02-28", "2020-02-28")


def trips(text: str, outlet: str = "Kurier", *, earlier: str = "2020-02-01") -> Story:
    """Two journeys of one person; an article on the second one prints something about it."""
    story = Story()
    story.report(leaves(BERG, NAIROBI, earlier, origin=OSLO), earlier)
    story.report(arrives(BERG, OSLO, earlier), earlier)
    story.report(leaves(BERG, PARIS, "2024-03-01", origin=OSLO), "2024-03-02", outlet, text=text)
    story.report(arrives(BERG, PARIS, "2024-03-01"), "2024-03-02", outlet, text=text)
    story.report(arrives(BERG, OSLO, "2024-03-04"), "2024-03-05", outlet, text=text)
    return story


def streak(story: Story, kind: str = "first_trip") -> StreakRow:
    (row,) = [row for row in story.seen("2024-03-20").streaks() if row.kind == kind]
    return row


def counts(story: Story) -> list[ContradictionRow]:
    return [row for row in story.seen("2024-03-20").contradictions() if row.kind == "count"]


class TestFirsts:
    def test_what_an_article_prints_stands_beside_the_streak_with_its_source(self) -> None:
        story = trips("Für Berg ist es die erste Auslandsreise seit 2020.")
        assert [(one.outlet, one.published, one.agrees) for one in streak(story).printed] == [
            ("Kurier", "2024-03-02", True),
            ("Kurier", "2024-03-05", True),
        ]
        assert counts(story) == []

    def test_one_that_the_log_disproves_is_a_contradiction(self) -> None:
        story = trips("Für Berg ist es die erste Auslandsreise seit 2017.")
        assert [one.agrees for one in streak(story).printed] == [False] * len(streak(story).printed)
        (row,) = counts(story)
        assert (row.field, row.resolution) == ("since", "open")
        assert [(side.value, side.shown, side.sources) for side in row.sides] == [
            ("2020-02-01", True, ()),
            ("2017-01-01/2017-12-31", False, ("Kurier",)),
        ]

    def test_what_lies_before_the_log_begins_cannot_be_judged_unless_it_is_declared_complete(self) -> None:
        story = trips("Für Berg ist es die erste Auslandsreise seit 2022.")
        assert {one.agrees for one in streak(story).printed} == {None}
        assert counts(story) == []
        story.cover("2019/2024", "Anna Berg")
        assert {one.agrees for one in streak(story).printed} == {False}
        assert [row.field for row in counts(story)] == ["since"]

    def test_one_about_somebody_else_is_not_taken(self) -> None:
        story = trips("")
        text = "Berg traf Moreau. Für Moreau ist es die erste Auslandsreise seit 2017."
        story.report(leaves(BERG, PARIS, "2024-03-01"), "2024-03-02", text=text)
        assert len(streak(story).printed) == 1
        story.report(meets(BERG, MOREAU, day="2024-03-02", place=PARIS), "2024-03-02", text=text)
        assert streak(story).printed == ()

    def test_a_visit_is_to_the_country_that_the_sentence_names(self) -> None:
        story = trips("Es ist ihr erster Besuch in Frankreich seit 2020.")
        rows = [row for row in story.seen("2024-03-20").streaks() if row.kind == "first_visit"]
        assert {row.other: bool(row.printed) for row in rows} == {"KE": False, "FR": True}

    def test_a_meeting_is_that_of_its_article(self) -> None:
        story = Story()
        story.report(meets(BERG, MOREAU, day="2019-05-05", place=OSLO), "2019-05-06")
        text = "Es war das erste Treffen der beiden seit 2019."
        story.report(meets(BERG, MOREAU, day="2024-03-02", place=PARIS), "2024-03-02", "Kurier", text=text)
        assert [one.agrees for one in streak(story, "meetings").printed] == [True]

    def test_an_article_whose_claims_were_all_taken_back_prints_nothing(self) -> None:
        story = trips("Für Berg ist es die erste Auslandsreise seit 2017.")
        for id in ("e3", "e4", "e5"):
            story.retract(id)
        assert counts(story) == []


class TestDays:
    def test_another_length_than_the_reckoned_one_is_a_contradiction(self) -> None:
        story = trips("Eine Agentur sprach von einer sechstägigen Reise.")
        (row,) = counts(story)
        assert (row.field, row.title, row.days, row.since) == ("days", "Anna Berg", 2, "2024-03-02")
        assert [(side.value, side.sources) for side in row.sides] == [("4", ()), ("6", ("Kurier",))]

    def test_the_same_length_is_none(self) -> None:
        assert counts(trips("Die viertägige Reise endet am Montag.")) == []

    def test_it_is_a_plain_table_that_replays(self) -> None:
        story = trips("Die viertägige Reise endet am Montag.")
        rows = story.fold(batch=1).execute("SELECT kind, value, position FROM figures").fetchall()
        assert [row[:2] for row in rows] == [("days", 4)] * len(rows)
        assert story.fold().execute("SELECT kind, value, position FROM figures").fetchall() == rows
