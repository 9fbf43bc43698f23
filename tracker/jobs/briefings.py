"""The briefings that a job writes: numbered files in a folder, each telling what changed since the one before."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tracker.config import BriefingSchedule
from tracker.dossier import Dossier
from tracker.exports.catalogue import FORMATS
from tracker.exports.subject import Choices, Subject
from tracker.exports.writing import write_file
from tracker.projections.cutoff import Cutoff

_ENDINGS = {"markdown": "md", "html": "html"}


@dataclass(frozen=True, slots=True)
class Written:
    """A briefing in the folder: its number, the day it was looked from, the position of the log it tells of."""

    number: int
    day: date
    position: int


def write_briefing(dossier: Dossier, plan: BriefingSchedule, day: date) -> Path | None:
    """Write the next briefing of a dossier; None where nothing was recorded since the last, and the day is the same.

    Args:
        dossier: its views are caught up.
        plan: folder and format.
        day: from which announced and overdue meetings are looked at.

    Raises:
        OSError: the folder or the file cannot be written.
    """
    folder = Path(plan.folder) if plan.folder else dossier.path.with_suffix(".briefings")
    folder.mkdir(parents=True, exist_ok=True)
    last = _last(folder, dossier.path.stem)
    now = Subject.of(dossier, Cutoff(), day)
    if last is not None and (last.position, last.day) == (now.stamp.position, day):
        return None
    earlier = Subject.of(dossier, Cutoff(last.position), last.day) if last is not None else None
    told = Subject.of(dossier, Cutoff(now.stamp.position), day, choices=Choices(earlier=earlier))
    number = last.number + 1 if last is not None else 1
    name = f"{dossier.path.stem}-{number:04d}-{day}-at-{now.stamp.position}.{_ENDINGS[plan.format]}"
    write_file(folder / name, FORMATS[plan.format].pieces(told))
    return folder / name


def _last(folder: Path, stem: str) -> Written | None:
    """The briefing with the highest number, whatever its format; other files are none."""
    ours = re.compile(re.escape(stem) + r"-(\d{4,6})-(\d{4}-\d\d-\d\d)-at-(\d{1,18})\.(?:md|html)")
    found = []
    for path in folder.iterdir():
        if told := ours.fullmatch(path.name):
            try:
                found.append(Written(int(told[1]), date.fromisoformat(told[2]), int(told[3])))
            except ValueError:
                continue  # no day of any calendar: not a name that we gave
    return max(found, key=lambda written: written.number, default=None)
