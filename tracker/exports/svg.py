"""``svg``: the picture of one journey, drawn without a map library: land, graticule, great circles, stops.

Colours follow the reader's choice of light or dark. Nothing is loaded from elsewhere.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from importlib.resources import files
from itertools import pairwise

from events.errors import TrackerError
from tracker.exports.map_frame import Frame, frame_around
from tracker.exports.map_labels import Box, place_labels
from tracker.exports.periods import period_words
from tracker.exports.sphere import Point, great_circle
from tracker.exports.stops import Stop, stops
from tracker.exports.subject import Subject
from tracker.projections.rows import ItineraryRow, MeetingRow
from tracker.summaries import plain
from tracker.wording import current_language, label, say
from tracker.wording.dates import edtf_words

Way = Sequence[tuple[Stop, Point]]
"""Stops with their places on the globe."""
WIDTH, HEIGHT = 960, 640
_LEFT, _TOP, _FRAME_WIDTH, _FRAME_HEIGHT = 24, 96, 912, 484
_NAME = 40


def journey_picture(subject: Subject) -> Iterator[str]:
    """The picture of the chosen journey, else of the one with the most reports that can be drawn.

    Raises:
        TrackerError: there is none.
    """
    journey, way = _chosen(subject)
    frame = _frame(way)
    title = say("exports.svg.title", who=plain(journey.traveller))
    described = say("exports.svg.description", stops=", ".join(plain(stop.name, _NAME) for stop, _ in way))
    style = (files(__package__) / "map.css").read_text(encoding="utf-8")
    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
    yield f' role="img" aria-labelledby="title description" xml:lang="{current_language()}">\n'
    yield f'<title id="title">{escape(title)}</title>\n<desc id="description">{escape(described)}</desc>\n'
    yield f"<style>\n{style}</style>\n"
    yield (
        f'<clipPath id="frame"><rect x="{_LEFT}" y="{_TOP}" width="{_FRAME_WIDTH}" height="{_FRAME_HEIGHT}" rx="10"/>'
        f'</clipPath>\n<rect class="paper" width="{WIDTH}" height="{HEIGHT}"/>\n'
    )
    yield from _heading(journey, subject.happenings_of(journey))
    yield '<g clip-path="url(#frame)">\n'
    yield f'<rect class="sea" x="{_LEFT}" y="{_TOP}" width="{_FRAME_WIDTH}" height="{_FRAME_HEIGHT}"/>\n'
    yield _path("land", frame.land(), closed=True)
    yield _path("graticule", frame.graticule())
    yield from _way(frame, [spot for _, spot in way])
    yield from _stops(frame, way)
    yield "</g>\n"
    yield f'<text class="footer" x="{_LEFT}" y="{HEIGHT - 24}">{escape(subject.stamp.sentence())}</text>\n</svg>\n'


def _chosen(subject: Subject) -> tuple[ItineraryRow, Way]:
    """The journey, and those of its stops that can be placed."""
    wanted = subject.choices.journey
    rows = (row for row in subject.journeys() if wanted is None or row.id.startswith(wanted))
    found = [(row, way) for row in rows if (way := _placed(stops(row, subject.happenings_of(row))))]
    if not found:
        raise TrackerError(say("exports.error.no_journey"), where=wanted, remedy=say("exports.error.no_journey_remedy"))
    return max(found, key=lambda one: (len(one[1]) > 1, one[0].reports, -one[0].key))


def _placed(every: Sequence[Stop]) -> Way:
    return [(stop, (stop.spot.lon, stop.spot.lat)) for stop in every if stop.spot is not None]


def _frame(way: Way) -> Frame:
    spots = [spot for _, spot in way]
    shown = [*spots, *(point for leg in _legs(spots) for point in leg)]
    return frame_around(shown, _LEFT, _TOP, _FRAME_WIDTH, _FRAME_HEIGHT, room=84)


def _legs(spots: Sequence[Point]) -> list[list[Point]]:
    return [great_circle(start, end, 0.5) for start, end in pairwise(spots) if start != end]


def _heading(journey: ItineraryRow, happenings: Sequence[MeetingRow]) -> Iterator[str]:
    parts = [
        *period_words(journey, happenings),
        label("journey", journey.state),
        ", ".join(label("conveyance", one) for one in journey.conveyance),
        say("exports.support", reports=journey.reports, outlets=journey.outlets, origins=journey.origins),
    ]
    office = f"· {plain(journey.office, 60)}" if journey.office else ""
    yield f'<text class="title" x="{_LEFT}" y="48">{escape(plain(journey.traveller, 60))}'
    yield f'<tspan class="office" dx="6">{escape(office)}</tspan></text>\n'
    yield f'<text class="subtitle" x="{_LEFT}" y="76">{escape(" · ".join(part for part in parts if part))}</text>\n'


def _way(frame: Frame, spots: Sequence[Point]) -> Iterator[str]:
    lines = [[frame.pixel(point) for point in leg] for leg in _legs(spots)]
    yield _path("way halo", lines)
    yield _path("way", lines)
    for line in lines:
        yield _arrow(line)


def _arrow(line: Sequence[Point]) -> str:
    """A head that shows the direction, a little before the middle, so that way and way back do not meet; none where
    there is no room for one."""
    at = max(1, int(len(line) * 0.42))
    if math.dist(line[0], line[-1]) < 60 or at >= len(line):
        return ""
    (x, y), (from_x, from_y) = line[at], line[at - 1]
    turn = math.degrees(math.atan2(y - from_y, x - from_x))
    place = f"translate({x:.1f} {y:.1f}) rotate({turn:.1f})"
    return f'<path class="arrow" d="M6 0L-5 4.6L-2.6 0L-5 -4.6Z" transform="{place}"/>\n'


def _stops(frame: Frame, way: Way) -> Iterator[str]:
    days: dict[tuple[str, Point], list[str]] = {}
    for stop, spot in way:
        told = days.setdefault((plain(stop.name, _NAME), spot), [])
        if stop.day and stop.day not in told:
            told.append(stop.day)
    named = [
        (frame.pixel(spot), (name, ", ".join(map(edtf_words, told))) if told else (name,))
        for (name, spot), told in days.items()
    ]
    coarse = {spot for stop, spot in way if stop.spot is not None and not stop.spot.exact}
    for (_, spot), ((x, y), _) in zip(days, named, strict=True):
        kind = "stop coarse" if spot in coarse else "stop"
        yield f'<circle class="{kind}" cx="{x:.1f}" cy="{y:.1f}" r="5"/>\n'
    room = Box(_LEFT + 6, _TOP + 6, _LEFT + _FRAME_WIDTH - 6, _TOP + _FRAME_HEIGHT - 6)
    route = [frame.pixel(point) for leg in _legs([spot for _, spot in way]) for point in leg]
    for one in place_labels(named, room, route):
        first, *rest = one.lines
        yield f'<text class="name" x="{one.x:.1f}" y="{one.y:.1f}" text-anchor="{one.anchor}">{escape(first)}'
        for line in rest:
            yield f'<tspan class="day" x="{one.x:.1f}" dy="15">{escape(line)}</tspan>'
        yield "</text>\n"


def _path(kind: str, lines: Iterable[Sequence[Point]], *, closed: bool = False) -> str:
    end = "Z" if closed else ""
    told = "".join(f"M{'L'.join(f'{x:.1f} {y:.1f}' for x, y in line)}{end}" for line in lines)
    return f'<path class="{kind}" d="{told}"/>\n' if told else ""
