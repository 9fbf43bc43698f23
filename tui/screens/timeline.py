"""Screen 2: lanes of persons, states or pairs, with journeys as bars and meetings as signs in the order of time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.containers import Horizontal, Vertical
from textual.geometry import Offset
from textual.widget import Widget

from tracker.projections.lane_rows import LaneItems, LaneJourney, LaneRow
from tracker.projections.lanes import BY
from tracker.projections.rows import ItineraryRow, MeetingRow
from tracker.projections.telling import Subject
from tui.actions import bindings
from tui.lanes.axis import Axis
from tui.lanes.source import PAGE, Item, LaneSource
from tui.presenters import lane_words
from tui.presenters.dossiers.named import subjects_of
from tui.presenters.draft import Draft
from tui.presenters.journeys import journey_citation
from tui.presenters.lines import Line
from tui.presenters.meeting_text import draft_of_meeting, meeting_citation
from tui.screens.may_be_empty import MayBeEmpty
from tui.widgets.caption import Caption
from tui.widgets.empty import Empty
from tui.widgets.lanechart import LaneChart
from tui.widgets.pane import Pane

if TYPE_CHECKING:
    from tui.screens.jump import Target

_AROUND = timedelta(days=45)
"""What lies within so many days of the moment is in sight at first."""
_MOMENT = 0.7
"""The share of the width at which the moment stands when it is brought into sight."""
_A_STEP = 0.5
"""A step in time moves by this share of what is in sight."""


class TimelineScreen(MayBeEmpty):
    """Who met whom when, in which order, who travelled meanwhile, and where the gaps are."""

    SCOPE = "timeline"
    TAB = "timeline"
    VIEW = "itineraries"
    BINDINGS = bindings("timeline")
    AUTO_FOCUS = "LaneChart"

    def __init__(self) -> None:
        super().__init__()
        self._by = BY[0]
        self._lanes: Sequence[LaneRow] = ()
        self._looked = False
        self._shown: tuple[Item | None, LaneRow | None] | None = None

    def compose_body(self) -> Iterable[Widget]:
        with Horizontal(id="columns"):
            with Vertical(id="main"):
                yield Caption(id="lanes-title")
                yield Empty()
                yield LaneChart(lane_words.lane_name, lane_words.caption)
                yield Caption(id="lanes-legend")
                yield Caption(id="lanes-keys")
            yield Pane(id="side")
        yield Pane(id="peek")

    @property
    def chart(self) -> LaneChart:
        """The lanes."""
        return self.query_one(LaneChart)

    # --- what is shown ---------------------------------------------------------------------------------------------

    def reload(self) -> None:
        session = self.desk.session
        self._shown = None
        self._lanes = session.views().lanes(self._by, search=self.filter or None)
        self.show_or_explain(self.chart, len(self._lanes))
        self.chart.show(LaneSource(self._lanes, self._read), session.as_of, past=not session.shown.is_now)
        self.query_one("#lanes-legend", Caption).show(lane_words.legend)
        self.query_one("#lanes-keys", Caption).show(lambda _: lane_words.keys_line())

    def _read(self, lanes: Sequence[LaneRow], first: str, last: str) -> Sequence[LaneItems]:
        return self.desk.session.views().lane_items(lanes, first, last, search=self.filter or None)

    def _around(self, axis: Axis) -> Axis:
        as_of = self.desk.session.as_of
        newest = max((lane.last for lane in self._lanes), default=as_of.isoformat())
        middle = min(as_of, date.fromisoformat(newest))
        first, last = (middle - _AROUND).isoformat(), (middle + _AROUND).isoformat()
        days = [
            day for items in self._read(self._lanes[:PAGE], first, last) for day in _days(items) if first <= day <= last
        ]
        if not days:
            return axis.around(middle, _MOMENT)
        bounds = sorted([*days, *([as_of.isoformat()] if first <= as_of.isoformat() <= last else [])])
        return axis.showing(date.fromisoformat(bounds[0]), date.fromisoformat(bounds[-1]))

    @on(LaneChart.Failed)
    def _failed(self, message: LaneChart.Failed) -> None:
        self.desk.report(message.error)

    @on(LaneChart.Moved)
    def _moved(self) -> None:
        with self.desk.guarded():
            if self._lanes and not self._looked and self.chart.is_laid_out:
                self._looked = True
                self.action_moment()
            self.show_selected()

    def resized(self) -> None:
        super().resized()
        self._shown = None
        self._moved()

    def show_selected(self) -> None:
        """Draw the page of what is selected, in whichever place is in sight."""
        session, chart = self.desk.session, self.chart
        self.query_one("#lanes-title", Caption).show(
            lambda _: lane_words.title_line(session.shown, session.as_of, self._by, len(self._lanes), chart.axis)
        )
        selected = (chart.item, self._lanes[chart.lane] if chart.lane < len(self._lanes) else None)
        if selected != self._shown:
            self._shown = selected
            self.query_one("#side", Pane).show(self._page)
            self.query_one("#peek", Pane).show(lambda width: self._page(width, brief=True))

    def _page(self, width: int, *, brief: bool = False) -> Sequence[Line]:
        chart = self.chart
        if chart.item is not None:
            return lane_words.item_page(self.desk.session.views(), chart.item, width, brief=brief)
        return lane_words.lane_page(self._lanes[chart.lane], width) if chart.lane < len(self._lanes) else ()

    # --- keys ------------------------------------------------------------------------------------------------------

    def action_zoom(self, by: int) -> None:
        """Nearer or farther."""
        self.chart.zoom(by)

    def action_pan(self, by: int) -> None:
        """Earlier or later."""
        self.chart.pan(by * _A_STEP)

    def action_moment(self) -> None:
        """What lies around the moment at which the desk stands."""
        self.chart.look(self._around(self.chart.axis))

    def action_group(self) -> None:
        """Lanes of persons, of states, of pairs, and round again."""
        self._by = BY[(BY.index(self._by) + 1) % len(BY)]
        self.refresh_view()

    @on(LaneChart.Opened)
    def _opened(self) -> None:
        happening = self._happening(self.chart.item)
        if happening is not None:
            self.desk.open_meeting(happening)

    def _happening(self, item: Item | None) -> str | None:
        """The happening of a meeting, or the first one of a journey."""
        if isinstance(item, LaneJourney):
            row = lane_words.journey_of(self.desk.session.views(), item)
            return row.happenings[0] if row is not None and row.happenings else None
        return item.id if item is not None else None

    def action_evidence(self) -> None:
        """The article behind what is selected, at the sentence."""
        happening = self._happening(self.chart.item)
        if happening is not None:
            self.desk.open_evidence_of(happening)

    def copy_row(self) -> ItineraryRow | MeetingRow | None:
        item, views = self.chart.item, self.desk.session.views()
        if isinstance(item, LaneJourney):
            return lane_words.journey_of(views, item)
        return views.meeting_row(item.id) if item is not None else None

    def copy_text(self) -> str | None:
        row = self.copy_row()
        if isinstance(row, ItineraryRow):
            return journey_citation(row)
        dossier = self.desk.session.views().meeting(row.id) if row is not None else None
        return meeting_citation(dossier) if dossier is not None else None

    def named(self) -> Sequence[Subject]:
        return subjects_of(self.copy_row(), self.desk.session.views())

    def prefill(self) -> Draft | None:
        row = self.copy_row()
        dossier = self.desk.session.views().meeting(row.id) if isinstance(row, MeetingRow) else None
        return draft_of_meeting(dossier) if dossier is not None else None

    def jump_targets(self) -> list[Target]:
        from tui.screens.jump import Target

        chart = self.chart
        lanes = [
            Target(chart.region.offset + Offset(0, line), partial(chart.go_to_lane, lane))
            for lane, line in chart.lanes_in_sight()
        ]
        return [*lanes, *super().jump_targets()]


def _days(items: LaneItems) -> Iterable[str]:
    """The days that are known as such of what lies in a lane."""
    for journey in items.journeys:
        if journey.known:
            yield from (journey.start, journey.end)
    for mark in items.marks:
        if mark.first and mark.last and mark.first_known and mark.last_known:
            yield from (mark.first, mark.last)
