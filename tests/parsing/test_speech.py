"""Who said what: the quotation and its speaker are found in every construction of German news."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.parsing.speech_reading import quotes, words


def only(text: str) -> tuple[str, str, str, str]:
    """Kind, core, speaker and statement_kind of the one statement in a text."""
    found = [q for q in quotes(text) if not q.excerpt]
    assert len(found) == 1, found
    quote = found[0]
    return quote.kind, words(text, quote.core), words(text, quote.speaker, " | "), quote.statement_kind


TABLE = (Path(__file__).parent / "speech_table.txt").read_text(encoding="utf-8").splitlines()
CONSTRUCTIONS = [line.split(" ; ") for line in TABLE if line and not line.startswith("#")]


@pytest.mark.parametrize("row", CONSTRUCTIONS, ids=lambda row: row[-1][:50])
def test_construction(row: list[str]) -> None:
    kind, statement_kind, speaker, core, text = row
    assert only(text) == (kind, core, speaker, statement_kind)


@pytest.mark.parametrize(
    "text",
    [
        "„Wir kommen im Mai wieder“, sagte der Gast.",
        "»Wir kommen im Mai wieder«, sagte der Gast.",
        "«Wir kommen im Mai wieder», sagte der Gast.",
        '"Wir kommen im Mai wieder", sagte der Gast.',
        "“Wir kommen im Mai wieder”, sagte der Gast.",
        "Der Gast sagte: „Wir kommen im Mai wieder“",
    ],
)
def test_quotation_marks(text: str) -> None:
    kind, core, speaker, _ = only(text)
    assert (kind, core, speaker.lower()) == ("direct", "Wir kommen im Mai wieder", "der gast")


@pytest.mark.parametrize(
    "said",
    [
        "„Er sagte „Nein“ und ging“",
        "„Er sagte ‚Nein‘ und ging“",
        "»Er sagte ›Nein‹ und ging«",
        "«Er sagte ‹Nein› und ging»",
        "„Er sagte 'Nein' und ging“",
    ],
)
def test_a_quotation_goes_on_behind_one_inside_it(said: str) -> None:
    kind, core, speaker, _ = only(f"{said}, berichtete der Gast.")
    assert (kind, core, speaker.lower()) == ("direct", said[1:-1], "der gast")


def test_a_quotation_that_its_verb_splits_is_one() -> None:
    kind, core, speaker, _ = only("„Das ist kein Frieden“, dämpfte der Gesandte die Freude, „aber die Waffen ruhen.“")
    assert (kind, core, speaker) == ("direct", "Das ist kein Frieden … aber die Waffen ruhen.", "der Gesandte")


def test_a_quotation_over_sentences_is_one() -> None:
    kind, core, _, _ = only("„Das ist gut. Wir danken allen.“, sagte der Gast.")
    assert (kind, core) == ("direct", "Das ist gut. Wir danken allen.")


@pytest.mark.parametrize(
    "text",
    [
        "Das Schiff „Haus am See“ lief aus.",
        "Der „kleine Grenzverkehr“ ruht.",
        "Der Zug fuhr nach Norden.",
        "Nachdem er gewarnt worden war, reiste er ab.",
        "„Niemand schloss dieses Zeichen, und der Zug fuhr ab.",
    ],
)
def test_no_statement(text: str) -> None:
    assert quotes(text) == []


def test_konjunktiv_goes_on_with_the_speaker_over_a_paragraph() -> None:
    text = "Der Gast sagte, die Reise sei lang. Er komme gern wieder.\n\nIm Mai werde er erwartet. Der Zug fuhr ab."
    first, second = quotes(text)
    assert words(text, second.quote) == "Er komme gern wieder.\n\nIm Mai werde er erwartet."
    assert second.speaker == first.speaker
    assert second.inherited
    assert second.continues == 0
    assert second.cue == ()


def test_quoted_words_of_the_next_sentence_go_on_with_the_speaker() -> None:
    text = "„Das ist kein Besuch unter Freunden“, betonte er. „Am Hafen war heute früh alles ruhig.“"
    first, second = quotes(text)
    assert second.continues == 0
    assert second.speaker == first.speaker


def test_words_in_marks_inside_indirect_speech_are_an_excerpt() -> None:
    text = "Der Gast sagte, die Reise sei „lang und sehr schön“ gewesen."
    whole, part = quotes(text)
    assert (whole.within, whole.excerpt) == (None, False)
    assert (part.within, part.excerpt, part.kind) == (0, True, "direct")


def test_speech_inside_reported_speech_keeps_its_own_speaker() -> None:
    text = "Laut der Zeitung sagte der Minister, dass die Grenze offen sei."
    found = {words(text, q.speaker): q for q in quotes(text)}
    assert "der Minister" in found


def test_what_the_sentence_before_told_is_what_das_confirms() -> None:
    text = "Die Königin reist im Mai. Das bestätigte der Palast."
    kind, core, speaker, statement_kind = only(text)
    assert (kind, core, speaker, statement_kind) == (
        "indirect",
        "Die Königin reist im Mai",
        "der Palast",
        "confirm",
    )


@pytest.mark.parametrize(
    ("text", "addressee", "via"),
    [
        ("Der Gesandte sagte der Nachrichtenagentur Nordpost, es eile.", "", "der Nachrichtenagentur Nordpost"),
        ("Der Gesandte sagte gegenüber dem Parlament, es eile.", "dem Parlament", ""),
        ("In einem Interview mit dem Nordsender sagte der Gesandte, es eile.", "", "dem Nordsender"),
        ("Der Rat forderte das Nachbarland auf, die Grenze zu öffnen.", "das Nachbarland", ""),
    ],
)
def test_addressee_and_outlet(text: str, addressee: str, via: str) -> None:
    quote = quotes(text)[0]
    assert (words(text, quote.addressee), words(text, quote.via)) == (addressee, via)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Ein Sprecher des Palastes sagte, es eile.", "spokesperson"),
        ("Eine Regierungsquelle sagte, es eile.", "source_unnamed"),
        ("Ein hoher Beamter sagte, es eile.", "official_unnamed"),
        ("Dem Bericht zufolge eilt die Sache sehr.", "document"),
    ],
)
def test_how_openly_the_speaker_stands_by_it(text: str, level: str) -> None:
    assert quotes(text)[0].on_record == level


def test_a_pronoun_is_the_speaker_as_it_stands() -> None:
    text = "Die Gesandte reiste ab. Sie sagte, es eile."
    assert words(text, quotes(text)[0].speaker) == "Sie"


@pytest.mark.parametrize(
    "text",
    [
        "Der Präsident hatte den Besuch im März angekündigt.",
        "Die Regierung lehnte das Angebot ab.",
    ],
)
def test_a_mere_mention_is_marked(text: str) -> None:
    (quote,) = quotes(text)
    assert quote.mention


def test_a_source_keeps_the_words_that_name_it() -> None:
    text = "Nach Angaben der Behörde kam der Zug an."
    (quote,) = quotes(text)
    assert words(text, quote.source) == "Angaben der Behörde"
    assert words(text, quote.speaker) == "der Behörde"


def test_a_coordinated_verb_shares_its_subject() -> None:
    text = "Minister Lind sagte, die Lage sei ernst, und forderte schnelle Hilfe."
    first, second = quotes(text)
    assert second.speaker == first.speaker
    assert words(text, second.core) == "schnelle Hilfe"


def test_what_is_denied_stands_beside_what_was_reported() -> None:
    text = "Der Palast dementierte Berichte, wonach der König abdanken wolle."
    denial, report = quotes(text)
    assert (denial.statement_kind, words(text, denial.speaker)) == ("deny", "Der Palast")
    assert report.within == 0
    assert not report.excerpt


def test_a_source_inside_a_source_is_a_reporting_act_of_its_own() -> None:
    text = "Der Zeitung zufolge plant Rom einen Abzug, der nach Angaben des Heeres im Mai beginnt."
    found = {words(text, q.speaker): q for q in quotes(text)}
    assert found["des Heeres"].apart
    assert found["des Heeres"].within is not None
