//! Blobs: bytes addressed by their SHA-256, kept while a document names them.

use std::fmt;

use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};

use super::{Error, Store};

/// The SHA-256 of a blob's bytes. `Display` is lower-case hexadecimal.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BlobId([u8; 32]);

impl BlobId {
    /// The address of `bytes`.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// The digest itself, as `CodeSha256` encodes it.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    pub(super) fn from_column(bytes: Vec<u8>) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }
}

impl fmt::Display for BlobId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for BlobId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Store {
    /// The bytes of a blob, `None` when no document names it. Takes as long as it is large: call it
    /// from `spawn_blocking`.
    pub fn blob(&self, id: &BlobId) -> Result<Option<Vec<u8>>, Error> {
        self.read(|connection| {
            Ok(connection
                .prepare_cached("SELECT bytes FROM blob WHERE sha256 = ?1")?
                .query_row([id.as_bytes()], |row| row.get(0))
                .optional()?)
        })
    }
}

/// Keeps `bytes`, which have the address `id`.
pub(super) fn insert(connection: &Connection, id: &BlobId, bytes: &[u8]) -> Result<(), Error> {
    connection
        .prepare_cached("INSERT INTO blob (sha256, bytes) VALUES (?1, ?2) ON CONFLICT DO NOTHING")?
        .execute(params![id.as_bytes(), bytes])?;
    Ok(())
}

/// Whether the blob is here.
pub(super) fn exists(connection: &Connection, id: &BlobId) -> Result<bool, Error> {
    Ok(connection
        .prepare_cached("SELECT 1 FROM blob WHERE sha256 = ?1")?
        .exists([id.as_bytes()])?)
}

/// Forgets the blobs that no document names.
pub(super) fn collect(connection: &Connection) -> Result<(), Error> {
    connection
        .prepare_cached(
            "DELETE FROM blob WHERE sha256 NOT IN (SELECT blob FROM document WHERE blob IS NOT NULL)",
        )?
        .execute([])?;
    Ok(())
}
