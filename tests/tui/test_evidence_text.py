"""The evidence view: every span is marked where it stands, whatever the text, the width and the overlap."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from events.model import Statement
from events.parts import Evidence, Participant
from tracker.articles import Article
from tui.presenters.evidence import MEASURE, Note, evidence_text, note_lines
from tui.presenters.lines import clean_same_length, text_of

SPEAKER = (Participant(name="Mette Friis", role="speaker"),)


def note(position: int, *spans: tuple[int, int]) -> Note:
    evidence = tuple(Evidence(start=start, end=end) for start, end in spans)
    return Note(position, f"id-{position}", "parser:sample@1", Statement(participants=SPEAKER, evidence=evidence))


texts = st.text(st.sampled_from("abc äß,.„“ \n"), min_size=4, max_size=400)
ranges = st.lists(st.tuples(st.integers(0, 398), st.integers(1, 60)), max_size=6)


def body(text: str, notes: list[Note], selected: int | None, width: int) -> list[list[tuple[str, str]]]:
    drawn = evidence_text(Article(text), notes, selected, width)
    return [list(each) for each in drawn.lines[2:]]


@given(texts, ranges, st.integers(20, 100))
def test_no_character_is_lost_and_no_line_too_long(text: str, spans: list[tuple[int, int]], width: int) -> None:
    notes = [note(n, (s % len(text), min(len(text), s % len(text) + size))) for n, (s, size) in enumerate(spans)]
    lines = body(text, notes, None, width)
    words = "".join("".join(part for part, tone in each if tone != "number") for each in lines)
    assert words.replace(" ", "") == clean_same_length(text).replace("\n", "").replace(" ", "")
    for each in lines:
        plain = "".join(part for part, tone in each if tone != "number")
        assert len(plain) <= min(MEASURE, max(20, width))


@given(texts, ranges.filter(bool), st.integers(20, 100))
def test_what_is_marked_is_the_evidence(text: str, spans: list[tuple[int, int]], width: int) -> None:
    notes = [note(n, (s % len(text), min(len(text), s % len(text) + size))) for n, (s, size) in enumerate(spans)]
    lines = body(text, notes, 0, width)
    solid = "".join(part for each in lines for part, tone in each if tone == "span-selected")
    span = notes[0].claim.evidence[0]
    assert solid.replace(" ", "") == text[span.start : span.end].replace("\n", "").replace(" ", "")


def test_the_line_of_a_claim_is_where_its_words_begin() -> None:
    text = "Eins zwei drei.\n\n" + "Vier fünf sechs sieben. " * 10 + "Und hier steht es."
    start = text.index("Und hier")
    drawn = evidence_text(Article(text, title="Titel"), [note(1, (0, 4)), note(2, (start, len(text)))], 1, 40)
    assert text_of(drawn.lines[drawn.claims[0]]).startswith("Eins①")
    assert "Und hier" in text_of(drawn.lines[drawn.claims[1]])


def test_claims_that_share_their_words_share_the_mark() -> None:
    drawn = evidence_text(Article("Beide sagen dasselbe."), [note(1, (0, 20)), note(2, (0, 20))], None, 60)
    assert text_of(drawn.lines[2]) == "Beide sagen dasselbe①②."


def test_only_the_selected_claim_where_there_is_little_room() -> None:
    notes = [note(1, (0, 4)), note(2, (5, 9))]
    assert text_of(note_lines(notes, 1, 60, alone=True).lines[0]) == "2/2"
    assert "①" in text_of(note_lines(notes, 1, 60).lines[2])
