"""The letters of jump mode: one each while they last, then two; those under the strong fingers first."""

from __future__ import annotations

from itertools import product

_LETTERS = "asdfghjkleruioqwtpvbnmcx"


def labels(count: int) -> list[str]:
    """So many labels, none of which begins another one, all reachable on QWERTY and QWERTZ alike."""
    if count <= len(_LETTERS):
        return list(_LETTERS[:count])
    firsts = -(-(count - len(_LETTERS)) // (len(_LETTERS) - 1))
    single = _LETTERS[: len(_LETTERS) - min(firsts, len(_LETTERS))]
    double = ("".join(pair) for pair in product(_LETTERS[len(single) :], _LETTERS))
    return [*single, *double][:count]
