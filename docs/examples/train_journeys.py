"""How often, and by whom, was the train taken? A projection of one's own, complete."""

from tracker.projections.contract import Projection


class TrainJourneys(Projection):
    name = "train_journeys"
    version = 1
    tables = """
        CREATE TABLE train_journeys (id TEXT PRIMARY KEY, traveller TEXT, destination TEXT, day TEXT);
    """

    def departure(self, db, record):
        event = record.event
        if event.conveyance != "train":
            return
        db.execute(
            "INSERT INTO train_journeys VALUES (?, ?, ?, ?)",
            (
                record.id,
                event.having("traveller")[0].name,
                event.place.name if event.place else None,
                event.when.edtf if event.when else None,
            ),
        )

    def retraction(self, db, record):
        db.execute("DELETE FROM train_journeys WHERE id = ?", (record.event.target,))
