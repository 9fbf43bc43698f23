"""An event that is typed as JSON in place of the fields of a form."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from events.errors import InvalidEvent
from events.model import parse_event
from tui.presenters.checked import Checked


def read_json(text: str, form: Checked, envelope: Collection[str]) -> Checked:
    """What the text means, checked by the model's own rules; what does not lie in the event stands in the form.

    Args:
        text: the event, all of its fields at the top level.
        form: what the fields mean.
        envelope: the fields that tell of the event what it does not tell itself: who says so, when that came out.
    """
    understood = {name: words for name, words in form.understood.items() if name in envelope}
    problems = {name: words for name, words in form.problems.items() if name in envelope}
    try:
        event = parse_event(text)
    except InvalidEvent as error:
        return replace(form, event=None, understood=understood, problems={**problems, "": error.what}, doubts=())
    return replace(form, event=event, understood=understood, problems=problems, doubts=())
