"""Whatever lies in the inbox is put away, with a reason or with its events; nothing is left half done."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.dossier import Dossier
from tracker.intake.files import SUFFIXES
from tracker.intake.inbox import Inbox
from tracker.summaries import plain

PIECES = st.sampled_from(
    [
        b"---\n",
        b"published: 2024-03-05\n",
        b"title: \x1b]0;x\x07\n",
        b"<html><body><article>",
        b"</article>",
        b"PK\x03\x04",
        b"PK\x05\x06" + bytes(18),
        b"From: a\nSubject: b\nDate: c\n\n",
        b"Baerbock reist nach Oslo. ",
        b"\xff\xfe",
        "\u202e\x1b[31m".encode(),
        b"\x00",
        b"%PDF-",
        b"<!DOCTYPE html>",
    ]
)
CONTENT = st.lists(PIECES | st.binary(max_size=20), max_size=8).map(b"".join)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(SUFFIXES), CONTENT), min_size=1, max_size=4))
def test_every_file_is_put_away_whole_or_with_a_reason(files: list[tuple[str, bytes]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "test.inbox"
        folder.mkdir()
        for number, (suffix, content) in enumerate(files):
            (folder / f"{number}{suffix}").write_bytes(content)
        with Dossier.open(Path(name) / "test.dossier", create=True) as dossier:
            inbox = Inbox(folder, clock=lambda: 9_999_999_999.0)
            taken = list(inbox.take(dossier, inbox.complete()[0]))
            added = [one for one in taken if one.outcome == "added"]
            assert len(dossier.articles.numbers()) == len(added)
            positions = sorted(position for one in added for position in one.positions)
            assert positions == [record.position for record in dossier.log.read()]
            shown = "".join(
                plain(f"{row.name} {row.title}") for row in dossier.articles.rows(dossier.articles.numbers())
            )
        assert not set(shown + "".join(plain(one.why or "") for one in taken)) & {"\x1b", "\x07", "\u202e", "\x00"}
        assert {entry.name for entry in os.scandir(folder)} <= {"done", "failed"}
        for one in taken:
            assert one.moved_to.exists()
            assert (one.outcome == "failed") == (one.why is not None)
