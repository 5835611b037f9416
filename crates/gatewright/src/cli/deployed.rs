//! The files of `serve FILE…`: deployed at the start and, if they are watched, whenever they change; and
//! what of it people are told.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use gatewright_wire::client::{Client, Credentials, SharedCredentialsProvider};
use http::Uri;
use notify::{RecommendedWatcher, RecursiveMode, Watcher as _};
use tokio::sync::mpsc;

use super::CannotRun;
use super::serve::{invoke_url, ready, warn};
use crate::server::Server;
use crate::stack::{Deployer, Outcome, Verb};

/// Who saves files seldom saves one.
const SETTLED: Duration = Duration::from_millis(150);
/// As many changes are told one by one.
const MOST_TOLD: usize = 12;

/// Files to deploy.
pub(super) struct Deployed {
    pub(super) deployer: Deployer,
    pub(super) files: Vec<PathBuf>,
    pub(super) watched: bool,
}

/// A deployer that calls the server by its own address; `data` is the server's folder.
pub(super) fn deployer(
    server: &Arc<Server>,
    parameters: Vec<(String, String)>,
    data: PathBuf,
) -> Result<Deployer, CannotRun> {
    let settings = &server.settings;
    let endpoint = Uri::builder()
        .scheme("http")
        .authority(settings.listen.to_string())
        .path_and_query("/")
        .build()
        .map_err(|error| CannotRun::new(error.to_string()))?;
    let credentials = Credentials::new("any", "any", None, None, "serve");
    let provider = SharedCredentialsProvider::new(credentials);
    let client = Client::new(settings.region.clone(), provider).with_endpoint(endpoint);
    let parameters: BTreeMap<String, String> = parameters.into_iter().collect();
    Ok(Deployer::new(
        Arc::clone(server),
        client,
        parameters,
        vec![data],
    ))
}

impl Deployed {
    /// Deploys the files, says that the server is ready, and keeps watch. Ends only where a file cannot
    /// be used at the start.
    pub(super) async fn keep(self, server: &Server) -> Result<(), CannotRun> {
        let mut outcomes: Vec<Outcome> = Vec::new();
        for file in &self.files {
            let outcome = self.deployer.deploy(file).await;
            let outcome = outcome.map_err(|error| CannotRun::new(error.to_string()))?;
            outcomes.push(outcome);
        }
        // Programs wait for this line, and take it for the first.
        ready(server)?;
        for (file, outcome) in self.files.iter().zip(&outcomes) {
            tell(file, outcome, None);
        }
        if !self.watched {
            return std::future::pending().await;
        }
        let cannot =
            |error: notify::Error| CannotRun::new(format!("cannot watch the files: {error}"));
        let mut watch = Watch::new().map_err(cannot)?;
        loop {
            watch.over(&outcomes).map_err(cannot)?;
            let changed = watch.changed().await;
            let all = self.files.iter().zip(&mut outcomes).enumerate();
            for (_, (file, before)) in all.filter(|(number, _)| changed.contains(number)) {
                match self.deployer.deploy(file).await {
                    Ok(outcome) => {
                        tell(file, &outcome, Some(before));
                        let stages = outcome.stages.iter();
                        for (api, stage) in stages.filter(|it| !before.stages.contains(it)) {
                            let url = invoke_url(api, stage, server.settings.listen.port());
                            say(&format!("  {url}"));
                        }
                        *before = outcome;
                    }
                    // What was deployed stays, and the next change is looked at.
                    Err(error) => warn(&error.to_string()),
                }
            }
        }
    }
}

/// Keeps watch over what deployments came from.
struct Watch {
    watcher: RecommendedWatcher,
    events: mpsc::UnboundedReceiver<PathBuf>,
    /// Folders that are watched.
    folders: BTreeSet<PathBuf>,
    /// The files and folders of interest, with the numbers of the deployments that they belong to.
    sources: Vec<(usize, PathBuf)>,
}

impl Watch {
    fn new() -> notify::Result<Self> {
        let (sender, events) = mpsc::unbounded_channel::<PathBuf>();
        let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            let Ok(event) = event else { return };
            if event.kind.is_access() {
                return;
            }
            for path in event.paths {
                // Nobody waits any more once the watch is over.
                let _ = sender.send(path);
            }
        })?;
        Ok(Self {
            watcher,
            events,
            folders: BTreeSet::new(),
            sources: Vec::new(),
        })
    }

    /// Watches what these came from; what happened since is not lost.
    fn over(&mut self, outcomes: &[Outcome]) -> notify::Result<()> {
        self.sources.clear();
        for (number, outcome) in outcomes.iter().enumerate() {
            for path in &outcome.sources {
                let Ok(path) = path.canonicalize() else {
                    continue;
                };
                // An editor that replaces a file is seen in its folder.
                let is_folder = path.is_dir();
                let folder = if is_folder {
                    Some(&*path)
                } else {
                    path.parent()
                };
                let folder = folder.unwrap_or(&path).to_owned();
                if !self.folders.contains(&folder) {
                    let mode = if is_folder {
                        RecursiveMode::Recursive
                    } else {
                        RecursiveMode::NonRecursive
                    };
                    self.watcher.watch(&folder, mode)?;
                    // A folder that holds a template may be code as well, and all of it then counts.
                    if is_folder {
                        self.folders.insert(folder);
                    }
                }
                self.sources.push((number, path));
            }
        }
        Ok(())
    }

    /// Waits until something changes; gives the numbers of the deployments that it belongs to.
    async fn changed(&mut self) -> Vec<usize> {
        let mut found = Vec::new();
        loop {
            let Some(path) = self.events.recv().await else {
                return std::future::pending().await;
            };
            found.extend(owners(&path, &self.sources));
            tokio::time::sleep(SETTLED).await;
            while let Ok(path) = self.events.try_recv() {
                found.extend(owners(&path, &self.sources));
            }
            if !found.is_empty() {
                return found;
            }
        }
    }
}

/// The files whose sources a path is among. What the server and tools write for themselves is none.
fn owners<'k>(path: &'k Path, sources: &'k [(usize, PathBuf)]) -> impl Iterator<Item = usize> + 'k {
    let hidden = |path: &Path| {
        path.components().any(|part| {
            let name = part.as_os_str().to_string_lossy();
            name.starts_with('.') || name == "__pycache__"
        })
    };
    sources
        .iter()
        .filter(move |(_, source)| path.strip_prefix(source).is_ok_and(|rest| !hidden(rest)))
        .map(|(number, _)| *number)
}

/// Tells what a deployment did; of one that came `before`, what it left is told already.
fn tell(file: &Path, outcome: &Outcome, before: Option<&Outcome>) {
    let shown = file.display();
    let words = |verb: Verb| match verb {
        Verb::Made => "made",
        Verb::Changed => "changed",
        Verb::Removed => "removed",
    };
    if outcome.changes.len() > MOST_TOLD || before.is_none() {
        let count = |wanted: Verb| {
            let all = outcome.changes.iter();
            all.filter(|(verb, _)| *verb == wanted).count()
        };
        let parts = [Verb::Made, Verb::Changed, Verb::Removed].map(|verb| (count(verb), verb));
        let parts = parts.iter().filter(|(count, _)| *count > 0);
        let parts: Vec<String> = parts
            .map(|(count, verb)| format!("{count} {}", words(*verb)))
            .collect();
        let parts = if parts.is_empty() {
            "nothing to change".to_owned()
        } else {
            parts.join(", ")
        };
        say(&format!("{shown}: {parts}"));
    } else if outcome.changes.is_empty() {
        say(&format!("{shown}: nothing to change"));
    } else {
        for (verb, what) in &outcome.changes {
            say(&format!("{shown}: {} {what}", words(*verb)));
        }
    }
    let told = before
        .map(|before| before.left.as_slice())
        .unwrap_or_default();
    for left in outcome.left.iter().filter(|left| !told.contains(left)) {
        let line = left.line.map(|line| format!(":{line}")).unwrap_or_default();
        warn(&format!("{shown}{line}: {}: {}", left.what, left.why));
    }
    tell_errors(file, outcome, before);
}

/// Requests will meet what the doctor finds.
fn tell_errors(file: &Path, outcome: &Outcome, before: Option<&Outcome>) {
    let count = outcome.errors;
    if count > 0 && before.is_none_or(|before| before.errors != count) {
        let file = file.display();
        let errors = if count == 1 { "error" } else { "errors" };
        warn(&format!(
            "{file}: requests will meet {count} {errors}: gatewright doctor {file}"
        ));
    }
}

fn say(text: &str) {
    let mut out = anstream::stdout().lock();
    // A closed output is no reason to stop serving.
    let _ = writeln!(out, "{text}").and_then(|()| out.flush());
}
