//! What can go wrong in the store.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use rusqlite::ErrorCode;

use super::{BlobId, Revision};

/// Why the store could not do what it was asked. Cloned to every write that shared a failed commit.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Error {
    /// A precondition of the batch did not hold; nothing of the batch was written.
    #[error("`{key}` was expected to be {expected}, but {}", Actual(*.actual))]
    Conflict {
        /// The document's key.
        key: String,
        /// What the batch expected.
        expected: Expected,
        /// The document's revision, `None` when there is no such document.
        actual: Option<Revision>,
    },
    /// A key is not a path of non-empty segments.
    #[error("`{key}` is not a document path: {reason}")]
    InvalidKey {
        /// The key as it was given.
        key: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// A batch attached a blob that is not in the store, or to a document that is not.
    #[error("cannot attach blob {blob} to `{key}`: {reason}")]
    CannotAttach {
        /// The document's key.
        key: String,
        /// The blob.
        blob: BlobId,
        /// Which of the two is missing.
        reason: &'static str,
    },
    /// A document's value could not be turned into JSON or back into the type asked for.
    #[error("document `{key}` does not have the expected shape: {source}")]
    Shape {
        /// The document's key.
        key: String,
        /// What `serde` says.
        source: Arc<serde_json::Error>,
    },
    /// A log group of this name exists already.
    #[error("log group `{0}` exists already")]
    LogGroupExists(String),
    /// A log stream of this name exists already.
    #[error("log stream `{0}` exists already")]
    LogStreamExists(String),
    /// There is no log group of this name.
    #[error("there is no log group `{0}`")]
    NoSuchLogGroup(String),
    /// There is no log stream of this name.
    #[error("there is no log stream `{0}`")]
    NoSuchLogStream(String),
    /// Another process has the data directory open.
    #[error("data directory {} is in use by another process; stop it, or choose another directory with --data", .0.display())]
    InUse(PathBuf),
    /// The data were written by a newer program.
    #[error("data directory {} has format {found}, and this program knows formats up to {known}; use the newer program that wrote it, or another directory", path.display())]
    NewerSchema {
        /// The data directory.
        path: PathBuf,
        /// The format found.
        found: i64,
        /// The newest format that this program knows.
        known: i64,
    },
    /// The data directory or a file in it cannot be created or opened.
    #[error("cannot use {}: {source}", path.display())]
    Directory {
        /// The directory or file.
        path: PathBuf,
        /// What the operating system says.
        source: Arc<std::io::Error>,
    },
    /// What is in the data directory is not, or no longer, the store's database.
    #[error("cannot read the data in {}: {source}; move them away, or choose another directory with --data", path.display())]
    Unreadable {
        /// The data directory.
        path: PathBuf,
        /// What the database says.
        source: Arc<rusqlite::Error>,
    },
    /// The operating system refused the store a thread.
    #[error("cannot start the store's thread: {0}")]
    Thread(Arc<std::io::Error>),
    /// The disk is full; nothing of the write was kept, and nothing written before was lost.
    #[error("the disk that holds the data directory is full")]
    DiskFull,
    /// The database refused or failed.
    #[error("the database failed: {0}")]
    Database(Arc<rusqlite::Error>),
    /// The store is shutting down.
    #[error("the store is closed")]
    Closed,
}

/// What a batch expected of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// That it does not exist.
    Absent,
    /// That it was last written by this commit.
    At(Revision),
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Absent => f.write_str("absent"),
            Self::At(revision) => write!(f, "at revision {revision}"),
        }
    }
}

struct Actual(Option<Revision>);

impl fmt::Display for Actual {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            None => f.write_str("it does not exist"),
            Some(revision) => write!(f, "it is at revision {revision}"),
        }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(source: rusqlite::Error) -> Self {
        match source.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            _ => Self::Database(Arc::new(source)),
        }
    }
}
