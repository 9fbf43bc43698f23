"""Drafts to append: sentences and people of our own invention, and every kind of event by Hypothesis."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from events.envelope import Draft
from events.model import (
    AnyClaim,
    Arrival,
    Change,
    Correction,
    Curation,
    Departure,
    Identity,
    Retraction,
    Statement,
    Summit,
    Visit,
)  # fmt: skip
from events.parts import Attribution, Evidence, Participant, Place
from events.when import When

TRAVELLER = Participant(name="Ilse Grünwald", country="AT", role="traveller", office="Außenministerin")
HOST = Participant(name="Pekka Lehtonen", country="FI", role="host", office="Präsident")
GUEST = Participant(name="Ilse Grünwald", country="AT", role="participant")
SPEAKER = Participant(name="Regierungskreise", kind="source", role="speaker")
HELSINKI = Place(name="Helsinki", country="FI")


def visit(**fields: Any) -> Visit:
    """Ilse Grünwald visits Helsinki."""
    return Visit(**{"participants": (TRAVELLER, HOST), "place": HELSINKI, "status": "planned"} | fields)


def summit(**fields: Any) -> Summit:
    """Pekka Lehtonen receives Ilse Grünwald."""
    return Summit(**{"participants": (HOST, GUEST), "place": HELSINKI} | fields)


def draft(event: AnyClaim | Curation | None = None, **fields: Any) -> Draft:
    """A draft by hand."""
    return Draft(event or visit(), **{"recorded_by": "user:vera", "basis": "Anruf bei der Botschaft"} | fields)


def drafts(count: int, **fields: Any) -> list[Draft]:
    """Several visits that differ in their note."""
    return [draft(visit(note=f"Notiz {number}"), **fields) for number in range(count)]


def correction(target: str, path: str, old: object, new: object) -> Draft:
    """A correction of one field."""
    change = Change(path=path, old=old, new=new)
    return draft(Correction(target=target, changes=(change,), reason="better_source"))


def retraction(target: str) -> Draft:
    """A retraction."""
    return draft(Retraction(target=target, reason="not_in_text"))


_text = st.text(st.characters(codec="utf-8"), min_size=1, max_size=30).filter(lambda text: text.strip())
_line = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=40).filter(
    str.isprintable
)
_places = st.builds(Place, name=_text, country=st.sampled_from(["AT", "FI", None]), hedge=st.none() | _text)
_whens = st.builds(When, edtf=st.sampled_from(["2031-04", "2031-04-05/..", None]), text=_text)
_evidence = st.builds(
    lambda start, length: Evidence(start=start, end=start + length), st.integers(0, 9999), st.integers(1, 99)
)
_common = {
    "place": _places,
    "when": st.none() | _whens,
    "status": st.sampled_from(["occurred", "planned", "denied"]),
    "attribution": st.lists(st.builds(Attribution, source=_text, via=st.none() | _text), max_size=2).map(tuple),
    "topics": st.lists(_text, max_size=3).map(tuple),
    "evidence": st.lists(_evidence, min_size=1, max_size=3).map(tuple),
    "note": st.none() | _text,
}
_journey = _common | {"participants": st.builds(Participant, name=_text, role=st.just("traveller")).map(lambda p: (p,))}
claims: st.SearchStrategy[AnyClaim] = st.one_of(
    st.builds(Departure, **_journey, leg_kind=st.sampled_from(["outbound", None])),
    st.builds(Arrival, **_journey, honours=st.lists(_text, max_size=2).map(tuple)),
    st.builds(Visit, **_journey, days=st.none() | st.integers(1, 400)),
    st.builds(Summit, **_common, event_name=_text),
    st.builds(Statement, **_common, participants=st.just((SPEAKER,)), quote=st.none() | _text),
)
identities = st.builds(Identity, names=st.lists(_text, min_size=1, max_size=3).map(tuple), actor_id=_text)
claim_drafts = st.builds(
    Draft,
    claims | identities,
    recorded_by=st.sampled_from(["user:vera", "parser:de@1", "import:alt"]),
    document=st.none() | _line,
    basis=st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=50),
    published=st.sampled_from([None, "2031-04-01", "2031-04-01T10:00:00+02:00"]),
    stream=st.sampled_from(["", "hand/vera", "article/Flügel"]),
)
