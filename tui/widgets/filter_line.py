"""The line in which a filter is typed: it hides what does not hold the words, and says how many rows are left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

from tracker.typed.filters import FilterError
from tui.presenters.lines import line
from tui.tones import content


class FilterLine(Horizontal):
    """Hidden until it is asked for, and for as long as no filter is set."""

    DEFAULT_CSS = """
    FilterLine { height: 1; display: none; background: $surface; }
    FilterLine.-open { display: block; }
    FilterLine > Static { width: auto; max-width: 70%; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
    FilterLine > Input { width: 1fr; min-width: 20; height: 1; border: none; padding: 0; background: $surface; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("down", "done", show=False),
        Binding("up", "earlier", show=False),
    ]

    class Changed(Message):
        """Other words are typed; "" shows everything."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Left(Message):
        """The line was left: the list wants the focus."""

    def __init__(self) -> None:
        super().__init__()
        self.earlier: Sequence[str] = ()
        self._back = 0

    def compose(self) -> ComposeResult:
        yield Static(content(line(("/", "key"))))
        yield Input(select_on_focus=False)
        yield Static(id="hits")

    @property
    def _input(self) -> Input:
        return self.query_one(Input)

    def ask(self) -> None:
        """Show the line and type into it."""
        self.add_class("-open")
        self.screen.set_focus(self._input)  # at once: whoever types fast has typed the first letter already
        self._input.action_end()

    def fill(self, words: str) -> None:
        """Show the line with words in it."""
        self.add_class("-open")
        self._input.value = words

    def clear(self) -> None:
        """No filter."""
        self._back = 0
        self._input.value = ""
        self.remove_class("-open")
        self.post_message(self.Changed(""))
        self.post_message(self.Left())

    def say_hits(self, words: str) -> None:
        """How many rows are left."""
        self.query_one("#hits", Static).update(content(line((words, "muted"))))

    def say_problem(self, error: FilterError) -> None:
        """Why the words are no filter, and what would be one."""
        self.query_one("#hits", Static).update(
            content(line((error.what, "warn"), (f"  {error.remedy or ''}", "muted")))
        )

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Changed(" ".join(event.value.split())))

    def action_leave(self) -> None:
        """Clear the filter and close the line."""
        self.clear()

    def action_done(self) -> None:
        """Keep the filter, go to the list."""
        self.post_message(self.Left())

    def action_earlier(self) -> None:
        """A filter that was used before; again, the one before that."""
        if self.earlier:
            self._back = self._back % len(self.earlier) + 1
            self._input.value = self.earlier[-self._back]
