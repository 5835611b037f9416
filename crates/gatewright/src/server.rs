//! The server: its settings and its parts, shared by everything that answers a request.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use gatewright_gateway::arn::FunctionArn;
use gatewright_gateway::engine::Engine;
use gatewright_lambda::{Lambda, LogRecord};
use tokio::sync::{Notify, mpsc, watch};

use crate::clock::Clock;
use crate::functions::Functions;
use crate::home::Home;
use crate::limits::Limits;
use crate::logs::{LogEvent, LogService};
use crate::objects::{Objects, S3};
use crate::outbound::Outbound;
use crate::requests::Requests;
use crate::roles::Roles;
use crate::scratch::Scratch;
use crate::services::{Elsewhere, Services};
use crate::stages::Stages;
use crate::store::{self, Batch, Store};
use crate::subscriptions;
use crate::tasks::Tasks;
use crate::vpc_links::VpcLinks;
use crate::world::World;

/// How many batches of functions' log records may wait to be handed to the log service.
const WAITING_LOG_BATCHES: usize = 1024;
/// How long background tasks may take to end.
const PATIENCE: Duration = Duration::from_secs(5);

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
    /// Where interpreters of functions are looked for.
    pub path: OsString,
    /// Where the code of functions and layers that lies in S3 is fetched from.
    pub s3: Option<S3>,
    /// Where other AWS services are.
    pub elsewhere: Elsewhere,
}

/// Where the state is kept.
#[derive(Clone, Debug)]
pub enum Storage {
    /// In a directory.
    Directory(PathBuf),
    /// In memory.
    Memory,
}

/// The server's parts.
pub struct Server {
    /// What the command line decided.
    pub settings: Settings,
    /// The time.
    pub clock: Clock,
    /// The documents.
    pub store: Store,
    /// The logs.
    pub logs: LogService,
    /// The functions, as the request path sees them.
    pub functions: Arc<Functions>,
    /// The roles, as the request path sees them.
    pub roles: Arc<Roles>,
    /// The VPC links, as the request path sees them.
    pub vpc_links: Arc<VpcLinks>,
    /// What runs the functions.
    pub lambda: Lambda,
    /// The deployed stages, as the request path sees them.
    pub stages: Stages,
    /// Code that lies in S3.
    pub objects: Objects,
    /// What happened to recent requests to stages.
    pub requests: Requests,
    /// What answers requests to stages.
    pub engine: Engine<World>,
    /// What runs beside requests: connections, asynchronous invocations.
    pub tasks: Tasks,
    /// Set when the server stops: answers that would go on for ever end.
    pub stopping: watch::Sender<bool>,
    /// What runs as long as the server does.
    loops: Tasks,
    /// The hand-over of the functions' output, which ends with them.
    output: Tasks,
    /// Tells it that they have ended.
    functions_ended: Arc<Notify>,
    /// Where functions are unpacked when the state is in memory; gone with the server.
    scratch: Option<Scratch>,
}

/// Why a server cannot start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The store cannot be opened.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// The functions' host cannot be set up.
    #[error(transparent)]
    Lambda(#[from] gatewright_lambda::InvokeError),
    /// The program does not find itself or a place for temporary files.
    #[error("cannot prepare to run functions: {0}")]
    Machine(#[from] std::io::Error),
}

impl Server {
    /// Opens the store and sets up all that answers requests. Must be called within a tokio
    /// runtime.
    pub fn start(settings: Settings, storage: Storage) -> Result<Arc<Self>, StartError> {
        let (store, directory, scratch) = match storage {
            Storage::Directory(directory) => {
                (Store::open(&directory)?, directory.join("functions"), None)
            }
            Storage::Memory => {
                let scratch = Scratch::in_directory(&std::env::temp_dir())?;
                let directory = scratch.path().join("functions");
                (Store::ephemeral()?, directory, Some(scratch))
            }
        };
        let (sender, records) = mpsc::channel(WAITING_LOG_BATCHES);
        let mut lambda = gatewright_lambda::Settings::new(
            directory,
            std::env::current_exe()?,
            settings.path.clone(),
            sender,
        );
        lambda.endpoint_url = Some(format!("http://{}", settings.listen));
        let lambda = Lambda::new(lambda)?;
        let clock = Clock;
        let tasks = Tasks::default();
        let (logs, task) = LogService::new(store.clone(), Arc::new(move || clock.now_ms()));
        let loops = Tasks::default();
        loops.spawn(task.run());
        let output = Tasks::default();
        let functions_ended = Arc::new(Notify::new());
        output.spawn(hand_over(
            records,
            logs.clone(),
            Arc::clone(&functions_ended),
        ));
        let functions = Arc::new(Functions::new(store.clone()));
        if let Some(deliveries) = logs.take_deliveries() {
            loops.spawn(subscriptions::deliver(
                deliveries,
                Arc::clone(&functions),
                lambda.clone(),
                tasks.clone(),
            ));
        }
        let roles = Arc::new(Roles::new(store.clone()));
        let vpc_links = Arc::new(VpcLinks::new(store.clone()));
        let world = World {
            functions: Arc::clone(&functions),
            roles: Arc::clone(&roles),
            vpc_links: Arc::clone(&vpc_links),
            lambda: lambda.clone(),
            outbound: Outbound::default(),
            services: Services::new(&settings, store.clone(), clock),
            tasks: tasks.clone(),
            clock,
            limits: Limits::default(),
            load_balancers: settings.load_balancers.clone(),
        };
        Ok(Arc::new(Self {
            clock,
            logs,
            functions,
            roles,
            vpc_links,
            lambda,
            stages: Stages::new(store.clone()),
            objects: Objects::new(settings.s3.clone(), clock),
            stopping: watch::Sender::new(false),
            requests: Requests::default(),
            engine: Engine::new(world),
            tasks,
            loops,
            output,
            functions_ended,
            store,
            settings,
            scratch,
        }))
    }

    /// Forgets everything: every account's documents and logs, what happened to requests, and what
    /// limits counted.
    pub async fn reset(&self) -> Result<(), store::Error> {
        self.store.commit(Batch::new().delete_tree("")).await?;
        // Lines that wait to be written would come back.
        self.logs.writer().flush().await;
        self.store.delete_logs().await?;
        self.logs.forget_all();
        self.functions.forget_all();
        self.roles.forget_all();
        self.vpc_links.forget_all();
        self.stages.forget_all();
        self.engine.io().limits.clear();
        self.requests.clear();
        Ok(())
    }

    /// Lets what is under way end, then ends the functions, and writes the log lines that wait;
    /// what was acknowledged is on the disk already.
    pub async fn stop(&self) {
        // They would wait for minutes.
        self.lambda.discard_events();
        self.tasks.finish(PATIENCE).await;
        self.lambda.shutdown().await;
        self.functions_ended.notify_one();
        self.output.finish(PATIENCE).await;
        // As patient: a disk that takes longer does not take them at all.
        let _ = tokio::time::timeout(PATIENCE, self.logs.writer().flush()).await;
        self.loops.finish(Duration::ZERO).await;
        if let Some(scratch) = &self.scratch {
            // What cannot be removed is the next server's to try, or the system's to clean.
            let _ = scratch.remove();
        }
    }
}

/// Hands the functions' output to the log service, to the last line once they have ended.
async fn hand_over(
    mut records: mpsc::Receiver<Vec<LogRecord>>,
    logs: LogService,
    ended: Arc<Notify>,
) {
    loop {
        tokio::select! {
            batch = records.recv() => match batch {
                Some(batch) => write(&logs, &batch),
                None => return,
            },
            // What was sent before can still be received.
            () = ended.notified() => records.close(),
        }
    }
}

fn write(logs: &LogService, batch: &[LogRecord]) {
    for run in batch
        .chunk_by(|one, next| one.log_stream == next.log_stream && one.log_group == next.log_group)
    {
        let Some(first) = run.first() else {
            continue;
        };
        let Ok(function) = first.function_arn.parse::<FunctionArn>() else {
            tracing::error!(arn = %first.function_arn, "log lines of no function are lost");
            continue;
        };
        let home = Home::new(function.account, function.region);
        let events = run
            .iter()
            .map(|record| LogEvent {
                timestamp: record.timestamp_ms,
                message: record.message.clone(),
            })
            .collect();
        logs.writer()
            .write(&home, &first.log_group, &first.log_stream, events);
    }
}
