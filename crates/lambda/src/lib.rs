//! Lambda functions as local processes, spoken to through the Lambda Runtime API only, so that
//! awslambdaric and `lambda_runtime` programs run unchanged.
//!
//! The host hands in a [`FunctionVersion`] and an [`Invocation`] and gets an [`Outcome`]. Operations
//! and documents of the control plane are the host's; this crate knows nothing of API Gateway.
//!
//! A function's processes are confined as far as the kernel allows, see [`Confinement`]; the host
//! program must call [`sandbox_main`] when its first argument is [`SANDBOX_COMMAND`]. Functions run
//! on Linux only; elsewhere an invocation fails and says so.

mod asynchronous;
mod concurrency;
mod environment;
mod error;
mod failure;
mod function;
mod instance;
mod layers;
mod logs;
mod package;
mod pool;
mod process;
mod runtime;
mod runtime_api;
mod sandbox;

use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use tokio::sync::{mpsc, oneshot};

use crate::concurrency::Concurrency;
use crate::function::Piece;
use crate::instance::{Caller, Job, Surroundings};
use crate::pool::Pool;
use crate::process::{Machine, host};
use crate::runtime::{Interpreters, Runtime};

pub use asynchronous::{Discarded, Event, Found, QUEUE_LIMIT, RetryDelays, RetryPolicy};
pub use error::{InvokeError, PackageError, ThrottleReason};
pub use function::{FunctionError, FunctionVersion, Invocation, Outcome, Streaming};
pub use logs::{LogRecord, LogSink, OUTPUT_LIMIT};
pub use package::{Package, UNZIPPED_LIMIT};
pub use runtime::{Interpreter, RuntimeMatch};
pub use sandbox::{Confinement, Isolation, SANDBOX_COMMAND, sandbox_main};

/// The largest payload of a synchronous invocation, in bytes (AWS: 6 MB and a little).
pub const REQUEST_LIMIT: usize = 6_291_556;

/// The largest payload of an asynchronous invocation, in bytes (AWS: 1 MB since October 2025 [C]).
pub const ASYNCHRONOUS_REQUEST_LIMIT: usize = 1 << 20;

/// The largest answer, in bytes.
pub const RESPONSE_LIMIT: usize = 6_291_556;

/// The largest answer that is taken as it comes, in bytes (AWS: 200 MB since July 2025 [C]).
pub const STREAM_LIMIT: usize = 200 << 20;

/// Pieces of an answer that wait for a slow caller; then the function waits.
const WAITING_PIECES: usize = 16;

/// The secret access key of all functions: what a local endpoint makes of their session is in the token.
pub const SECRET_ACCESS_KEY: &str = "gatewright";

/// How long an initialisation may take before Lambda starts it anew as part of the invocation.
pub const INIT_TIMEOUT: Duration = Duration::from_secs(10);

/// How a [`Lambda`] is set up.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where packages are unpacked and instances have their `/tmp`. Made private to this user.
    pub directory: PathBuf,
    /// The program that calls [`sandbox_main`]: usually the host itself, `current_exe()`.
    pub sandbox_program: PathBuf,
    /// `None`: as much isolation as the kernel allows. [`Isolation::Processes`] does without
    /// namespaces, for a debugger that has to find the function's files and processes.
    pub isolation: Option<Isolation>,
    /// Where interpreters are looked for: usually the host's `PATH`.
    pub path: OsString,
    /// `AWS_ENDPOINT_URL` for the functions, if they are to reach local services.
    pub endpoint_url: Option<String>,
    /// The account's limit of invocations at once; AWS's default is 1,000. Beyond it invocations
    /// are throttled.
    pub concurrency: u32,
    /// How many instances, of all functions together, may live at once. Invocations beyond it wait
    /// until one is free: on AWS the fleet grows, here the machine would fall over.
    pub most_instances: usize,
    /// How many instances may be starting at once. Who waits for a start takes a warm instance when
    /// one comes free earlier.
    pub most_starting: usize,
    /// How long an instance stays warm.
    pub idle: Duration,
    /// The pauses between the tries of an asynchronous invocation.
    pub retry_delays: RetryDelays,
    /// Where the functions' log records go.
    pub logs: LogSink,
    /// What time it is.
    pub clock: fn() -> Timestamp,
}

impl Settings {
    /// The defaults: 1,000 invocations at once, 64 instances, as many starting as there are
    /// processors but at least 2, warm for ten minutes.
    pub fn new(
        directory: PathBuf,
        sandbox_program: PathBuf,
        path: OsString,
        logs: LogSink,
    ) -> Self {
        let processors = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Self {
            directory,
            sandbox_program,
            isolation: None,
            path,
            endpoint_url: None,
            concurrency: 1000,
            most_instances: 64,
            most_starting: processors.max(2),
            idle: Duration::from_mins(10),
            retry_delays: RetryDelays::default(),
            logs,
            clock: Timestamp::now,
        }
    }
}

fn check_size(invocation: &Invocation) -> Result<(), InvokeError> {
    let (size, limit) = (invocation.payload.len(), REQUEST_LIMIT);
    if size > limit {
        return Err(InvokeError::RequestTooLarge { size, limit });
    }
    Ok(())
}

/// Runs functions. Clones share everything.
#[derive(Clone)]
pub struct Lambda {
    pool: Arc<Pool>,
    concurrency: Arc<Concurrency>,
    queue: Arc<asynchronous::Queue>,
}

impl Lambda {
    /// Prepares the directories; starts nothing yet. Must be called, like everything here, within a
    /// tokio runtime.
    pub fn new(settings: Settings) -> Result<Self, InvokeError> {
        let machine = Machine::new(
            &settings.directory,
            settings.sandbox_program,
            settings.isolation,
        )
        .map_err(host("prepare the functions' directory"))?;
        let surroundings = Surroundings {
            machine: Arc::new(machine),
            sink: settings.logs,
            clock: settings.clock,
            endpoint_url: settings.endpoint_url,
            idle: settings.idle,
        };
        let interpreters = Interpreters::new(settings.path);
        Ok(Self {
            pool: Pool::new(
                surroundings,
                interpreters,
                settings.most_instances,
                settings.most_starting,
            ),
            concurrency: Concurrency::new(settings.concurrency),
            queue: Arc::new(asynchronous::Queue::new(settings.retry_delays)),
        })
    }

    /// Invokes `function` and waits for its outcome. An invocation that has begun goes on when the
    /// returned future is dropped, as on AWS when the caller hangs up.
    pub async fn invoke(
        &self,
        function: &FunctionVersion,
        invocation: Invocation,
    ) -> Result<Outcome, InvokeError> {
        check_size(&invocation)?;
        let request_id = uuid::Uuid::new_v4().to_string();
        self.try_once(function, invocation, request_id).await
    }

    /// Invokes `function` and hands on what it answers as it comes. It goes on when that is dropped.
    pub fn invoke_streaming(
        &self,
        function: &FunctionVersion,
        invocation: Invocation,
    ) -> Result<Streaming, InvokeError> {
        check_size(&invocation)?;
        let (sender, pieces) = mpsc::channel(WAITING_PIECES);
        let request_id = uuid::Uuid::new_v4().to_string();
        Ok(Streaming {
            executed_version: function.version.clone(),
            request_id: request_id.clone(),
            content_type: None,
            pieces,
            outcome: self.submit(function, invocation, request_id, Some(sender))?,
            pool: Arc::clone(&self.pool),
        })
    }

    async fn try_once(
        &self,
        function: &FunctionVersion,
        invocation: Invocation,
        request_id: String,
    ) -> Result<Outcome, InvokeError> {
        let outcome = self.submit(function, invocation, request_id, None)?;
        self.pool.answered(outcome).await
    }

    fn submit(
        &self,
        function: &FunctionVersion,
        invocation: Invocation,
        request_id: String,
        pieces: Option<mpsc::Sender<Piece>>,
    ) -> Result<oneshot::Receiver<Result<Outcome, InvokeError>>, InvokeError> {
        Runtime::parse(&function.runtime)?;
        let permit = self
            .concurrency
            .enter(&function.function_arn, function.reserved_concurrency)?;
        let (reply, outcome) = oneshot::channel();
        self.pool.submit(
            function,
            Job {
                invocation,
                request_id,
                caller: Caller {
                    reply,
                    pieces,
                    permit,
                },
                returned: 0,
            },
        );
        Ok(outcome)
    }

    /// Ends the instances of a function that has been changed or deleted: idle ones now, busy ones
    /// when they have answered. An invocation with another [`revision`](FunctionVersion::revision)
    /// does the same for its version by itself.
    pub fn retire(&self, function_arn: &str) {
        self.pool.retire(function_arn);
    }

    /// Which interpreter stands in for a runtime, and whether it is the right version.
    pub async fn describe_runtime(&self, runtime: &str) -> Result<RuntimeMatch, InvokeError> {
        self.pool.interpreters().describe(runtime).await
    }

    /// What holds functions on this machine.
    pub async fn confinement(&self) -> Result<Confinement, InvokeError> {
        self.pool.surroundings().machine.confinement().await
    }

    /// Ends every instance and waits until nothing that was started here is left. Invocations that
    /// are waiting or running fail with [`InvokeError::ShuttingDown`].
    pub async fn shutdown(&self) {
        self.discard_events();
        self.pool.close().await;
    }
}
