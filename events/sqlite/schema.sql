-- The log's tables. Everything here is append-only: no row changes, none goes, none is put in an older one's place.
-- BEFORE INSERT guards stop INSERT OR REPLACE, which fires no DELETE trigger; they raise ROLLBACK and the program
-- inserts with OR ROLLBACK, because RAISE(ABORT) makes SQLite keep a statement journal for every row.

CREATE TABLE log (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    id TEXT NOT NULL
) STRICT;

-- Texts that recur: streams, types, authors, documents, publication times. Events refer to them by number.
CREATE TABLE term (
    id INTEGER PRIMARY KEY,
    text TEXT NOT NULL UNIQUE
) STRICT;

-- The envelope. hash = sha256(hash of the record before || envelope || body_hash), see events/chain.py.
CREATE TABLE event (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    stream INTEGER NOT NULL,
    version INTEGER NOT NULL,
    type INTEGER NOT NULL,
    schema INTEGER NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by INTEGER NOT NULL,
    document INTEGER,
    published INTEGER,
    basis TEXT,
    body_hash BLOB NOT NULL,
    hash BLOB NOT NULL,
    UNIQUE (stream, version)
) STRICT;

CREATE TABLE body (
    position INTEGER PRIMARY KEY,
    data TEXT NOT NULL
) STRICT;

-- Which later record acts on which: retractions and corrections by their target. An index over bodies.
CREATE TABLE effect (
    target INTEGER NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (target, position)
) WITHOUT ROWID, STRICT;

CREATE TRIGGER log_guard BEFORE INSERT ON log WHEN EXISTS (SELECT 1 FROM log)
BEGIN SELECT RAISE(ROLLBACK, 'a file holds one log'); END;

CREATE TRIGGER term_guard BEFORE INSERT ON term
WHEN NEW.id IS NOT (SELECT coalesce(max(id), 0) + 1 FROM term) OR EXISTS (SELECT 1 FROM term WHERE text = NEW.text)
BEGIN SELECT RAISE(ROLLBACK, 'terms are only added'); END;

CREATE TRIGGER event_guard BEFORE INSERT ON event
WHEN NEW.position IS NOT (SELECT coalesce(max(position), 0) + 1 FROM event)
  OR NEW.version IS NOT (SELECT coalesce(max(version), 0) + 1 FROM event WHERE stream = NEW.stream)
  OR EXISTS (SELECT 1 FROM event WHERE id = NEW.id)
BEGIN SELECT RAISE(ROLLBACK, 'events are only added, each once and at the end'); END;

CREATE TRIGGER body_guard BEFORE INSERT ON body
WHEN NEW.position IS NOT (SELECT coalesce(max(position), 0) + 1 FROM body)
BEGIN SELECT RAISE(ROLLBACK, 'bodies are only added at the end'); END;

CREATE TRIGGER log_no_update BEFORE UPDATE ON log BEGIN SELECT RAISE(ROLLBACK, 'the log never changes'); END;
CREATE TRIGGER term_no_update BEFORE UPDATE ON term BEGIN SELECT RAISE(ROLLBACK, 'terms never change'); END;
CREATE TRIGGER event_no_update BEFORE UPDATE ON event BEGIN SELECT RAISE(ROLLBACK, 'events never change'); END;
CREATE TRIGGER body_no_update BEFORE UPDATE ON body BEGIN SELECT RAISE(ROLLBACK, 'bodies never change'); END;
CREATE TRIGGER effect_no_update BEFORE UPDATE ON effect BEGIN SELECT RAISE(ROLLBACK, 'effects never change'); END;
CREATE TRIGGER log_no_delete BEFORE DELETE ON log BEGIN SELECT RAISE(ROLLBACK, 'the log is never deleted'); END;
CREATE TRIGGER term_no_delete BEFORE DELETE ON term BEGIN SELECT RAISE(ROLLBACK, 'terms are never deleted'); END;
CREATE TRIGGER event_no_delete BEFORE DELETE ON event BEGIN SELECT RAISE(ROLLBACK, 'events are never deleted'); END;
CREATE TRIGGER body_no_delete BEFORE DELETE ON body BEGIN SELECT RAISE(ROLLBACK, 'bodies are never deleted'); END;
CREATE TRIGGER effect_no_delete BEFORE DELETE ON effect BEGIN SELECT RAISE(ROLLBACK, 'effects are never deleted'); END;
