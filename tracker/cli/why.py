"""`tracker why HAPPENING`: in words, what ties the reports of a happening, and what decides each value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from events.errors import TrackerError
from tracker.cli.arguments import AsOf
from tracker.cli.cutoffs import cutoff_options, looking_from
from tracker.cli.formats import json_line
from tracker.cli.session import dossier_option, for_reading
from tracker.cli.terminal import data, emphasised, hanging
from tracker.cli.usage import command, option
from tracker.wording import label, say
from tracker.wording.dates import day_words

if TYPE_CHECKING:
    from tracker.projections.reckoned_rows import OriginTree
    from tracker.projections.why_rows import FieldReason, LinkReason, PartyReason, StateReason, WhyRow


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
            hanging("  ", line, 4)


def sentences(row: WhyRow) -> Iterator[str]:
    """The reasons, one a line: its state, who vouches, what ties the reports, who takes part, what decides fields."""
    yield _standing(row.standing)
    yield _credibility(row)
    for origin in row.tree:
        yield _origin(origin)
    for link in row.links:
        yield _link(link)
    for party in row.parties:
        yield _party(party)
    if row.level is not None and row.type == "summit":
        yield say("views.why.level", level=label("level", row.level))
    for field in row.fields:
        yield _field(field)


def _standing(reason: StateReason) -> str:
    until = day_words(date.fromisoformat(reason.until)) if reason.until else ""
    told = say(f"views.standing.{reason.rule}", reports=_numbers(reason.reports), until=until)
    return f"{told}; {say('views.standing.against', reports=_numbers(reason.against))}" if reason.against else told


def _party(party: PartyReason) -> str:
    level = "" if party.level == "unknown" else f", {label('level', party.level)}"
    return f"{_plain(party.name)} ({label('role', party.role)}{level}): {_numbers(party.reports)}"


def _numbers(positions: Sequence[int]) -> str:
    return ", ".join(f"#{position}" for position in positions)


def _credibility(row: WhyRow) -> str:
    known = say("views.why.origins", count=len(row.tree)) if len(row.tree) != 1 else say("views.why.one_origin")
    reasons = [known]
    reasons += [say("views.why.party", source=_plain(one.source)) for one in row.tree if one.party]
    reasons += [say("views.why.denied")] if row.denied else []
    reasons += [say("views.why.contradicted", field=label("field", field)) for field in row.contradicted]
    number, grade = str(row.credibility), min(one.grade for one in row.tree)
    return f"{grade}{number} {label('credibility', number)}: {', '.join(reasons)}"


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
    support = say("exports.support", reports=field.reports, outlets=field.outlets, origins=field.origins)
    reasons = [support, *([say("views.why.party", source=_plain(field.party))] if field.party else [])]
    told = f"{name}: {value_words(field.field, field.value)} (#{field.position}; {', '.join(reasons)})"
    beaten: dict[tuple[str, str, str], list[int]] = {}
    for other in field.beaten:
        value = value_words(field.field, other.value)
        beaten.setdefault((value, _plain(other.source), other.rule), []).append(other.position)
    return "; ".join([told, *(_beaten(*other, sorted(positions)) for other, positions in beaten.items())])


def _beaten(value: str, source: str, rule: str, positions: Sequence[int]) -> str:
    return say(f"views.rule.{rule}", value=value, source=source, reports=_numbers(positions))


def _plain(text: str) -> str:
    from tracker.summaries import plain

    return plain(text)
