//! What can keep a function from being invoked. What goes wrong *inside* a function is not an error
//! but an [`Outcome`](crate::Outcome), as it is on AWS.

use std::io;

/// An invocation that did not reach the function.
#[derive(Debug, thiserror::Error)]
pub enum InvokeError {
    /// The function is at its reserved concurrency, or the account at its own. AWS answers 429
    /// `TooManyRequestsException` with `Rate Exceeded.` (F§2.2 #4).
    #[error("{function_arn} already runs {limit} invocations, as many as {reason} allows")]
    Throttled {
        /// Whose limit.
        reason: ThrottleReason,
        /// The limit.
        limit: u32,
        /// The unqualified ARN.
        function_arn: String,
    },
    /// The payload exceeds Lambda's limit. AWS answers 413 `RequestTooLargeException`.
    #[error("the payload has {size} bytes, more than the {limit} that an invocation may carry")]
    RequestTooLarge {
        /// Bytes in the payload.
        size: usize,
        /// Bytes allowed.
        limit: usize,
    },
    /// Too much waits already. AWS's queue has no such limit.
    #[error(
        "asynchronous invocations with {limit} bytes of payload are waiting, as many as this host keeps"
    )]
    QueueFull {
        /// Bytes that may wait.
        limit: usize,
    },
    /// A runtime that cannot be run as a local process.
    #[error(
        "runtime {runtime} is not run locally (only python3.*, nodejs* and provided.* are); forward its invocations to \
         an endpoint that runs it with --lambda-endpoint URL"
    )]
    UnsupportedRuntime {
        /// The runtime's identifier.
        runtime: String,
    },
    /// No interpreter for the runtime on the PATH.
    #[error("runtime {runtime} needs {program} on the PATH, and there is none that runs")]
    InterpreterMissing {
        /// The runtime's identifier.
        runtime: String,
        /// What was looked for.
        program: &'static str,
    },
    /// The package cannot be unpacked.
    #[error("the function's package cannot be used: {0}")]
    Package(#[from] PackageError),
    /// The machine refused something: a directory, a port, a process.
    #[error("cannot {doing}: {source}")]
    Host {
        /// What was being done.
        doing: &'static str,
        /// What the machine said.
        source: io::Error,
    },
    /// [`Lambda::shutdown`](crate::Lambda::shutdown) has been called.
    #[error("the host of the functions is shutting down")]
    ShuttingDown,
}

/// Whose concurrency limit was met. Displays as AWS's `Reason`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ThrottleReason {
    /// The function's own.
    ReservedFunctionConcurrentInvocationLimitExceeded,
    /// The account's.
    ConcurrentInvocationLimitExceeded,
}

impl std::fmt::Display for ThrottleReason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::ReservedFunctionConcurrentInvocationLimitExceeded => {
                "ReservedFunctionConcurrentInvocationLimitExceeded"
            }
            Self::ConcurrentInvocationLimitExceeded => "ConcurrentInvocationLimitExceeded",
        })
    }
}

/// A deployment package that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum PackageError {
    /// Not a zip file, or a broken one.
    #[error("not a readable zip file: {0}")]
    Malformed(String),
    /// A zip file without files.
    #[error("there are no files in it")]
    Empty,
    /// A name that is absolute, leaves the package, or is not a name.
    #[error("the entry {name:?} would lie outside the package")]
    OutsideName {
        /// The entry.
        name: String,
    },
    /// A link that is absolute or leads out of the package.
    #[error("the link {name:?} leads out of the package, to {target:?}")]
    OutsideLink {
        /// The entry.
        name: String,
        /// Where it leads.
        target: String,
    },
    /// Two entries that cannot both exist, as a file `a` and a file `a/b`.
    #[error("the entry {name:?} stands in another entry's place")]
    Conflict {
        /// The later entry.
        name: String,
    },
    /// An encrypted entry.
    #[error("the entry {name:?} is encrypted")]
    Encrypted {
        /// The entry.
        name: String,
    },
    /// Neither file, directory nor link.
    #[error("the entry {name:?} is neither a file nor a directory nor a link")]
    Special {
        /// The entry.
        name: String,
    },
    /// More than AWS's quota of 262,144,000 bytes, unzipped.
    #[error("unzipped it has more than {limit} bytes")]
    TooLarge {
        /// Bytes allowed.
        limit: u64,
    },
    /// It could not be written to the cache.
    #[error("it cannot be written to {path}: {source}")]
    Io {
        /// Where to.
        path: std::path::PathBuf,
        /// What the machine said.
        source: io::Error,
    },
}
