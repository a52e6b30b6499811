"""The tables, indexes and triggers of every schema version, as SQL; read by migrations only.

Comments inside CREATE TABLE stay in the file: ``.schema`` shows them to whoever brings their own SQL.
"""

from __future__ import annotations

from corpus_cli.store.record import QUOTE

TABLES: tuple[str, ...] = (
    """
CREATE TABLE files ( -- a file that was read; - is standard input
  number INTEGER PRIMARY KEY,
  path TEXT NOT NULL UNIQUE,
  size INTEGER,      -- size, mtime_ns and hash are null until all of the file's articles are in
  mtime_ns INTEGER,
  hash BLOB,         -- BLAKE2b (16 bytes) of the file's bytes
  options TEXT       -- the options it was read with
)""",
    """
CREATE TABLE articles (
  number INTEGER PRIMARY KEY,   -- internal: changes when an article is read again; id does not
  id TEXT NOT NULL UNIQUE,      -- of text, outlet and url
  file INTEGER NOT NULL REFERENCES files(number) ON DELETE CASCADE,
  path TEXT NOT NULL,
  title TEXT,
  author TEXT,
  outlet TEXT COLLATE NOCASE,
  url TEXT,
  published TEXT,               -- ISO 8601 / EDTF
  published_basis TEXT,
  first_day INTEGER,            -- published as days since 1970-01-01: date(86400 * first_day, 'unixepoch')
  last_day INTEGER,
  encoding TEXT NOT NULL,
  body_start INTEGER NOT NULL,
  words INTEGER NOT NULL,
  text_hash BLOB NOT NULL,      -- BLAKE2b (8 bytes) of the text
  fingerprint BLOB NOT NULL,    -- BLAKE2b (8 bytes) of all that extraction and display depend on
  tagger TEXT NOT NULL,         -- name and version
  extractor INTEGER NOT NULL,   -- version of the extraction
  text TEXT NOT NULL            -- last, so that listings never read it
)""",
    """
CREATE TABLE copies ( -- where an article's text was seen again
  file INTEGER NOT NULL REFERENCES files(number) ON DELETE CASCADE,
  path TEXT NOT NULL,
  article INTEGER NOT NULL REFERENCES articles(number) ON DELETE CASCADE,
  PRIMARY KEY (file, path)
) WITHOUT ROWID""",
    """
CREATE TABLE speakers ( -- one row per person, organisation … across all articles
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,                    -- '' when unknown
  statements INTEGER NOT NULL DEFAULT 0, -- speech only
  evidence TEXT                          -- why its names are one speaker (JSON list)
)""",
    """
CREATE TABLE names ( -- a speaker as one article resolves it; several names may be one speaker
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  speaker INTEGER REFERENCES speakers(number),
  statements INTEGER NOT NULL DEFAULT 0, -- of any act; 0 once its last article is gone
  spoken INTEGER NOT NULL DEFAULT 0,     -- speech only
  UNIQUE (name, kind)
)""",
    """
CREATE TABLE name_keys ( -- names that share a key may be one speaker
  key INTEGER NOT NULL,  -- a hash: two keys with one hash make work, not mistakes
  name INTEGER NOT NULL,
  PRIMARY KEY (key, name)
) WITHOUT ROWID""",
    """
CREATE TABLE evidence ( -- what is known of a name: its roles, outlets and aliases, with counts
  name INTEGER NOT NULL,
  what INTEGER NOT NULL, -- 0 role, 1 outlet, 2 alias
  value TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (name, what, value)
) WITHOUT ROWID""",
    """
CREATE TABLE appearances ( -- other ways in which an article names a name (JSON list)
  article INTEGER NOT NULL REFERENCES articles(number) ON DELETE CASCADE,
  name INTEGER NOT NULL,
  aliases TEXT NOT NULL,
  PRIMARY KEY (article, name)
) WITHOUT ROWID""",
    """
CREATE TABLE decisions ( -- the user's word on who is who, in the order it was given; outlives every reading
  number INTEGER PRIMARY KEY,
  action TEXT NOT NULL,  -- merge, split, rename, kind
  names TEXT NOT NULL,   -- JSON list
  value TEXT
)""",
    """
CREATE TABLE aliases ( -- every way in which a speaker is named
  number INTEGER PRIMARY KEY,
  speaker INTEGER NOT NULL REFERENCES speakers(number) ON DELETE CASCADE,
  alias TEXT NOT NULL
)""",
    """
CREATE TABLE places (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  gazetteer INTEGER,
  country TEXT,
  latitude REAL,
  longitude REAL,
  parents TEXT NOT NULL,              -- names of what contains it (JSON list)
  spoken INTEGER NOT NULL DEFAULT 0,  -- statements made there; speech only
  about INTEGER NOT NULL DEFAULT 0    -- statements that talk about it; speech only
)""",
    "CREATE TABLE roles (number INTEGER PRIMARY KEY, role TEXT NOT NULL UNIQUE)",
    "CREATE TABLE bases (number INTEGER PRIMARY KEY, basis TEXT NOT NULL UNIQUE)",
    """
CREATE TABLE statements (
  number INTEGER PRIMARY KEY,    -- in text order within an article
  id INTEGER NOT NULL,           -- of the article's text and the place in it: printf('%010x', id)
  article INTEGER NOT NULL REFERENCES articles(number) ON DELETE CASCADE,
  name INTEGER REFERENCES names(number),
  speaker INTEGER REFERENCES speakers(number), -- the name's speaker, repeated here for the indexes
  role INTEGER REFERENCES roles(number),
  kind INTEGER NOT NULL,         -- 0 direct, 1 mixed, 2 indirect
  act INTEGER NOT NULL,          -- 0 speech, 1 thought
  confidence INTEGER NOT NULL,   -- per cent
  first_day INTEGER,             -- when it was said, else published: days since 1970-01-01
  last_day INTEGER,
  place INTEGER REFERENCES places(number),
  place_basis INTEGER,           -- 0 stated, 1 dateline
  basis INTEGER REFERENCES bases(number),         -- what found it
  speaker_basis INTEGER REFERENCES bases(number), -- what resolved its speaker
  start INTEGER NOT NULL,        -- offsets are code points of articles.text, half open
  end INTEGER NOT NULL,
  lead INTEGER NOT NULL,         -- how many characters at either end are marks and not the quote's
  trail INTEGER NOT NULL,
  source_start INTEGER,
  source_end INTEGER,
  cue_start INTEGER,
  cue_end INTEGER,
  place_text TEXT,
  date TEXT,                     -- stated only
  date_text TEXT,
  parts TEXT,                    -- [[start, end, lead, trail], …] where there are several
  quote TEXT                     -- only where it is not what one or two parts say: see the views
)""",
    """
CREATE TABLE statement_places ( -- places that a statement talks about
  statement INTEGER NOT NULL REFERENCES statements(number) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  place INTEGER NOT NULL REFERENCES places(number),
  PRIMARY KEY (statement, position)
) WITHOUT ROWID""",
)

# Newest first is what is asked for most: DESC makes these indexes give it, ties in text order, without sorting.
INDEXES: tuple[str, ...] = (
    "CREATE INDEX articles_by_path ON articles(path)",
    "CREATE INDEX articles_by_file ON articles(file)",
    "CREATE INDEX articles_by_day ON articles(first_day DESC)",
    "CREATE INDEX articles_by_outlet ON articles(outlet, first_day DESC)",
    "CREATE INDEX articles_by_text ON articles(text_hash)",
    "CREATE INDEX copies_by_article ON copies(article)",
    "CREATE INDEX speakers_by_statements ON speakers(statements DESC)",
    "CREATE INDEX aliases_by_speaker ON aliases(speaker)",
    "CREATE INDEX places_by_statements ON places(spoken + about DESC)",
    "CREATE INDEX names_by_speaker ON names(speaker)",
    "CREATE INDEX statements_by_id ON statements(id)",
    "CREATE INDEX statements_by_article ON statements(article)",
    "CREATE INDEX statements_by_speaker ON statements(speaker, first_day DESC)",
    "CREATE INDEX statements_by_day ON statements(first_day DESC)",
    "CREATE INDEX statements_by_place ON statements(place, first_day DESC) WHERE place IS NOT NULL",
    "CREATE INDEX statement_places_by_place ON statement_places(place, statement)",
)

# (index, table, columns): external content, so that no text is kept twice.
FULL_TEXT: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("articles_fts", "articles", ("title", "text")),
    ("aliases_fts", "aliases", ("alias",)),
    ("places_fts", "places", ("name", "parents")),
)
# No stemming: porter turns Gates into gate and Reading into read.
TOKENIZER = "unicode61 remove_diacritics 2"

OTHER: tuple[str, ...] = (
    # A word in the title counts as much as eight in the text.
    "INSERT INTO articles_fts(articles_fts, rank) VALUES ('rank', 'bm25(8.0, 1.0)')",
    # What was said is as a rule what stands in the article; quotes are half of all text, and are not kept twice.
    f"""
CREATE VIEW statement_quotes AS SELECT s.number AS number, {QUOTE} AS quote
FROM statements s JOIN articles a ON a.number = s.article""",
    f"""
CREATE VIRTUAL TABLE statements_fts USING fts5(
  quote, content='statement_quotes', content_rowid='number', tokenize='{TOKENIZER}')""",
    """
CREATE TRIGGER statements_fts_insert AFTER INSERT ON statements BEGIN
  INSERT INTO statements_fts(rowid, quote) SELECT number, quote FROM statement_quotes WHERE number = new.number;
END""",
    """
CREATE TRIGGER statements_fts_delete BEFORE DELETE ON statements BEGIN
  INSERT INTO statements_fts(statements_fts, rowid, quote)
    SELECT 'delete', number, quote FROM statement_quotes WHERE number = old.number;
END""",
    """
CREATE TRIGGER statements_stay BEFORE UPDATE OF article, start, end, lead, trail, parts, quote ON statements BEGIN
  SELECT RAISE(ABORT, 'what was said never changes: delete the statement and insert another');
END""",
    # Statements go while their article's text is still there, which their index entries are found by.
    """
CREATE TRIGGER articles_delete_statements BEFORE DELETE ON articles BEGIN
  DELETE FROM statements WHERE article = old.number;
END""",
    """
CREATE TRIGGER articles_text_stays BEFORE UPDATE OF text ON articles BEGIN
  SELECT RAISE(ABORT, 'a text never changes: delete the article and insert another');
END""",
    # A file whose article was kept as a copy of one that goes must be read again.
    """
CREATE TRIGGER articles_reread_copies BEFORE DELETE ON articles BEGIN
  UPDATE files SET hash = NULL, size = NULL WHERE number IN (SELECT file FROM copies WHERE article = old.number);
END""",
)


# Version 2: which statements report the same utterance.
REPORTS: tuple[str, ...] = (
    # The least id among the statements that report the same utterance; null for a statement that stands alone.
    "ALTER TABLE statements ADD COLUMN report_group INTEGER",
    "CREATE INDEX statements_by_group ON statements(report_group) WHERE report_group IS NOT NULL",
    """
CREATE TABLE shingles ( -- some of the runs of four words of a statement, hashed: who shares one may be one utterance
  hash INTEGER NOT NULL,
  statement INTEGER NOT NULL, -- may be gone; `corpus check --repair` sweeps such rows
  PRIMARY KEY (hash, statement)
) WITHOUT ROWID""",
    """
CREATE TABLE report_links ( -- two statements that report the same utterance
  first INTEGER NOT NULL,
  second INTEGER NOT NULL,
  strong INTEGER NOT NULL,    -- 1: each covers most of the other; 0: first is a clipping of second
  reason TEXT NOT NULL,
  PRIMARY KEY (first, second)
) WITHOUT ROWID""",
    "CREATE INDEX report_links_by_second ON report_links(second)",
    """
CREATE TRIGGER report_links_delete AFTER DELETE ON statements BEGIN
  DELETE FROM report_links WHERE first = old.number;
  DELETE FROM report_links WHERE second = old.number;
END""",
)

# Version 3: names for one thing.
ALIASES: tuple[str, ...] = (
    """
CREATE TABLE term_aliases ( -- two names for one thing, where an article says so: Government of National Accord (GNA)
  article INTEGER NOT NULL REFERENCES articles(number) ON DELETE CASCADE,
  start INTEGER NOT NULL, -- code points of articles.text, half open
  name TEXT NOT NULL COLLATE NOCASE,
  alias TEXT NOT NULL COLLATE NOCASE,
  end INTEGER NOT NULL,   -- last: some SQLites' integrity_check misreads it in front of the key's columns
  PRIMARY KEY (article, start, name, alias)
) WITHOUT ROWID""",
    "CREATE INDEX term_aliases_by_name ON term_aliases(name, alias)",
    "CREATE INDEX term_aliases_by_alias ON term_aliases(alias, name)",
    """
CREATE TABLE alias_decisions ( -- the user's word on names for one thing; outlives every reading
  name TEXT NOT NULL COLLATE NOCASE,
  alias TEXT NOT NULL COLLATE NOCASE,
  added INTEGER NOT NULL, -- 1 added, 0 removed
  PRIMARY KEY (name, alias)
) WITHOUT ROWID""",
    "CREATE INDEX alias_decisions_by_alias ON alias_decisions(alias, name)",
)


# Version 4: the trigger cut each quote out of the whole text, and SQLite counts characters from the start: an article's
# statements took time in the square of its length.
QUOTES_INDEXED: tuple[str, ...] = ("DROP TRIGGER statements_fts_insert",)


# Version 5: which articles are copies of one dispatch.
COPIES: tuple[str, ...] = (
    # The least id among the copies of one dispatch, as a number; null for an article that is nobody's copy.
    "ALTER TABLE articles ADD COLUMN copy_group INTEGER",
    "CREATE INDEX articles_by_copy ON articles(copy_group) WHERE copy_group IS NOT NULL",
    """
CREATE TABLE article_marks ( -- some of an article's sentences, hashed: who shares them may be a copy
  hash INTEGER NOT NULL,
  article INTEGER NOT NULL, -- may be gone; `corpus check --repair` sweeps such rows
  PRIMARY KEY (hash, article)
) WITHOUT ROWID""",
)


# Version 6: people of one name. SQLite cannot change a table's key, so the table is made anew, its numbers kept.
NAMESAKES: tuple[str, ...] = (
    "CREATE TABLE names_before AS SELECT * FROM names",
    "DROP TABLE names",
    """
CREATE TABLE names ( -- a speaker as one article resolves it; several names may be one speaker
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  speaker INTEGER REFERENCES speakers(number),
  statements INTEGER NOT NULL DEFAULT 0, -- of any act; 0 once its last article is gone
  spoken INTEGER NOT NULL DEFAULT 0,     -- speech only
  walk TEXT NOT NULL DEFAULT '',         -- the walk of life that the articles' roles tell of: sport, law …
  UNIQUE (name, kind, walk)
)""",
    "INSERT INTO names(number, name, kind, speaker, statements, spoken) "
    "SELECT number, name, kind, speaker, statements, spoken FROM names_before",
    "DROP TABLE names_before",
    "CREATE INDEX names_by_speaker ON names(speaker)",
)


def full_text_statements(index: str, table: str, columns: tuple[str, ...]) -> list[str]:
    """Give the SQL that makes a full-text index over a table's columns and the triggers that keep it in step."""
    listed = ", ".join(columns)
    new = ", ".join(f"new.{column}" for column in columns)
    old = ", ".join(f"old.{column}" for column in columns)
    insert = f"INSERT INTO {index}(rowid, {listed}) VALUES (new.number, {new});"
    delete = f"INSERT INTO {index}({index}, rowid, {listed}) VALUES ('delete', old.number, {old});"
    return [
        f"CREATE VIRTUAL TABLE {index} USING fts5({listed}, content='{table}', content_rowid='number', "
        f"tokenize='{TOKENIZER}')",
        f"CREATE TRIGGER {index}_insert AFTER INSERT ON {table} BEGIN {insert} END",
        f"CREATE TRIGGER {index}_delete AFTER DELETE ON {table} BEGIN {delete} END",
        f"CREATE TRIGGER {index}_update AFTER UPDATE OF {listed} ON {table} BEGIN {delete} {insert} END",
    ]
