"""An article that was pasted into the desk: what its head says, what is still asked, what the parser finds in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from events.errors import TrackerError
from events.model import AnyClaim
from tracker.articles import Article
from tracker.reading.article import read_article
from tracker.summaries import summary
from tracker.wording import label, say
from tui.glyphs import glyphs
from tui.presenters.checked import Typed
from tui.presenters.field_spec import FieldSpec
from tui.presenters.lines import Line, line, typeable
from tui.presenters.typed_fields import publication
from tui.presenters.wording import wrapped

_NAME = "pasted.md"
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class PastedDraft(Typed):
    """The fields of the form; ``text`` is the article itself."""

    title: str = ""
    outlet: str = ""
    published: str = ""
    text: str = ""


SPECS = tuple(FieldSpec(name, "paste.form") for name in ("title", "outlet", "published"))
"""The fields that stand above the text."""


@dataclass(frozen=True, slots=True)
class Pasted:
    """What would be taken in: the article, or None; by field what was understood and what is wrong."""

    article: Article | None
    understood: Mapping[str, str] = field(default_factory=dict)
    problems: Mapping[str, str] = field(default_factory=dict)


def pasted(text: str) -> PastedDraft:
    """The form for a pasted text; a head with title, outlet and date is read and taken off.

    Characters that steer a terminal are no words of an article: they are gone.
    """
    text = typeable(text)
    try:
        read = read_article(text.encode("utf-8", "replace"), _NAME)
    except TrackerError:
        return PastedDraft(text=text)
    return PastedDraft(read.title or "", read.outlet or "", read.published or "", read.text)


def check_pasted(draft: PastedDraft, today: date) -> Pasted:
    """Read the fields. The text alone is needed; without a day its relative dates stay open."""
    understood: dict[str, str] = {}
    problems: dict[str, str] = {}
    published = publication(draft.published, today, understood, problems)
    if not draft.text.strip():
        problems["text"] = say("paste.missing_text")
    if problems:
        return Pasted(None, understood, problems)
    article = Article(
        draft.text,
        name=_NAME,
        title=draft.title.strip() or None,
        outlet=draft.outlet.strip() or None,
        published=published,
    )
    return Pasted(article, understood, problems)


def found_lines(claims: Sequence[AnyClaim] | None, read: Pasted, width: int, *, known: bool) -> list[Line]:
    """What the parser finds in the text.

    Args:
        claims: None as long as it is not known.
        known: whether the text is in the dossier already.
    """
    lines: list[Line] = [line((say("paste.found"), "heading")), ()]
    for name, problem in read.problems.items():
        waits = name == "text"  # nothing is wrong yet where nothing is typed yet
        lines += wrapped(
            problem if waits else f"{glyphs().no} {problem}", width, indent="", tone="muted" if waits else "bad"
        )
    if known:
        lines += [*wrapped(f"{glyphs().past} {say('paste.known')}", width, indent="", tone="warn"), ()]
    if read.article is not None and read.article.published is None:
        lines += [*wrapped(f"{glyphs().past} {say('paste.undated')}", width, indent="", tone="warn"), ()]
    if claims is None:
        return lines
    if not claims:
        return [*lines, *wrapped(say("paste.nothing"), width, indent="", tone="muted")]
    for claim in claims[:_SHOWN]:
        kind = (f" {label('type', claim.type)}", "name")
        lines.append(line((glyphs().state(claim.status), claim.status), kind))
        lines += wrapped(summary(claim), width, indent="   ", limit=2)
    if len(claims) > _SHOWN:
        lines.append(line((say("forms.more", count=len(claims) - _SHOWN), "muted")))
    return lines
