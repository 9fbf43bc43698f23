-- The tables of a views file for Datasette: what a reader of the views can ask in SQL.

CREATE TABLE export (name TEXT PRIMARY KEY, value TEXT) STRICT, WITHOUT ROWID;
CREATE TABLE happenings (
    id TEXT PRIMARY KEY, type TEXT NOT NULL, state TEXT NOT NULL, on_board INTEGER NOT NULL, title TEXT NOT NULL,
    place TEXT, place_country TEXT, place_hedge TEXT, when_text TEXT, edtf TEXT, earliest TEXT, latest TEXT,
    format TEXT, channel TEXT, level TEXT, host TEXT, topics TEXT, reports INTEGER NOT NULL, outlets INTEGER NOT NULL,
    origins INTEGER NOT NULL, credibility INTEGER NOT NULL, badges TEXT
) STRICT;
CREATE TABLE parties (
    happening TEXT NOT NULL REFERENCES happenings (id), key TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL,
    country TEXT, role TEXT NOT NULL, office TEXT, level TEXT NOT NULL
) STRICT;
CREATE TABLE reports (
    event_id TEXT PRIMARY KEY, happening TEXT NOT NULL REFERENCES happenings (id), position INTEGER NOT NULL,
    document TEXT, outlet TEXT, published TEXT, recorded_by TEXT NOT NULL, status TEXT NOT NULL, origin TEXT NOT NULL,
    via TEXT, quote TEXT, corrected INTEGER NOT NULL, retracted INTEGER NOT NULL
) STRICT;
CREATE TABLE journeys (
    id TEXT PRIMARY KEY, traveller TEXT NOT NULL, traveller_key TEXT NOT NULL, office TEXT, country TEXT, start TEXT,
    "end" TEXT, days INTEGER, countries TEXT, conveyance TEXT, met TEXT, state TEXT NOT NULL, accompanying TEXT,
    reports INTEGER NOT NULL, outlets INTEGER NOT NULL, origins INTEGER NOT NULL, flags TEXT
) STRICT;
CREATE TABLE journeys_happenings (
    journey TEXT NOT NULL REFERENCES journeys (id), happening TEXT NOT NULL REFERENCES happenings (id),
    PRIMARY KEY (journey, happening)
) STRICT, WITHOUT ROWID;
CREATE TABLE stays (
    journey TEXT NOT NULL REFERENCES journeys (id), country TEXT, place TEXT, start TEXT, "end" TEXT, days INTEGER,
    start_known INTEGER NOT NULL, end_known INTEGER NOT NULL
) STRICT;
CREATE TABLE legs (
    journey TEXT NOT NULL REFERENCES journeys (id), origin TEXT, destination TEXT, country TEXT, departed TEXT,
    arrived TEXT, conveyance TEXT, departure TEXT REFERENCES happenings (id), arrival TEXT REFERENCES happenings (id)
) STRICT;
CREATE TABLE whereabouts (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, office TEXT, country TEXT, kind TEXT NOT NULL, place TEXT,
    place_country TEXT, origin TEXT, since TEXT, seen TEXT NOT NULL, freshness TEXT NOT NULL,
    in_transit INTEGER NOT NULL, abroad INTEGER, arrival_unreported INTEGER NOT NULL, conflict TEXT,
    happening TEXT NOT NULL REFERENCES happenings (id)
) STRICT;
CREATE TABLE statements (
    id TEXT PRIMARY KEY, published TEXT, day TEXT, speaker TEXT NOT NULL, speaker_key TEXT NOT NULL, office TEXT,
    country TEXT, kind TEXT, quote TEXT, quote_kind TEXT, addressees TEXT, topics TEXT, about TEXT, on_record TEXT,
    outlet TEXT, status TEXT NOT NULL, reports INTEGER NOT NULL, outlets INTEGER NOT NULL, origins INTEGER NOT NULL
) STRICT;
CREATE INDEX parties_happening ON parties (happening);
CREATE INDEX parties_key ON parties (key);
CREATE INDEX reports_happening ON reports (happening);
CREATE INDEX stays_journey ON stays (journey);
CREATE INDEX legs_journey ON legs (journey);
CREATE VIRTUAL TABLE happenings_fts USING fts5 (
    title, place, host, topics, content = 'happenings', tokenize = "unicode61 remove_diacritics 2"
);
CREATE VIRTUAL TABLE statements_fts USING fts5 (
    speaker, quote, topics, content = 'statements', tokenize = "unicode61 remove_diacritics 2"
);
