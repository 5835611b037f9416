//! `cargo xtask test`: the workspace's own tests, then the end-to-end tests of `tests/e2e`, which
//! run the built program against the real AWS command line and boto3.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use crate::{cargo, corpus};

/// Which tests are run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Suite {
    /// `cargo test --workspace`.
    Unit,
    /// The tests of `tests/e2e`.
    EndToEnd,
}

impl Suite {
    /// All suites, in the order in which they are run.
    pub(crate) const ALL: [Self; 2] = [Self::Unit, Self::EndToEnd];

    /// The suite that `--only` names.
    pub(crate) fn named(name: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|suite| suite.name() == name)
            .ok_or_else(|| format!("there is no test suite {name:?}; there are unit and e2e"))
    }

    fn name(self) -> &'static str {
        match self {
            Self::Unit => "unit",
            Self::EndToEnd => "e2e",
        }
    }

    fn run(self, root: &Path) -> Result<(), String> {
        match self {
            Self::Unit => {
                cargo::run(root, &["test", "--workspace"])?;
                show_operations(root)
            }
            Self::EndToEnd => end_to_end(root),
        }
    }
}

/// Runs the suites, all of them even if one fails, and says in one line what came of each.
pub(crate) fn run(root: &Path, suites: &[Suite]) -> Result<(), String> {
    corpus::forget(root)?;
    let mut summary = Vec::new();
    let mut well = true;
    for suite in suites {
        let start = Instant::now();
        let result = suite.run(root);
        let seconds = start.elapsed().as_secs();
        let name = suite.name();
        summary.push(match result {
            Ok(()) => format!("{name} passed in {seconds} s"),
            Err(error) => {
                well = false;
                format!("{name} FAILED after {seconds} s: {error}")
            }
        });
    }
    eprintln!("the doctor at the corpus: {}", corpus::table(root)?);
    let summary = format!("tests: {}", summary.join("; "));
    if well {
        eprintln!("{summary}");
        Ok(())
    } else {
        Err(summary)
    }
}

/// Prints how many of the services' operations are built, which the tests of the table write.
fn show_operations(root: &Path) -> Result<(), String> {
    let path = root.join("target/operations.txt");
    let table = fs::read_to_string(&path)
        .map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    eprintln!("operations:\n{table}");
    Ok(())
}

/// The development build serves here too: the workspace's tests have compiled it already, and what
/// is tested is behaviour, not speed.
fn end_to_end(root: &Path) -> Result<(), String> {
    let tests = root.join("tests/e2e");
    let target = target_directory(root);
    let work = target.join("e2e");
    for (program, package) in [
        ("python3", "python3"),
        ("node", "nodejs"),
        ("npm", "npm"),
        ("openssl", "openssl"),
    ] {
        needs(program, package)?;
    }
    let environment = Environment::prepare(&tests.join("requirements.txt"), &work.join("venv"))?;
    cargo::run(
        root,
        &["build", "--package", "gatewright", "--bin", "gatewright"],
    )?;
    let (function, client) = (work.join("function"), work.join("client"));
    build(root, &tests.join("functions/rust"), &function)?;
    build(root, &tests.join("clients/rust"), &client)?;
    let modules = node_modules(&tests.join("clients/javascript"), &work.join("javascript"))?;
    let mut pytest = environment.python();
    pytest
        .current_dir(root)
        .args(["-B", "-m", "pytest"])
        .arg(&tests)
        .env("GATEWRIGHT", target.join("debug/gatewright"))
        .env("GATEWRIGHT_E2E_BOOTSTRAP", function.join("debug/bootstrap"))
        .env("GATEWRIGHT_E2E_CLIENT", client.join("debug/client"))
        .env("GATEWRIGHT_E2E_NODE_MODULES", modules)
        .stdin(Stdio::null());
    succeed(&mut pytest, "pytest")
}

/// Builds a crate that is not the workspace's.
fn build(root: &Path, package: &Path, target: &Path) -> Result<(), String> {
    cargo::run(
        root,
        &[
            OsStr::new("build"),
            OsStr::new("--locked"),
            OsStr::new("--manifest-path"),
            package.join("Cargo.toml").as_os_str(),
            OsStr::new("--target-dir"),
            target.as_os_str(),
        ],
    )
}

/// Installs the packages that a folder's lock file names, unless they are those that are there.
fn node_modules(package: &Path, directory: &Path) -> Result<PathBuf, String> {
    let told = |error: std::io::Error| format!("{}: {error}", directory.display());
    let modules = directory.join("node_modules");
    fs::create_dir_all(directory).map_err(told)?;
    let lock = package.join("package-lock.json");
    let installed = directory.join("package-lock.json");
    let wanted = fs::read(&lock).map_err(|error| format!("{}: {error}", lock.display()))?;
    if modules.exists() && fs::read(&installed).is_ok_and(|is| is == wanted) {
        return Ok(modules);
    }
    fs::copy(package.join("package.json"), directory.join("package.json")).map_err(told)?;
    fs::copy(&lock, &installed).map_err(told)?;
    let mut npm = Command::new("npm");
    npm.current_dir(directory)
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        .stdin(Stdio::null());
    succeed(&mut npm, "npm ci").inspect_err(|_| {
        // Half of it is not to be taken for all of it.
        let _ = fs::remove_file(&installed);
    })?;
    Ok(modules)
}

/// Python's virtual environment with the packages that the tests are pinned to.
struct Environment {
    directory: PathBuf,
}

impl Environment {
    /// Reuses the environment if it was made from these very requirements, else makes it anew.
    fn prepare(requirements: &Path, directory: &Path) -> Result<Self, String> {
        let environment = Self {
            directory: directory.to_owned(),
        };
        let wanted = fs::read_to_string(requirements)
            .map_err(|error| format!("cannot read {}: {error}", requirements.display()))?;
        let stamp = directory.join("made-from-requirements.txt");
        if fs::read_to_string(&stamp).is_ok_and(|made| made == wanted) {
            return Ok(environment);
        }
        // A half-made environment has no stamp.
        if directory.exists() {
            fs::remove_dir_all(directory)
                .map_err(|error| format!("cannot remove {}: {error}", directory.display()))?;
        }
        eprintln!("making {}", directory.display());
        let mut venv = Command::new("python3");
        venv.args(["-m", "venv"]).arg(directory);
        succeed(&mut venv, "python3 -m venv").map_err(|error| {
            format!(
                "{error}: install Python's venv module (on Debian: apt-get install python3-venv)"
            )
        })?;
        let mut pip = environment.python();
        pip.args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
        ])
        .args(["--requirement".as_ref(), requirements.as_os_str()]);
        succeed(&mut pip, "pip install").map_err(|error| {
            let packages: Vec<&str> = wanted
                .lines()
                .filter(|line| !line.is_empty() && !line.starts_with('#'))
                .collect();
            format!(
                "{error}: the end-to-end tests need the Python packages {}, which pip could not \
                 install here; let it reach a package index or a folder of wheels (PIP_INDEX_URL, \
                 PIP_FIND_LINKS) and run this again, or run the other tests with \
                 `cargo xtask test --only unit`",
                packages.join(", ")
            )
        })?;
        fs::write(&stamp, &wanted)
            .map_err(|error| format!("cannot write {}: {error}", stamp.display()))?;
        Ok(environment)
    }

    /// Its Python, with its programs (`aws`) first on the path.
    fn python(&self) -> Command {
        let programs = self.directory.join("bin");
        let mut command = Command::new(programs.join("python"));
        let path = std::env::var_os("PATH").unwrap_or_default();
        let path = [programs].into_iter().chain(std::env::split_paths(&path));
        // A path with a colon in it cannot be joined; then the fixture that looks for `aws` says so.
        if let Ok(path) = std::env::join_paths(path) {
            command.env("PATH", path);
        }
        command
    }
}

fn needs(program: &str, package: &str) -> Result<(), String> {
    let found = Command::new(program)
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        // Not every program knows the option; one that runs is there.
        .is_ok();
    if found {
        Ok(())
    } else {
        Err(format!(
            "the end-to-end tests need `{program}` on the PATH (on Debian: apt-get install {package})"
        ))
    }
}

fn target_directory(root: &Path) -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(
        || root.join("target"),
        // As cargo does: relative to where it is run, which is the root.
        |directory| root.join(directory),
    )
}

pub(crate) fn succeed(command: &mut Command, what: &str) -> Result<(), String> {
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{what} failed ({status})")),
        Err(error) => Err(format!("cannot run {what}: {error}")),
    }
}
