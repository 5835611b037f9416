//! The settings of a project's own file, `gatewright.toml`. Reads its text; where it lies, and what the
//! command line says against it, its caller knows.

use std::borrow::Cow;
use std::path::Path;

use globset::{Glob, GlobBuilder, GlobMatcher};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::document::{Lines, Span};
use crate::named::{Named, nearest};

/// The name of the file.
pub const FILE_NAME: &str = "gatewright.toml";

/// What `[doctor]` says; what it does not say is empty.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// Only these rules.
    pub only: Vec<Named>,
    /// Not these rules.
    pub ignore: Vec<Named>,
    /// Which findings fail a run.
    pub deny: Option<Deny>,
    /// The report of an earlier run whose findings are not told again. Relative to the file's folder.
    pub baseline: Option<String>,
    exclude: Vec<PathGlob>,
    per_file_ignores: Vec<(PathGlob, Vec<Named>)>,
}

/// From which severity on a run fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deny {
    /// Errors fail.
    Errors,
    /// Warnings fail as well.
    Warnings,
}

/// Why a text is no such file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{line}:{column}: {message}")]
pub struct ConfigError {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1.
    pub column: usize,
    /// What is wrong: a lower-case fragment.
    pub message: String,
    /// What to write instead.
    pub hint: Option<String>,
}

impl Config {
    /// Reads the text of a `gatewright.toml`.
    pub fn parse(text: &str) -> Result<Self, ConfigError> {
        Self::read(text).map_err(|wrong| {
            let at = Lines::new(text).position(wrong.span.start);
            ConfigError {
                line: at.line,
                column: at.column,
                message: wrong.message,
                hint: wrong.hint,
            }
        })
    }

    fn read(text: &str) -> Result<Self, Wrong> {
        let table = DeTable::parse(text).map_err(|error| {
            let span = error.span().unwrap_or_default();
            let message = error.message().lines().collect::<Vec<_>>().join(": ");
            Wrong::at(span, message)
        })?;
        let mut config = Self::default();
        for (key, value) in table.get_ref() {
            match &**key.get_ref() {
                "doctor" => config.doctor(value)?,
                other => return Err(unknown_key(other, key.span(), &["doctor"])),
            }
        }
        Ok(config)
    }

    fn doctor(&mut self, value: &Spanned<DeValue<'_>>) -> Result<(), Wrong> {
        for (key, value) in table(value, "doctor")? {
            match &**key.get_ref() {
                "only" => self.only = rules(value, "only")?,
                "ignore" => self.ignore = rules(value, "ignore")?,
                "deny" => {
                    self.deny = Some(match text(value, "deny")? {
                        "errors" => Deny::Errors,
                        "warnings" => Deny::Warnings,
                        other => {
                            let message = format!("'{other}' is nothing that can be denied");
                            return Err(Wrong::at(value.span(), message)
                                .hint("write \"errors\" or \"warnings\""));
                        }
                    });
                }
                "baseline" => self.baseline = Some(text(value, "baseline")?.to_owned()),
                "exclude" => {
                    let patterns = items(value, "exclude")?;
                    let patterns = patterns.iter().map(|item| {
                        let pattern = text(item, "exclude")?;
                        PathGlob::new(pattern, item.span())
                    });
                    self.exclude = patterns.collect::<Result<_, _>>()?;
                }
                "per-file-ignores" => {
                    for (pattern, value) in table(value, "per-file-ignores")? {
                        let glob = PathGlob::new(pattern.get_ref(), pattern.span())?;
                        let rules = rules(value, pattern.get_ref())?;
                        self.per_file_ignores.push((glob, rules));
                    }
                }
                other => {
                    let known = [
                        "only",
                        "ignore",
                        "deny",
                        "baseline",
                        "exclude",
                        "per-file-ignores",
                    ];
                    return Err(unknown_key(other, key.span(), &known));
                }
            }
        }
        Ok(())
    }

    /// Whether a file that nobody named is passed by. The path is relative to the file's folder.
    pub fn excludes(&self, path: &Path) -> bool {
        self.exclude.iter().any(|glob| glob.matches(path))
    }

    /// Whether a rule is ignored in a file. The path is relative to the file's folder.
    pub fn ignores_in(&self, path: &Path, code: &str) -> bool {
        let mut globs = self.per_file_ignores.iter();
        globs
            .any(|(glob, rules)| rules.iter().any(|rule| rule.code() == code) && glob.matches(path))
    }
}

/// A pattern of paths, as `.gitignore` means it: without a slash for any part of a path, and with one
/// from the settings' folder on; what it matches, it matches with all that is below.
#[derive(Clone, Debug)]
struct PathGlob(GlobMatcher);

impl PathGlob {
    fn new(pattern: &str, span: std::ops::Range<usize>) -> Result<Self, Wrong> {
        let plain = pattern.trim_start_matches("./").trim_end_matches('/');
        let anywhere = if plain.contains('/') {
            plain.trim_start_matches('/').to_owned()
        } else {
            format!("**/{plain}")
        };
        let built = GlobBuilder::new(&anywhere).literal_separator(true).build();
        match built {
            Ok(glob) => Ok(Self(Glob::compile_matcher(&glob))),
            Err(error) => {
                let message = format!("'{pattern}' is no pattern: {}", error.kind());
                Err(Wrong::at(span, message))
            }
        }
    }

    fn matches(&self, path: &Path) -> bool {
        let mut folders = path.ancestors();
        folders.any(|path| !path.as_os_str().is_empty() && self.0.is_match(path))
    }
}

/// Something wrong, at a byte of the text.
struct Wrong {
    span: Span,
    message: String,
    hint: Option<String>,
}

impl Wrong {
    fn at(span: std::ops::Range<usize>, message: impl Into<String>) -> Self {
        Self {
            span: Span::new(span.start, span.end),
            message: message.into(),
            hint: None,
        }
    }

    fn hint(self, hint: impl Into<String>) -> Self {
        Self {
            hint: Some(hint.into()),
            ..self
        }
    }
}

fn unknown_key(key: &str, span: std::ops::Range<usize>, known: &[&'static str]) -> Wrong {
    let wrong = Wrong::at(span, format!("there is no setting '{key}'"));
    match nearest(key, known.iter().map(|word| Cow::Borrowed(*word))) {
        Some(nearest) => wrong.hint(format!("did you mean '{nearest}'?")),
        None => wrong.hint(format!("there is: {}", known.join(", "))),
    }
}

fn table<'t, 'v>(value: &'t Spanned<DeValue<'v>>, key: &str) -> Result<&'t DeTable<'v>, Wrong> {
    match value.get_ref() {
        DeValue::Table(table) => Ok(table),
        other => Err(kind(value.span(), key, "a table", other)),
    }
}

fn items<'t, 'v>(
    value: &'t Spanned<DeValue<'v>>,
    key: &str,
) -> Result<Vec<&'t Spanned<DeValue<'v>>>, Wrong> {
    match value.get_ref() {
        DeValue::Array(items) => Ok(items.iter().collect()),
        other => Err(kind(value.span(), key, "a list", other)),
    }
}

fn text<'t>(value: &'t Spanned<DeValue<'_>>, key: &str) -> Result<&'t str, Wrong> {
    match value.get_ref() {
        DeValue::String(text) => Ok(text),
        other => Err(kind(value.span(), key, "a text", other)),
    }
}

fn kind(span: std::ops::Range<usize>, key: &str, wanted: &str, found: &DeValue<'_>) -> Wrong {
    let found = match found {
        DeValue::Table(_) => "a table",
        DeValue::Array(_) => "a list",
        DeValue::String(_) => "a text",
        DeValue::Boolean(_) => "true or false",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Datetime(_) => "a date",
    };
    Wrong::at(span, format!("'{key}' is {wanted}, and this is {found}"))
}

fn rules(value: &Spanned<DeValue<'_>>, key: &str) -> Result<Vec<Named>, Wrong> {
    let items = items(value, key)?;
    let rules = items.iter().map(|item| {
        text(item, key)?.parse().map_err(|error| {
            Wrong::at(item.span(), format!("{error}"))
                .hint("`gatewright doctor --rules` lists them")
        })
    });
    rules.collect()
}
