"""A mail gives its text, plain or from its page, with subject, sender and date; a broken one gives a clear word."""

from __future__ import annotations

from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.errors import TrackerError
from tracker.reading.article import read_article

TEXT = "Die Ministerin reist am Montag nach Tromsø.\n"


def mail(**fields: str) -> EmailMessage:
    message = EmailMessage()
    for name, value in {"Subject": "Reise nach Tromsø", "From": "Pressestelle <presse@example.org>"}.items():
        message[name] = value
    message["Date"] = fields.get("date", "Tue, 05 Mar 2024 08:00:00 +0100")
    return message


def assert_read_or_named(data: bytes) -> None:
    try:
        article = read_article(data, "mail.eml")
    except TrackerError as error:
        if "mail.eml" not in str(error):
            raise
    else:
        assert article.text.strip()


def test_a_plain_mail_is_read_with_its_facts() -> None:
    message = mail()
    message.set_content(TEXT)
    article = read_article(bytes(message), "mail.eml")
    assert article.text.strip() == TEXT.strip()
    assert (article.title, article.outlet, article.author, article.published) == (
        "Reise nach Tromsø",
        "Pressestelle",
        "presse@example.org",
        "2024-03-05T08:00:00+01:00",
    )


def test_the_plain_part_comes_before_the_page_and_attachments_are_left() -> None:
    message = mail()
    message.set_content(TEXT)
    message.add_alternative("<html><body><p>Als Seite</p></body></html>", subtype="html")
    message.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="a.pdf")
    message.add_attachment("Anhang", filename="a.txt")
    assert read_article(bytes(message), "mail.eml").text.strip() == TEXT.strip()


def test_a_mail_that_is_a_page_gives_the_page_s_text() -> None:
    message = mail()
    message.set_content(f"<html><body><p>{TEXT}</p><script>nein()</script></body></html>", subtype="html")
    assert read_article(bytes(message), "mail.eml").text == TEXT.strip()


@pytest.mark.parametrize("name", ["stdin", "mail", "mail.eml"])
def test_a_mail_is_recognised_by_its_head(name: str) -> None:
    message = mail()
    message.set_content(TEXT)
    assert read_article(bytes(message), name).title == "Reise nach Tromsø"


def test_a_text_with_colons_is_no_mail() -> None:
    text = "Bericht: Tromsø\nAus: Norwegen\n\nDie Ministerin reist.\n"
    assert read_article(text.encode(), "stdin").text == text


@pytest.mark.parametrize(
    ("date", "published"),
    [
        ("Tue, 05 Mar 2024 08:00:00 +0100", "2024-03-05T08:00:00+01:00"),
        ("5 Mar 24 08:00 GMT", "2024-03-05T08:00:00+00:00"),
        ("Di, 05 Mär 2024 08:00:00 MEZ", "2024-03-05T08:00:00+01:00"),
        ("sometime", None),
    ],
)
def test_dates_as_mailers_write_them(date: str, published: str | None) -> None:
    raw = f"From: a@example.org\nSubject: x\nDate: {date}\n\nEin Text.\n"
    assert read_article(raw.encode(), "mail.eml").published == published


@pytest.mark.parametrize(
    "head",
    [
        "From: =?x?q?a?=\nSubject: =?utf-8?b?a?=\nDate: \n",
        "From: =?utf-8?q?=ZZ?= <>\n",
        "From: " + "(" * 3000 + "\n",
        "Content-Type: multipart/mixed\n",
        'Content-Type: text/plain; charset="nonsense\n',
        "Content-Type: text/plain; charset*=utf-8''%ff%fe\n",
        "Content-Transfer-Encoding: base64\n",
        "Content-Transfer-Encoding: x-uuencode\n",
        ":\n",
    ],
)
def test_a_broken_head_does_no_harm(head: str) -> None:
    assert_read_or_named(f"{head}\nEin Text.\n".encode())


@pytest.mark.parametrize(
    "data",
    [
        b"Content-Type: multipart/mixed; boundary=a\n\n"
        + b"--a\nContent-Type: multipart/mixed; boundary=a\n\n" * 5_000,
        b"Subject: x\n\n" + b"\n" * 400_000,
        b"Subject: x\n\n",
        b"Content-Type: image/png\n\nabc",
    ],
    ids=["nested", "lines", "empty", "picture"],
)
def test_a_mail_that_gives_no_text_is_named(data: bytes) -> None:
    with pytest.raises(TrackerError, match=r"mail\.eml"):
        read_article(data, "mail.eml")


FIELDS = st.sampled_from(
    [
        "Subject: ",
        "From: ",
        "Date: ",
        "Content-Type: ",
        "multipart/alternative; boundary=b",
        "text/html",
        "--b",
        "--b--",
        "\n",
        "\n\n",
        "=?utf-8?q?",
        "?=",
        "(",
        "<",
        "\x1b[",
    ]
)


@given(st.lists(FIELDS | st.text(max_size=10), max_size=40))
def test_any_mail_gives_an_article_or_a_clear_error(parts: list[str]) -> None:
    assert_read_or_named("".join(parts).encode("utf-8", "replace"))
