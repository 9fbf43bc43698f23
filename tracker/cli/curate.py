"""`tracker correct`, `retract`, `restore`, `undo`, `link`, `unlink`: acts on events, which stay as they are."""

from __future__ import annotations

from typing import Any, get_args

import click

from events.model import CorrectionReason, Relation, RetractionReason
from tracker.cli.arguments import ChangeType, OneOf, PublishedType
from tracker.cli.log import line
from tracker.cli.session import dossier_option, for_writing
from tracker.cli.terminal import data
from tracker.cli.usage import Function, command, option
from tracker.wording import say


def _source_options(function: Function) -> Function:
    """``--basis``, ``--published``, ``--note``, ``--by``."""
    declared = (
        option("--basis", about="basis", metavar=say("cli.help.text")),
        option("--published", about="published", type=PublishedType(), metavar=say("cli.help.date")),
        option("--note", about="note", metavar=say("cli.help.text")),
        author_option,
    )
    for declare in reversed(declared):
        function = declare(function)
    return function


def author_option(function: Function) -> Function:
    """``--by``: who records it."""
    return option("--by", about="by", metavar=say("cli.help.author"))(function)


@command("correct")
@click.argument("target")
@click.argument("changes", nargs=-1, required=True, type=ChangeType(), metavar="PATH=VALUE…")
@option("--reason", about="correction_reason", type=OneOf(get_args(CorrectionReason)), default="better_source")
@option("--was", "old", about="was", type=ChangeType(), multiple=True, metavar="PATH=VALUE")
@_source_options
@dossier_option
def correct(
    target: str,
    changes: tuple[tuple[str, Any], ...],
    reason: CorrectionReason,
    old: tuple[tuple[str, Any], ...],
    basis: str | None,
    published: str | None,
    note: str | None,
    by: str | None,
) -> None:
    """Record new values of a claim's fields."""
    _each_once([path for path, _ in changes], "PATH=VALUE")
    with for_writing() as dossier:
        record = dossier.correct(
            target, dict(changes), reason, old=dict(old), by=by, note=note, basis=basis, published=published
        )
        data(line(dossier.log, record))


@command("retract")
@click.argument("target")
@option("--reason", about="retraction_reason", type=OneOf(get_args(RetractionReason)), default="not_in_text")
@_source_options
@dossier_option
def retract(
    target: str, reason: RetractionReason, basis: str | None, published: str | None, note: str | None, by: str | None
) -> None:
    """Record that an event does not count."""
    with for_writing() as dossier:
        data(line(dossier.log, dossier.retract(target, reason, by=by, note=note, basis=basis, published=published)))


@command("restore")
@click.argument("target")
@option("--note", about="note", metavar=say("cli.help.text"))
@author_option
@dossier_option
def restore(target: str, note: str | None, by: str | None) -> None:
    """Record that a retracted event counts again."""
    from tracker.locations import author
    from tracker.undoing import restore as restored

    with for_writing() as dossier:
        for record in restored(dossier, target, by or author(), note=note):
            data(line(dossier.log, record))


@command("undo")
@click.argument("target", required=False)
@option("--note", about="note", metavar=say("cli.help.text"))
@author_option
@dossier_option
def undo(target: str | None, note: str | None, by: str | None) -> None:
    """Retract an event that one recorded: the target, else one's last."""
    from tracker.locations import author
    from tracker.undoing import undo as undone

    with for_writing() as dossier:
        data(line(dossier.log, undone(dossier, by or author(), target, note=note)))


@command("link")
@click.argument("members", nargs=-1, required=True, metavar="EVENT EVENT…")
@option("--relation", about="relation", type=OneOf(get_args(Relation)), default="same_happening")
@author_option
@dossier_option
def link(members: tuple[str, ...], relation: Relation, by: str | None) -> None:
    """Record that events belong together."""
    _two(members)
    with for_writing() as dossier:
        data(line(dossier.log, dossier.link(members, relation, by=by)))


@command("unlink")
@click.argument("members", nargs=-1, required=True, metavar="EVENT EVENT…")
@option("--reason", about="unlink_reason", metavar=say("cli.help.text"))
@author_option
@dossier_option
def unlink(members: tuple[str, ...], reason: str | None, by: str | None) -> None:
    """Record that events do not belong together."""
    _two(members)
    with for_writing() as dossier:
        data(line(dossier.log, dossier.unlink(members, reason=reason, by=by)))


def _two(members: tuple[str, ...]) -> None:
    if len(set(members)) < 2:
        raise click.UsageError(say("cli.usage.two_members"), click.get_current_context())


def _each_once(paths: list[str], name: str) -> None:
    twice = next((path for path in paths if paths.count(path) > 1), None)
    if twice is not None:
        raise click.UsageError(say("cli.usage.twice", name=name, value=twice), click.get_current_context())
