"""The picture of a viewport: as large as its room, the same for the same scene, every light and every way in it."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.atlas import cities
from tui.atlas.ground import CITY, KINDS, ground
from tui.atlas.labels import Wish, placed, width_of
from tui.atlas.painting import light_cells, paint
from tui.atlas.raster import SIGNS, braille, line_dots
from tui.atlas.scene import Light, Scene, Way
from tui.atlas.viewport import WORLD, Viewport
from tui.glyphs import ASCII, UNICODE, use_glyphs
from tui.presenters.lines import Line, text_of
from tui.tones import STYLES

OSLO, RIGA, SUVA, APIA = (10.75, 59.91), (24.11, 56.95), (178.44, -18.14), (-171.76, -13.83)
BALTIC = Viewport(18, 58, 30)


def texts(lines: list[Line]) -> list[str]:
    return [text_of(each) for each in lines]


def tones(lines: list[Line]) -> set[str]:
    return {tone for each in lines for _, tone in each}


@settings(max_examples=25, deadline=None)
@given(
    st.floats(-180, 179), st.floats(-80, 80), st.floats(3, 360), st.integers(1, 90), st.integers(1, 40),
    st.lists(st.tuples(st.floats(-180, 179), st.floats(-85, 85), st.text(max_size=30)), max_size=8),
)  # fmt: skip
def test_every_line_fills_its_room_whatever_is_shown(
    lon: float, lat: float, span: float, columns: int, lines: int, lights: list[tuple[float, float, str]]
) -> None:
    scene = Scene(tuple(Light((x, y), "●", "fresh", label, chosen=n == 0) for n, (x, y, label) in enumerate(lights)))
    drawn = paint(ground(Viewport(lon, lat, span), columns, lines), scene)
    assert [width_of(text) for text in texts(drawn)] == [columns] * lines
    assert tones(drawn) <= set(STYLES)


def test_the_same_scene_gives_the_same_picture() -> None:
    scene = Scene((Light(RIGA, "●", "fresh", "Halvorsen"),), (Way((OSLO, RIGA)),))
    assert paint(ground(BALTIC, 60, 20), scene) == paint(ground(BALTIC, 60, 20), scene)


@pytest.mark.parametrize(("goal", "arrow"), [((24, 54), "↘"), ((10.75, 54), "↓"), ((24, 60), "→"), ((2, 63), "↖")])
def test_a_way_leads_from_station_to_station_with_an_arrow_in_between(goal: tuple[float, float], arrow: str) -> None:
    there = "\n".join(texts(paint(ground(BALTIC, 80, 40), Scene(ways=(Way((OSLO, goal)),)))))
    back = "\n".join(texts(paint(ground(BALTIC, 80, 40), Scene(ways=(Way((goal, OSLO)),)))))
    assert arrow in there
    assert UNICODE.arrows[(UNICODE.arrows.index(arrow) + 4) % 8] in back


def test_a_way_over_the_date_line_does_not_cross_the_whole_map() -> None:
    drawn = paint(ground(WORLD, 120, 40), Scene(ways=(Way((SUVA, APIA)),)))
    cells = sum(len(text) for line in drawn for text, tone in line if tone == "way")
    assert 1 <= cells <= 6


def test_a_way_that_is_expected_is_broken() -> None:
    def dots(dashed: bool) -> int:
        drawn = paint(ground(BALTIC, 80, 30), Scene(ways=(Way((OSLO, RIGA), dashed=dashed),)))
        signs = "".join(text for line in drawn for text, tone in line if tone == "way")
        return sum((ord(sign) - 0x2800).bit_count() for sign in signs if sign not in UNICODE.arrows)

    assert 0 < dots(dashed=True) < dots(dashed=False) * 0.7


def test_the_chosen_light_lies_above_and_is_always_named() -> None:
    crowd = [Light((RIGA[0] + n / 50, RIGA[1]), "○", "stale", f"somebody {n}") for n in range(40)]
    mine = Light(RIGA, "◉", "way-chosen", "Astrid Halvorsen · Riga", chosen=True)
    drawn = texts(paint(ground(BALTIC, 40, 12), Scene((mine, *crowd))))
    assert any("◉" in text for text in drawn)
    assert any("Astrid Halvorsen" in text for text in drawn)


def test_a_hostile_label_is_only_text() -> None:
    scene = Scene((Light(RIGA, "●", "fresh", "Ole\x1b[2J\u202e\x00 Bruun", chosen=True),))
    drawn = texts(paint(ground(BALTIC, 60, 20), scene))
    assert all(text.isprintable() for text in drawn)
    assert any("Ole" in text for text in drawn)


def test_lights_out_of_sight_are_not_drawn() -> None:
    shown = ground(BALTIC, 60, 20)
    lights = (Light(SUVA, "●", "fresh"), Light(RIGA, "●", "fresh"))
    assert [cell is None for cell in light_cells(shown.plate, lights)] == [True, False]


def test_plain_signs_only_where_only_those_can_be_shown() -> None:
    use_glyphs(ASCII)
    scene = Scene((Light(RIGA, "@", "way-chosen", "Halvorsen", chosen=True),), (Way((OSLO, RIGA)),))
    drawn = "\n".join(texts(paint(ground(BALTIC, 60, 20), scene)))
    assert drawn.isascii()
    assert {".", ":", "*", "+", "@"} <= set(drawn)


@given(
    st.lists(st.tuples(st.integers(0, 39), st.integers(0, 11), st.text("abc ·", min_size=1, max_size=14)), max_size=15)
)
def test_no_label_covers_another_or_a_sign(wanted: list[tuple[int, int, str]]) -> None:
    wishes = [Wish((column, line), (text,)) for column, line, text in wanted]
    found = list(placed(wishes, 40, 12))
    covered = [{(label.cell[0] + n, label.cell[1]) for n in range(width_of(label.text))} for label in found]
    for one, other in combinations(covered, 2):
        assert not one & other
    for cells in covered:
        assert not cells & {wish.cell for wish in wishes}
        assert all(0 <= column < 40 and 0 <= line < 12 for column, line in cells)


@given(st.lists(st.integers(0, 2**24 - 1), min_size=4, max_size=4))
def test_no_dot_is_lost_or_made_up(rows: list[int]) -> None:
    (line,) = braille(rows, 12)
    assert sum(cell.bit_count() for cell in line) == sum(row.bit_count() for row in rows)


@given(st.tuples(st.integers(-50, 50), st.integers(-50, 50)), st.tuples(st.integers(-50, 50), st.integers(-50, 50)))
def test_a_line_has_no_gaps_and_ends_where_it_should(start: tuple[int, int], end: tuple[int, int]) -> None:
    dots = [start, *line_dots((start[0] + 0.5, start[1] + 0.5), (end[0] + 0.5, end[1] + 0.5))]
    assert abs(dots[-1][0] - end[0]) <= 1
    assert abs(dots[-1][1] - end[1]) <= 1
    assert all(max(abs(to_x - x), abs(to_y - y)) <= 1 for (x, y), (to_x, to_y) in pairwise(dots))


def test_cities_shine_the_brighter_the_more_of_them_share_a_cell() -> None:
    kinds = {kind for line in ground(Viewport(139.7, 35.7, 12), 60, 30).kinds for kind in line}
    assert max(kinds) == len(KINDS) - 1
    assert max(kind for line in ground(Viewport(-35, 30, 12), 60, 30).kinds for kind in line) < CITY


def test_the_cities_are_sorted_as_their_readers_expect() -> None:
    for south, band in cities.bands().items():
        assert list(band) == sorted(band)
        assert all(south <= lat < south + 1 and -180 <= lon <= 180 and size >= 0 for lon, lat, size in band)


@pytest.mark.parametrize("bits", [0, 1, 255])
def test_a_pattern_is_its_character(bits: int) -> None:
    assert SIGNS[bits] == (chr(0x2800 + bits) if bits else " ")
