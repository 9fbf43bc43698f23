"""Reads the records of HistoryAtState/travels: one trip a line, as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from events.errors import TrackerError
from events.model import explain
from tracker.intake.files import read_bytes
from tracker.intake.travel_words import words
from tracker.projections.names import fold
from tracker.wording import say

_Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=4000)]
_Filled = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]


class BadRecord(TrackerError):
    """A line that is no record of a trip; ``where`` is file and line."""


class Trip(BaseModel):
    """One line of the file: a stay of one traveller in one country.

    Attributes:
        id: of the record.
        role: president or secretary (of state).
        who, name: key and full name of the traveller.
        start, end: first and last day, both inclusive.
        country: as the file names it; ``state`` is its code, None for what is no state's.
        locale: the places, separated by commas; may be empty.
        remarks: a few sentences.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,40}$")]
    role: Literal["president", "secretary"]
    who: _Filled
    name: _Filled
    start: date
    end: date
    country: _Filled
    locale: _Line = ""
    remarks: _Line = ""

    @model_validator(mode="after")
    def _sound(self) -> Trip:
        if self.end < self.start:
            raise ValueError(f"ends ({self.end}) before it begins ({self.start})")
        if fold(self.country) not in words().countries:
            raise ValueError(f"country: '{self.country}' is no state that the program knows")
        if not all(text.isprintable() for text in (self.who, self.name, self.country, self.locale, self.remarks)):
            raise ValueError("control characters in the text")
        return self

    @property
    def state(self) -> str | None:
        """The code of the country."""
        return words().countries[fold(self.country)] or None


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the file: its number, and the trip or what is wrong with it."""

    line: int
    trip: Trip | None
    fault: BadRecord | None = None


def read_trips(path: Path) -> Iterator[Row]:
    """The lines of a file, bad ones with their fault; empty lines are passed over.

    Raises:
        InputError: the file cannot be read or is too large.
    """
    seen: dict[str, int] = {}
    for number, line in enumerate(read_bytes(path).splitlines(), 1):
        if not line.strip():
            continue
        where = f"{path}:{number}"
        try:
            trip = Trip.model_validate(json.loads(line))
        except ValidationError as error:
            yield Row(number, None, BadRecord(explain(error), where=where))
        except (ValueError, RecursionError):
            yield Row(number, None, BadRecord(say("cli.error.no_json"), where=where))
        else:
            first = seen.setdefault(trip.id, number)
            if first == number:
                yield Row(number, trip)
            else:
                yield Row(number, None, BadRecord(say("cli.error.same_record", id=trip.id, line=first), where=where))
