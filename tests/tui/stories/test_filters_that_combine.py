"""Somebody narrows a list down, step by step, keeps the filter, and finds it again."""

from __future__ import annotations

from tests.tui.sitting import sitting
from tracker.dossier import Dossier


async def test_parts_combine_and_hide(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("/halvorsen⏎")
        desk.shows("2 left", "Jurmala", "Riga")
        await desk.keys("/ -quelle:baltic⏎")
        desk.shows("1 left", "Jurmala")
        await desk.keys("⎋/status:rumoured,disputed⏎")
        desk.shows("3 left", "Gdynia", "Karen Lund · Eero Salo")
        desk.nothing_went_wrong()


async def test_a_wrong_filter_is_explained_and_hides_nothing(dossier: Dossier) -> None:
    async with sitting(dossier, size=(140, 36)) as desk:
        await desk.keys("/statsu:held")
        desk.shows("there is no “statsu:” to filter by", "Did you mean “status”?", "Tallinn", "Jurmala")
        await desk.keys("⎋/status:")
        desk.shows("what is to follow “status:”?", "rumoured, announced")
        desk.nothing_went_wrong()


async def test_a_filter_survives_going_away_and_back(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("/jurm⏎4/ozols⏎1")
        desk.shows("/ jurm", "1 left")
        await desk.keys("⏎⎋")
        desk.shows("/ jurm")
        await desk.keys("4")
        desk.shows("/ ozols")


async def test_every_list_understands_it(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        for screen, words, left in (
            ("2", "halvorsen", "Astrid Halvorsen"),
            ("3", "country:FI", "Eero Salo"),
            ("4", "seit:14.5.2024", "Astrid Halvorsen"),
            ("5", "quelle:nordkurier", "Salo in Tallinn"),
            ("6", "type:statement ozols", "Janis Ozols"),
        ):
            await desk.keys(f"{screen}/{words}⏎")
            desk.shows(left, "left")
        desk.nothing_went_wrong()


async def test_another_spelling_finds_the_log_entry(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("6/konig gustav⏎")
        desk.shows("1 left", "König Gustav")
        await desk.keys("⎋/koenig⏎")
        desk.shows("1 left")


async def test_a_filter_is_kept_under_a_name_and_taken_up_elsewhere(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.press("ctrl+b")
        desk.shows("No filter is set and none was kept")
        await desk.keys("/status:held⏎")
        await desk.press("ctrl+b")
        await desk.keys("done⏎")
        desk.shows("Kept: done")
        await desk.keys("⎋")
        desk.shows("Gdynia")
        await desk.press("ctrl+b")
        desk.shows("done", "/ status:held")
        await desk.keys("a")
        desk.shows("/ status:held")
        desk.hides("Gdynia")
        desk.nothing_went_wrong()


async def test_earlier_filters_come_back_with_the_arrow(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("/jurm⏎⎋/tallinn⏎⎋/")
        await desk.press("up")
        desk.shows("/ tallinn")
        await desk.press("up")
        desk.shows("/ jurm")
