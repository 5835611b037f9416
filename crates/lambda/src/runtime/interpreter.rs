//! Finds interpreters on the PATH by asking them: a name may be a shim that starts another program,
//! or refuses.

use std::collections::HashMap;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use tokio::sync::Mutex;

use super::{Interpreter, Launch, Runtime, RuntimeMatch, is_of_version};
use crate::error::InvokeError;

/// An interpreter that has not said who it is by then is taken for broken.
const PATIENCE: Duration = Duration::from_secs(10);

const ASK_PYTHON: &str = "import json, sys
print(json.dumps({'program': sys.executable, 'version': '%d.%d.%d' % sys.version_info[:3],
                  'directories': [sys.prefix, sys.exec_prefix, sys.base_prefix]}))";

const ASK_NODE: &str =
    "JSON.stringify({program: process.execPath, version: process.versions.node, directories: []})";

/// The interpreters of this machine, each asked once.
#[derive(Debug)]
pub(crate) struct Interpreters {
    path: OsString,
    found: Mutex<HashMap<Runtime, Option<Interpreter>>>,
}

impl Interpreters {
    pub(crate) fn new(path: OsString) -> Self {
        Self {
            path,
            found: Mutex::default(),
        }
    }

    /// How to start `identifier`, or why that cannot be.
    pub(crate) async fn launch(&self, identifier: &str) -> Result<Launch, InvokeError> {
        let runtime = Runtime::parse(identifier)?;
        let program = match runtime {
            Runtime::Python(_) => "python3",
            Runtime::Node(_) => "node",
            Runtime::Provided => {
                return Ok(Launch {
                    runtime,
                    interpreter: None,
                });
            }
        };
        // Held while asking: whoever comes meanwhile wants the same answer.
        let mut found = self.found.lock().await;
        let interpreter = if let Some(interpreter) = found.get(&runtime) {
            interpreter.clone()
        } else {
            let interpreter = self.find(runtime).await;
            found.insert(runtime, interpreter.clone());
            interpreter
        };
        match interpreter {
            Some(interpreter) => Ok(Launch {
                runtime,
                interpreter: Some(interpreter),
            }),
            None => Err(InvokeError::InterpreterMissing {
                runtime: identifier.to_owned(),
                program,
            }),
        }
    }

    /// Which interpreter stands in for `identifier`.
    pub(crate) async fn describe(&self, identifier: &str) -> Result<RuntimeMatch, InvokeError> {
        let launch = self.launch(identifier).await?;
        let wanted = match launch.runtime {
            Runtime::Python(minor) => Some(format!("3.{minor}")),
            Runtime::Node(major) => Some(major.to_string()),
            Runtime::Provided => None,
        };
        Ok(RuntimeMatch {
            runtime: identifier.to_owned(),
            wanted,
            found: launch.interpreter,
        })
    }

    /// The first interpreter of the wanted version, or else the first that runs at all.
    async fn find(&self, runtime: Runtime) -> Option<Interpreter> {
        let (names, question, wanted) = match runtime {
            Runtime::Python(minor) => (
                vec![format!("python3.{minor}"), "python3".to_owned()],
                ["-c", ASK_PYTHON],
                format!("3.{minor}"),
            ),
            Runtime::Node(major) => (vec!["node".to_owned()], ["-p", ASK_NODE], major.to_string()),
            Runtime::Provided => return None,
        };
        let mut other = None;
        for name in names {
            for directory in std::env::split_paths(&self.path) {
                let candidate = directory.join(&name);
                if !candidate.is_file() {
                    continue;
                }
                let Some(interpreter) = self.ask(&candidate, question).await else {
                    continue;
                };
                if is_of_version(&interpreter.version, &wanted) {
                    return Some(interpreter);
                }
                other.get_or_insert(interpreter);
            }
        }
        other
    }

    /// Runs `program` and reads what it says of itself. Not the function's code, so not confined;
    /// version managers' shims want their own variables and get them.
    async fn ask(&self, program: &Path, question: [&str; 2]) -> Option<Interpreter> {
        let output = tokio::process::Command::new(program)
            .args(question)
            .env("PATH", &self.path)
            .current_dir("/")
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .output();
        let output = tokio::time::timeout(PATIENCE, output).await.ok()?.ok()?;
        let mut interpreter: Interpreter = serde_json::from_slice(&output.stdout).ok()?;
        interpreter
            .directories
            .extend(installation(&interpreter.program));
        if let Ok(real) = std::fs::canonicalize(&interpreter.program) {
            interpreter.directories.extend(installation(&real));
        }
        interpreter
            .directories
            .retain(|directory| directory.parent().is_some());
        Some(interpreter)
    }
}

/// The directory of `program` and, where it lies in the `bin` of an installation, its libraries.
fn installation(program: &Path) -> Vec<PathBuf> {
    let Some(directory) = program.parent() else {
        return Vec::new();
    };
    let mut directories = vec![directory.to_path_buf()];
    if directory.file_name() == Some(OsStr::new("bin"))
        && let Some(prefix) = directory.parent()
    {
        directories.push(prefix.join("lib"));
    }
    directories
}
