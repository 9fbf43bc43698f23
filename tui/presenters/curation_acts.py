"""What an act of curation means that is being typed: its target, its values, and the event that would be appended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, get_args

from events.edtf import parse
from events.effective import guard, value_at
from events.envelope import Recorded
from events.errors import InvalidEvent, TrackerError
from events.judgement import LikelihoodWord, Reliability
from events.model import AnyClaim, Claim, Correction, Curation, Retraction, parse_event
from tracker.dossier import Dossier
from tracker.projections.reader import ViewReader
from tracker.projections.rows import MeetingRow
from tracker.summaries import summary
from tracker.typed.dates import NotADate, read_date
from tracker.wording import label, say
from tracker.wording.dates import edtf_words
from tui.presenters.checked import Checked
from tui.presenters.claim_fields import Misread, current_words, read_value
from tui.presenters.curation_draft import CurationDraft
from tui.presenters.meeting import leading_report


@dataclass
class Reading:
    """What is known so far of the act that is being read."""

    dossier: Dossier
    views: ViewReader
    today: date
    author: str
    understood: dict[str, str] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)

    def record(self, name: str, typed: str) -> Recorded | None:
        """The event that is meant by its number, or by the words of a happening that it tells."""
        typed = typed.strip()
        if not typed:
            self.problems[name] = say("curation.missing_target")
            return None
        number = typed.removeprefix("#")
        by_number = number.isdecimal() and len(number) < 16
        found = self.dossier.log.get(int(number)) if by_number else self._by_words(typed)
        if found is None:
            self.problems[name] = say("curation.no_target")
            return None
        self.understood[name] = f"#{found.position} {summary(found.event)}"
        return found

    def _by_words(self, words: str) -> Recorded | None:
        keys = self.views.keys("happenings", search=words, limit=1)
        row = next((one for one in self.views.rows("happenings", keys) if isinstance(one, MeetingRow)), None)
        found = self.views.meeting(row.id) if row is not None else None
        report = leading_report(found) if found is not None else None
        return self.dossier.log.get(report.event_id) if report is not None else None


def check_act(draft: CurationDraft, dossier: Dossier, views: ViewReader, today: date, author: str) -> Checked:
    """Read the fields and build the act with the model's own rules.

    Args:
        views: as they are now; a target may be named by words that its happening holds.
        today: relative dates count from here where the target has no publication.
        author: who judges.
    """
    reading = Reading(dossier, views, today, author)
    record = reading.record("target", draft.target)
    event: Curation | AnyClaim | None = None
    data: dict[str, Any] | None = None
    if record is not None:
        build: dict[str, Callable[[CurationDraft, Recorded, Reading], dict[str, Any] | None]] = {
            "correct": _correction, "retract": _retraction, "restore": _restoration, "link": _link,
            "unlink": _link, "assess": _assessment,
        }  # fmt: skip
        data = build[draft.act](draft, record, reading)
        if data is not None and not reading.problems:
            event = _built(data | ({"note": draft.note.strip()} if draft.note.strip() else {}), record, reading)
    return Checked(
        event,
        basis=draft.basis.strip() or None,
        understood=reading.understood,
        problems=reading.problems,
        stream=record.stream if record is not None else "",
        given=data or {},
    )


def _built(data: dict[str, Any], record: Recorded, reading: Reading) -> Curation | AnyClaim | None:
    try:
        event = parse_event(data)
        if isinstance(event, Correction):
            guard(reading.dossier.effective(record), event)
        return event
    except TrackerError as error:
        reading.problems["value" if data["type"] == "correction" else ""] = error.what
        return None


def _correction(draft: CurationDraft, record: Recorded, reading: Reading) -> dict[str, Any] | None:
    if not isinstance(record.event, Claim):
        reading.problems["target"] = say("curation.only_claims")
        return None
    claim = reading.dossier.effective(record)
    if not draft.value.strip():
        reading.problems["value"] = say("curation.missing_value", now=current_words(claim, draft.field) or "–")
        return None
    day = date.fromisoformat(record.published[:10]) if record.published else reading.today
    try:
        changes, words = read_value(claim, draft.field, draft.value, day)
    except Misread as error:
        reading.problems["value"] = str(error)
        return None
    reading.understood["value"] = words
    pairs = [{"path": path, "old": value_at(claim, path), "new": new} for path, new in changes.items()]
    pairs = [pair for pair in pairs if pair["old"] != pair["new"]]
    if not pairs:
        reading.problems["value"] = say("curation.same_value")
        return None
    return {"type": "correction", "target": record.id, "changes": pairs, "reason": draft.why_corrected}


def _retraction(draft: CurationDraft, record: Recorded, reading: Reading) -> dict[str, Any] | None:
    if _acting(record, reading):
        reading.problems["target"] = say("curation.gone_already")
        return None
    return {"type": "retraction", "target": record.id, "reason": draft.why_retracted}


def _restoration(draft: CurationDraft, record: Recorded, reading: Reading) -> dict[str, Any] | None:
    acting = _acting(record, reading)
    if not acting:
        reading.problems["target"] = say("curation.not_gone")
        return None
    return {"type": "retraction", "target": acting[-1].id, "reason": "never_happened"}


def _acting(record: Recorded, reading: Reading) -> list[Recorded]:
    """The retractions of an event that hold."""
    from tracker.undoing import stands

    log = reading.dossier.log
    return [
        one
        for one in log.effects_on(record.id)
        if isinstance(one.event, Retraction) and one.event.target == record.id and stands(log, one.position)
    ]


def _link(draft: CurationDraft, record: Recorded, reading: Reading) -> dict[str, Any] | None:
    other = reading.record("other", draft.other)
    if other is None:
        return None
    if other.id == record.id:
        reading.problems["other"] = say("curation.itself")
        return None
    if not isinstance(record.event, Claim) or not isinstance(other.event, Claim):
        reading.problems["other"] = say("curation.only_claims")
        return None
    members = [record.id, other.id]
    if draft.act == "unlink":
        return {"type": "unlink", "members": members}
    return {"type": "link", "members": members, "relation": draft.relation}


def _assessment(draft: CurationDraft, record: Recorded, reading: Reading) -> dict[str, Any] | None:
    if not isinstance(record.event, Claim):
        reading.problems["target"] = say("curation.only_claims")
        return None
    data: dict[str, Any] = {"type": "assess", "target": record.id, "author": reading.author.removeprefix("user:")}
    match draft.judgement:
        case "reading":
            data["reading"] = "confirmed"
        case "prefer":
            data["prefer"] = {"claim": record.id, "field": draft.field}
            reading.understood["field"] = current_words(reading.dossier.effective(record), draft.field) or "–"
        case "grade":
            data |= _grade(draft, record, reading)
        case _:
            data |= _likelihood(draft, reading)
    rationale = draft.rationale.strip() or (say("curation.compared") if draft.judgement == "reading" else "")
    if not rationale:
        reading.problems.setdefault("rationale", say("curation.missing_rationale"))
    return data | {"rationale": rationale}


def _grade(draft: CurationDraft, record: Recorded, reading: Reading) -> dict[str, Any]:
    """A letter grades the source behind the claim, a number what it tells."""
    typed = draft.verdict.strip().upper()
    if typed in get_args(Reliability):
        found = reading.views.subjects().source_of(record.id)
        source = found[0].name if found is not None else ""
        reading.understood["verdict"] = f"{source}: {label('reliability', typed)}"
        return {"target": source or record.id, "grade": {"reliability": typed}}
    if typed in {"1", "2", "3", "4", "5", "6"}:
        reading.understood["verdict"] = label("credibility", typed)
        return {"grade": {"credibility": int(typed)}}
    reading.problems["verdict"] = say("curation.no_grade")
    return {}


def _likelihood(draft: CurationDraft, reading: Reading) -> dict[str, Any]:
    words = {word: label("likelihood", word) for word in get_args(LikelihoodWord)}
    typed = draft.verdict.strip().casefold()
    meant = next((word for word, said in words.items() if typed in (word, said.casefold())), None)
    if meant is None:
        reading.problems["verdict"] = say("curation.no_likelihood", words=", ".join(words.values()))
        return {}
    reading.understood["verdict"] = words[meant]
    try:
        horizon = read_date(draft.horizon, reading.today, "future").edtf
        parse(horizon)
    except (NotADate, InvalidEvent):
        reading.problems["horizon"] = say("desk.form.no_date")
        return {}
    reading.understood["horizon"] = edtf_words(horizon)
    return {"likelihood": meant, "horizon": horizon}
