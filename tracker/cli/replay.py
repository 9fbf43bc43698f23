"""`tracker replay` and `tracker verify`: build the views anew from the log; check that the log is what it was."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.arguments import AsOf, HeadType, MomentType, NumberType
from tracker.cli.failures import FAILED, OK, UNVERIFIED
from tracker.cli.formats import format_option, print_rows
from tracker.cli.progress import ReplayProgress
from tracker.cli.session import dossier_option, for_reading, lay_out, log_for_reading
from tracker.cli.tables import Column
from tracker.cli.terminal import data, message
from tracker.cli.usage import command, option
from tracker.wording import label, say

if TYPE_CHECKING:
    from tracker.projections.cutoff import Cutoff
    from tracker.projections.progress import ProjectionState


@command("replay")
@click.argument("names", nargs=-1)
@option("--file", "file", about="replay_file", type=click.Path(path_type=Path), metavar=say("cli.help.path"))
@option("--until", about="replay_until", type=MomentType(), metavar=say("cli.help.moment"))
@option("--diff", "show", about="replay_diff", flag_value="diff")
@option("--step", "show", about="replay_step", flag_value="step")
@option("--ignore", about="replay_ignore", type=NumberType(1), multiple=True, metavar="POSITION")
@option("--promote", about="replay_promote", is_flag=True)
@option("--withdraw", about="replay_withdraw", metavar="NAME")
@option("--states", "only_states", about="replay_states", is_flag=True)
@format_option
@dossier_option
def replay(
    names: tuple[str, ...],
    file: Path | None,
    until: int | AsOf | None,
    show: str | None,
    ignore: tuple[int, ...],
    promote: bool,
    withdraw: str | None,
    only_states: bool,
    form: str,
) -> int:
    """Rebuild views, with their progress on stderr, and print where each stands; or try one's own projection."""
    trying = {"--until": until, "--diff/--step": show, "--ignore": ignore, "--promote": promote}
    _check_choices(names, file, [name for name, value in trying.items() if value], until, promote=promote)
    with for_reading(catch_up=file is not None) as dossier:
        if file is not None:
            from tracker.cli.trial import try_out

            return try_out(dossier, file, _cutoff(until), form, show=show or "rows", ignore=ignore, promote=promote)
        if withdraw is not None:
            message(say("views.trial.withdrawn", names=", ".join(dossier.views.withdraw(withdraw))))
        elif not only_states:
            with ReplayProgress() as shown:
                dossier.views.rebuild(names or None, progress=shown)
            lay_out(dossier)
        states = dossier.views.states()
        print_rows(form, states, _columns(), none=say("cli.message.no_projections"))
    return FAILED if any(state.error for state in states) else OK


def _check_choices(
    names: tuple[str, ...], file: Path | None, given: list[str], until: int | AsOf | None, *, promote: bool
) -> None:
    context = click.get_current_context()
    if file is not None and names:
        raise click.UsageError(say("cli.usage.replay_both"), context)
    if file is None and given:
        raise click.UsageError(say("cli.usage.replay_needs_file", names=", ".join(given)), context)
    if promote and until is not None:
        raise click.UsageError(say("cli.usage.replay_promote_all"), context)


def _cutoff(until: int | AsOf | None) -> Cutoff:
    from tracker.projections.cutoff import Cutoff

    if isinstance(until, int):
        return Cutoff(position=until)
    return Cutoff(published=until.published if until else None)


def _columns() -> list[Column[ProjectionState]]:
    from tracker.summaries import plain

    return [
        Column(say("cli.column.projection"), lambda state: state.name, least=10),
        Column(say("cli.column.version"), lambda state: str(state.version), least=3, right=True),
        Column(say("cli.column.state"), lambda state: label("projection", state.state), least=6),
        Column(say("cli.column.position"), lambda state: str(state.position), least=4, right=True),
        Column(say("cli.column.behind"), lambda state: str(state.behind), least=4, right=True),
        Column(say("cli.column.error"), lambda state: plain(str(state.error or "")), least=10),
    ]


@command("verify")
@option("--against", about="against", type=HeadType(), metavar="POSITION:HASH")
@option("--quiet", about="quiet", is_flag=True)
@dossier_option
def verify(against: tuple[int, str] | None, quiet: bool) -> int:
    """Check the hash chain record by record, then the file's structure; every fault is a line, and the head a seal."""
    from events.log import Head

    with log_for_reading() as log:
        report = log.examine(Head(*against) if against else None)
    for fault in report.faults:
        data(f"#{fault.position}: {fault.what}")
    if not report.ok:
        message(say("cli.message.faults", faults=len(report.faults), records=report.records))
        return UNVERIFIED
    if not quiet:
        data(say("cli.message.verified", records=report.records, head=f"{report.head.position}:{report.head.hash}"))
    return OK
