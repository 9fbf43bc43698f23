"""What every log promises, whatever keeps it: one suite, run against each back end."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any, TypeAlias

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.chain import body_hash, chained, envelope
from events.codec import write_body
from events.envelope import Draft, Recorded, new_id
from events.errors import Conflict, DuplicateId, InvalidEvent, OutdatedCorrection
from events.log import AtPosition, AtVersion, EventLog
from events.model import Assess, Change, Correction, Link, Unlink
from tests.log.samples import HOST, claim_drafts, correction, draft, drafts, retraction, summit, visit

SHARED = [HealthCheck.function_scoped_fixture, HealthCheck.differing_executors]  # every example makes a log of its own
MakeLog: TypeAlias = Callable[..., EventLog]
OTHER_CONTENT: dict[str, Any] = {
    "event": summit(),
    "recorded_by": "user:otto",
    "basis": "Pressestelle",
    "document": "artikel-1",
    "published": "2031-04-01",
    "stream": "anderswo",
}


class LogContract:
    """A back end subclasses this and gives a fixture ``make_log``: ``make_log(clock=…)`` is a new, empty log."""

    @pytest.fixture
    def make_log(self) -> MakeLog:
        raise NotImplementedError

    @pytest.fixture
    def log(self, make_log: MakeLog) -> EventLog:
        return make_log()

    # --- order -----------------------------------------------------------------------------------------------------

    def test_an_empty_log_stands_at_zero(self, log: EventLog) -> None:
        assert log.head().position == 0
        assert list(log.read()) == []
        assert log.get(1) is None
        assert log.verify().ok

    def test_positions_have_no_gap_and_streams_count_for_themselves(self, log: EventLog) -> None:
        log.append([draft(stream="a"), draft(stream="b"), draft(stream="a")])
        log.append([draft(stream="b")])
        assert [(r.position, r.stream, r.version) for r in log.read()] == [
            (1, "a", 1), (2, "b", 1), (3, "a", 2), (4, "b", 2),
        ]  # fmt: skip

    def test_what_is_read_is_what_was_answered(self, log: EventLog) -> None:
        answered = log.append(drafts(3)) + log.append([draft(summit(), document="artikel-1", published="2031-04-01")])
        assert list(log.read()) == answered
        assert log.head().position == 4
        assert log.head().hash == answered[-1].hash

    def test_nothing_appended_is_nothing_recorded(self, log: EventLog) -> None:
        assert log.append([]) == []
        assert log.head().position == 0

    def test_a_clock_that_is_set_back_does_not_turn_the_order_round(self, make_log: MakeLog) -> None:
        noon = datetime(2031, 4, 1, 12, tzinfo=UTC)
        times = iter([noon, noon - timedelta(days=1), noon + timedelta(microseconds=1)])
        log = make_log(clock=lambda: next(times))
        recorded = [log.append([draft()])[0].recorded_at for _ in range(3)]
        assert recorded == ["2031-04-01T12:00:00.000000Z"] * 2 + ["2031-04-01T12:00:00.000001Z"]

    # --- reading ---------------------------------------------------------------------------------------------------

    @settings(suppress_health_check=SHARED, max_examples=30, deadline=None)
    @given(
        after=st.integers(-1, 8),
        until=st.none() | st.integers(0, 8),
        types=st.none() | st.sets(st.sampled_from(["visit", "summit", "departure"])),
        stream=st.none() | st.sampled_from(["a", "b", "nirgends"]),
    )
    def test_a_reader_gets_the_window_types_and_stream_that_it_asks_for(
        self, make_log: MakeLog, after: int, until: int | None, types: set[str] | None, stream: str | None
    ) -> None:
        log = make_log()
        log.append([draft(event, stream=home) for event in (visit(), summit()) for home in ("a", "b", "a")])
        wanted = [
            record
            for record in log.read()
            if record.position > after
            and (until is None or record.position <= until)
            and (types is None or record.type in types)
            and stream in (None, record.stream)
        ]
        assert list(log.read(after, until, types, stream)) == wanted

    def test_a_reader_can_be_left_half_way(self, log: EventLog) -> None:
        log.append(drafts(5))
        assert [r.position for r in islice(log.read(), 2)] == [1, 2]
        log.append(drafts(1))
        assert [r.position for r in log.read(after=4)] == [5, 6]

    def test_a_record_is_found_by_position_and_by_id(self, log: EventLog) -> None:
        recorded = log.append(drafts(3))
        for record in recorded:
            assert log.get(record.position) == record
            assert log.get(record.id) == record
        assert log.get(0) is None
        assert log.get(4) is None
        assert log.get("unbekannt") is None

    @settings(suppress_health_check=SHARED, max_examples=100, deadline=None)
    @given(draft=claim_drafts)
    def test_every_event_comes_back_as_it_went_in(self, make_log: MakeLog, draft: Draft) -> None:
        log = make_log()
        (recorded,) = log.append([draft])
        assert log.get(draft.id) == recorded
        assert recorded.event == draft.event
        for name in ("id", "stream", "recorded_by", "document", "basis", "published"):
            assert getattr(recorded, name) == getattr(draft, name)
        assert log.verify().ok

    # --- the chain -------------------------------------------------------------------------------------------------

    def test_the_chain_can_be_recomputed_from_the_records_alone(self, make_log: MakeLog) -> None:
        log = make_log()
        previous = bytes.fromhex(log.head().hash)
        log.append(drafts(2, document="artikel-1", published="2031-04-01"))
        log.append([draft(summit(), stream="x")])
        for r in log.read():
            sealed = envelope(
                r.position, r.id, r.stream, r.version, r.type, r.schema, r.recorded_at, r.recorded_by, r.document,
                r.published, r.basis,
            )  # fmt: skip
            previous = chained(previous, sealed, body_hash(write_body(r.event)))
            assert r.hash == previous.hex()
        assert log.head().hash == previous.hex()

    def test_verification_says_how_far_it_read(self, log: EventLog) -> None:
        log.append(drafts(3))
        early = log.head()
        log.append(drafts(2))
        report = log.verify(early)
        assert (report.records, report.head, report.ok) == (5, log.head(), True)

    def test_verification_misses_an_end_that_was_cut_off(self, make_log: MakeLog) -> None:
        longer, shorter = make_log(), make_log()
        longer.append(drafts(3))
        shorter.append(drafts(1))
        assert [fault.position for fault in shorter.verify(longer.head()).faults] == [2]

    # --- repeating -------------------------------------------------------------------------------------------------

    def test_the_same_draft_again_is_answered_with_its_first_record(self, log: EventLog) -> None:
        first = drafts(2)
        recorded = log.append(first)
        assert log.append([first[1], draft(summit()), first[0]])[::2] == recorded[::-1]
        assert log.head().position == 3

    def test_a_draft_twice_in_a_batch_is_recorded_once(self, log: EventLog) -> None:
        one = draft()
        first, second = log.append([one, one])
        assert first == second
        assert log.head().position == 1

    @pytest.mark.parametrize("field", OTHER_CONTENT)
    def test_an_id_does_not_take_another_content(self, log: EventLog, field: str) -> None:
        one = draft(stream="hier")
        log.append([one])
        with pytest.raises(DuplicateId):
            log.append([draft(summit()), replace(one, **{field: OTHER_CONTENT[field]})])
        with pytest.raises(DuplicateId):
            log.append([two := draft(), replace(two, **{field: OTHER_CONTENT[field]})])
        assert log.head().position == 1

    def test_a_repeated_append_succeeds_though_the_log_has_moved_on(self, log: EventLog) -> None:
        first = drafts(2, stream="a")
        recorded = log.append(first, AtPosition(0))
        log.append(drafts(1, stream="a"))
        assert log.append(first, AtPosition(0)) == recorded
        assert log.append(first, AtVersion("a", 0)) == recorded

    # --- concurrency -----------------------------------------------------------------------------------------------

    def test_an_append_at_the_expected_place_succeeds(self, log: EventLog) -> None:
        log.append([draft(stream="a")], AtPosition(0))
        log.append([draft(stream="a")], AtPosition(1))
        log.append([draft(stream="b")], AtVersion("b", 0))
        log.append([draft(stream="a")], AtVersion("a", 2))
        assert log.head().position == 4

    @pytest.mark.parametrize("expected", [0, 1, 7])
    def test_a_log_that_stands_elsewhere_is_a_conflict_that_brings_the_newer_events(
        self, log: EventLog, expected: int
    ) -> None:
        recorded = log.append(drafts(3))
        with pytest.raises(Conflict) as caught:
            log.append([draft()], AtPosition(expected))
        assert (caught.value.expected, caught.value.actual, caught.value.stream) == (expected, 3, None)
        assert caught.value.newer == tuple(recorded[expected:])
        assert log.head().position == 3

    @pytest.mark.parametrize("expected", [0, 1, 7])
    def test_a_stream_that_stands_elsewhere_is_a_conflict_that_brings_its_newer_events(
        self, log: EventLog, expected: int
    ) -> None:
        recorded = log.append([draft(stream=name) for name in ("a", "b", "a", "b")])
        with pytest.raises(Conflict) as caught:
            log.append([draft(stream="b")], AtVersion("b", expected))
        assert (caught.value.actual, caught.value.stream) == (2, "b")
        assert caught.value.newer == tuple(recorded[1::2][expected:])

    def test_a_stream_that_is_not_there_stands_at_zero(self, log: EventLog) -> None:
        with pytest.raises(Conflict) as caught:
            log.append([draft()], AtVersion("nirgends", 1))
        assert caught.value.actual == 0

    # --- all or nothing --------------------------------------------------------------------------------------------

    def test_one_bad_draft_keeps_its_whole_batch_out(self, log: EventLog) -> None:
        log.append(drafts(1, stream="a"))
        before = log.head()
        with pytest.raises(InvalidEvent):
            log.append([draft(stream="a"), draft(stream="neu"), retraction("unbekannt"), draft(stream="a")])
        assert log.head() == before
        assert [(r.position, r.version) for r in log.append([draft(stream="a"), draft(stream="neu")])] == [
            (2, 2), (3, 1),
        ]  # fmt: skip

    # --- references ------------------------------------------------------------------------------------------------

    @pytest.mark.parametrize("kind", [Link, Unlink])
    def test_members_must_be_in_the_log(self, log: EventLog, kind: type[Link | Unlink]) -> None:
        (there,) = log.append([draft()])
        new = draft()
        with pytest.raises(InvalidEvent, match="unbekannt"):
            log.append([draft(kind(members=(there.id, "unbekannt")))])
        log.append([new, draft(kind(members=(there.id, new.id)))])
        assert log.head().position == 3

    def test_what_a_judgement_is_about_must_be_in_the_log_unless_it_is_a_source(self, log: EventLog) -> None:
        (claim,) = log.append([draft()])
        (link,) = log.append([draft(Link(members=(claim.id, claim.id)))])

        def judged(target: str, **judgement: Any) -> Draft:
            return draft(Assess(target=target, author="Vera", rationale="Kennt das Amt.", **judgement))

        prefer = {"claim": claim.id, "field": "when"}
        for bad in (
            judged("unbekannt", likelihood="likely", horizon="2031"),
            judged("unbekannt", prefer=prefer),
            judged(claim.id, prefer=prefer | {"claim": "unbekannt"}),
            judged(claim.id, prefer=prefer | {"claim": link.id}),
        ):
            with pytest.raises(InvalidEvent):
                log.append([bad])
        source = judged("Nordpresse", grade={"reliability": "B"})
        for good in (source, judged(claim.id, likelihood="likely", horizon="2031"), judged(claim.id, prefer=prefer)):
            (recorded,) = log.append([good])
            assert log.get(recorded.position) == recorded
        log.append([retraction(source.id)])

    def test_a_target_must_be_in_the_log(self, log: EventLog) -> None:
        log.append([draft()])
        for bad in (retraction("unbekannt"), correction("unbekannt", "days", None, 2)):
            with pytest.raises(InvalidEvent, match="unbekannt"):
                log.append([bad])
        later = draft()
        with pytest.raises(InvalidEvent):
            log.append([retraction(later.id), later])
        assert log.head().position == 1

    def test_a_correction_rests_on_the_effective_value(self, log: EventLog) -> None:
        (claim,) = log.append([draft(visit(days=2))])
        (first,) = log.append([correction(claim.id, "days", 2, 3)])
        with pytest.raises(OutdatedCorrection) as caught:
            log.append([correction(claim.id, "days", 2, 4)])
        assert (caught.value.path, caught.value.old, caught.value.actual) == ("days", 2, 3)
        log.append([correction(claim.id, "days", 3, 4)])
        assert log.head().position == first.position + 1

    def test_a_retracted_correction_no_longer_counts_until_it_is_restored(self, log: EventLog) -> None:
        (claim,) = log.append([draft(visit(days=2))])
        (wrong,) = log.append([correction(claim.id, "days", 2, 9)])
        (undone,) = log.append([retraction(wrong.id)])
        with pytest.raises(OutdatedCorrection):
            log.append([correction(claim.id, "days", 9, 3)])
        log.append([retraction(undone.id)])
        log.append([correction(claim.id, "days", 9, 3)])

    def test_the_rules_hold_inside_a_batch_too(self, log: EventLog) -> None:
        claim = draft(visit(days=2))
        wrong = correction(claim.id, "days", 2, 9)
        undone = retraction(wrong.id)
        log.append([claim, wrong, undone, correction(claim.id, "days", 2, 3)])
        with pytest.raises(OutdatedCorrection):
            log.append([retraction(undone.id), correction(claim.id, "days", 2, 4)])
        assert log.head().position == 4

    @pytest.mark.parametrize(
        ("path", "old", "new"),
        [
            ("days", None, 0),
            ("place", {"name": "Helsinki", "country": "FI"}, None),
            ("participants", [HOST.model_dump()], []),
            ("nowhere", None, 1),
            ("place.nowhere", None, 1),
            ("participants.9.name", None, "Otto"),
            ("status", "planned", "erfunden"),
        ],
    )
    def test_a_correction_leaves_a_valid_event(self, log: EventLog, path: str, old: object, new: object) -> None:
        (claim,) = log.append([draft()])
        with pytest.raises((InvalidEvent, OutdatedCorrection)):
            log.append([correction(claim.id, path, old, new)])
        assert log.head().position == 1

    def test_only_claims_are_corrected(self, log: EventLog) -> None:
        (claim,) = log.append([draft()])
        (gone,) = log.append([retraction(claim.id)])
        with pytest.raises(InvalidEvent):
            log.append([correction(gone.id, "reason", "not_in_text", "test")])

    def test_several_fields_are_corrected_together(self, log: EventLog) -> None:
        (claim,) = log.append([draft()])
        changes = (
            Change(path="status", old="planned", new="cancelled"),
            Change(path="outcome", old=None, new="refused"),
        )
        log.append([draft(Correction(target=claim.id, changes=changes, reason="better_source"))])
        assert log.head().position == 2

    # --- following -------------------------------------------------------------------------------------------------

    async def test_a_follower_catches_up_and_goes_on(self, log: EventLog) -> None:
        log.append(drafts(3))
        seen: list[Recorded] = []
        arrived = asyncio.Event()

        async def follow() -> None:
            async for record in log.follow(after=1):
                seen.append(record)
                arrived.set()

        task = asyncio.create_task(follow())
        while len(seen) < 2:
            await asyncio.wait_for(arrived.wait(), 5)
            arrived.clear()
        log.append(drafts(2))
        while len(seen) < 4:
            await asyncio.wait_for(arrived.wait(), 5)
            arrived.clear()
        assert [record.position for record in seen] == [2, 3, 4, 5]
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    def test_closing_twice_is_allowed(self, log: EventLog) -> None:
        log.append([draft(id=new_id())])
        log.close()
        log.close()
