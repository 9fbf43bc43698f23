"""What a happening takes from around it: its day, its circumstances, its sources, the places of one sentence."""

from __future__ import annotations

import pytest

from events.model import Departure, Statement, Summit, Visit
from tracker.articles import Article
from tracker.parsing.parse import Finding, parse


def found(text: str, published: str | None = "2023-09-15") -> list[Finding]:
    return parse(Article(text, published=published, language="de"))


def days(text: str, kind: str) -> list[str | None]:
    return [f.event.when.edtf if f.event.when else None for f in found(text) if f.event.type == kind]


@pytest.mark.parametrize(
    ("text", "kind", "day"),
    [
        ("Präsident Arvo Laine reiste am Montag nach Rom. Dort traf er Ministerin Lore Falk.", "summit", "2023-09-11"),
        (
            "Ministerin Lore Falk sprach am Mittwoch in Bern mit dem Emir. „Wir sind zufrieden“, sagte Falk danach.",
            "statement",
            "2023-09-13",
        ),
        (
            "„Es ist noch nichts entschieden“, sagte der Präsident, als er am Dienstag eintraf.",
            "statement",
            "2023-09-12",
        ),
        (
            "Am Donnerstag war es so weit: Präsident Arvo Laine traf in Oslo Ministerin Lore Falk aus Dänemark.",
            "summit",
            "2023-09-14",
        ),
        ("Der Gesandte verhandelte seit Montag in Doha mit dem Emir.", "summit", "2023-09-11/.."),
    ],
)
def test_a_day_is_taken_from_around(text: str, kind: str, day: str) -> None:
    assert day in days(text, kind)


def test_what_lies_ahead_has_not_the_day_of_what_lies_behind() -> None:
    text = "Präsident Arvo Laine ist am Montag nach Rom gereist, wo er Ministerin Lore Falk treffen wird."
    assert days(text, "summit") == [None]


def test_a_stay_since_a_day_is_under_way() -> None:
    stay = next(
        f.event for f in found("Präsident Arvo Laine hält sich seit Montag in Rom auf.") if f.event.type == "visit"
    )
    assert (stay.status, stay.when and stay.when.edtf) == ("ongoing", "2023-09-11/..")


def test_two_towns_of_one_sentence_are_two_visits() -> None:
    visits = [
        f.event for f in found("Ministerin Lore Falk wird Turku und Tampere besuchen.") if f.event.type == "visit"
    ]
    assert [v.place.name for v in visits if v.place] == ["Turku", "Tampere"]


@pytest.mark.parametrize(
    "text",
    [
        "Präsident Arvo Laine sprach am Pazifik mit Ministerin Lore Falk aus Dänemark.",
        "Präsident Arvo Laine will mit dem Emir die Lieferung von Fisch an Japan besprechen.",
    ],
)
def test_waters_and_receivers_are_no_venue(text: str) -> None:
    assert all(f.event.place is None for f in found(text) if isinstance(f.event, Summit))


def test_a_comparison_is_no_verb() -> None:
    text = "Präsident Arvo Laine ist früher nach Rom aufgebrochen als zunächst gemeldet."
    assert [f.event.place.name for f in found(text) if isinstance(f.event, Departure) and f.event.place] == ["Rom"]


@pytest.mark.parametrize(
    ("text", "source", "via"),
    [
        ("Der Emir habe Amman verlassen, meldete die Staatsagentur KCNA.", "KCNA", None),
        (
            "Der Emir habe Amman verlassen, meldete die Agentur Yonhap unter Berufung auf Diplomaten.",
            "Diplomaten",
            "Yonhap",
        ),
        (
            "Nach Angaben von Diplomaten hat der Emir Amman verlassen. Das meldete die Agentur Yonhap.",
            "Diplomaten",
            "Yonhap",
        ),
        ("Nach russischen Angaben hat der Emir Amman verlassen.", "Russland", None),
        (
            "Es wurde bekannt, dass der Emir am Montag nach Rom reist. "
            "Dort werde er eine Woche bleiben, sagte Oleg Berg.",
            "Oleg Berg",
            None,
        ),
    ],
)
def test_who_vouches(text: str, source: str, via: str | None) -> None:
    departure = next(f.event for f in found(text) if isinstance(f.event, Departure))
    assert (source, via) in [(a.source, a.via) for a in departure.attribution]


def test_his_words_are_those_of_the_last_speaker() -> None:
    text = (
        "Der Emir trifft am Montag den Sultan. Kremlsprecher Oleg Berg sagte, das Treffen dauere eine Stunde. "
        "Eine Rede des Emirs ist nach seinen Worten nicht geplant."
    )
    speakers = [p.name for f in found(text) if isinstance(f.event, Statement) for p in f.event.having("speaker")]
    assert speakers == ["Oleg Berg", "Oleg Berg"]


def test_circumstances_are_told_where_the_text_tells_them() -> None:
    visit = next(
        f.event
        for f in found("Präsident Arvo Laine kam am Montag zu einem Staatsbesuch nach Chile.")
        if isinstance(f.event, Visit)
    )
    assert (visit.visit_rank, visit.headline_position) == ("state", "lead")
    onward = next(
        f.event
        for f in found("Präsident Arvo Laine fliegt am Montag nach Rom weiter.")
        if isinstance(f.event, Departure)
    )
    assert onward.leg_kind == "onward"
    late = next(
        f.event
        for f in found("Der Besuch des Präsidenten Arvo Laine in Chile wurde verschoben.")
        if isinstance(f.event, Visit)
    )
    assert (late.status, late.outcome) == ("cancelled", "postponed")


def test_a_hedge_before_a_place_is_the_place_s() -> None:
    text = "Präsident Arvo Laine trifft Ministerin Lore Falk am Montag vermutlich in Oslo."
    summit = next(f.event for f in found(text) if isinstance(f.event, Summit))
    assert summit.place is not None
    assert (summit.status, summit.place.hedge) == ("planned", "vermutlich")


@pytest.mark.parametrize(
    "text",
    [
        "Der Präsident kehrt am Montag aus dem Urlaub nach Rom zurück.",
        "Der frühere Präsident Arvo Laine kommt in Den Haag vor Gericht.",
        "Ministerin Lore Falk will sich mit besorgten Anwohnern treffen.",
    ],
)
def test_private_and_domestic_matters_are_no_happenings(text: str) -> None:
    assert [f for f in found(text) if f.event.type != "statement"] == []
