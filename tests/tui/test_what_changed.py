"""What changed between two places in time is all that is otherwise there, and where it is cut that is said."""

from __future__ import annotations

from itertools import combinations

import pytest

from tests.tui.sample import NOW
from tests.tui.sitting import sitting
from tracker.dossier import Dossier
from tracker.projections.cutoff import Cutoff
from tracker.projections.differences import differences
from tracker.projections.reckoned_rows import DifferenceRow
from tui.under_way import UnderWay
from tui.what_changed import Place, what_changed

MOMENTS = ("2024-05-06T07:00:00Z", "2024-05-10T23:00:00Z", "2024-05-14T17:05:00Z", "2024-05-16T20:00:00Z")
HEAD = 18


@pytest.fixture
def curated(dossier: Dossier) -> Dossier:
    """The sample, in which a hand has retracted a report, linked two and corrected a day."""
    dossier.retract("doubt.md-1", "not_in_text")
    dossier.link(["announcement.md-0", "report.md-0"])
    dossier.correct("talks.md-1", {"when.edtf": "2024-05-17"}, "parser_error")
    dossier.catch_up()
    return dossier


def told(rows: list[DifferenceRow]) -> set[tuple[str | None, ...]]:
    return {(row.id, row.kind, row.field, row.old, row.new) for row in rows}


def everything(dossier: Dossier, earlier: Place, later: Place) -> list[DifferenceRow]:
    """The differences of all rows, whatever concerns them."""
    before, after = dossier.at(*earlier), dossier.at(*later)
    between = [one for one in dossier.log.read() if later[0].admits(one) and not earlier[0].admits(one)]
    return differences("happenings", before, after, between, dossier.log.get)


def places(dossier: Dossier) -> list[Place]:
    positions = [Cutoff(position) for position in range(1, HEAD, 3)]
    moments = [Cutoff(published=moment) for moment in MOMENTS]
    now = Cutoff(), NOW.date()
    return [*((one, dossier.day_of(one)) for one in (*positions, *moments)), now]


def test_between_any_two_places_it_is_all_that_is_otherwise(curated: Dossier) -> None:
    assert curated.log.head().position == HEAD
    for earlier, later in combinations(places(curated), 2):
        if earlier[1] <= later[1]:
            found = what_changed(curated, earlier, later, UnderWay("comparing"))
            assert told(list(found.rows)) == told(everything(curated, earlier, later)), (earlier, later)
            assert not found.more


async def test_where_more_has_changed_than_is_compared_that_is_said(
    curated: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.what_changed.MOST", 2)
    monkeypatch.setattr("tui.screens.changes.MOST", 2)
    earlier, *_, now = places(curated)
    found = what_changed(curated, earlier, now, UnderWay("comparing"))
    assert found.more
    assert len({row.id for row in found.rows}) == 2
    async with sitting(curated) as desk:
        await desk.keys("#,,,,,,,,,,,,,,,,d")
        desk.shows("in the 2 happenings told of last")
