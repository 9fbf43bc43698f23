"""The articles of a dossier as a list, with how many events were read from each."""

from __future__ import annotations

from collections.abc import Iterable

from tracker.article_store import ArticleRow
from tracker.projections.names import fold_text, words_of
from tracker.typed.filters import DATES, FilterError, Term
from tracker.wording import say
from tui.presenters.lines import Column, Line, joined, line
from tui.presenters.wording import flush, published_words


def columns() -> tuple[Column, ...]:
    """The columns of the list."""
    return (
        Column("published", say("desk.articles.published"), 18),
        Column("outlet", say("desk.articles.outlet"), 12, from_width=70),
        Column("title", say("desk.articles.title"), 20, grow=1),
        Column("language", "", 2, from_width=100),
        Column("claims", say("desk.articles.claims"), 6, right=True),
    )


def cells(row: ArticleRow) -> tuple[Line, ...]:
    """An article as a row; one that nothing was read from is muted."""
    tone = "" if row.claims else "muted"
    return (
        line((flush(published_words(row.published)), "muted")),
        line((row.outlet or "–", "muted")),
        line((title_of(row), tone)),
        line((row.language or "", "muted")),
        line((str(row.claims), "strong" if row.claims else "muted")),
    )


def title_of(row: ArticleRow) -> str:
    """Its title, else its file's name, else the start of its id."""
    return row.title or row.name or row.id[:12]


def article_citation(row: ArticleRow) -> str:
    """The article as text to paste."""
    return joined([row.outlet or "", title_of(row), published_words(row.published)], ", ")


def matches(row: ArticleRow, terms: Iterable[Term]) -> bool:
    """Whether an article's title, outlet, name and day are as a filter wants them.

    Raises:
        FilterError: the filter names what articles do not have.
    """
    return all(_holds(row, term) is not term.negated for term in terms)


def _holds(row: ArticleRow, term: Term) -> bool:
    if term.field in DATES:
        return term.holds_on(row.published, row.published)
    if term.field not in ("", "source"):
        raise FilterError(say("filters.not_here", field=term.field), remedy=say("filters.articles"))
    told = fold_text(
        joined([row.outlet or "", *([row.title or "", row.name] if term.field == "" else [])], " ")
    ).split()
    return any(all(any(each.startswith(word) for each in told) for word in words_of(value)) for value in term.values)
