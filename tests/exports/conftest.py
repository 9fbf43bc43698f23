"""The sample dossier, in English."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.exports.sample import Sample, filled
from tests.language import english

__all__ = ["english", "sample"]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sample]:
    """A dossier that no test changes."""
    made = filled(tmp_path_factory.mktemp("exports") / "sample.dossier")
    yield made
    made.dossier.close()
