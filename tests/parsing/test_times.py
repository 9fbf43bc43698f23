"""What the reader of times promises beyond single phrases: what is no date, what a text tells itself, and its laws."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.edtf import parse
from tests.parsing.test_times_rules import PACK, read
from tests.parsing.test_times_table import TABLE
from tracker.parsing.clauses.split import clauses
from tracker.parsing.text.segment import sentences, tokenize
from tracker.parsing.times.dateline import dateline
from tracker.parsing.times.direction import clause_direction
from tracker.parsing.times.find import TimePhrase, find_times

WEDNESDAY = "2024-05-15"


def read_by_clauses(text: str, published: str = WEDNESDAY) -> list[TimePhrase]:
    tokens = tokenize(text)
    cut = sentences(tokens, frozenset(PACK.table("language")["abbreviations"]))
    direction = clause_direction(cut, [clauses(tokens, sentence, PACK) for sentence in cut], PACK)
    return find_times(tokens, cut, PACK, anchor=date.fromisoformat(published), direction=direction)


@pytest.mark.parametrize(
    "text",
    [
        "Die Zeit meldet, Frau Mai trete zurück.",
        "Herr Freitag und Frau Sonntag trafen sich.",
        "Das schrieb die Bild am Sonntag.",
        "Das sagte ein Bote von August Krämer.",
        "Zum ersten Mal traf er ihn.",
        "Siehe Seite 1987 und Artikel 12.",
        "Er zahlte 1500 Euro und 1 999 Mark.",
        "Über 2000 Menschen kamen.",
        "Die Partie endete 20:15.",
        "Das Heft Nr. 1998 fehlt.",
        "Die Paragrafen 3.4 und 5.6 gelten.",
        "Kinder unter 14 Jahren zahlen nichts.",
        "Er ist 42 Jahre alt.",
        "Sie sind 42 Jahre jung.",
        "Der 42-jährige Minister und ihre dreijährige Tochter kamen.",
        "Am 31. Februar geschah nichts.",
        "Am 45. Mai auch nicht.",
        "Der märzliche Wind wehte; die Mainacht war lau.",
        "Er kam, sah und siegte.",
        "",
    ],
)
def test_what_is_no_date_is_left_alone(text: str) -> None:
    assert read(text, WEDNESDAY, "past") == []


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Das Amt deutete an, dass das Treffen ab Freitag stattfinden wird.", "2024-05-17/.."),
        ("Das Amt teilte am Montag mit, dass er am Freitag abreisen werde.", "2024-05-17"),
        ("Er werde am Freitag abreisen, teilte das Amt am Montag mit.", "2024-05-13"),
        ("Sie reiste am Freitag ab.", "2024-05-10"),
        ("Sie ist am Freitag abgereist.", "2024-05-10"),
        ("Sie soll am Freitag abreisen.", "2024-05-17"),
        ("Sie trifft am Freitag ein.", "2024-05-17"),
        ("Sie soll am Freitag gelandet sein.", "2024-05-10"),
        ("Sie soll am Freitag gewählt werden.", "2024-05-17"),
        ("Sie habe am Freitag ihren Rückzug verkünden lassen.", "2024-05-10"),
        ("Sie behauptet, am Freitag gelandet zu sein.", "2024-05-10"),
        ("Am Freitag ist ein Treffen geplant.", "2024-05-17"),
        ("Für Freitag wird der Minister erwartet.", "2024-05-17"),
        ("Sie kündigte an, am Freitag nach Bern zu reisen.", "2024-05-17"),
    ],
)
def test_the_tense_of_its_clause_places_a_weekday(text: str, edtf: str) -> None:
    assert read_by_clauses(text)[-1].edtf == edtf


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Bern, 3. Mai 2016 – Der Minister reist ab.", date(2016, 5, 3)),
        ("BERN (3.5.2016) Der Minister reist ab.", date(2016, 5, 3)),
        ("Bern, 3. Mai 2016\n\nDer Minister reist ab.", date(2016, 5, 3)),
        ("Der Minister reist heute ab. (Agentur, 3.5.2016)", date(2016, 5, 3)),
        ("Am 3. Mai 2016 reiste der Minister ab.", None),
        ("Der Minister reist ab, sagte er (am 3. Mai 2016) in Bern.", None),
        ("Bern, 31. Februar 2016 – Der Minister reist ab.", None),
        ("", None),
    ],
)
def test_a_dateline_tells_the_day_of_publication(text: str, day: date | None) -> None:
    assert dateline(tokenize(text), PACK) == day


def test_without_a_day_of_publication_the_dateline_counts() -> None:
    assert read("Bern, 3. Mai 2016 – Er reist morgen ab.", "", "future")[-1].edtf == "2016-05-04"


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("am Montag", None),
        ("heute", None),
        ("am 3. Mai", None),
        ("im April", None),
        ("vor drei Wochen", None),
        ("in den kommenden Tagen", None),
        ("kommende Woche", None),
        ("derzeit", None),
        ("am 3. Mai 2016", "2016-05-03"),
        ("im April 2016", "2016-04"),
        ("seit 2016", "2016/.."),
        ("vom 3. bis 5. Mai 2016", "2016-05-03/2016-05-05"),
        ("in den 1990er Jahren", "199X"),
    ],
)
def test_without_a_day_of_publication_only_absolute_dates_have_a_value(text: str, edtf: str | None) -> None:
    assert [phrase.edtf for phrase in read(text, "", "past")] == [edtf]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Er reiste am Montag (13.05.2024) ab.", "am Montag (13.05.2024)"),
        ("Er kam noch am selben Nachmittag an.", "am selben Nachmittag"),
        ("Nach Angaben von letzter Woche", "von letzter Woche"),
        ("Der Gipfel dauert vom 3. bis zum 5. Juni an.", "vom 3. bis zum 5. Juni"),
        ("Das gilt bis spätestens Ende Juni.", "bis spätestens Ende Juni"),
        ("Er kam in der Nacht zum Freitag an.", "in der Nacht zum Freitag"),
    ],
)
def test_the_phrase_is_printed_with_its_preposition(text: str, phrase: str) -> None:
    assert [found.text for found in read(text, WEDNESDAY, "past")] == [phrase]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("heute Morgen", "morning"),
        ("am Dienstagvormittag", "forenoon"),
        ("gegen Mittag", "noon"),
        ("am späten Nachmittag", "afternoon"),
        ("gestern Abend", "evening"),
        ("in der Nacht zum Freitag", "night"),
        ("am Montag", None),
        ("um 20 Uhr", None),
    ],
)
def test_the_part_of_the_day_is_told(text: str, part: str | None) -> None:
    assert [phrase.part_of_day for phrase in read(text, WEDNESDAY, "past")] == [part]


WORDS = (TABLE.read_text(encoding="utf-8") + " ( ) / – 0 99999999999 9999 1000 ging wird Bern").split()
ANY_TEXT = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
EDGES = [date.min, date.max, date(1000, 1, 1), date(9000, 12, 31), date(2024, 2, 29)]
DAYS = st.one_of(st.none(), st.dates(), st.sampled_from(EDGES))


@given(ANY_TEXT, DAYS, st.sampled_from(["past", "future", ""]))
def test_any_text_gives_ordered_phrases_with_sound_values(text: str, published: date | None, tense: str) -> None:
    found = read(text, published.isoformat() if published else "", tense)
    behind = 0
    for phrase in found:
        assert behind <= phrase.start < phrase.end <= len(text)
        assert phrase.text == text[phrase.start : phrase.end]
        assert phrase.edtf is None or parse(phrase.edtf)
        assert phrase.timexes
        assert all(phrase.start <= timex.start < timex.end <= phrase.end for timex in phrase.timexes)
        behind = phrase.end


@given(ANY_TEXT, st.dates())
def test_reading_again_gives_the_same(text: str, published: date) -> None:
    assert read(text, published.isoformat(), "past") == read(text, published.isoformat(), "past")


HOSTILE = [
    ("11. ", 4000),
    ("am 11. bis 12. September und ", 1500),
    ("in der Nacht zum ", 5000),
    ("1990-", 20_000),
    ("1990 und ", 10_000),
    ("der ", 20_000),
    ("a", 200_000),
    ("1", 200_000),
    (",", 50_000),
]


@pytest.mark.parametrize(("unit", "times"), HOSTILE)
def test_hostile_text_is_read_to_its_end(unit: str, times: int) -> None:
    """With anything worse than linear work these texts would run into the time limit of the suite."""
    text = unit * times + " am 3. Mai 2016"
    assert read(text, WEDNESDAY, "past")[-1].end == len(text)
