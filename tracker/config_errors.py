"""What is wrong with the settings, in words: which line, which key, what was probably meant."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from events.errors import TrackerError
from tracker.wording import say

_TABLE = re.compile(r"\s*(\[\[?)\s*([A-Za-z0-9_.\s\"'-]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"\s*([A-Za-z0-9_.\"'-]+)\s*=")
_AT = re.compile(r"at line (\d+)")


def syntax_error(error: Exception, path: Path) -> TrackerError:
    """The error for a file that is no TOML."""
    found = _AT.search(str(error))
    return TrackerError(
        say("intake.config.no_toml", why=error),
        where=say("intake.read.line", name=path, number=found[1]) if found else str(path),
        remedy=say("intake.config.no_toml_remedy"),
    )


def explained(
    error: ValidationError, model: type[BaseModel], text: str, path: Path, overridden: Mapping[tuple[str, ...], str]
) -> TrackerError:
    """The first thing that is wrong, with its line, or with the environment variable that it came from."""
    fault = error.errors(include_url=False)[0]
    at = tuple(fault["loc"])
    keys = tuple(str(part) for part in at)
    name = ".".join(keys) or say("intake.config.file")
    variable = next((overridden[keys[:end]] for end in range(len(keys), 0, -1) if keys[:end] in overridden), None)
    if variable is not None:
        where = variable
    else:
        number = line_of(text, at)
        where = say("intake.read.line", name=path, number=number) if number else str(path)
    if fault["type"] == "extra_forbidden":
        return TrackerError(say("intake.config.unknown", name=name), where=where, remedy=_meant(model, at))
    return TrackerError(f"{name}: {_why(fault)}", where=where, remedy=say("intake.config.wrong_remedy"))


def _why(fault: Mapping[str, Any]) -> str:
    context = fault.get("ctx", {})
    match fault["type"]:
        case "value_error":
            return str(context.get("error", fault["msg"]))
        case "missing":
            return say("intake.config.missing")
        case "literal_error":
            return say("intake.config.choice", choices=context.get("expected", "").replace("'", ""))
        case "string_pattern_mismatch":
            return say("intake.config.pattern", value=str(fault["input"])[:60])
        case kind if kind.endswith("_type"):
            return say("intake.config.kind", kind=say(f"intake.kind_of_value.{_kind(kind)}"))
        case kind if kind.startswith(("greater_than", "less_than")):
            bound = next((value for key, value in context.items() if key in ("ge", "le", "gt", "lt")), "")
            return say(
                "intake.config.too_small" if kind.startswith("greater") else "intake.config.too_big", bound=bound
            )
        case _:
            return str(fault["msg"])


def _kind(kind: str) -> str:
    known = {"int": "number", "bool": "truth", "string": "text", "list": "list", "tuple": "list"}
    return known.get(kind.removesuffix("_type"), "table")


def _meant(model: type[BaseModel], at: Sequence[int | str]) -> str:
    """What the unknown key probably was, else what there is."""
    here: type[BaseModel] | None = model
    for part in at[:-1]:
        if isinstance(part, str) and here is not None and part in here.model_fields:
            here = _model_of(here.model_fields[part].annotation)
    known = list(here.model_fields) if here is not None else []
    near = get_close_matches(str(at[-1]), known, n=1, cutoff=0.5)
    if near:
        return say("intake.config.did_you_mean", name=near[0])
    return say("intake.config.known", names=", ".join(known))


def _model_of(annotation: Any) -> type[BaseModel] | None:
    for kind in (annotation, *get_args(annotation)):
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            return kind
    return None


def line_of(text: str, at: Sequence[int | str]) -> int | None:
    """The line on which the setting stands, or the table that it belongs to; None where neither is to be found."""
    best: tuple[int, int] | None = None
    counts: dict[str, int] = {}
    table: tuple[int | str, ...] = ()
    wanted = tuple(at)
    for number, line in enumerate(text.splitlines(), 1):
        path: tuple[int | str, ...]
        if found := _TABLE.match(line):
            table = _parts(found[2])
            if found[1] == "[[":
                counts[found[2]] = counts.get(found[2], -1) + 1
                table = (*table, counts[found[2]])
            path = table
        elif found := _KEY.match(line):
            path = (*table, *_parts(found[1]))
        else:
            continue
        if path == wanted[: len(path)] and (best is None or len(path) > best[0]):
            best = (len(path), number)
    return best[1] if best else None


def _parts(dotted: str) -> tuple[int | str, ...]:
    return tuple(part.strip().strip("\"'") for part in dotted.split("."))
