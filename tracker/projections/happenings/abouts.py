"""What a happening is about, for those who look for all that concerns a place or a state: keys of an inverted table."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from tracker.projections.happenings.summary import Summary


def at_place(place: str) -> str:
    """What takes place there, or in a place within it; ``place`` is a key of the gazetteer."""
    return f"at {place}"


def in_state(country: str) -> str:
    """What takes place in a state, by its code."""
    return f"in {country}"


def of_state(country: str) -> str:
    """What somebody of a state takes part in, by its code."""
    return f"of {country}"


def subjects_of(summaries: Iterable[Summary]) -> Iterator[tuple[str, str, int]]:
    """The rows of ``happenings_subjects``: what each happening is about, its last day, its key."""
    for row in summaries:
        about = {at_place(place) for place in row.place_path.split("|") if place}
        about.update(of_state(party[3]) for party in json.loads(row.parties) if party[3])
        if row.place_country:
            about.add(in_state(row.place_country))
        for subject in sorted(about):
            yield subject, row.sort_day, row.key
