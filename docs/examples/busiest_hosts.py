"""Who received the most guests? A projection that builds on rows of our own projections and reads no event itself."""

from tracker.projections.contract import Projection


class BusiestHosts(Projection):
    name = "busiest_hosts"
    version = 1
    needs = ("happenings",)
    tables = "CREATE TABLE busiest_hosts (key INTEGER PRIMARY KEY, host TEXT NOT NULL);"

    def settle(self, db, changes):
        for key in changes.of("happenings"):
            db.execute("DELETE FROM busiest_hosts WHERE key = ?", (key,))
            db.execute(
                "INSERT INTO busiest_hosts SELECT key, host FROM happenings"
                " WHERE key = ? AND state = 'held' AND host IS NOT NULL",
                (key,),
            )
