//! The turns of the operations that change something. An operation reads documents, decides, and commits what it has
//! decided. The store sees to it that those that it writes have not changed meanwhile, but what it has only looked at
//! may be gone by then. So one operation at a time acts on an API, and what may concern more than one API acts alone.
//! Knows no documents.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use gatewright_wire::server::Call;
use tokio::sync::{Mutex, RwLock};

/// How many APIs can be changed at once: those that share a lock wait for each other.
const LOCKS: usize = 64;

/// Operations that change nothing, though they are no GET. What they call may be this server.
const TESTS: [&str; 2] = ["TestInvokeAuthorizer", "TestInvokeMethod"];

/// Operations on one API, or on its stages, that may change other things.
const FAR_REACHING: [&str; 2] = ["DeleteRestApi", "DeleteStage"];

/// Whose turn it is.
#[derive(Debug)]
pub struct Turns {
    all: RwLock<()>,
    apis: [Mutex<()>; LOCKS],
}

/// What an operation has to wait for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Turn {
    /// Nothing.
    AnyTime,
    /// What changes the API, or more.
    OfApi(String),
    /// Whatever changes something.
    Alone,
}

impl Turn {
    /// The turn of an operation of API Gateway's.
    pub fn of(call: &Call) -> Self {
        let operation = call.operation;
        if operation.method == "GET" || TESTS.contains(&operation.name) {
            return Self::AnyTime;
        }
        match call.label("restapi_id") {
            Some(api) if !FAR_REACHING.contains(&operation.name) => Self::OfApi(api.to_owned()),
            _ => Self::Alone,
        }
    }
}

impl Turns {
    /// Acts when it is that turn.
    pub async fn wait<T>(&self, turn: Turn, act: impl Future<Output = T>) -> T {
        match turn {
            Turn::AnyTime => act.await,
            Turn::OfApi(api) => {
                let mut hasher = DefaultHasher::new();
                api.hash(&mut hasher);
                let lock = usize::try_from(hasher.finish() % LOCKS as u64).unwrap_or_default();
                let _all = self.all.read().await;
                let _api = self.apis[lock].lock().await;
                act.await
            }
            Turn::Alone => {
                let _all = self.all.write().await;
                act.await
            }
        }
    }
}

impl Default for Turns {
    fn default() -> Self {
        Self {
            all: RwLock::default(),
            apis: std::array::from_fn(|_| Mutex::default()),
        }
    }
}
