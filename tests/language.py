"""The language that messages are in during a test, whatever the machine speaks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tracker.wording import current_language, use_language


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """English messages, for every test of the folder whose conftest imports this."""
    before = current_language()
    use_language("en")
    yield
    use_language(before)
