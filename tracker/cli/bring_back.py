"""`tracker import jsonl|cloudevents|colt`: an exported log back into a dossier, or rows of COLT as visits."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import IO, TYPE_CHECKING

from tracker.cli.failures import FAILED, OK, complain
from tracker.cli.session import for_writing
from tracker.cli.terminal import data
from tracker.wording import say

if TYPE_CHECKING:
    from tracker.dossier import Dossier
    from tracker.exports.bringing_back import Brought

_WRONG_SHOWN = 20


def bring_back(source: str, path: Path) -> int:
    """Take a file in and say what became of it; `-` is stdin. Returns the exit code.

    Raises:
        TrackerError: the file is no table, or the dossier cannot be written.
        OSError: the file cannot be read.
    """
    name = "stdin" if str(path) == "-" else path.name
    opened = nullcontext(sys.stdin.buffer) if name == "stdin" else path.expanduser().open("rb")
    with opened as stream, for_writing(create=True) as dossier:
        from tracker.exports.bringing_back import bring_back as bring_log_back
        from tracker.exports.bringing_back import lines_of

        if source == "colt":
            brought = _colt(stream, name, dossier)
        else:
            brought = bring_log_back(dossier, lines_of(stream, source))
        head = dossier.log.head().position
    return _tell(name, brought, head)


def _colt(stream: IO[bytes], name: str, dossier: Dossier) -> Brought:
    from tracker.exports.bringing_back import take_rows
    from tracker.exports.colt_import import colt_lines

    return take_rows(dossier, colt_lines(stream, name))


def _tell(name: str, brought: Brought, head: int) -> int:
    for number, error in brought.wrong[:_WRONG_SHOWN]:
        complain(f"{name}, {say('exports.error.line', line=number)}: {error}")
    if len(brought.wrong) > _WRONG_SHOWN:
        complain(say("exports.error.more", count=len(brought.wrong) - _WRONG_SHOWN))
    if brought.restored and not brought.wrong:
        data(say("exports.message.restored", name=name, position=head))
    data(
        say(
            "exports.message.brought",
            name=name,
            added=f"{brought.added:,}",
            known=f"{brought.known:,}",
            articles=f"{brought.articles:,}",
            failed=len(brought.wrong),
        )
    )
    return FAILED if brought.wrong else OK
