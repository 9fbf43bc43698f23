"""A happening as text: to paste with its sources, and as the start of a further event by hand."""

from __future__ import annotations

from tracker.projections.rows import MeetingDossier, Party, Report
from tracker.summaries import plain
from tracker.wording import label
from tui.presenters.board import place_words
from tui.presenters.draft import Draft
from tui.presenters.lines import joined
from tui.presenters.wording import published_words, quoted, window_words

_STATUS = {"held": "occurred", "under_way": "ongoing", "rumoured": "unconfirmed", "cancelled": "cancelled"}
"""The status of a further report that says the same as the state."""


def meeting_citation(dossier: MeetingDossier) -> str:
    """The happening with its state and every report behind it, as plain lines."""
    row = dossier.row
    head = joined(
        [row.title, label("state", row.state), window_words(row.earliest, row.latest), place_words(row)], ", "
    )
    return "\n".join(plain(each) for each in [head, *map(_cited, dossier.reports)])


def _cited(report: Report) -> str:
    source = joined([report.origin, report.outlet or "", published_words(report.published)], ", ")
    return f"- {quoted(report.quote)} ({source})" if report.quote else f"- {source}"


def draft_of_meeting(dossier: MeetingDossier) -> Draft:
    """A further report of the same happening: who, where and when are filled in, what is new is left to the user."""
    row = dossier.row
    roles = {party.role for party in row.parties}
    travellers = [party for party in row.parties if party.role == "traveller"]
    hosts = [party for party in row.parties if party.role == "host"]
    journey = row.type in ("departure", "arrival", "visit") and travellers
    who = travellers if journey else row.parties
    return Draft(
        type=row.type if journey or "traveller" not in roles else "summit",
        who="; ".join(_named(party) for party in who),
        to="; ".join(_named(party) for party in hosts) if row.type == "visit" else "",
        place=row.place or "",
        when=row.edtf or "",
        status=_STATUS.get(row.state, "planned"),
    )


def _named(party: Party) -> str:
    kind = label("participant", party.kind) if party.kind != "person" else ""
    about = joined([party.country or "", kind, party.office or ""], ", ")
    return f"{party.name} ({about})" if about else party.name
