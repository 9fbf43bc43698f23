"""The one registry of what a key does and where: it feeds bindings, footer, help, palette and the docs.

The words of an action are ``desk.action.ID`` (short) and ``desk.explain.ID`` (a sentence).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from textual.binding import Binding, BindingType

from tracker.wording import say
from tui.glyphs import glyphs

SCREENS = ("meetings", "timeline", "where", "statements", "articles", "log", "projections", "jobs", "checks")
"""The screens that a digit opens, in the order of the digits."""

PAGES = ("meeting", "evidence", "append", "changes", "settings", "dossier", "curate", "mark", "paste", "counts")
"""What is opened on top of a screen."""

PANES = {"where": ("map",), "timeline": ("lanes",)}
"""The panes of a screen that have keys of their own while they have the focus."""

SAME_SENSE = {
    "play": "play_log",
    "retry": "refresh",
    "run_job": "refresh",
    "pause_replay": "play_log",
    "open_failed": "open",
}
"""Actions of a screen that take over a key from one that works everywhere, because it means the same there."""

FORMS = {"append": ("form", "event"), "curate": ("form", "event"), "paste": ("form", "paste"), "mark": ("mark",)}
"""The pages in which one types, each with the scopes of its keys; no other keys work there."""

TABLES = ("meetings", "statements", "articles", "log")
"""The screens whose list can be sorted, grouped and counted."""

LIST_PAGES = ("changes", "settings", "dossier", "counts")
"""The pages that are a list."""


@dataclass(frozen=True, slots=True)
class Action:
    """Something a user can do.

    Attributes:
        id: names it in the registry, in the wording and in a user's key map.
        usual: the keys that trigger it unless the user has set others, in Textual's names; the first is shown.
        scope: "desk" (everywhere), "list" (every list), "map", "lanes", "form" (every form), "event" (those for an
            event), "table" (lists to be sorted and counted), or a screen or page.
        method: the action to run, with its arguments.
        footer: its place in the footer, 0 for none; lower ones stay where there is little room.
    """

    id: str
    usual: tuple[str, ...]
    scope: str
    method: str
    footer: int = 0

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that trigger it here."""
        return _remapped.get(self.id, self.usual)

    @property
    def label(self) -> str:
        """Its name in a word or two."""
        return say(f"desk.action.{self.id}")

    @property
    def explanation(self) -> str:
        """What it does, in a sentence."""
        return say(f"desk.explain.{self.id}")

    @property
    def shown_keys(self) -> tuple[str, ...]:
        """The keys as a reader knows them."""
        return tuple(key_words(key) for key in self.keys)


_SIGNS = {
    "comma": ",", "full_stop": ".", "less_than_sign": "<", "greater_than_sign": ">", "slash": "/", "colon": ":",
    "question_mark": "?", "exclamation_mark": "!", "number_sign": "#", "minus": "-", "plus": "+", "apostrophe": "'",
    "semicolon": ";", "underscore": "_", "asterisk": "*", "equals_sign": "=", "quotation_mark": '"',
    "left_parenthesis": "(", "right_parenthesis": ")",
}  # fmt: skip
_remapped: dict[str, tuple[str, ...]] = {}
"""The keys that the user has set, by action."""


def use_keys(keys: Mapping[str, tuple[str, ...]]) -> None:
    """Trigger some actions by other keys from now on, and all others by their usual ones; see `tui.keymap`."""
    _remapped.clear()
    _remapped.update(keys)


def key_words(key: str) -> str:
    """A key in the words of the interface: ``?`` for ``question_mark``, ``Enter`` or ``↵`` for ``enter``."""
    if key == "enter":
        return glyphs().enter
    if key in _SIGNS:
        return _SIGNS[key]
    *modifiers, last = key.split("+")
    names = [say(f"desk.key.{part}") for part in modifiers]
    if len(last) == 1:
        return "+".join([*names, last])
    return "+".join([*names, last.upper() if last[1:].isdigit() else say(f"desk.key.{last}")])


ACTIONS: tuple[Action, ...] = (
    *(Action(name, (str(n),), "desk", f"screen('{name}')") for n, name in enumerate(SCREENS, 1)),
    Action("back", ("escape", "backspace", "alt+left"), "desk", "back"),
    Action("forward", ("alt+right",), "desk", "forward"),
    Action("filter", ("slash",), "desk", "filter", footer=3),
    Action("kept_filters", ("ctrl+b",), "desk", "kept_filters"),
    Action("append", ("a",), "desk", "append", footer=4),
    Action("bring_in", ("i",), "desk", "bring_in"),
    Action("dossier", ("D",), "desk", "dossier"),
    Action("edit", ("E",), "desk", "edit"),
    Action("undo", ("u",), "desk", "undo"),
    Action("watch", ("w",), "desk", "watch"),
    Action("copy", ("c",), "desk", "copy", footer=5),
    Action("copy_as", ("C",), "desk", "copy_as"),
    Action("export", ("x",), "desk", "export", footer=10),
    Action("previous_event", ("comma",), "desk", "step_event(-1)"),
    Action("next_event", ("full_stop",), "desk", "step_event(1)"),
    Action("previous_day", ("less_than_sign",), "desk", "step_day(-1)"),
    Action("next_day", ("greater_than_sign",), "desk", "step_day(1)"),
    Action("previous_week", ("shift+left",), "desk", "step_day(-7)"),
    Action("next_week", ("shift+right",), "desk", "step_day(7)"),
    Action("go_to", ("t",), "desk", "go_to"),
    Action("changes", ("d",), "desk", "changes"),
    Action("mark", ("m",), "desk", "mark"),
    Action("go_to_mark", ("apostrophe",), "desk", "go_to_mark"),
    Action("play_log", ("space",), "desk", "play_log"),
    Action("now", ("0",), "desk", "now"),
    Action("clock", ("T", "number_sign"), "desk", "clock"),
    Action("jump", ("f",), "desk", "jump", footer=9),
    Action("zoom", ("z",), "desk", "zoom_pane"),
    Action("split", ("v",), "desk", "split"),
    Action("refresh", ("r",), "desk", "refresh"),
    Action("palette", ("colon", "ctrl+p"), "desk", "command_palette", footer=6),
    Action("help", ("question_mark", "f1"), "desk", "help", footer=7),
    Action("settings", ("f2",), "desk", "settings"),
    Action("language", ("f3",), "desk", "next_language"),
    Action("theme", ("f4",), "desk", "next_theme"),
    Action("errors", ("exclamation_mark",), "desk", "errors"),
    Action("quit", ("q", "ctrl+q"), "desk", "quit", footer=8),
    Action("down", ("down", "j"), "list", "move(1)"),
    Action("up", ("up", "k"), "list", "move(-1)"),
    Action("page_down", ("pagedown", "ctrl+d"), "list", "page(1)"),
    Action("page_up", ("pageup", "ctrl+u"), "list", "page(-1)"),
    Action("top", ("home", "g"), "list", "top"),
    Action("end", ("end", "G"), "list", "end"),
    Action("open", ("enter",), "list", "open", footer=1),
    Action("sort", ("s",), "table", "sort"),
    Action("group_by", ("o",), "table", "group_by"),
    Action("count", ("F",), "table", "count"),
    Action("sample", ("enter",), "empty", "sample"),
    Action("pane", ("l", "right", "tab", "f6"), "desk", "pane(1)"),
    Action("pane_back", ("h", "left", "shift+tab", "shift+f6"), "desk", "pane(-1)"),
    Action("evidence", ("e",), "meetings", "evidence", footer=2),
    Action("meeting_evidence", ("e",), "meeting", "evidence", footer=2),
    Action("next_report", ("n",), "meeting", "report(1)", footer=1),
    Action("previous_report", ("N",), "meeting", "report(-1)"),
    Action("statement_evidence", ("e",), "statements", "evidence", footer=2),
    Action("where_evidence", ("e",), "where", "evidence", footer=2),
    Action("zoom_in", ("plus",), "where", "zoom(1)"),
    Action("zoom_out", ("minus",), "where", "zoom(-1)"),
    Action("world", ("H",), "where", "world"),
    Action("fit", ("p",), "where", "fit"),
    Action("play", ("space",), "where", "play", footer=2),
    Action("next_journey", ("n",), "where", "journey(1)"),
    Action("previous_journey", ("N",), "where", "journey(-1)"),
    Action("map_left", ("left", "h"), "map", "pan(-1, 0)"),
    Action("map_right", ("right", "l"), "map", "pan(1, 0)"),
    Action("map_up", ("up", "k"), "map", "pan(0, -1)"),
    Action("map_down", ("down", "j"), "map", "pan(0, 1)"),
    Action("map_open", ("enter",), "map", "open"),
    Action("journey_evidence", ("e",), "timeline", "evidence", footer=2),
    Action("lanes_in", ("plus",), "timeline", "zoom(1)", footer=2),
    Action("lanes_out", ("minus",), "timeline", "zoom(-1)"),
    Action("earlier", ("left_parenthesis", "ctrl+left"), "timeline", "pan(-1)"),
    Action("later", ("right_parenthesis", "ctrl+right"), "timeline", "pan(1)"),
    Action("lanes_moment", ("p",), "timeline", "moment"),
    Action("group", ("o",), "timeline", "group"),
    Action("lanes_next", ("right", "l"), "lanes", "step(1)"),
    Action("lanes_previous", ("left", "h"), "lanes", "step(-1)"),
    Action("next_claim", ("n",), "evidence", "claim(1)", footer=1),
    Action("previous_claim", ("N",), "evidence", "claim(-1)"),
    Action("claim_event", ("enter",), "evidence", "event", footer=2),
    Action("accept", ("plus",), "evidence", "accept", footer=3),
    Action("reject", ("minus",), "evidence", "reject", footer=3),
    Action("mark_words", ("M",), "evidence", "mark_words", footer=4),
    Action("link_claim", ("L",), "evidence", "link"),
    Action("next_word", ("right", "l"), "mark", "word(1)", footer=1),
    Action("previous_word", ("left", "h"), "mark", "word(-1)"),
    Action("extend", ("shift+right", "L"), "mark", "word(1, True)", footer=2),
    Action("extend_back", ("shift+left", "H"), "mark", "word(-1, True)"),
    Action("row_down", ("down", "j"), "mark", "row(1)"),
    Action("row_up", ("up", "k"), "mark", "row(-1)"),
    Action("extend_down", ("shift+down", "J"), "mark", "row(1, True)"),
    Action("extend_up", ("shift+up", "K"), "mark", "row(-1, True)"),
    Action("sentence", ("s",), "mark", "sentence", footer=3),
    Action("take", ("enter",), "mark", "take", footer=4),
    Action("leave_mark", ("escape", "q"), "mark", "leave", footer=5),
    Action("dossier_evidence", ("e",), "dossier", "evidence", footer=2),
    Action("check_evidence", ("e",), "checks", "evidence", footer=2),
    Action("log_evidence", ("e",), "log", "evidence", footer=2),
    Action("follow", ("L",), "log", "follow", footer=3),
    Action("stream", ("S",), "log", "stream"),
    Action("causes", ("I",), "log", "causes", footer=2),
    Action("before_after", ("b",), "log", "before_after", footer=2),
    Action("raw", ("J",), "log", "raw"),
    Action("paste", ("P",), "articles", "paste", footer=2),
    Action("review", ("Q",), "articles", "review", footer=2),
    Action("submit_text", ("f5", "ctrl+s"), "paste", "submit", footer=1),
    Action("change_evidence", ("e",), "changes", "evidence", footer=2),
    Action("replay", ("R",), "projections", "replay", footer=1),
    Action("pause_replay", ("p", "space"), "projections", "pause_replay", footer=2),
    Action("try_out", ("plus",), "projections", "try_out", footer=2),
    Action("step", ("n",), "projections", "step_out", footer=2),
    Action("step_all", ("A",), "projections", "answer_trial('all')"),
    Action("open_failed", ("enter",), "projections", "open_failed"),
    Action("ignore_event", ("I",), "projections", "answer_trial('ignore')"),
    Action("retry", ("r",), "projections", "answer_trial('retry')"),
    Action("promote", ("P",), "projections", "promote"),
    Action("cancel_replay", ("X",), "projections", "cancel_replay"),
    Action("run_job", ("r",), "jobs", "run_job", footer=1),
    Action("pause_job", ("p",), "jobs", "pause_job", footer=2),
    Action("submit", ("f5", "ctrl+s"), "event", "submit", footer=1),
    Action("submit_another", ("f6",), "event", "submit(True)", footer=2),
    Action("as_json", ("ctrl+e",), "event", "as_json", footer=4),
    Action("afresh", ("ctrl+n",), "event", "afresh", footer=5),
    Action("what_it_does", ("f7",), "event", "what_it_does", footer=7),
    Action("leave_form", ("escape",), "form", "leave", footer=3),
    Action("form_help", ("f1",), "form", "form_help", footer=6),
)


def scopes_of(scope: str) -> tuple[str, ...]:
    """Whose actions work on a screen or page together: its own, those of lists and those that work everywhere."""
    if scope in FORMS:
        return FORMS[scope]
    if scope in TABLES:
        return ("desk", "list", "table", scope)
    return ("desk", scope) if scope in PAGES and scope not in LIST_PAGES else ("desk", "list", scope)


def of_scope(*scopes: str) -> Iterator[Action]:
    """The actions of some scopes, in the order of the registry."""
    return (action for action in ACTIONS if action.scope in scopes)


def bindings(*scopes: str) -> list[BindingType]:
    """Textual's bindings of some scopes."""
    return [
        Binding(
            ",".join(action.keys),
            action.method,
            action.id,
            show=False,
            id=action.id,
            priority=action.scope == "event",  # in its fields some of these keys would move the cursor
        )
        for action in of_scope(*scopes)
    ]


_BACK = 3
"""The place of ``back`` in the footer of a page."""


def footer_actions(scope: str) -> list[Action]:
    """What the footer of a screen offers, the most important first."""
    offered = {action.id: action for action in of_scope(*scopes_of(scope)) if action.footer}
    if scope in PAGES and scope not in FORMS:
        offered["back"] = next(action for action in of_scope("desk") if action.id == "back")
    return sorted(offered.values(), key=lambda action: (action.footer or _BACK, action.scope == "desk"))
