"""Errand: hear of every news of a meeting, a person, a place – and no longer."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.sitting import sitting
from tracker.config import load
from tracker.dossier import Dossier


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_CONFIG", str(tmp_path / "config.toml"))


async def test_a_meeting_is_watched_until_it_is_not(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("/jurm⏎w")
        desk.shows("Watch: Janis Ozols · Astrid Halvorsen?", "Every news of it")
        await desk.keys("⏎")
        desk.shows("Watched: Janis Ozols · Astrid Halvorsen")
        [watch] = load().watches
        assert watch.who == ["Janis Ozols", "Astrid Halvorsen"]
        assert desk.app.jobs is not None
        assert "watches" in desk.app.jobs.names
        await desk.keys("w")
        desk.shows("No longer watch: Janis Ozols · Astrid Halvorsen?")
        await desk.keys("⏎")
        assert load().watches == []
        desk.nothing_went_wrong()


async def test_the_page_of_a_place_watches_the_place(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("/jurm⏎D")
        await desk.choose("Jurmala")
        await desk.keys("w⏎")
        [watch] = load().watches
        assert (watch.who, watch.place) == ([], "Jurmala")


async def test_whoever_only_reads_watches_nothing(dossier: Dossier) -> None:
    async with sitting(dossier, read_only=True) as desk:
        await desk.keys("w")
        desk.shows("The dossier is open for reading only")
        assert load().watches == []
