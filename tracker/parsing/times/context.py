"""Date what tells no day of its own by what stands around it: "dort", "danach", "nach dem Treffen", the same place."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.parsing.cast.actors import Actor
from tracker.parsing.happenings.scene import Draft, Scene, Seat
from tracker.parsing.happenings.status import span_of
from tracker.parsing.times.find import TimePhrase

_NEAR = 2
"""Sentences within which a report goes on with the same day."""
_STILL_THERE = 5
"""The same, where it stays in one place."""
_LATEST = 12
"""Happenings before one that are looked at, so that a long list of them stays cheap."""
_PAST = frozenset({"occurred", "ongoing"})


class ContextTimes:
    """The dated happenings of a text, in order, and the days that others take from them."""

    def __init__(self, scene: Scene, happenings: Sequence[Draft]) -> None:
        self._scene = scene
        self._dated: list[tuple[int, Draft]] = []
        self._of_span: dict[tuple[int, int], list[Draft]] = {}
        for draft in happenings:
            for span in draft.spans:
                self._of_span.setdefault(span, []).append(draft)
        for draft in happenings:
            if draft.when is None or draft.when.edtf is None:
                around = self._around(draft)
                if around is not None:
                    draft.when = around
                    draft.because("when", around.start, around.end)
                    draft.doubts.append(("when", "the day is that of what is told right before"))
            if draft.when is not None and draft.when.edtf is not None:
                self._dated.append((draft.seat.line, draft))

    def of_saying(self, seat: Seat, speakers: Sequence[Actor]) -> TimePhrase | None:
        """The day of a statement whose words of saying stand in a clause without one: "sagte er nach dem Gipfel"."""
        if self._scene.clause(seat).tense not in ("past", "perfect", "pluperfect"):
            return None
        for draft in self._of_span.get(self._scene.span(seat), ()):
            if draft.status in _PAST and draft.seat.line != seat.line and _is_short(draft.when):
                return draft.when
        if not self._points_back(seat):
            return None
        for line, draft in reversed(self._dated[-_LATEST:]):
            if not 0 <= seat.line - line <= _NEAR:
                continue
            if draft.status in _PAST and any(a in draft.actors() for a in speakers) and _is_short(draft.when):
                return draft.when
        return None

    def _around(self, draft: Draft) -> TimePhrase | None:
        """The day of the happening right before that shares a party and goes on in the same place."""
        past = draft.status in _PAST
        parties = {a.number for a in draft.actors()}
        back = self._points_back(draft.seat)
        for line, before in reversed(self._dated[-_LATEST:]):
            if draft.seat.line - line > _STILL_THERE:
                return None
            same_day = back and not past and before.status in _PAST and self._is_today(before)
            told = (
                ((before.status in _PAST) == past or same_day)
                and before.status != "cancelled"
                and draft.status != "cancelled"
            )
            if not told or not parties & {a.number for a in before.actors()} or not _is_short(before.when):
                continue
            if (back and draft.seat.line - line <= _NEAR) or _same_place(draft, before):
                return before.when
        return None

    def _is_today(self, draft: Draft) -> bool:
        span = span_of(draft.when.edtf) if draft.when is not None else None
        return span is not None and span.earliest is not None and span.earliest == self._scene.day

    def _points_back(self, seat: Seat) -> bool:
        lower, syntax = self._scene.tokens.lower, self._scene.syntax
        pointing = [
            i
            for first, last in self._scene.clause(seat).spans
            for i in range(first, last)
            if lower[i] in syntax.pointing_back
        ]
        return any(lower[i - 1] not in syntax.coming_from for i in pointing)  # "von dort" leads elsewhere, and later


def _same_place(one: Draft, other: Draft) -> bool:
    return one.place is not None and other.place is not None and one.place.key == other.place.key


def _is_short(when: TimePhrase | None) -> bool:
    """Whether a date says enough to be passed on: at most a week."""
    span = span_of(when.edtf) if when is not None else None
    return span is not None and span.days is not None and span.days <= 7
