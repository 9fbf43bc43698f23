"""The fields of a form; which of them are in sight depends on what has been chosen."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.message import Message
from textual.suggester import Suggester
from textual.widgets import Input, Select, Static

from tui.presenters.field_spec import FieldSpec
from tui.presenters.form import field_label
from tui.presenters.lines import Line, typeable
from tui.tones import content

Completed = Callable[[str, str], str | None]
"""Completes what is typed; the second argument says from what: ``names`` or ``places``."""


class _Names(Suggester):
    """Completes the last of the typed names from those that the desk knows."""

    def __init__(self, of: str, completed: Completed) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._of = of
        self._completed = completed

    async def get_suggestion(self, value: str) -> str | None:
        start = 0 if self._of == "places" else max(value.rfind(";"), value.rfind(",")) + 1
        typed = value[start:].lstrip()
        found = self._completed(typed, self._of)
        return value[: len(value) - len(typed)] + found if found and found != typed else None


class EventForm(VerticalScroll, can_focus=False):
    """Some fields are chosen from a list, the others are typed.

    Args:
        specs: all fields that may come into sight.
        values: what stands in them at first.
        head: the title.
        completed: completes names and places.
    """

    class Typed(Message):
        """A field has another value."""

        def __init__(self, field: str, value: str) -> None:
            super().__init__()
            self.field = field
            self.value = value

    def __init__(self, specs: Sequence[FieldSpec], values: Mapping[str, str], head: Line, completed: Completed) -> None:
        super().__init__()
        self._specs = specs
        self._values = values
        self._head = head
        self._completed = completed

    def compose(self) -> ComposeResult:
        yield Static(content(self._head), id="form-title")
        for spec in self._specs:
            with Vertical(id=f"field-{spec.name}", classes="field"):
                yield Static(classes="label")
                value = self._values[spec.name]
                if spec.values:
                    options = [(spec.option(option), option) for option in spec.values]
                    yield Select(options, value=value, allow_blank=False, id=spec.name, compact=True)
                else:
                    suggester = _Names(spec.completes, self._completed) if spec.completes else None
                    yield Input(value, id=spec.name, placeholder=spec.hint, suggester=suggester, compact=True)

    def mark(self, shown: Collection[str], understood: Mapping[str, str], problems: Mapping[str, str]) -> None:
        """Show some of the fields, each with what was understood or what is wrong."""
        for spec in self._specs:
            field = self.query_one(f"#field-{spec.name}", Vertical)
            field.display = spec.name in shown
            label = field_label(spec, understood.get(spec.name), problems.get(spec.name))
            field.query_one(".label", Static).update(content(label))

    def fill(self, name: str, value: str) -> None:
        """Put a value into a typed field."""
        self.query_one(f"#{name}", Input).value = value

    def focus_field(self, name: str) -> None:
        """Put the cursor where something is missing."""
        if name:
            self.query_one(f"#{name}").focus(scroll_visible=False)
            self.call_after_refresh(self._show_focused)

    def on_resize(self, _: events.Resize) -> None:
        self._show_focused()

    def _show_focused(self) -> None:
        """Keep the field with the cursor in sight, however much room the preview below has taken."""
        focused = self.screen.focused
        if focused is not None and isinstance(focused.parent, Vertical) and self in focused.ancestors:
            self.scroll_to_widget(focused.parent, animate=False, immediate=True)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        value = typeable(event.value).replace("\n", " ")
        if value != event.value:
            event.input.value = value
        self.post_message(self.Typed(event.input.id or "", value))

    @on(Select.Changed)
    def _chosen(self, event: Select.Changed) -> None:
        event.stop()
        self.post_message(self.Typed(event.select.id or "", str(event.value)))
