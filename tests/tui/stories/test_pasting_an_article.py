"""Errand: a colleague sends a text – paste it, see what is in it, take it in, compare it."""

from __future__ import annotations

from textual.events import Paste

from tests.tui.sitting import sitting
from tracker.dossier import Dossier

TEXT = (
    "---\ntitle: Besuch in Riga\noutlet: Küstenbote\npublished: 2024-05-18\n---\n"
    "Die norwegische Außenministerin Astrid Halvorsen ist am Freitag nach Riga gereist. Das Wetter war gut."
)


async def test_a_pasted_text_becomes_an_article_with_events(empty_dossier: Dossier) -> None:
    async with sitting(empty_dossier) as desk:
        desk.app.screen.post_message(Paste(TEXT))
        await desk.settled()
        desk.shows("Take in an article", "Besuch in Riga", "Küstenbote", "WHAT THE PARSER FINDS", "Riga")
        assert empty_dossier.log.head().position == 0
        await desk.press("f5")
        desk.shows("Taken in: 1 events", "1 CLAIMS IN THIS ARTICLE", "verb:reisen")
        article = empty_dossier.articles.rows(empty_dossier.articles.numbers())[0]
        assert (article.title, article.outlet, article.published) == ("Besuch in Riga", "Küstenbote", "2024-05-18")
        desk.nothing_went_wrong()


async def test_the_same_text_comes_in_once(empty_dossier: Dossier) -> None:
    async with sitting(empty_dossier) as desk:
        for _ in range(2):
            desk.app.screen.post_message(Paste(TEXT))
            await desk.settled()
            await desk.press("f5")
        desk.shows("This text is in the dossier already")
        assert len(empty_dossier.articles.numbers()) == 1
        desk.nothing_went_wrong()


async def test_a_text_without_a_day_is_said_to_be_so_and_kept(empty_dossier: Dossier) -> None:
    async with sitting(empty_dossier) as desk:
        await desk.keys("5P")
        desk.shows("Take in an article")
        await desk.press("f5")
        desk.shows("paste or type the text")
        await desk.keys("Astrid Halvorsen schwieg.")
        desk.shows("Without a day of publication", "Nothing that the desk keeps is found")
        desk.app.screen.query_one("#published").focus()
        await desk.keys("gestern")
        desk.shows("✓ 2024-05-19 · 19 May 2024")
        desk.hides("Without a day of publication")
        await desk.press("escape")
        desk.shows("Draft kept")
        await desk.keys("P")
        desk.shows("your kept draft", "Astrid Halvorsen schwieg.", "gestern")
        desk.nothing_went_wrong()


async def test_hostile_text_is_shown_harmless(empty_dossier: Dossier) -> None:
    async with sitting(empty_dossier) as desk:
        desk.app.screen.post_message(Paste("[bold red]Kein\x1b[2J Markup[/] am Freitag."))
        await desk.settled()
        desk.shows("Take in an article")
        assert "\x1b[2J" not in desk.text()
        desk.nothing_went_wrong()
