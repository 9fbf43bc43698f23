"""Errands of one user at the desk, told in keys."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from textual.events import Key

from events.errors import TrackerError
from events.model import Retraction, Summit
from tests.tui.sample import AGENCY, HOSTILE, Told, add_article, person, place
from tests.tui.sitting import Sitting, sitting
from tracker.articles import Article
from tracker.dossier import Dossier
from tui.presenters.lines import line
from tui.presenters.rows import Rows
from tui.widgets.rowlist import RowList


async def test_from_a_meeting_to_the_sentence_and_back(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("/jurm⏎")
        desk.shows("/ jurm", "1 left", "Janis Ozols · Astrid Halvorsen")
        desk.hides("Tallinn")
        await desk.keys("e")
        desk.shows("3 CLAIMS IN THIS ARTICLE", "▌② meeting", "Zwei Stunden in Jurmala")
        await desk.keys("n")
        desk.shows("▌③ statement", "offene Sprache")
        await desk.keys("N⏎")
        desk.shows("6 Log", "EVENT #9", "WHAT IT SAYS")
        await desk.keys("⎋⎋")
        desk.shows("/ jurm", "Janis Ozols · Astrid Halvorsen")
        await desk.keys("⎋")
        desk.shows("Tallinn", "Gdynia")
        desk.nothing_went_wrong()


async def test_the_dossier_follows_the_cursor(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("G")
        desk.shows("Sprecherin Karen Lunds via Nordkurier")
        await desk.keys("k")
        desk.shows("für den 12. Mai")
        await desk.keys("g")
        desk.shows("Im Juli")


async def test_a_report_by_report_walk_through_a_meeting(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("/jurm⏎⏎")
        desk.shows("HOW WE KNOW", "▌①")
        await desk.keys("n")
        desk.shows("▌②")
        await desk.keys("e")
        desk.shows("CLAIMS IN THIS ARTICLE")
        await desk.keys("⎋⎋⎋")
        desk.shows("1 Meetings", "Tallinn")


async def test_rejecting_a_claim_appends_a_retraction(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        before = dossier.log.head().position
        await desk.keys("5↓↓⏎n-")
        desk.shows("Reject the claim of #9?")
        await desk.keys("⎋")
        assert dossier.log.head().position == before
        await desk.keys("-⏎")
        desk.shows("2 CLAIMS IN THIS ARTICLE", "Rejected")
        record = dossier.event(before + 1)
        assert isinstance(record.event, Retraction)
        assert (record.event.target, record.event.reason) == (dossier.event(9).id, "not_in_text")
        await desk.keys("u")
        desk.shows("Take back your event #16?")
        await desk.keys("⏎")
        desk.shows("3 CLAIMS IN THIS ARTICLE")
        desk.nothing_went_wrong()


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


async def test_standing_in_the_past_and_coming_home(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("t12 may⏎")
        desk.shows("AS KNOWN 12 MAY 2024", "8 later events hidden", "◆ Janis Ozols · Astrid Halvorsen", "Riga (?)")
        desk.hides("Tallinn", "Jurmala")
        await desk.keys("5")
        desk.shows("AS KNOWN 12 MAY 2024", "Treffen auf Bornholm abgesagt")
        desk.hides("Zwei Stunden in Jurmala")
        await desk.keys("6")
        desk.hides("#8 ", "arrival")
        await desk.keys("1.")
        desk.shows("AS KNOWN 14 MAY 2024 17:05", "● Janis Ozols · Astrid Halvorsen")
        await desk.keys(">")
        desk.shows("AS KNOWN 15 MAY 2024")
        await desk.keys("0")
        desk.shows("● live · 15", "Tallinn")
        desk.nothing_went_wrong()


async def test_the_two_clocks(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("t#4⏎")
        desk.shows("AS RECORDED #4", "event 4 of 15", "Gdynia")
        desk.hides("Bornholm")
        await desk.keys(",6")
        desk.shows("AS RECORDED #3", "EVENT #3")
        desk.hides("Gdynia")
        await desk.keys("T")
        desk.shows("AS KNOWN", "Clock: what was published by then")
        await desk.keys("0T,")
        desk.shows("AS RECORDED #14")


async def test_a_moment_that_nobody_understands(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("tgarnix⏎")
        desk.shows("“garnix” is no date", "● live")


async def test_a_later_change_is_counted_and_not_told(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("t12 may⏎/riga⏎")
        desk.shows("◆ announced", "+1 later, hidden here")
        desk.hides("● held")


async def test_events_of_another_process_arrive_without_a_key(dossier: Dossier, tmp_path: Path) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("G")
        desk.shows("▌✕ Karen Lund · Eero Salo")
        program = (
            "import sys; from pathlib import Path\n"
            "from tests.tui.test_stories import append_elsewhere\n"
            "append_elsewhere(Path(sys.argv[1]))\n"
        )
        root = Path(__file__).parents[2]
        subprocess.run([sys.executable, "-c", program, str(dossier.path)], check=True, cwd=root)
        desk.app.poll()
        await desk.settled()
        desk.shows("▼ 1 new", "16 events", "Gustav Ahl · Mette Friis", "▌✕ Karen Lund · Eero Salo")
        await desk.keys("6LG")
        desk.shows("EVENT #16", "Following")
        desk.nothing_went_wrong()


def append_elsewhere(path: Path) -> None:
    """What the other process of the test above does."""
    article = Article(text="Gustav Ahl traf am 17. Mai in Aarhus Mette Friis.", name="late.md", published="2024-05-17")
    claim = Told(
        "Gustav Ahl traf am 17. Mai in Aarhus Mette Friis",
        {
            "type": "summit", "participants": [person("Gustav Ahl", "SE"), person("Mette Friis", "DK")],
            "place": place("Aarhus", "DK"), "when": {"edtf": "2024-05-17", "text": "am 17. Mai"},
        },
    )  # fmt: skip
    with Dossier.open(path) as dossier:
        add_article(dossier, article, [claim])


async def test_replaying_while_the_board_stays_readable(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("7R")
        desk.shows("REPLAY", "100%", "as many rows as before", "● live", "All views rebuilt")
        await desk.keys("1")
        desk.shows("Tallinn")
        desk.nothing_went_wrong()


async def test_a_replay_that_is_broken_off_changes_nothing(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("7")
        for key in ("R", "escape"):  # without a pause, so that the second comes before the first has done its work
            desk.app.post_message(Key(key, key if len(key) == 1 else None))
        await desk.settled()
        desk.shows("broken off; the live views are as they were", "● live")
        await desk.keys("1")
        desk.shows("Tallinn")
        desk.nothing_went_wrong()


async def test_resizing_while_replaying_loses_nothing(dossier: Dossier) -> None:
    async with sitting(dossier, size=(200, 60)) as desk:
        await desk.keys("1↓↓7")
        await desk.pilot.press("R")
        for size in ((80, 24), (60, 16), (40, 10), (200, 60)):
            await desk.pilot.resize_terminal(*size)
            await desk.pilot.pause()
        await desk.settled()
        desk.shows("as many rows as before")
        await desk.keys("1")
        desk.shows("Tallinn")
        await desk.pilot.resize_terminal(40, 10)
        await desk.settled()
        desk.shows("A little more room, please")
        desk.nothing_went_wrong()


async def test_no_colour_tells_states_by_shape(dossier: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with sitting(dossier) as desk:
        desk.shows("◆ Eero Salo", "◌ Gipfel", "◐ estnische", "● Janis Ozols", "✕ Karen Lund")
        colours = {
            colour.get_truecolor()
            for style in desk.styles()
            if style is not None
            for colour in (style.color, style.bgcolor)
            if colour is not None
        }
        assert all(red == green == blue for red, green, blue in colours)


async def test_a_hostile_text_is_only_text(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        for keys in ("", "/bruun⏎", "e", "⎋⏎", "⎋⎋5", "6", "3", "2", "4"):
            await desk.keys(keys)
            shown = desk.text()
            assert not set(shown) & {"\x1b", "\x07", "\x00", "\x9b", "\u202e"}
        await desk.keys("5/nicht fett⏎⏎")
        desk.shows("[link=file:///etc/passwd]Ole [bold]Bruun", "[@click=app.quit]Danach[/]")
        store = dossier.articles
        assert store.article(HOSTILE.id) == HOSTILE.__class__(
            **{**_fields(HOSTILE), "retrieved": store.rows([6])[0].retrieved}
        )
        desk.nothing_went_wrong()


def _fields(article: Article) -> dict[str, str | None]:
    return {name: getattr(article, name) for name in Article.__slots__}


async def test_the_palette_finds_actions_people_meetings_and_dates(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys(":")
        await desk.pilot.press(*"halvorsen")
        await desk.pilot.pause()
        await desk.settled()
        desk.shows("Astrid Halvorsen")
        await desk.press("escape")
        await desk.keys(":")
        await desk.pilot.press(*"12", "space", *"may")
        await desk.settled()
        desk.shows("Go to 12 May 2024")
        await desk.press("down", "enter")
        await desk.settled()
        desk.shows("AS KNOWN 12 MAY 2024", "8 later events hidden")


async def test_a_click_selects_opens_and_travels(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.pilot.click("RowList", offset=(10, 14))
        await desk.settled()
        desk.shows("▌✕ Karen Lund · Tomasz Wilk")
        await desk.pilot.click("Scrubber", offset=(40, 0))
        await desk.settled()
        desk.shows("AS KNOWN", "later events hidden")
        await desk.pilot.click("Masthead", offset=(57, 0))
        await desk.settled()
        desk.shows("EVENT #")


async def test_an_error_is_a_line_and_an_entry(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        with desk.app.guarded():
            dossier.event(999)
        desk.shows("no event 999 in this dossier")
        await desk.keys("!")
        desk.shows("ERRORS 1", "no event 999 in this dossier", "tracker log lists them")


async def test_rows_that_cannot_be_read_do_not_end_the_desk(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("6")

        def broken(keys: Sequence[int]) -> Sequence[int]:
            raise TrackerError("the disk is gone", where="page 1")

        desk.app.screen.query_one(RowList).show(Rows(range(1, 100), broken))
        await desk.settled()
        desk.shows("page 1: the disk is gone", "6 Log")
        await desk.keys("1")
        desk.shows("Tallinn")


async def test_a_dossier_for_reading_only(dossier: Dossier) -> None:
    async with sitting(dossier, read_only=True) as desk:
        await desk.keys("a")
        desk.shows("The dossier is open for reading only", "1 Meetings")
        await desk.keys("8")
        desk.shows("No jobs run here")


async def test_the_inbox_is_scanned_on_demand(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        assert desk.app.jobs is not None
        folder = desk.app.jobs.inbox
        folder.mkdir(exist_ok=True)
        article = folder / "neu.md"
        text = "---\ntitle: Regen\npublished: 2024-05-19\nlanguage: de\n---\nIn Aarhus regnete es den ganzen Tag.\n"
        article.write_text(text, encoding="utf-8")
        os.utime(article, (0, 0))
        await desk.keys("8r")
        desk.shows("1 added", "✓")
        await desk.keys("5")
        desk.shows("Regen")
        desk.nothing_went_wrong()


async def test_copying_names_the_source_and_the_place_in_time(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("t14.5.2024⏎/jurm⏎c")
        assert desk.app.clipboard.splitlines()[0] == "Janis Ozols · Astrid Halvorsen, held, 14 May 2024, Jurmala"
        assert "„Am Dienstag empfing Janis Ozols sie in Jurmala“" in desk.app.clipboard
        assert "(As known 14 May 2024)" in desk.app.clipboard


async def test_speaking_german_in_one_key(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.press("f3")
        desk.shows("1 Treffen", "WOHER WIR ES WISSEN", "öffnen", "im Gange")
        await desk.press("f3")
        desk.shows("1 Meetings", "HOW WE KNOW")


async def test_another_look_in_one_key(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        before = desk.styles()
        for name in ("paper", "contrast", "ansi", "ink"):
            await desk.press("f4")
            assert desk.app.theme == name
            desk.shows(f"Look: {name}")
        desk.app.flash(line(""))
        desk.app.query_one("Footer").clear()  # type: ignore[attr-defined]
        await desk.settled()
        assert desk.styles() == before


def _agency_claim() -> Told:
    return Told(
        "Astrid Halvorsen met her Latvian counterpart Janis Ozols",
        {"type": "summit", "participants": [person("Astrid Halvorsen", "NO"), person("Janis Ozols", "LV")]},
    )
