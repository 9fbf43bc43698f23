"""`tracker export`: what is known at a cut-off, in a format that other programs read."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from events.errors import TrackerError
from tracker.cli.arguments import AsOf, AsOfType, NumberType, OneOf
from tracker.cli.cutoffs import cutoff_of, cutoff_options, filter_option, looking_from
from tracker.cli.session import dossier_option, for_reading
from tracker.cli.terminal import message
from tracker.cli.usage import command, option
from tracker.exports.catalogue import FORMATS, VIEWS, Format
from tracker.wording import say

if TYPE_CHECKING:
    from tracker.dossier import Dossier
    from tracker.exports.subject import Choices, Subject


@command("export")
@click.argument("form", metavar=say("cli.help.format"), type=OneOf(tuple(FORMATS)))
@option("--out", about="out", metavar=say("cli.help.path"))
@option("--force", about="force", is_flag=True)
@cutoff_options
@filter_option
@option("--view", about="view", type=OneOf(VIEWS))
@option("--since", about="export_since", type=AsOfType(), metavar=say("cli.help.date"))
@option("--since-at", about="since_at", type=NumberType(0), metavar="POSITION")
@option("--journey", about="journey", metavar="ID")
@option("--with-articles", about="with_articles", is_flag=True)
@dossier_option
def export(
    form: str,
    out: str | None,
    force: bool,
    as_of: AsOf | None,
    position: int | None,
    search: str | None,
    view: str | None,
    since: AsOf | None,
    since_at: int | None,
    journey: str | None,
    with_articles: bool,
) -> None:
    """Write the export to a file, or to stdout."""
    made = FORMATS[form]
    given = {"view": view, "since": since, "since-at": since_at, "journey": journey, "with-articles": with_articles}
    _check_choices(form, made, {name for name, value in given.items() if value not in (None, False)}, view)
    path = None if out in (None, "-") else Path(out).expanduser()
    _check_target(form, path, force=force)
    with for_reading() as dossier:
        from tracker.exports.subject import Choices

        earlier = _earlier(dossier, since, since_at, search)
        choices = Choices(view or next(iter(made.views), None), with_articles, journey, earlier)
        subject = _subject(dossier, as_of, position, search, choices)
        if earlier is not None and earlier.stamp.position > subject.stamp.position:
            raise TrackerError(say("exports.error.earlier_later"), where="--since-at")
        _write(form, made, subject, path, force=force)


def _check_choices(form: str, made: Format, given: set[str], view: str | None) -> None:
    taken = {
        "view": bool(made.views),
        "since": made.earlier,
        "since-at": made.earlier,
        "journey": made.journey,
        "with-articles": made.articles,
    }
    for name in sorted(given):
        if not taken[name]:
            raise click.UsageError(
                say("exports.error.needless", format=form, option=f"--{name}"), click.get_current_context()
            )
    if view is not None and view not in made.views:
        views = ", ".join(made.views)
        raise TrackerError(
            say("exports.error.no_view", format=form, view=view),
            where="--view",
            remedy=say("exports.error.no_view_remedy", views=views),
        )


def _check_target(form: str, path: Path | None, *, force: bool) -> None:
    """See beforehand that the export can be written where it is to go."""
    from tracker.exports.writing import refuse_existing

    if path is None:
        if not FORMATS[form].target:
            raise TrackerError(say("exports.error.file_needed"), remedy=say("exports.error.file_needed_remedy"))
        return
    refuse_existing(path, force=force)
    if not FORMATS[form].target:
        refuse_existing(_beside(path), force=force)


def _earlier(dossier: Dossier, since: AsOf | None, since_at: int | None, search: str | None) -> Subject | None:
    if since is None and since_at is None:
        return None
    from tracker.exports.subject import Choices

    return _subject(dossier, since, since_at, search, Choices())


def _subject(
    dossier: Dossier, as_of: AsOf | None, position: int | None, search: str | None, choices: Choices
) -> Subject:
    from tracker.exports.subject import Subject

    day = looking_from(dossier, as_of, position).as_of
    return Subject.of(dossier, cutoff_of(as_of, position), day, search=search, choices=choices)


def _write(form: str, made: Format, subject: Subject, path: Path | None, *, force: bool) -> None:
    from tracker.exports.writing import write_file, write_stream, write_whole

    if path is None:
        write_stream(sys.stdout, made.pieces(subject))
        return
    if made.target:
        write_file(path, made.pieces(subject), force=force)
    else:
        from tracker.exports.datasette import metadata, write_database

        write_whole(path, lambda beside: write_database(beside, subject), force=force)
        write_file(_beside(path), [metadata(subject, path.stem)], force=force)
    message(say("exports.message.written", path=path, format=form, stamp=subject.stamp.sentence()))


def _beside(path: Path) -> Path:
    """Where a database's description lies."""
    return path.with_name(f"{path.stem}.metadata.json")
