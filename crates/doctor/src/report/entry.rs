//! What a report says of one finding: its rule, its place, what it will lead to and how to mend it.
//! Places are symbolic; they become lines and columns only when the report is written.

use std::borrow::Cow;

use gatewright_gateway::fault::RuleCode;
use gatewright_velocity::lint::Lint;

use crate::document::{Document, Lines, Place, Span, Splice, breaks};
use crate::dry_run::Predicted;
use crate::explain::explain;
use crate::rule::Severity;

/// A rule in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Described {
    /// `GW401`
    pub code: Cow<'static, str>,
    /// The name, which reads well after "ignore".
    pub name: Cow<'static, str>,
    /// The guide's number of the cause, 1 to 6.
    pub cause: Option<u8>,
    /// What is wrong, in one sentence.
    pub summary: Cow<'static, str>,
    /// More about it, in Markdown.
    pub page: Cow<'static, str>,
}

impl From<RuleCode> for Described {
    fn from(code: RuleCode) -> Self {
        let explanation = explain(code);
        Self {
            code: code.to_string().into(),
            name: code.name().into(),
            cause: code.cause(),
            summary: code.summary().into(),
            page: format!("{}\n\n{}", explanation.why, explanation.advice).into(),
        }
    }
}

impl From<Lint> for Described {
    fn from(lint: Lint) -> Self {
        Self {
            code: lint.code().into(),
            name: lint.name().into(),
            // Whatever is wrong with a template is wrong with the mapping.
            cause: Some(4),
            summary: lint.summary().into(),
            page: lint.page().into(),
        }
    }
}

/// One finding, ready to be reported.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The rule.
    pub rule: Described,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong here: a lower-case fragment.
    pub message: String,
    /// Why that matters, in one sentence.
    pub why: Option<String>,
    /// What it is about, as AWS names it.
    pub about: Option<About>,
    /// Where it stands in a file.
    pub location: Option<Location>,
    /// What is said at the place itself.
    pub label: Option<String>,
    /// Other places that belong to it, with what is said there.
    pub related: Vec<(Location, String)>,
    /// What was seen.
    pub evidence: Vec<String>,
    /// What to do, where no fix is made.
    pub help: Option<String>,
    /// What a request will meet.
    pub predicted: Option<Predicted>,
    /// Ways to mend it.
    pub mends: Vec<Mend>,
}

impl Entry {
    /// An entry that says only what is wrong.
    pub fn new(rule: impl Into<Described>, severity: Severity, message: impl Into<String>) -> Self {
        Self {
            rule: rule.into(),
            severity,
            message: message.into(),
            why: None,
            about: None,
            location: None,
            label: None,
            related: Vec::new(),
            evidence: Vec::new(),
            help: None,
            predicted: None,
            mends: Vec::new(),
        }
    }

    /// What tells it from others, in this run and the next: its rule, what it is about, the name of the
    /// file at `path` that it stands in, and what it says. Not its line, which moves.
    pub fn identity(&self, path: Option<&str>) -> String {
        let about = self.about.clone().unwrap_or_default();
        let about = [about.api, about.stage, about.resource, about.method];
        let about = about.each_ref().map(|part| part.as_deref().unwrap_or(""));
        identity(&self.rule.code, about, path.unwrap_or(""), &self.message)
    }
}

/// The identity of a finding from its parts, as a report in JSON has them.
pub fn identity(rule: &str, about: [&str; 4], path: &str, message: &str) -> String {
    // The folder depends on where the program was run.
    let file = path.rsplit(['/', '\\']).next().unwrap_or_default();
    format!("{rule} {} {file} {message}", about.join(" "))
}

/// Which part of an API is meant; what is not known or not meant is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// The API's id.
    pub api: Option<String>,
    /// The stage's name.
    pub stage: Option<String>,
    /// The resource's path.
    pub resource: Option<String>,
    /// The verb, or `ANY`.
    pub method: Option<String>,
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    /// The file, by its number in the report.
    pub file: usize,
    /// Where in it.
    pub spot: Spot,
}

/// Where in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Spot {
    /// Bytes of the file.
    Bytes(Span),
    /// A key of its document.
    Key(Place),
    /// A value of its document.
    Value(Place),
    /// Bytes of the text that a value of its document is.
    Within(Place, Span),
}

/// A file that findings point into.
#[derive(Clone, Debug)]
pub struct File {
    /// Its path, as it was given.
    pub path: String,
    /// Its text.
    pub text: String,
    /// The document that it is, if it is one.
    pub document: Option<Document>,
    /// Where its lines end.
    breaks: Vec<usize>,
}

impl File {
    /// A file of that path and text, with the document that it is, if it is one.
    pub fn new(path: String, text: String, document: Option<Document>) -> Self {
        Self {
            breaks: breaks(&text),
            path,
            text,
            document,
        }
    }

    /// Its lines.
    pub(super) fn lines(&self) -> Lines<'_> {
        Lines::with(&self.text, &self.breaks)
    }

    /// The bytes that a spot is. What an edit has removed since is where it was: nowhere.
    pub fn span(&self, spot: &Spot) -> Option<Span> {
        let document = || self.document.as_ref();
        match spot {
            Spot::Bytes(span) => Some(*span),
            Spot::Key(place) => document()?.key_span(place),
            Spot::Value(place) => {
                let node = document()?.get(place)?;
                // A whole block of lines says less than the key above it.
                let key = document()?.key_span(place);
                let is_block = self.text.get(node.span.range())?.contains('\n');
                key.filter(|_| is_block).or(Some(node.span))
            }
            Spot::Within(place, span) => {
                let document = document()?;
                Some(document.source_map(document.get(place)?).span(*span))
            }
        }
    }
}

/// A way to mend a finding, ready to be shown and to be done.
#[derive(Clone, Debug)]
pub struct Mend {
    /// What it does.
    pub title: String,
    /// Whether it can be applied without a second look.
    pub safe: bool,
    /// The `aws` commands that do it.
    pub commands: Vec<String>,
    /// The changes of files that do it, by the files' numbers in the report.
    pub edits: Vec<(usize, Splice)>,
}
