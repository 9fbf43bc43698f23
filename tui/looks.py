"""How the desk looks: its themes, and styles that are read anew only where the look is another."""

from __future__ import annotations

from textual.theme import Theme

from tracker.wording import say
from tui.presenters.lines import line
from tui.reporting import Reporting
from tui.themes import INK, THEMES, lacking_variables, without_colour


class Looks(Reporting):
    """The part of the app that knows themes."""

    def __init__(self) -> None:
        super().__init__()
        self._read_for: Theme | None = None
        self._styled: dict[str, Theme] = {}
        for each in THEMES:
            self.register_theme(without_colour(each) if self.no_color else each)

    def begin_with(self, theme: str) -> None:
        """The look to begin with; the usual one where there is none of that name."""
        self.theme = theme if theme in self.available_themes else INK.name
        self.stylesheet.set_variables(self.get_css_variables())  # no style was read yet for any other look
        self._read_for = self.current_theme

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our own colour names for themes that do not set them."""
        return dict(lacking_variables(self.current_theme))

    def refresh_css(self, animate: bool = True) -> None:
        """Read all styles anew, where the theme is another than the one for which they were read.

        Textual asks for that at the first visits to a screen, too, whose own styles are read by then; to read all of
        them takes longer than all else that a visit does.
        """
        theme, mode = self.current_theme, self.current_mode
        if theme != self._read_for or self._styled.get(mode, theme) != theme:
            super().refresh_css(animate)
        self._read_for = self._styled[mode] = theme

    def next_theme(self) -> None:
        """Ink, paper, contrast, ansi, and round again."""
        names = [each.name for each in THEMES]
        self.theme = names[(names.index(self.theme) + 1) % len(names)] if self.theme in names else INK.name
        self.flash(line((say("desk.flash.theme", name=self.theme), "muted")))
