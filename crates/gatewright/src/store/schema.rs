//! The tables, their version, and how a connection is set up.

use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;

use super::Error;

/// The format that this program writes; kept in the database's `user_version`.
const VERSION: i64 = 1;

/// `AUTOINCREMENT` where an id must never be used twice: records may outlive their stream for a while.
const TABLES: &str = "
CREATE TABLE revision (current INTEGER NOT NULL);
INSERT INTO revision VALUES (0);

CREATE TABLE blob (
    id INTEGER PRIMARY KEY,
    sha256 BLOB NOT NULL UNIQUE,
    bytes BLOB NOT NULL
);
CREATE TABLE document (
    key TEXT NOT NULL PRIMARY KEY,
    parent TEXT NOT NULL,
    revision INTEGER NOT NULL,
    blob BLOB REFERENCES blob (sha256),
    value BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX document_by_parent ON document (parent, key);
CREATE INDEX document_by_revision ON document (revision);
CREATE INDEX document_by_blob ON document (blob) WHERE blob IS NOT NULL;
CREATE TABLE deleted (
    key TEXT NOT NULL PRIMARY KEY,
    revision INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX deleted_by_revision ON deleted (revision);

CREATE TABLE log_group (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    scope TEXT NOT NULL,
    name TEXT NOT NULL,
    created INTEGER NOT NULL,
    settings BLOB NOT NULL,
    UNIQUE (scope, name)
);
CREATE TABLE log_stream (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    group_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    created INTEGER NOT NULL,
    first_event INTEGER,
    last_event INTEGER,
    last_ingestion INTEGER,
    stored_bytes INTEGER NOT NULL DEFAULT 0,
    UNIQUE (group_id, name)
);
CREATE TABLE log_record (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    group_id INTEGER NOT NULL,
    stream_id INTEGER NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    ingested INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    events BLOB NOT NULL
);
CREATE INDEX log_record_by_group ON log_record (group_id, first);
CREATE INDEX log_record_by_stream ON log_record (stream_id, first);
-- Streams that are gone and whose records still have to go.
CREATE TABLE log_garbage (stream_id INTEGER NOT NULL PRIMARY KEY);
";

/// Opens a connection on the database file, ready for use beside others.
pub(super) fn connect(database: &Path) -> Result<Connection, Error> {
    let connection = Connection::open(database)?;
    connection.busy_timeout(Duration::from_secs(10))?;
    connection.set_prepared_statement_cache_capacity(64);
    connection.pragma_update(None, "journal_mode", "WAL")?;
    // FULL syncs the log at every commit: an acknowledged commit survives a power failure.
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "journal_size_limit", 64 << 20)?;
    Ok(connection)
}

/// Creates the tables of a new database; refuses one that a newer program wrote.
pub(super) fn prepare(connection: &Connection, path: &Path) -> Result<(), Error> {
    let found: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if found > VERSION {
        return Err(Error::NewerSchema {
            path: path.to_owned(),
            found,
            known: VERSION,
        });
    }
    if found == 0 {
        connection.execute_batch(&format!(
            "BEGIN IMMEDIATE; {TABLES} PRAGMA user_version = {VERSION}; COMMIT;"
        ))?;
    }
    // Deletions are kept for `changes`, whose callers live no longer than this process.
    connection.execute("DELETE FROM deleted", [])?;
    Ok(())
}
