"""English messages for every test of the intake, whatever the machine speaks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tracker.wording import current_language, use_language


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    before = current_language()
    use_language("en")
    yield
    use_language(before)
