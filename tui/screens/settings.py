"""F2: how the desk looks, speaks and listens, and where its files are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual import on

from tracker.config import config_path
from tui.actions import bindings
from tui.glyphs import ASCII, UNICODE, glyphs, use_glyphs
from tui.presenters import settings
from tui.presenters.lines import Column, Line, joined
from tui.presenters.rows import Groups, Rows
from tui.presenters.settings import Setting
from tui.screens.list_screen import ListScreen
from tui.widgets.rowlist import Cells, RowList


class SettingsScreen(ListScreen):
    """Enter changes what can be changed, at once and for this sitting; the page tells how to keep it."""

    SCOPE = "settings"
    BINDINGS = bindings("settings")

    def columns(self) -> Sequence[Column]:
        return settings.columns()

    def cells(self, row: Setting) -> Cells:
        return settings.cells(row)

    def rows(self) -> tuple[Rows[Any], Groups, int | None]:
        session = self.desk.session
        found = settings.settings(
            self.app.theme, str(session.dossier.path), str(config_path()), session.author, read_only=session.read_only
        )
        return Rows(range(len(found)), lambda page: [found[key] for key in page]), Groups(), None

    def side(self, row: Setting, width: int) -> Sequence[Line]:
        return settings.page(row, width)

    @on(RowList.Opened)
    def _opened(self) -> None:
        row: Setting | None = self.rowlist.current
        match row.id if row is not None else "":
            case "theme":
                self.desk.next_theme()
            case "language":
                self.desk.next_language()
            case "signs":
                use_glyphs(ASCII if glyphs().circled else UNICODE)
                for screen in self.app.screen_stack:
                    screen.set_class(not glyphs().circled, "-ascii")
                self.desk.log_signal.publish(0)
        self.refresh_view()

    def copy_text(self) -> str | None:
        row: Setting | None = self.rowlist.current
        return None if row is None else joined([row.id, row.value], ": ")
