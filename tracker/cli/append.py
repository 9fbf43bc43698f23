"""`tracker append`: an event by hand, from options, from JSON, or by asking."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from events.errors import TrackerError
from events.log import ANY, AtPosition
from events.model import CLAIM_TYPES, AnyClaim, Channel, Conveyance, Curation, Status, parse_event
from tracker.cli.arguments import EdtfType, NumberType, OneOf, PublishedType, SpanType
from tracker.cli.curate import author_option
from tracker.cli.log import line
from tracker.cli.session import dossier_option, for_writing
from tracker.cli.terminal import data, is_interactive
from tracker.cli.usage import command, option
from tracker.wording import say

if TYPE_CHECKING:
    from tracker.dossier import Dossier

MAIN_ROLE = {"summit": "participant", "statement": "speaker"}
"""The role of ``--who``; of the other types it is the traveller."""


@command("append")
@click.argument("kind", metavar="[TYPE]", required=False, type=OneOf(CLAIM_TYPES))
@option("--who", about="who", multiple=True, metavar="NAME")
@option("--with", "others", about="with", multiple=True, metavar="NAME")
@option("--host", "hosts", about="host", multiple=True, metavar="NAME")
@option("--to", "--in", "place", about="to", metavar=say("cli.help.place"))
@option("--from", "origin", about="from", metavar=say("cli.help.place"))
@option("--when", about="when", type=EdtfType(), metavar="EDTF")
@option("--phrase", about="phrase", metavar=say("cli.help.text"))
@option("--status", about="status", type=OneOf(get_args(Status)))
@option("--conveyance", about="conveyance", type=OneOf(get_args(Conveyance)))
@option("--channel", about="channel", type=OneOf(get_args(Channel)))
@option("--gathering", about="gathering", metavar="NAME")
@option("--quote", about="quote", metavar=say("cli.help.text"))
@option("--topic", "topics", about="topic", multiple=True, metavar=say("cli.help.text"))
@option("--source", about="source", metavar="NAME")
@option("--via", about="via", metavar="NAME")
@option("--basis", about="basis", metavar=say("cli.help.text"))
@option("--article", about="article", metavar="ID")
@option("--evidence", about="evidence", multiple=True, type=SpanType(), metavar="START:END")
@option("--words", about="words", multiple=True, metavar=say("cli.help.text"))
@option("--published", about="published", type=PublishedType(), metavar=say("cli.help.date"))
@option("--note", about="note", metavar=say("cli.help.text"))
@option("--expect", about="expect", type=NumberType(0), metavar="POSITION")
@option("--json", "source_file", about="append_json", metavar=say("cli.help.path"))
@author_option
@dossier_option
def append(kind: str | None, expect: int | None, source_file: str | None, by: str | None, **given: Any) -> None:
    """Append one event and print it."""
    if given["words"] and given["article"] is None:
        raise click.UsageError(say("cli.usage.words_article"), click.get_current_context())
    if source_file is None and kind is None:
        if not is_interactive() or any(given.values()):
            raise click.UsageError(say("cli.usage.append_what"), click.get_current_context())
        from tracker.cli.prompts import ask_for_event

        kind, answers = ask_for_event()
        given |= answers
    with for_writing(create=True) as dossier:
        document = _document(dossier, given["article"])
        if source_file is not None:
            event = _from_json(source_file)
        else:
            assert kind is not None
            event = _from_options(dossier, kind, document, given)
        expected = ANY if expect is None else AtPosition(expect)
        recorded = dossier.append(
            event,
            by=by,
            basis=given["basis"],
            document=document,
            published=given["published"],
            expected=expected,
        )
        data(line(dossier.log, recorded))


def _document(dossier: Dossier, key: str | None) -> str | None:
    return None if key is None else dossier.articles.named(key, "--article").id


def _from_json(source: str) -> AnyClaim | Curation:
    from tracker.intake.files import read_bytes, read_stream

    if source == "-":
        return parse_event(read_stream(sys.stdin.buffer, "stdin"), where="stdin")
    return parse_event(read_bytes(Path(source)), where=source)


def _from_options(dossier: Dossier, kind: str, document: str | None, given: dict[str, Any]) -> AnyClaim | Curation:

    body: dict[str, Any] = {
        "type": kind,
        "participants": _participants(kind, given),
        "topics": given["topics"],
        "evidence": [*_spans(given["evidence"]), *_found(dossier, document, given["words"])],
    }
    body |= {name: given[name] for name in ("status", "conveyance", "channel", "quote", "note") if given[name]}
    if given["gathering"]:
        body["event_name"] = given["gathering"]
    if given["when"] or given["phrase"]:
        body["when"] = {"edtf": given["when"], "text": given["phrase"]}
    if given["source"]:
        body["attribution"] = [{"source": given["source"], "via": given["via"]}]
    body |= _places(given)
    return parse_event(body)


def _participants(kind: str, given: dict[str, Any]) -> list[Any]:
    from tracker.cli.naming import participant

    other = "addressee" if kind == "statement" else "participant"
    roles = ((given["who"], MAIN_ROLE.get(kind, "traveller")), (given["others"], other), (given["hosts"], "host"))
    return [participant(name, role).model_dump() for names, role in roles for name in names]


def _places(given: dict[str, Any]) -> dict[str, Any]:
    from tracker.cli.naming import place

    return {name: place(given[name]).model_dump() for name in ("place", "origin") if given[name]}


def _spans(spans: tuple[tuple[int, int], ...]) -> list[dict[str, int]]:
    return [{"start": start, "end": end} for start, end in spans]


def _found(dossier: Dossier, document: str | None, quotes: tuple[str, ...]) -> list[dict[str, int]]:
    """Where the words stand in the article: exactly once."""
    if not quotes:
        return []
    article = dossier.articles.article(document) if document else None
    text = article.text if article else ""
    spans = []
    for quote in quotes:
        start = text.find(quote)
        if start < 0 or text.find(quote, start + 1) >= 0:
            wrong = "cli.error.words_missing" if start < 0 else "cli.error.words_twice"
            raise TrackerError(say(wrong, words=quote), where="--words", remedy=say("cli.error.words_remedy"))
        spans.append({"start": start, "end": start + len(quote)})
    return spans
