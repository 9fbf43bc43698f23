"""Pictures of the running desk over the demo dossier: ``python docs/pictures/make.py [NAME …]``.

Every picture is what the program draws, as SVG, and as PNG where ``rsvg-convert`` is installed.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import seeds
from tracker.dossier import Dossier
from tracker.reading.article import read_article
from tracker.wording import use_language
from tui.app import DeskApp
from tui.session import Session

HERE = Path(__file__).parent
NOW = datetime(2023, 9, 20, 9, 0, tzinfo=UTC)
"""The moment at which the pictures are taken: a day after the newest of the demo reports."""
_PIXELS = 1200


@dataclass(frozen=True, slots=True)
class Picture:
    """What to press, at which size and in which look and language."""

    keys: Sequence[str]
    size: tuple[int, int] = (120, 36)
    theme: str = "ink"
    language: str = "en"


def typed(text: str) -> list[str]:
    """The keys of a text, then enter."""
    names = {" ": "space", ".": "full_stop", ":": "colon"}
    return [*(names.get(character, character) for character in text), "enter"]


PAST = ["t", *typed("12 sept 2023 18:00")]
PICTURES = {
    "meetings": Picture([*PAST, "g", "j"]),
    "meetings-paper": Picture(["g"], theme="paper"),
    "meetings-small": Picture([*PAST, "g", "j"], size=(80, 24)),
    "meetings-wide": Picture(["g"], size=(200, 50)),
    "meetings-german": Picture(["g"], language="de"),
    "meeting": Picture(["g", "enter"]),
    "evidence": Picture(["g", "e", "n"]),
    "evidence-small": Picture(["g", "e", "n"], size=(80, 24), theme="paper"),
    "changes": Picture([*PAST, "d"]),
    "timeline": Picture(["2"]),
    "where": Picture(["3"]),
    "statements": Picture(["4"]),
    "articles": Picture(["5"]),
    "log": Picture(["6"]),
    "projections": Picture(["7", "R"]),
    "append": Picture(["g", "a"]),
    "append-small": Picture(["g", "a"], size=(80, 24)),
    "help": Picture(["question_mark"], theme="paper"),
    "palette": Picture(["colon", *"putin"]),
    "contrast": Picture(["g"], theme="contrast"),
    "ansi": Picture(["g"], theme="ansi"),
}


def demo(folder: Path) -> Path:
    """A dossier with the shipped reports."""
    path = folder / "demo.dossier"
    with Dossier.open(path, create=True) as dossier:
        for name, content in seeds.demo_articles():
            dossier.ingest(read_article(content.encode(), name))
        dossier.catch_up()
    return path


async def draw(path: Path, picture: Picture) -> str:
    """The screen as SVG after the keys."""
    use_language(picture.language)
    with Dossier.open(path) as dossier:
        app = DeskApp(Session(dossier, now=lambda: NOW), live=False, theme=picture.theme)
        async with app.run_test(size=picture.size) as pilot:
            await pilot.pause()
            await app.workers.wait_for_complete()
            for key in picture.keys:
                await pilot.press(key)
                await pilot.pause()
                work = [each for each in app.workers if each.group != "ask"]
                await asyncio.gather(*(each.wait() for each in work), return_exceptions=True)
            await pilot.pause(0.3)
            return app.export_screenshot(title="tracker")


def readable(svg: str) -> str:
    """The SVG for every viewer: blanks kept as they are, a font that is at hand."""
    svg = re.sub(r"@font-face \{[^}]*\}", "", svg)
    svg = svg.replace("Fira Code", "DejaVu Sans Mono")
    return svg.replace("<text ", '<text xml:space="preserve" ')


def main(arguments: Sequence[str] | None = None) -> int:
    """Draw the pictures that were asked for, by default all."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("names", nargs="*", help="which pictures")
    parser.add_argument("--into", type=Path, default=HERE, help="the folder to write to")
    options = parser.parse_args(arguments)
    convert = shutil.which("rsvg-convert")
    with TemporaryDirectory() as folder:
        path = demo(Path(folder))
        for name in options.names or PICTURES:
            target = options.into / f"{name}.svg"
            target.write_text(readable(asyncio.run(draw(path, PICTURES[name]))), encoding="utf-8")
            if convert:
                image = target.with_suffix(".png")
                subprocess.run([convert, "-w", str(_PIXELS), str(target), "-o", str(image)], check=True)
            sys.stdout.write(f"{target}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
