//! The host's side of the sandbox: where functions live on the machine, and one running tree of
//! processes with its output.

use std::io;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use tokio::io::AsyncWriteExt;
use tokio::net::unix::pipe;
use tokio::process::{Child, ChildStdin, Command};
use tokio::sync::OnceCell;

use crate::error::InvokeError;
use crate::logs::InstanceLog;
use crate::runtime::BOOTSTRAPS;
use crate::sandbox::{
    Confinement, Directories, Ending, FIRST_STAGE, Isolation, SANDBOX_COMMAND, Spec,
};

/// A supervisor that has been let go and is not gone by then is killed itself.
const PATIENCE: Duration = Duration::from_secs(5);

/// What one pipe can hold: whatever a function wrote before it answered is within this much.
const PIPE_CAPACITY: usize = 64 << 10;

/// This machine as a host of functions.
#[derive(Debug)]
pub(crate) struct Machine {
    /// The program that calls [`sandbox_main`](crate::sandbox_main).
    program: PathBuf,
    pub(crate) packages: PathBuf,
    runtime: PathBuf,
    instances: PathBuf,
    /// What to try, the best first.
    isolations: Vec<Isolation>,
    confinement: OnceCell<Confinement>,
}

impl Machine {
    /// Makes the directories below `directory`, for our eyes only, and removes what hosts that were
    /// killed have left.
    pub(crate) fn new(
        directory: &Path,
        program: PathBuf,
        isolation: Option<Isolation>,
    ) -> io::Result<Self> {
        make_private(directory)?;
        let directory = std::fs::canonicalize(directory)?;
        let [packages, runtime, instances] =
            ["packages", "runtime", "instances"].map(|name| directory.join(name));
        for path in [&packages, &runtime, &instances] {
            make_private(path)?;
        }
        for (name, text) in BOOTSTRAPS {
            // Moved into place: another host may be starting a function from it.
            let fresh = runtime.join(format!(".{}", uuid::Uuid::new_v4().simple()));
            std::fs::write(&fresh, text)?;
            std::fs::rename(fresh, runtime.join(name))?;
        }
        for entry in std::fs::read_dir(&instances)?.flatten() {
            let owner = entry
                .file_name()
                .to_string_lossy()
                .split('-')
                .next()
                .and_then(|pid| pid.parse::<i32>().ok());
            if owner.is_some_and(|pid| !is_alive(pid)) {
                let _ = std::fs::remove_dir_all(entry.path());
            }
        }
        let isolations = isolation.map_or(
            vec![Isolation::Namespaces, Isolation::Processes],
            |isolation| vec![isolation],
        );
        Ok(Self {
            // It is started from another directory.
            program: std::path::absolute(program)?,
            packages,
            runtime,
            instances,
            isolations,
            confinement: OnceCell::new(),
        })
    }

    /// What holds functions here; found out once, by trying.
    pub(crate) async fn confinement(&self) -> Result<Confinement, InvokeError> {
        self.confinement
            .get_or_try_init(|| async {
                if cfg!(not(target_os = "linux")) {
                    let source =
                        io::Error::other("the sandbox is built on means that only Linux has");
                    return Err(InvokeError::Host {
                        doing: "run functions on this system",
                        source,
                    });
                }
                let mut reason = String::new();
                for &isolation in &self.isolations {
                    match self
                        .try_isolation(isolation)
                        .await
                        .map_err(host("try the sandbox"))?
                    {
                        Some(Ending::Prepared { landlock }) => {
                            return Ok(Confinement {
                                isolation,
                                landlock,
                            });
                        }
                        Some(Ending::Failed(why)) => {
                            tracing::debug!(?isolation, why, "not possible here");
                            reason = why;
                        }
                        other => reason = format!("the sandbox ended with {other:?}"),
                    }
                }
                Err(InvokeError::Host {
                    doing: "prepare a process for a function",
                    source: io::Error::other(reason),
                })
            })
            .await
            .copied()
    }

    async fn try_isolation(&self, isolation: Isolation) -> io::Result<Option<Ending>> {
        let home = self.new_home()?;
        let spec = Spec {
            isolation,
            command: Vec::new(),
            environment: std::collections::BTreeMap::new(),
            // The package's place: any directory does.
            directories: self.directories(&home, &home.path.join("tmp"), None),
            readable: Vec::new(),
            memory_mb: 128,
            storage_mb: 512,
        };
        let mut process = Process::start(&self.program, &spec).await?;
        process.ended().await;
        Ok(process.ending())
    }

    /// Starts a process as `spec` says.
    pub(crate) async fn start(&self, spec: &Spec) -> io::Result<Process> {
        Process::start(&self.program, spec).await
    }

    /// A directory for one instance.
    pub(crate) fn new_home(&self) -> io::Result<Home> {
        let name = format!("{}-{}", std::process::id(), uuid::Uuid::new_v4().simple());
        let home = Home {
            path: self.instances.join(name),
        };
        make_private(&home.path)?;
        for name in ["tmp", "root"] {
            make_private(&home.path.join(name))?;
        }
        Ok(home)
    }

    pub(crate) fn directories(
        &self,
        home: &Home,
        task: &Path,
        layers: Option<PathBuf>,
    ) -> Directories {
        Directories {
            task: task.to_path_buf(),
            layers,
            runtime: self.runtime.clone(),
            tmp: home.path.join("tmp"),
            root: home.path.join("root"),
            ending: home.path.join("ending"),
        }
    }
}

/// An instance's directory on the machine, removed with everything in it when dropped.
#[derive(Debug)]
pub(crate) struct Home {
    path: PathBuf,
}

impl Drop for Home {
    fn drop(&mut self) {
        let path = std::mem::take(&mut self.path);
        let remove = move || {
            let _ = std::fs::remove_dir_all(path);
        };
        // A function may have filled it; not on a thread that serves requests.
        match tokio::runtime::Handle::try_current() {
            Ok(runtime) => drop(runtime.spawn_blocking(remove)),
            Err(_) => remove(),
        }
    }
}

/// What happened to a [`Process`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Change {
    /// There is output to read.
    Output,
    /// Nothing of it is left.
    Ended,
}

/// A supervisor and all below it. Dropped, they end, because the supervisor sees the pipe close; it is not
/// killed itself, since it may have orphans to look for.
#[derive(Debug)]
pub(crate) struct Process {
    supervisor: Child,
    pid: i32,
    /// While this pipe is open the processes live.
    hold: Option<ChildStdin>,
    output: pipe::Receiver,
    output_closed: bool,
    ending: PathBuf,
    /// The last tree that was looked at: the runtime and below.
    tree: Vec<i32>,
}

impl Process {
    async fn start(program: &Path, spec: &Spec) -> io::Result<Self> {
        let (reader, writer) = io::pipe()?;
        let mut supervisor = Command::new(program)
            .args([SANDBOX_COMMAND, FIRST_STAGE])
            .env_clear()
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(writer.try_clone()?)
            .stderr(writer)
            .spawn()?;
        let pid = supervisor
            .id()
            .and_then(|pid| i32::try_from(pid).ok())
            .unwrap_or(-1);
        let mut hold = supervisor.stdin.take();
        if let Some(hold) = &mut hold {
            let mut line = serde_json::to_vec(spec)?;
            line.push(b'\n');
            hold.write_all(&line).await?;
        }
        let output = pipe::Receiver::from_owned_fd(reader.into())?;
        let ending = spec.directories.ending.clone();
        Ok(Self {
            supervisor,
            pid,
            hold,
            output,
            output_closed: false,
            ending,
            tree: Vec::new(),
        })
    }

    /// The supervisor's process id.
    pub(crate) fn pid(&self) -> i32 {
        self.pid
    }

    /// Waits until nothing of it is left. May be dropped and called again.
    pub(crate) async fn ended(&mut self) {
        let _ = self.supervisor.wait().await;
    }

    /// Ends it, whatever it is doing, and takes its last words.
    pub(crate) async fn end(&mut self, log: &mut InstanceLog) {
        self.hold = None;
        if tokio::time::timeout(PATIENCE, self.ended()).await.is_err() {
            let _ = self.supervisor.kill().await;
        }
        // Nobody writes any more, so this comes to an end, except where a process has escaped.
        for _ in 0..1024 {
            if !self.read_output(log) {
                break;
            }
        }
        log.end_partial();
    }

    /// How the runtime ended, once it has; `None` if it was killed before it could tell.
    pub(crate) fn ending(&self) -> Option<Ending> {
        serde_json::from_slice(&std::fs::read(&self.ending).ok()?).ok()
    }

    /// Waits until there is output to read or nothing of it is left. May be dropped and called again.
    pub(crate) async fn change(&mut self) -> Change {
        tokio::select! {
            biased;
            _ = self.supervisor.wait() => Change::Ended,
            Ok(()) = self.output.readable(), if !self.output_closed => Change::Output,
        }
    }

    /// Moves what is in the pipe to `log`, one pipe's content at most. False when there was nothing.
    pub(crate) fn read_output(&mut self, log: &mut InstanceLog) -> bool {
        let mut buffer = [0; 16 << 10];
        let mut taken = 0;
        while taken < PIPE_CAPACITY {
            match self.output.try_read(&mut buffer) {
                Ok(0) => {
                    self.output_closed = true;
                    break;
                }
                Err(_) => break,
                Ok(read) => {
                    log.output(buffer.get(..read).unwrap_or_default());
                    taken += read;
                }
            }
        }
        taken > 0
    }

    /// Memory of the function's processes now, in bytes, and how many processes there are.
    #[cfg(target_os = "linux")]
    pub(crate) fn look(&mut self) -> (u64, usize) {
        use crate::sandbox::process_tree;
        let mut tree = process_tree::descendants(self.pid);
        // The first is init: ours, not the function's.
        tree.drain(..tree.len().min(1));
        self.tree = tree;
        (self.memory_of_tree(), self.tree.len())
    }

    /// Memory of the processes that the last look has found.
    #[cfg(target_os = "linux")]
    pub(crate) fn memory_of_tree(&self) -> u64 {
        self.tree
            .iter()
            .map(|pid| crate::sandbox::process_tree::resident_bytes(*pid))
            .sum()
    }

    #[cfg(not(target_os = "linux"))]
    pub(crate) fn look(&mut self) -> (u64, usize) {
        (0, 0)
    }

    #[cfg(not(target_os = "linux"))]
    pub(crate) fn memory_of_tree(&self) -> u64 {
        0
    }
}

pub(crate) fn host(doing: &'static str) -> impl FnOnce(io::Error) -> InvokeError {
    move |source| InvokeError::Host { doing, source }
}

fn is_alive(pid: i32) -> bool {
    rustix::process::Pid::from_raw(pid).is_some_and(|pid| {
        !matches!(
            rustix::process::test_kill_process(pid),
            Err(rustix::io::Errno::SRCH)
        )
    })
}

fn make_private(path: &Path) -> io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)?;
    std::fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(0o700))
}
