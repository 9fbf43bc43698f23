"""What a form needs to know of one of its fields."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.wording import label, say
from tui.glyphs import glyphs


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field of a form.

    Attributes:
        name: of the field; its words are ``WORDS.NAME`` and, as a hint, ``WORDS_hint.NAME``.
        words: where its words stand in the catalogue.
        vocabulary, values: of a field that is chosen from a list.
        completes: from what a typed value is completed: names, places, or "".
    """

    name: str
    words: str = "desk.form"
    vocabulary: str = ""
    values: tuple[str, ...] = ()
    completes: str = ""

    @property
    def label(self) -> str:
        """What stands above the field."""
        return say(f"{self.words}.{self.name}")

    @property
    def hint(self) -> str:
        """What stands in the empty field."""
        return say(f"desk.hint.{self.name}" if self.words == "desk.form" else f"{self.words}_hint.{self.name}")

    def option(self, value: str) -> str:
        """A value of the list in words."""
        sign = f"{glyphs().state(value)} " if self.vocabulary == "status" else ""
        if "." in self.vocabulary:
            return say(f"{self.vocabulary}.{value}")
        return f"{sign}{label(self.vocabulary, value)}"
