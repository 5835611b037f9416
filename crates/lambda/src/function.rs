//! What the host hands in and gets back: a version of a function, an invocation of it, its outcome.
//! Plain data; the words are Lambda's.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use tokio::sync::{mpsc, oneshot};

use crate::error::InvokeError;
use crate::package::Package;
use crate::pool::Pool;

/// One version of a function, as much of it as running needs.
#[derive(Debug, Clone)]
pub struct FunctionVersion {
    /// The unqualified ARN: `arn:aws:lambda:us-east-1:123456789012:function:hello`.
    pub function_arn: String,
    /// `hello`.
    pub name: String,
    /// `$LATEST` or a number.
    pub version: String,
    /// `us-east-1`.
    pub region: String,
    /// Twelve digits.
    pub account: String,
    /// The identifier, as `python3.13`.
    pub runtime: String,
    /// The handler, as `app.handler`.
    pub handler: String,
    /// The code.
    pub package: Arc<Package>,
    /// The layers in their order, together at `/opt`: of two files of one name the later layer's is
    /// there.
    pub layers: Vec<Arc<Package>>,
    /// The function's own variables.
    pub environment: BTreeMap<String, String>,
    /// Memory in MB.
    pub memory_mb: u32,
    /// How long one invocation may take.
    pub timeout: Duration,
    /// Size of `/tmp` in MB.
    pub ephemeral_storage_mb: u32,
    /// Reserved concurrency: at most this many invocations of the function at once, over all its
    /// versions.
    pub reserved_concurrency: Option<u32>,
    /// Changes whenever code or configuration of this version change. Instances of another revision
    /// are retired.
    pub revision: String,
    /// `/aws/lambda/hello`, unless configured otherwise.
    pub log_group: String,
    /// `AWS_SESSION_TOKEN`: who the function is for local services that it calls.
    pub session_token: String,
}

/// One invocation.
#[derive(Debug, Clone, Default)]
pub struct Invocation {
    /// The event, JSON.
    pub payload: Bytes,
    /// The ARN as the caller named it, with the qualifier if there was one.
    pub invoked_arn: String,
    /// The caller's client context, JSON (not base64).
    pub client_context: Option<String>,
    /// The value for `X-Amzn-Trace-Id`.
    pub trace_id: Option<String>,
    /// Whether the caller wants the last 4 KB of the log (`LogType: Tail`).
    pub log_tail: bool,
}

/// How an error inside the function is classed in `X-Amz-Function-Error`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FunctionError {
    /// `Unhandled`: all that current runtimes report.
    Unhandled,
    /// `Handled`: Node.js 4 to 8 through `context.fail`; no runtime that we run gives it.
    Handled,
}

impl FunctionError {
    /// The header's value.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unhandled => "Unhandled",
            Self::Handled => "Handled",
        }
    }
}

/// What came of an invocation. Lambda's status is 200 for all of these.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// What the function answered, or the error as JSON. Empty when the answer came in pieces ([`Streaming`]).
    pub payload: Bytes,
    /// Set when `payload` is an error.
    pub function_error: Option<FunctionError>,
    /// The version that ran.
    pub executed_version: String,
    /// The request id that the function saw.
    pub request_id: String,
    /// The last 4 KB of this invocation's log, if it was asked for. Not base64.
    pub log_tail: Option<Bytes>,
    /// How long the function took, without its initialisation.
    pub duration: Duration,
    /// How long the initialisation took, when this invocation was an instance's first.
    pub init_duration: Option<Duration>,
}

/// What comes of an answer that a function streams.
#[derive(Debug)]
pub(crate) enum Piece {
    /// Before all others.
    ContentType(String),
    Body(Bytes),
}

/// An invocation whose answer is taken as it comes, if the function streams it.
pub struct Streaming {
    /// The version that runs.
    pub executed_version: String,
    /// The request id that the function sees.
    pub request_id: String,
    /// The type of the answer's content, once its first piece has come.
    pub content_type: Option<String>,
    pub(crate) pieces: mpsc::Receiver<Piece>,
    pub(crate) outcome: oneshot::Receiver<Result<Outcome, InvokeError>>,
    pub(crate) pool: Arc<Pool>,
}

impl Streaming {
    /// The next piece of the answer; `None` when there is no more, or the function does not stream: then
    /// [`outcome`](Self::outcome) is there, or soon.
    pub async fn next(&mut self) -> Option<Bytes> {
        loop {
            match self.pieces.recv().await? {
                Piece::ContentType(content_type) => self.content_type = Some(content_type),
                Piece::Body(piece) => return Some(piece),
            }
        }
    }

    /// What came of it in the end. A function that has failed may have written something before.
    pub async fn outcome(self) -> Result<Outcome, InvokeError> {
        self.pool.answered(self.outcome).await
    }
}
