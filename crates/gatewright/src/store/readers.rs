//! A few connections that read while the writer writes.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{PoisonError, TryLockError};

use rusqlite::Connection;

use super::{Error, Shared};

/// The reading connections. In memory it is the writer's own, and readers take turns with it.
pub(super) struct Readers {
    connections: Vec<Shared>,
    next: AtomicUsize,
}

impl Readers {
    pub(super) fn new(connections: Vec<Shared>) -> Self {
        Self {
            connections,
            next: AtomicUsize::new(0),
        }
    }

    /// Runs `query` on a free connection, or waits for one.
    pub(super) fn with<T>(
        &self,
        query: impl FnOnce(&Connection) -> Result<T, Error>,
    ) -> Result<T, Error> {
        for connection in &self.connections {
            match connection.try_lock() {
                Ok(connection) => return query(&connection),
                Err(TryLockError::Poisoned(poisoned)) => return query(&poisoned.into_inner()),
                Err(TryLockError::WouldBlock) => {}
            }
        }
        let turn = self.next.fetch_add(1, Ordering::Relaxed) % self.connections.len();
        let connection = self.connections[turn].lock();
        query(&connection.unwrap_or_else(PoisonError::into_inner))
    }
}
