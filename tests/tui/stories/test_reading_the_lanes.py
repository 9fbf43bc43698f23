"""Somebody wants to know who met whom when: walks through the lanes, opens a meeting, asks for its sentence."""

from __future__ import annotations

from tests.tui.sitting import Sitting, sitting
from tracker.dossier import Dossier
from tui.lanes.axis import SCALES
from tui.widgets.lanechart import LaneChart


def chart(desk: Sitting) -> LaneChart:
    return desk.app.screen.query_one(LaneChart)


async def test_from_a_lane_to_the_sentence_and_back(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("2")
        desk.shows("TIMELINE · 20 MAY 2024", "persons", "8 lanes", "▌Astrid Halvorsen", "▼")
        await desk.keys("j")
        desk.shows("▌Eero Salo")
        await desk.press("left")
        desk.shows("Karen Lund", "HOW WE KNOW")
        before = chart(desk).item
        await desk.keys("e")
        desk.shows("CLAIMS IN THIS ARTICLE")
        await desk.keys("⎋⏎")
        desk.shows("HISTORY")
        await desk.keys("⎋")
        assert chart(desk).item == before
        desk.nothing_went_wrong()


async def test_steps_lead_through_a_lane_wherever_its_events_lie(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("2j")
        seen = []
        for _ in range(6):
            await desk.press("left")
        for _ in range(8):
            item = chart(desk).item
            assert item is not None
            seen.append(item.key)
            await desk.press("right")
        assert len(dict.fromkeys(seen)) == 5
        desk.shows("Jul 2024", "SE", "◆ announced")
        await desk.keys("p")
        desk.shows("May 2024", "▼")
        desk.nothing_went_wrong()


async def test_the_lanes_of_states_and_of_pairs(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("2o")
        desk.shows("Norway", "NO · persons 1", "Latvia", "Denmark")
        await desk.keys("o")
        desk.shows("Eero Salo · Karen Lund", "2 meetings")
        await desk.keys("o")
        desk.shows("▌Astrid Halvorsen")
        desk.nothing_went_wrong()


async def test_time_by_days_weeks_months_and_years(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("2")
        units = [chart(desk).axis.unit]
        for _ in SCALES:
            await desk.keys("-")
            units.append(chart(desk).axis.unit)
        assert list(dict.fromkeys(units)) == ["day", "week", "month", "year"]
        desk.shows("years")
        for _ in SCALES:
            await desk.keys("+")
        desk.shows("days")
        first = chart(desk).axis.first
        await desk.keys("(")
        assert chart(desk).axis.first < first
        await desk.keys("))")
        assert chart(desk).axis.first > first
        desk.nothing_went_wrong()


async def test_a_filter_leaves_the_lanes_that_hold_the_words(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("2/jurm⏎")
        desk.shows("2 left", "Astrid Halvorsen", "Janis Ozols")
        desk.hides("Eero Salo")
        assert desk.app.focused is chart(desk)
        await desk.keys("/gibtesnicht⏎")
        desk.shows("Nothing holds")
        await desk.keys("⎋")
        desk.shows("Eero Salo")
        desk.nothing_went_wrong()


async def test_in_the_past_later_meetings_are_not_there_and_the_line_stands_at_that_day(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("t10.5.2024⏎2")
        desk.shows("▲ TIMELINE · 10 MAY 2024", "AS KNOWN 10 MAY 2024")
        desk.hides("Ivar")
        assert chart(desk).axis.first.isoformat() <= "2024-05-10" <= chart(desk).axis.last.isoformat()
        await desk.keys("0")
        desk.shows("Ivar", "TIMELINE · 20 MAY 2024")
        desk.nothing_went_wrong()


async def test_a_click_selects_a_sign_and_a_second_one_opens_it(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("2")
        lines = desk.text().splitlines()
        row = next(number for number, line in enumerate(lines) if line.startswith(" Karen Lund"))
        column = lines[row].index("✕")
        await desk.pilot.click(offset=(column, row))
        await desk.settled()
        desk.shows("▌Karen Lund", "Eero Salo")
        await desk.pilot.click(offset=(column, row), times=2)
        await desk.settled()
        assert len(desk.app.screen_stack) > 1
        desk.shows("HISTORY")


async def test_copying_takes_what_is_selected_with_its_source(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("2c")
        assert "Janis Ozols · Astrid Halvorsen" in desk.app.clipboard
        await desk.keys("a")
        desk.shows("Append event", "Janis Ozols")
