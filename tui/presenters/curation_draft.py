"""An act of curation that is being typed: its fields, which of them are in sight, what stands in them at first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import get_args

from events.model import (
    Claim,
    CorrectionReason,
    Relation,
    RetractionReason,
)
from tracker.dossier import Dossier
from tui.presenters.checked import TypedEvent
from tui.presenters.claim_fields import FIELDS, current_words
from tui.presenters.field_spec import FieldSpec

ACTS = ("correct", "retract", "restore", "link", "unlink", "assess")
JUDGEMENTS = ("reading", "prefer", "grade", "likelihood")


@dataclass(frozen=True, slots=True)
class CurationDraft(TypedEvent):
    """The fields of the form, as typed."""

    act: str = "correct"
    target: str = ""
    field: str = "when"
    value: str = ""
    why_corrected: str = "parser_error"
    why_retracted: str = "not_in_text"
    other: str = ""
    relation: str = "same_happening"
    judgement: str = "reading"
    verdict: str = ""
    horizon: str = ""
    rationale: str = ""
    basis: str = ""
    note: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed yet beside what it acts on."""
        typed = (self.value, self.other, self.verdict, self.horizon, self.rationale, self.basis, self.note, self.json)
        return not any(each.strip() for each in typed)

    @property
    def shown(self) -> tuple[str, ...]:
        """The fields in sight."""
        match self.act:
            case "correct":
                return ("act", "target", "field", "value", "why_corrected", "basis", "note")
            case "retract":
                return ("act", "target", "why_retracted", "basis", "note")
            case "restore":
                return ("act", "target", "note")
            case "link":
                return ("act", "target", "other", "relation", "note")
            case "unlink":
                return ("act", "target", "other", "note")
            case _:
                own = {"reading": (), "prefer": ("field",), "grade": ("verdict",)}.get(
                    self.judgement, ("verdict", "horizon")
                )
                return ("act", "target", "judgement", *own, "rationale")


_LISTED: dict[str, tuple[str, tuple[str, ...]]] = {
    "act": ("curation.act", ACTS),
    "field": ("field", tuple(FIELDS)),
    "why_corrected": ("correction_reason", get_args(CorrectionReason)),
    "why_retracted": ("retraction_reason", get_args(RetractionReason)),
    "relation": ("relation", get_args(Relation)),
    "judgement": ("curation.judgement_of", JUDGEMENTS),
}
_COMPLETED = {"value": "names"}
SPECS = tuple(
    FieldSpec(name, "curation.form", *_LISTED.get(name, ("", ())), completes=_COMPLETED.get(name, ""))
    for name in CurationDraft().values
    if name != "json"
)
"""All fields of the form, in their order."""


def started(act: str, position: int | None, dossier: Dossier) -> CurationDraft:
    """The form as it opens: the act, and the event that is selected."""
    draft = CurationDraft(act=act, target=f"#{position}" if position is not None else "")
    return refilled(draft, dossier) if act == "correct" else draft


def refilled(draft: CurationDraft, dossier: Dossier) -> CurationDraft:
    """The form after another field was chosen: the value that the claim has now stands there to be changed."""
    number = draft.target.strip().removeprefix("#")
    record = dossier.log.get(int(number)) if number.isdecimal() and len(number) < 16 else None
    if record is None or not isinstance(record.event, Claim):
        return draft
    return replace(draft, value=current_words(dossier.effective(record), draft.field))
