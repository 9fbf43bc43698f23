"""Which projections are kept up: our own, those of installed packages, those that a user promoted or just loaded."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from tracker.projections import promoted
from tracker.projections.contract import Projection, ProjectionError
from tracker.projections.loading import installed


class Roster:
    """The projections of one set of views; every database gets instances of its own.

    Args:
        own: makes new instances of our own projections.
        folder: where promoted projections lie; None for nowhere.

    Attributes:
        stopped: by name, why one from elsewhere no longer takes part.
    """

    def __init__(self, own: Callable[[], list[Projection]], folder: Path | None = None) -> None:
        self.own = own
        self.own_names = [projection.name for projection in own()]
        self.stopped: dict[str, str] = {}
        packaged = installed(self.own_names)
        kept = promoted.load(folder, [*self.own_names, *(guest.name for guest in packaged)])
        self._guests = {guest.name: guest for guest in [*packaged, *kept]}

    def is_guest(self, name: str) -> bool:
        """Whether a projection comes from elsewhere."""
        return name in self._guests

    def running(self) -> list[Projection]:
        """New instances of all that take part, each behind those it needs."""
        instances = self.own()
        for name, guest in self._guests.items():
            present = {projection.name for projection in instances}
            if name not in self.stopped and present.issuperset(guest.needs):
                instances.append(guest())
        return instances

    def every(self) -> list[Projection]:
        """New instances of all, those that have stopped among them."""
        return [*self.own(), *(guest() for guest in self._guests.values())]

    def dismiss(self, names: Collection[str]) -> None:
        """Take some out that came from elsewhere."""
        for name in names:
            self._guests.pop(name, None)
            self.stopped.pop(name, None)

    def admit(self, guests: Sequence[type[Projection]]) -> Callable[[], None]:
        """Take some in, in place of those of the same name; the answer undoes it."""
        former, stopped = dict(self._guests), dict(self.stopped)
        self._guests |= {guest.name: guest for guest in guests}
        for guest in guests:
            self.stopped.pop(guest.name, None)

        def undo() -> None:
            self._guests, self.stopped = former, stopped

        return undo


def with_dependents(projections: Collection[Projection], names: Collection[str] | None) -> set[str]:
    """The named projections and all that build on them; None names all.

    Raises:
        ProjectionError: a name is unknown.
    """
    known = [projection.name for projection in projections]
    if names is None:
        return set(known)
    for name in names:
        if name not in known:
            raise ProjectionError(f"there is no projection '{name}'", remedy=f"choose among {', '.join(known)}")
    wanted = set(names)
    for projection in projections:
        if wanted.intersection(projection.needs):
            wanted.add(projection.name)
    return wanted
