"""Reports of happenings to project: plans, then occurrences, each printed by several outlets, now and then put right.

A small world of our own invention that keeps its proportions as it grows: one person for four hundred events, about
eight reports to a happening, some vague dates, one event in fifty a correction, retraction or link.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from events.envelope import Draft, new_id
from events.model import AnyClaim, Arrival, Change, Correction, Departure, Link, Retraction, Statement, Summit, Visit
from events.parts import Attribution, Evidence, Participant, Place
from events.when import When

_SYLLABLES = [consonant + vowel for consonant in "bdfklmnrst" for vowel in "aeio"]
_STATES = (
    "AT", "BE", "CH", "CZ", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS", "IT", "LT", "LU", "LV", "MT",
    "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK", "KE", "EG", "IN", "JP", "KR", "BR", "CL",
)  # fmt: skip
_OFFICES = ("Präsident", "Ministerpräsidentin", "Außenminister", "Verteidigungsministerin", "Sondergesandter")
_OUTLETS = tuple(f"Blatt {number}" for number in range(40))
_FIRST_DAY = date(2015, 1, 1)
_DAYS = 3650
PER_PERSON, PER_ARTICLE = 400, 10


def drafts(count: int, seed: int = 1) -> Iterator[Draft]:
    """So many events in the order in which they become known; the same for the same seed, ids apart."""
    chance = random.Random(seed)
    people = [_person(chance) for _ in range(max(12, count // PER_PERSON))]
    reports = sorted(_reports(chance, people, count), key=lambda report: report[0])[:count]
    told: list[str] = []
    for number, (day, event) in enumerate(reports):
        published = f"{day.isoformat()}T{6 + number % 15:02}:00:00Z"
        roll = chance.random()
        if told and roll < 0.02:
            target = told.pop(chance.randrange(max(0, len(told) - 500), len(told)))
            if roll < 0.008:
                yield Draft(Retraction(target=target, reason="duplicate"), "user:bench")
                continue
            if roll < 0.012 and told:
                yield Draft(Link(members=(target, told[-1]), relation="part_of"), "user:bench")
                continue
            change = Change(path="note", old=None, new=f"geprüft {number}")
            yield Draft(Correction(target=target, changes=(change,), reason="coder_error"), "user:bench")
            continue
        document = f"{seed:04x}{number // PER_ARTICLE:060x}"
        draft = Draft(event, "parser:de@1", document=document, published=published, id=new_id())
        told.append(draft.id)
        yield draft


def outlet_of(document: str) -> str:
    """The outlet of an article of `drafts`."""
    return _OUTLETS[int(document[-6:], 16) * 7 % len(_OUTLETS)]


def _name(chance: random.Random, length: int) -> str:
    return "".join(chance.choice(_SYLLABLES) for _ in range(length)).title()


def _person(chance: random.Random) -> Participant:
    name = f"{_name(chance, 2)} {_name(chance, 3)}"
    return Participant(name=name, country=chance.choice(_STATES), office=chance.choice(_OFFICES))


def _reports(chance: random.Random, people: list[Participant], count: int) -> Iterator[tuple[date, AnyClaim]]:
    """Claims with the day of their report, in no order, at least so many."""
    made = 0
    while made < count * 1.05:
        one, other = chance.sample(people, 2)
        day = _FIRST_DAY + timedelta(days=chance.randrange(_DAYS))
        kind = chance.choices(("summit", "visit", "departure", "arrival", "statement"), (3, 2, 2, 2, 3))[0]
        place = Place(name=f"{_name(chance, 2)}stadt", country=other.country)
        printed = 1 + min(int(chance.expovariate(0.15)), 40)
        quote = " ".join(_name(chance, 2).lower() for _ in range(14)) + "."
        for _ in range(printed if kind != "statement" else 1 + printed // 4):
            made += 1
            planned = kind != "statement" and chance.random() < 0.4
            yield _report(chance, kind, one, other, day, place, quote, planned=planned)


def _report(
    chance: random.Random, kind: str, one: Participant, other: Participant, day: date, place: Place, quote: str, *,
    planned: bool,
) -> tuple[date, AnyClaim]:  # fmt: skip
    told = day + timedelta(days=chance.randint(-9, -1) if planned else chance.randint(0, 2))
    roll = chance.random()
    exact = day + timedelta(days=1) if roll < 0.08 else day
    when = None if roll > 0.93 else When(edtf=exact.isoformat(), text="am Montag")
    if planned and roll < 0.2:
        when = When(edtf=f"{told.isoformat()}/..", text="in den kommenden Tagen")
    start = chance.randint(0, 4000)
    common = {
        "when": when,
        "status": "planned" if planned else "occurred",
        "attribution": (Attribution(source=f"Amt {chance.randint(1, 30)}", via="Nordpresse"),) if roll < 0.6 else (),
        "evidence": (Evidence(start=start, end=start + 120),),
        "topics": ("Handel", "Energie", "Getreide")[: chance.randint(0, 3)],
    }
    traveller = one.model_copy(update={"role": "traveller"})
    host = other.model_copy(update={"role": "host"})
    match kind:
        case "summit":
            return told, Summit(participants=(host, one), place=place, format="bilateral", **common)
        case "visit":
            return told, Visit(participants=(traveller, host), place=place, **common)
        case "departure":
            return told, Departure(participants=(traveller,), place=place, conveyance="train", **common)
        case "arrival":
            return told, Arrival(participants=(traveller,), place=place, **common)
        case _:
            speaker = one.model_copy(update={"role": "speaker"})
            return told, Statement(participants=(speaker,), quote=quote, quote_kind="direct", **common)
