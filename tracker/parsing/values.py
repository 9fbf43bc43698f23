"""Small immutable values, of which the stages make thousands an article: ``@immutable`` declares one."""

from __future__ import annotations

from dataclasses import MISSING, dataclass, fields
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform

Class = TypeVar("Class")


@dataclass_transform(frozen_default=True)
def immutable(cls: type[Class]) -> type[Class]:
    """A dataclass with slots whose fields are set once, when it is made; `dataclasses.replace` copies it.

    That nobody sets a field later is checked before the program runs, by the type checker, and not again for each
    field of each value: a frozen dataclass takes ten times as long to make, which was an eighth of all parsing.
    Comparing and printing are asked of few values, so they share their code, and what makes a value is compiled when
    the first of its kind is made: to compile all of it for each class would take a fourth of the time in which the
    parser is imported. A default is a value, never a factory.
    """
    made: Any = dataclass(slots=True, init=False, eq=False, repr=False)(cls)
    values = attrgetter(*(field.name for field in fields(made)))

    def same(self: Any, other: object) -> bool:
        return other.__class__ is self.__class__ and bool(values(self) == values(other))

    def hashed(self: Any) -> int:
        return hash(values(self))

    made.__init__, made.__eq__, made.__hash__, made.__repr__ = _made_first, same, hashed, _shown
    return made  # type: ignore[no-any-return]


def _made_first(self: Any, *args: Any, **named: Any) -> None:
    """Compile what makes the values of a class, and make the first of them."""
    cls = type(self)
    defaults = {field.name: field.default for field in fields(cls) if field.default is not MISSING}
    told = ", ".join(f"{f.name}=defaults[{f.name!r}]" if f.name in defaults else f.name for f in fields(cls))
    steps = "; ".join(f"self.{field.name} = {field.name}" for field in fields(cls))
    scope: dict[str, Any] = {"defaults": defaults}
    exec(f"def __init__(self, {told}): {steps}", scope)
    cls.__init__ = scope["__init__"]
    cls.__init__(self, *args, **named)


def _shown(self: Any) -> str:
    shown = ", ".join(f"{field.name}={getattr(self, field.name)!r}" for field in fields(self) if field.repr)
    return f"{type(self).__qualname__}({shown})"
