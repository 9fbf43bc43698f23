"""The picture: ground, ways and lights of a viewport as lines of toned text; a pure function of what it is given."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import groupby, pairwise

from tracker.exports.sphere import great_circle
from tracker.summaries import plain
from tui.atlas.ground import KINDS, Ground
from tui.atlas.labels import Wish, placed
from tui.atlas.raster import DOTS, SIGNS, Cell, cell_of, line_dots
from tui.atlas.scene import Light, Scene, Way
from tui.atlas.viewport import Plate
from tui.glyphs import glyphs
from tui.presenters.lines import Line, cells, text_of
from tui.presenters.lines import line as safe_line

_PLAIN = " .-:****"
"""The characters of the kinds of ground where only ASCII is drawn."""
_DASH, _GAP = 3, 3
"""Dots drawn and left out of a way that is expected."""
_DOT = " · "
"""What parts the more important words of a label from the less important ones behind it."""
_CROWDED = 24
"""Where more lights than this are in sight, the quiet ones carry no label."""
_SHORTEST = 5
"""Cells that a piece of way must measure to carry an arrow."""

Marks = dict[Cell, tuple[str, str]]
"""Characters above the ground, with their tones; an empty one is the second half of a wide one."""


def paint(ground: Ground, scene: Scene) -> list[Line]:
    """The lines of the map.

    Args:
        ground: of the viewport; see `tui.atlas.ground.ground`.
        scene: what is drawn above it.
    """
    marks: Marks = {}
    for way in scene.ways:
        _draw_way(ground, way, marks)
    _draw_lights(ground, scene.lights, marks)
    by_line: dict[int, list[tuple[int, str, str]]] = {}
    for (column, number), (sign, tone) in marks.items():
        by_line.setdefault(number, []).append((column, sign, tone))
    return [_line(ground, number, by_line.get(number, ())) for number in range(ground.lines)]


def _line(ground: Ground, number: int, marks: list[tuple[int, str, str]] | tuple[()]) -> Line:
    kinds = ground.kinds[number]
    plain = not glyphs().braille
    signs = [_PLAIN[kind] for kind in kinds] if plain else [SIGNS[dots] for dots in ground.dots[number]]
    if not marks:
        return _runs(signs, [KINDS[kind] for kind in kinds])
    tones = [KINDS[kind] for kind in kinds]
    for column, sign, tone in marks:
        signs[column], tones[column] = sign, tone
    return _runs(signs, tones)


def _runs(signs: list[str], tones: list[str]) -> Line:
    pieces = []
    start = 0
    for tone, run in groupby(tones):
        end = start + len(list(run))
        pieces.append(("".join(signs[start:end]), tone))
        start = end
    return tuple(pieces)


# --- ways ----------------------------------------------------------------------------------------------------------


def _draw_way(ground: Ground, way: Way, marks: Marks) -> None:
    """The great circles between the stations; below them the ground is wiped, in their middle stands an arrow."""
    dots: dict[Cell, int] = {}
    arrows: Marks = {}
    for start, end in pairwise(way.stations):
        course: list[tuple[int, int]] = []
        for piece in _pieces(ground.plate, start, end):
            course += piece
        for number, (x, y) in enumerate(course):
            if way.dashed and number % (_DASH + _GAP) >= _DASH:
                continue
            if 0 <= x < ground.plate.width and 0 <= y < ground.plate.height:
                cell = cell_of(x, y)
                dots[cell] = dots.get(cell, 0) | DOTS[y & 3][x & 1]
        _draw_arrow(ground, course, way.tone, arrows)
    for cell, bits in dots.items():
        marks[cell] = (SIGNS[bits] if glyphs().braille else glyphs().step, way.tone)
    marks.update(arrows)


def _pieces(plate: Plate, start: tuple[float, float], end: tuple[float, float]) -> Iterator[list[tuple[int, int]]]:
    half_turn = 180 * plate.scale
    spots = [plate.spot(point) for point in great_circle(start, end, max(0.2, plate.view.span / 90))]
    for here, there in pairwise(spots):
        if abs(there[0] - here[0]) <= half_turn:
            yield list(line_dots(here, there))


def _draw_arrow(ground: Ground, course: list[tuple[int, int]], tone: str, marks: Marks) -> None:
    """An arrow in the middle of what is in sight."""
    seen = [(x, y) for x, y in course if 0 <= x < ground.plate.width and 0 <= y < ground.plate.height]
    if len({cell_of(*dot) for dot in seen}) < _SHORTEST:
        return
    middle = len(seen) // 2
    reach = max(2, min(8, middle))
    (x, y), (to_x, to_y) = seen[middle - reach], seen[min(len(seen) - 1, middle + reach)]
    turn = math.atan2(y - to_y, to_x - x)
    marks[cell_of(*seen[middle])] = (glyphs().arrows[round(turn / (math.pi / 4)) % 8], tone)


# --- lights --------------------------------------------------------------------------------------------------------


def light_cells(plate: Plate, lights: tuple[Light, ...]) -> list[Cell | None]:
    """The cell of each light, None for one out of sight."""
    found: list[Cell | None] = []
    for light in lights:
        x, y = plate.spot(light.at)
        found.append(cell_of(x, y) if 0 <= x < plate.width and 0 <= y < plate.height else None)
    return found


def _draw_lights(ground: Ground, lights: tuple[Light, ...], marks: Marks) -> None:
    """Signs first, the later above; then as many labels as find room, the chosen and the earlier ones first."""
    shown = [(light, cell) for light, cell in zip(lights, light_cells(ground.plate, lights), strict=True) if cell]
    for light, cell in sorted(shown, key=lambda one: one[0].chosen):
        marks[cell] = (light.sign, light.tone)
    crowded = len(shown) > _CROWDED
    named = [one for one in shown if one[0].label and not (crowded and one[0].quiet)]
    labelled = sorted(named, key=lambda one: not one[0].chosen)
    wishes = [Wish(cell, _wordings(light.label), light.chosen) for light, cell in labelled]
    for label in placed(wishes, ground.columns, ground.lines, (cell for _, cell in shown)):
        light = labelled[label.wish][0]
        tone = "map-label-chosen" if light.chosen else "map-label" if light.tone != "stale" else "muted"
        _write(marks, *label.cell, label.text, tone, ground.columns)


def _wordings(label: str) -> tuple[str, ...]:
    """A label fit for a terminal, and the same without what comes behind its dots."""
    parts = plain(label).split(_DOT)
    return tuple(text_of(safe_line(_DOT.join(parts[:count]))) for count in range(len(parts), 0, -1))


def _write(marks: Marks, column: int, line: int, text: str, tone: str, columns: int) -> None:
    for character in text:
        width = cells(character)
        if column + width > columns:
            break
        if width == 0:
            before, _ = marks.get((column - 1, line), ("", tone))
            marks[column - 1, line] = (before + character, tone)
            continue
        marks[column, line] = (character, tone)
        if width == 2:
            marks[column + 1, line] = ("", tone)
        column += width
