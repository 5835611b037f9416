//! Where an operation acts.

use std::sync::Arc;

use gatewright_wire::error::ServiceError;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::server::Server;
use crate::store::{self, Batch, Stored};

/// The account and region that an operation acts in, with the server that it acts on.
#[derive(Clone)]
pub struct Scope {
    /// The server.
    pub server: Arc<Server>,
    /// The caller's account, twelve digits.
    pub account: String,
    /// The region.
    pub region: String,
    /// The request's id, a UUID.
    pub request_id: String,
}

impl Scope {
    /// The key of a document of this account and region: `restapis/abc123` gives
    /// `123456789012/us-east-1/restapis/abc123`. Segments that clients choose are escaped.
    pub fn key<S: AsRef<str>>(&self, segments: &[S]) -> String {
        format!(
            "{}/{}/{}",
            self.account,
            self.region,
            store::path(segments)
        )
    }

    /// The document at `key`, if there is one.
    pub fn get<T: DeserializeOwned>(&self, key: &str) -> Result<Option<T>, ServiceError> {
        let stored: Option<Stored<T>> = self.server.store.get(key).map_err(internal)?;
        Ok(stored.map(|stored| stored.value))
    }

    /// The documents directly below `parent`, in the order of their keys.
    pub fn children<T: DeserializeOwned>(&self, parent: &str) -> Result<Vec<T>, ServiceError> {
        let children: Vec<Stored<T>> = self
            .server
            .store
            .children(parent, store::Page::default())
            .map_err(internal)?;
        Ok(children.into_iter().map(|stored| stored.value).collect())
    }

    /// Writes one document.
    pub async fn put<T: Serialize + ?Sized>(&self, key: &str, value: &T) -> Result<(), ServiceError> {
        self.commit(Batch::new().put(key, value)).await
    }

    /// Commits a batch; a precondition that does not hold is AWS's answer to concurrent changes.
    pub async fn commit(&self, batch: Batch) -> Result<(), ServiceError> {
        match self.server.store.commit(batch).await {
            Ok(_) => Ok(()),
            Err(store::Error::Conflict { .. }) => Err(gatewright_wire::apigateway::errors::CONFLICT
                .with("Unable to complete operation due to concurrent modification. Please try again later.")),
            Err(error) => Err(internal(error)),
        }
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
