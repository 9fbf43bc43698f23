"""No reader crashes, hangs or lets something half written stand, whatever it is given.

Here each reader gets a handful of damaged inputs with every run of the suite; `make fuzz` looks on for as long as
somebody likes, led by the branches that an input reaches.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzzing.targets import LONGEST, TARGETS, Target

FOUND = sorted((Path(__file__).parent / "found").glob("*/*"))
"""Inputs that once were too much for a reader: a folder a target."""


@st.composite
def damaged(draw: st.DrawFn, target: Target) -> bytes:
    """A well-formed input of the target with pieces cut out, doubled, moved or written over."""
    data = bytearray(draw(st.sampled_from(target.seeds)))
    pieces = st.binary(max_size=8) | st.sampled_from(target.words).map(str.encode)
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 40)))
        piece = draw(pieces)
        data[start:end] = draw(st.sampled_from([b"", piece, bytes(data[start:end]) * 3, piece * 20]))
    return bytes(data[:LONGEST])


@pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS.keys())
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.data())
def test_a_damaged_input_is_read_or_refused(target: Target, data: st.DataObject) -> None:
    target.run(data.draw(damaged(target)))


@pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS.keys())
def test_the_inputs_to_begin_with_are_sound(target: Target) -> None:
    assert all(target.run(seed) for seed in target.seeds)


@pytest.mark.parametrize("path", FOUND, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_what_was_too_much_once_is_read_or_refused_now(path: Path) -> None:
    TARGETS[path.parent.name].run(path.read_bytes())
