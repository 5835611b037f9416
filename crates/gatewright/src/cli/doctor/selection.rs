//! What is asked for: the command line, and behind it the project's `gatewright.toml`.

use std::path::{Path, PathBuf};

use gatewright_doctor::config::{Config, Deny, FILE_NAME};
use gatewright_doctor::named::Named;
use gatewright_doctor::report::Entry;
use gatewright_doctor::rule::Severity;
use gatewright_gateway::fault::RuleCode;

use super::super::CannotRun;
use super::Arguments;

/// The settings of one run.
pub(super) struct Selection<'a> {
    arguments: &'a Arguments,
    config: Config,
    /// The folder of the settings' file, which its paths start from.
    folder: Option<PathBuf>,
}

impl<'a> Selection<'a> {
    /// Reads the settings' file: the one that was named, else the one that is found from the targets
    /// (or the current folder) upward.
    pub(super) fn of(arguments: &'a Arguments) -> Result<Self, CannotRun> {
        let path = match &arguments.config {
            Some(path) => Some(path.clone()),
            None => found(&arguments.targets)?,
        };
        let config = path.as_deref().map(read).transpose()?;
        let folder = path.as_deref().and_then(|path| {
            let folder = path.parent().filter(|it| !it.as_os_str().is_empty());
            folder.unwrap_or(Path::new(".")).canonicalize().ok()
        });
        Ok(Self {
            arguments,
            config: config.unwrap_or_default(),
            folder,
        })
    }

    /// Whether findings of a rule are asked for, of a file if they are of one. A rule that the command
    /// line names is decided there.
    pub(super) fn asks_for(&self, code: &str, file: Option<&Path>) -> bool {
        let names = |rules: &[Named]| rules.iter().any(|rule| rule.code() == code);
        if names(&self.arguments.ignore) {
            return false;
        }
        if !self.arguments.only.is_empty() {
            return names(&self.arguments.only);
        }
        let config = &self.config;
        let in_file = file.and_then(|file| self.relative(file));
        (config.only.is_empty() || names(&config.only))
            && !names(&config.ignore)
            && !in_file.is_some_and(|file| config.ignores_in(&file, code))
    }

    /// Whether a finding of the linter is asked for. What keeps a template from being used at all, a
    /// rule says too: with its consequences.
    pub(super) fn asks_for_lint(
        &self,
        entry: &Entry,
        others: &[Entry],
        file: Option<&Path>,
    ) -> bool {
        let of_template = [
            RuleCode::RequestTemplateFails.to_string(),
            RuleCode::ResponseTemplateFails.to_string(),
        ];
        let same_method = |other: &Entry| {
            let method = |entry: &Entry| {
                let about = entry.about.clone().unwrap_or_default();
                (about.api, about.resource, about.method)
            };
            let ((api, path, verb), (other_api, other_path, other_verb)) =
                (method(entry), method(other));
            // Of a file the linter knows less.
            api == other_api && (path.is_none() || path == other_path) && verb == other_verb
        };
        let is_told = entry.severity == Severity::Error
            && others.iter().any(|other| {
                of_template.iter().any(|code| other.rule.code == *code) && same_method(other)
            });
        !is_told && self.asks_for(&entry.rule.code, file)
    }

    /// Whether a file or folder that nobody named is passed by.
    pub(super) fn excludes(&self, path: &Path) -> bool {
        self.relative(path)
            .is_some_and(|path| self.config.excludes(&path))
    }

    /// Whether warnings fail the run.
    pub(super) fn deny_warnings(&self) -> bool {
        let deny = self.arguments.deny.map(Deny::from);
        deny.or(self.config.deny) == Some(Deny::Warnings)
    }

    /// The file with the findings that are not told again.
    pub(super) fn baseline(&self) -> Option<PathBuf> {
        let configured = || {
            let folder = self.folder.as_deref().unwrap_or(Path::new("."));
            Some(folder.join(self.config.baseline.as_ref()?))
        };
        self.arguments.baseline.clone().or_else(configured)
    }

    /// A path from the settings' folder on; none if it is not below it.
    fn relative(&self, path: &Path) -> Option<PathBuf> {
        let folder = self.folder.as_ref()?;
        let whole = path.canonicalize().ok()?;
        Some(whole.strip_prefix(folder).ok()?.to_owned())
    }
}

fn read(path: &Path) -> Result<Config, CannotRun> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| CannotRun::new(format!("cannot read {}: {error}", path.display())))?;
    Config::parse(&text).map_err(|error| {
        let problem = CannotRun::new(format!("{}:{error}", path.display()));
        match error.hint {
            Some(hint) => problem.hint(hint),
            None => problem,
        }
    })
}

/// The settings' file that the targets have in common.
fn found(targets: &[PathBuf]) -> Result<Option<PathBuf>, CannotRun> {
    let here = [PathBuf::from(".")];
    let targets = if targets.is_empty() { &here } else { targets };
    let mut found: Vec<Option<PathBuf>> = targets.iter().map(|it| above(it)).collect();
    found.dedup();
    match found.as_slice() {
        [one] => Ok(one.clone()),
        several => {
            let names = several.iter().map(|path| match path {
                Some(path) => path.display().to_string(),
                None => "none".to_owned(),
            });
            let names: Vec<String> = names.collect();
            Err(CannotRun::new(format!(
                "the targets have different settings: {}",
                names.join(", ")
            ))
            .hint("check them one after the other, or say which with --config FILE"))
        }
    }
}

/// The settings' file of a target: in its folder or above, up to a repository's root or the home folder.
fn above(target: &Path) -> Option<PathBuf> {
    let whole = target.canonicalize().ok()?;
    let home = std::env::home_dir();
    for folder in whole.ancestors().filter(|folder| folder.is_dir()) {
        let path = folder.join(FILE_NAME);
        if path.is_file() {
            return Some(path);
        }
        if folder.join(".git").exists() || Some(folder) == home.as_deref() {
            return None;
        }
    }
    None
}
