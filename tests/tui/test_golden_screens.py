"""Every screen as text, at three sizes, now, in the past and empty; `pytest tests/tui --update-golden` writes anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.sample import open_sample
from tests.tui.sitting import sitting
from tracker.wording import use_language
from tui.glyphs import ASCII, use_glyphs

GOLDEN = Path(__file__).parent / "golden"
SIZES = ((80, 24), (120, 36), (200, 50))
SCREENS = {
    "meetings": "",
    "meeting": "↓⏎",
    "timeline": "2",
    "where": "3",
    "statements": "4",
    "articles": "5",
    "evidence": "5↓↓⏎n",
    "log": "6",
    "projections": "7",
    "append": "a",
    "checks": "9",
    "curate": "↓E",
    "mark": "5↓↓⏎Ms",
    "paste": "5P",
    "dossier": "↓⏎D1",
    "pair": "↓⏎D3",
    "place": "/jurm⏎D5",
    "source": "↓⏎D6",
    "help": "?",
    "changes": "#,,,,d",
    "jobs": "8",
    "settings": "②",
    "counts": "F1",
    "grouped": "o2",
    "choices": "x",
    "jump": "f",
    "append-json": "↓aⓔ",
    "confirmation": "↓w",
}
"""What is pressed to come to each screen."""
_OF_TEXTUAL = set("▼…▁▂▃▄▅▆▇█")
"""The signs of its lists and scroll bars, which it offers no others for."""
PAST = "t14.5.2024⏎"
PAST_SCREENS = [name for name in SCREENS if name not in ("choices", "jump", "append-json", "confirmation")]
EMPTY_SCREENS = [
    "meetings", "timeline", "where", "statements", "articles", "log", "projections", "append", "checks", "jobs",
    "settings", "help", "paste", "changes", "append-json",
]  # fmt: skip


@pytest.fixture(autouse=True)
def _nothing_of_this_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TRACKER_CONFIG", "config.toml")


async def picture(keys: str, size: tuple[int, int], *, filled: bool = True) -> str:
    rates = keys.endswith(SCREENS["projections"])
    with open_sample(Path("desk.dossier"), filled=filled, folded_here=rates) as dossier:
        async with sitting(dossier, size=size) as desk:
            await desk.keys(keys)
            desk.nothing_went_wrong()
            return desk.text()


def compare(name: str, drawn: str, request: pytest.FixtureRequest) -> None:
    path = GOLDEN / f"{name}.txt"
    if request.config.getoption("--update-golden", default=False):
        path.parent.mkdir(exist_ok=True)
        path.write_text(drawn, encoding="utf-8")
    assert drawn == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("screen", SCREENS)
async def test_screens_now(screen: str, size: tuple[int, int], request: pytest.FixtureRequest) -> None:
    drawn = await picture(SCREENS[screen], size)
    compare(f"{screen}-{size[0]}x{size[1]}", drawn, request)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("screen", PAST_SCREENS)
async def test_screens_in_the_past(screen: str, size: tuple[int, int], request: pytest.FixtureRequest) -> None:
    drawn = await picture(PAST + SCREENS[screen], size)
    compare(f"{screen}-past-{size[0]}x{size[1]}", drawn, request)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("screen", EMPTY_SCREENS)
async def test_empty_screens(screen: str, size: tuple[int, int], request: pytest.FixtureRequest) -> None:
    drawn = await picture(SCREENS[screen], size, filled=False)
    compare(f"{screen}-empty-{size[0]}x{size[1]}", drawn, request)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_an_error_in_its_line_and_in_the_list(
    size: tuple[int, int], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    with open_sample(tmp_path / "desk.dossier") as dossier:
        async with sitting(dossier, size=size) as desk:
            with desk.app.guarded():
                dossier.event(999)
            compare(f"error-{size[0]}x{size[1]}", desk.text(), request)
            await desk.keys("!")
            errors, _, _ = desk.text().partition("THIS DESK")  # below stand the versions of this very machine
            compare(f"errors-{size[0]}x{size[1]}", errors.rstrip() + "\n", request)


@pytest.mark.parametrize("theme", ["ink", "paper"])
@pytest.mark.parametrize("screen", ["meetings", "evidence"])
async def test_the_styles_of_the_key_screens(
    screen: str, theme: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    with open_sample(tmp_path / "desk.dossier") as dossier:
        async with sitting(dossier, theme=theme) as desk:
            await desk.keys((PAST if screen == "meetings" else "") + SCREENS[screen])
            compare(f"{screen}-styles-{theme}", desk.style_runs(), request)


@pytest.mark.parametrize(
    "screen",
    ["meetings", "evidence", "append", "help", "checks", "dossier", "curate", "mark", "paste", "counts", "statements"],
)
async def test_german_screens(screen: str, request: pytest.FixtureRequest) -> None:
    use_language("de")
    drawn = await picture(SCREENS[screen], (120, 36))
    compare(f"{screen}-german-120x36", drawn, request)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_a_form_that_says_what_is_wrong(
    size: tuple[int, int], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    with open_sample(tmp_path / "desk.dossier") as dossier:
        async with sitting(dossier, size=size) as desk:
            await desk.keys("↓E")
            desk.app.screen.query_one("#value").focus()
            await desk.press("ctrl+u")
            await desk.keys("demnächst")
            await desk.press("f5")
            compare(f"curate-error-{size[0]}x{size[1]}", desk.text(), request)


@pytest.mark.parametrize(
    "keys", ["/status:gone⏎", "7+nowhere.py⏎⏎", "5P↓⑤", "tgarnix⏎"], ids=["filter", "trial", "paste", "moment"]
)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_what_is_said_of_a_mistake(
    keys: str, size: tuple[int, int], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    name = request.node.callspec.id.split("-")[-1]
    with open_sample(tmp_path / "desk.dossier", folded_here=name == "trial") as dossier:
        async with sitting(dossier, size=size) as desk:
            await desk.keys(keys)
            compare(f"{name}-error-{size[0]}x{size[1]}", desk.text(), request)


@pytest.mark.parametrize("screen", ["meetings", "timeline", "where", "evidence", "append", "dossier", "jobs", "counts"])
async def test_screens_in_ascii(screen: str, request: pytest.FixtureRequest) -> None:
    use_glyphs(ASCII)
    drawn = await picture(SCREENS[screen], (120, 36))
    signs = {character for character in drawn if not character.isascii() and not character.isalpha()}
    assert signs <= _OF_TEXTUAL
    compare(f"{screen}-ascii-120x36", drawn, request)
