"""English messages for every test of this folder."""

from __future__ import annotations

from tests.language import english

__all__ = ["english"]
