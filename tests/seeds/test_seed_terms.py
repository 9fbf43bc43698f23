"""Terms of office can answer who held an office on a day."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise

import seeds
from events.edtf import parse

PEOPLE = {person.id: person for person in seeds.people()}
LEVELS = {  # DOMAIN 2.4
    "head_of_state", "head_of_government", "both", "de_facto_leader", "crown_prince", "deputy_head",
    "foreign_minister", "defence_minister", "finance_minister", "minister", "national_security_adviser",
    "deputy_minister", "ambassador", "special_envoy", "senior_official", "igo_head", "party_leader",
}  # fmt: skip
HELD_BY_ONE = {
    "head_of_state": "head", "both": "head", "head_of_government": "government", "foreign_minister": "foreign",
    "defence_minister": "defence", "finance_minister": "finance", "igo_head": "organisation",
}  # fmt: skip
RIVALS = {("CI", "laurent-gbagbo", "alassane-ouattara")}
"""Two who both claimed the office: after the election of 2010 in Côte d'Ivoire."""
HANDOVER = timedelta(days=3)


def _first(term: seeds.Office) -> date:
    earliest = parse(term.start).earliest
    assert earliest is not None
    return earliest


def _last(term: seeds.Office) -> date:
    latest = parse(term.end).latest if term.end else date.max
    assert latest is not None
    return latest


def test_levels_are_those_of_the_domain() -> None:
    assert {term.office for term in seeds.offices()} <= LEVELS


def test_a_term_begins_before_it_ends() -> None:
    for term in seeds.offices():
        assert _first(term) <= _last(term), term


def test_nobody_leaves_before_a_successor_has_long_begun() -> None:
    held: dict[tuple[str, str], list[seeds.Office]] = defaultdict(list)
    for term in seeds.offices():
        if term.office in HELD_BY_ONE and term.title_de != "Mitglied des Staatspräsidiums":
            held[term.body, HELD_BY_ONE[term.office]].append(term)
    for terms in held.values():
        terms.sort(key=lambda term: (parse(term.start).latest, _last(term)))
        for earlier, later in pairwise(terms):
            if (earlier.body, earlier.person, later.person) in RIVALS:
                continue
            # a month or a year may be all that is known, so the terms must not overlap whatever the day
            latest_start, earliest_end = (
                parse(later.start).latest,
                parse(earlier.end).earliest if earlier.end else date.max,
            )
            assert latest_start is not None
            assert earliest_end is not None
            assert latest_start + HANDOVER >= earliest_end, (earlier, later)


def test_titles_are_complete_and_fit_the_holder() -> None:
    male = ("minister", "präsident", "kanzler", "sekretär", "könig", "kaiser", "direktor", "berater")
    female = tuple(ending + "in" for ending in male)
    for term in seeds.offices():
        assert term.title_de, term
        assert term.title_en, term
        last = term.title_de.lower()
        assert not last.endswith(female if PEOPLE[term.person].sex == "m" else male), term


def test_offices_resolve_on_a_day() -> None:
    def holder(office: str, body: str, day: date) -> set[str]:
        return {
            term.person
            for term in seeds.offices()
            if (term.office, term.body) == (office, body) and _first(term) <= day <= _last(term)
        }

    assert holder("head_of_government", "DE", date(1999, 6, 1)) == {"gerhard-schroeder"}
    assert holder("head_of_state", "RU", date(2010, 1, 1)) == {"dmitri-medwedew"}
    assert holder("both", "US", date(2001, 9, 11)) == {"george-w-bush"}
    assert holder("de_facto_leader", "KP", date(2011, 12, 16)) == {"kim-jong-il"}
    assert holder("de_facto_leader", "KP", date(2011, 12, 18)) == {"kim-jong-un"}
    assert holder("igo_head", "nato", date(2014, 10, 1)) == {"jens-stoltenberg"}
    assert holder("foreign_minister", "eu", date(2012, 1, 1)) == {"catherine-ashton"}
