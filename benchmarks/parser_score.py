"""Parse every article of a folder and print JSON lines: events, or a layer with ``--layer times|quotes``."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tracker.parsing.lines import event_line, quote_lines, time_lines
from tracker.parsing.parse import layers, parse
from tracker.reading.article import read_article


def main() -> None:
    """Read the arguments, parse, print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--layer", choices=["events", "times", "quotes"], default="events")
    given = arguments.parse_args()
    for path in sorted(given.folder.glob("*.md")):
        article = read_article(path.read_bytes(), path.name)
        if given.layer == "events":
            lines = [event_line(path.name, finding) for finding in parse(article)]
        elif given.layer == "times":
            lines = time_lines(path.name, layers(article).times)
        else:
            lines = quote_lines(path.name, layers(article).quotes)
        for line in lines:
            print(json.dumps(line, ensure_ascii=False))


if __name__ == "__main__":
    main()
