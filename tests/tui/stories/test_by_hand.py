"""Errand: put something right by hand – retract, restore, link, part, judge – and see before what will change."""

from __future__ import annotations

from events.model import Assess, Link, Retraction, Unlink
from tests.tui.sitting import Sitting, sitting
from tracker.dossier import Dossier


async def choose(desk: Sitting, field: str, value: str) -> None:
    desk.app.screen.query_one(f"#{field}").value = value  # type: ignore[attr-defined]
    await desk.settled()


async def fill(desk: Sitting, field: str, text: str) -> None:
    desk.app.screen.query_one(f"#{field}").focus()
    await desk.press("ctrl+u")
    await desk.keys(text)


async def test_retracting_and_restoring(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("/visby⏎E")
        await choose(desk, "act", "retract")
        await choose(desk, "why_retracted", "out_of_scope")
        desk.shows("WHAT WILL CHANGE", "goes")
        await desk.press("f5")
        desk.shows("#16 appended")
        assert isinstance(dossier.event(16).event, Retraction)
        await desk.keys("⎋E")
        await choose(desk, "act", "restore")
        await fill(desk, "target", "#9")
        desk.shows("it is not retracted")
        target = dossier.event(16).event.target  # type: ignore[union-attr]
        await fill(desk, "target", f"#{dossier.event(target).position}")
        desk.shows("new")
        await desk.press("f5")
        desk.shows("#17 appended", "Visby")
        desk.nothing_went_wrong()


async def test_linking_by_words_and_parting_again(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("/jurm⏎E")
        await choose(desk, "act", "link")
        await fill(desk, "other", "latvian foreign")
        desk.shows("✓ #11", "WHAT WILL CHANGE", "reports")
        await desk.press("f5")
        assert isinstance(dossier.event(16).event, Link)
        desk.shows("#16 appended")
        await desk.keys("E")
        await choose(desk, "act", "unlink")
        await fill(desk, "other", "#11")
        await desk.press("f5")
        assert isinstance(dossier.event(17).event, Unlink)
        desk.nothing_went_wrong()


async def test_a_judgement_needs_a_reason(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("/jurm⏎E")
        await choose(desk, "act", "assess")
        await choose(desk, "judgement", "prefer")
        await choose(desk, "field", "place")
        desk.shows("✓ Jurmala (LV)", "✕ say why")
        await fill(desk, "rationale", "der Gastgeber selbst")
        await desk.press("f5")
        judged = dossier.event(16).event
        assert isinstance(judged, Assess)
        assert judged.prefer is not None
        assert (judged.prefer.field, judged.author) == ("place", "tester")
        desk.nothing_went_wrong()


async def test_a_grade_is_given_to_the_source(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("/jurm⏎E")
        await choose(desk, "act", "assess")
        await choose(desk, "judgement", "grade")
        await fill(desk, "verdict", "x")
        desk.shows("✕ A to F for the source")
        await fill(desk, "verdict", "b")
        await fill(desk, "rationale", "seit Jahren richtig")
        await desk.press("f5")
        judged = dossier.event(16).event
        assert isinstance(judged, Assess)
        assert (judged.target, judged.grade.reliability) == ("lettische Diplomaten", "B")  # type: ignore[union-attr]
        desk.nothing_went_wrong()


async def test_what_cannot_be_done_is_said_at_the_field(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("6gE")
        await fill(desk, "target", "#999")
        desk.shows("no event has this number")
        await fill(desk, "target", "#1")
        await fill(desk, "value", "demnächst irgendwann")
        desk.shows("✕ not understood as a date")
        await choose(desk, "field", "status")
        desk.shows("that is what it says already")
        await fill(desk, "value", "vielleicht")
        desk.shows("one of: occurred")
        await desk.press("f5")
        assert dossier.log.head().position == 15
        desk.nothing_went_wrong()


async def test_a_report_that_is_known_already_is_recognised_while_typing(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("a")
        await desk.press("ctrl+n")
        for field, text in (
            ("who", "Astrid Halvorsen (NO); Janis Ozols (LV)"),
            ("place", "Jurmala"),
            ("when", "2024-05-14"),
            ("source", "Anruf"),
        ):
            await fill(desk, field, text)
        await choose(desk, "status", "occurred")
        desk.shows("Known already: this becomes report", "#9")
        desk.nothing_went_wrong()
