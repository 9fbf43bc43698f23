"""What becomes of plans, where a meeting is likely to be, and what gatherings and places are called."""

from __future__ import annotations

import pytest

from events.model import Departure, Summit, Visit
from tracker.articles import Article
from tracker.parsing.parse import parse


def first(text: str, language: str = "de") -> Departure | Visit | Summit:
    """The first journey, stay or meeting of a text."""
    found = [f.event for f in parse(Article(text, published="2023-09-13", language=language))]
    return next(e for e in found if isinstance(e, Departure | Visit | Summit))


@pytest.mark.parametrize(
    ("text", "status", "day", "outcome"),
    [
        ("Die Reise von Präsident Arvo Laine nach Oslo wurde verschoben.", "cancelled", None, "postponed"),
        ("Die Reise von Präsident Arvo Laine nach Oslo wurde auf Mai verschoben.", "planned", "2024-05", None),
        (
            "Das Treffen zwischen Präsident Arvo Laine und Ministerin Lore Falk ist von Montag auf Freitag verlegt "
            "worden.",
            "planned",
            "2023-09-15",
            None,
        ),
        ("Ministerin Lore Falk lehnte ein Treffen mit dem Emir ab.", "cancelled", None, "refused"),
        ("Der Emir dementierte, dass ein Treffen mit Ministerin Lore Falk geplant sei.", "denied", None, None),
        (
            "Das für Freitag geplante Treffen zwischen Präsident Arvo Laine und dem Emir fällt aus.",
            "cancelled",
            "2023-09-15",
            "called_off",
        ),
    ],
)
def test_what_becomes_of_a_plan(text: str, status: str, day: str | None, outcome: str | None) -> None:
    event = first(text)
    assert (event.status, event.when.edtf if event.when else None, event.outcome) == (status, day, outcome)


@pytest.mark.parametrize(
    ("text", "place", "hedge"),
    [
        (
            "Riga gilt als wahrscheinlicher Ort für das Treffen zwischen Präsident Arvo Laine und dem Emir.",
            "Riga",
            "wahrscheinlicher",
        ),
        ("Riga gilt als Ort für das Treffen zwischen Präsident Arvo Laine und dem Emir.", "Riga", None),
    ],
)
def test_a_hedge_on_the_place_leaves_the_meeting_as_it_is(text: str, place: str, hedge: str | None) -> None:
    event = first(text)
    assert event.place is not None
    assert (event.place.name, event.place.hedge, event.status) == (place, hedge, "planned")


@pytest.mark.parametrize(
    ("text", "name", "language"),
    [
        (
            "Präsident Arvo Laine sprach auf dem 8. Östlichen Wirtschaftsforum in Turku.",
            "8. Östliches Wirtschaftsforum",
            "de",
        ),
        ("Am Rande des EU-Gipfels in Riga gab es Streit.", "EU-Gipfel", "de"),
        (
            "Präsident Arvo Laine eröffnete die Internationale Geberkonferenz in Riga.",
            "Internationale Geberkonferenz",
            "de",
        ),
        ("President Arvo Laine attended the UN General Assembly in New York.", "UN General Assembly", "en"),
    ],
)
def test_a_gathering_has_its_whole_name(text: str, name: str, language: str) -> None:
    event = first(text, language)
    assert isinstance(event, Summit)
    assert event.event_name == name


def test_a_region_is_called_in_the_nominative() -> None:
    event = first("Präsident Arvo Laine reiste am Montag in den Fernen Osten.")
    assert event.place is not None
    assert event.place.name == "Ferner Osten"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Beim EU-Gipfel in Riga dominieren die Hilfen die Tagesordnung.", "ongoing"),
        ("Auf dem EU-Gipfel in Riga wollen die Regierungschefs über Hilfen beraten.", "planned"),
        ("Auf dem EU-Gipfel in Riga gab es Streit.", "occurred"),
    ],
)
def test_what_goes_on_at_a_gathering_tells_its_status(text: str, status: str) -> None:
    assert first(text).status == status
