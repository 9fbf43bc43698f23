"""Errand: does the article really say so? – accept, reject, reword, and make an event of what the parser missed."""

from __future__ import annotations

from events.model import Assess, Correction, Summit
from tests.tui.sitting import sitting
from tracker.articles import Article
from tracker.dossier import Dossier

REAL = Article(
    name="real.md",
    title="Besuch in Riga",
    outlet="Küstenbote",
    published="2024-05-18T09:00:00+02:00",
    language="de",
    text="Die norwegische Außenministerin Astrid Halvorsen ist am Freitag nach Riga gereist. Das Wetter war gut.",
)


async def test_accepting_claims_empties_the_queue(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("9")
        await desk.stand_on("Norway and Latvia")
        await desk.keys("⏎+")
        desk.shows("Accepted: #16", "compared and accepted")
        accepted = dossier.event(16).event
        assert isinstance(accepted, Assess)
        assert (accepted.target, accepted.reading) == (dossier.event(11).id, "confirmed")
        await desk.keys("+")
        desk.shows("It is accepted already")
        await desk.keys("⎋")
        desk.hides("Norway and Latvia talk")
        await desk.keys("u⏎")
        desk.shows("#16 taken back by #17", "Norway and Latvia talk")
        desk.nothing_went_wrong()


async def test_rewording_a_date_shows_before_and_after(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("5↓↓⏎nE")
        desk.shows("Edit by a further event", "#9", "correct a field", "2024-05-14")
        desk.app.screen.query_one("#value").focus()
        await desk.press("ctrl+u")
        await desk.keys("am Montag")
        desk.shows(
            "✓ 2024-05-13 · 13 May 2024 · counted from 14 May 2024", "WHAT WILL CHANGE", "14 May 2024 → 13 May 2024"
        )
        assert dossier.log.head().position == 15
        await desk.press("f5")
        desk.shows("#16 appended")
        corrected = dossier.event(16).event
        assert isinstance(corrected, Correction)
        assert [(one.path, one.old, one.new) for one in corrected.changes] == [
            ("when.edtf", "2024-05-14", "2024-05-13")
        ]  # fmt: skip
        desk.shows("corrected")
        await desk.keys("u⏎")
        desk.shows("#16 taken back by #17")
        desk.nothing_went_wrong()


async def test_words_that_the_parser_missed_become_an_event(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("5↓↓⏎M")
        desk.shows("Mark the words that say it")
        await desk.keys("jjj")
        await desk.press("s")
        await desk.keys("⏎")
        desk.shows("Append event", "✓ article")
        desk.app.screen.query_one("#who").focus()
        await desk.keys("Astrid Halvorsen (NO); Janis Ozols (LV)")
        desk.shows("WHAT WILL CHANGE")
        await desk.press("f5")
        desk.shows("4 CLAIMS IN THIS ARTICLE")
        record = dossier.event(16)
        assert isinstance(record.event, Summit)
        assert record.document is not None
        span = record.event.evidence[0]
        assert dossier.articles.quote(record.document, span.start, span.end).startswith("Nach Angaben lettischer")
        desk.nothing_went_wrong()


async def test_words_are_marked_with_the_mouse(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("5↓↓⏎M")
        await desk.pilot.mouse_down("MarkedText", offset=(5, 1))
        await desk.pilot.hover("MarkedText", offset=(20, 1))
        await desk.pilot.mouse_up("MarkedText", offset=(20, 1))
        await desk.keys("⏎")
        desk.shows("Append event")
        assert desk.app.screen.draft.says == "Astrid Halvorsen"  # type: ignore[attr-defined]
        desk.nothing_went_wrong()


async def test_the_rule_and_the_words_behind_every_field(empty_dossier: Dossier) -> None:
    empty_dossier.ingest(REAL)
    empty_dossier.catch_up()
    async with sitting(empty_dossier) as desk:
        await desk.keys("5⏎")
        desk.shows("rule", "verb:reisen", "„gereist“", "because", "when: „am Freitag“")
        desk.nothing_went_wrong()


async def test_another_parser_is_said_to_be_another(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("5↓↓⏎")
        desk.shows("read by parser:sample@1, today it is")
        desk.nothing_went_wrong()
