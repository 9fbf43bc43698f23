"""Errand: read what wants to be a command, and go on after what went wrong."""

from __future__ import annotations

from collections.abc import Sequence

from events.errors import TrackerError
from tests.tui.sample import HOSTILE
from tests.tui.sitting import sitting
from tracker.articles import Article
from tracker.dossier import Dossier
from tui.presenters.rows import Rows
from tui.widgets.rowlist import RowList


async def test_a_hostile_text_is_only_text(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        for keys in ("", "/bruun⏎", "e", "⎋⏎", "⎋⎋5", "6", "3", "2", "4"):
            await desk.keys(keys)
            shown = desk.text()
            assert not set(shown) & {"\x1b", "\x07", "\x00", "\x9b", "\u202e"}
        await desk.keys("5/nicht fett⏎⏎")
        desk.shows("[link=file:///etc/passwd]Ole [bold]Bruun", "[@click=app.quit]Danach[/]")
        store = dossier.articles
        assert store.article(HOSTILE.id) == HOSTILE.__class__(
            **{**_fields(HOSTILE), "retrieved": store.rows([6])[0].retrieved}
        )
        desk.nothing_went_wrong()


def _fields(article: Article) -> dict[str, str | None]:
    return {name: getattr(article, name) for name in Article.__slots__}


async def test_an_error_is_a_line_and_an_entry(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        with desk.app.guarded():
            dossier.event(999)
        desk.shows("no event 999 in this dossier")
        await desk.keys("!")
        desk.shows("ERRORS 1", "no event 999 in this dossier", "tracker log lists them")


async def test_rows_that_cannot_be_read_do_not_end_the_desk(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("6")

        def broken(keys: Sequence[int]) -> Sequence[int]:
            raise TrackerError("the disk is gone", where="page 1")

        desk.app.screen.query_one(RowList).show(Rows(range(1, 100), broken))
        await desk.settled()
        desk.shows("page 1: the disk is gone", "6 Log")
        await desk.keys("1")
        desk.shows("Tallinn")
