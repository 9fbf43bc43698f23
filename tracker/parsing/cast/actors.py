"""The actors of a text, and what is known of offices in general."""

from __future__ import annotations

from dataclasses import dataclass, field

from tracker.parsing.packs.world import Entry

ENVOYS = frozenset({"special_envoy", "senior_official", "ambassador"})
LOOSE = frozenset({"special_envoy", "senior_official", "chief", "party_leader", "igo_head"})
RULERS = frozenset({"head_of_state", "monarch", "head_of_government", "de_facto_leader", "chief"})
OFFICES = {
    "head_of_state": ("head_of_state", "both", "de_facto_leader"),
    "head_of_government": ("head_of_government", "both"),
    "monarch": ("head_of_state", "both", "crown_prince"),
    "chief": ("de_facto_leader", "head_of_state", "both"),
}
CROWD = 150
MEMORY = 4
"""Sentences after which a person is no longer meant by a pronoun."""


@dataclass(eq=False)
class Actor:
    """Somebody or some body of a text; grows while the text is read."""

    number: int
    kind: str
    name: str
    country: str | None = None
    entry: Entry | None = None
    sex: str = ""
    office: str = ""
    categories: set[str] = field(default_factory=set)
    high: bool = False
    former: bool = False
    plural: bool = False
    aka: list[str] = field(default_factory=list)
    bodies: set[str] = field(default_factory=set)
    attached: set[str] = field(default_factory=set)
    fronts: set[str] = field(default_factory=set)

    @property
    def official(self) -> bool:
        """Whether it acts for a state or a body, as far as the text or the world tells."""
        if self.kind == "organisation" and self.entry is not None:
            return self.entry.subkind in ("igo", "government", "ministry", "parliament", "armed")
        return self.high or self.kind == "state" or (self.entry is not None and self.kind == "person")

    @property
    def in_arms(self) -> bool:
        """Whether it leads a party to a conflict that is no state."""
        return "armed_leader" in self.categories

    @property
    def is_crowd(self) -> bool:
        """Whether it is a group told by office alone, of no state or body: "the heads of government"."""
        return self.kind == "source" and self.plural and self.country is None

    def also(self, name: str) -> None:
        """Remember another form of the name."""
        if name and name != self.name and name not in self.aka and len(self.aka) < 12:
            self.aka.append(name)


def without_crowds(parties: list[tuple[Actor, str]]) -> list[tuple[Actor, str]]:
    """Parties with their roles, without crowds beside a body or at least two others who make them up."""
    named = [(actor, role) for actor, role in parties if not actor.is_crowd]
    return named if len(named) > 1 or any(actor.kind == "organisation" for actor, _ in named) else parties
