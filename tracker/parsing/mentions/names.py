"""Tell names in their surroundings: known ones, unknown ones told by an office, genitives, names in commas."""

from __future__ import annotations

from tracker.parsing.mentions.personal_names import ROMAN
from tracker.parsing.mentions.search import Search
from tracker.parsing.packs.world import Entry, Hit


def whole_name(search: Search, i: int, known: tuple[str, ...]) -> int:
    """Where a known name ends that begins here, so that its first word alone is not taken for it."""
    for name in known:
        words = name.lower().split()
        length = len(words)
        printed = search.tokens.lower[i : i + length]
        if (
            length > 1
            and printed[:-1] == words[:-1]
            and printed[-1:]
            and printed[-1].rstrip("s’'") == words[-1].rstrip("s’'.")
        ):
            return regnal(search, i + length)
    return i + 1


def behind_office(search: Search, i: int) -> bool:
    """Whether an unknown name in commas follows an office without name: "der Präsident Finnlands, X Y, …"."""
    before = search.found[-1] if search.found else None
    if before is None or before.role is None or before.name or before.last != i - 1:
        return False
    end = name_like(search, i)
    if before.plural:  # "die Präsidenten Finnlands und Estlands, X Y und Z W,"
        second = name_like(search, end + 1) if end < search.limit else end
        joined = end + 1 < search.limit and search.tokens.lower[end] in search.x.syntax.and_
        several = len(before.countries) > 1 and joined and second >= end + 3
        return search.tokens.words[i - 1] == "," and end >= i + 2 and several
    closed = end >= search.limit or search.tokens.words[end] in (",", ".", "–", ")")
    return search.tokens.words[i - 1] == "," and end >= i + 2 and closed


def beside_listed(search: Search, i: int) -> bool:
    """Whether an unknown name is the second of two behind the office of both: "die Präsidenten …, X Y und Z W,"."""
    if len(search.found) < 2 or search.tokens.lower[i - 1] not in search.x.syntax.and_:
        return False
    office, first = search.found[-2:]
    listed = office.plural and office.role is not None and first.kind == "person" and first.last == i - 1
    return listed and first.first == office.last + 1 and name_like(search, i) >= i + 2


def bracketed_name(search: Search, i: int) -> bool:
    """Whether an unknown name fills the brackets behind an office or a state: "der Präsident Finnlands (X Y)"."""
    before = search.found[-1] if search.found else None
    if before is None or before.last != i - 1 or search.tokens.words[i - 1] != "(" or before.kind == "person":
        return False
    end = name_like(search, i)
    return i + 2 <= end < search.limit and search.tokens.words[end] == ")"


def beside_person(search: Search, i: int) -> bool:
    """Whether a lone first name is joined to a person ("Karl und Sofia")."""
    before = search.found[-1] if search.found else None
    return (
        before is not None
        and before.kind == "person"
        and before.last == i - 1
        and search.tokens.lower[i - 1] in search.x.syntax.and_
    )


def before_family(search: Search, i: int) -> bool:
    """Whether an unknown word stands before a known family name: another member, or a first name no list has."""
    if i + 1 >= search.limit or i == search.first or not search.tokens.words[i - 1][0].isalnum():
        return False
    following = search.tokens.words[i + 1]
    bare = following.rstrip("s’'")
    if bare != following and not search.x.names.is_first_name(search.tokens.words[i]) and search.table.by_family(bare):
        return False  # "Anhänger Falks": his
    known = following.lower() in search.x.world.families or search.table.by_family(following)
    return (
        bool(known)
        and following[0].isupper()
        and search.x.names.may_name(search.tokens.words[i])
        and search.x.names.may_name(following)
    )


def called_alone(search: Search, i: int, hit: Hit) -> bool:
    """Whether one word is another form of somebody's family name ("Orban") and neither a first name nor its front."""
    word = search.tokens.words[i]
    if search.table.by_family(word):
        return True
    if len(hit.entries) > 1 or search.x.names.is_first_name(word):
        return False
    return i + 1 >= search.limit or not search.x.names.may_name(search.tokens.words[i + 1])


def introduced(search: Search, i: int) -> bool:
    """Whether an unknown name is told by an apposition: "Chalifa al-Ghweil, Chef der …"."""
    end = name_like(search, i)
    if end < i + 2 or end >= search.limit or search.tokens.words[end] not in (",", "("):
        return False
    if search.tokens.words[end] == "(" and end + 1 < search.limit and (hit := search.hit(end + 1)) is not None:
        closing = end + 1 + hit.length
        return hit.of("state") is not None and closing < search.limit and search.tokens.words[closing] == ")"
    j = end + 1
    for _ in range(5):
        if j >= search.limit or not search.tokens.words[j][0].isalpha():
            return False
        if search.x.roles.of(search.tokens.words[j]) is not None:
            return True
        if search.tokens.words[j][0].isupper() and j > end + 2:
            return False
        j += 1
    return False


def name_like(search: Search, i: int) -> int:
    j = i
    while j < search.limit and j - i < 4 and search.x.names.may_name(search.tokens.words[j]):
        j += 1
    return j


def regnal(search: Search, last: int) -> int:
    """The end of a name with the dot behind a monarch's number."""
    dotted = last < search.limit and search.tokens.words[last] == "." and ROMAN.fullmatch(search.tokens.words[last - 1])
    return last + 1 if dotted else last


def titled_name(search: Search, i: int) -> int:
    j = i
    while j < search.limit and search.tokens.lower[j] in search.x.names.titles:
        j += 1
        if j < search.limit and search.tokens.words[j] == ".":
            j += 1
    if j >= search.limit or not search.tokens.words[j][0].isalpha():
        return i
    hit = search.hit(j)
    if hit is not None and hit.of("person"):
        return regnal(search, j + hit.length)
    end = search.x.names.name_end(search.tokens, j, search.limit, lone=True)
    return end if end > j else i


def clean_name(search: Search, first: int, last: int, entry: Entry | None) -> str:
    """The name as printed, without a genitive s where the text or the world has it so elsewhere."""
    printed = search.text(first, last)
    known = search.table.by_family(search.tokens.words[last - 1]) if last - first == 1 else ()
    if known:
        return _likeliest(search, known, search.tokens.lower[last - 1])
    if entry is not None:
        genitive = printed[-1] in "s’'" and f" {entry.name}".lower().endswith(f" {printed[:-1].split()[-1]}".lower())
        bare = printed[:-1] if genitive else printed
        if last - first == 1:
            return entry.name if len(search.x.world.families.get(bare.lower(), [])) <= 1 else bare
        remember(search, bare, entry)
        return bare
    if printed.lower() in search.table.full:
        return search.table.full[printed.lower()]
    if printed[-1:] in "s’'" and printed[:-1].lower() in search.table.full:
        return search.table.full[printed[:-1].lower()]
    if last - first > 1:
        name = printed.rstrip("’'")
        remember(search, name, None)
        return name
    return printed


def _likeliest(search: Search, known: tuple[str, ...], family: str) -> str:
    """Of several people of one family in a text, the one whom the world knows is meant by the bare name."""
    known = tuple(name for name in known if " " in name) or known
    famous = search.x.world.families.get(family) or search.x.world.families.get(family.rstrip("s’'"), [])
    if len(known) > 1 and len(famous) == 1:
        return next((name for name in known if name.lower() == famous[0].name.lower()), known[0])
    return known[0]


def remember(search: Search, name: str, entry: Entry | None, *, monarch: bool = False) -> None:
    first = name.split()[0]
    monarch = monarch or ROMAN.fullmatch(name.split()[-1].rstrip(".")) is not None
    family_first = "-" in name.partition(" ")[2] or not search.x.names.is_first_name(first)
    search.table.add(name, family_of(search, name, entry), monarch=monarch, family_first=family_first)


def family_of(search: Search, name: str, entry: Entry | None) -> str:
    known = search.x.world.family_of(entry.id) if entry is not None else None
    return known or search.x.names.family(name)


def is_genitive(search: Search, i: int, name: str) -> bool:
    printed = search.tokens.words[i].lower()
    return printed.endswith(("s", "’", "'")) and printed.rstrip(".") not in name.lower().replace(".", "").split()
