//! From nothing to a runtime that asks for its first invocation.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::mpsc;
use tokio::time::Instant;

use super::limits::{LOOK_EVERY, Storage};
use super::report::{FailedInit, milliseconds};
use super::{Instance, Surroundings};
use crate::environment;
use crate::error::{InvokeError, PackageError};
use crate::failure::Failure;
use crate::function::FunctionVersion;
use crate::layers;
use crate::logs::InstanceLog;
use crate::process::{Change, host};
use crate::runtime::{Entrypoint, Launch};
use crate::runtime_api::{self, Event, Verdict};
use crate::sandbox::{Isolation, Spec};

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
        let (task, layers) = {
            let (function, packages) = (Arc::clone(&function), machine.packages.clone());
            let unpacked = tokio::task::spawn_blocking(move || {
                let task = function.package.unpacked(&packages)?;
                Ok::<_, PackageError>((task, layers::unpacked(&function.layers, &packages)?))
            })
            .await;
            unpacked
                .map_err(|error| host("unpack a package")(error.into()))?
                .map_err(InvokeError::from)?
        };
        let home = machine
            .new_home()
            .map_err(host("make a directory for an instance"))?;
        let directories = machine.directories(&home, &task, layers.clone());
        let mut log = InstanceLog::new(&function, surroundings.clock, surroundings.sink.clone());
        let (listener, address) = runtime_api::listen()
            .await
            .map_err(host("listen for a function's runtime"))?;
        let seen = directories.seen(isolation);
        let storage = match isolation {
            Isolation::Namespaces => None,
            Isolation::Processes => Some(Storage::new(
                directories.tmp.clone(),
                function.ephemeral_storage_mb,
            )),
        };
        let environment: BTreeMap<String, String> = environment::of(&environment::Source {
            function: &function,
            launch,
            seen: &seen,
            log_stream: log.stream(),
            runtime_api: address,
            endpoint_url: surroundings.endpoint_url.as_deref(),
        });
        let entrypoint = Entrypoint::find(&task, layers.as_deref());
        let command = launch.command(&seen, entrypoint, function.memory_mb);
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
            measured: begun,
            storage,
            _home: home,
        };
        match instance.initialise(begun + limit).await {
            Ok(()) => {
                instance.init_duration = Some(begun.elapsed());
                Ok(instance)
            }
            Err(failure) => {
                let took = begun.elapsed();
                let (memory, _) = instance.process.look();
                let Self {
                    mut process,
                    mut log,
                    peak,
                    ..
                } = instance;
                process.end(&mut log).await;
                let failure = match failure {
                    // Only now has the process left word.
                    None => Failure::ended(
                        process.ending().as_ref(),
                        launch.missing_entrypoint(entrypoint),
                    ),
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
                    took: took.min(limit),
                    peak: peak.max(memory),
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
                    // Of an invocation that there is not: its answer is gathered, and refused.
                    Some(Event::Streams { .. }) => {}
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
}
