"""Projections of a user's own beside ours: tried, filled, kept for every dossier, dropped."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tracker.projections import promoted
from tracker.projections.contract import ProjectionError
from tracker.projections.cutoff import Cutoff
from tracker.projections.kept_views import KeptViews
from tracker.projections.loading import from_file
from tracker.projections.progress import Progress
from tracker.projections.trial.run import Trial


class ViewsWithOwn(KeptViews):
    """Views among which a user may put their own; see `tracker.projections.views.Views`."""

    def replay_file(self, path: Path, *, progress: Callable[[Progress], None] | None = None) -> list[str]:
        """Load the projections of a Python file and fill them from the whole log; the rest is left alone.

        They are kept up with the log as long as these views are open.

        Args:
            path: a file with one or more classes that inherit from `contract.Projection`. It is run.
            progress: as in `rebuild`.

        Returns:
            The names of the projections.

        Raises:
            ProjectionError: the file defines no sound projection.
            EventError: one fails at an event; the views stay as they were.
        """
        loaded = from_file(Path(path), self._roster.own_names)
        undo = self._roster.admit(loaded)
        names = [projection.name for projection in loaded]
        try:
            self.rebuild(names, progress=progress)
        except BaseException:
            undo()
            raise
        return names

    def trial(self, path: Path, cutoff: Cutoff = Cutoff()) -> Trial:  # noqa: B008  (frozen)
        """The projections of a Python file, ready to be run beside the views, which stay as they are.

        Args:
            path: as in `replay_file`.
            cutoff: which events count.

        Raises:
            ProjectionError: the file defines no sound projection.
        """
        return Trial(self._log, self._roster.own, from_file(Path(path), self._roster.own_names), cutoff)

    def promote(self, path: Path, *, progress: Callable[[Progress], None] | None = None) -> list[str]:
        """Keep the projections of a file from now on, in every dossier of the user, and fill them here.

        Raises:
            ProjectionError, EventError: as `replay_file`; or there is no folder for promoted projections.
        """
        folder = self._folder()
        names = self.replay_file(path, progress=progress)
        promoted.keep(Path(path), folder)
        return names

    def withdraw(self, name: str) -> list[str]:
        """Drop a promoted projection, with the others of its file; the names of all.

        Raises:
            ProjectionError: nobody has promoted it.
        """
        folder = self._folder()
        path = promoted.file_of(name, folder, self._roster.own_names)
        if path is None:
            raise ProjectionError(f"no promoted projection is called '{name}'", where=str(folder))
        names = [one.name for one in from_file(path, self._roster.own_names)]
        path.unlink()
        with self._lock, self._explained():
            self._roster.dismiss(names)
            self._file.drop_writer()
            with self._file.writing() as fold:
                fold.drop(names)
        return names

    def _folder(self) -> Path:
        if self._promoted_in is None:
            raise ProjectionError("there is no folder for promoted projections")
        return self._promoted_in
