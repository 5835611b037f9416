//! Files deployed to the running server: what CloudFormation does with a template, for the services
//! that are here. Everything is made through the public operations, so that what the server would
//! refuse to others it refuses here; what has been made is kept as a document, so that the next
//! deployment changes, adds and removes only what the file does.

mod apis;
mod calls;
mod functions;
mod identity;
mod input;
mod names;
mod others;
mod package;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use gatewright_doctor::checkup::Checkup;
use gatewright_doctor::document::Lines;
use gatewright_doctor::rule::Severity;
use gatewright_doctor::rules;
use gatewright_doctor::source::file::{LoadError, Loaded, Setting, Stack, load_for};
use gatewright_wire::client::Client;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use self::calls::{Call, MakeError};
use self::names::Names;
use crate::home::Home;
use crate::server::Server;
use crate::store::{self, Batch, path};

/// Deploys files to a server.
pub struct Deployer {
    server: Arc<Server>,
    client: Client,
    parameters: BTreeMap<String, String>,
    /// Folders that are never code.
    excluded: Vec<PathBuf>,
}

/// What a deployment did.
#[derive(Debug, Default)]
pub struct Outcome {
    /// What was made, changed or removed: the verb, and what CloudFormation calls it.
    pub changes: Vec<(Verb, String)>,
    /// What could not be made, and why.
    pub left: Vec<Left>,
    /// How many errors the doctor finds in the file: requests will meet them.
    pub errors: usize,
    /// The APIs' ids with their stages.
    pub stages: Vec<(String, String)>,
    /// The files and folders that it came from.
    pub sources: Vec<PathBuf>,
}

/// What happened to a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verb {
    /// It is new.
    Made,
    /// It was there, and is different now.
    Changed,
    /// The file no longer has it.
    Removed,
}

/// A resource that is not there, or not as the file wants it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// `Orders (AWS::DynamoDB::Table)`.
    pub what: String,
    /// Why, as a sentence without a full stop.
    pub why: String,
    /// The line in the file, from 1; none for what the file does not write itself.
    pub line: Option<usize>,
}

/// Why nothing was deployed.
#[derive(Debug, thiserror::Error)]
pub enum DeployError {
    /// The file cannot be used.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// The file says nothing that can be deployed.
    #[error("{0}: this cannot be deployed: {1}")]
    Broken(String, String),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] store::Error),
}

/// What was made of a resource.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct Made {
    /// CloudFormation's type.
    #[serde(default)]
    kind: String,
    /// What `Ref` gives.
    id: String,
    /// Of all that it was made of.
    digest: String,
    /// How to remove it.
    undo: Vec<Call>,
}

/// What is wanted of one resource.
struct Wanted {
    logical: String,
    /// What people call it.
    what: String,
    kind: String,
    /// The name or id that the file gives, if it gives one.
    reference: String,
    properties: Value,
    asset: Option<PathBuf>,
    line: Option<usize>,
}

impl Wanted {
    fn what(&self) -> String {
        format!("{} ({})", self.what, self.kind)
    }
}

/// One deployment on its way.
struct Deployment<'d> {
    deployer: &'d Deployer,
    names: Names,
    /// What was there before, by logical id.
    before: BTreeMap<String, Made>,
    after: BTreeMap<String, Made>,
    /// Functions that could not be made.
    failed: BTreeSet<String>,
    outcome: Outcome,
}

impl Deployer {
    /// Deploys with a client of that server; `parameters` are those of the templates.
    pub fn new(
        server: Arc<Server>,
        client: Client,
        parameters: BTreeMap<String, String>,
        excluded: Vec<PathBuf>,
    ) -> Self {
        // One that cannot be found holds no code either.
        let excluded = excluded
            .iter()
            .filter_map(|folder| folder.canonicalize().ok());
        Self {
            server,
            client,
            parameters,
            excluded: excluded.collect(),
        }
    }

    /// Deploys a file. What cannot be made of it is told, and the rest is made.
    pub async fn deploy(&self, file: &Path) -> Result<Outcome, DeployError> {
        let name = stack_name(file);
        let settings = &self.server.settings;
        let setting = Setting {
            region: settings.region.clone(),
            account: settings.account.clone(),
            stack: name.clone(),
            parameters: self.parameters.clone(),
        };
        let mut loaded = load_for(file, &setting)?;
        let stack = loaded.stack.take().unwrap_or_default();
        if let Some(trouble) = loaded.troubles.first() {
            let line = lines(&loaded, trouble.file)
                .position(trouble.span.start)
                .line;
            let shown = loaded.files.get(trouble.file).map(|file| &file.path);
            let place = format!("{}:{line}", shown.map_or(file, |path| path).display());
            return Err(DeployError::Broken(place, trouble.message.clone()));
        }
        let home = Home::new(settings.account.clone(), settings.region.clone());
        let key = path(&[&home.account, &home.region, "stacks", &name]);
        let before = self.server.store.get::<BTreeMap<String, Made>>(&key)?;
        let before = before.map(|stored| stored.value).unwrap_or_default();
        let mut deployment = Deployment {
            deployer: self,
            names: Names::new(&name, &stack, &before),
            before,
            after: BTreeMap::new(),
            failed: BTreeSet::new(),
            outcome: Outcome::default(),
        };
        deployment.sources(file, &loaded, &stack);
        deployment.outcome.errors = errors(&loaded, self.server.clock.now_ms());
        let folder = file.parent().map(Path::to_owned).unwrap_or_default();
        let result = deployment.run(&folder, &loaded, stack).await;
        deployment.remove_others().await;
        let batch = Batch::new().put(&key, &deployment.after);
        self.server.store.commit(batch).await?;
        result.map(|()| deployment.outcome)
    }
}

impl Deployment<'_> {
    fn sources(&mut self, file: &Path, loaded: &Loaded, stack: &Stack) {
        let folder = file.parent().unwrap_or(file);
        let files = loaded.files.iter().map(|file| file.path.clone());
        let assets = stack.resources.iter();
        let assets = assets.filter_map(|resource| Some(folder.join(resource.asset.as_ref()?)));
        self.outcome.sources = files.chain(assets).collect();
    }

    async fn run(
        &mut self,
        folder: &Path,
        loaded: &Loaded,
        stack: Stack,
    ) -> Result<(), DeployError> {
        let mut wanted: Vec<Wanted> = Vec::new();
        let lines = lines(loaded, 0);
        for resource in stack.resources {
            let line = lines.position(resource.span.start).line;
            // An alias whose version is not known is for the newest.
            let is_left = others::is_known(&resource.kind) && resource.kind != "AWS::Lambda::Alias";
            if is_left && !resource.unknown.is_empty() {
                self.outcome.left.push(Left {
                    what: format!("{} ({})", loaded.name_of(&resource.logical), resource.kind),
                    why: format!(
                        "it refers to what is not here: {}",
                        loaded.say(&resource.unknown.join(", "))
                    ),
                    line: Some(line),
                });
            }
            wanted.push(Wanted {
                what: loaded.name_of(&resource.logical),
                logical: resource.logical,
                kind: resource.kind,
                reference: resource.reference,
                properties: resource.properties,
                asset: resource.asset.map(|asset| folder.join(asset)),
                line: Some(line),
            });
        }
        for unread in &stack.unread {
            self.outcome.left.push(Left {
                what: format!("{} ({})", loaded.name_of(&unread.logical), unread.kind),
                why: format!("its property {} has no effect here", unread.property),
                line: Some(lines.position(unread.span.start).line),
            });
        }
        let apis = stack.apis.iter().map(|api| Wanted {
            what: loaded.name_of(&api.logical),
            logical: api.logical.clone(),
            kind: apis::KIND.to_owned(),
            reference: api.id.clone(),
            properties: json!({
                "document": api.document,
                "stages": api.stages,
                "tags": api.tags,
            }),
            asset: None,
            line: None,
        });
        wanted.extend(apis);
        let permissions = stack.permissions.into_iter().map(functions::permission);
        wanted.extend(permissions.map(|permission| Wanted {
            what: loaded.name_of(&permission.logical),
            ..permission
        }));
        // What others refer to comes first, and what is equally far stays in the file's order.
        wanted.sort_by_key(|one| others::rank(&one.kind));
        for one in wanted {
            self.make(one, folder).await;
        }
        Ok(())
    }

    /// Makes one resource, unless it is there already as it is wanted.
    async fn make(&mut self, mut wanted: Wanted, folder: &Path) {
        self.names.fill(&mut wanted.properties);
        wanted.reference = self.names.text(&wanted.reference);
        let old = self.before.get(&wanted.logical).cloned();
        match self.put(&wanted, folder, old.as_ref()).await {
            Ok(made) => {
                let verb = match &old {
                    None => Some(Verb::Made),
                    Some(old) if old.digest != made.digest => Some(Verb::Changed),
                    Some(_) => None,
                };
                if let Some(verb) = verb {
                    self.outcome.changes.push((verb, wanted.what()));
                }
                self.names.assign(&wanted.logical, &made.id);
                self.after.insert(wanted.logical, made);
            }
            Err(error) => {
                if wanted.kind == "AWS::Lambda::Function" {
                    self.failed.insert(wanted.reference.clone());
                }
                let is_told = error.is("ResourceNotFoundException")
                    && functions::function_of(&wanted).is_some_and(|of| self.failed.contains(of));
                self.outcome.left.push(Left {
                    what: wanted.what(),
                    why: if is_told {
                        "its function is not there".to_owned()
                    } else {
                        error.to_string()
                    },
                    line: wanted.line,
                });
                // As it was, it may still be there, and is to be removed one day.
                if let Some(old) = old {
                    self.after.insert(
                        wanted.logical,
                        Made {
                            digest: String::new(),
                            ..old
                        },
                    );
                }
            }
        }
    }

    async fn put(
        &mut self,
        wanted: &Wanted,
        folder: &Path,
        old: Option<&Made>,
    ) -> Result<Made, MakeError> {
        match wanted.kind.as_str() {
            apis::KIND => self.api(wanted, old).await,
            "AWS::Lambda::Function" => self.function(wanted, folder, old).await,
            "AWS::Lambda::LayerVersion" => self.layer(wanted, old).await,
            "AWS::Lambda::Version" => self.version(wanted, old).await,
            "AWS::Lambda::Alias" => self.alias(wanted, old).await,
            "AWS::IAM::Role" => self.role(wanted, old).await,
            "AWS::IAM::ManagedPolicy" => self.managed_policy(wanted, old).await,
            "AWS::IAM::Policy" | "AWS::IAM::RolePolicy" => self.policy(wanted, old).await,
            _ => self.other(wanted, old).await,
        }
    }

    /// Removes what the file no longer has, the last first.
    async fn remove_others(&mut self) {
        let mut gone: Vec<(String, Made)> = self
            .before
            .iter()
            .filter(|(logical, _)| !self.after.contains_key(*logical))
            .map(|(logical, made)| (logical.clone(), made.clone()))
            .collect();
        gone.sort_by_key(|(_, made)| Reverse(others::rank(&made.kind)));
        for (logical, made) in gone {
            match self.undo(&made).await {
                Ok(()) => self.outcome.changes.push((Verb::Removed, logical)),
                Err(error) => {
                    self.outcome.left.push(Left {
                        what: logical.clone(),
                        why: format!("it cannot be removed: {error}"),
                        line: None,
                    });
                    self.after.insert(logical, made);
                }
            }
        }
    }
}

/// How many errors there are in a file that the server will answer requests with.
fn errors(loaded: &Loaded, now_ms: i64) -> usize {
    let subjects = loaded.parts.iter().map(|part| &part.subject);
    let found = subjects.flat_map(|subject| rules::check(&Checkup::new(subject, now_ms)));
    found
        .filter(|finding| finding.severity == Severity::Error)
        .count()
}

/// What a file's stack is called: as the file, or as its folder where files are always called so.
pub fn stack_name(file: &Path) -> String {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let is_usual = ["template", "openapi", "swagger", "api", "plan"].contains(&&*stem);
    let folder = file.canonicalize().ok();
    let folder = folder
        .as_deref()
        .and_then(Path::parent)
        .and_then(Path::file_name);
    let name = match folder {
        Some(folder) if is_usual => folder.to_string_lossy(),
        _ => stem,
    };
    let plain = |it: char| if it.is_ascii_alphanumeric() { it } else { '-' };
    let name: String = name.chars().map(plain).collect();
    let name = name.trim_matches('-');
    if name.is_empty() {
        "stack".to_owned()
    } else {
        name.to_owned()
    }
}

/// The digest of what something is made of.
fn digest(parts: &[&Value]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.to_string());
        hash.update([0]);
    }
    hex(&hash.finalize())
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut out, byte| {
        // Writing to a string does not fail.
        let _ = write!(out, "{byte:02x}");
        out
    })
}

fn lines(loaded: &Loaded, file: usize) -> Lines<'_> {
    let file = loaded.files.get(file);
    Lines::new(file.map_or("", |file| file.document.text()))
}
