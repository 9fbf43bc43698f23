"""The remark of a travel record tells whom the traveller met and what was attended, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.intake.travel_remarks import LONGEST, read_remark


def people(text: str) -> list[str]:
    """Everybody met, as "office | name | state"."""
    found = [one for met in read_remark(text).meetings for one in met.people]
    return [f"{one.office} | {one.name} | {one.country or 'host'}" for one in found]


def names(text: str) -> list[str]:
    return [one.name for met in read_remark(text).meetings for one in met.people]


def gatherings(text: str) -> list[str]:
    return [met.gathering for met in read_remark(text).meetings if met.gathering]


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        ("President Oro", ["President | Oro | host"]),
        ("Norwegian Prime Minister Berg", ["Prime Minister | Berg | NO"]),
        ("King Odo and Foreign Minister Ana Lind", ["King | Odo | host", "Foreign Minister | Ana Lind | host"]),
        ("Polish President Nowak and Premier Kos", ["President | Nowak | PL", "Premier | Kos | PL"]),
        ("President Vega of Peru and the Amir of Qatar", ["President | Vega | PE"]),
        ("Presidents Vega of Peru and Solis of Chile", ["President | Vega | PE", "President | Solis | CL"]),
        ("Minister of Foreign Affairs and Trade Eva Holm", ["Minister of Foreign Affairs and Trade | Eva Holm | host"]),
        ("Crown Prince and Prime Minister Odo", ["Crown Prince and Prime Minister | Odo | host"]),
        ("UN Special Envoy for Syria Jan Maas", ["Special Envoy | Jan Maas | host"]),
        ("Crown Prince Faruk bin Said al-Amin", ["Crown Prince | Faruk bin Said al-Amin | host"]),
        ("President-elect Oro", ["President-elect | Oro | host"]),
        ("President Hassan Sheikh Omar", ["President | Hassan Sheikh Omar | host"]),
        ("Prime Minister Henry King", ["Prime Minister | Henry King | host"]),
    ],
)  # fmt: skip
def test_offices_names_and_states(listed: str, expected: list[str]) -> None:
    assert people(f"Met with {listed}.") == expected


@pytest.mark.parametrize(
    "text",
    [
        "Discussed the border question with King Odo and Premier Ruf.",
        "Briefed King Odo and Premier Ruf on the talks with President Oro.",
        "Audience with King Odo; also met with Premier Ruf.",
        "Met with senior officials, King Odo, and his Cabinet. Conferred with Premier Ruf in Oslo.",
        "Visited a school and met King Odo and Premier Ruf.",
        "Met with King Odo to discuss trade; and Premier Ruf of Norway.",
        "Stopped en route to a meeting with President Oro. Met with King Odo and Premier Ruf.",
    ],
)
def test_all_ways_to_meet_somebody(text: str) -> None:
    assert names(text) == ["Odo", "Ruf"]


@pytest.mark.parametrize(
    "text",
    [
        "Met with the Foreign Ministers of Norway and Peru.",
        "Met with senior officials and representatives of the opposition.",
        "Attended the funeral of King Odo.",
        "Attended the inauguration of President Oro.",
        "Visited the grave of former Prime Minister Ruf.",
        "Delivered an invitation to meet with President Oro in Lima.",
        "Stopped en route to a meeting with President Oro.",
        "Met with the wife of President Oro's predecessor.",
        "Signed a treaty with Norway.",
        "Vacation.",
        "",
    ],
)
def test_nobody_is_made_up(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Attended the Lakes Summit.", ["Lakes Summit"]),
        ("Attended a meeting of the Lakes Council and met with President Oro.", ["meeting of the Lakes Council"]),
        ("Attended the Lakes Summit and a Hills Ministerial Meeting.", ["Lakes Summit", "Hills Ministerial Meeting"]),
        ("Attended the Lakes and Hills Summit Meetings.", ["Lakes and Hills Summit Meetings"]),
        ("Attended the opening session of the Conference on Salt and Wool.", ["Conference on Salt and Wool"]),
        (
            "Attended Economic Summit Meeting May 7-8 of the Heads of State of Norway and Peru.",
            ["Economic Summit Meeting"],
        ),
        ("Accompanied President Oro to the Lakes Summit.", ["Lakes Summit"]),
        ("Led the U.S. delegation to the Lakes Ministerial.", ["Lakes Ministerial"]),
        ("Attended the Lakes Summit with Norwegian Prime Minister Berg.", ["Lakes Summit"]),
        ("Attended a meeting with President Oro.", []),
        ("Attended the inauguration of President Oro.", []),
        ("Addressed the National Assembly.", []),
        ("Attended a town meeting.", []),
        ("Met with President Oro.", []),
    ],
)
def test_gatherings_by_name(text: str, expected: list[str]) -> None:
    assert gatherings(text) == expected


def test_who_is_named_beside_a_gathering_took_part_in_it() -> None:
    (met,) = read_remark("Attended the Lakes Conference with Norwegian Prime Minister Berg.").meetings
    assert (met.gathering, [one.name for one in met.people]) == ("Lakes Conference", ["Berg"])


def test_an_abbreviation_ends_no_sentence() -> None:
    assert names("Met with U.S. and St. Helena officials and Gen. Oro. Met with Premier John F. Ruf, Jr.") == [
        "John F. Ruf Jr"
    ]


@pytest.mark.parametrize(
    ("text", "rank", "occasion"),
    [
        ("State visit; met with King Odo.", "state", None),
        ("Official working visit.", "working", None),
        ("Official visit.", "official", None),
        ("Stopped en route to Lima.", "transit", None),
        ("Attended the funeral of King Odo.", "funeral", "funeral of King Odo"),
        ("Attended the inauguration of President Oro.", "inauguration", "inauguration of President Oro"),
        ("Vacation.", "private", None),
        ("Informal visit; met with King Odo.", None, None),
        ("Met with King Odo.", None, None),
    ],
)
def test_rank_and_occasion_only_where_they_are_told(text: str, rank: str | None, occasion: str | None) -> None:
    remark = read_remark(text)
    assert (remark.rank, remark.occasion) == (rank, occasion)


def test_topics_and_companions() -> None:
    remark = read_remark("Accompanied President Oro. Discussed the salt question with King Odo. [As President-elect.]")
    assert remark.topics == ("salt question",)
    assert [one.name for one in remark.companions] == ["Oro"]
    assert remark.elect


@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    for met in read_remark(text).meetings:
        assert met.people or met.gathering


@pytest.mark.parametrize(
    "piece", ["Met with President Oro and ", "with ", "(", "Minister of ", "Attended the Lakes Summit and ", "A. "]
)
def test_a_very_long_remark_is_read_in_bounded_time(piece: str) -> None:
    read_remark(piece * 200_000)
    assert len(piece * 200_000) > LONGEST
