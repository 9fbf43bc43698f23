"""The form for curation by hand: correct, retract, restore, link, unlink, judge – each a further event."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.wording import say
from tui.presenters.checked import Checked
from tui.presenters.curation_acts import check_act
from tui.presenters.curation_draft import SPECS, CurationDraft, refilled
from tui.presenters.field_spec import FieldSpec
from tui.screens.form_screen import FormScreen
from tui.widgets.form import EventForm


class CurateScreen(FormScreen[CurationDraft]):
    """What is wrong in an event is said by another one; the event itself stays as it is."""

    SCOPE = "curate"
    ENVELOPE = ("basis",)

    @property
    def specs(self) -> Sequence[FieldSpec]:
        return SPECS

    @property
    def title_words(self) -> str:
        return say("curation.title")

    @property
    def not_yet_words(self) -> str:
        return say("curation.not_yet")

    def shown(self) -> Sequence[str]:
        return self.draft.shown

    def read(self) -> Checked:
        session = self.desk.session
        return check_act(self.draft, session.dossier, session.views_now(), session.today, session.author)

    def typed(self, field: str, value: str) -> None:
        super().typed(field, value)
        if field == "field" and self.draft.act == "correct":
            self.draft = refilled(self.draft, self.desk.session.dossier)
            self.query_one(EventForm).fill("value", self.draft.value)

    def _completed(self, typed: str, of: str) -> str | None:
        if self.draft.field in ("place", "origin"):
            return super()._completed(typed, "places")
        return super()._completed(typed, of) if self.draft.field == "participants" else None

    def again(self) -> None:
        self.desk.open_curation(self._start)

    def another(self) -> None:
        self.desk.open_curation(CurationDraft(act=self.draft.act, basis=self.draft.basis))
