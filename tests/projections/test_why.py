"""Why: each report is tied by what it shares with another, and each shown value leads by a rule that is named."""

from __future__ import annotations

import pytest
from hypothesis import given

from tests.projections.build import (
    BERG,
    LYON,
    MOREAU,
    NAIROBI,
    OSLO,
    PARIS,
    Story,
    arrives,
    at,
    by,
    leaves,
    meets,
    visits,
)
from tests.projections.test_laws import examples, stories
from tracker.projections.rows import MeetingRow
from tracker.projections.why_rows import FieldReason, WhyRow


def reasons(story: Story, id: str = "e1", as_of: str = "2024-03-20") -> WhyRow:
    row = story.seen(as_of).why(id)
    assert row is not None
    return row


def field(story: Story, name: str) -> FieldReason:
    (found,) = [one for one in reasons(story).fields if one.field == name]
    return found


def test_same_traveller_same_destination_one_day_apart() -> None:
    story = Story()
    story.report(leaves(BERG, PARIS, "2024-03-10"))
    story.report(leaves(BERG, PARIS, "2024-03-11"))
    (link,) = reasons(story).links
    assert (link.position, link.other_position, link.link) == (2, 1, None)
    assert (link.principals, link.place, link.days, link.fulfils) == (("Anna Berg",), "equal", 1, False)


@pytest.mark.parametrize(
    ("place", "told"), [(at("Frankreich", "FR"), "nested"), (LYON, "equal"), (None, "unknown")], ids=str
)
def test_how_the_places_agree(place: object, told: str) -> None:
    story = Story()
    story.report(leaves(BERG, LYON, "2024-03-10"))
    story.report(leaves(BERG, place, "2024-03-10"))  # type: ignore[arg-type]
    assert [link.place for link in reasons(story).links] == [told]


def test_a_plan_is_fulfilled_and_a_gathering_is_named() -> None:
    story = Story()
    story.report(visits(BERG, PARIS, "2024-03-10", status="planned"), "2024-03-05")
    story.report(visits(BERG, PARIS, "2024-03-10"), "2024-03-11")
    story.report(meets(BERG, day="2024-03-15", event_name="Hafenrunde"))
    story.report(meets(MOREAU, day="2024-03-15", event_name="Hafenrunde"))
    assert [link.fulfils for link in reasons(story).links] == [True]
    assert [(link.gathering, link.principals) for link in reasons(story, "e4").links] == [("Hafenrunde", ())]


def test_a_report_is_tied_to_the_nearest_one_before_it() -> None:
    story = Story()
    for day in ("2024-03-10", "2024-03-11", "2024-03-11"):
        story.report(leaves(BERG, PARIS, day))
    assert [(link.position, link.other_position, link.days) for link in reasons(story).links] == [(2, 1, 1), (3, 2, 0)]


def test_a_users_link_is_the_reason_as_long_as_it_stands() -> None:
    story = Story()
    story.report(arrives(BERG, PARIS, "2024-03-10"))
    story.report(arrives(BERG, NAIROBI, "2024-03-18"))
    link = story.link("e1", "e2")
    (tied,) = reasons(story).links
    assert (tied.link, tied.place, tied.days) == (3, "apart", 8)
    story.retract(link)
    assert reasons(story).links == reasons(story, "e2").links == ()


@pytest.mark.parametrize(
    ("rule", "first", "second"),
    [
        ("status", {"status": "planned"}, {}),
        ("party", {"attribution": by("Fischer")}, {"attribution": by("Storting")}),
        ("later", {}, {}),
    ],
)
def test_the_rule_by_which_a_date_leads(rule: str, first: dict[str, object], second: dict[str, object]) -> None:
    story = Story()
    story.report(leaves(BERG, PARIS, "2024-03-10", **first), "2024-03-12")
    story.report(leaves(BERG, PARIS, "2024-03-11", **second), "2024-03-13")
    found = field(story, "when")
    assert (found.value, found.position) == ("2024-03-11", 2)
    assert [(one.value, one.position, one.rule) for one in found.beaten] == [("2024-03-10", 1, rule)]


def test_a_preferred_a_graded_a_corrected_and_a_narrower_value() -> None:
    def story() -> Story:
        made = Story()
        made.report(leaves(BERG, PARIS, "2024-03-10", attribution=by("Fischer")), "2024-03-12")
        made.report(leaves(BERG, PARIS, "2024-03-11", attribution=by("Winzer")), "2024-03-13")
        return made

    preferred, graded, corrected = story(), story(), story()
    preferred.prefer("e1", "when")
    graded.grade("Fischer", "B")
    corrected.correct("e1", "when.edtf", "2024-03-12")
    told = [field(one, "when") for one in (preferred, graded, corrected)]
    assert [(one.position, one.beaten[0].rule) for one in told] == [(1, "preferred"), (1, "grade"), (1, "corrected")]
    narrower = Story()
    narrower.report(leaves(BERG, LYON, "2024-03-10"), "2024-03-12")
    narrower.report(leaves(BERG, at("Frankreich", "FR"), "2024-03-10"), "2024-03-13")
    assert [(one.value, one.rule) for one in field(narrower, "place").beaten] == [("Frankreich", "narrower")]


def test_who_stands_behind_a_value() -> None:
    story = Story()
    story.report(leaves(BERG, PARIS, "2024-03-10", conveyance="ship", attribution=by("Fischer")), "2024-03-12")
    story.report(leaves(BERG, PARIS, "2024-03-10", conveyance="ship", attribution=by("Storting")), "2024-03-13")
    for name in ("when", "conveyance", "place"):
        found = field(story, name)
        assert (found.sources, found.origins, found.party) == (("Fischer", "Storting"), 2, "Storting")


def test_offices_are_told_by_holder() -> None:
    story = Story()
    for office in ("Vizepräsidentin", "Ministerin"):
        story.report(leaves(BERG.model_copy(update={"office": office}), PARIS, "2024-03-10"))
    found = field(story, "office")
    assert (found.subject, found.value, found.beaten[0].value) == ("Anna Berg", "Ministerin", "Vizepräsidentin")


def test_what_decides_how_far_it_may_be_believed() -> None:
    story = Story()
    story.report(meets(BERG, MOREAU, day="2024-03-10", attribution=by("Fischer")), "2024-03-12")
    story.report(meets(BERG, MOREAU, day="2024-03-11", attribution=by("Winzer")), "2024-03-13")
    row = reasons(story)
    assert (row.credibility, row.denied, row.contradicted) == (4, False, ("when",))
    story.report(meets(BERG, MOREAU, day="2024-03-10", status="denied", attribution=by("Élysée")), "2024-03-14")
    row = reasons(story)
    assert (row.credibility, row.denied, [one.party for one in row.tree]) == (5, True, [False, False, True])


def test_there_is_no_reason_for_what_does_not_stand() -> None:
    story = Story()
    story.report(arrives(BERG, OSLO, "2024-03-10"))
    story.retract("e1")
    reader = story.seen("2024-03-20")
    assert reader.why("e1") is None
    assert reader.why("nothing") is None


class TestStanding:
    def standing(self, story: Story, id: str = "e1", as_of: str = "2024-03-20") -> tuple[str, tuple[int, ...]]:
        reason = reasons(story, id, as_of).standing
        return reason.rule, reason.reports

    def test_what_took_place_and_what_speaks_against_it(self) -> None:
        story = Story()
        story.report(leaves(BERG, PARIS, "2024-03-10"), "2024-03-11")
        story.report(leaves(BERG, PARIS, "2024-03-10", status="denied", attribution=by("Fischer")), "2024-03-09")
        reason = reasons(story).standing
        assert (reason.rule, reason.reports, reason.against) == ("told", (1,), (2,))

    def test_a_plan_is_expected_and_then_lapses(self) -> None:
        story = Story()
        story.report(meets(BERG, MOREAU, day="2024-03-15", status="planned"), "2024-03-01")
        assert self.standing(story, as_of="2024-03-10") == ("planned", (1,))
        assert reasons(story).standing.until == "2024-03-15"
        assert self.standing(story) == ("lapsed", (1,))

    def test_a_planned_visit_whose_traveller_has_arrived(self) -> None:
        story = Story()
        story.report(visits(BERG, PARIS, "2024-03-10/2024-03-25", status="planned"), "2024-03-01")
        story.report(arrives(BERG, PARIS, "2024-03-10"), "2024-03-11")
        assert self.standing(story) == ("arrived", (1,))

    def test_what_was_going_on_is_over(self) -> None:
        story = Story()
        story.report(visits(BERG, PARIS, "2024-03-10/2024-03-12", status="ongoing"), "2024-03-10")
        assert self.standing(story, as_of="2024-03-11") == ("going_on", (1,))
        assert self.standing(story) == ("over", (1,))

    def test_called_off_by_a_side_denied_and_rumoured(self) -> None:
        story = Story()
        story.report(visits(BERG, PARIS, "2024-04-10", status="planned"), "2024-03-01")
        story.report(visits(BERG, PARIS, "2024-04-10", status="cancelled"), "2024-03-02")
        story.report(visits(MOREAU, OSLO, "2024-04-10", status="denied"), "2024-03-02")
        story.report(visits(MOREAU, NAIROBI, "2024-05-10", status="unconfirmed"), "2024-03-02")
        assert [self.standing(story, id)[0] for id in ("e1", "e3", "e4")] == ["called_off", "denied", "rumoured"]


@examples(25)
@given(stories())
def test_every_tie_and_every_shown_value_has_its_reason(story: Story) -> None:
    """Whatever is told: each report but the first is tied to another, and what a row shows is explained."""
    reader = story.seen("2024-03-20")
    for row in reader.all("happenings"):
        assert isinstance(row, MeetingRow)
        why = reader.why(row.id)
        dossier = reader.meeting(row.id)
        assert why is not None
        assert dossier is not None
        standing = {report.position for report in dossier.reports if not report.retracted}
        assert {link.position for link in why.links} == standing - {min(standing)}
        explained = {field.field: field.value for field in why.fields}
        shown = {"place": row.place, "when": row.edtf or row.when_text, "format": row.format, "channel": row.channel}
        assert {name: value for name, value in shown.items() if value} == {
            n: explained[n] for n, v in shown.items() if v
        }
        assert [party.name for party in why.parties] == [party.name for party in row.parties]
        assert all(party.reports for party in why.parties)
        assert (why.state, why.level) == (row.state, row.level)
        assert set(why.standing.reports) <= standing
