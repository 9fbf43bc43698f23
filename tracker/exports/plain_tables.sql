-- The views as plain tables that a reader can ask in SQL, with foreign keys and full-text indexes. ~ stands for what the
-- names begin with: nothing in a file of their own, "view_" in a views file.

CREATE TABLE ~export (name TEXT PRIMARY KEY, value TEXT) STRICT, WITHOUT ROWID;
CREATE TABLE ~articles (
    id TEXT PRIMARY KEY, outlet TEXT, title TEXT, published TEXT, language TEXT
) STRICT;
CREATE TABLE ~happenings (
    id TEXT PRIMARY KEY, type TEXT NOT NULL, state TEXT NOT NULL, on_board INTEGER NOT NULL, title TEXT NOT NULL,
    place TEXT, place_country TEXT, place_hedge TEXT, when_text TEXT, edtf TEXT, earliest TEXT, latest TEXT,
    format TEXT, channel TEXT, level TEXT, host TEXT, topics TEXT, reports INTEGER NOT NULL, outlets INTEGER NOT NULL,
    origins INTEGER NOT NULL, credibility INTEGER NOT NULL, badges TEXT
) STRICT;
CREATE TABLE ~parties (
    happening TEXT NOT NULL REFERENCES ~happenings (id), key TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL,
    country TEXT, role TEXT NOT NULL, office TEXT, level TEXT NOT NULL
) STRICT;
CREATE TABLE ~reports (
    event_id TEXT PRIMARY KEY, happening TEXT NOT NULL REFERENCES ~happenings (id), position INTEGER NOT NULL,
    document TEXT REFERENCES ~articles (id), outlet TEXT, published TEXT, recorded_by TEXT NOT NULL, status TEXT NOT NULL, origin TEXT NOT NULL,
    via TEXT, quote TEXT, corrected INTEGER NOT NULL, retracted INTEGER NOT NULL
) STRICT;
CREATE TABLE ~journeys (
    id TEXT PRIMARY KEY, traveller TEXT NOT NULL, traveller_key TEXT NOT NULL, office TEXT, country TEXT, start TEXT,
    "end" TEXT, days INTEGER, countries TEXT, conveyance TEXT, met TEXT, state TEXT NOT NULL, accompanying TEXT,
    reports INTEGER NOT NULL, outlets INTEGER NOT NULL, origins INTEGER NOT NULL, flags TEXT
) STRICT;
CREATE TABLE ~journeys_happenings (
    journey TEXT NOT NULL REFERENCES ~journeys (id), happening TEXT NOT NULL REFERENCES ~happenings (id),
    PRIMARY KEY (journey, happening)
) STRICT, WITHOUT ROWID;
CREATE TABLE ~stays (
    journey TEXT NOT NULL REFERENCES ~journeys (id), country TEXT, place TEXT, start TEXT, "end" TEXT, days INTEGER,
    start_known INTEGER NOT NULL, end_known INTEGER NOT NULL
) STRICT;
CREATE TABLE ~legs (
    journey TEXT NOT NULL REFERENCES ~journeys (id), origin TEXT, destination TEXT, country TEXT, departed TEXT,
    arrived TEXT, conveyance TEXT, departure TEXT REFERENCES ~happenings (id), arrival TEXT REFERENCES ~happenings (id)
) STRICT;
CREATE TABLE ~whereabouts (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, office TEXT, country TEXT, kind TEXT NOT NULL, place TEXT,
    place_country TEXT, origin TEXT, since TEXT, seen TEXT NOT NULL, freshness TEXT NOT NULL,
    in_transit INTEGER NOT NULL, abroad INTEGER, arrival_unreported INTEGER NOT NULL, conflict TEXT,
    happening TEXT NOT NULL REFERENCES ~happenings (id)
) STRICT;
CREATE TABLE ~statements (
    id TEXT PRIMARY KEY, published TEXT, day TEXT, speaker TEXT NOT NULL, speaker_key TEXT NOT NULL, office TEXT,
    country TEXT, kind TEXT, quote TEXT, quote_kind TEXT, variants TEXT, addressees TEXT, topics TEXT, about TEXT,
    on_record TEXT, chain TEXT, document TEXT REFERENCES ~articles (id), outlet TEXT, status TEXT NOT NULL, reports INTEGER NOT NULL, outlets INTEGER NOT NULL, origins INTEGER NOT NULL
) STRICT;
CREATE TABLE ~statements_happenings (
    statement TEXT NOT NULL REFERENCES ~statements (id), happening TEXT NOT NULL REFERENCES ~happenings (id),
    PRIMARY KEY (statement, happening)
) STRICT, WITHOUT ROWID;
CREATE TABLE ~fields (
    happening TEXT NOT NULL REFERENCES ~happenings (id), name TEXT NOT NULL, subject TEXT, value TEXT NOT NULL,
    shown INTEGER NOT NULL, contradiction TEXT, source TEXT NOT NULL, event_id TEXT REFERENCES ~reports (event_id)
) STRICT;
CREATE TABLE ~transitions (
    happening TEXT NOT NULL REFERENCES ~happenings (id), number INTEGER NOT NULL, state TEXT NOT NULL, date TEXT,
    cause TEXT NOT NULL, position INTEGER, event_id TEXT, PRIMARY KEY (happening, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE ~judgements (
    position INTEGER NOT NULL, happening TEXT NOT NULL REFERENCES ~happenings (id), author TEXT NOT NULL,
    recorded_at TEXT NOT NULL, judgement TEXT NOT NULL, rationale TEXT NOT NULL, PRIMARY KEY (position, happening)
) STRICT;
CREATE TABLE ~meetings (
    place INTEGER PRIMARY KEY, happening TEXT NOT NULL REFERENCES ~happenings (id)
) STRICT;
CREATE TABLE ~timeline (
    place INTEGER PRIMARY KEY, happening TEXT NOT NULL REFERENCES ~happenings (id), day TEXT NOT NULL,
    dated INTEGER NOT NULL, statements INTEGER NOT NULL
) STRICT;
CREATE TABLE ~calendar (
    place INTEGER PRIMARY KEY, happening TEXT NOT NULL REFERENCES ~happenings (id), part TEXT NOT NULL, due TEXT,
    overdue INTEGER
) STRICT;
CREATE TABLE ~corroboration (
    happening TEXT PRIMARY KEY REFERENCES ~happenings (id), single_source INTEGER NOT NULL, first_source TEXT NOT NULL,
    first_outlet TEXT, first_published TEXT, confirmed_by TEXT, confirmed TEXT, lag INTEGER
) STRICT;
CREATE TABLE ~origins (
    happening TEXT NOT NULL REFERENCES ~happenings (id), source TEXT NOT NULL, party INTEGER NOT NULL,
    grade TEXT NOT NULL, via TEXT, outlets TEXT, reports INTEGER NOT NULL, first TEXT NOT NULL
) STRICT;
CREATE TABLE ~sources (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, grade TEXT NOT NULL, reports INTEGER NOT NULL, happenings INTEGER NOT NULL,
    firsts INTEGER NOT NULL, corrected INTEGER NOT NULL, contradicted INTEGER NOT NULL, retracted INTEGER NOT NULL
) STRICT;
CREATE TABLE ~contradictions (
    number INTEGER PRIMARY KEY, happening TEXT REFERENCES ~happenings (id), journey TEXT REFERENCES ~journeys (id),
    type TEXT NOT NULL, title TEXT NOT NULL, field TEXT NOT NULL, kind TEXT NOT NULL, days INTEGER, km INTEGER,
    since TEXT, resolution TEXT NOT NULL, origins INTEGER NOT NULL
) STRICT;
CREATE TABLE ~contradictions_sides (
    contradiction INTEGER NOT NULL REFERENCES ~contradictions (number), value TEXT NOT NULL, shown INTEGER NOT NULL,
    sources TEXT, grades TEXT, party INTEGER NOT NULL
) STRICT;
CREATE TABLE ~counterparts (
    id TEXT PRIMARY KEY, level TEXT NOT NULL, one TEXT NOT NULL, other TEXT NOT NULL, total INTEGER NOT NULL,
    in_person INTEGER NOT NULL, remote INTEGER NOT NULL, first TEXT, last TEXT, next TEXT, open INTEGER NOT NULL
) STRICT;
CREATE TABLE ~counterparts_happenings (
    pair TEXT NOT NULL REFERENCES ~counterparts (id), happening TEXT NOT NULL REFERENCES ~happenings (id),
    PRIMARY KEY (pair, happening)
) STRICT, WITHOUT ROWID;
CREATE TABLE ~streaks (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, subject TEXT NOT NULL, other TEXT, day TEXT NOT NULL, since TEXT,
    gap INTEGER, value INTEGER, covered INTEGER NOT NULL, known_from TEXT,
    happening TEXT REFERENCES ~happenings (id), journey TEXT REFERENCES ~journeys (id)
) STRICT;
CREATE TABLE ~streaks_printed (
    streak TEXT NOT NULL REFERENCES ~streaks (id), article TEXT REFERENCES ~articles (id), sentence TEXT NOT NULL,
    since_from TEXT, since_to TEXT, agrees INTEGER
) STRICT;
CREATE TABLE ~coverages (
    position INTEGER NOT NULL, subject TEXT NOT NULL, period TEXT NOT NULL, basis TEXT, recorded_by TEXT NOT NULL,
    PRIMARY KEY (position, subject)
) STRICT, WITHOUT ROWID;
CREATE INDEX ~parties_happening ON ~parties (happening);
CREATE INDEX ~parties_key ON ~parties (key);
CREATE INDEX ~reports_happening ON ~reports (happening);
CREATE INDEX ~fields_happening ON ~fields (happening);
CREATE INDEX ~origins_happening ON ~origins (happening);
CREATE INDEX ~sides_contradiction ON ~contradictions_sides (contradiction);
CREATE INDEX ~stays_journey ON ~stays (journey);
CREATE INDEX ~legs_journey ON ~legs (journey);
CREATE VIRTUAL TABLE ~articles_fts USING fts5 (
    outlet, title, content = '~articles', tokenize = "unicode61 remove_diacritics 2"
);
CREATE VIRTUAL TABLE ~happenings_fts USING fts5 (
    title, place, host, topics, content = '~happenings', tokenize = "unicode61 remove_diacritics 2"
);
CREATE VIRTUAL TABLE ~parties_fts USING fts5 (
    name, office, content = '~parties', tokenize = "unicode61 remove_diacritics 2"
);
CREATE VIRTUAL TABLE ~reports_fts USING fts5 (
    outlet, origin, via, quote, content = '~reports', tokenize = "unicode61 remove_diacritics 2"
);
CREATE VIRTUAL TABLE ~journeys_fts USING fts5 (
    traveller, office, countries, met, content = '~journeys', tokenize = "unicode61 remove_diacritics 2"
);
CREATE VIRTUAL TABLE ~stays_fts USING fts5 (
    country, place, content = '~stays', tokenize = "unicode61 remove_diacritics 2"
);
CREATE VIRTUAL TABLE ~whereabouts_fts USING fts5 (
    name, office, place, origin, content = '~whereabouts', tokenize = "unicode61 remove_diacritics 2"
);
CREATE VIRTUAL TABLE ~statements_fts USING fts5 (
    speaker, office, quote, variants, addressees, topics, outlet, content = '~statements', tokenize = "unicode61 remove_diacritics 2"
);
CREATE VIRTUAL TABLE ~fields_fts USING fts5 (
    subject, value, source, content = '~fields', tokenize = "unicode61 remove_diacritics 2"
);
CREATE VIRTUAL TABLE ~judgements_fts USING fts5 (
    author, judgement, rationale, content = '~judgements', tokenize = "unicode61 remove_diacritics 2"
);
CREATE VIRTUAL TABLE ~sources_fts USING fts5 (
    name, content = '~sources', tokenize = "unicode61 remove_diacritics 2"
);
CREATE VIRTUAL TABLE ~contradictions_fts USING fts5 (
    title, field, kind, content = '~contradictions', tokenize = "unicode61 remove_diacritics 2"
);
CREATE VIRTUAL TABLE ~counterparts_fts USING fts5 (
    one, other, content = '~counterparts', tokenize = "unicode61 remove_diacritics 2"
);
CREATE VIRTUAL TABLE ~streaks_fts USING fts5 (
    subject, other, content = '~streaks', tokenize = "unicode61 remove_diacritics 2"
);
