"""Reports to measure with: five kinds of claims of our own invention, about ten to an article."""

from __future__ import annotations

import random
from collections.abc import Iterator

from events.envelope import Draft
from events.model import AnyClaim, Arrival, Departure, Statement, Summit, Visit
from events.parts import Attribution, Evidence, Participant, Place
from events.when import When

_PEOPLE = [
    ("Ilse Grünwald", "AT", "Außenministerin"), ("Pekka Lehtonen", "FI", "Präsident"),
    ("Rafael Monteiro", "PT", "Ministerpräsident"), ("Aino Virta", "FI", "Verteidigungsministerin"),
    ("Hamid Sattari", "TJ", "Präsident"), ("Lena Brandvold", "NO", "Außenministerin"),
]  # fmt: skip
_PLACES = [("Helsinki", "FI"), ("Wien", "AT"), ("Lissabon", "PT"), ("Duschanbe", "TJ"), ("Oslo", "NO")]
PER_ARTICLE = 10


def claims(count: int, seed: int = 1) -> Iterator[AnyClaim]:
    """So many claims, the same for the same seed."""
    chance = random.Random(seed)
    for number in range(count):
        (one, state, office), (two, other, other_office) = chance.sample(_PEOPLE, 2)
        city, country = chance.choice(_PLACES)
        place = Place(name=city, country=country)
        when = When(edtf=f"2031-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}", text="am Montag")
        start = chance.randint(0, 4000)
        evidence = (Evidence(start=start, end=start + 120), Evidence(start=start + 300, end=start + 380))
        attribution = (Attribution(source="Präsidialamt", via="Nordpresse"),)
        traveller = Participant(name=one, country=state, role="traveller", office=office)
        host = Participant(name=two, country=other, role="host", office=other_office)
        match number % 5:
            case 0:
                yield Departure(
                    participants=(traveller,), place=place, when=when, evidence=evidence, attribution=attribution,
                    conveyance="train",
                )  # fmt: skip
            case 1:
                yield Arrival(
                    participants=(traveller, host), place=place, when=when, evidence=evidence, attribution=attribution
                )
            case 2:
                yield Visit(
                    participants=(traveller, host), place=place, when=when, evidence=evidence, status="planned",
                    visit_rank="working", attribution=attribution,
                )  # fmt: skip
            case 3:
                guest = Participant(name=one, country=state, office=office)
                yield Summit(
                    participants=(host, guest), place=place, when=when, evidence=evidence, attribution=attribution,
                    topics=("Handel", "Energie", "Getreide"), format="bilateral", channel="in_person",
                )  # fmt: skip
            case _:
                speaker = Participant(name=two, country=other, role="speaker", office=other_office)
                yield Statement(
                    participants=(speaker,), when=when, evidence=evidence, quote="Wir bereiten das Treffen vor.",
                    quote_kind="direct", statement_kind="announce", attribution=attribution,
                )  # fmt: skip


def drafts(count: int, seed: int = 1) -> list[Draft]:
    """The claims as drafts of as many articles as they need; ids and articles are new each time."""
    home = random.randbytes(24).hex()
    return [
        Draft(claim, "parser:de@1", document=f"{home}{number // PER_ARTICLE:016x}", published="2031-04-01T10:00:00Z")
        for number, claim in enumerate(claims(count, seed))
    ]
