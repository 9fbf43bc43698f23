"""The fields of an event by hand; which of them are in sight depends on the type."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.message import Message
from textual.suggester import Suggester
from textual.widgets import Input, Select, Static

from events.model import CLAIM_TYPES
from tracker.wording import label, say
from tui.glyphs import glyphs
from tui.presenters import known_names
from tui.presenters.draft import STATUSES, Checked, Draft
from tui.presenters.form import field_label
from tui.presenters.lines import Line
from tui.tones import content

_CHOICES = {"type": ("type", CLAIM_TYPES), "status": ("status", STATUSES)}
_PLACES = ("place", "origin")
_NAMES = ("who", "to")


class _Names(Suggester):
    """Completes the last of the typed names from those that the desk knows."""

    def __init__(self, *, places: bool) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._places = places

    async def get_suggestion(self, value: str) -> str | None:
        start = 0 if self._places else max(value.rfind(";"), value.rfind(",")) + 1
        typed = value[start:].lstrip()
        found = known_names.completed(typed, places=self._places)
        return value[: len(value) - len(typed)] + found if found and found != typed else None


class EventForm(VerticalScroll, can_focus=False):
    """Type and status are chosen, everything else is typed."""

    class Typed(Message):
        """A field has another value."""

        def __init__(self, field: str, value: str) -> None:
            super().__init__()
            self.field = field
            self.value = value

    def __init__(self, draft: Draft, head: Line) -> None:
        super().__init__()
        self._draft = draft
        self._head = head

    def compose(self) -> ComposeResult:
        yield Static(content(self._head), id="form-title")
        for each in fields(Draft):
            with Vertical(id=f"field-{each.name}", classes="field"):
                yield Static(classes="label")
                value = getattr(self._draft, each.name)
                if each.name in _CHOICES:
                    vocabulary, values = _CHOICES[each.name]
                    options = [(self._option(vocabulary, option), option) for option in values]
                    yield Select(options, value=value, allow_blank=False, id=each.name, compact=True)
                else:
                    suggester = _Names(places=each.name in _PLACES) if each.name in _NAMES + _PLACES else None
                    hint = say(f"desk.hint.{each.name}")
                    yield Input(value, id=each.name, placeholder=hint, suggester=suggester, compact=True)

    @staticmethod
    def _option(vocabulary: str, value: str) -> str:
        sign = f"{glyphs().state(value)} " if vocabulary == "status" else ""
        return f"{sign}{label(vocabulary, value)}"

    def mark(self, shown: Collection[str], checked: Checked) -> None:
        """Show the fields of the type, each with what was understood or what is wrong."""
        for each in fields(Draft):
            field = self.query_one(f"#field-{each.name}", Vertical)
            field.display = each.name in shown
            field.query_one(".label", Static).update(content(field_label(each.name, checked)))

    def focus_field(self, name: str) -> None:
        """Put the cursor where something is missing."""
        if name:
            self.query_one(f"#{name}").focus()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Typed(event.input.id or "", event.value))

    @on(Select.Changed)
    def _chosen(self, event: Select.Changed) -> None:
        event.stop()
        self.post_message(self.Typed(event.select.id or "", str(event.value)))
