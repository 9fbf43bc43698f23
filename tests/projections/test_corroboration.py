"""Corroboration: how well a happening is supported, who told it first, and what became of a source's reports."""

from __future__ import annotations

from events.model import Change, Correction, Retraction
from tests.projections.build import BERG, LYON, MOREAU, OSLO, PARIS, Story, arrives, by, leaves, meets, visits
from tracker.projections.reckoned_rows import CorroborationRow, SourceRow


def supported(story: Story, as_of: str = "2024-03-20") -> list[CorroborationRow]:
    return story.seen(as_of).corroboration()


def source(story: Story, name: str) -> SourceRow:
    (row,) = [row for row in story.seen("2024-03-20").sources() if row.name == name]
    return row


def test_first_report_first_party_and_the_time_between() -> None:
    story = Story()
    story.report(arrives(BERG, PARIS, "2024-03-01", attribution=by("Storting")), "2024-03-05", "Kurier")
    story.report(arrives(BERG, PARIS, "2024-03-01", attribution=by("Fischer", "NTB")), "2024-03-02")
    story.report(arrives(BERG, PARIS, "2024-03-01", attribution=by("Fischer")), "2024-03-03", "Echo")
    (row,) = supported(story)
    assert (row.reports, row.outlets, row.origins, row.single_source) == (3, 3, 2, False)
    assert (row.first_source, row.first_outlet, row.first_published) == ("Fischer", "Blatt", "2024-03-02")
    assert (row.confirmed_by, row.confirmed, row.lag) == ("Storting", "2024-03-05", 3)
    assert [(one.source, one.via, one.outlets, one.reports) for one in row.tree] == [
        ("Fischer", ("NTB",), ("Blatt", "Echo"), 2),
        ("Storting", (), ("Kurier",), 1),
    ]


def test_a_party_that_denies_confirms_nothing() -> None:
    story = Story()
    story.report(meets(BERG, MOREAU, day="2024-03-01", attribution=by("Fischer")), "2024-03-02")
    story.report(meets(BERG, MOREAU, day="2024-03-01", status="denied", attribution=by("Élysée")), "2024-03-03")
    assert supported(story)[0].confirmed_by is None


def test_among_equal_times_the_earlier_position_was_first() -> None:
    story = Story()
    for name in ("Fischer", "Winzer"):
        story.report(arrives(BERG, PARIS, "2024-03-01", attribution=by(name)), "2024-03-02")
    assert supported(story)[0].first_source == "Fischer"


def test_what_is_announced_or_held_on_the_fewest_origins_comes_first() -> None:
    story = Story()
    story.report(visits(BERG, LYON, "2024-03-02", status="unconfirmed"), "2024-03-01")
    for name in ("Fischer", "Winzer"):
        story.report(arrives(MOREAU, OSLO, "2024-03-05", attribution=by(name)), "2024-03-06", name)
    story.report(leaves(BERG, PARIS, "2024-03-12", status="planned"), "2024-03-06")
    assert [(row.state, row.origins) for row in supported(story, "2024-03-07")] == [
        ("announced", 1),
        ("held", 2),
        ("lapsed", 1),
    ]


def test_a_source_is_counted_by_what_became_of_its_reports() -> None:
    story = Story()
    story.report(arrives(BERG, PARIS, "2024-03-01", attribution=by("Fischer")), "2024-03-02")
    story.report(arrives(BERG, PARIS, "2024-03-02", attribution=by("Élysée")), "2024-03-03")
    story.report(visits(MOREAU, OSLO, "2024-03-08", attribution=by("Fischer")), "2024-03-09")
    fischer, palace = source(story, "Fischer"), source(story, "Élysée")
    assert (fischer.reports, fischer.happenings, fischer.firsts, fischer.contradicted) == (2, 2, 2, 1)
    assert (palace.reports, palace.firsts, palace.contradicted) == (1, 0, 0)
    assert [row.name for row in story.seen("2024-03-20").sources()] == ["Fischer", "Élysée"]


def test_only_what_lies_with_the_source_counts_against_it() -> None:
    story = Story()
    for day in ("2024-03-01", "2024-03-06", "2024-03-11", "2024-03-16"):
        story.report(arrives(BERG, PARIS, day, attribution=by("Fischer")), day)
    story.curate(Retraction(target="e1", reason="not_in_text"))
    story.curate(Retraction(target="e2", reason="never_happened"))
    slip = (Change(path="place.name", old="Paris", new="Lyon"),)
    story.curate(Correction(target="e3", changes=slip, reason="parser_error"))
    story.curate(Correction(target="e4", changes=slip, reason="source_corrected"))
    row = source(story, "Fischer")
    assert (row.reports, row.corrected, row.retracted) == (2, 1, 1)
    story.retract("e6")
    assert source(story, "Fischer").retracted == 0


def test_a_source_whose_every_report_is_gone_is_still_listed() -> None:
    story = Story()
    story.report(arrives(BERG, PARIS, "2024-03-01", attribution=by("Fischer")), "2024-03-02")
    story.curate(Retraction(target="e1", reason="source_withdrew"))
    row = source(story, "Fischer")
    assert (row.reports, row.firsts, row.retracted) == (0, 0, 1)
    assert supported(story) == []


def test_a_search_keeps_those_that_have_the_words() -> None:
    story = Story()
    story.report(arrives(BERG, PARIS, "2024-03-01", attribution=by("Fischer")), "2024-03-02")
    story.report(visits(MOREAU, OSLO, "2024-03-08", attribution=by("Winzer")), "2024-03-09")
    reader = story.seen("2024-03-20")
    assert [row.name for row in reader.sources(search="moreau")] == ["Winzer"]
    assert [row.first_source for row in reader.corroboration(search="paris")] == ["Fischer"]
