//! Builds and tests within a task.

use std::ffi::OsStr;
use std::path::Path;
use std::process::Command;

use crate::test::succeed;

/// Runs cargo as if from the command line: what cargo told this program of its own package would have build scripts run
/// anew that look at it, and with them most of what there is.
pub(crate) fn run(root: &Path, arguments: &[impl AsRef<OsStr>]) -> Result<(), String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.current_dir(root).args(arguments);
    for (name, _) in std::env::vars_os() {
        let told = name.to_str().is_some_and(|name| {
            name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_")
        });
        if told {
            command.env_remove(name);
        }
    }
    let arguments: Vec<_> = arguments
        .iter()
        .map(|argument| argument.as_ref().to_string_lossy())
        .collect();
    succeed(&mut command, &format!("cargo {}", arguments.join(" ")))
}
