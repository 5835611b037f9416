//! The server: its settings and its parts, shared by everything that answers a request.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use gatewright_lambda::Lambda;

use crate::clock::Clock;
use crate::functions::Functions;
use crate::store::{self, Batch, Store};
use crate::tasks::Tasks;

/// How many batches of log records may wait for the log service.
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
    /// The functions, as the request path sees them.
    pub functions: Functions,
    /// What runs them.
    pub lambda: Lambda,
    /// What runs beside requests.
    pub tasks: Tasks,
    /// Where functions are unpacked when the state is in memory; gone with the server.
    scratch: Option<PathBuf>,
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
    /// Opens the store and sets up all that answers requests.
    pub async fn start(settings: Settings, storage: Storage) -> Result<Arc<Self>, StartError> {
        let (store, directory, scratch) = match storage {
            Storage::Directory(directory) => {
                (Store::open(&directory)?, directory.join("functions"), None)
            }
            Storage::Memory => {
                let scratch = std::env::temp_dir().join(format!("gatewright-{}", uuid::Uuid::new_v4()));
                (Store::ephemeral()?, scratch.clone(), Some(scratch))
            }
        };
        let (logs, _records) = tokio::sync::mpsc::channel(WAITING_LOG_BATCHES);
        let mut lambda = gatewright_lambda::Settings::new(
            directory,
            std::env::current_exe()?,
            settings.path.clone(),
            logs,
        );
        lambda.endpoint_url = Some(format!("http://{}", settings.listen));
        Ok(Arc::new(Self {
            clock: Clock,
            functions: Functions::new(store.clone()),
            lambda: Lambda::new(lambda)?,
            tasks: Tasks::default(),
            store,
            settings,
            scratch,
        }))
    }

    /// Forgets everything: every account's documents and logs.
    pub async fn reset(&self) -> Result<(), store::Error> {
        self.store.commit(Batch::new().delete_tree("")).await?;
        self.functions.forget_all();
        Ok(())
    }

    /// Ends functions and tasks; what was acknowledged is on the disk already.
    pub async fn stop(&self) {
        self.lambda.shutdown().await;
        self.tasks.finish(PATIENCE).await;
        if let Some(scratch) = &self.scratch {
            // Temporary files that cannot be removed are the system's to clean.
            let _ = tokio::fs::remove_dir_all(scratch).await;
        }
    }
}
