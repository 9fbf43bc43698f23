"""Processes that take articles in and let the views follow, until they are killed."""

from __future__ import annotations

from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path

from tests.log.samples import drafts
from tests.log.writers import SPAWN
from tracker.articles import Article
from tracker.dossier import Dossier

SPAWN.set_forkserver_preload(["tests.log.writers", __name__])


def ingest_for_ever(connection: Connection, path: Path, seed: int) -> None:
    """Take in articles; send the id of each as soon as it is acknowledged, None before the first."""
    with Dossier.open(path) as dossier:
        for number in count():
            text = (
                f"Außenministerin Ida Solberg ist am Dienstag zum {seed}. Mal nach Riga gereist, Bericht {number}. "
                "Dort traf sie Ministerpräsident Janis Kalnins. Solberg sagte, die Gespräche seien gut verlaufen."
            )
            done = dossier.ingest(Article(text, name=f"{number}.md", outlet="Nordblatt", published="2024-05-08"))
            if number == 0:  # the parser has read its words by now
                connection.send(None)
            connection.send(done.article.id)


def follow_for_ever(connection: Connection, path: Path, seed: int) -> None:
    """Append and let the views follow; send None, then each position that the views have reached."""
    with Dossier.open(path) as dossier:
        connection.send(None)
        for _ in count():
            position = dossier.log.append(drafts(9, stream=str(seed)))[-1].position
            dossier.catch_up()
            connection.send(position)
