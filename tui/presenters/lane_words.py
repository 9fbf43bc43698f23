"""The words of the timeline: names of lanes, captions of items, the lines around them, the page of what is selected."""

from __future__ import annotations

from datetime import date

from tracker.exports.gazetteer import countries
from tracker.projections.lane_rows import LaneJourney, LaneRow
from tracker.projections.lanes import BY
from tracker.projections.reader import ViewReader
from tracker.projections.rows import ItineraryRow
from tracker.wording import current_language, label, say
from tracker.wording.dates import day_words
from tui.actions import ACTIONS
from tui.glyphs import glyphs
from tui.lanes.axis import Axis
from tui.lanes.source import Item
from tui.presenters.clock import DeskClock, grouped
from tui.presenters.journeys import journey_page
from tui.presenters.legend import signs_line
from tui.presenters.lines import Line, Piece, joined, line
from tui.presenters.meeting import meeting_page, peek
from tui.presenters.wording import heading, labelled, window_words, wrapped

_PARTED = " · "
_STATES = ("held", "announced", "cancelled", "disputed", "under_way", "rumoured", "lapsed")


def lane_name(row: LaneRow) -> Line:
    """The name of a lane, and what is told below it."""
    if row.id == row.country:
        return line(state_name(row.id), (joined([row.id, say("desk.lanes.people", count=len(row.members))]), "muted"))
    if _PARTED in row.name:
        return line(row.name, (say("desk.lanes.meetings", count=row.count), "muted"))
    return line(row.name, (joined([row.country or "", row.office or ""], ", "), "muted"))


def state_name(iso2: str) -> str:
    """A state in the reader's language; an unknown code as it is."""
    country = countries().get(iso2)
    if country is None:
        return iso2
    return country.name_de if current_language() == "de" else country.name_en


def caption(row: LaneRow, item: Item) -> str:
    """What stands below an item: the places of a journey; of a meeting those who were met, or its name."""
    if isinstance(item, LaneJourney):
        places = [stay.place or stay.country or "" for stay in item.stays]
        return joined(dict.fromkeys(places), f" {glyphs().arrow} ")
    names = item.title.split(_PARTED)
    others = [name for name in names if name not in row.name.split(_PARTED)]
    return _PARTED.join(others) or item.place or item.title


def title_line(clock: DeskClock, as_of: date, by: str, lanes: int, axis: Axis) -> Line:
    """The moment – the past in its own colour –, how the lanes are grouped, and the scale."""
    day = f"{say('desk.screen.timeline').upper()} · {day_words(as_of).upper()}"
    head: list[Piece] = [(day, "heading")] if clock.is_now else [(f" {glyphs().past} {day} ", "past")]
    head.append(("   ", ""))
    for each in BY:
        head.append((f"{say(f'desk.lanes.by_{each}')} ", "tab-active" if each == by else "muted"))
    counted = say("desk.lanes.count", count=grouped(lanes))
    scale = say(f"desk.lanes.in_{axis.unit}")
    return line(*head, (f"  {counted} · {scale}", "muted"))


def legend(room: int) -> Line:
    """The signs of the lanes, as many as there is room for."""
    signs: list[tuple[Piece, str]] = [((glyphs().state(state), state), label("state", state)) for state in _STATES]
    signs[4:4] = [
        ((glyphs().bars[3], "held"), say("desk.lanes.several")),
        ((glyphs().stay * 2, "lane-stay"), say("desk.lanes.stay")),
        ((glyphs().vague * 2, "muted"), say("desk.lanes.vague")),
    ]
    return signs_line(signs, room)


def keys_line() -> Line:
    """The keys of the lanes that the footer has no room for."""
    actions = {action.id: action for action in ACTIONS}
    pairs = [
        ("lanes_previous", "lanes_next"),
        ("lanes_in", "lanes_out"),
        ("earlier", "later"),
        ("lanes_moment",),
        ("group",),
    ]
    pieces: list[Piece] = []
    for ids in pairs:
        keys = " ".join(actions[each].shown_keys[0] for each in ids)
        pieces += [(keys, "key"), (f" {say(f'desk.lanes.key_{ids[0]}')}  ", "muted")]
    return line(*pieces[:-1], (pieces[-1][0].rstrip(), "muted"))


def item_page(views: ViewReader, item: Item, width: int, *, brief: bool = False) -> list[Line]:
    """The page of a meeting or of a journey; nothing for one that is gone meanwhile.

    Args:
        brief: for the few lines below the lanes of a narrow terminal.
    """
    if isinstance(item, LaneJourney):
        row = journey_of(views, item)
        lines = journey_page(row, width) if row is not None else []
        return [each for each in lines if each] if brief else lines
    dossier = views.meeting(item.id)
    if dossier is None:
        return []
    return list(peek(dossier, width)) if brief else list(meeting_page(dossier, width).lines)


def journey_of(views: ViewReader, item: LaneJourney) -> ItineraryRow | None:
    """The row of a journey."""
    return next((row for row in views.rows("itineraries", [item.key]) if isinstance(row, ItineraryRow)), None)


def lane_page(row: LaneRow, width: int) -> list[Line]:
    """What is told of a lane in which nothing is selected."""
    name, about = lane_name(row)
    lines = [*wrapped(name[0], width, indent="", tone="strong"), *wrapped(about[0], width, indent="", tone="muted"), ()]
    lines += labelled(say("desk.field.when"), window_words(row.first, row.last), width)
    return [*lines, (), heading(say("desk.lanes.nothing_here"), width), *wrapped(say("desk.lanes.step"), width)]
