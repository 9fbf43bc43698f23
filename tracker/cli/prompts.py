"""Questions at the terminal: what an event needs, one answer after the other."""

from __future__ import annotations

from typing import Any, get_args

import click

from events.model import CLAIM_TYPES, Status
from tracker.cli.arguments import EdtfType, OneOf
from tracker.wording import label, say


def ask_for_event() -> tuple[str, dict[str, Any]]:
    """Ask for the type, who, where, when and how one knows; returns the type and values named as the options are.

    Raises:
        Abort: the person gave up, or did not confirm.
    """
    kind = _ask("type", type=OneOf(CLAIM_TYPES))
    answers: dict[str, Any] = {"who": _several("who_speaks" if kind == "statement" else "who")}
    if kind == "summit":
        answers["gathering"] = _ask("gathering", default="")
    if kind == "statement":
        answers["quote"] = _ask("quote")
    else:
        answers["place"] = _ask("place", default="" if kind in ("departure", "summit") else None)
    if kind in ("departure", "arrival"):
        answers["origin"] = _ask("origin", default="")
    answers["when"] = _ask("when", default="", value_proc=_edtf_or_nothing)
    answers["status"] = _ask("status", type=OneOf(get_args(Status)), default="occurred")
    answers["basis"] = _ask("basis")
    summary = ", ".join(answers["who"]) + f" · {label('type', kind)} · {label('status', answers['status'])}"
    if not click.confirm(say("cli.ask.confirm", summary=summary), default=True, err=True):
        raise click.Abort
    return kind, {name: value or None for name, value in answers.items() if name != "who"} | {"who": answers["who"]}


def _ask(question: str, *, default: str | None = None, **settings: Any) -> Any:
    text = say(f"cli.ask.{question}")
    return click.prompt(text, default=default, show_default=bool(default), show_choices=False, err=True, **settings)


def _several(question: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in str(_ask(question)).split(";") if name.strip())
    return names or _several(question)


def _edtf_or_nothing(text: str) -> str:
    return EdtfType().convert(text, None, None) if text else ""
