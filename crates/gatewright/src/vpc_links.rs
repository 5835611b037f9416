//! The VPC links as the request path sees them: kept until an operation changes them.

use std::sync::Arc;

use gatewright_wire::apigateway::VpcLink;

use crate::control::apigateway::vpc_links::global_link_key;
use crate::kept::Kept;
use crate::store::{self, Store};

/// The VPC links of all accounts and regions, by id: ids are AWS's to choose and unique.
pub struct VpcLinks {
    store: Store,
    known: Kept<VpcLink>,
}

impl VpcLinks {
    /// The VPC links of a store.
    pub fn new(store: Store) -> Self {
        Self {
            store,
            known: Kept::default(),
        }
    }

    /// The link of that id, if there is one.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn get(&self, id: &str) -> Result<Option<Arc<VpcLink>>, store::Error> {
        if let Some(link) = self.known.kept(id) {
            return Ok(Some(link));
        }
        let (store, index) = (self.store.clone(), global_link_key(id));
        let read = move || {
            let Some(key) = store.get::<String>(&index)? else {
                return Ok(None);
            };
            Ok(store.get(&key.value)?.map(|link| link.value))
        };
        self.known.load(id, read).await
    }

    /// Called after a commit that changed the link.
    pub fn forget(&self, id: &str) {
        self.known.forget(|key| key == id);
    }

    /// Called when the store was emptied.
    pub fn forget_all(&self) {
        self.known.forget(|_| true);
    }
}
