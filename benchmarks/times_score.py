"""Print the phrases of time of a folder of articles, as score_layers.py reads them: one JSON object a line.

python benchmarks/times_score.py FOLDER
"""

from __future__ import annotations

import json
import re
import sys
from datetime import date
from pathlib import Path

from tracker.parsing.clauses import clauses
from tracker.parsing.pack import Pack, load_pack
from tracker.parsing.segment import sentences, tokenize
from tracker.parsing.times import TimePhrase, find_times
from tracker.parsing.times_direction import clause_direction

_FRONT = re.compile(r"---\n(?P<matter>(?:[^\n]*\n)*?)---\n")
_PUBLISHED = re.compile(r"^published: (\d{4}-\d{2}-\d{2})", re.MULTILINE)


def times_of(text: str, published: date | None, pack: Pack) -> list[TimePhrase]:
    """The phrases of time of a text."""
    tokens = tokenize(text)
    cut = sentences(tokens, frozenset(pack.table("language")["abbreviations"]))
    direction = clause_direction(cut, [clauses(tokens, s, pack) for s in cut], pack)
    return find_times(tokens, cut, pack, anchor=published, direction=direction)


def main() -> None:
    """Read every article of the folder and print its phrases of time."""
    pack = load_pack("de")
    for path in sorted(Path(sys.argv[1]).glob("*.md")):
        with path.open(encoding="utf-8", newline="") as file:
            text = file.read()
        front = _FRONT.match(text)
        matter = front["matter"] if front else ""
        published = _PUBLISHED.search(matter)
        day = date.fromisoformat(published[1]) if published else None
        for phrase in times_of(text[front.end() if front else 0 :], day, pack):
            for timex in phrase.timexes:
                row = {"article": path.name, "start": timex.start, "end": timex.end, "type": timex.type}
                print(json.dumps({**row, "value": timex.value}, ensure_ascii=False))


if __name__ == "__main__":
    main()
