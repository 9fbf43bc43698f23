"""``plover``: one JSON line a happening with its codes of PLOVER and CAMEO (DOMAIN 2.6).

Reports are never counted as events: a row tells how many reports, outlets and origins stand behind it. Actors are
lists, not pairs. A rumour or a disputed report has no code, only PLOVER's auxiliary mode.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from events.model import Claim
from tracker.exports.crosswalk import Features, codes_of
from tracker.exports.gazetteer import countries, locate
from tracker.exports.subject import Subject
from tracker.projections.rows import MeetingDossier, MeetingRow, Party
from tracker.summaries import plain

_REMOTE = frozenset({"telephone", "video"})
_RECIPIENTS = frozenset({"host", "inviter", "addressee"})


def plover_lines(subject: Subject) -> Iterator[str]:
    """A line for each happening of ``happenings``, or of another view."""
    known = subject.stamp.as_dict()
    for dossier in subject.dossiers(subject.choices.view or "happenings"):
        claims = [subject.views.effective(report.event_id) for report in dossier.reports if not report.retracted]
        row = plover_row(dossier, [claim for claim in claims if claim is not None])
        yield json.dumps({**row, "export": known}, ensure_ascii=False, allow_nan=False) + "\n"


def plover_row(dossier: MeetingDossier, claims: Sequence[Claim]) -> dict[str, Any]:
    """The row of a happening; ``claims`` are its reports as they stand after corrections."""
    row = dossier.row
    codes = codes_of(features_of(row, claims))
    recipients = [party for party in row.parties if party.role in _RECIPIENTS]
    actors = [party for party in row.parties if party not in recipients]
    exact = row.earliest is not None and row.earliest == row.latest
    spot = locate(row.place, row.place_country)
    return {
        "event_id": row.id,
        "event_type": codes.event_type,
        "event_mode": codes.event_mode,
        "cameo": codes.cameo,
        "auxiliary_modes": _auxiliary(row) if codes.auxiliary else [],
        "contexts": list(dict.fromkeys(context for claim in claims for context in claim.contexts)) or ["diplomatic"],
        "event_date": row.earliest if exact else None,
        "date_edtf": row.edtf,
        "date_earliest": row.earliest,
        "date_latest": row.latest,
        "date_phrase": plain(row.when_text) if row.when_text else None,
        "actors": [_actor(party) for party in actors],
        "recipients": [_actor(party) for party in recipients],
        "location": {
            "name": plain(row.place) if row.place else None,
            "country": _iso3(row.place_country),
            "latitude": spot.lat if spot and spot.exact else None,
            "longitude": spot.lon if spot and spot.exact else None,
            "hedge": plain(row.place_hedge) if row.place_hedge else None,
        },
        "our_type": row.type,
        "state": row.state,
        "title": plain(row.title),
        "reports": row.reports,
        "outlets": row.outlets,
        "origins": row.origins,
        "credibility": row.credibility,
    }


def features_of(row: MeetingRow, claims: Sequence[Claim]) -> Features:
    """What the crosswalk looks at; the newest report that tells an outcome or a leg decides about it."""
    return Features(
        type=row.type,
        state=row.state,
        format=row.format or _format(row),
        outcome=next((claim.outcome for claim in reversed(claims) if claim.outcome), None),
        leg=next((leg for claim in reversed(claims) if (leg := getattr(claim, "leg_kind", None))), None),
        remote=row.channel in _REMOTE,
        hosted=any(party.role == "host" for party in row.parties),
        venue=_venue(row),
    )


def _format(row: MeetingRow) -> str | None:
    """Three states or more meet multilaterally, whatever the report calls it."""
    states = {party.country for party in row.parties if party.country}
    return "multilateral" if row.type == "summit" and len(states) > 2 else None


def _venue(row: MeetingRow) -> str | None:
    states = {party.country for party in row.parties if party.country}
    if row.place_country is None or not states:
        return None
    return "host_state" if row.place_country in states else "third_state"


def _auxiliary(row: MeetingRow) -> list[str]:
    return ["negation"] if row.state == "disputed" else ["hypothetical"]


def _actor(party: Party) -> dict[str, Any]:
    return {
        "key": party.key,
        "name": plain(party.name),
        "kind": party.kind,
        "country": _iso3(party.country),
        "office": plain(party.office) if party.office else None,
        "level": party.level,
        "role": party.role,
    }


def _iso3(iso2: str | None) -> str | None:
    found = countries().get(iso2 or "")
    return found.iso3 if found else iso2
