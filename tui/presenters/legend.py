"""The lines below a chart: what its signs mean, as far as there is room."""

from __future__ import annotations

from collections.abc import Iterable

from tui.presenters.lines import Line, Piece, line, text_of


def signs_line(signs: Iterable[tuple[Piece, str]], room: int) -> Line:
    """The first of the signs, each with its words; none is cut in the middle.

    Args:
        signs: each with its tone, and what it means.
        room: cells.
    """
    shown: Line = ()
    for sign, words in signs:
        longer = (*shown, *line("  " if shown else "", sign, (f" {words}", "muted")))
        if len(text_of(longer)) > room:
            break
        shown = longer
    return shown
