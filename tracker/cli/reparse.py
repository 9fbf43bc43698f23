"""`tracker reparse`: today's parser over the stored articles, the differences into the log."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from events.errors import Conflict, OutdatedCorrection
from tracker.cli.arguments import OneOf
from tracker.cli.failures import FAILED, OK, complain
from tracker.cli.formats import print_json
from tracker.cli.session import dossier_option, for_reading, for_writing
from tracker.cli.terminal import data, message
from tracker.cli.usage import command, option
from tracker.wording import label, say

if TYPE_CHECKING:
    from events.model import AnyClaim
    from tracker.articles import Article
    from tracker.dossier import Dossier
    from tracker.reparsing.difference import Difference

_SHOWN = 80
"""Characters of a value that are shown."""


@dataclass
class Tally:
    """What a run came to."""

    articles: int = 0
    new: int = 0
    gone: int = 0
    changed: int = 0
    kept: int = 0
    failed: int = 0

    def add(self, difference: Difference) -> None:
        """Count an article."""
        self.articles += 1
        self.new += len(difference.new) + len(difference.restored)
        self.gone += len(difference.gone)
        self.changed += len(difference.corrected)
        self.kept += difference.kept


@command("reparse")
@click.argument("articles", nargs=-1, metavar="[ARTICLE…]")
@option("--dry-run", "dry_run", about="reparse_dry_run", is_flag=True)
@option("--format", "form", about="reparse_format", type=OneOf(("text", "json")), default="text")
@dossier_option
def reparse(articles: tuple[str, ...], dry_run: bool, form: str) -> int:
    """Show and record for each article what is read otherwise now."""
    tally = Tally()
    with for_reading(catch_up=False) if dry_run else for_writing() as dossier:
        chosen = _chosen(dossier, articles)
        differences = _differences(dossier, chosen, tally, dry_run=dry_run, aloud=form == "text")
        if form == "json":
            print_json(as_json(difference) for difference in differences if difference)
        else:
            for _ in differences:
                pass
    told = "cli.message.reparse_compared" if dry_run else "cli.message.reparsed"
    message(say(told, **vars(tally)))
    return FAILED if tally.failed else OK


def _chosen(dossier: Dossier, keys: tuple[str, ...]) -> Iterator[Article]:
    """The articles by these names, each once; all, in the order in which they came in, where none is named.

    Raises:
        TrackerError: there is none of a name; nothing is done then.
    """
    store = dossier.articles
    if not keys:
        numbers = sorted(store.numbers())
        return (found for number in numbers if (found := store.article(store.rows([number])[0].id)))
    named: dict[str, Article] = {}
    for key in keys:
        found = store.named(key, "ARTICLE")
        named[found.id] = found
    return iter(named.values())


def _differences(
    dossier: Dossier, articles: Iterator[Article], tally: Tally, *, dry_run: bool, aloud: bool
) -> Iterator[Difference]:
    """Reparse one article after the other; one whose stream is never at rest is named and passed over."""
    from tracker.reparsing.recording import reparse as reparse_one
    from tracker.summaries import plain

    for article in articles:
        told: list[Difference] = []

        def tell(difference: Difference, told: list[Difference] = told) -> None:
            if told:
                message(say("cli.message.reparse_again", name=plain(difference.article.name)))
            told.append(difference)
            if aloud and difference:
                _show(difference)

        try:
            difference = reparse_one(dossier, article, tell, dry_run=dry_run)
        except (Conflict, OutdatedCorrection) as error:
            complain(f"{plain(article.name)}: {error}")
            tally.failed += 1
            continue
        tally.add(difference)
        yield difference


def _show(difference: Difference) -> None:
    from tracker.summaries import plain

    name = plain(difference.article.name) or difference.article.id[:12]
    new = len(difference.new) + len(difference.restored)
    gone, changed = len(difference.gone), len(difference.corrected)
    data(say("cli.message.reparse_article", name=name, new=new, gone=gone, changed=changed))
    for claim in difference.gone:
        data(f"  − {_claim(claim.claim, claim.record.position)}")
    for one in difference.changed:
        if one.claim.gone:
            data(f"  + {_claim(one.claim.claim, one.claim.record.position)}")
        if one.changes:
            data(f"  ~ {_claim(one.claim.claim, one.claim.record.position)}")
        for change in one.changes:
            data(f"      {change.path}: {_value(change.old)} → {_value(change.new)}")
    for found in difference.new:
        data(f"  + {_claim(found.event)}")


def _claim(event: AnyClaim, position: int | None = None) -> str:
    from tracker.summaries import plain, summary

    number = f"#{position} " if position is not None else ""
    return f"{number}{label('type', event.type)} {plain(summary(event), 2 * _SHOWN)}"


def _value(value: Any) -> str:
    """A value in words: of a party its name, of a list its items, a dash where nothing is."""
    from tracker.summaries import plain

    return plain(_words(value), _SHOWN) or "–"


def _words(value: Any) -> str:
    match value:
        case None:
            return ""
        case list():
            return ", ".join(map(_words, value))
        case {"start": start, "end": end}:
            return f"{start}–{end}"
        case {"name": name, "role": role}:
            return f"{name} ({label('role', role)})"
        case dict():
            return " ".join(_words(part) for part in value.values() if part not in (None, []))
        case _:
            return str(value)


def as_json(difference: Difference) -> dict[str, Any]:
    """A difference as plain JSON data."""
    from events.envelope import body_of

    return {
        "article": difference.article.id,
        "name": difference.article.name,
        "new": [{"id": one.id, "data": body_of(one.event)} for one in difference.new],
        "gone": [{"id": one.record.id, "position": one.record.position} for one in difference.gone],
        "changed": [
            {
                "id": one.claim.record.id,
                "position": one.claim.record.position,
                "restored": one.claim.gone,
                "changes": [change.model_dump(mode="json") for change in one.changes],
            }
            for one in difference.changed
        ],
        "kept": difference.kept,
    }
