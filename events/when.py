"""When something happens, as an event says it: an EDTF value, and the words that it was read from."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from events.edtf import PartOfDay, Span, parse
from events.parts import Part, Text


def _checked(text: str) -> str:
    parse(text)
    return text


Edtf = Annotated[str, AfterValidator(_checked)]
"""A string that ``parse`` understands."""


class When(Part):
    """When something happens: the EDTF value, and the phrase it was read from.

    Attributes:
        edtf: the value; None where the text names a time that cannot be resolved.
        text: the phrase as printed.
        part_of_day: which EDTF cannot say.
    """

    edtf: Annotated[Edtf | None, Field(max_length=200)] = None
    text: Text | None = None
    part_of_day: PartOfDay | None = None

    @model_validator(mode="after")
    def _says_something(self) -> When:
        if self.edtf is None and self.text is None:
            raise ValueError("a date needs a value (edtf) or a phrase (text)")
        return self

    @property
    def span(self) -> Span | None:
        """The bounds, or None where no value is known."""
        return parse(self.edtf) if self.edtf else None
