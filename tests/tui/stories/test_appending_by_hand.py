"""Errand: append an event by hand, take it back, keep a draft, meet others who were faster."""

from __future__ import annotations

from events.model import Summit
from tests.tui.sample import AGENCY, Told, add_article, person
from tests.tui.sitting import Sitting, sitting
from tracker.dossier import Dossier


async def type_an_event(desk: Sitting) -> None:
    await desk.keys("a")
    for field, text in (("who", "Karen Lund (DK); Tomasz Wilk (PL)"), ("place", "Bornholm (DK)")):
        desk.app.screen.query_one(f"#{field}").focus()
        await desk.keys(text)
    desk.app.screen.query_one("#when").focus()
    await desk.keys("am Mittwoch")


async def test_appending_by_hand_and_undoing_it(empty_dossier: Dossier) -> None:
    async with sitting(empty_dossier) as desk:
        await type_an_event(desk)
        desk.shows("✓ 2024-05-22 · 22 May 2024", "✓ Karen Lund DK · Tomasz Wilk PL", "✕ say how you know")
        await desk.press("f5")
        assert empty_dossier.log.head().position == 0
        desk.app.screen.query_one("#source").focus()
        await desk.keys("Anruf in Warschau")
        desk.shows("WHAT WILL CHANGE", "when        22 May 2024", "Karen Lund – Tomasz Wilk · Bornholm")
        await desk.press("f5")
        desk.shows("#1 appended", "Karen Lund · Tomasz Wilk", "WED 22 MAY 2024")
        record = empty_dossier.event(1)
        assert isinstance(record.event, Summit)
        assert (record.recorded_by, record.basis, record.event.status) == (
            "user:tester",
            "Anruf in Warschau",
            "planned",
        )
        await desk.keys("u⏎")
        desk.shows("#1 taken back by #2")
        desk.hides("WED 22 MAY 2024")
        desk.nothing_went_wrong()


async def test_a_draft_is_kept_and_begun_afresh(empty_dossier: Dossier) -> None:
    async with sitting(empty_dossier) as desk:
        await type_an_event(desk)
        await desk.press("escape")
        desk.shows("Draft kept")
    async with sitting(empty_dossier) as desk:
        await desk.keys("a")
        desk.shows("your kept draft", "Karen Lund (DK); Tomasz Wilk (PL)", "am Mittwoch")
        await desk.press("ctrl+n")
        desk.shows("Append event")
        desk.hides("your kept draft", "Karen Lund (DK)")


async def test_others_who_were_faster(empty_dossier: Dossier) -> None:
    async with sitting(empty_dossier) as desk:
        await type_an_event(desk)
        desk.app.screen.query_one("#source").focus()
        await desk.keys("Anruf")
        add_article(empty_dossier, AGENCY, [_agency_claim()])
        await desk.press("f5")
        desk.shows("1 newer event(s) came in", "Astrid Halvorsen – Janis Ozols", "Append event")
        await desk.press("f5")
        desk.shows("#2 appended")
        desk.nothing_went_wrong()


def _agency_claim() -> Told:
    return Told(
        "Astrid Halvorsen met her Latvian counterpart Janis Ozols",
        {"type": "summit", "participants": [person("Astrid Halvorsen", "NO"), person("Janis Ozols", "LV")]},
    )
