"""What is fuzzed: a function of bytes for each reader. It may refuse what it gets, kindly; anything else is a fault."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from contextlib import redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass
from pathlib import Path

from events.errors import TrackerError
from tracker.articles import Article
from tracker.cli.failures import FAILED, OK, run
from tracker.config import checked
from tracker.dossier import Dossier
from tracker.exports.bringing_back import READINGS, bring_back, lines_of
from tracker.exports.colt_import import colt_lines
from tracker.intake.archive import members
from tracker.intake.feed_entries import feed_content
from tracker.intake.travel_records import read_trips
from tracker.parsing.parse import parse
from tracker.reading.article import read_article

LONGEST = 20_000
"""Bytes of an input. What is longer is a matter of work in proportion to length, which has its own tests."""
_MEANT = {"\n", "\t"}


@dataclass(frozen=True, slots=True)
class Target:
    """A reader under test.

    Attributes:
        name: by which it is called on the command line.
        run: reads the bytes and says how many things it found there; raises for what no reader may do, and for
            nothing else.
        seeds: well-formed inputs to begin with.
        words: what inputs of this kind are made of.
    """

    name: str
    run: Callable[[bytes], int]
    seeds: tuple[bytes, ...]
    words: tuple[str, ...]


_SEEDS = Path(__file__).parent / "seeds"
_GOLDEN = Path(__file__).parent.parent / "exports" / "golden"
_PROSE = (
    "„",
    "“",
    "»",
    " nach ",
    " am ",
    " sagte ",
    " trafen ",
    "2024",
    "3. Mai",
    "(",
    "-",
    "\u202e",
    "\x1b[31m",
    "\n\n",
)
_FRONT = ("title: ", "published: ", "language: ", "supersedes: ", "---\n", "\ufeff", "\x00")
_MARKUP = ("<p>", "</article>", "<!--", "-->", "<![CDATA[", "]]>", "&#x110000;", "&amp;", "<script>", "<!ENTITY a 'b'>")
_FEED = ("<item>", "<entry>", "<pubDate>", "xml:base=", "<updated>")
_MAIL = ("=?utf-8?b?", "boundary=", "--b\r\n", "Date: ", "quoted-printable", "message/rfc822")
_ZIP = ("PK\x03\x04", "PK\x01\x02", "PK\x05\x06", "../", "/")
_TOML = ("[[feeds]]", "[jobs", "cron = ", "every = ", "'''", '"', "=", "\n")
_JSON = ("{", "}", "[", "]", '"', ":", "null", "1e999", "\\ud800", "-1", "9" * 40, '"type"', '"id"', '"when"')
_CSV = (",", '"', "\r\n", "NOR", "2024-02-30")


def article(data: bytes, name: str) -> Article | None:
    """Read, and parsed as the desk would; None where it was refused."""
    try:
        found = read_article(data, name)
    except TrackerError:
        return None
    found.text.encode()  # what is kept can be written
    for finding in parse(found):
        spans = [(evidence.start, evidence.end) for evidence in finding.event.evidence]
        assert all(0 <= start < end <= len(found.text) for start, end in (*spans, finding.trigger))
    return found


def _file(name: str) -> Callable[[bytes], int]:
    return lambda data: article(data, name) is not None


def _archive(data: bytes) -> int:
    with suppress(TrackerError):
        return sum(
            member.error is None and article(member.data, member.name) is not None for member in members(data, "a.zip")
        )
    return 0


def _feed(data: bytes) -> int:
    with suppress(TrackerError):
        entries = feed_content(data, "feed", base="https://example.org/").entries
        assert all(entry.url is None or entry.url.startswith(("http://", "https://")) for entry in entries)
        return len(entries)
    return 0


def _config(data: bytes) -> int:
    with suppress(TrackerError):
        settings = checked(data.decode("utf-8", "replace"), Path("config.toml"), {})
        return len(settings.feeds) + len(settings.watches)
    return 0


def _lines(form: str) -> Callable[[bytes], int]:
    return lambda data: sum(not isinstance(line.told, TrackerError) for line in lines_of(io.BytesIO(data), form))


def _import(data: bytes) -> int:
    """Whatever was taken in stands in a log that verifies; the rest is named line by line."""
    with tempfile.TemporaryDirectory() as folder, Dossier.open(Path(folder) / "a.dossier", create=True) as dossier:
        brought = bring_back(dossier, lines_of(io.BytesIO(data), "jsonl"))
        assert not dossier.log.verify().faults
        assert all(str(error) for _, error in brought.wrong)
        return dossier.log.head().position


def _colt(data: bytes) -> int:
    with suppress(TrackerError):
        return sum(not isinstance(line.told, TrackerError) for line in colt_lines(io.BytesIO(data), "a.csv"))
    return 0


def _trips(data: bytes) -> int:
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as file:
        Path(file.name).write_bytes(data)
        return sum(row.trip is not None for row in read_trips(Path(file.name)))


def _command(data: bytes) -> int:
    """The terminal gets to see no control character and no traceback, and the exit code is one that is meant."""
    out, err = io.StringIO(), io.StringIO()
    with tempfile.NamedTemporaryFile(suffix=".md") as file, redirect_stdout(out), redirect_stderr(err):
        Path(file.name).write_bytes(data)
        code = run(["parse", "--published", "2024-03-05", "--explain", file.name])
    shown = out.getvalue() + err.getvalue()
    assert code in (OK, FAILED)
    assert "Traceback" not in shown
    assert "unexpected" not in err.getvalue()
    assert all(character.isprintable() or character in _MEANT for character in shown), repr(shown)
    return code == OK


def _seeds(*names: str) -> tuple[bytes, ...]:
    return tuple((_SEEDS / name).read_bytes() for name in names)


def _packed() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("front.md", "page.html"):
            archive.writestr(f"ordner/{name}", (_SEEDS / name).read_bytes())
    return out.getvalue()


def _exported(form: str) -> bytes:
    return (_GOLDEN / f"sample.{form}").read_bytes()[:LONGEST]


TARGETS: Mapping[str, Target] = {
    target.name: target
    for target in (
        Target("text", _file("a.txt"), _seeds("german.txt", "english.txt"), _PROSE),
        Target("front-matter", _file("a.md"), _seeds("front.md"), (*_FRONT, *_PROSE)),
        Target("page", _file("a.html"), _seeds("page.html"), _MARKUP),
        Target("mail", _file("a.eml"), _seeds("mail.eml"), _MAIL),
        Target("archive", _archive, (_packed(),), _ZIP),
        Target("feed", _feed, _seeds("feed.rss", "feed.atom"), (*_MARKUP, *_FEED)),
        Target("config", _config, _seeds("config.toml"), _TOML),
        *(Target(form, _lines(form), (_exported(form),), _JSON) for form in READINGS),
        Target("import", _import, (_exported("jsonl"),), _JSON),
        Target("colt", _colt, _seeds("colt.csv"), _CSV),
        Target("us-travels", _trips, _seeds("trips.jsonl"), _JSON),
        Target("command", _command, _seeds("front.md", "german.txt"), (*_FRONT, *_PROSE)),
    )
}
