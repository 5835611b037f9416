//! The store: everything that must outlive a request, and the only place with SQL.
//!
//! It knows documents, blobs and log records; it knows nothing of AWS. Three kinds of data live in
//! one embedded database:
//!
//! * **Documents**: JSON under REST-like paths
//!   (`123456789012/us-east-1/restapis/abc123/resources/def456`), each with the [`Revision`] of the
//!   commit that wrote it. Read with [`Store::get`], [`Store::list`], [`Store::children`] and
//!   [`Store::changes`]; written by [`Store::commit`], whole [`Batch`]es at a time.
//! * **Blobs**: function packages, addressed by their SHA-256 and attached to documents. A blob that
//!   no document names any more is gone when the commit that let go of it is.
//! * **Log records**: append-only; one record holds the events of one request and is expanded when
//!   it is read ([`Store::append_logs`], [`Store::scan_logs`]).
//!
//! # What callers may assume
//! A write is acknowledged (its future resolves) when it is on the disk: it survives `kill -9` and a
//! power failure, and every later read sees it. Writes run on one thread; those that wait together
//! are made durable together, with one `fsync`. A write that fails left no trace.
//!
//! Reads are plain functions. `get`, `children` and pages of `list` take microseconds and may be
//! called on an async executor's thread; [`Store::blob`] and [`Store::scan_logs`] may take as long
//! as their data is large and belong in `spawn_blocking`.

mod batch;
mod blob;
mod directory;
mod documents;
mod error;
mod log_records;
mod log_streams;
mod readers;
mod schema;
mod writer;

use std::path::Path;
use std::sync::{Arc, Mutex};

use rusqlite::Connection;

pub use batch::Batch;
pub use blob::BlobId;
pub use documents::{Change, Page, Stored, path};
pub use error::{Error, Expected};
pub use log_records::{Direction, LogBatch, LogEvent, LogQuery, Missing, Position, ScannedEvent};
pub use log_streams::{LogGroup, LogStream, StreamOrder};

use directory::Directory;
use readers::Readers;
use writer::Writer;

/// The number of a commit; grows by one with each commit that changes a document.
pub type Revision = u64;

/// How many connections read side by side.
const READERS: usize = 4;

/// A handle on the store; clones share it. Dropping the last one waits for queued writes.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

/// A connection that one thread at a time uses.
type Shared = Arc<Mutex<Connection>>;

/// Fields are dropped in order: the writer first (it finishes its queue), the lock last.
struct Inner {
    writer: Writer,
    readers: Readers,
    _directory: Option<Directory>,
}

impl Store {
    /// Opens the store in `dir`, creating both if need be, readable by this user alone.
    ///
    /// # Errors
    /// [`Error::InUse`] when another process has it open, [`Error::NewerSchema`] when a newer program
    /// wrote it, [`Error::Directory`] or [`Error::Unreadable`] when it cannot be read.
    pub fn open(dir: &Path) -> Result<Self, Error> {
        let directory = Directory::open(dir)?;
        let (writing, readers) = connections(&directory).map_err(|error| match error {
            Error::Database(source) => Error::Unreadable {
                path: dir.to_owned(),
                source,
            },
            error => error,
        })?;
        Self::start(writing, readers, Some(directory))
    }

    /// Opens an empty store in memory; it is gone when the last handle is dropped.
    ///
    /// # Errors
    /// [`Error::Database`] when the database refuses, which memory exhaustion alone can cause.
    pub fn ephemeral() -> Result<Self, Error> {
        let connection = Connection::open_in_memory()?;
        schema::prepare(&connection, Path::new(":memory:"))?;
        // One connection is one database here, so readers share the writer's and take turns with it.
        let shared = Arc::new(Mutex::new(connection));
        Self::start(Arc::clone(&shared), vec![shared], None)
    }

    fn start(
        writing: Shared,
        readers: Vec<Shared>,
        directory: Option<Directory>,
    ) -> Result<Self, Error> {
        let is_in_memory = directory.is_none();
        Ok(Self {
            inner: Arc::new(Inner {
                writer: Writer::start(writing, is_in_memory)?,
                readers: Readers::new(readers),
                _directory: directory,
            }),
        })
    }

    fn read<T>(&self, query: impl FnOnce(&Connection) -> Result<T, Error>) -> Result<T, Error> {
        self.inner.readers.with(query)
    }

    async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        self.inner.writer.run(work).await
    }
}

/// The connection that writes and those that read.
fn connections(directory: &Directory) -> Result<(Shared, Vec<Shared>), Error> {
    let database = directory.database();
    let writing = schema::connect(&database)?;
    schema::prepare(&writing, directory.path())?;
    let reading = |_| {
        let connection = schema::connect(&database)?;
        connection.pragma_update(None, "query_only", true)?;
        Ok(Arc::new(Mutex::new(connection)))
    };
    let readers: Result<_, Error> = (0..READERS).map(reading).collect();
    Ok((Arc::new(Mutex::new(writing)), readers?))
}
