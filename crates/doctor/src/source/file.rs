//! Files: OpenAPI 3.0 and Swagger 2.0 with API Gateway's extensions, CloudFormation and SAM in YAML and
//! JSON, what `cdk synth` writes, and plans and states of Terraform in JSON. A file says what it wants
//! deployed, and of the world around that what it makes itself; anything else stays unseen.

mod access;
mod api;
mod attach;
mod balancers;
mod beside;
mod diff;
mod draft;
mod evaluate;
mod functions;
mod generated;
mod inline;
mod mend;
mod package;
mod physical;
mod plans;
mod sam;
mod stack;
mod stages;
mod template;
mod terraform;
mod unread;
mod unseen;
mod value;
mod written;

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use gatewright_gateway::openapi::Options;

use self::draft::Draft;
use self::functions::Around;
use self::template::Template;
use self::unseen::Surroundings;
use self::value::{At, Value};
use self::written::Places;
use super::Unseen;
use crate::document::{Document, Node, Span};
use crate::known::Known;
use crate::subject::{Origin, Place, StageSubject, Subject, World};

pub use mend::{Change, NoEdit};
pub use stack::{MADE, Stack, StackApi, StackPermission, StackResource};
pub use unread::Unread;

/// How large a file may be.
const MAX_BYTES: usize = 32 * 1024 * 1024;

/// A file that was read.
#[derive(Debug)]
pub struct SourceFile {
    /// Where it is, as people named it.
    pub path: PathBuf,
    /// What it says.
    pub document: Document,
}

/// Something in a file that keeps it, or a part of it, from being deployed or understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// The file's number.
    pub file: usize,
    /// Where.
    pub span: Span,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
}

/// What a file gives: its APIs, and where everything of them stands.
#[derive(Debug)]
pub struct Loaded {
    /// The file, and then the local ones that it names.
    pub files: Vec<SourceFile>,
    /// Its APIs.
    pub parts: Vec<Part>,
    /// What is wrong with it as a file.
    pub troubles: Vec<Trouble>,
    /// What it does not show, though it is asked to be checked.
    pub unseen: Vec<Unseen>,
    /// What it deploys, if it was read for a deployment.
    pub stack: Option<Stack>,
    kind: FileKind,
    /// The logical ids of its resources.
    names: BTreeSet<String>,
    /// What is said instead of what was made up.
    made_up: Vec<(String, &'static str)>,
    /// How the template names its functions, aliases and versions, by ARN.
    functions: BTreeMap<String, String>,
    /// Terraform's addresses by logical ids.
    addresses: BTreeMap<String, String>,
    /// The addresses of methods by the logical ids of their integrations.
    methods: BTreeMap<String, String>,
}

/// One API of a file.
#[derive(Debug)]
pub struct Part {
    /// The API with all around it.
    pub subject: Subject,
    places: Places,
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The file's number.
    pub file: usize,
    /// Where in it.
    pub span: Span,
}

/// The kinds of file that are understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// OpenAPI 3.0 or Swagger 2.0.
    OpenApi,
    /// CloudFormation, SAM among it.
    Template,
    /// A plan or a state of Terraform, as `terraform show -json` writes it.
    Terraform,
}

/// Why there is nothing to check.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// It cannot be read.
    #[error("cannot read {}: {error}", .path.display())]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// It is too large.
    #[error("{} is larger than {} MiB", .0.display(), MAX_BYTES / 1024 / 1024)]
    TooLarge(PathBuf),
    /// It is nothing that is understood.
    #[error(
        "{} is no API definition: understood are OpenAPI 3.0 and Swagger 2.0, CloudFormation and SAM \
         templates, in YAML or JSON, and what `terraform show -json` writes",
        .0.display()
    )]
    Unknown(PathBuf),
    /// It is Terraform's, and not in the form that Terraform writes for other programs.
    #[error(
        "{} is not in the form in which Terraform tells other programs of a plan: give what \
         `terraform show -json plan.out > plan.json` writes, or for a state `terraform show -json > \
         state.json`",
        .0.display()
    )]
    OtherTerraform(PathBuf),
    /// The file is neither YAML nor JSON.
    #[error("{}:{line}:{column}: {message}", .path.display())]
    Syntax {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// What is wrong.
        message: String,
    },
}

/// What a deployment says that a file leaves open.
#[derive(Clone, Debug, Default)]
pub struct Setting {
    /// The region that it goes to.
    pub region: String,
    /// The account that it goes to.
    pub account: String,
    /// The stack's name.
    pub stack: String,
    /// Values of the file's parameters.
    pub parameters: BTreeMap<String, String>,
}

/// Reads a text file.
pub type Reader<'r> = &'r dyn Fn(&Path) -> io::Result<String>;

/// Reads a file that somebody named.
pub fn load(path: &Path) -> Result<Loaded, LoadError> {
    read(path, &|path| std::fs::read_to_string(path))
}

/// Reads a file for one deployment.
pub fn load_for(path: &Path, setting: &Setting) -> Result<Loaded, LoadError> {
    read_for(path, &|path| std::fs::read_to_string(path), Some(setting))
}

/// Reads all files in a folder and below it that are understood; others are passed by, and so are
/// hidden folders, folders of dependencies and of builds, and files that a template among them names.
/// So is what `excluded` says. Files that look like one and cannot be read come second, each with why.
pub fn load_folder(
    folder: &Path,
    excluded: &dyn Fn(&Path) -> bool,
) -> Result<(Vec<Loaded>, Vec<LoadError>), LoadError> {
    let paths = files_in(folder, &is_candidate, excluded)?;
    let (mut loaded, mut broken) = (Vec::new(), Vec::new());
    for path in &paths {
        let Ok(text) = std::fs::read_to_string(path) else {
            continue;
        };
        if text.len() > MAX_BYTES || !may_be_known(&text) {
            continue;
        }
        match load(path) {
            Ok(one) => loaded.push(one),
            Err(LoadError::Unknown(_)) => {}
            Err(error) => broken.push(error),
        }
    }
    let named: Vec<PathBuf> = loaded
        .iter()
        .flat_map(|one| one.files.iter().skip(1))
        .filter_map(|file| file.path.canonicalize().ok())
        .collect();
    loaded.retain(|one| {
        let path = one
            .files
            .first()
            .and_then(|file| file.path.canonicalize().ok());
        !path.is_some_and(|path| named.contains(&path))
    });
    Ok((loaded, broken))
}

/// The files in a folder and below it whose names are `wanted`, in order; hidden folders, and folders of
/// dependencies and of builds, are passed by, and so is what is `excluded`.
pub fn files_in(
    folder: &Path,
    wanted: &dyn Fn(&str) -> bool,
    excluded: &dyn Fn(&Path) -> bool,
) -> Result<Vec<PathBuf>, LoadError> {
    let mut paths = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let unreadable = |error| LoadError::Unreadable {
            path: folder.clone(),
            error,
        };
        for entry in std::fs::read_dir(&folder).map_err(unreadable)? {
            let entry = entry.map_err(unreadable)?;
            let name = entry.file_name();
            let name = name.to_string_lossy();
            // A link may lead round in circles.
            let Ok(kind) = entry.file_type() else {
                continue;
            };
            if excluded(&entry.path()) {
                continue;
            }
            if kind.is_dir() {
                let others = ["node_modules", "target", "venv", "__pycache__"];
                if !name.starts_with('.') && !others.contains(&&*name) {
                    folders.push(entry.path());
                }
            } else if wanted(&name) {
                paths.push(entry.path());
            }
        }
    }
    paths.sort();
    Ok(paths)
}

/// Whether a name is that of a file that may be understood.
pub fn is_candidate(name: &str) -> bool {
    let kind = name.rsplit_once('.').map(|(_, kind)| kind);
    matches!(kind, Some("yaml" | "yml" | "json" | "template"))
}

/// Whether a file nobody named is worth reading: an API definition that is not for API Gateway is not.
pub fn may_be_known(text: &str) -> bool {
    text.contains("x-amazon-apigateway")
        || text.contains("AWS::")
        || (text.contains("\"format_version\"") && text.contains("aws_api_gateway_"))
}

/// Reads a file, and the local files that it names, through `reader`.
pub fn read(path: &Path, reader: Reader<'_>) -> Result<Loaded, LoadError> {
    read_for(path, reader, None)
}

fn read_for(
    path: &Path,
    reader: Reader<'_>,
    setting: Option<&Setting>,
) -> Result<Loaded, LoadError> {
    let text = reader(path).map_err(|error| {
        // A plan that Terraform keeps for itself is an archive.
        let is_plan = path
            .extension()
            .is_some_and(|kind| kind == "tfplan" || kind == "out");
        if is_plan && error.kind() == io::ErrorKind::InvalidData {
            return LoadError::OtherTerraform(path.to_owned());
        }
        LoadError::Unreadable {
            path: path.to_owned(),
            error,
        }
    })?;
    if text.len() > MAX_BYTES {
        return Err(LoadError::TooLarge(path.to_owned()));
    }
    if path.extension().is_some_and(|kind| kind == "tf") || terraform::is_other_form(&text) {
        return Err(LoadError::OtherTerraform(path.to_owned()));
    }
    let mut document = Document::parse(&text).map_err(|error| {
        let position = crate::document::Lines::new(&text).position(error.span().start);
        LoadError::Syntax {
            path: path.to_owned(),
            line: position.line,
            column: position.column,
            message: error.to_string(),
        }
    })?;
    let Some(kind) = kind_of(document.root()) else {
        return Err(LoadError::Unknown(path.to_owned()));
    };
    let (mut addresses, mut methods) = (BTreeMap::new(), BTreeMap::new());
    let mut never_renewed = BTreeSet::new();
    if kind == FileKind::Terraform {
        let translated = terraform::translate(&document);
        document = translated.document;
        addresses = translated.addresses;
        methods = translated.methods;
        never_renewed = translated.never_renewed;
    }
    let mut files = vec![SourceFile {
        path: path.to_owned(),
        document,
    }];
    let mut troubles = Vec::new();
    let attached = match kind {
        FileKind::OpenApi | FileKind::Terraform => BTreeMap::new(),
        FileKind::Template => attach::attach(&mut files, reader, &mut troubles),
    };
    let texts: Vec<&str> = files.iter().map(|file| file.document.text()).collect();
    let mut surroundings = Surroundings::of(&texts);
    if let Some(setting) = setting {
        surroundings.settle(setting);
    }
    let read = match kind {
        FileKind::OpenApi => of_openapi(&surroundings, &files, &attached),
        FileKind::Template | FileKind::Terraform => of_template(&surroundings, &files, &attached),
    };
    let names = match kind {
        FileKind::OpenApi => BTreeSet::new(),
        FileKind::Template | FileKind::Terraform => files
            .first()
            .and_then(|file| file.document.root().child("Resources"))
            .and_then(Node::as_mapping)
            .map(|resources| resources.iter().map(|entry| entry.key.clone()).collect())
            .unwrap_or_default(),
    };
    troubles.extend(read.troubles);
    let mut parts = read.parts;
    let deployments = parts.iter_mut().flat_map(|it| &mut it.subject.deployments);
    for deployment in deployments {
        deployment.never_renewed = never_renewed.contains(&deployment.name);
    }
    let folder = path.parent().unwrap_or(path);
    let subjects = parts.iter_mut().map(|part| &mut part.subject);
    for function in subjects.flat_map(|subject| subject.world.functions.values_mut()) {
        if let Known::Is(function) = function
            && function.cannot_start.is_none()
        {
            function.cannot_start = package::cannot_start(function, folder, reader);
        }
    }
    Ok(Loaded {
        files,
        parts,
        troubles,
        unseen: read.unseen,
        stack: read.stack,
        kind,
        names,
        made_up: surroundings.made_up.clone(),
        functions: read.functions,
        addresses,
        methods,
    })
}

/// Whether a document is a plan or state of Terraform, as `terraform show -json` writes it.
pub(crate) fn is_terraform(document: &Document) -> bool {
    kind_of(document.root()) == Some(FileKind::Terraform)
}

/// A document, or of a plan or state of Terraform the template that makes the same.
pub(crate) fn as_template(document: Document) -> Document {
    if is_terraform(&document) {
        terraform::translate(&document).document
    } else {
        document
    }
}

/// What kind of file it is.
fn kind_of(root: &Node) -> Option<FileKind> {
    if root.child("openapi").or(root.child("swagger")).is_some() {
        return Some(FileKind::OpenApi);
    }
    if terraform::is_plan_or_state(root) {
        return Some(FileKind::Terraform);
    }
    let resources = root.child("Resources")?.as_mapping()?;
    let is_template = root.child("AWSTemplateFormatVersion").is_some()
        || root.child("Transform").is_some()
        || resources.iter().any(|entry| {
            let kind = entry.value.child("Type").and_then(Node::as_str);
            kind.is_some_and(|kind| kind.starts_with("AWS::"))
        });
    is_template.then_some(FileKind::Template)
}

/// What reading gives, before the files are put to it.
struct Read {
    parts: Vec<Part>,
    troubles: Vec<Trouble>,
    unseen: Vec<Unseen>,
    stack: Option<Stack>,
    functions: BTreeMap<String, String>,
}

fn of_openapi(
    surroundings: &Surroundings,
    files: &[SourceFile],
    attached: &BTreeMap<String, usize>,
) -> Read {
    let template = Template::plain(surroundings, files, attached);
    let mut troubles = Vec::new();
    let mut draft = Draft::new(surroundings, "api", "");
    let body = files
        .first()
        .and_then(|file| template.evaluate(file.document.root(), &At::root(0)))
        .unwrap_or_else(|| Value::empty(&At::root(0)));
    let body = Arc::new(body);
    let refused = draft.import(surroundings, &body, &Options::default());
    let imported = refused.is_ok();
    if let Err(refused) = refused {
        Draft::refused(refused, &mut troubles, &|at| span_of(files, at));
    }
    troubles.extend(template.troubles.take());
    draft.name = draft.api.rest_api.name.clone().unwrap_or_default();
    let parts = imported.then(|| part(surroundings, draft, &World::default(), &BTreeMap::new()));
    Read {
        parts: parts.into_iter().collect(),
        troubles,
        unseen: Vec::new(),
        stack: surroundings.is_settled.then(|| Stack::of_document(&body)),
        functions: BTreeMap::new(),
    }
}

fn of_template(
    surroundings: &Surroundings,
    files: &[SourceFile],
    attached: &BTreeMap<String, usize>,
) -> Read {
    let mut template = Template::new(surroundings, files, attached);
    template.generate();
    let mut apis = api::read(&template);
    let mut around = Around::default();
    sam::read(&template, &mut apis, &mut around);
    let stageless = apis.stageless(surroundings);
    let (world, places, permissions) = functions::read(&template, around, &stageless);
    let stack = surroundings
        .is_settled
        .then(|| Stack::of_template(&template, &apis.drafts, permissions));
    let mut unseen = apis.unseen;
    let macros = template.macros.iter();
    unseen.extend(macros.map(|name| Unseen {
        what: format!("what {name} makes of the template"),
        why: "a macro runs when the template is deployed".to_owned(),
    }));
    let mut troubles = apis.troubles;
    troubles.extend(template.troubles.take());
    let drafts = apis.drafts.into_iter();
    Read {
        parts: drafts
            .map(|draft| part(surroundings, draft, &world, &places))
            .collect(),
        troubles,
        unseen,
        stack,
        functions: template.functions(),
    }
}

fn part(
    surroundings: &Surroundings,
    draft: Draft,
    world: &World,
    places: &BTreeMap<crate::subject::Thing, written::Written>,
) -> Part {
    let Draft {
        name,
        api,
        mut stages,
        deployments,
        places: mut own,
        certain,
        ..
    } = draft;
    if stages.is_empty() {
        stages.push(StageSubject {
            stage: surroundings.stage_of(&api),
            deployed: Known::Unseen,
            variables_unseen: true,
        });
    }
    own.extend(places);
    let mut world = world.clone();
    if !certain {
        // A permission may name what the file does not say of the API.
        world.functions.clear();
    }
    Part {
        subject: Subject {
            logged: Vec::new(),
            name,
            api,
            stages,
            world,
            deployments,
            newest_deployment: None,
            origin: Origin::File,
        },
        places: own,
    }
}

/// The span of a place: of a scalar's value, or of the key of anything larger.
fn span_of(files: &[SourceFile], at: &At) -> Span {
    let Some(file) = files.get(at.file) else {
        return Span::default();
    };
    let document = &file.document;
    let mut place = at.place.clone();
    loop {
        if let Some(node) = document.get(&place) {
            let written = match node.function() {
                Some((_, argument)) => argument.node(),
                None => node,
            };
            if written.text().is_some() && written.span.start < written.span.end {
                return written.span;
            }
            return document.key_span(&place).unwrap_or(node.span);
        }
        match place.split_last() {
            Some((above, _)) => place = above,
            None => return Span::default(),
        }
    }
}

impl Loaded {
    /// Where a place of one of the APIs is in the files, or what is nearest above it.
    pub fn spot(&self, part: &Part, place: &Place) -> Spot {
        let at = part.places.locate(place).at;
        Spot {
            file: at.file,
            span: span_of(&self.files, &at),
        }
    }

    /// What kind of file it is.
    pub fn kind(&self) -> FileKind {
        self.kind
    }

    /// Terraform's address of what stands at a place of one of the APIs.
    pub fn address_of(&self, part: &Part, place: &Place) -> Option<String> {
        let at = part.places.locate(place).at.place;
        let logical = at.steps().get(1)?;
        let is_method = matches!(place.thing, crate::subject::Thing::Method { .. });
        let of_integration = place
            .pointer
            .trim_start_matches('/')
            .starts_with("methodIntegration");
        let method = self.methods.get(logical).cloned();
        let method = method.filter(|_| is_method && !of_integration);
        method.or_else(|| self.address(logical))
    }

    /// What the file calls the resource of a logical id: that, or Terraform's address.
    pub fn name_of(&self, logical: &str) -> String {
        self.address(logical).unwrap_or_else(|| logical.to_owned())
    }

    /// Terraform's address of a logical id.
    fn address(&self, logical: &str) -> Option<String> {
        self.addresses.get(logical).cloned()
    }

    /// A text with Terraform's addresses in it.
    fn say_addresses(&self, text: &str) -> String {
        let is_part = |it: char| it.is_ascii_alphanumeric();
        let mut said = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(start) = rest.find(is_part) {
            let (before, from) = rest.split_at(start);
            let end = from.find(|it| !is_part(it)).unwrap_or(from.len());
            let (word, after) = from.split_at(end);
            said.push_str(before);
            match self.addresses.get(word) {
                Some(address) => {
                    let made = said.strip_suffix(physical::STACK).map(str::len);
                    said.truncate(made.unwrap_or(said.len()));
                    said.push_str(address);
                }
                None => said.push_str(word),
            }
            rest = after;
        }
        said.push_str(rest);
        for (made_up, shown) in &self.made_up {
            said = said.replace(
                made_up.as_str(),
                &shown
                    .replace("${AWS::Region}", "*")
                    .replace("${AWS::AccountId}", "*"),
            );
        }
        said
    }

    /// A text as people know it: what resources, regions and accounts are called when they are deployed
    /// as `Fn::Sub` writes it, `${Pets}`.
    pub fn say(&self, text: &str) -> String {
        if self.kind == FileKind::Terraform {
            return self.say_addresses(text);
        }
        let mut said = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(start) = rest.find(physical::STACK) {
            let (before, from) = rest.split_at(start);
            said.push_str(before);
            rest = from.get(physical::STACK.len()..).unwrap_or_default();
            let end = rest.find(|it: char| !it.is_ascii_alphanumeric());
            let (name, after) = rest.split_at(end.unwrap_or(rest.len()));
            let made = name.strip_suffix("Role").unwrap_or(name);
            let is_ours = [name, made].iter().any(|name| self.names.contains(*name));
            if is_ours || name == sam::IMPLICIT {
                said.push_str("${");
                said.push_str(name);
                said.push('}');
                rest = after;
            } else {
                said.push_str(physical::STACK);
            }
        }
        said.push_str(rest);
        for (made_up, shown) in &self.made_up {
            said = said.replace(made_up.as_str(), shown);
        }
        said
    }
}
