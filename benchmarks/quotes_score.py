"""Print the quotations of a folder of articles, as score_layers.py reads them: one JSON object a line.

python benchmarks/quotes_score.py FOLDER
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tracker.parsing.clauses import clauses
from tracker.parsing.pack import Pack, load_pack
from tracker.parsing.segment import sentences, tokenize
from tracker.parsing.speech import find_quotes
from tracker.parsing.speech_quote import Quote


def quotes_of(text: str, pack: Pack) -> list[Quote]:
    """The quotations of a text."""
    tokens = tokenize(text)
    cut = sentences(tokens, frozenset(pack.table("language")["abbreviations"]))
    return find_quotes(tokens, cut, [clauses(tokens, s, pack) for s in cut], pack)


def _body(text: str) -> str:
    """What stands behind the front matter, to the letter."""
    if text.startswith("---\n"):
        return text.partition("\n---\n")[2] if not text.startswith("---\n---\n") else text[8:]
    return text


def main() -> None:
    """Read every article of the folder and print its quotations."""
    pack = load_pack("de")
    for path in sorted(Path(sys.argv[1]).glob("*.md")):
        with path.open(encoding="utf-8", newline="") as file:
            text = _body(file.read())
        for quote in quotes_of(text, pack):
            if quote.mention:
                continue
            row = {
                "article": path.name,
                "quote": quote.quote,
                "cue": quote.cue,
                "speaker": quote.named,
                "addressee": quote.addressee + quote.via,
                "frame": quote.frame,
                "kind": quote.kind,
            }
            print(json.dumps(row, ensure_ascii=False))


if __name__ == "__main__":
    main()
