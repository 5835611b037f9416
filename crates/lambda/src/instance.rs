//! One execution environment: its initialisation, its invocations one after another, its end.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use jiff::Timestamp;
use tokio::sync::{mpsc, oneshot, watch};
use tokio::time::Instant;

use crate::environment;
use crate::error::InvokeError;
use crate::failure::Failure;
use crate::function::{FunctionError, FunctionVersion, Invocation, Outcome};
use crate::logs::{InstanceLog, LogSink};
use crate::pool::{InstanceId, Permit, Pool, closed};
use crate::process::{Change, Home, Machine, Process, host};
use crate::runtime::Launch;
use crate::runtime_api::{self, Dispatch, Event, Verdict};
use crate::sandbox::{Ending, MAX_PROCESSES, Spec};

/// How often a running function's memory is looked at.
const LOOK_EVERY: Duration = Duration::from_millis(50);

/// One invocation on its way.
#[derive(Debug)]
pub(crate) struct Job {
    pub(crate) invocation: Invocation,
    pub(crate) request_id: String,
    pub(crate) reply: oneshot::Sender<Result<Outcome, InvokeError>>,
    /// Counts against the function's concurrency until the function is done with it.
    pub(crate) permit: Permit,
    /// How many instances have ended before they took it.
    pub(crate) returned: u32,
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

/// In which phase an initialisation happens, as `INIT_REPORT` says it.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Phase {
    Init,
    Invoke,
}

/// Why an instance did not come up.
pub(crate) enum StartError {
    /// The machine's fault.
    Host(InvokeError),
    /// The function's.
    Init(Box<FailedInit>),
}

impl From<InvokeError> for StartError {
    fn from(error: InvokeError) -> Self {
        Self::Host(error)
    }
}

/// An initialisation that went wrong, with the log that tells of it.
pub(crate) struct FailedInit {
    failure: Failure,
    log: InstanceLog,
    took: Duration,
}

/// A function's processes, initialised, with everything that belongs to them.
pub(crate) struct Instance {
    function: Arc<FunctionVersion>,
    surroundings: Surroundings,
    process: Process,
    events: mpsc::Receiver<Event>,
    log: InstanceLog,
    /// The runtime waits here for its next invocation.
    parked: Option<oneshot::Sender<Dispatch>>,
    /// Until the first invocation has been reported.
    init_duration: Option<Duration>,
    /// The most memory seen, in bytes.
    peak: u64,
    /// Dropped last: the processes are in it.
    _home: Home,
}

struct Running {
    request_id: String,
    started: Instant,
    log_tail: bool,
    /// Gone once the function has answered; then the runtime still has to ask for the next.
    unanswered: Option<(oneshot::Sender<Result<Outcome, InvokeError>>, Permit)>,
}

impl Instance {
    /// Starts `function` and waits until its runtime asks for an invocation.
    pub(crate) async fn start(
        surroundings: &Surroundings,
        function: Arc<FunctionVersion>,
        launch: &Launch,
        phase: Phase,
        limit: Duration,
    ) -> Result<Self, StartError> {
        let machine = &surroundings.machine;
        let isolation = machine.confinement().await?.isolation;
        let task = {
            let (package, packages) = (Arc::clone(&function.package), machine.packages.clone());
            let unpacked = tokio::task::spawn_blocking(move || package.unpacked(&packages)).await;
            unpacked
                .map_err(|error| host("unpack a package")(error.into()))?
                .map_err(InvokeError::from)?
        };
        let home = machine
            .new_home()
            .map_err(host("make a directory for an instance"))?;
        let directories = machine.directories(&home, &task);
        let mut log = InstanceLog::new(&function, surroundings.clock, surroundings.sink.clone());
        let (listener, address) = runtime_api::listen()
            .await
            .map_err(host("listen for a function's runtime"))?;
        let seen = directories.seen(isolation);
        let environment: BTreeMap<String, String> = environment::of(&environment::Source {
            function: &function,
            launch,
            seen: &seen,
            log_stream: log.stream(),
            runtime_api: address,
            endpoint_url: surroundings.endpoint_url.as_deref(),
        });
        let command = launch.command(&seen, function.memory_mb);
        let spec = Spec {
            isolation,
            command,
            environment,
            readable: launch
                .interpreter
                .iter()
                .flat_map(|found| found.directories.clone())
                .collect(),
            memory_mb: function.memory_mb,
            storage_mb: function.ephemeral_storage_mb,
            directories,
        };
        let version = launch.version();
        log.platform(format!(
            "INIT_START Runtime Version: {version}\tRuntime Version ARN: arn:aws:lambda:{}::runtime:{}\n",
            function.region,
            environment::digest(&version),
        ));
        let begun = Instant::now();
        let process = machine
            .start(&spec)
            .await
            .map_err(host("start a function's process"))?;
        // Runtimes have few connections, and each one's requests come one after another.
        let (sender, events) = mpsc::channel(8);
        tokio::spawn(runtime_api::serve(listener, address, process.pid(), sender));
        let mut instance = Self {
            function,
            surroundings: surroundings.clone(),
            process,
            events,
            log,
            parked: None,
            init_duration: None,
            peak: 0,
            _home: home,
        };
        match instance.initialise(begun + limit).await {
            Ok(()) => {
                instance.init_duration = Some(begun.elapsed());
                Ok(instance)
            }
            Err(failure) => {
                let took = begun.elapsed();
                let Self {
                    mut process,
                    mut log,
                    ..
                } = instance;
                process.end(&mut log).await;
                let failure = match failure {
                    // Only now has the process left word.
                    None => {
                        Failure::ended(process.ending().as_ref(), launch.missing_entrypoint(&task))
                    }
                    Some(failure) => failure,
                };
                let phase = match phase {
                    Phase::Init => "init",
                    Phase::Invoke => "invoke",
                };
                log.platform(format!(
                    "INIT_REPORT Init Duration: {:.2} ms\tPhase: {phase}\t{}\n",
                    milliseconds(took),
                    failure.status(),
                ));
                log.flush();
                Err(StartError::Init(Box::new(FailedInit {
                    failure,
                    log,
                    took,
                })))
            }
        }
    }

    /// `Err(None)`: the process has ended.
    async fn initialise(&mut self, deadline: Instant) -> Result<(), Option<Failure>> {
        let mut next_look = Instant::now() + LOOK_EVERY;
        loop {
            tokio::select! {
                biased;
                event = self.events.recv() => match event {
                    Some(Event::Next(parked)) => {
                        self.parked = Some(parked);
                        self.process.read_output(&mut self.log);
                        let (memory, _) = self.process.look();
                        self.peak = memory;
                        return Ok(());
                    }
                    Some(Event::InitError { error, answer }) => {
                        let _ = answer.send(Verdict::Accepted);
                        return Err(Some(Failure::Reported(error)));
                    }
                    Some(Event::Response { answer, .. } | Event::Error { answer, .. }) => {
                        let _ = answer.send(Verdict::InvalidRequestId);
                    }
                    None => return Err(None),
                },
                () = tokio::time::sleep_until(deadline) => return Err(Some(Failure::TimedOut)),
                () = tokio::time::sleep_until(next_look) => {
                    next_look = Instant::now() + LOOK_EVERY;
                    if let Some(failure) = self.over_limits() {
                        return Err(Some(failure));
                    }
                }
                change = self.process.change() => match change {
                    Change::Ended => return Err(None),
                    Change::Output => self.read_output(),
                },
            }
        }
    }

    /// Takes invocations until the instance is retired, idle for too long, or ended.
    pub(crate) async fn run(
        mut self,
        id: InstanceId,
        mut jobs: mpsc::Receiver<Job>,
        pool: Arc<Pool>,
        mut closing: watch::Receiver<bool>,
    ) {
        let mut running: Option<Running> = None;
        let mut waiting: Option<Job> = None;
        // The pool has dropped its sender and sends no more.
        let mut retired = false;
        let mut since = Instant::now();
        let mut next_look = since;
        let failure = loop {
            // A runtime that hung up while it waited will come again.
            self.parked = self.parked.take().filter(|parked| !parked.is_closed());
            if running.is_none()
                && let Some(parked) = self.parked.take_if(|_| waiting.is_some())
                && let Some(job) = waiting.take()
            {
                since = Instant::now();
                next_look = since + LOOK_EVERY;
                running = Some(self.dispatch(job, parked, since));
            }
            if retired && running.is_none() && waiting.is_none() {
                break None;
            }
            let busy = running.is_some() || waiting.is_some();
            let patience = if busy {
                self.function.timeout
            } else {
                self.surroundings.idle
            };
            tokio::select! {
                biased;
                () = closed(&mut closing) => break None,
                event = self.events.recv() => match event {
                    Some(event) => self.take(event, &mut running, &pool, &id),
                    None => break None,
                },
                job = jobs.recv(), if waiting.is_none() && !retired => {
                    if running.is_none() {
                        since = Instant::now();
                    }
                    retired = job.is_none();
                    waiting = job;
                }
                () = tokio::time::sleep_until(since + patience) => {
                    if busy {
                        break Some(Failure::TimedOut);
                    }
                    if pool.withdraw(&id) {
                        break None;
                    }
                    // A job is on its way.
                    since = Instant::now();
                }
                () = tokio::time::sleep_until(next_look), if running.is_some() => {
                    next_look = Instant::now() + LOOK_EVERY;
                    if let Some(failure) = self.over_limits() {
                        break Some(failure);
                    }
                }
                change = self.process.change() => match change {
                    Change::Output => self.read_output(),
                    Change::Ended => {
                        self.process.end(&mut self.log).await;
                        break Some(Failure::ended(self.process.ending().as_ref(), None));
                    }
                },
            }
        };
        jobs.close();
        if let (Some(failure), Some(running)) = (failure, running.take()) {
            self.read_output();
            if let Some((reply, permit)) = running.unanswered {
                let shown = Running {
                    unanswered: None,
                    ..running
                };
                let outcome = self.report_failure(&failure, &shown);
                let _ = reply.send(Ok(outcome));
                drop(permit);
            } else if let Some(line) = failure.log_line(
                &running.request_id,
                &self.function,
                (self.surroundings.clock)(),
            ) {
                self.log.platform(line);
            }
        }
        self.log.flush();
        self.process.end(&mut self.log).await;
        self.log.flush();
        let mut left: Vec<Job> = waiting.into_iter().collect();
        while let Ok(job) = jobs.try_recv() {
            left.push(job);
        }
        drop(self);
        pool.gone(&id, left);
    }

    /// Gives the runtime an invocation.
    fn dispatch(
        &mut self,
        job: Job,
        parked: oneshot::Sender<Dispatch>,
        started: Instant,
    ) -> Running {
        let Job {
            invocation,
            request_id,
            reply,
            permit,
            ..
        } = job;
        self.read_output();
        self.log.begin();
        self.log.platform(format!(
            "START RequestId: {request_id} Version: {}\n",
            self.function.version
        ));
        let timeout = i64::try_from(self.function.timeout.as_millis()).unwrap_or(i64::MAX);
        let _ = parked.send(Dispatch {
            request_id: request_id.clone(),
            deadline_ms: (self.surroundings.clock)()
                .as_millisecond()
                .saturating_add(timeout),
            invoked_arn: invocation.invoked_arn,
            trace_id: invocation.trace_id,
            client_context: invocation.client_context,
            payload: invocation.payload,
        });
        Running {
            request_id,
            started,
            log_tail: invocation.log_tail,
            unanswered: Some((reply, permit)),
        }
    }

    fn take(
        &mut self,
        event: Event,
        running: &mut Option<Running>,
        pool: &Arc<Pool>,
        id: &InstanceId,
    ) {
        match event {
            Event::Next(parked) => {
                // Who asks for the next before this one is answered is not heard: Lambda refuses that too.
                if running
                    .as_ref()
                    .is_none_or(|running| running.unanswered.is_none())
                {
                    *running = None;
                    self.parked = Some(parked);
                }
            }
            Event::Response {
                request_id,
                payload,
                answer,
            } => {
                let result = payload.ok_or(Failure::ResponseTooLarge);
                let _ = answer.send(self.answered(running, &request_id, pool, id, result));
            }
            Event::Error {
                request_id,
                error,
                answer,
            } => {
                let result = Err(Failure::Reported(error));
                let _ = answer.send(self.answered(running, &request_id, pool, id, result));
            }
            Event::InitError { answer, .. } => {
                let _ = answer.send(Verdict::InvalidState);
            }
        }
    }

    /// The function has answered: log, reply, and be free for the next.
    fn answered(
        &mut self,
        running: &mut Option<Running>,
        request_id: &str,
        pool: &Arc<Pool>,
        id: &InstanceId,
        result: Result<Bytes, Failure>,
    ) -> Verdict {
        let Some(now) = running
            .as_mut()
            .filter(|running| running.request_id == request_id)
        else {
            return Verdict::InvalidRequestId;
        };
        let Some((reply, permit)) = now.unanswered.take() else {
            return Verdict::InvalidRequestId;
        };
        // What it wrote before it answered belongs to this invocation.
        self.process.read_output(&mut self.log);
        let (outcome, verdict) = match result {
            Ok(payload) => (self.report(now, payload, None), Verdict::Accepted),
            Err(failure @ Failure::ResponseTooLarge) => {
                (self.report_failure(&failure, now), Verdict::TooLarge)
            }
            Err(failure) => (self.report_failure(&failure, now), Verdict::Accepted),
        };
        self.log.flush();
        let _ = reply.send(Ok(outcome));
        drop(permit);
        pool.offer(id);
        verdict
    }

    fn report_failure(&mut self, failure: &Failure, running: &Running) -> Outcome {
        let line = failure.log_line(
            &running.request_id,
            &self.function,
            (self.surroundings.clock)(),
        );
        let payload = failure.payload(
            &running.request_id,
            &self.function,
            (self.surroundings.clock)(),
        );
        if let Some(line) = line {
            self.log.platform(line);
        }
        self.report(running, payload, Some(failure))
    }

    fn report(&mut self, running: &Running, payload: Bytes, failure: Option<&Failure>) -> Outcome {
        let duration = match failure {
            Some(Failure::TimedOut) => self.function.timeout,
            _ => running.started.elapsed(),
        };
        self.peak = self.peak.max(self.process.memory_of_tree());
        let init_duration = self.init_duration.take();
        write_report(
            &mut self.log,
            &self.function,
            &Report {
                request_id: &running.request_id,
                duration,
                init_duration,
                peak: self.peak,
                failure,
            },
        );
        Outcome {
            payload,
            function_error: failure.map(|_| FunctionError::Unhandled),
            executed_version: self.function.version.clone(),
            request_id: running.request_id.clone(),
            log_tail: running.log_tail.then(|| self.log.tail()),
            duration,
            init_duration,
        }
    }

    fn read_output(&mut self) {
        self.process.read_output(&mut self.log);
        self.log.flush();
    }

    fn over_limits(&mut self) -> Option<Failure> {
        let (memory, processes) = self.process.look();
        self.peak = self.peak.max(memory);
        if memory > u64::from(self.function.memory_mb) << 20 {
            return Some(Failure::ended(Some(&Ending::Signal(9)), None));
        }
        if processes > MAX_PROCESSES {
            self.log.platform(format!(
                "[gatewright: killed, the function had more than {MAX_PROCESSES} processes]\n"
            ));
            return Some(Failure::ended(Some(&Ending::Signal(9)), None));
        }
        None
    }
}

impl FailedInit {
    /// Answers `job` with what went wrong.
    pub(crate) fn answer(
        &mut self,
        job: Job,
        function: &FunctionVersion,
        clock: fn() -> Timestamp,
    ) {
        let request_id = job.request_id;
        self.log.begin();
        self.log.platform(format!(
            "START RequestId: {request_id} Version: {}\n",
            function.version
        ));
        if let Some(line) = self.failure.log_line(&request_id, function, clock()) {
            self.log.platform(line);
        }
        write_report(
            &mut self.log,
            function,
            &Report {
                request_id: &request_id,
                duration: self.took,
                init_duration: None,
                peak: 0,
                failure: Some(&self.failure),
            },
        );
        let outcome = Outcome {
            payload: self.failure.payload(&request_id, function, clock()),
            function_error: Some(FunctionError::Unhandled),
            executed_version: function.version.clone(),
            log_tail: job.invocation.log_tail.then(|| self.log.tail()),
            request_id,
            duration: self.took,
            init_duration: None,
        };
        self.log.flush();
        let _ = job.reply.send(Ok(outcome));
    }
}

struct Report<'a> {
    request_id: &'a str,
    duration: Duration,
    init_duration: Option<Duration>,
    /// In bytes.
    peak: u64,
    failure: Option<&'a Failure>,
}

fn write_report(log: &mut InstanceLog, function: &FunctionVersion, report: &Report<'_>) {
    use std::fmt::Write;
    let Report {
        request_id,
        duration,
        ..
    } = report;
    let duration = milliseconds(*duration);
    let used = (report.peak.div_ceil(1 << 20)).min(u64::from(function.memory_mb));
    log.platform(format!("END RequestId: {request_id}\n"));
    let mut line = format!(
        "REPORT RequestId: {request_id}\tDuration: {duration:.2} ms\tBilled Duration: {:.0} ms\tMemory Size: {} MB\tMax \
         Memory Used: {used} MB\t",
        duration.ceil(),
        function.memory_mb,
    );
    if let Some(init) = report.init_duration {
        let _ = write!(line, "Init Duration: {:.2} ms\t", milliseconds(init));
    }
    match report.failure {
        None | Some(Failure::Reported(_) | Failure::ResponseTooLarge) => {}
        Some(failure) => line.push_str(&failure.status()),
    }
    line.push('\n');
    log.platform(line);
}

fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}
