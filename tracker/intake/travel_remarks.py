"""Reads the remark of a travel record: who was met, which gathering was attended, of what rank the visit was.

The remarks are short English sentences of a small grammar ("Met with President Roe and Foreign Minister Doe; attended
the Summit of the Lakes."). A clause begins with a verb; the verb decides what the clause can tell. What is not
understood is passed over, since the visit itself is certain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tracker.intake.travel_mentions import Named, begins_with_somebody, is_capital, people_in, tokens_of
from tracker.intake.travel_words import words

LONGEST = 4000
"""How many characters of a remark are read."""
_LONGEST_NAME = 200
_ABBREVIATED = re.compile(
    r"\b(U\.S|St|Gen|Jr|Sr|Dr|Mr|Mrs|Ft|Mt|Lt|D\.C|D\.F|Col|[A-Z])\."
    r"(?! (?:Met|Also|Attended|Discussed|Addressed|Visited|Signed)\b)"
)
_HELD_DOT = "․"
_SENTENCE_END = re.compile(r"\.(?=\s|$)|;|\[")
_CLAUSE = re.compile(
    r"(?:, and | and |, )(?=(?:also |then |later |afterwards? |briefly |informally |privately )?([a-z]+)\b)"
)
_GLUED = re.compile(r"\b(Minister|President|Secretary)(?=[A-Z])")
_TOPIC = re.compile(
    r"\b(?:[Dd]iscussed|[Rr]eviewed|to discuss|[Bb]riefed (?:[^;]{3,120}?) on)\s+"
    r"(?:(?:the|a|an) )?(.{3,120}?)(?= with (?![a-z]+ing\b)| in (?=[A-Z])|[.;,](?=\s|$)|$)"
)
_WAY = re.compile(r"\b(?:en route|on the way|by satellite|by video|by telephone|in preparation)\b")
_CUT = re.compile(
    r" with | while | during | where | held | hosted by| including| between | to discuss| to consult| to review"
    r"| by satellite| via "
    r"| (?:January|February|March|April|May|June|July|August|September|October|November|December) \d"
    r"| of (?:the )?Heads of State| as part of | and on a | at the start of | \((?:[A-Z][a-z]+ )\d"
)
_INTO = re.compile(r"\b(?:in|to|for|at|of the U\.S\. delegation to)\s+(?:the |a |an |meetings? of )?")
_ARTICLE = re.compile(
    r"^(?:the|a|an|preliminary to the|opening of(?: the)?|(?:the )?opening session of(?: the| a)?|attend|co-hosted"
    r"|jointly hosted)\s+",
    re.IGNORECASE,
)
_PIECE = re.compile(r"(, and |, | and )")
_PLACE_BEHIND = re.compile(r" (?:in|at) ([A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*)?)$")
_ELECT = re.compile(
    r"\bas (?:the )?(President|Secretary)-elect\b|\bas (?:the )?(President|Secretary) (?:elect|designate)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Meeting:
    """People who were met together in one clause, or a gathering with the people named beside it.

    ``gathering`` is its name, "" for a mere meeting. ``together`` says that the clause has the traveller accompany or
    join somebody, who then took part, too.
    """

    people: tuple[Named, ...]
    gathering: str = ""
    topic: str = ""
    together: bool = False


@dataclass(frozen=True, slots=True)
class Remark:
    """What a remark tells plainly.

    Attributes:
        meetings: meetings and gatherings in the order of the text.
        companions: those whom the traveller accompanied or joined.
        rank: of the visit, a word of the domain; None where none is told.
        occasion: what else was attended, such as an inauguration.
        topics: what was discussed.
        elect: whether the traveller was not in office yet.
    """

    meetings: tuple[Meeting, ...] = ()
    companions: tuple[Named, ...] = ()
    rank: str | None = None
    occasion: str | None = None
    topics: tuple[str, ...] = ()
    elect: bool = False


def read_remark(text: str, localities: frozenset[str] = frozenset()) -> Remark:
    """What a remark tells.

    Args:
        text: the remark; of a very long one the beginning is read.
        localities: names of places of the trip, which are no part of a gathering's name.
    """
    meetings: list[Meeting] = []
    companions: list[Named] = []
    occasion, topics = None, []
    rank = None
    text = " ".join(text[:LONGEST].split())
    for clause in clauses(text):
        rank = rank or _rank(clause)
        verb, rest = _verb(clause)
        topic = _topic(clause)
        if topic:
            topics.append(topic)
        people = _met(verb, clause)
        joined = _joined(verb, rest)
        companions += joined
        names, others = _attended(verb, rest, localities, joined=bool(joined))
        occasion = occasion or next(iter(others), None)
        together = bool(joined)
        meetings += [Meeting((), name, together=together) for name in names[:-1]]
        if names:
            meetings.append(Meeting(tuple(people), names[-1], topic, together))
        elif people:
            meetings.append(Meeting(tuple(people), "", topic, together))
    return Remark(
        tuple(meetings), tuple(companions), rank, occasion, tuple(dict.fromkeys(topics)), bool(_ELECT.search(text))
    )


def clauses(text: str) -> Iterator[str]:
    """The clauses of a remark, each beginning with its verb or a noun that stands for one."""
    held = _ABBREVIATED.sub(lambda match: match[1].replace(".", _HELD_DOT) + _HELD_DOT, _GLUED.sub(r"\1 ", text))
    for sentence in _SENTENCE_END.split(held):
        start = 0
        for match in _CLAUSE.finditer(sentence):
            if _is_verb(match[1]):
                yield from _whole(sentence[start : match.start()])
                start = match.end()
        yield from _whole(sentence[start:])


def _is_verb(word: str) -> bool:
    regular = word.endswith("ed") and len(word) > 4 and word not in words().not_verbs
    return regular or word in words().irregular


def _whole(clause: str) -> Iterator[str]:
    clause = clause.replace(_HELD_DOT, ".").strip(" ,").removeprefix("and ")
    if clause:
        yield clause


def _verb(clause: str) -> tuple[str, str]:
    """The verb in lower case, and the rest behind it."""
    parts = clause.split(" ")
    while len(parts) > 1 and parts[0].lower() in words().adverbs:
        parts = parts[1:]
    return parts[0].lower(), " ".join(parts[1:])


def _rank(clause: str) -> str | None:
    return next((rank for rank, pattern in words().ranks if pattern.search(clause)), None)


def _topic(clause: str) -> str:
    match = _TOPIC.search(clause)
    topic = match[1].strip() if match else ""
    return "" if any(is_capital(word) and words().offices.at([word], 0) for word in topic.split()) else topic


def _met(verb: str, clause: str) -> list[Named]:
    """Everybody whom the clause lets the traveller meet."""
    tokens = tokens_of(clause)
    if not _is_verb(verb) and verb != "with" and begins_with_somebody(tokens):  # the list of the clause before goes on
        return people_in(tokens, 0)[0]
    way = _WAY.search(clause)
    limit = len(tokens_of(clause[: way.start()])) if way else len(tokens)
    found: list[Named] = []
    at = 0
    if verb in words().meets:
        at = next(index for index, token in enumerate(tokens) if token.lower() == verb) + 1
        while at < limit and tokens[at] in words().adverbs:
            at += 1
        if at < limit and tokens[at] != "with":
            found, at = people_in(tokens, at, frozenset({"on"}) if verb != "met" else frozenset())
    while at < limit:
        if tokens[at].lower() in ("with", "between") and not _told_of(verb, tokens[:at]):
            people, at = people_in(tokens, at + 1)
            found += people
        else:
            at += 1
    return list(dict.fromkeys(found))


def _told_of(verb: str, before: list[str]) -> bool:
    """Whether a meeting is only spoken of ("Briefed allies on his meeting with …", "an invitation to meet with …")."""
    spoken = verb in ("briefed", "debriefed", "arranged", "reported") and bool(
        {"on", "about", "for", "of"} & set(before)
    )
    return spoken or bool({"invitation", "arrangements", "plans"} & set(before))


def _joined(verb: str, rest: str) -> list[Named]:
    """Whom the traveller accompanied or joined."""
    if verb not in ("accompanied", "joined"):
        return []
    return people_in(tokens_of(rest), 0, frozenset({"in", "on", "at", "for", "with", ","}))[0]


def _attended(verb: str, rest: str, localities: frozenset[str], *, joined: bool) -> tuple[list[str], list[str]]:
    """The names of the gatherings that the clause has the traveller attend, and of other occasions."""
    if verb not in words().takes_part:
        return [], []
    if joined or verb in ("led", "headed", "represented", "participated", "joined", "accompanied"):
        goal = _INTO.search(rest)
        if goal is None:
            return [], []
        rest = rest[goal.end() :]
    phrase = _CUT.split(rest, maxsplit=1)[0]
    names: list[str] = []
    others: list[str] = []
    for piece in _pieces(phrase):
        piece = _ARTICLE.sub("", _ARTICLE.sub("", piece.strip(" ,").removesuffix(" on")))
        if (behind := _PLACE_BEHIND.search(piece)) and behind[1] in localities:
            piece = piece[: behind.start()]
        nouns = {word.lower().strip('“”"') for word in piece.split()}
        if nouns & words().occasions:
            others.append(piece)
        elif _is_gathering(verb, piece, nouns):
            names.append(piece)
    return names, others


def _is_gathering(verb: str, piece: str, nouns: set[str]) -> bool:
    wanted = words().addressed if verb == "addressed" else words().gatherings
    if not nouns & wanted or words().domestic.intersection(piece.split()) or len(piece) > _LONGEST_NAME:
        return False
    return any(
        (word[0].isupper() or word[0].isdigit() or word[0] == "“")
        and word not in words().general
        and word.lower() not in words().gatherings
        for word in piece.split()
    )


def _pieces(phrase: str) -> list[str]:
    """A list of gatherings cut into its members: each has a noun for one, or none is cut off."""
    parts = _PIECE.split(phrase)
    pieces: list[str] = [parts[0]]
    for mark, part in zip(parts[1::2], parts[2::2], strict=True):
        complete = _has_noun(pieces[-1]) and (_has_noun(pieces[-1].rpartition(" ")[2]) or bool(_ARTICLE.match(part)))
        if complete and _has_noun(part) and not pieces[-1].endswith("-"):
            pieces.append(part)
        elif not complete or mark == " and " or _is_state(part):
            pieces[-1] += mark + part
    return pieces


def _has_noun(text: str) -> bool:
    return any(word.lower() in words().gatherings | words().occasions for word in text.split())


def _is_state(text: str) -> bool:
    name = text.removeprefix("the ").split()
    return bool(name) and words().states.at(name, 0) == len(name)
