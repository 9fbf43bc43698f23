"""`tracker why HAPPENING`: in words, what ties the reports of a happening, and what decides each value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from events.errors import TrackerError
from tracker.cli.arguments import AsOf
from tracker.cli.cutoffs import cutoff_options, looking_from
from tracker.cli.formats import json_line
from tracker.cli.session import dossier_option, for_reading
from tracker.cli.terminal import data, emphasised
from tracker.cli.usage import command, option
from tracker.wording import label, say

if TYPE_CHECKING:
    from tracker.projections.reckoned_rows import FieldReason, LinkReason, OriginTree, WhyRow


@command("why")
@click.argument("key", metavar=say("cli.help.happening"))
@cutoff_options
@option("--json", "as_json", about="show_json", is_flag=True)
@dossier_option
def why(key: str, as_of: AsOf | None, position: int | None, as_json: bool) -> None:
    """Print the reasons of a happening."""
    with for_reading() as dossier:
        number = key.removeprefix("#")
        record = dossier.log.get(int(number) if number.isdecimal() and len(number) < 16 else key)
        row = looking_from(dossier, as_of, position).why(record.id if record else key)
        if row is None:
            raise TrackerError(say("views.error.no_happening", name=key), remedy=say("cli.error.see_log"))
        if as_json:
            data(json_line(row))
            return
        from tracker.summaries import plain

        data(emphasised(f"{label('type', row.type)}  {plain(row.title)}  ·  {label('state', row.state)}"))
        for line in sentences(row):
            data(f"  {line}")


def sentences(row: WhyRow) -> Iterator[str]:
    """The reasons, one a line: who vouches, what ties each report, what decides each field."""
    yield _credibility(row)
    for origin in row.tree:
        yield _origin(origin)
    for link in row.links:
        yield _link(link)
    for field in row.fields:
        yield _field(field)


def _credibility(row: WhyRow) -> str:
    known = say("views.why.origins", count=len(row.tree)) if len(row.tree) != 1 else say("views.why.one_origin")
    reasons = [known]
    reasons += [say("views.why.party", source=_plain(one.source)) for one in row.tree if one.party]
    reasons += [say("views.why.denied")] if row.denied else []
    reasons += [say("views.why.contradicted", field=label("field", field)) for field in row.contradicted]
    number = str(row.credibility)
    return f"{number} {label('credibility', number)}: {', '.join(reasons)}"


def _origin(origin: OriginTree) -> str:
    way = [*([say("views.why.via", names=_plain(", ".join(origin.via)))] if origin.via else [])]
    way += [say("views.why.printed", names=_plain(", ".join(origin.outlets)))] if origin.outlets else []
    return " ".join([f"{origin.first}  {_plain(origin.source)}", *way])


def _link(link: LinkReason) -> str:
    tied = say("views.why.tied", position=link.position, other=link.other_position)
    if link.link is not None:
        return f"{tied}: {say('views.why.by_user', position=link.link)}"
    reasons = [say("views.why.gathering", name=_plain(link.gathering))] if link.gathering else []
    reasons += [say("views.why.same_actor", names=_plain(", ".join(link.principals)))] if link.principals else []
    reasons.append(say(f"views.place.{link.place}"))
    reasons.append(say("views.why.days", days=link.days) if link.days else say("views.why.same_time"))
    reasons += [say("views.why.fulfils")] if link.fulfils else []
    return f"{tied}: {', '.join(reasons)}"


def _field(field: FieldReason) -> str:
    from tracker.cli.reckoned_columns import value_words

    name = label("field", field.field) + (f" {_plain(field.subject)}" if field.subject else "")
    support = say("views.why.origins", count=field.origins) if field.origins != 1 else say("views.why.one_origin")
    reasons = [support, *([say("views.why.party", source=_plain(field.party))] if field.party else [])]
    told = f"{name}: {value_words(field.field, field.value)} (#{field.position}; {', '.join(reasons)})"
    beaten: dict[tuple[str, str, str], list[int]] = {}
    for other in field.beaten:
        value = value_words(field.field, other.value)
        beaten.setdefault((value, _plain(other.source), other.rule), []).append(other.position)
    return "; ".join([told, *(_beaten(*other, sorted(positions)) for other, positions in beaten.items())])


def _beaten(value: str, source: str, rule: str, positions: Sequence[int]) -> str:
    reports = ", ".join(f"#{position}" for position in positions)
    return say(f"views.rule.{rule}", value=value, source=source, reports=reports)


def _plain(text: str) -> str:
    from tracker.summaries import plain

    return plain(text)
