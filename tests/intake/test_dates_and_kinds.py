"""When a text was published, in whatever form it says so; and kind words for what is no text at all."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.envelope import public_from
from events.errors import TrackerError
from tracker.reading.article import read_article
from tracker.reading.dates import date_of_name, date_of_text, loose_date


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2024-03-05", "2024-03-05"),
        ("20240305", "2024-03-05"),
        ("2024-03-05T08:00:00Z", "2024-03-05T08:00:00+00:00"),
        ("2024-03-05T08:00:00.123+0100", "2024-03-05T08:00:00+01:00"),
        ("2024-03-05 08:00", "2024-03-05"),
        ("Tue, 05 Mar 2024 08:00:00 GMT", "2024-03-05T08:00:00+00:00"),
        ("Tue, 5 Mar 24 08:00 EST", "2024-03-05T08:00:00-05:00"),
        ("Di, 05 Mär 2024 08:00:00 +0100", "2024-03-05T08:00:00+01:00"),
        ("05. März 2024, 08:00 Uhr", "2024-03-05"),
        ("5. Jänner 2024", "2024-01-05"),
        ("05.03.2024 08:00", "2024-03-05"),
        ("March 5, 2024", "2024-03-05"),
        ("Sept 5th, 2024", "2024-09-05"),
        ("2024-02-31", None),
        ("31.04.2024", None),
        ("0001-01-01", None),
        ("2024-03-05T25:00:00Z", "2024-03-05"),
        ("gestern", None),
        ("", None),
        (None, None),
    ],
)
def test_a_date_is_read_as_it_is_written_anywhere(written: str | None, read: str | None) -> None:
    assert loose_date(written) == read


@given(
    st.integers(-600_000_000, 3_700_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC)),
    st.integers(-12, 14).map(lambda hours: timezone(timedelta(hours=hours))),
)
def test_instants_survive_the_ways_of_writing_them(moment: datetime, zone: timezone) -> None:
    instant = moment.astimezone(zone)
    for written in (instant.isoformat(), instant.strftime("%a, %d %b %Y %H:%M:%S %z")):
        read = loose_date(written)
        assert read is not None
        assert datetime.fromisoformat(read).astimezone(UTC) == instant.astimezone(UTC)


@given(st.text(alphabet="0123456789 -:.,TZ+ManrzuhrUÄ()\n", max_size=60) | st.text(max_size=60))
def test_whatever_stands_there_gives_a_date_of_the_log_or_none(written: str) -> None:
    read = loose_date(written)
    assert read is None or public_from(read)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2023-09-11-bericht.md", "2023-09-11"),
        ("bericht_20230911.txt", "2023-09-11"),
        ("a.zip/2023.09.11/bericht.md", None),
        ("2023-13-11.md", None),
        ("12023-09-11.md", None),
        ("bericht.md", None),
    ],
)
def test_a_file_s_name_may_tell_the_day(name: str, day: str | None) -> None:
    assert date_of_name(name) == day


def test_a_dateline_is_found_at_the_head_and_at_the_foot_only() -> None:
    long = "Ein Satz ohne Belang. " * 200
    assert date_of_text(f"Tromsø, 5. März 2024 – {long}") == "2024-03-05"
    assert date_of_text(f"{long} (Nordpost, 5.3.2024)") == "2024-03-05"
    assert date_of_text(f"{long} Tromsø, 5. März 2024 – {long}") is None
    assert date_of_text(long[:1990] + "3. Mai 2016 – weiter " + long[:900]) is None


def test_what_the_file_states_counts_before_what_is_given_and_that_before_what_is_guessed() -> None:
    line = "Tromsø, 5. März 2024 – Der Gast ist da.\n"
    name = "2023-01-01.md"
    assert read_article(
        f"---\npublished: 2024-03-06\n---\n{line}".encode(), name, published="2024-01-01"
    ).published == ("2024-03-06")
    assert read_article(line.encode(), name, published="2024-01-01").published == "2024-01-01"
    assert read_article(line.encode(), name).published == "2024-03-05"
    assert read_article(b"Der Gast ist da.\n", name).published == "2023-01-01"
    assert read_article(b"Der Gast ist da.\n", "a.md").published is None


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a picture"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "a picture"),
        (b"\x00\x00\x00\x18ftypheic", "a picture"),
        (b"{\\rtf1\\ansi Text}", "word processor"),
        (b"\x1f\x8b\x08\x00", "an archive"),
        (b"SQLite format 3\x00", "--dossier"),
        (b"\x7fELF\x02", "a program"),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.eml"])
def test_what_poses_as_text_is_refused_kindly(data: bytes, told: str, name: str) -> None:
    with pytest.raises(TrackerError) as caught:
        read_article(data, name)
    assert told in str(caught.value)
    assert caught.value.where == name
    assert caught.value.remedy


@pytest.mark.parametrize("name", ["a.md", "a.txt", "a.html", "a.eml", "stdin"])
@given(data=st.binary(max_size=300))
def test_any_bytes_under_any_name_give_an_article_or_a_clear_error(name: str, data: bytes) -> None:
    try:
        article = read_article(data, name)
    except TrackerError as error:
        if name not in str(error):
            raise
    else:
        assert article.text.strip()
        assert article.published is None or public_from(article.published)
