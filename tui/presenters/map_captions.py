"""The words around the map: what is shown and as of when, what the signs mean, how far the playing is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tracker.wording import label, say
from tracker.wording.dates import day_words, weekday_words
from tui.actions import ACTIONS
from tui.glyphs import glyphs
from tui.presenters.clock import DeskClock
from tui.presenters.journeys import way
from tui.presenters.legend import signs_line
from tui.presenters.lines import Line, Piece, line
from tui.presenters.where_scene import Chosen
from tui.presenters.wording import window_words


def title_line(clock: DeskClock, as_of: date, chosen: Chosen | None) -> Line:
    """The moment of the map – the past in its own colour – and the journey that is drawn."""
    day = day_words(as_of).upper()
    head: list[Piece] = (
        [(f"{say('desk.where.title')} · {day}", "heading")]
        if clock.is_now
        else [(f" {glyphs().past} {say('desk.where.title')} · {day} ", "past")]
    )
    if chosen is None:
        return line(*head)
    head.append(("   ", ""))
    if chosen.journey is None:
        return line(*head, (chosen.row.name, "way-chosen"))
    journey = chosen.journey
    return line(
        *head,
        (f"{chosen.row.name}  ", "way-chosen"),
        (f"{window_words(journey.start, journey.end)}  {way(journey)}", "muted"),
    )


def legend(room: int) -> Line:
    """The signs of the map, as many as there is room for."""
    signs: list[tuple[Piece, str]] = [
        ((sign, freshness), say(f"desk.where.{freshness}")) for freshness, sign in glyphs().freshness.items()
    ]
    signs += [
        ((glyphs().chosen, "way-chosen"), say("desk.where.chosen")),
        ((glyphs().state("announced"), "announced"), label("state", "announced")),
        ((glyphs().rule * 2, "way-chosen"), say("desk.where.taken")),
        ((glyphs().dashes, "way"), say("desk.where.expected_way")),
    ]
    return signs_line(signs, room)


def keys_line() -> Line:
    """The keys of the map that the footer has no room for."""
    actions = {action.id: action for action in ACTIONS}
    pairs = [("zoom_in", "zoom_out"), ("world",), ("fit",), ("next_journey", "previous_journey"), ("pane",)]
    pieces: list[Piece] = []
    for ids in pairs:
        keys = " ".join(actions[each].shown_keys[-1 if each == "pane" else 0] for each in ids)
        pieces += [(keys, "key"), (f" {say(f'desk.where.key_{ids[0]}')}  ", "muted")]
    return line(*pieces)


def playing_line(chosen: Chosen, days: Sequence[str]) -> Line:
    """The day at which the journey stands while it is played, where, and how far that is."""
    assert chosen.day is not None and chosen.course is not None  # noqa: PT018  (what is played has both)
    day = date.fromisoformat(chosen.day)
    number = days.index(chosen.day)
    done = (number + 1) * 20 // len(days)
    full, rest = glyphs().progress
    return line(
        (f"{glyphs().work['replaying']} {weekday_words(day)} {day_words(day)}", "strong"),
        (f"  {chosen.course.stations[chosen.course.reached(chosen.day)].name}  ", "way-chosen"),
        (full * done, "info"),
        (rest * (20 - done), "quiet"),
        (f"  {say('desk.where.day_of', day=number + 1, days=len(days))}", "muted"),
    )
