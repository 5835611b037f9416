//! The server: its settings and its parts, shared by everything that answers a request.

use std::collections::BTreeMap;
use std::net::SocketAddr;

use gatewright_lambda::Lambda;

use crate::clock::Clock;
use crate::functions::Functions;
use crate::store::Store;
use crate::tasks::Tasks;

/// What the command line decided.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where it listens; the port that was really taken.
    pub listen: SocketAddr,
    /// The account of callers whose credentials name none.
    pub account: String,
    /// The region of callers who name none.
    pub region: String,
    /// Where the ARN of a network load balancer leads: `host` or `host:port`.
    pub load_balancers: BTreeMap<String, String>,
}

/// The server's parts.
pub struct Server {
    /// What the command line decided.
    pub settings: Settings,
    /// The time.
    pub clock: Clock,
    /// The documents.
    pub store: Store,
    /// The functions, as the request path sees them.
    pub functions: Functions,
    /// What runs them.
    pub lambda: Lambda,
    /// What runs beside requests.
    pub tasks: Tasks,
}
