"""Why the parser read a claim out of an article: its rule, its trigger, and the words behind every field.

The log keeps no reasons. They are found again by parsing the stored article, where today's parser is the one that read
it then.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tracker.articles import Article
from tracker.summaries import plain
from tracker.wording import say

_WORDS = 6
"""So many places in the text are told for one field."""


@dataclass(frozen=True, slots=True)
class Reasons:
    """The reasons behind one claim.

    Attributes:
        rule: its id ("verb:reisen").
        trigger: the word that gave it away.
        fields: for each field, the words that it was read from.
        note: why there are no reasons, "" where there are.
    """

    rule: str = ""
    trigger: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    note: str = ""


def reasons_of(article: Article, read_by: Mapping[str, str]) -> dict[str, Reasons]:
    """The reasons of some claims of an article; parses it, which takes some milliseconds once the parser is loaded.

    Args:
        read_by: by event id who recorded the claim; those that no parser recorded are left out.
    """
    from tracker.parsing.parse import finding_ids, parse
    from tracker.parsing.recorder import recorder

    today = recorder(article)
    found: dict[str, Reasons] = {}
    if today in read_by.values():
        findings = parse(article)
        for id, finding in zip(finding_ids(article.id, findings), findings, strict=True):
            start, end = finding.trigger
            fields = tuple((name, _told(article.text, spans)) for name, spans in finding.why.items())
            found[id] = Reasons(finding.rule, plain(article.text[start:end]), fields)
    answer: dict[str, Reasons] = {}
    for id, agent in read_by.items():
        if agent == today:
            answer[id] = found.get(id, Reasons(note=say("desk.evidence.not_found_now")))
        elif agent.startswith("parser:"):
            answer[id] = Reasons(note=say("desk.evidence.other_parser", then=agent, now=today))
    return answer


def _told(text: str, spans: Iterable[tuple[int, int]]) -> str:
    words = (plain(text[start:end], 60) for start, end in list(spans)[:_WORDS])
    return " · ".join(word for word in dict.fromkeys(words) if word)
