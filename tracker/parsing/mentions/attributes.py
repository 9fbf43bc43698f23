"""Read what stands right of an office or body: its state, its party, the body that it belongs to."""

from __future__ import annotations

from tracker.parsing.mentions.names import (
    name_like,
)
from tracker.parsing.mentions.roles import Role
from tracker.parsing.mentions.search import Search
from tracker.parsing.packs.world import Entry, Hit


def attributes(
    search: Search, i: int, role: Role | None = None, *, seated: bool = True
) -> tuple[int, list[str], list[Entry]]:
    """States and bodies right of an office or body: "Frankreichs", "der EU", "von Mariupol", "in Peking".

    Args:
        seated: a place behind "in" is its seat ("die Regierung in Kiew"), not where something happens.
    """
    countries: list[str] = []
    bodies: list[Entry] = []
    last, from_states = i, False
    while last < search.limit and len(countries) + len(bodies) < 8:
        j = last
        if countries or bodies:
            if search.tokens.lower[j] in search.x.syntax.inside:
                if not name_behind_place(search, j):
                    break
            elif search.tokens.lower[j] not in search.x.syntax.list_joiners:
                break
            else:
                j += 1
                if j < search.limit and search.tokens.lower[j] in search.x.syntax.articles_in_attributes:
                    j += 1  # "die Präsidenten von Mali und dem Tschad"
        local = j < search.limit and search.tokens.lower[j] in search.x.syntax.near_or_inside and role is not None
        if not seated and j < search.limit and search.tokens.lower[j] in search.x.syntax.near_or_inside:
            break
        if local and role is not None and role.category != "ambassador" and not name_behind_place(search, j):
            break
        if not seated and search.tokens.lower[j] in search.x.syntax.sending_prepositions:
            from_states = True  # "Delegationen aus Mali und Togo"
        if j < search.limit and search.tokens.lower[j] in (
            search.x.syntax.attribute_prepositions | search.x.syntax.sending_prepositions
            if from_states
            else search.x.syntax.attribute_prepositions
        ):
            j += 1
            if j + 1 < search.limit and search.tokens.lower[j] in search.x.transparent:
                j += 2 if search.tokens.lower[j + 1] in search.x.syntax.genitive_articles else 1
            while (
                j < search.limit
                and search.tokens.words[j][0].islower()
                and (
                    search.is_adjective(j)
                    or search.tokens.lower[j] in search.x.syntax.articles_in_attributes
                    or search.tokens.lower[j] in search.x.syntax.several
                )
            ):
                adjective = search.x.world.adjective(search.tokens.lower[j])
                if adjective and not countries:
                    following = search.tokens.lower[j + 1] if j + 1 < search.limit else ""
                    if following.endswith(search.x.bodies) or following.removesuffix("s").endswith(search.x.bodies):
                        countries.append(adjective)
                j += 1
        if j >= search.limit or (j > i and j == last + 1 and not search.tokens.words[j][0].isupper()):
            break
        hit = search.hit(j)
        if hit is None and j > last and (named := _named_behind(search, j)) is not None:
            bodies.append(named)
            last = j + 2
            continue
        members = members_of(search, j)
        if members is not None:
            bodies.append(members)
            last = j + 1
            continue
        if hit is None or hit.of("person"):
            if countries and j < search.limit and search.tokens.lower[j].removesuffix("s").endswith(search.x.bodies):
                last = j + 1
            break
        direct = j == last or (j == last + 1 and (countries or bodies) and search.tokens.words[j][0].isupper())
        entry = hit.entries[0]
        if (
            direct
            and not from_states
            and not search.tokens.words[j + hit.length - 1].endswith(("s", "’", "'", "z", "x"))
        ):
            break
        if entry.kind == "organisation":
            bodies.append(entry)
        elif entry.country:
            countries.append(entry.country)
        last = j + hit.length
    return last, countries, bodies


def _named_behind(search: Search, i: int) -> Entry | None:
    """The body right behind a noun for its kind: "der Wirtschaftsgemeinschaft Ecowas"."""
    if i + 1 >= search.limit or search.x.names.may_name(search.tokens.words[i]):
        return None
    hit = search.hit(i + 1)
    body = hit.of("organisation") if hit is not None and hit.length == 1 else None
    return body if body is not None and body.subkind == "igo" else None


def loose_attribute(search: Search, i: int, first: int) -> tuple[int, list[str]]:
    """The end of an apposition with a genitive that names no body known, and the states in it."""
    apposed = first > search.first and search.tokens.words[first - 1] in (",", "–")
    if i >= search.limit or search.tokens.lower[i] not in search.x.syntax.attribute_openers:
        return i, []
    countries: list[str] = []
    for j in range(i, min(search.limit, i + 12)):
        word = search.tokens.words[j]
        if word in (",", ".", ";", "–", ")"):
            return (j, countries) if apposed or name_in_commas(search, j) else (i, [])
        if not word[0].isalnum():
            return i, []
        adjective = search.x.world.adjective(search.tokens.lower[j])
        if adjective:
            countries.append(adjective)
    return i, []


def portfolio(search: Search, i: int) -> int:
    """The end of what a minister is for, where his name follows: "der Minister für Handel und kleine Betriebe X Y"."""
    if i >= search.limit or search.tokens.lower[i] not in search.x.syntax.portfolio_prepositions:
        return i
    for j in range(i + 2, min(search.limit, i + 10)):
        word = search.tokens.words[j]
        hit = search.hit(j)
        if search.x.names.is_first_name(word) or (hit is not None and hit.of("person")):
            return j
        inside = word[0].isupper() or word == "-" or search.is_adjective(j)
        if not (inside or search.tokens.lower[j] in search.x.syntax.and_):
            return i
    return i


def name_behind_place(search: Search, i: int) -> bool:
    """Whether "in X" belongs to an office, since its name follows in commas: "der Sprecher in Rom, Y, …"."""
    hit = search.hit(i + 1) if i + 1 < search.limit else None
    if hit is None:
        return False
    j = i + 1 + hit.length
    if j + 1 >= search.limit or search.tokens.words[j] != ",":
        return False
    following = search.hit(j + 1)
    return search.x.names.is_first_name(search.tokens.words[j + 1]) or bool(following and following.of("person"))


def members_of(search: Search, i: int) -> Entry | None:
    """The body whose members a compound names: "EU-Mitgliedstaaten"."""
    front, hyphen, tail = search.tokens.words[i].rpartition("-")
    if not hyphen or tail.lower().rstrip("n") not in search.x.member_words:
        return None
    entry = search.x.world.named(front)
    return entry if entry is not None and entry.kind == "organisation" else None


def bracketed(search: Search, i: int) -> list[Entry]:
    """A body in brackets behind a name: "Kanzler X (ÖVP)"."""
    if i + 2 >= search.limit or search.tokens.words[i] != "(":
        return []
    hit = search.hit(i + 1)
    body = hit.of("organisation") if hit else None
    return [body] if body is not None else []


def abbreviated(search: Search, i: int) -> bool:
    """Whether one word in brackets and a comma follow, behind which a name may stand."""
    words = search.tokens.words[i : i + 4]
    return len(words) == 4 and words[0] == "(" and words[2:] == [")", ","] and words[1][0].isupper()


def tags(search: Search, word: str, end: int) -> tuple[str, ...]:
    """Letters of a party or body before an office ("ÖVP-Chef") or in brackets behind a name ("X (ÖVP)")."""
    found = []
    front = word.partition("-")[0]
    if "-" in word and len(front) > 1 and front[:-1].isupper():
        found.append(front)
    if end + 2 < search.limit and search.tokens.words[end] == "(" and search.tokens.words[end + 2] == ")":
        found.append(search.tokens.words[end + 1])
    return tuple(found)


def name_in_commas(search: Search, i: int) -> bool:
    """Whether a name between commas follows: "der Chef der Behörde, X Y, …"."""
    if i + 2 >= search.limit or search.tokens.words[i] != ",":
        return False
    end = name_like(search, i + 1)
    hit = search.hit(i + 1)
    if hit is not None and hit.of("person"):
        end = i + 1 + hit.length
    return end >= i + 3 and end < search.limit and search.tokens.words[end] == ","


def front_of_compound(search: Search, word: str) -> Entry | None:
    """What the front of a compound names: "US-Präsident", "Kremlchef", "Palästinenserpräsident"."""
    role = search.x.roles.of(word)
    if "-" in word:
        front = word.rpartition("-")[0]
        return search.x.world.named(front) or search.x.world.named(front.partition("-")[0])
    if role is not None and role.prefix and len(role.prefix) > 2:
        return search.x.world.named(role.prefix) or search.x.world.nation(role.prefix)
    inside = next((f for f in search.x.role_fronts if word.lower().startswith(f)), None)
    return search.x.world.named(inside) if inside is not None else None


def owns_role(search: Search, i: int, hit: Hit) -> bool:
    """Whether a genitive before an office owns it: "Kirgistans Präsident", "Chinas neuer Außenminister"."""
    j = i + hit.length
    entry = hit.entries[0]
    if hit.length != 1 or entry.kind == "person" or not search.tokens.words[i].endswith(("s", "’", "'")):
        return False
    if entry.name.endswith("s") and search.tokens.words[i] == entry.name and entry.kind != "state":
        return False
    return j == i + 1 and j < search.limit and search.x.roles.of(search.tokens.words[j]) is not None
