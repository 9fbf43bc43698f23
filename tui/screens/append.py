"""The form for an event by hand: typed fields at the left, what they will become at the right."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.wording import say
from tui.presenters.checked import Checked
from tui.presenters.draft import SPECS, Draft, check, fields_of
from tui.presenters.field_spec import FieldSpec
from tui.screens.form_screen import FormScreen


class AppendScreen(FormScreen[Draft]):
    """A claim by somebody's own hand, on equal terms with those that were read out of articles."""

    SCOPE = "append"
    ENVELOPE = ("source", "published")

    def __init__(self, start: Draft | None) -> None:
        super().__init__(start or Draft())

    @property
    def specs(self) -> Sequence[FieldSpec]:
        return SPECS

    @property
    def title_words(self) -> str:
        return say("desk.form.title")

    @property
    def not_yet_words(self) -> str:
        return say("desk.form.not_yet")

    def shown(self) -> Sequence[str]:
        return fields_of(self.draft.type)

    def read(self) -> Checked:
        return check(self.draft, self.desk.session.today)

    def again(self) -> None:
        self.desk.open_form(self._start)

    def another(self) -> None:
        same = {"type": self.draft.type, "source": self.draft.source, "published": self.draft.published}
        self.desk.open_form(Draft(**same))
