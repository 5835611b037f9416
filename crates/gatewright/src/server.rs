//! The server: its settings and its parts, shared by everything that answers a request.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use gatewright_gateway::arn::FunctionArn;
use gatewright_gateway::engine::Engine;
use gatewright_gateway::throttle::Throttle;
use gatewright_lambda::{Lambda, LogRecord, LogSink};
use http::Uri;
use tokio::sync::watch;
use tokio::time::MissedTickBehavior;

use crate::access_logs::AccessLogs;
use crate::clock::Clock;
use crate::control::apigateway::turns::Turns;
use crate::domains::Domains;
use crate::functions::Functions;
use crate::home::Home;
use crate::identities::Identities;
use crate::lambda_endpoint::LambdaEndpoint;
use crate::limits::Limits;
use crate::logs::{LogService, LogWriter};
use crate::metrics::Metrics;
use crate::objects::{Objects, S3};
use crate::otlp::{self, Traces};
use crate::outbound::Outbound;
use crate::plans::Plans;
use crate::requests::Requests;
use crate::roles::Roles;
use crate::scratch::Scratch;
use crate::services::{Elsewhere, Services};
use crate::sessions::{NoKey, Sessions};
use crate::signers::Signers;
use crate::stages::Stages;
use crate::store::{self, Batch, LogEvent, Store};
use crate::subscriptions;
use crate::tasks::Tasks;
use crate::tls::Endpoint;
use crate::usage::Usage;
use crate::vpc_links::VpcLinks;
use crate::world::World;

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
    /// Where functions run that do not run here.
    pub lambda_endpoint: Option<LambdaEndpoint>,
    /// The OpenTelemetry collector that gets a trace a request.
    pub otlp: Option<Uri>,
    /// Where other AWS services are.
    pub elsewhere: Elsewhere,
    /// What each account may do in a region, if that is limited: at AWS, 10,000 requests a second with bursts of
    /// 5,000.
    pub account_throttle: Option<Throttle>,
    /// Where user pools are, instead of at AWS: the URL of their service.
    pub user_pools: Option<String>,
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
    /// Whose turn it is to change them.
    pub turns: Turns,
    /// The logs.
    pub logs: LogService,
    /// The functions, as the request path sees them.
    pub functions: Arc<Functions>,
    /// The roles, as the request path sees them.
    pub roles: Arc<Roles>,
    /// Who signs, as the request path sees it.
    pub signers: Arc<Signers>,
    /// Session tokens.
    pub sessions: Arc<Sessions>,
    /// The usage plans, as the request path sees them.
    pub plans: Arc<Plans>,
    /// What keys have used of them.
    pub usage: Arc<Usage>,
    /// The VPC links, as the request path sees them.
    pub vpc_links: Arc<VpcLinks>,
    /// What runs the functions.
    pub lambda: Lambda,
    /// Where TLS is spoken, if it is.
    pub tls: OnceLock<Arc<Endpoint>>,
    /// The custom domain names, as the request path sees them.
    pub domains: Domains,
    /// The deployed stages, as the request path sees them.
    pub stages: Stages,
    /// What is counted of requests to stages.
    pub metrics: Arc<Metrics>,
    /// Where their access logs go.
    pub access_logs: AccessLogs,
    /// Code that lies in S3.
    pub objects: Objects,
    /// What happened to recent requests to stages.
    pub requests: Requests,
    /// A trace of each, if somebody collects them.
    pub traces: Option<Traces>,
    /// What answers requests to stages.
    pub engine: Engine<World>,
    /// What runs beside requests: connections, asynchronous invocations.
    pub tasks: Tasks,
    /// Set when the server stops: answers that would go on for ever end.
    pub stopping: watch::Sender<bool>,
    /// What runs as long as the server does.
    loops: Tasks,
    /// Where functions are unpacked when the state is in memory; gone with the server.
    scratch: Option<Scratch>,
}

/// Why a server cannot start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The store cannot be opened.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// There is no key for session tokens.
    #[error(transparent)]
    Sessions(#[from] NoKey),
    /// The functions' host cannot be set up.
    #[error(transparent)]
    Lambda(#[from] gatewright_lambda::InvokeError),
    /// The collector's URL cannot have a path for traces.
    #[error("cannot send traces there: {0}")]
    Otlp(#[from] http::uri::InvalidUri),
    /// The program does not find itself or a place for temporary files.
    #[error("cannot prepare to run functions: {0}")]
    Machine(#[from] std::io::Error),
}

impl Server {
    /// Opens the store and sets up all that answers requests. Must be called within a tokio
    /// runtime.
    pub fn start(settings: Settings, storage: Storage) -> Result<Arc<Self>, StartError> {
        let (store, directory, scratch) = match storage {
            Storage::Directory(directory) => (Store::open(&directory)?, directory, None),
            Storage::Memory => {
                let scratch = Scratch::in_directory(&std::env::temp_dir())?;
                (
                    Store::ephemeral()?,
                    scratch.path().to_owned(),
                    Some(scratch),
                )
            }
        };
        let clock = Clock;
        let (logs, task) = LogService::new(store.clone(), Arc::new(move || clock.now_ms()));
        let loops = Tasks::default();
        loops.spawn(task.run());
        let writer = logs.writer().clone();
        let mut lambda = gatewright_lambda::Settings::new(
            directory.join("functions"),
            std::env::current_exe()?,
            settings.path.clone(),
            LogSink::new(move |records| write(&writer, records)),
        );
        lambda.endpoint_url = Some(format!("http://{}", settings.listen));
        let lambda = Lambda::new(lambda)?;
        let tasks = Tasks::default();
        let traces = match settings.otlp.as_ref().map(otlp::traces).transpose()? {
            Some((traces, exporter)) => {
                loops.spawn(exporter.run());
                Some(traces)
            }
            None => None,
        };
        let (access_logs, files) =
            AccessLogs::new(logs.writer().clone(), directory.join("firehose"));
        loops.spawn(files);
        let metrics = Arc::new(Metrics::default());
        let sessions = Arc::new(Sessions::of(&store)?);
        loops.spawn(keep_session_key(store.clone(), Arc::clone(&sessions)));
        let functions = Arc::new(Functions::new(store.clone(), Arc::clone(&sessions)));
        if let Some(deliveries) = logs.take_deliveries() {
            loops.spawn(subscriptions::deliver(
                deliveries,
                Arc::clone(&functions),
                lambda.clone(),
                tasks.clone(),
            ));
        }
        let roles = Arc::new(Roles::new(store.clone()));
        let signers = Signers::new(
            store.clone(),
            Arc::clone(&sessions),
            settings.account.clone(),
        );
        let signers = Arc::new(signers);
        let plans = Arc::new(Plans::new(store.clone()));
        let usage = Arc::new(Usage::new(store.clone()));
        loops.spawn(keep_usage(Arc::clone(&usage)));
        let vpc_links = Arc::new(VpcLinks::new(store.clone()));
        let world = World {
            functions: Arc::clone(&functions),
            roles: Arc::clone(&roles),
            signers: Arc::clone(&signers),
            plans: Arc::clone(&plans),
            usage: Arc::clone(&usage),
            vpc_links: Arc::clone(&vpc_links),
            lambda: lambda.clone(),
            outbound: Outbound::default(),
            services: Services::new(&settings, store.clone(), Arc::clone(&sessions), clock),
            identities: Identities::new(store.clone()),
            lambda_endpoint: settings.lambda_endpoint.clone(),
            tasks: tasks.clone(),
            clock,
            limits: Limits::default(),
            load_balancers: settings.load_balancers.clone(),
            account_throttle: settings.account_throttle,
            user_pools: settings.user_pools.clone(),
        };
        Ok(Arc::new(Self {
            clock,
            logs,
            functions,
            roles,
            signers,
            sessions,
            plans,
            usage,
            vpc_links,
            lambda,
            tls: OnceLock::new(),
            domains: Domains::new(store.clone()),
            stages: Stages::new(store.clone(), Arc::clone(&metrics)),
            metrics,
            access_logs,
            objects: Objects::new(settings.s3.clone(), clock),
            traces,
            stopping: watch::Sender::new(false),
            requests: Requests::default(),
            turns: Turns::default(),
            engine: Engine::new(world),
            tasks,
            loops,
            store,
            settings,
            scratch,
        }))
    }

    /// Forgets everything: every account's documents and logs, what happened to requests, and what
    /// limits counted.
    pub async fn reset(&self) -> Result<(), store::Error> {
        // Sessions go on: nothing else of them was stored.
        let empty = self.sessions.keep(Batch::new().delete_tree(""));
        self.store.commit(empty).await?;
        // Lines that wait to be written would come back.
        self.logs.writer().flush().await;
        self.store.delete_logs().await?;
        self.logs.forget_all();
        self.functions.forget_all();
        self.roles.forget_all();
        self.signers.forget_all();
        self.plans.forget_all();
        self.usage.forget("");
        self.vpc_links.forget_all();
        self.domains.forget();
        self.stages.forget_all();
        self.engine.io().limits.clear();
        self.engine.io().identities.forget_all();
        self.requests.clear();
        self.metrics.clear();
        Ok(())
    }

    /// Lets what is under way end, then ends the functions, and writes the log lines that wait;
    /// what was acknowledged is on the disk already.
    pub async fn stop(&self) {
        // They would wait for minutes.
        self.lambda.discard_events();
        self.tasks.finish(PATIENCE).await;
        self.lambda.shutdown().await;
        // As patient: a disk that takes longer does not take them at all.
        let _ = tokio::time::timeout(PATIENCE, async {
            self.logs.writer().flush().await;
            self.access_logs.flush().await;
            if let Some(traces) = &self.traces {
                traces.flush().await;
            }
        })
        .await;
        if let Ok(Err(error)) = tokio::time::timeout(PATIENCE, self.usage.flush()).await {
            tracing::error!("what API keys have used is lost since the last second: {error}");
        }
        self.loops.finish(Duration::ZERO).await;
        if let Some(scratch) = &self.scratch {
            // What cannot be removed is the next server's to try, or the system's to clean.
            let _ = scratch.remove();
        }
    }
}

/// Writes the key of the session tokens. Whatever is acknowledged later is written behind it.
async fn keep_session_key(store: Store, sessions: Arc<Sessions>) {
    if let Err(error) = store.commit(sessions.keep(Batch::new())).await {
        tracing::error!("session tokens end with this server: {error}");
    }
}

/// Writes what API keys have used, again and again.
async fn keep_usage(usage: Arc<Usage>) {
    let mut tick = tokio::time::interval(Duration::from_secs(1));
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tick.tick().await;
        if let Err(error) = usage.flush().await {
            tracing::error!("what API keys have used is not written yet: {error}");
        }
    }
}

/// Hands an instance's output to the log service.
fn write(logs: &LogWriter, records: Vec<LogRecord>) {
    let Some(first) = records.first() else {
        return;
    };
    let Ok(function) = first.function_arn.parse::<FunctionArn>() else {
        tracing::error!(arn = %first.function_arn, "log lines of no function are lost");
        return;
    };
    let home = Home::new(function.account, function.region);
    let (group, stream) = (Arc::clone(&first.log_group), Arc::clone(&first.log_stream));
    let events = records
        .into_iter()
        .map(|record| LogEvent {
            timestamp: record.timestamp_ms,
            message: record.message,
        })
        .collect();
    logs.write(&home, &group, &stream, events);
}
