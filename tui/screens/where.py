"""Screen 3: the map with everybody on it, and the list of where each was last seen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from textual import on
from textual.containers import Horizontal, Vertical
from textual.timer import Timer
from textual.widget import Widget

from tracker.projections.reckoned_rows import CalendarRow
from tracker.projections.rows import ItineraryRow, MeetingRow, WhereaboutsRow
from tracker.projections.telling import Subject
from tracker.wording import say
from tui.actions import bindings
from tui.atlas.scene import Light
from tui.presenters import whereabouts
from tui.presenters.course import PLANNED, Course, course
from tui.presenters.dossiers.named import subjects_of
from tui.presenters.lines import Column, line
from tui.presenters.map_captions import keys_line, legend, playing_line, title_line
from tui.presenters.paged_keys import rows_of
from tui.presenters.rows import PAGE, Groups, Rows
from tui.presenters.where_scene import AHEAD_DAYS, Chosen, scene
from tui.screens.list_screen import ListScreen
from tui.widgets.caption import Caption
from tui.widgets.empty import Empty
from tui.widgets.pane import Pane
from tui.widgets.rowlist import Cells, RowList
from tui.widgets.worldmap import WorldMap

_LIGHTS = 4 * PAGE
"""So many people are lights; the list holds all."""
_LOOKED_THROUGH = 4 * PAGE
"""So many of the coming meetings, by their first days, are looked through for those that are lights."""
_UNDER_WAY = 40
"""So many journeys of others are drawn."""
_JOURNEYS = 200
"""So many journeys of the selected traveller can be looked at."""


class WhereScreen(ListScreen):
    """Who is where, how old the observation is, who travels, and what comes next."""

    SCOPE = "where"
    TAB = "where"
    VIEW = "whereabouts"
    BINDINGS = bindings("where")
    A_DAY: ClassVar[float] = 0.3
    """Seconds that a day of a journey takes when it is played."""

    def __init__(self) -> None:
        super().__init__()
        self._people: list[WhereaboutsRow] = []
        self._meetings: Sequence[CalendarRow] = ()
        self._under_way: list[ItineraryRow] = []
        self._journeys: list[ItineraryRow] = []
        self._number = 0
        self._of: int | None = None
        self._course: Course | None = None
        self._days: list[str] = []
        self._played = 0
        self._ticking: Timer | None = None

    def compose_body(self) -> Iterable[Widget]:
        with Horizontal(id="columns"):
            with Vertical(id="main"):
                yield Caption(id="map-title")
                yield WorldMap()
                yield Caption(id="map-legend")
                yield Caption(id="map-keys")
            with Vertical(id="beside"):
                yield Empty()
                yield RowList(self.columns(), self.cells)
                yield Pane(id="side")

    @property
    def map(self) -> WorldMap:
        """The map."""
        return self.query_one(WorldMap)

    # --- the list --------------------------------------------------------------------------------------------------

    def columns(self) -> Sequence[Column]:
        return whereabouts.columns()

    def cells(self, row: WhereaboutsRow) -> Cells:
        return whereabouts.cells(row, self.desk.session.as_of)

    def rows(self) -> tuple[Rows[Any], Groups, int | None]:
        return rows_of(self.desk.session.views(), "whereabouts", self.filter)

    def reload(self) -> None:
        self._halt()
        self._of = None
        session = self.desk.session
        views = session.views()
        ahead = views.page("calendar", limit=_LOOKED_THROUGH, search=self.filter or None)
        self._meetings = whereabouts.coming(ahead, session.as_of, AHEAD_DAYS)[:PAGE]
        journeys = views.page("itineraries", limit=_UNDER_WAY)
        self._under_way = [row for row in journeys if isinstance(row, ItineraryRow) and row.state == "open"]
        super().reload()
        shown = self.rowlist.rows
        found = (shown.row(number) for number in range(min(len(shown), _LIGHTS)))
        self._people = [row for row in found if row is not None]
        self.show_selected()

    # --- what is selected ------------------------------------------------------------------------------------------

    def show_selected(self) -> None:
        row: WhereaboutsRow | None = self.rowlist.current
        if row is None:
            self._of, self._journeys, self._course = None, [], None
        elif row.key != self._of:
            self._read_journeys(row)
        self._draw(row)
        self.query_one("#side", Pane).show(
            lambda width: whereabouts.where_page(row, self._journeys, width, self._number) if row is not None else ()
        )

    def _read_journeys(self, row: WhereaboutsRow) -> None:
        self._halt()
        views = self.desk.session.views()
        rows = views.rows("itineraries", views.journeys_of(row.key)[:_JOURNEYS])
        self._of = row.key
        self._journeys = [each for each in rows if isinstance(each, ItineraryRow)]
        made = (number for number, each in enumerate(self._journeys) if each.state not in PLANNED)
        self._look_at(next(made, 0))

    def _look_at(self, number: int) -> None:
        """Look at another journey of the selected traveller."""
        self._number = number
        self._course = None
        if number < len(self._journeys):
            session = self.desk.session
            journey = self._journeys[number]
            records = (session.dossier.log.get(id) for id in journey.happenings[:PAGE])
            rows = session.views().rows("happenings", [record.position for record in records if record is not None])
            self._course = course(journey, (each for each in rows if isinstance(each, MeetingRow)))

    def _seen(self, row: WhereaboutsRow, day: str | None = None) -> Chosen:
        journey = self._journeys[self._number] if self._number < len(self._journeys) else None
        return Chosen(row, journey, self._course, day)

    def _draw(self, row: WhereaboutsRow | None, day: str | None = None) -> None:
        chosen = self._seen(row, day) if row is not None else None
        self.map.show(scene(self._people, self._meetings, self._under_way, chosen))
        if chosen is not None and day is None:
            self.map.follow(chosen.points)
        self._say(chosen)

    def _say(self, chosen: Chosen | None) -> None:
        session = self.desk.session
        self.query_one("#map-title", Caption).show(lambda _: title_line(session.shown, session.as_of, chosen))
        self.query_one("#map-keys", Caption).show(lambda _: keys_line())
        self.query_one("#map-legend", Caption).show(
            lambda room: playing_line(chosen, self._days) if chosen and chosen.day else legend(room)
        )

    @on(WorldMap.Chosen)
    def _clicked(self, message: WorldMap.Chosen) -> None:
        """A light on the map selects who is there, one after the other; a second click opens."""
        light: Light = self.map.scene.lights[message.light]
        self.map.steered = True
        if light.meeting:
            self.desk.open_meeting(light.meeting)
        elif light.people:
            place = light.people.index(self._of) if self._of in light.people else -1
            if message.again and len(light.people) == 1:
                self._opened()
            else:
                self.rowlist.go_to_key(light.people[(place + 1) % len(light.people)])

    @on(RowList.Opened)
    def _opened(self) -> None:
        row: WhereaboutsRow | None = self.rowlist.current
        if row is not None:
            self.desk.open_meeting(row.happening)

    @on(WorldMap.Opened)
    def _opened_on_map(self) -> None:
        self._opened()

    def action_pane(self, by: int) -> None:
        """From the list to the map, to the page, and round again."""
        panes = [pane for pane in (self.rowlist, self.map, self.query_one("#side", Pane)) if pane.display]
        at = panes.index(self.focused) if self.focused in panes else -1
        panes[(at + by) % len(panes)].focus()

    # --- keys ------------------------------------------------------------------------------------------------------

    def action_zoom(self, steps: int) -> None:
        """Nearer or farther."""
        self.map.zoom(steps)

    def action_world(self) -> None:
        """The whole world."""
        self.map.whole()

    def action_fit(self) -> None:
        """What is selected in full, and again after every step in the list."""
        row: WhereaboutsRow | None = self.rowlist.current
        if row is not None:
            self.map.steered = False
            self.map.fit(self._seen(row).points)

    def action_journey(self, by: int) -> None:
        """Another journey of the selected traveller."""
        if self._journeys:
            self._halt()
            self._look_at((self._number + by) % len(self._journeys))
            self.show_selected()

    def action_play(self) -> None:
        """Let the journey pass day by day; again to stop."""
        row: WhereaboutsRow | None = self.rowlist.current
        if self._ticking is not None:
            self._halt()
            self._draw(row)
            return
        today = self.desk.session.as_of.isoformat()
        journey = self._journeys[self._number] if self._number < len(self._journeys) else None
        made = self._course is not None and journey is not None and journey.state not in PLANNED
        self._days = [day for day in self._course.days() if day <= today] if made and self._course else []
        if len(self._days) < 2:
            self.desk.flash(line((say("desk.flash.nothing_to_play"), "warn")))
            return
        self._ticking = self.set_interval(self.A_DAY, self.pass_a_day, name="play")
        self._played = 0
        self._draw(row, self._days[0])

    def pass_a_day(self) -> None:
        """The next day of the journey that is played; behind the last one it stops."""
        self._played += 1
        row: WhereaboutsRow | None = self.rowlist.current
        if self._played < len(self._days):
            self._draw(row, self._days[self._played])
        else:
            self._halt()
            self._draw(row)

    def _halt(self) -> None:
        if self._ticking is not None:
            self._ticking.stop()
            self._ticking = None

    def action_evidence(self) -> None:
        """The article behind the observation, at the sentence."""
        row: WhereaboutsRow | None = self.rowlist.current
        if row is not None:
            self.desk.open_evidence_of(row.happening)

    def named(self) -> Sequence[Subject]:
        return subjects_of(self.rowlist.current, self.desk.session.views())

    def copy_text(self) -> str | None:
        row: WhereaboutsRow | None = self.rowlist.current
        return whereabouts.where_citation(row) if row is not None else None
