"""The columns of COLT (Country & Organization Leader Travel) and its codes for roles (DOMAIN 1.2)."""

from __future__ import annotations

SOURCE_LINKS = 33
COLUMNS = (
    "TripID", "LeaderID", "LeaderCountryOrIGO", "LeaderCountryISO", "LeaderRegion", "LeaderSubregion",
    "PriorityLeader", "LeaderRole", "LeaderTitle", "LeaderSurname", "LeaderFullName", "Exiled", "CountryVisited",
    "CountryVisitedISO", "RegionVisited", "SubRegionVisited", "CityVisited", "DisputedTerritory",
    "SemiAutoTerritory", "TripYear", "TripStartDate", "TripEndDate", "TripDuration", "SubHOGSTravelWithHOGS",
    "CotravelHOGS", "MetHostHoGS", "HostHOGSName", "SubHOGSmetHostSubHOGS", "HostSubHOGName",
    "AttendedMultilatEvent", "NameMultilatEvent", "AttendedMultilatMinisterialEvent",
    "NameMultilatMinisterialEvent", "MetNonhostHOGS", "NonhostHOGSNames", "PublicAddress", "SignedAgreement",
    "CulturalSiteOrCeremony", "BusinessLeaderOrForum", "MetIGOLeader", "IGOLeaderName", "Notes",
    "Confidence(1-5)", *(f"SourceLink{number}" for number in range(1, SOURCE_LINKS + 1)),
)  # fmt: skip
"""The 76 columns in their order."""

ROLES = {
    "both": "GS",
    "head_of_government": "G",
    "head_of_state": "S",
    "de_facto_leader": "De Facto",
    "crown_prince": "CP",
    "foreign_minister": "F",
    "finance_minister": "E",
    "igo_head": "I",
}
"""COLT's code for a level; it has none for the others."""
HOGS = frozenset({"both", "head_of_government", "head_of_state", "de_facto_leader"})
"""The levels of heads of government and state."""
SUB_HOGS = frozenset({"foreign_minister", "defence_minister", "finance_minister", "minister", "deputy_head"})
"""The levels of ministers."""
