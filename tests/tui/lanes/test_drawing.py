"""A lane in signs: states by their shape, vague dates as broken lines over all their days, nothing beyond the edges."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.projections.lane_rows import LaneItems, LaneJourney, LaneMark, LaneRow, LaneStay
from tui.glyphs import ASCII, UNICODE, use_glyphs
from tui.lanes.axis import SCALES, Axis
from tui.lanes.drawing import backdrop, captions, hinted, lane_cells, ruler
from tui.lanes.finding import column_of, hit, in_sight, nearest
from tui.presenters.lines import Line, text_of
from tui.tones import STYLES

TODAY = date(2024, 5, 20)
MAY = Axis(2, date(2024, 5, 1).toordinal(), 40)
"""From the first of May on, a day a column."""
STATES = ("held", "announced", "rumoured", "under_way", "cancelled", "disputed", "lapsed")


def mark(key: int, first: str | None, last: str | None = None, *, state: str = "held", known: bool = True) -> LaneMark:
    last = last or first
    return LaneMark(key, f"e{key}", state, first, last, known, known, f"Astrid Halvorsen · Guest {key}", "Riga")


def journey(key: int, start: str, end: str, *stays: LaneStay, state: str = "closed", known: bool = True) -> LaneJourney:
    return LaneJourney(key, state, start, end, known, stays)


def drawn(*items: LaneMark | LaneJourney, axis: Axis = MAY, chosen: int | None = None) -> Line:
    marks = tuple(item for item in items if isinstance(item, LaneMark))
    journeys = tuple(item for item in items if isinstance(item, LaneJourney))
    ground = [(" ", "")] * axis.width
    return lane_cells(ground, LaneItems(marks, journeys), axis, TODAY, chosen)


def test_a_meeting_stands_on_its_day_in_the_shape_of_its_state() -> None:
    for state in STATES:
        text = text_of(drawn(mark(1, "2024-05-14", state=state)))
        assert text.strip() == UNICODE.state(state)
        assert text.index(UNICODE.state(state)) == 13


def test_a_vague_date_is_a_broken_line_over_all_its_days_and_not_a_point() -> None:
    text = text_of(drawn(mark(1, "2024-05-04", "2024-05-12", state="announced", known=False)))
    assert text[3:12] == UNICODE.vague * 4 + UNICODE.state("announced") + UNICODE.vague * 4
    assert text[:3].isspace()
    assert text[12:].isspace()


def test_an_open_end_reaches_to_the_edge_and_is_pointed() -> None:
    text = text_of(drawn(LaneMark(1, "e", "announced", "2024-05-20", None, False, False, "", None)))
    assert text[-1] == UNICODE.open_ends[1]
    assert UNICODE.vague in text[19:]
    assert UNICODE.state("announced") in text


def test_a_meeting_of_several_days_is_a_line_that_lasts() -> None:
    text = text_of(drawn(mark(1, "2024-05-06", "2024-05-08")))
    assert text[5:8] == UNICODE.state("held") + UNICODE.lasting * 2


def test_a_stay_is_thick_and_its_journey_thin() -> None:
    stay = LaneStay("Riga", "LV", "2024-05-13", "2024-05-15", True)
    text = text_of(drawn(journey(1, "2024-05-12", "2024-05-17", stay)))
    assert text[11:17] == UNICODE.rule + UNICODE.stay * 3 + UNICODE.rule * 2


def test_a_stay_whose_days_are_not_known_is_broken() -> None:
    stay = LaneStay("Riga", "LV", "2024-05-01", "2024-05-31", False)
    text = text_of(drawn(journey(1, "2024-05-01", "2024-05-31", stay, known=False)))
    assert set(text[:31]) == {UNICODE.vague}


def test_a_journey_under_way_reaches_to_today_broken() -> None:
    text = text_of(drawn(journey(1, "2024-05-15", "2024-05-17", state="open")))
    assert text[14:20] == UNICODE.rule * 3 + UNICODE.vague * 3


def test_a_planned_journey_is_broken_and_carries_its_state() -> None:
    text = text_of(drawn(journey(1, "2024-05-22", "2024-05-26", state="announced")))
    assert text[21:26] == UNICODE.vague * 2 + UNICODE.state("announced") + UNICODE.vague * 2


def test_several_meetings_of_a_day_are_a_block_or_their_number() -> None:
    held = [mark(key, "2024-05-14") for key in range(5)]
    assert text_of(drawn(*held)).strip() in UNICODE.bars
    assert text_of(drawn(*held, mark(9, "2024-05-14", state="disputed"))).strip() == "6"


def test_the_selected_item_is_told_by_its_tone_and_its_name() -> None:
    line = drawn(mark(1, "2024-05-14"), mark(2, "2024-05-18"), chosen=2)
    assert [tone for text, tone in line if text.strip()] == ["held", "lane-chosen"]
    items = LaneItems((mark(1, "2024-05-14"), mark(2, "2024-05-18")))
    named = captions([(" ", "")] * 40, items, MAY, lambda item: f"guest {item.key}", 2)
    assert ("guest 2", "strong") in named


def test_names_never_run_into_one_another() -> None:
    items = LaneItems(tuple(mark(key, f"2024-05-{key:02}") for key in range(1, 25)))
    text = text_of(captions([(" ", "")] * 40, items, MAY, lambda item: "somebody"))
    assert set(text.split()) == {"somebody"}


def test_a_hostile_name_is_only_text() -> None:
    text = text_of(captions([(" ", "")] * 40, LaneItems((mark(1, "2024-05-14"),)), MAY, lambda item: "Ole\x1b[2J\x00"))
    assert "Ole" in text
    assert text.isprintable()


def test_arrows_at_the_edges_tell_of_more() -> None:
    lane = LaneRow("a", "A", None, None, ("a",), "2019-01-01", "2024-05-14", 2)
    row = hinted([(" ", "")] * 40, lane, MAY)
    assert (row[0][0], row[-1][0]) == (UNICODE.arrows[4], " ")


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, len(SCALES) - 1), st.integers(1, 90),
    st.lists(st.tuples(st.dates(), st.integers(0, 900), st.sampled_from(STATES), st.booleans()), max_size=12),
    st.dates(),
)  # fmt: skip
def test_a_lane_fills_its_width_at_every_scale(
    scale: int, width: int, told: list[tuple[date, int, str, bool]], day: date
) -> None:
    axis = Axis(scale, 0, width).around(day)
    items: list[LaneMark | LaneJourney] = []
    for key, (first, days, state, known) in enumerate(told):
        last = date.fromordinal(min(date.max.toordinal(), first.toordinal() + days)).isoformat()
        items.append(mark(key, first.isoformat(), last, state=state, known=known))
        items.append(journey(100 + key, first.isoformat(), last, state=state, known=known))
    ground = backdrop(axis, day, past=True)
    line = lane_cells(ground, LaneItems(tuple(items[::2]), tuple(items[1::2])), axis, day)  # type: ignore[arg-type]
    above = ruler(axis, day, past=True)
    assert [len(text_of(each)) for each in (line, *above)] == [width] * 3
    assert {tone for each in (line, *above) for _, tone in each} <= set(STYLES)


def test_only_plain_signs_where_only_those_can_be_shown() -> None:
    use_glyphs(ASCII)
    stay = LaneStay("Riga", "LV", "2024-05-13", "2024-05-15", True)
    line = drawn(
        journey(1, "2024-05-12", "2024-05-17", stay),
        *(mark(n, f"2024-05-{n:02}", state=s) for n, s in enumerate(STATES, 1)),
    )
    assert text_of(line).isascii()
    assert len({text_of(line)[n] for n in range(7)}) == 7


def test_what_a_day_or_a_click_means() -> None:
    stay = journey(1, "2024-05-02", "2024-05-20")
    items = LaneItems((mark(2, "2024-05-06"), mark(3, "2024-05-30")), (stay,))
    assert nearest(items, MAY, date(2024, 5, 28)) == items.marks[1]
    assert nearest(LaneItems(), MAY, TODAY) is None
    assert hit(items, MAY, 6) == items.marks[0]
    assert hit(items, MAY, 15) == stay
    assert hit(items, MAY, 24) is None
    later = mark(4, "2025-01-01")
    assert not in_sight(later, MAY)
    assert column_of(later, MAY) > MAY.width
