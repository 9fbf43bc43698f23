"""`tracker assess`, `coverage`, `identity`: what an analyst judges, declares complete, or knows by another name."""

from __future__ import annotations

import re
from typing import Any, get_args

import click

from events.judgement import LikelihoodWord, Reliability
from events.model import AnyClaim, Curation, parse_event
from tracker.cli.arguments import AsOf, EdtfType, OneOf
from tracker.cli.curate import author_option
from tracker.cli.cutoffs import cutoff_options, looking_from
from tracker.cli.formats import format_option, print_rows
from tracker.cli.log import line
from tracker.cli.session import dossier_option, for_reading, for_writing
from tracker.cli.tables import Column
from tracker.cli.terminal import data
from tracker.cli.usage import command, option
from tracker.wording import say

_RANGE = re.compile(r"(\d{1,3})\s*[-–]\s*(\d{1,3})\s*%?")


class LikelihoodType(click.ParamType):  # type: ignore[type-arg,unused-ignore]  # generic only in newer versions
    """One of the seven words of ICD 203, or a range in per cent: ``55-80``."""

    name = "likelihood"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The word, or the two ends of the range."""
        if not isinstance(value, str) or value in get_args(LikelihoodWord):
            return value
        match = _RANGE.fullmatch(value)
        if match is None:
            self.fail(say("cli.usage.likelihood", value=value, words=", ".join(get_args(LikelihoodWord))), param, ctx)
        return {"low": int(match[1]), "high": int(match[2])}


@command("assess")
@click.argument("target", metavar=say("cli.help.judged"))
@option("--reliability", about="reliability", type=OneOf(get_args(Reliability)))
@option("--credibility", about="credibility", type=click.IntRange(1, 6))
@option("--about", "subject", about="grade_subject", metavar=say("cli.help.text"))
@option("--likelihood", about="likelihood", type=LikelihoodType(), metavar=say("cli.help.likelihood"))
@option("--horizon", about="horizon", type=EdtfType(), metavar="EDTF")
@option("--prefer", about="prefer", metavar=say("cli.help.field"))
@option("--read", "reading", about="read", flag_value="confirmed")
@option("--why", "rationale", about="rationale", metavar=say("cli.help.text"), required=True)
@author_option
@dossier_option
def assess(target: str, rationale: str, by: str | None, **given: Any) -> None:
    """Record a judgement on a source, an event or a happening."""
    from tracker.locations import author

    with for_writing() as dossier:
        record = dossier.log.get(target) or (
            dossier.event(target) if target.removeprefix("#").isdecimal() or given["prefer"] else None
        )
        named = record.id if record else target
        who = by or author()
        event = _event({
            "type": "assess",
            "target": named,
            "author": who.removeprefix("user:"),
            "rationale": rationale,
            "grade": _grade(given),
            "likelihood": given["likelihood"],
            "horizon": given["horizon"],
            "prefer": {"claim": named, "field": given["prefer"]} if given["prefer"] else None,
            "reading": given["reading"],
        })  # fmt: skip
        data(line(dossier.log, dossier.append(event, by=who)))


def _grade(given: dict[str, Any]) -> dict[str, Any] | None:
    grade = {name: given[name] for name in ("reliability", "credibility", "subject") if given[name] is not None}
    return grade or None


def _event(body: dict[str, Any]) -> AnyClaim | Curation:
    return parse_event({name: value for name, value in body.items() if value is not None})


@command("coverage")
@click.argument("subjects", nargs=-1, metavar=say("cli.help.subjects"))
@option("--period", about="period", type=EdtfType(), metavar="EDTF")
@option("--basis", about="basis", metavar=say("cli.help.text"))
@author_option
@cutoff_options
@format_option
@dossier_option
def coverage(
    subjects: tuple[str, ...],
    period: str | None,
    basis: str | None,
    by: str | None,
    as_of: AsOf | None,
    position: int | None,
    form: str,
) -> None:
    """Declare the log complete for somebody and a period, or list what is declared."""
    if not subjects:
        if period or basis:
            raise click.UsageError(say("cli.usage.coverage_who"), click.get_current_context())
        with for_reading() as dossier:
            from tracker.projections.reckoned_rows import CoverageRow

            rows = looking_from(dossier, as_of, position).coverages()
            print_rows(form, rows, _columns(), none=say("views.none.coverage"), kind=CoverageRow)
        return
    if period is None or not basis:
        raise click.UsageError(say("cli.usage.coverage_needs"), click.get_current_context())
    with for_writing() as dossier:
        event = _event({"type": "coverage", "subjects": subjects, "period": period, "complete": True})
        data(line(dossier.log, dossier.append(event, by=by, basis=basis)))


def _columns() -> list[Column[Any]]:
    from tracker.summaries import plain
    from tracker.wording.dates import edtf_words

    return [
        Column("#", lambda row: str(row.position), least=3, right=True),
        Column(say("cli.column.who"), lambda row: plain(", ".join(row.subjects)), least=14, lines=3),
        Column(say("cli.column.period"), lambda row: edtf_words(row.period), least=14, lines=2),
        Column(say("views.column.basis"), lambda row: plain(row.basis or ""), least=16, lines=4),
        Column(say("cli.column.by"), lambda row: plain(row.recorded_by), least=8, spare=True, lines=2),
    ]


@command("identity")
@click.argument("names", nargs=-1, required=True, metavar="NAME…")
@option("--actor", "actor_id", about="identity_actor", metavar="ID|NAME")
@option("--place", "place_id", about="identity_place", metavar="ID|NAME")
@option("--country", about="identity_country", metavar="CC")
@option("--valid", about="identity_valid", type=EdtfType(), metavar="EDTF")
@option("--split", about="identity_split", is_flag=True)
@author_option
@dossier_option
def identity(names: tuple[str, ...], split: bool, by: str | None, **given: Any) -> None:
    """Record that names mean one actor or place, or no longer do."""
    with for_writing() as dossier:
        event = _event({"type": "identity", "names": names, "action": "split" if split else "merge", **given})
        data(line(dossier.log, dossier.append(event, by=by)))
