//! What goes wrong inside a function, in Lambda's words: the payload for the caller, the line for
//! the log.

use bytes::Bytes;
use jiff::Timestamp;
use serde_json::json;

use crate::function::FunctionVersion;
use crate::runtime_api::RuntimeError;
use crate::sandbox::Ending;

/// Why an invocation, or an initialisation, did not succeed.
#[derive(Debug, Clone)]
pub(crate) enum Failure {
    /// The runtime said so.
    Reported(RuntimeError),
    /// It took longer than it may.
    TimedOut,
    /// The process ended.
    Ended {
        /// As `Runtime exited with error: exit status 1`.
        how: String,
    },
    /// The process could not be started.
    InvalidEntrypoint {
        /// As the system put it.
        why: String,
    },
    /// The answer exceeds Lambda's limit for answers of its kind, in bytes.
    ResponseTooLarge(usize),
}

impl Failure {
    /// From how the process ended; `None` when it was killed and left no word. `missing` says better
    /// than the system why there was nothing to start.
    pub(crate) fn ended(ending: Option<&Ending>, missing: Option<String>) -> Self {
        let how = match (ending, missing) {
            (Some(Ending::Failed(_)), Some(why)) => return Self::InvalidEntrypoint { why },
            (Some(Ending::Failed(why)), None) => {
                return Self::InvalidEntrypoint { why: why.clone() };
            }
            (Some(Ending::Exit(0) | Ending::Prepared { .. }), _) => {
                "Runtime exited without providing a reason".to_owned()
            }
            (Some(Ending::Exit(code)), _) => {
                format!("Runtime exited with error: exit status {code}")
            }
            (Some(Ending::Signal(signal)), _) => format!(
                "Runtime exited with error: signal: {}",
                signal_name(*signal)
            ),
            (None, _) => "Runtime exited with error: signal: killed".to_owned(),
        };
        Self::Ended { how }
    }

    fn error_type(&self) -> &str {
        match self {
            Self::Reported(error) => &error.error_type,
            Self::TimedOut => "Sandbox.Timedout",
            Self::Ended { .. } => "Runtime.ExitError",
            Self::InvalidEntrypoint { .. } => "Runtime.InvalidEntrypoint",
            Self::ResponseTooLarge(_) => "Function.ResponseSizeTooLarge",
        }
    }

    /// How `REPORT` and `INIT_REPORT` close: `Status: error\tError Type: Runtime.ExitError`.
    pub(crate) fn status(&self) -> String {
        match self {
            Self::TimedOut => "Status: timeout".to_owned(),
            _ => format!("Status: error\tError Type: {}", self.error_type()),
        }
    }

    /// The document that the caller gets.
    pub(crate) fn payload(
        &self,
        request_id: &str,
        function: &FunctionVersion,
        now: Timestamp,
    ) -> Bytes {
        let with_type =
            |message: String| json!({"errorType": self.error_type(), "errorMessage": message});
        let document = match self {
            Self::Reported(error) => return error.payload.clone(),
            // Recorded without an error type (F§2.2 #3); AWS's guide shows another form [C].
            Self::TimedOut => json!({"errorMessage": timed_out(request_id, function, now)}),
            Self::Ended { how: text } | Self::InvalidEntrypoint { why: text } => {
                with_type(format!("RequestId: {request_id} Error: {text}"))
            }
            Self::ResponseTooLarge(limit) => with_type(too_large(*limit)),
        };
        document.to_string().into()
    }

    /// What Lambda itself writes to the log; what the runtime reported, the runtime has logged.
    pub(crate) fn log_line(
        &self,
        request_id: &str,
        function: &FunctionVersion,
        now: Timestamp,
    ) -> Option<String> {
        match self {
            Self::Reported(_) => None,
            Self::TimedOut => Some(format!("{}\n\n", timed_out(request_id, function, now))),
            Self::Ended { how: text } | Self::InvalidEntrypoint { why: text } => Some(format!(
                "RequestId: {request_id} Error: {text}\n{}\n",
                self.error_type()
            )),
            Self::ResponseTooLarge(limit) => Some(format!(
                "[ERROR] {}: {}\n",
                self.error_type(),
                too_large(*limit)
            )),
        }
    }
}

fn timed_out(request_id: &str, function: &FunctionVersion, now: Timestamp) -> String {
    let now = now.strftime("%Y-%m-%dT%H:%M:%S.%3fZ");
    format!(
        "{now} {request_id} Task timed out after {:.2} seconds",
        function.timeout.as_secs_f64()
    )
}

fn too_large(limit: usize) -> String {
    format!("Response payload size exceeded maximum allowed payload size ({limit} bytes).")
}

/// Lambda's own agent is written in Go, and these are Go's words.
fn signal_name(signal: i32) -> String {
    let name = match signal {
        1 => "hangup",
        2 => "interrupt",
        3 => "quit",
        4 => "illegal instruction",
        5 => "trace/breakpoint trap",
        6 => "aborted",
        7 => "bus error",
        8 => "floating point exception",
        9 => "killed",
        10 => "user defined signal 1",
        11 => "segmentation fault",
        12 => "user defined signal 2",
        13 => "broken pipe",
        14 => "alarm clock",
        15 => "terminated",
        24 => "CPU time limit exceeded",
        25 => "file size limit exceeded",
        31 => "bad system call",
        other => return format!("signal {other}"),
    };
    name.to_owned()
}
