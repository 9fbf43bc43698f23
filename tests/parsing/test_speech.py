"""Who said what: the quotation and its speaker are found in every construction of German news."""

from __future__ import annotations

import pytest

from tests.parsing.speech_reading import quotes, words


def only(text: str) -> tuple[str, str, str, str]:
    """Kind, core, speaker and statement_kind of the one statement in a text."""
    found = [q for q in quotes(text) if not q.excerpt]
    assert len(found) == 1, found
    quote = found[0]
    return quote.kind, words(text, quote.core), words(text, quote.speaker, " | "), quote.statement_kind


@pytest.mark.parametrize(
    ("text", "kind", "core", "speaker", "statement_kind"),
    [
        # dass, ob, w-
        ("Der Hof teilte mit, dass die Königin reise.", "indirect", "dass die Königin reise", "Der Hof", "inform"),
        ("Die Ministerin ließ offen, wann der Gipfel beginnt.", "indirect", "wann der Gipfel beginnt", "Die Ministerin", "consider"),
        # verb second
        ("Der Hof erklärte, die Königin reise im Mai.", "indirect", "die Königin reise im Mai", "Der Hof", "inform"),
        ("Der Hof erklärte, der Besuch sei geplant.", "indirect", "der Besuch sei geplant", "Der Hof", "inform"),
        # infinitives
        ("Der Rat rief beide Lager auf, die Waffen niederzulegen.", "indirect", "die Waffen niederzulegen", "Der Rat", "appeal"),
        ("Die Opposition forderte, die Gespräche abzubrechen.", "indirect", "die Gespräche abzubrechen", "Die Opposition", "demand"),
        # separable verbs
        ("Der Palast deutete an, dass der Gast komme.", "indirect", "dass der Gast komme", "Der Palast", "announce"),
        ("Die Gesandte wies darauf hin, dass Geld fehle.", "indirect", "dass Geld fehle", "Die Gesandte", "inform"),
        # the cue behind or inside the content
        ("Die Zeit sei knapp, sagte die Gesandte am Abend.", "indirect", "Die Zeit sei knapp", "die Gesandte", "inform"),
        ("Die Entscheidung, teilte der Hof mit, sei gefallen.", "indirect", "Die Entscheidung … sei gefallen", "der Hof", "inform"),
        ("Mehrmals, erzählt der Bote, habe der Zug gehalten.", "indirect", "Mehrmals … habe der Zug gehalten", "der Bote", "inform"),
        ("Die Lage sei ernst, so der Gesandte weiter.", "indirect", "Die Lage sei ernst", "der Gesandte", "inform"),
        # sources without a verb
        ("Laut der Botschaft ist die Grenze offen.", "indirect", "ist die Grenze offen", "der Botschaft", "inform"),
        ("Nach Angaben der Behörde kam der Zug an.", "indirect", "kam der Zug an", "der Behörde", "inform"),
        ("Der Zug kam nach Angaben aus Regierungskreisen pünktlich an.", "indirect", "Der Zug kam … pünktlich an", "Regierungskreisen", "inform"),
        ("Dem Bericht zufolge ist die Grenze offen.", "indirect", "ist die Grenze offen", "Dem Bericht", "inform"),
        ("Wie die Botschaft mitteilte, ist die Grenze offen.", "indirect", "ist die Grenze offen", "die Botschaft", "inform"),
        ("Wie der Leiter des Amtes, Jonas Weber, mitteilte, ist die Grenze offen.", "indirect", "ist die Grenze offen", "der Leiter des Amtes, Jonas Weber", "inform"),
        ("Aus dem Palast hieß es, der Gast sei abgereist.", "indirect", "der Gast sei abgereist", "dem Palast", "inform"),
        # nouns and predicates
        ("Die Forderung des Ministers, die Grenze zu öffnen, blieb ungehört.", "indirect", "die Grenze zu öffnen", "des Ministers", "demand"),
        ("Die Gesandte zeigte sich zuversichtlich, dass der Vertrag gelingt.", "indirect", "dass der Vertrag gelingt", "Die Gesandte", "optimism"),
        # objects
        ("Der Präsident kündigte Verhandlungen mit dem Nachbarn an.", "reported", "Verhandlungen mit dem Nachbarn", "Der Präsident", "announce"),
        ("Das Treffen wurde von der Agentur bestätigt.", "reported", "Das Treffen", "der Agentur", "confirm"),
        ("Der Kanzler warnte vor einem Krieg.", "reported", "einem Krieg", "Der Kanzler", "warn"),
        ("Einen Abzug lehnte die Regierung ab.", "reported", "Einen Abzug", "die Regierung", "reject"),
        # any verb announces a Konjunktiv behind a colon
        ("Der Minister verteidigte den Schritt: Man habe keine Wahl.", "indirect", "Man habe keine Wahl", "Der Minister", "defend"),
        # names
        ("Mara el-Hadi und Ben Oke sagten, es eile.", "indirect", "es eile", "Mara el-Hadi | Ben Oke", "inform"),
        ("Der Leiter des Amtes, Jonas Weber, sagte, es eile.", "indirect", "es eile", "Der Leiter des Amtes, Jonas Weber", "inform"),
    ],
)  # fmt: skip
def test_construction(text: str, kind: str, core: str, speaker: str, statement_kind: str) -> None:
    found = only(text)
    assert found == (kind, core, speaker, statement_kind)


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
    text = "„Das ist kein Besuch unter Freunden“, betonte er. „Ich komme gerade aus der Hafenstadt.“"
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
        "Die Königin reist im Mai … Das",
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
