//! The confinement of a function's processes.
//!
//! A function is started through two re-executions of the host program:
//!
//! ```text
//! host ── supervisor ── init ── runtime (python3, node, bootstrap) ── whatever it forks
//! ```
//!
//! The supervisor holds the read end of a pipe from the host. When the host lets go of the pipe,
//! by intention or because it was killed, the supervisor kills init. Where the kernel lets us, init
//! is process 1 of a PID namespace, so that its death ends everything that the function started,
//! daemons included. Where it does not, init and supervisor are child subreapers, orphans come back
//! to them, and they kill until no descendant is left.
//!
//! This module may know Linux. It knows nothing of Lambda's protocol.

#[cfg(target_os = "linux")]
mod confine;
#[cfg(target_os = "linux")]
mod init;
#[cfg(target_os = "linux")]
pub(crate) mod process_tree;
#[cfg(target_os = "linux")]
mod root;
#[cfg(target_os = "linux")]
mod supervise;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// The first argument that makes a program built on this crate call [`sandbox_main`].
pub const SANDBOX_COMMAND: &str = "__sandbox";

/// AWS allows an execution environment 1,024 processes and threads.
pub(crate) const MAX_PROCESSES: usize = 1024;

/// How far the kernel lets us separate functions from the machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Isolation {
    /// Own mount, PID and IPC namespaces: the function sees `/var/task`, its own `/tmp`, its own
    /// processes, and of the machine only the system directories, read-only.
    Namespaces,
    /// No namespaces: real paths, the machine's `/tmp`. Processes that the function leaves behind
    /// are found and killed.
    Processes,
}

/// What holds functions, for showing at start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Confinement {
    /// Namespaces or not.
    pub isolation: Isolation,
    /// Whether landlock keeps functions from writing outside their own `/tmp` and from reading
    /// what is not the system's or theirs.
    pub landlock: bool,
}

/// Where functions look for what their layers bring.
pub(crate) const OPT: &str = "/opt";

/// One process to prepare and start. Travels from the host to the supervisor and on to init as one
/// line of JSON on standard input; never through the environment or the command line, where other
/// processes could read the function's variables.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Spec {
    pub(crate) isolation: Isolation,
    /// Program and arguments as the function sees them. Empty: only try the preparation.
    pub(crate) command: Vec<String>,
    pub(crate) environment: BTreeMap<String, String>,
    pub(crate) directories: Directories,
    /// Further directories of the machine that the runtime must read: the interpreter's.
    pub(crate) readable: Vec<PathBuf>,
    pub(crate) memory_mb: u32,
    pub(crate) storage_mb: u32,
}

/// Where things lie on the machine, outside any namespace.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Directories {
    /// The unpacked package.
    pub(crate) task: PathBuf,
    /// The unpacked layers, if the function has any.
    pub(crate) layers: Option<PathBuf>,
    /// Our bootstraps.
    pub(crate) runtime: PathBuf,
    /// The instance's own writable directory.
    pub(crate) tmp: PathBuf,
    /// An empty directory to build the new root on.
    pub(crate) root: PathBuf,
    /// Where init writes how the runtime ended.
    pub(crate) ending: PathBuf,
}

impl Directories {
    /// The same places as the function sees them.
    pub(crate) fn seen(&self, isolation: Isolation) -> Seen<'_> {
        match isolation {
            Isolation::Namespaces => Seen {
                task: Path::new("/var/task"),
                opt: Path::new(OPT),
                runtime: Path::new("/var/runtime"),
                tmp: Path::new("/tmp"),
            },
            Isolation::Processes => Seen {
                task: &self.task,
                opt: self.layers.as_deref().unwrap_or(Path::new(OPT)),
                runtime: &self.runtime,
                tmp: &self.tmp,
            },
        }
    }
}

/// A function's view of its directories.
pub(crate) struct Seen<'a> {
    pub(crate) task: &'a Path,
    /// Where the layers are, if there are any.
    pub(crate) opt: &'a Path,
    pub(crate) runtime: &'a Path,
    pub(crate) tmp: &'a Path,
}

/// How the runtime process ended, as init saw it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Ending {
    Exit(i32),
    Signal(i32),
    /// It never started.
    Failed(String),
    /// Answer to a [`Spec`] without a command.
    Prepared {
        landlock: bool,
    },
}

/// Runs one stage of the sandbox and never returns. Call it first thing in `main`, before any
/// thread or file is opened, when the first argument is [`SANDBOX_COMMAND`]; `args` are the
/// arguments after that one.
pub fn sandbox_main(mut args: impl Iterator<Item = OsString>) -> ! {
    let stage = args.next();
    let code = match stage.as_deref().and_then(std::ffi::OsStr::to_str) {
        #[cfg(target_os = "linux")]
        Some(supervise::STAGE) => supervise::run(),
        #[cfg(target_os = "linux")]
        Some(init::STAGE) => init::run(),
        _ => 2,
    };
    std::process::exit(code)
}

/// The stage that the host starts.
#[cfg(target_os = "linux")]
pub(crate) const FIRST_STAGE: &str = supervise::STAGE;
#[cfg(not(target_os = "linux"))]
pub(crate) const FIRST_STAGE: &str = "supervise";
