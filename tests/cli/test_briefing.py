"""`tracker briefing`: the same bytes each time, changes since an earlier moment, what it rests on."""

from __future__ import annotations

import re

import pytest

from tests.cli.command_line import Call, head, refused


@pytest.fixture(autouse=True)
def _filled(call: Call) -> None:
    """A meeting that is planned, and then held as one source says."""
    rows: list[tuple[str, ...]] = [
        ("--when", "2024-03-07", "--status", "planned", "--published", "2024-03-04"),
        ("--when", "2024-03-07", "--published", "2024-03-08"),
    ]
    for row in rows:
        answer = call("append", "summit", "--who", "Jonas Berg", "--with", "Eva Holm", *row, "--basis", "Anruf")
        assert answer.code == 0, answer.err


def test_the_same_log_and_moment_give_the_same_bytes_as_the_export(call: Call) -> None:
    first = call("briefing", "--as-of", "2024-03-10").out
    assert (
        first
        == call("briefing", "--as-of", "2024-03-10").out
        == call("export", "markdown", "--as-of", "2024-03-10").out
    )
    assert "**Jonas Berg · Eva Holm**" in first
    assert "[^1]: " in first


def test_it_says_which_log_it_rests_on(call: Call) -> None:
    seal = re.search(r"(\d+):([0-9a-f]{64})", head(call))
    assert seal is not None
    footer = call("briefing").out.splitlines()[-1]
    assert f"log position {seal[1]}, hash {seal[2][:12]}" in footer


def test_what_changed_comes_with_the_earlier_moment(call: Call) -> None:
    known = ("briefing", "--as-of", "2024-03-10")
    assert "announced → held" in call(*known, "--since", "2024-03-05").out
    assert "announced → held" in call(*known, "--since", "2024-03-07T12:00:00Z").out
    assert "→" not in call(*known).out


def test_only_what_was_known_and_what_is_searched_for(call: Call) -> None:
    assert "Jonas Berg" not in call("briefing", "--as-of", "2024-03-01").out
    assert "Jonas Berg" not in call("briefing", "--search", "nirgendwer").out


def test_the_earlier_moment_must_be_earlier(call: Call) -> None:
    refused(call("briefing", "--at", "1", "--since-at", "2"), "--since-at")


def test_it_has_a_number_and_tells_what_changed_since_an_earlier_one_and_why(call: Call) -> None:
    told = call("briefing", "--since-at", "1").out
    assert told.startswith("# Briefing no. 2, ")
    assert "## Changes since briefing no. 1 (log position 1, " in told
    assert "state: lapsed → held (\\#2)" in told
    assert call("retract", "2", "--reason", "not_in_text").code == 0
    assert "state: held → lapsed (\\#3)" in call("briefing", "--since-at", "2").out


def test_judgements_stand_apart_likelihood_and_confidence_in_sentences_of_their_own(call: Call) -> None:
    assert "Analysts' judgement" not in call("briefing").out
    likely = ("--likelihood", "likely", "--horizon", "2024-06-30", "--why", "beide reisen gern")
    assert call("assess", "1", *likely).code == 0
    assert call("assess", "1", "--credibility", "2", "--why", "zwei Anrufe").code == 0
    told = call("briefing").out
    section = told.split("## Analysts' judgement")[1].split("##")[0]
    assert "It is likely (55–80 %), by 30 Jun 2024. · beide reisen gern · tester, " in section
    assert "What is told is graded 2: probably true. · zwei Anrufe" in section
    assert "reports: 2, outlets: 1, origins: 1" in told, "a judgement is no report"


def test_the_letter_of_the_source_stands_before_the_number(call: Call) -> None:
    assert "F3 possibly true" in call("briefing").out
    source = call("sources", "--format", "csv").out.splitlines()[1].split(",")[1]
    assert call("assess", source, "--reliability", "B", "--why", "verlässlich").code == 0
    told = call("briefing").out
    assert "B2 probably true" in told
    assert f"- **{source}** · B usually reliable · reports: 2" in told


def test_two_wordings_of_an_office_contest_nothing(call: Call) -> None:
    said = (("participants.0.office", "Ministerin"), ("participants.0.office", "Außenministerin"))
    for position, (path, office) in enumerate(said, 1):
        assert call("correct", str(position), f"{path}={office}").code == 0
    told = call("briefing").out
    assert "Contested" not in told
    assert "contradiction" not in told


def test_what_is_expected_comes_by_its_day(call: Call) -> None:
    for day in ("2030-05-01", "2030-03-01", "2030-04-01"):
        answer = call("append", "visit", "--who", "Eva Holm", "--in", "Rom", "--when", day, "--status", "planned",
                      "--basis", "Anruf")  # fmt: skip
        assert answer.code == 0
    section = call("briefing").out.split("## Expected")[1].split("##")[0]
    days = re.findall(r"1 (Mar|Apr|May) 2030", section)
    assert days == ["Mar", "Apr", "May"]


def test_the_footer_names_schema_and_rules(call: Call) -> None:
    from tracker.projections.standard import rules_version

    assert call("briefing").out.splitlines()[-1].endswith(f"rules {rules_version()}")
    assert re.fullmatch(r"[0-9a-f]{8}", rules_version())
