"""What a filter leaves of each view: every field, both ways round, together, and a name in its other spellings."""

from __future__ import annotations

import pytest

from tests.projections.build import BERG, LYON, MOREAU, OTIENO, Story, arrives, at, meets, person, says
from tracker.typed.filters import FilterError

SELENSKYJ = person("Wolodymyr Selenskyj", "UA")


@pytest.fixture(scope="module")
def story() -> Story:
    """A meeting held in Paris, one planned in Nairobi, one planned whose day has passed, an arrival, two statements."""
    told = Story()
    told.report(meets(BERG, MOREAU, day="2024-03-02", place=at("Paris", "FR"), topics=["Fischerei"]), outlet="Blatt")
    told.report(meets(BERG, OTIENO, day="2024-04-09", place=at("Nairobi", "KE"), status="planned"), outlet="Kurier")
    told.report(meets(MOREAU, SELENSKYJ, day="2024-03-04", status="planned"), outlet="Kurier")
    told.report(arrives(BERG, LYON, "2024-03-03"), outlet="Blatt")
    told.report(
        says(MOREAU, "Wir haben über Fähren gesprochen, und über den Hafen.", quote_kind="direct"), "2024-03-05"
    )
    return told


def titles(story: Story, filter: str, view: str = "happenings") -> list[str]:
    rows = story.seen("2024-03-10").all(view, search=filter)
    named = (
        getattr(row, "title", None) or getattr(row, "traveller", None) or getattr(row, "speaker", None) or row.name
        for row in rows
    )
    return sorted(str(name).split()[-1] for name in named)


@pytest.mark.parametrize(
    ("filter", "left"),
    [
        ("berg", ["Lyon", "Moreau", "Otieno"]),
        ("status:held", ["Lyon", "Moreau"]),
        ("stand:geplant", ["Otieno"]),
        ("status:lapsed", ["Selenskyj"]),
        ("status:planned,lapsed", ["Otieno", "Selenskyj"]),
        ("-status:held", ["Otieno", "Selenskyj"]),
        ("type:arrival", ["Lyon"]),
        ("place:nairobi", ["Otieno"]),
        ("who:nairobi", []),
        ("land:KE", ["Otieno"]),
        ("land:Kenia", ["Otieno"]),
        ("source:kurier", ["Otieno", "Selenskyj"]),
        ("thema:fischerei", ["Moreau"]),
        ("since:2024-03-04", ["Otieno", "Selenskyj"]),
        ("bis:2024-03-02", ["Moreau"]),
        ("am:3.3.", ["Lyon"]),
        ("berg status:planned since:2024-04-01 -source:blatt", ["Otieno"]),
        ("berg -otieno", ["Lyon", "Moreau"]),
        ("moro berg", ["Moreau"]),
        ("wer:moro", ["Moreau", "Selenskyj"]),
        ("", ["Lyon", "Moreau", "Otieno", "Selenskyj"]),
    ],
)
def test_what_is_left_of_the_happenings(story: Story, filter: str, left: list[str]) -> None:
    assert titles(story, filter) == left


@pytest.mark.parametrize(
    ("view", "filter", "left"),
    [
        ("statements", "since:2024-03-05 wer:moreau", ["Moreau"]),
        ("statements", "type:visit", []),
        ("statements", "-type:visit", ["Moreau"]),
        ("itineraries", "place:lyon", ["Berg"]),
        ("itineraries", "-place:lyon", []),
        ("whereabouts", "-lyon", ["Moreau"]),
    ],
)
def test_what_is_left_of_other_views(story: Story, view: str, filter: str, left: list[str]) -> None:
    assert titles(story, filter, view) == left


def test_what_rows_do_not_have_is_explained(story: Story) -> None:
    with pytest.raises(FilterError, match="only the log"):
        titles(story, "by:user")
    with pytest.raises(FilterError, match="no state"):
        titles(story, "country:atlantis")
