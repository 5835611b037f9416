//! Writing documents: a batch is committed whole or not at all.

use std::sync::Arc;

use bytes::Bytes;
use rusqlite::{Connection, OptionalExtension, params};
use serde::Serialize;

use super::documents::{current_revision, subtree};
use super::{BlobId, Error, Expected, Revision, Store, blob};

/// Changes that are committed together, in the order in which they were added, and what must hold
/// for that. Preconditions are checked first, wherever they were added.
#[derive(Debug, Default)]
pub struct Batch {
    expectations: Vec<(String, Expected)>,
    changes: Vec<Change>,
    /// A value that could not be serialized; `commit` reports it.
    failed: Option<Error>,
}

#[derive(Debug)]
enum Change {
    Put {
        key: String,
        value: Vec<u8>,
    },
    Attach {
        key: String,
        id: BlobId,
        bytes: Option<Bytes>,
    },
    Delete {
        key: String,
    },
    DeleteTree {
        key: String,
    },
}

impl Batch {
    /// An empty batch.
    pub fn new() -> Self {
        Self::default()
    }

    /// Writes a document. A blob that is attached to it stays attached.
    #[must_use]
    pub fn put<T: Serialize + ?Sized>(mut self, key: impl Into<String>, value: &T) -> Self {
        let key = key.into();
        match serde_json::to_vec(value) {
            Ok(value) => self.changes.push(Change::Put { key, value }),
            Err(source) => {
                self.failed = Some(Error::Shape {
                    key,
                    source: Arc::new(source),
                });
            }
        }
        self
    }

    /// Deletes a document, if there is one.
    #[must_use]
    pub fn delete(mut self, key: impl Into<String>) -> Self {
        self.changes.push(Change::Delete { key: key.into() });
        self
    }

    /// Deletes the document at `key` and all below it.
    #[must_use]
    pub fn delete_tree(mut self, key: impl Into<String>) -> Self {
        self.changes.push(Change::DeleteTree { key: key.into() });
        self
    }

    /// Keeps `bytes` and attaches them to the document at `key` in place of what was attached to it.
    /// Hashing takes about a second for each gigabyte.
    #[must_use]
    pub fn put_blob(mut self, key: impl Into<String>, bytes: Bytes) -> Self {
        self.changes.push(Change::Attach {
            key: key.into(),
            id: BlobId::of(&bytes),
            bytes: Some(bytes),
        });
        self
    }

    /// Attaches a blob that is in the store already, such as the code of a new version.
    #[must_use]
    pub fn attach(mut self, key: impl Into<String>, id: BlobId) -> Self {
        self.changes.push(Change::Attach {
            key: key.into(),
            id,
            bytes: None,
        });
        self
    }

    /// Commits only if the document is as this revision left it.
    #[must_use]
    pub fn expect_revision(mut self, key: impl Into<String>, revision: Revision) -> Self {
        self.expectations.push((key.into(), Expected::At(revision)));
        self
    }

    /// Commits only if there is no such document.
    #[must_use]
    pub fn expect_absent(mut self, key: impl Into<String>) -> Self {
        self.expectations.push((key.into(), Expected::Absent));
        self
    }
}

impl Store {
    /// Commits the batch and returns its revision once it is durable.
    ///
    /// # Errors
    /// [`Error::Conflict`] when a precondition does not hold; [`Error::InvalidKey`],
    /// [`Error::Shape`], [`Error::CannotAttach`] when the batch is wrong in itself;
    /// [`Error::DiskFull`], [`Error::Database`]. In all cases nothing of it was written.
    pub async fn commit(&self, batch: Batch) -> Result<Revision, Error> {
        let writer = &self.inner.writer;
        let work = move |connection: &Connection| apply(connection, batch);
        writer.run_small(work).await
    }
}

fn apply(connection: &Connection, batch: Batch) -> Result<Revision, Error> {
    if let Some(error) = batch.failed {
        return Err(error);
    }
    for (key, expected) in batch.expectations {
        let actual = revision_of(connection, &key)?;
        let holds = match expected {
            Expected::Absent => actual.is_none(),
            Expected::At(revision) => actual == Some(revision),
        };
        if !holds {
            return Err(Error::Conflict {
                key,
                expected,
                actual,
            });
        }
    }
    if batch.changes.is_empty() {
        return current_revision(connection);
    }
    let revision: i64 = connection
        .prepare_cached("UPDATE revision SET current = current + 1 RETURNING current")?
        .query_row([], |row| row.get(0))?;
    let mut released = false;
    for change in batch.changes {
        match change {
            Change::Put { key, value } => put(connection, revision, &key, &value)?,
            Change::Attach { key, id, bytes } => {
                attach(connection, revision, key, id, bytes.as_deref())?;
                released = true;
            }
            Change::Delete { key } => {
                delete_document(connection, revision, &key)?;
                released = true;
            }
            Change::DeleteTree { key } => {
                let key = key.trim_end_matches('/');
                if !key.is_empty() {
                    delete_document(connection, revision, key)?;
                }
                let (below, beyond) = subtree(key);
                delete_range(connection, revision, &below, &beyond)?;
                released = true;
            }
        }
    }
    if released {
        blob::collect(connection)?;
    }
    Ok(revision.cast_unsigned())
}

fn revision_of(connection: &Connection, key: &str) -> Result<Option<Revision>, Error> {
    let revision: Option<i64> = connection
        .prepare_cached("SELECT revision FROM document WHERE key = ?1")?
        .query_row([key], |row| row.get(0))
        .optional()?;
    Ok(revision.map(i64::cast_unsigned))
}

fn put(connection: &Connection, revision: i64, key: &str, value: &[u8]) -> Result<(), Error> {
    check_key(key)?;
    let parent = key.rsplit_once('/').map_or("", |(parent, _)| parent);
    connection
        .prepare_cached(
            "INSERT INTO document (key, parent, revision, value) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (key) DO UPDATE SET revision = excluded.revision, value = excluded.value",
        )?
        .execute(params![key, parent, revision, value])?;
    connection
        .prepare_cached("DELETE FROM deleted WHERE key = ?1")?
        .execute([key])?;
    Ok(())
}

fn attach(
    connection: &Connection,
    revision: i64,
    key: String,
    id: BlobId,
    bytes: Option<&[u8]>,
) -> Result<(), Error> {
    let refused = |key, reason| {
        Err(Error::CannotAttach {
            key,
            blob: id,
            reason,
        })
    };
    match bytes {
        Some(bytes) => blob::insert(connection, &id, bytes)?,
        None if blob::exists(connection, &id)? => {}
        None => return refused(key, "there is no such blob"),
    }
    let changed = connection
        .prepare_cached("UPDATE document SET blob = ?1, revision = ?2 WHERE key = ?3")?
        .execute(params![id.as_bytes(), revision, key])?;
    if changed == 0 {
        return refused(key, "there is no such document");
    }
    Ok(())
}

fn delete_document(connection: &Connection, revision: i64, key: &str) -> Result<(), Error> {
    // No key has a NUL, so nothing else lies between.
    delete_range(connection, revision, key, &format!("{key}\0"))
}

/// Deletes the keys from `first` up to, not including, `beyond`; remembers that they were deleted.
fn delete_range(
    connection: &Connection,
    revision: i64,
    first: &str,
    beyond: &str,
) -> Result<(), Error> {
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO deleted (key, revision)
             SELECT key, ?1 FROM document WHERE key >= ?2 AND key < ?3",
        )?
        .execute(params![revision, first, beyond])?;
    connection
        .prepare_cached("DELETE FROM document WHERE key >= ?1 AND key < ?2")?
        .execute(params![first, beyond])?;
    Ok(())
}

fn check_key(key: &str) -> Result<(), Error> {
    let reason = if key.is_empty() {
        "it is empty"
    } else if key.split('/').any(str::is_empty) {
        "a segment is empty"
    } else if key.chars().any(char::is_control) {
        "it has a control character"
    } else {
        return Ok(());
    };
    Err(Error::InvalidKey {
        key: key.to_owned(),
        reason,
    })
}
