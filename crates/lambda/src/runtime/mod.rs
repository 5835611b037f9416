//! The runtimes that we can run: which interpreter a function's `runtime` means, and how its process
//! is started.

mod interpreter;

use std::path::{Path, PathBuf};

use serde::Deserialize;

pub(crate) use interpreter::Interpreters;

use crate::error::InvokeError;
use crate::sandbox::Seen;

/// Our bootstraps, as they lie in the runtime directory.
pub(crate) const BOOTSTRAPS: [(&str, &str); 2] = [
    ("bootstrap.py", include_str!("bootstrap.py")),
    ("bootstrap.js", include_str!("bootstrap.js")),
];

/// A function's `runtime`, understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Runtime {
    /// `python3.13`: the minor version.
    Python(u32),
    /// `nodejs22.x`: the major version.
    Node(u32),
    /// `provided.al2023`: the package's `bootstrap`.
    Provided,
}

impl Runtime {
    pub(crate) fn parse(identifier: &str) -> Result<Self, InvokeError> {
        let python = identifier
            .strip_prefix("python3.")
            .and_then(|minor| minor.parse().ok())
            .map(Self::Python);
        let node = || {
            let major = identifier.strip_prefix("nodejs")?.strip_suffix(".x")?;
            major.parse().ok().map(Self::Node)
        };
        let provided = || {
            (identifier == "provided" || identifier.starts_with("provided."))
                .then_some(Self::Provided)
        };
        python
            .or_else(node)
            .or_else(provided)
            .ok_or_else(|| InvokeError::UnsupportedRuntime {
                runtime: identifier.to_owned(),
            })
    }
}

/// An interpreter found on the PATH.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Interpreter {
    /// The program itself, no shim.
    pub program: PathBuf,
    /// Its version, as `3.11.7`.
    pub version: String,
    /// Directories that it reads.
    pub(crate) directories: Vec<PathBuf>,
}

/// Says which interpreter stands in for a runtime. When [`is_exact`](Self::is_exact) is false, its
/// `Display` is worth showing to the user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuntimeMatch {
    /// The function's runtime.
    pub runtime: String,
    /// The version that it asks for, as `3.9`; `None` for `provided`.
    pub wanted: Option<String>,
    /// What there is; `None` for `provided`.
    pub found: Option<Interpreter>,
}

impl RuntimeMatch {
    /// Whether the interpreter is of the version that the runtime names.
    pub fn is_exact(&self) -> bool {
        match (&self.wanted, &self.found) {
            (Some(wanted), Some(found)) => is_of_version(&found.version, wanted),
            _ => true,
        }
    }
}

impl std::fmt::Display for RuntimeMatch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.found {
            Some(found) => {
                write!(
                    f,
                    "runtime {} runs on {} {}",
                    self.runtime,
                    found.program.display(),
                    found.version
                )
            }
            None => write!(f, "runtime {} runs the package's bootstrap", self.runtime),
        }
    }
}

pub(crate) fn is_of_version(found: &str, wanted: &str) -> bool {
    found
        .strip_prefix(wanted)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// What a `provided` runtime starts.
const BOOTSTRAP: &str = "bootstrap";

/// Where a `provided` runtime's `bootstrap` is: the package's goes before the layers'.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Entrypoint {
    InPackage,
    InLayers,
    Nowhere,
}

impl Entrypoint {
    /// Looks in the unpacked package and the unpacked layers.
    pub(crate) fn find(package: &Path, layers: Option<&Path>) -> Self {
        if package.join(BOOTSTRAP).exists() {
            Self::InPackage
        } else if layers.is_some_and(|layers| layers.join(BOOTSTRAP).exists()) {
            Self::InLayers
        } else {
            Self::Nowhere
        }
    }
}

/// How to start a runtime.
#[derive(Debug, Clone)]
pub(crate) struct Launch {
    pub(crate) runtime: Runtime,
    pub(crate) interpreter: Option<Interpreter>,
}

impl Launch {
    /// Program and arguments, with the paths that the function sees.
    pub(crate) fn command(
        &self,
        seen: &Seen<'_>,
        entrypoint: Entrypoint,
        memory_mb: u32,
    ) -> Vec<String> {
        let path = |path: &Path| path.to_string_lossy().into_owned();
        match (&self.runtime, &self.interpreter) {
            (Runtime::Python(_), Some(python)) => {
                vec![
                    path(&python.program),
                    path(&seen.runtime.join("bootstrap.py")),
                ]
            }
            (Runtime::Node(_), Some(node)) => {
                vec![
                    path(&node.program),
                    // Else it would not collect garbage until far beyond the function's memory. AWS's shares.
                    format!("--max-old-space-size={}", memory_mb * 90 / 100),
                    format!("--max-semi-space-size={}", (memory_mb * 5 / 100).max(1)),
                    path(&seen.runtime.join("bootstrap.js")),
                ]
            }
            _ => vec![path(&match entrypoint {
                Entrypoint::InLayers => seen.opt.join(BOOTSTRAP),
                Entrypoint::InPackage | Entrypoint::Nowhere => seen.task.join(BOOTSTRAP),
            })],
        }
    }

    /// What Lambda says when there is no `bootstrap`.
    pub(crate) fn missing_entrypoint(&self, entrypoint: Entrypoint) -> Option<String> {
        (self.runtime == Runtime::Provided && entrypoint == Entrypoint::Nowhere).then(|| {
            "Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]".to_owned()
        })
    }

    /// What `INIT_START` calls it: `python:3.11.7`.
    pub(crate) fn version(&self) -> String {
        match (&self.runtime, &self.interpreter) {
            (Runtime::Python(_), Some(found)) => format!("python:{}", found.version),
            (Runtime::Node(_), Some(found)) => format!("nodejs:{}", found.version),
            _ => "provided:local".to_owned(),
        }
    }

    /// Whether the runtime frames its log messages on standard output. Ours do; whoever brings a
    /// `bootstrap` gets lines.
    pub(crate) fn frames_logs(&self) -> bool {
        self.runtime != Runtime::Provided
    }
}
