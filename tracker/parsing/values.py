"""Small immutable values, of which the stages make thousands an article: ``@immutable`` declares one."""

from __future__ import annotations

from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform

Class = TypeVar("Class")


@dataclass_transform(frozen_default=True)
def immutable(cls: type[Class]) -> type[Class]:
    """A dataclass with slots whose fields are set once, when it is made; `dataclasses.replace` copies it.

    That nobody sets a field later is checked before the program runs, by the type checker, and not again for each
    field of each value: a frozen dataclass takes ten times as long to make, which was an eighth of all parsing.
    Comparing and printing are asked of few values, so they share their code; to compile it for each class would
    take a fifth of the time in which the parser is imported.
    """
    made: Any = dataclass(slots=True, eq=False, repr=False)(cls)
    values = attrgetter(*(field.name for field in fields(made)))

    def same(self: Any, other: object) -> bool:
        return other.__class__ is self.__class__ and bool(values(self) == values(other))

    def hashed(self: Any) -> int:
        return hash(values(self))

    made.__eq__, made.__hash__, made.__repr__ = same, hashed, _shown
    return made  # type: ignore[no-any-return]


def _shown(self: Any) -> str:
    shown = ", ".join(f"{field.name}={getattr(self, field.name)!r}" for field in fields(self) if field.repr)
    return f"{type(self).__qualname__}({shown})"
