"""Build the mentions of people: by name, by office with or without a name, by nation."""

from __future__ import annotations

from tracker.parsing.mentions.attributes import (
    abbreviated,
    attributes,
    bracketed,
    front_of_compound,
    loose_attribute,
    portfolio,
    tags,
)
from tracker.parsing.mentions.mention import Mention
from tracker.parsing.mentions.names import (
    clean_name,
    is_genitive,
    regnal,
    remember,
    titled_name,
)
from tracker.parsing.mentions.roles import Role
from tracker.parsing.mentions.search import Frame, Search
from tracker.parsing.packs.world import Entry, Hit


def named_person(search: Search, first: int, last: int, entry: Entry | None, *, frm: int | None = None) -> Mention:
    name = clean_name(search, first, last, entry)
    frame = search.frame(first if frm is None else frm)
    sex = entry.sex if entry else search.x.names.sex(name)
    countries = (entry.country,) if entry and entry.country else (frame.country,) if frame.country else ()
    genitive = is_genitive(search, last - 1, name)
    return Mention(
        frame.first,
        last,
        last - 1,
        "person",
        name,
        search.text(first, last),
        countries=countries,
        entry=entry,
        preposition=frame.preposition,
        cases="g" if genitive else frame.cases,
        sex=sex,
        genitive=genitive and frame.preposition is None,
        former=frame.former,
    )


def office(
    search: Search, i: int, *, frm: int | None = None, country: Hit | None = None, nation: str | None = None
) -> Mention:
    """An office with what stands around it: article, state, name."""
    word = search.tokens.words[i]
    role = search.x.roles.of(word)
    assert role is not None
    pair = start_of_pair(search, i)
    frame = search.frame((pair if pair is not None else i) if frm is None else frm)
    countries: list[str] = [c for c in (*reversed(frame.nations), frame.country, nation) if c]
    bodies: list[Entry] = []
    if country is not None:
        owner = country.entries[0]
        if owner.kind == "organisation":
            bodies.append(owner)
        if owner.country:
            countries.append(owner.country)
    prefix = front_of_compound(search, word) if role.prefix or "-" in word else None
    if prefix is not None:
        if prefix.country:
            countries.append(prefix.country)
        if prefix.kind == "organisation":
            bodies.append(prefix)
    if role.state:
        countries = [role.state]
    last, more, further = attributes(search, i + 1, role)
    countries.extend(more)
    bodies.extend(further)
    last = portfolio(search, last)
    end = titled_name(search, last)
    if end == last and last > i + 1:
        end_direct = titled_name(search, i + 1)
        if end_direct > i + 1:
            end, last = end_direct, i + 1
    name_first = last
    name = ""
    entry: Entry | None = None
    while name_first < end and search.tokens.lower[name_first] in search.x.names.titles:
        name_first += 1
    if end > name_first:
        hit = search.hit(name_first)
        entry = hit.of("person") if hit else None
        if hit and entry and name_first + hit.length > end:
            end = regnal(search, name_first + hit.length)
        name = clean_name(search, name_first, end, entry)
        if _is_owner(search, frame, end - 1, name):
            name, entry, last = "", None, end
        else:
            remember(search, name, entry, monarch=role.category == "monarch")
    if not name and not more and not further:
        last, found = loose_attribute(search, i + 1, frame.first)
        countries.extend(found)
    behind = max(end, last, i + 1)
    told = max(last, i + 1) if name else behind  # whom its holder serves belongs to the office, who holds it does not
    bodies.extend(bracketed(search, behind))
    if not name and abbreviated(search, behind):
        last = behind + 3  # "der Vorsitzende der Nordischen Union (NU), X Y, …"
    # Several they are with a name, too: "die Minister X und Y".
    several = is_plural(search, role, word, frame, len(more) + len(further), bodies)
    plural = several and not name
    masculine = frame.cases in ("n", "d") or (frame.cases in ("g", "ad") and not several)  # "des Königs", "den König"
    sex = "f" if role.feminine else "m" if masculine or name else ""
    if name and search.x.names.sex(name) and not role.feminine:
        sex = search.x.names.sex(name)
    cases = frame.cases
    if (
        plural
        and "g" in frame.cases
        and frame.preposition is None
        and search.tokens.lower[frame.first] in search.x.syntax.genitive_plural_article
    ):
        cases = "g"
    if role.oblique and not several:
        cases = "".join(c for c in cases if c != "n") or cases
    if not plural and frame.country and frm is None and (other := before_joiner(search, i, frame, role)) is not None:
        search.found.append(other)
    first = frame.first if frm is None else min(frame.first, frm)
    noun_first = (pair if pair is not None else i) - len(frame.adjectives) if frm is None else frm
    wording = search.nominative(noun_first, i, told)
    return Mention(
        first,
        max(end, last, i + 1),
        end - 1 if name else i,
        "group" if plural else "person",
        name,
        wording,
        role=role,
        countries=tuple(dict.fromkeys(countries)),
        bodies=tuple(bodies),
        entry=entry,
        preposition=frame.preposition,
        cases=cases,
        plural=plural,
        sex=sex,
        possessive=frame.possessive,
        genitive=frame.preposition is None and cases == "g",
        definite=frame.definite,
        former=role.former or frame.former,
        tags=tags(search, word, max(end, last, i + 1)),
    )


def _is_owner(search: Search, frame: Frame, last: int, name: str) -> bool:
    """Whether the name behind an office is a genitive, of the one whom its holder serves: "der Sprecher Falks"."""
    told = frame.first < last and search.tokens.lower[frame.first] in search.x.determiners
    return told and frame.cases != "g" and is_genitive(search, last, name)


def before_joiner(search: Search, i: int, frame: Frame, role: Role) -> Mention | None:
    """The other of two of one office, told by an adjective: "der finnische" before "und der dänische Minister"."""
    lower, adjective = search.tokens.lower, frame.first - 2
    if adjective <= search.first or lower[adjective + 1] not in search.x.syntax.and_:
        return None
    country = search.x.world.adjective(lower[adjective])
    if country is None or country == frame.country or lower[adjective - 1] not in search.x.determiners:
        return None
    before = adjective - 2
    governed = before >= search.first and lower[before] in search.x.prepositions
    return Mention(
        adjective - 1,
        adjective + 1,
        adjective,
        "person",
        "",
        f"{search.tokens.words[adjective]} {search.tokens.words[i]}",
        role=role,
        countries=(country,),
        preposition=before if governed else None,
        cases=search.x.determiners[lower[adjective - 1]],
        sex="f" if role.feminine else "m",
        definite=lower[adjective - 1] in search.x.syntax.definite,
    )


def national(search: Search, i: int, country: str, sex: str) -> Mention | None:
    end = search.x.names.name_end(search.tokens, i + 1, search.limit, lone=True) if i + 1 < search.limit else i
    frame = search.frame(i)
    plural = search.tokens.lower[i].endswith(search.x.syntax.plural_national_endings) and (
        frame.definite and frame.cases in ("na", "ad")
    )
    if end > i + 1 and end - i > 1:
        name = clean_name(search, i + 1, end, None)
        return Mention(
            frame.first,
            end,
            end - 1,
            "person",
            name,
            search.text(i + 1, end),
            countries=(country,),
            preposition=frame.preposition,
            cases=frame.cases,
            sex=search.x.names.sex(name) or sex,
        )
    following = search.x.roles.of(search.tokens.words[i + 1]) if i + 1 < search.limit else None
    if following is not None:  # "Schweizer Präsident": an adjective that looks like a noun
        return office(search, i + 1, frm=i, nation=country)
    if not frame.definite and frame.preposition is None and not frame.many:
        return None
    if i + 1 < search.limit and search.tokens.words[i + 1] in search.x.names.nouns:
        return None  # "dem Schweizer Ort"
    return Mention(
        frame.first,
        i + 1,
        i,
        "national",
        "",
        search.tokens.words[i],
        countries=(country,),
        preposition=frame.preposition,
        cases=frame.cases,
        sex=sex,
        plural=plural,
        definite=frame.definite,
    )


def start_of_pair(search: Search, i: int) -> int | None:
    """Where "Staats- und Regierungschefs" begins."""
    lower = search.tokens.lower
    if (
        i - 3 >= search.first
        and lower[i - 1] in search.x.syntax.and_
        and lower[i - 2] == "-"
        and search.tokens.words[i - 3][0].isupper()
    ):
        return i - 3
    return None


def is_plural(search: Search, role: Role, word: str, frame: Frame, owners: int, bodies: list[Entry]) -> bool:
    lower = word.lower()
    if role.category in search.x.only_plural and any(b.subkind == "igo" for b in bodies):
        return True
    article = frame.first
    if (
        "g" in frame.cases
        and not role.feminine
        and search.tokens.lower[article] in search.x.syntax.genitive_plural_article
        and article > search.first
    ):
        before = search.tokens.words[article - 1]
        if role.oblique:
            return True  # "der Präsidenten", "der Regierungschefs": with "der" only a genitive plural
        # "das Treffen der Außenminister": a masculine noun behind a noun and "der" is a genitive plural.
        if before[0].isupper() and search.tokens.lower[article - 1] not in search.x.determiners and not role.oblique:
            return True
    if frame.many or owners > 1:
        return True
    if lower.endswith(search.x.syntax.feminine_plural_endings):
        return True
    tail = lower.rpartition("-")[2]
    if frame.cases == "na" and frame.definite and not role.feminine:
        return search.tokens.lower[article] not in search.x.syntax.neuter_articles  # "das Staatsoberhaupt"
    if frame.cases == "ad" and frame.definite and tail in search.x.plural_roles and lower.endswith("n"):
        return role.category not in ("head_of_state",)
    if frame.cases == "nadg" and not frame.definite and tail.endswith(search.x.syntax.plural_role_endings):
        return frame.preposition is not None or lower.endswith(search.x.syntax.bare_plural_roles)
    return False
