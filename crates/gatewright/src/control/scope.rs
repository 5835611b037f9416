//! Where an operation acts, and how it reads and changes documents there.

use std::sync::Arc;

use gatewright_wire::error::ServiceError;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::caller::Caller;
use crate::server::Server;
use crate::store::{self, Batch, Page, Stored};

/// How often a change is tried against documents that others keep changing.
const ATTEMPTS: usize = 10;

/// The account and region that an operation acts in, with the server that it acts on.
#[derive(Clone)]
pub struct Scope {
    /// The server.
    pub server: Arc<Server>,
    /// The caller's account, twelve digits.
    pub account: String,
    /// Who calls.
    pub caller: Caller,
    /// The region.
    pub region: String,
    /// The request's id, a UUID.
    pub request_id: String,
}

impl Scope {
    /// The key of a document of this account and region: `restapis/abc123` gives
    /// `123456789012/us-east-1/restapis/abc123`. Segments that clients choose are escaped.
    pub fn key<S: AsRef<str>>(&self, segments: &[S]) -> String {
        format!("{}/{}/{}", self.account, self.region, store::path(segments))
    }

    /// The document at `key`, if there is one.
    pub fn get<T: DeserializeOwned>(&self, key: &str) -> Result<Option<T>, ServiceError> {
        Ok(self.find(key)?.map(|stored| stored.value))
    }

    /// The document at `key` with its revision, if there is one.
    pub fn find<T: DeserializeOwned>(&self, key: &str) -> Result<Option<Stored<T>>, ServiceError> {
        // Clients choose parts of keys; a key that no document can have has none.
        if key.split('/').any(str::is_empty) {
            return Ok(None);
        }
        self.server.store.get(key).map_err(internal)
    }

    /// The documents directly below `parent`, in the order of their keys.
    pub fn children<T: DeserializeOwned>(&self, parent: &str) -> Result<Vec<T>, ServiceError> {
        Ok(self
            .children_page(parent, Page::default())?
            .into_iter()
            .map(|stored| stored.value)
            .collect())
    }

    /// A page of the documents directly below `parent`, in the order of their keys.
    pub fn children_page<T: DeserializeOwned>(
        &self,
        parent: &str,
        page: Page<'_>,
    ) -> Result<Vec<Stored<T>>, ServiceError> {
        self.server.store.children(parent, page).map_err(internal)
    }

    /// Writes one document, whatever it was before.
    pub async fn put<T: Serialize + ?Sized>(
        &self,
        key: &str,
        value: &T,
    ) -> Result<(), ServiceError> {
        let batch = Batch::new().put(key, value);
        self.server.store.commit(batch).await.map_err(internal)?;
        Ok(())
    }

    /// Reads, decides and commits: `attempt` reads what it needs and gives a batch, whose
    /// preconditions say what must not have changed meanwhile, and the result. When something has
    /// changed it is called again, ten times in all; then the answer is `busy`.
    pub async fn transact<R: Send>(
        &self,
        busy: fn() -> ServiceError,
        attempt: impl Fn() -> Result<(Batch, R), ServiceError> + Send,
    ) -> Result<R, ServiceError> {
        for _ in 0..ATTEMPTS {
            let (batch, result) = attempt()?;
            match self.server.store.commit(batch).await {
                Ok(_) => return Ok(result),
                Err(store::Error::Conflict { .. }) => {}
                Err(error) => return Err(internal(error)),
            }
        }
        Err(busy())
    }

    /// The time, in milliseconds since the epoch.
    pub fn now_ms(&self) -> i64 {
        self.server.clock.now_ms()
    }
}

/// A failure that is ours: the store's, mostly.
pub fn internal(error: impl std::fmt::Display) -> ServiceError {
    tracing::error!("{error}");
    ServiceError::internal(error.to_string())
}
