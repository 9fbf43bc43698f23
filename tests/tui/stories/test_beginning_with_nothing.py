"""A newcomer opens an empty dossier and has the first cited answer a few keys later."""

from __future__ import annotations

from pathlib import Path

from tests.tui.sitting import sitting
from tracker.dossier import Dossier


async def test_from_nothing_to_the_sentence_in_four_keys(empty_dossier: Dossier) -> None:
    async with sitting(empty_dossier) as desk:
        desk.shows("This dossier is empty", "Load the sample", "Take in articles", "Append an event by hand")
        await desk.keys("⏎")
        desk.shows("The sample is in", "HOW WE KNOW")
        await desk.keys("ge")
        desk.shows("CLAIMS IN THIS ARTICLE", "▌")
        desk.nothing_went_wrong()


async def test_a_file_of_ones_own_and_one_that_is_not_there(empty_dossier: Dossier, tmp_path: Path) -> None:
    article = tmp_path / "neu.md"
    article.write_text(
        "---\ntitle: Regen\npublished: 2024-05-19\n---\nIn Aarhus regnete es den ganzen Tag.\n", encoding="utf-8"
    )
    async with sitting(empty_dossier) as desk:
        await desk.keys("i")
        desk.shows("Bring in", "a file, a folder or an address")
        await desk.paste(str(article))
        await desk.keys("⏎")
        desk.shows("1 articles, 0 events")
        await desk.keys("i")
        await desk.paste(str(tmp_path / "nicht-da.md"))
        await desk.keys("⏎")
        assert len(desk.app.session.mishaps) == 1


async def test_an_article_without_a_date_is_not_guessed(empty_dossier: Dossier, tmp_path: Path) -> None:
    article = tmp_path / "undatiert.md"
    article.write_text("Heute regnete es in Aarhus.\n", encoding="utf-8")
    async with sitting(empty_dossier) as desk:
        await desk.keys("i")
        await desk.paste(str(article))
        await desk.keys("⏎!")
        desk.shows("undatiert.md", "published: DATE")


async def test_for_reading_only_nothing_is_offered_that_writes(empty_dossier: Dossier) -> None:
    async with sitting(empty_dossier, read_only=True) as desk:
        await desk.keys("⏎i")
        desk.shows("The dossier is open for reading only")
        assert len(desk.app.session.times) == 0
