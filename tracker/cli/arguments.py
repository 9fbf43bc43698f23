"""What people type, read and checked: dates, instants, cut-offs, changes of fields, spans."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, TypeAlias

import click

from tracker.wording import say

if TYPE_CHECKING:
    _Type: TypeAlias = click.ParamType[Any]
    _Words: TypeAlias = click.Choice[str]
else:  # generic only in click's newer versions
    _Type, _Words = click.ParamType, click.Choice


class PublishedType(_Type):
    """When something was published: a day, or an instant with its zone."""

    name = "published"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The text as it was given, when it is one."""
        from events.envelope import public_from
        from events.errors import InvalidEvent

        try:
            public_from(value)
        except InvalidEvent:
            self.fail(say("cli.usage.published", value=value), param, ctx)
        return str(value)


@dataclass(frozen=True, slots=True)
class AsOf:
    """A moment to look from: what was published by then, and the day it is."""

    published: str
    day: date


class AsOfType(_Type):
    """A day (its end counts) or an instant with its zone."""

    name = "as_of"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> AsOf:
        """The instant in UTC, and its day."""
        if isinstance(value, AsOf):
            return value
        try:
            if len(value) == 10:
                day = date.fromisoformat(value)
                return AsOf(f"{day.isoformat()}T23:59:59Z", day)
            moment = datetime.fromisoformat(value)
            if moment.tzinfo is None:
                raise ValueError("zone")
            utc = moment.astimezone(UTC)
        except (ValueError, OverflowError):
            self.fail(say("cli.usage.as_of", value=value), param, ctx)
        return AsOf(utc.isoformat(timespec="seconds").replace("+00:00", "Z"), utc.date())


class EdtfType(_Type):
    """A date in EDTF, vague or exact."""

    name = "edtf"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The text as it was given, when it is one."""
        from events.edtf import NotEdtf, parse

        try:
            parse(value)
        except NotEdtf as error:
            self.fail(say("cli.usage.edtf", why=error), param, ctx)
        return str(value)


_CHANGE = re.compile(r"([a-z_]+(?:\.(?:[a-z_]+|\d+))*)(:?=)(.*)", re.DOTALL)


class ChangeType(_Type):
    """``path=text`` or ``path:=JSON``; ``path=`` empties the field."""

    name = "change"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, Any]:
        """The path and the new value."""
        if isinstance(value, tuple):
            return value[0], value[1]
        match = _CHANGE.fullmatch(value)
        if match is None:
            self.fail(say("cli.usage.change", value=value), param, ctx)
        path, sign, text = match.groups()
        if sign == "=":
            return path, text or None
        try:
            return path, json.loads(text)
        except ValueError:
            self.fail(say("cli.usage.change_json", path=path, value=text), param, ctx)


_SPAN = re.compile(r"(\d{1,9}):(\d{1,9})")


class SpanType(_Type):
    """``START:END``, offsets of characters, the end exclusive."""

    name = "span"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, int]:
        """The two offsets."""
        if isinstance(value, tuple):
            return value[0], value[1]
        match = _SPAN.fullmatch(value)
        if match is None or int(match[1]) >= int(match[2]):
            self.fail(say("cli.usage.span", value=value), param, ctx)
        return int(match[1]), int(match[2])


class OneOf(_Words):
    """One of several words; what is wrong with another one is said in the user's language."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The word."""
        try:
            return str(super().convert(value, param, ctx))
        except click.BadParameter:
            self.fail(say("cli.usage.choice", value=value, choices=", ".join(map(str, self.choices))), param, ctx)


class NumberType(_Type):
    """A whole number that is not below a least one; ``#12`` is read as 12."""

    name = "number"

    def __init__(self, least: int) -> None:
        self.least = least

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number."""
        text = str(value).removeprefix("#")
        if not text.isdecimal() or len(text) > 15 or int(text) < self.least:
            self.fail(say("cli.usage.number", value=value, least=self.least), param, ctx)
        return int(text)


class MomentType(_Type):
    """A position of the log, or a moment of publication: a day (its end counts) or an instant with its zone."""

    name = "moment"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int | AsOf:
        """The position, or the moment."""
        if isinstance(value, (int, AsOf)):
            return value
        if value.removeprefix("#").isdecimal():
            return NumberType(0).convert(value, param, ctx)
        return AsOfType().convert(value, param, ctx)


_HEAD = re.compile(r"(\d{1,15}):([0-9a-f]{64})")


class HeadType(_Type):
    """``POSITION:HASH``, as `tracker verify` prints the head of the log."""

    name = "head"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, str]:
        """Position and hash."""
        if isinstance(value, tuple):
            return value[0], value[1]
        match = _HEAD.fullmatch(value)
        if match is None:
            self.fail(say("cli.usage.head", value=value), param, ctx)
        return int(match[1]), match[2]
