"""Any sequence of appends, repetitions, conflicts, curation and reopenings, against a model of plain lists."""

from __future__ import annotations

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, multiple, rule

from events.envelope import Draft, Recorded
from events.errors import Conflict, DuplicateId, InvalidEvent, OutdatedCorrection
from events.log import AtPosition, AtVersion, EventLog
from tests.log.samples import claim_drafts, correction, draft, retraction, visit


class LogMachine(RuleBasedStateMachine):
    """A back end subclasses this and says how a log is made and opened again."""

    appended = Bundle("appended")

    def make_log(self) -> EventLog:
        raise NotImplementedError

    def reopened(self, log: EventLog) -> EventLog:
        raise NotImplementedError

    @initialize()
    def start(self) -> None:
        self.log = self.make_log()
        self.model: list[Recorded] = []
        self.days: dict[str, int] = {}
        self.undone: set[str] = set()

    def _record(self, drafts: list[Draft], recorded: list[Recorded]) -> None:
        assert [record.id for record in recorded] == [one.id for one in drafts]
        self.model += recorded

    @rule(target=appended, drafts=st.lists(claim_drafts, min_size=1, max_size=4))
    def append(self, drafts: list[Draft]) -> object:
        self._record(drafts, self.log.append(drafts))
        return multiple(*drafts)

    @rule(one=appended)
    def repeat(self, one: Draft) -> None:
        (again,) = self.log.append([one])
        assert again in self.model

    @rule(one=appended, other=claim_drafts)
    def reuse_an_id(self, one: Draft, other: Draft) -> None:
        forged = Draft(
            other.event, other.recorded_by, other.document, "ein anderer Anruf", other.published, one.id, other.stream
        )
        with pytest.raises(DuplicateId):
            self.log.append([other, forged])

    @rule(one=claim_drafts, gap=st.integers(-2, 2))
    def append_at_position(self, one: Draft, gap: int) -> None:
        place = max(0, len(self.model) + gap)
        if place == len(self.model):
            self._record([one], self.log.append([one], AtPosition(place)))
        else:
            with pytest.raises(Conflict) as caught:
                self.log.append([one], AtPosition(place))
            assert caught.value.newer == tuple(self.model[place:])

    @rule(one=claim_drafts, gap=st.integers(-2, 2))
    def append_at_version(self, one: Draft, gap: int) -> None:
        stream = [record for record in self.model if record.stream == one.stream]
        place = max(0, len(stream) + gap)
        if place == len(stream):
            self._record([one], self.log.append([one], AtVersion(one.stream, place)))
        else:
            with pytest.raises(Conflict) as caught:
                self.log.append([one], AtVersion(one.stream, place))
            assert caught.value.newer == tuple(stream[place:])

    @rule(days=st.integers(1, 5))
    def append_a_visit_to_be_corrected(self, days: int) -> None:
        one = draft(visit(days=days))
        self._record([one], self.log.append([one]))
        self.days[one.id] = days

    @rule(data=st.data(), old=st.integers(1, 5), new=st.integers(6, 9))
    def correct(self, data: st.DataObject, old: int, new: int) -> None:
        if not self.days:
            return
        target = data.draw(st.sampled_from(sorted(self.days)))
        one = correction(target, "days", old, new)
        if self.days[target] == old:
            self._record([one], self.log.append([one]))
            self.days[target] = new
        else:
            with pytest.raises(OutdatedCorrection):
                self.log.append([one])

    @rule(one=appended)
    def retract(self, one: Draft) -> None:
        undoing = retraction(one.id)
        self._record([undoing], self.log.append([undoing]))

    @rule(one=claim_drafts)
    def append_with_a_bad_neighbour(self, one: Draft) -> None:
        with pytest.raises(InvalidEvent):
            self.log.append([one, retraction("unbekannt")])

    @rule()
    def reopen(self) -> None:
        self.log = self.reopened(self.log)

    @invariant()
    def it_reads_what_the_model_says(self) -> None:
        if hasattr(self, "log"):
            assert list(self.log.read()) == self.model
            assert [record.position for record in self.model] == list(range(1, len(self.model) + 1))
            assert self.log.verify().ok

    def teardown(self) -> None:
        if hasattr(self, "log"):
            self.log.close()
