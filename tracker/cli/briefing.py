"""`tracker briefing`: what is known at a moment as Markdown with footnotes, and what changed since an earlier one."""

from __future__ import annotations

import sys

from events.errors import TrackerError
from tracker.cli.arguments import AsOf, AsOfType, NumberType
from tracker.cli.cutoffs import cutoff_of, cutoff_options, filter_option, looking_from
from tracker.cli.session import dossier_option, for_reading
from tracker.cli.usage import command, option
from tracker.wording import say


@command("briefing")
@cutoff_options
@filter_option
@option("--since", about="briefing_since", type=AsOfType(), metavar=say("cli.help.date"))
@option("--since-at", about="briefing_since_at", type=NumberType(0), metavar="POSITION")
@dossier_option
def briefing(
    as_of: AsOf | None, position: int | None, search: str | None, since: AsOf | None, since_at: int | None
) -> None:
    """Print the briefing; it is the one that `tracker export markdown` writes to a file."""
    with for_reading() as dossier:
        from tracker.exports.markdown import markdown
        from tracker.exports.subject import Choices, Subject
        from tracker.exports.writing import write_stream

        def subject(moment: AsOf | None, at: int | None, choices: Choices) -> Subject:
            day = looking_from(dossier, moment, at).as_of
            return Subject.of(dossier, cutoff_of(moment, at), day, search=search, choices=choices)

        earlier = None if since is None and since_at is None else subject(since, since_at, Choices())
        told = subject(as_of, position, Choices(earlier=earlier))
        if earlier is not None and earlier.stamp.position > told.stamp.position:
            raise TrackerError(say("exports.error.earlier_later"), where="--since-at")
        write_stream(sys.stdout, markdown(told))
