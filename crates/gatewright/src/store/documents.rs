//! Reading documents.

use std::sync::Arc;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::de::DeserializeOwned;

use super::{BlobId, Error, Revision, Store};

/// A document as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored<T> {
    /// Its key.
    pub key: String,
    /// The commit that wrote it last.
    pub revision: Revision,
    /// The blob that is attached to it.
    pub blob: Option<BlobId>,
    /// Its value.
    pub value: T,
}

/// A document that was written (`Some`) or deleted (`None`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change<T> {
    /// The document's key.
    pub key: String,
    /// The commit that changed it.
    pub revision: Revision,
    /// Its value now.
    pub value: Option<T>,
}

/// Which part of a listing to return. The default is all of it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Page<'a> {
    /// Only keys that sort after this one: the last key of the page before.
    pub after: Option<&'a str>,
    /// At most so many documents.
    pub limit: Option<usize>,
}

/// Joins `segments` to a key, escaping what would make two segments of one (`/`, `%` and control
/// characters).
pub fn path<S: AsRef<str>>(segments: &[S]) -> String {
    const SEGMENT: &AsciiSet = &CONTROLS.add(b'/').add(b'%');
    let mut key = String::new();
    for segment in segments {
        if !key.is_empty() {
            key.push('/');
        }
        key.extend(utf8_percent_encode(segment.as_ref(), SEGMENT));
    }
    key
}

impl Store {
    /// The document at `key`.
    ///
    /// # Errors
    /// [`Error::Shape`] when it is not a `T`, [`Error::Database`].
    pub fn get<T: DeserializeOwned>(&self, key: &str) -> Result<Option<Stored<T>>, Error> {
        self.read(|connection| {
            connection
                .prepare_cached("SELECT key, revision, blob, value FROM document WHERE key = ?1")?
                .query_row([key], Raw::from_row)
                .optional()?
                .map(Raw::decode)
                .transpose()
        })
    }

    /// The documents below `prefix`, at any depth, in the order of their keys. `prefix` is a path
    /// (`…/restapis/ab`, a trailing slash does no harm); `…/restapis/abc` is not below it, nor is the
    /// document at `prefix` itself.
    pub fn list<T: DeserializeOwned>(
        &self,
        prefix: &str,
        page: Page<'_>,
    ) -> Result<Vec<Stored<T>>, Error> {
        let prefix = prefix.trim_end_matches('/');
        let (below, beyond) = subtree(prefix);
        let after = page.after.unwrap_or_default().max(&below);
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT key, revision, blob, value FROM document
                 WHERE key > ?1 AND key < ?2 ORDER BY key LIMIT ?3",
            )?;
            statement
                .query_map(params![after, beyond, limit(page)], Raw::from_row)?
                .map(|row| row?.decode())
                .collect()
        })
    }

    /// The documents directly below `parent`, in the order of their keys: of `…/restapis` the APIs
    /// without their resources.
    pub fn children<T: DeserializeOwned>(
        &self,
        parent: &str,
        page: Page<'_>,
    ) -> Result<Vec<Stored<T>>, Error> {
        let parent = parent.trim_end_matches('/');
        let after = page.after.unwrap_or_default();
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT key, revision, blob, value FROM document
                 WHERE parent = ?1 AND key > ?2 ORDER BY key LIMIT ?3",
            )?;
            statement
                .query_map(params![parent, after, limit(page)], Raw::from_row)?
                .map(|row| row?.decode())
                .collect()
        })
    }

    /// What changed after the commit `since`, in the order of commits, each document once, as it is
    /// now. `since` 0 gives every document. Deletions are known from the time the store was opened.
    pub fn changes<T: DeserializeOwned>(&self, since: Revision) -> Result<Vec<Change<T>>, Error> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT key, revision, value FROM document WHERE revision > ?1
                 UNION ALL SELECT key, revision, NULL FROM deleted WHERE revision > ?1
                 ORDER BY 2, 1",
            )?;
            statement
                .query_map([since.cast_signed()], |row| {
                    Ok((row.get(0)?, row.get(1)?, row.get(2)?))
                })?
                .map(|row| {
                    let (key, revision, value): (String, i64, Option<Vec<u8>>) = row?;
                    let value = value.map(|value| decode(&key, &value)).transpose()?;
                    Ok(Change {
                        key,
                        revision: revision.cast_unsigned(),
                        value,
                    })
                })
                .collect()
        })
    }

    /// The newest commit's number; 0 in a new store.
    pub fn revision(&self) -> Result<Revision, Error> {
        self.read(current_revision)
    }
}

pub(super) fn current_revision(connection: &Connection) -> Result<Revision, Error> {
    let revision: i64 = connection
        .prepare_cached("SELECT current FROM revision")?
        .query_row([], |row| row.get(0))?;
    Ok(revision.cast_unsigned())
}

/// The bounds, both exclusive, of the keys below the path `prefix`: `0` follows `/` in ASCII. Of the
/// empty path everything is below.
pub(super) fn subtree(prefix: &str) -> (String, String) {
    if prefix.is_empty() {
        (String::new(), char::MAX.to_string())
    } else {
        (format!("{prefix}/"), format!("{prefix}0"))
    }
}

fn limit(page: Page<'_>) -> i64 {
    page.limit
        .map_or(-1, |limit| i64::try_from(limit).unwrap_or(i64::MAX))
}

struct Raw {
    key: String,
    revision: i64,
    blob: Option<Vec<u8>>,
    value: Vec<u8>,
}

impl Raw {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            key: row.get(0)?,
            revision: row.get(1)?,
            blob: row.get(2)?,
            value: row.get(3)?,
        })
    }

    fn decode<T: DeserializeOwned>(self) -> Result<Stored<T>, Error> {
        Ok(Stored {
            value: decode(&self.key, &self.value)?,
            blob: self.blob.and_then(BlobId::from_column),
            revision: self.revision.cast_unsigned(),
            key: self.key,
        })
    }
}

fn decode<T: DeserializeOwned>(key: &str, value: &[u8]) -> Result<T, Error> {
    serde_json::from_slice(value).map_err(|source| Error::Shape {
        key: key.to_owned(),
        source: Arc::new(source),
    })
}
