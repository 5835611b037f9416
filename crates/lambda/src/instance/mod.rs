//! One execution environment: its start, its invocations one after another, its limits, its reports.

mod limits;
mod report;
mod run;
mod start;

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use tokio::sync::{mpsc, oneshot};
use tokio::time::Instant;

use crate::concurrency::Permit;
use crate::error::InvokeError;
use crate::function::{FunctionVersion, Invocation, Outcome, Piece};
use crate::logs::{InstanceLog, LogSink};
use crate::process::{Home, Machine, Process};
use crate::runtime_api::{Event, Parked};

use self::limits::Storage;

pub(crate) use self::start::{Phase, StartError};

/// One invocation on its way.
#[derive(Debug)]
pub(crate) struct Job {
    pub(crate) invocation: Invocation,
    pub(crate) request_id: String,
    pub(crate) caller: Caller,
    /// How many instances have ended before they took it.
    pub(crate) returned: u32,
}

/// Who waits for an invocation.
#[derive(Debug)]
pub(crate) struct Caller {
    pub(crate) reply: oneshot::Sender<Result<Outcome, InvokeError>>,
    /// Where the answer of a function that streams goes as it comes, if that is wanted. Closed before the reply.
    pub(crate) pieces: Option<mpsc::Sender<Piece>>,
    /// Counts against the function's concurrency until the function is done with it.
    pub(crate) permit: Permit,
}

impl Caller {
    /// Tells what came of it.
    pub(crate) fn answer(self, outcome: Result<Outcome, InvokeError>) {
        drop(self.pieces);
        // A caller that has gone is told nothing.
        let _ = self.reply.send(outcome);
        drop(self.permit);
    }
}

/// What an instance needs of its host.
#[derive(Debug, Clone)]
pub(crate) struct Surroundings {
    pub(crate) machine: Arc<Machine>,
    pub(crate) sink: LogSink,
    pub(crate) clock: fn() -> Timestamp,
    pub(crate) endpoint_url: Option<String>,
    pub(crate) idle: Duration,
}

/// A function's processes, initialised, with everything that belongs to them.
pub(crate) struct Instance {
    function: Arc<FunctionVersion>,
    surroundings: Surroundings,
    process: Process,
    events: mpsc::Receiver<Event>,
    log: InstanceLog,
    /// The runtime waits here for its next invocation.
    parked: Option<Parked>,
    /// Until the first invocation has been reported.
    init_duration: Option<Duration>,
    /// The most memory seen, in bytes.
    peak: u64,
    /// When it was last looked at.
    measured: Instant,
    /// Its `/tmp`, where the kernel does not limit that.
    storage: Option<Storage>,
    /// Dropped last: the processes are in it.
    _home: Home,
}

struct Running {
    request_id: String,
    started: Instant,
    log_tail: bool,
    /// Gone once the function has answered; then the runtime still has to ask for the next.
    unanswered: Option<Caller>,
}
