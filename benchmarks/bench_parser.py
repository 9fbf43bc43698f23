"""The parser's budgets: an article of 4.5 kB, the rate beside a library for dates alone, hostile text, the start.

All times are processor time, the least of several runs, so that other work on the machine tells as little as it can.
What starts afresh does so as for a user: with the bytecode that the first start of an installation leaves behind.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from time import process_time

from benchmarks.measure import Measure, at_least, interleaved, within
from tracker.articles import Article
from tracker.parsing.parse import parse

ARTICLE = Path(__file__).with_name("article.txt")
PUBLISHED = "2023-09-12"
PIECE = 4500
"""Characters of the article that the budgets are set for; hostile texts are reckoned down to as many."""
TRACKER = Path(sys.executable).with_name("tracker")
DATES = "dateparser.search, which finds dates only"
READING = """
from time import process_time
started = process_time()
from tracker.articles import Article
from tracker.parsing.parse import parse
found = parse(Article({text!r}, language="de"))
print((process_time() - started) * 1000)
assert bool(found) is {told}
"""
WITHOUT_EVENT = READING.format(text="Die Ministerin isst einen Apfel.", told=False)
WITH_EVENT = READING.format(text="Die Ministerin reist nach Bern.", told=True)


def measures(quick: bool) -> Iterator[Measure]:
    """The rows of the budget table that concern the parser."""
    rounds = 15 if quick else 40
    text = ARTICLE.read_text("utf-8")
    article = Article(text, published=PUBLISHED, language="de")
    parse(article)
    best = min(_milliseconds(lambda: parse(article)) for _ in range(rounds))
    yield within("parse an article of 4.5 kB, warm", best * PIECE / len(text), "ms", 10)
    yield _rate(article, 3 if quick else 9)
    for name, hostile in _hostile(quick):
        piece = PIECE / len(hostile)
        parse(Article(hostile, language="de"))
        taken = min(_milliseconds(lambda text=hostile: parse(Article(text, language="de"))) for _ in range(2))  # type: ignore[misc]
        yield within(f"hostile text, for each 4.5 kB: {name}", taken * piece, "ms", 30)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        yield from _starts(Path(folder), 3 if quick else 7)


def _milliseconds(work: Callable[[], object]) -> float:
    started = process_time()
    work()
    return (process_time() - started) * 1000


def _rate(article: Article, rounds: int) -> Measure:
    if find_spec("dateparser") is None:
        raise ModuleNotFoundError("dateparser is not installed", name="dateparser")
    from dateparser.search import search_dates

    def per_second(work: Callable[[], object]) -> Callable[[], float]:
        return lambda: 1000 / _milliseconds(work)

    search_dates(article.text, languages=["de"])
    rates = interleaved(
        {
            "parser": per_second(lambda: parse(article)),
            "dates": per_second(lambda: search_dates(article.text, languages=["de"])),
        },
        rounds,
    )
    return at_least("articles parsed", rates["parser"], "articles/s", DATES, rates["dates"], 3)


def _hostile(quick: bool) -> Iterator[tuple[str, str]]:
    """Texts that cost a careless parser far more than their length."""
    size = 50_000 if quick else 200_000
    yield "commas", "," * size
    yield "one sentence", "der Präsident reist mit dem Minister nach Bern und " * (size // 51)
    yield "an open quotation", "„" + "wort dass er kommt, " * (size // 20)
    yield "dates", "am 11. bis 12. September und " * (size // 29)
    people = (
        f"Der Minister A{_letters(n)} B{_letters(n)} traf Präsident C{_letters(n)} in Bern. " for n in range(1500)
    )
    yield "1,500 people", "".join(people)


def _letters(number: int) -> str:
    return "".join(chr(ord("a") + number // 26**place % 26) for place in range(4))


def _starts(folder: Path, rounds: int) -> Iterator[Measure]:
    """What a fresh process costs; the bytecode lies in the folder, which the first of the runs fills."""
    path = folder / "article.md"
    path.write_text(f"---\npublished: {PUBLISHED}\n---\n{ARTICLE.read_text('utf-8')}", "utf-8", newline="")
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(folder)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)

    def imported(reading: str) -> float:
        command = [sys.executable, "-c", reading]
        return float(subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout)

    def commanded(*arguments: str) -> float:
        before = _children()
        subprocess.run([str(TRACKER), *arguments], capture_output=True, check=True, env=environment)
        return (_children() - before) * 1000

    nothing, told = _least(lambda: imported(WITHOUT_EVENT), rounds), _least(lambda: imported(WITH_EVENT), rounds)
    yield within("import, names and words, a sentence that tells no event", nothing, "ms", 150)
    yield within("import, names and words, one sentence with its event", told, "ms", 150)
    parsed = _least(lambda: commanded("parse", str(path)), rounds)
    yield within("tracker parse FILE, from a cold start", parsed, "ms", 700)
    yield within("tracker --help", _least(lambda: commanded("--help"), rounds), "ms", 250)


def _least(run: Callable[[], float], rounds: int) -> float:
    """The least of several figures; what comes first only prepares."""
    run()
    return min(run() for _ in range(rounds))


def _children() -> float:
    """Seconds of processor time of the processes that have been waited for."""
    spent = os.times()
    return spent.children_user + spent.children_system
