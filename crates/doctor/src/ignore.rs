//! What a file's author knows and does not want to be told: comments of YAML and of Velocity, and
//! members of JSON, that name rules.
//!
//! - `# gatewright: ignore GW101` at the end of a line is for what starts in that line, with all below
//!   it; in a line of its own, for what starts in the next. Several rules stand with commas, a reason
//!   behind `--`.
//! - `## gatewright: ignore GW440` in a mapping template, likewise, is for that line or the next.
//! - `"x-gatewright-ignore": ["GW101"]` in any object of an OpenAPI definition, and
//!   `"Metadata": {"gatewright": {"ignore": ["GW101"]}}` of a CloudFormation resource, or of the whole
//!   template, are for what they stand in.

use std::cell::Cell;

use gatewright_gateway::fault::RuleCode;

use crate::document::{Document, Node, Span, Value};
use crate::named::{Named, UnknownName};
use crate::report::{Entry, Location, Report, Spot};
use crate::rule::Severity;

/// What is to be ignored in one file, and what of it was.
#[derive(Clone, Debug, Default)]
pub struct Ignores(Vec<Directive>);

/// One comment or member.
#[derive(Clone, Debug)]
struct Directive {
    mentions: Vec<Mention>,
    /// A finding that starts in one of these is meant.
    scopes: Vec<Span>,
}

/// A rule that one names.
#[derive(Clone, Debug)]
struct Mention {
    span: Span,
    rule: Result<Named, Misread>,
    used: Cell<bool>,
}

/// Why nothing is ignored.
#[derive(Clone, Debug, thiserror::Error)]
enum Misread {
    #[error("{0}")]
    Unknown(#[from] UnknownName),
    #[error("nothing says which rule is to be ignored")]
    Nothing,
    #[error("'{0}' is nothing that gatewright can be told here")]
    Verb(String),
}

impl Ignores {
    /// Those of a YAML or JSON file, with those in the mapping templates in it.
    pub fn of(document: &Document) -> Self {
        let mut ignores = Self::default();
        let text = document.text();
        for comment in document.comments() {
            let mentions = mentions(&comment.text, comment.span.start + 1);
            if !mentions.is_empty() {
                let line = meant(text, comment.span.start, "#");
                let mut scopes = vec![line];
                starting_in(document.root(), line, &mut scopes);
                ignores.0.push(Directive { mentions, scopes });
            }
        }
        let whole = Span::new(0, text.len());
        ignores.members(document, document.root(), whole);
        ignores
    }

    /// Those of a bare mapping template.
    pub fn of_template(text: &str) -> Self {
        let mut ignores = Self::default();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            for (mark, _) in line.match_indices("##") {
                let start = at + mark;
                let comment = line.get(mark + 2..).unwrap_or_default();
                let mentions = mentions(comment.trim_end(), start + 2);
                if !mentions.is_empty() {
                    let scopes = vec![meant(text, start, "##")];
                    ignores.0.push(Directive { mentions, scopes });
                    break;
                }
            }
            at += line.len();
        }
        ignores
    }

    /// The members of JSON, and the templates in texts. `around` is the node with its key.
    fn members(&mut self, document: &Document, node: &Node, around: Span) {
        if node.alias {
            return;
        }
        let metadata = || node.child("Metadata")?.child("gatewright")?.child("ignore");
        for named in [node.child("x-gatewright-ignore"), metadata()] {
            self.0.extend(named.map(|named| Directive {
                mentions: listed(named),
                scopes: vec![around],
            }));
        }
        match &*node.value {
            Value::Mapping(mapping) => {
                for entry in &mapping.entries {
                    self.members(document, &entry.value, entry_span(entry));
                }
            }
            Value::Sequence(items) => {
                for item in items {
                    self.members(document, item, item.span);
                }
            }
            Value::Scalar { text, .. } => {
                if text.contains("gatewright:") {
                    let map = document.source_map(node);
                    let inside = Self::of_template(text).0.into_iter().map(|it| Directive {
                        mentions: it
                            .mentions
                            .into_iter()
                            .map(|mention| Mention {
                                span: map.span(mention.span),
                                ..mention
                            })
                            .collect(),
                        scopes: it.scopes.iter().map(|span| map.span(*span)).collect(),
                    });
                    self.0.extend(inside);
                }
            }
        }
    }

    /// Whether a finding of a rule, which starts where the span does, is to be ignored. What says so is
    /// of use from then on.
    pub fn cover(&self, code: &str, span: Span) -> bool {
        let meant = |directive: &&Directive| {
            let mut scopes = directive.scopes.iter();
            scopes.any(|scope| {
                scope.start <= span.start && span.start < scope.end.max(scope.start + 1)
            })
        };
        let mut covered = false;
        for directive in self.0.iter().filter(meant) {
            for mention in &directive.mentions {
                if mention.rule.as_ref().is_ok_and(|rule| rule.code() == code) {
                    mention.used.set(true);
                    covered = true;
                }
            }
        }
        covered
    }

    /// What is wrong with what was said: names that are no rules, and, of the rules that were looked
    /// for, those that found nothing there. To be asked when all findings are there.
    pub fn findings(&self, file: usize, looked_for: &dyn Fn(Named) -> bool) -> Vec<Entry> {
        let mentions = self.0.iter().flat_map(|directive| &directive.mentions);
        let entries = mentions.filter_map(|mention| {
            let mut entry = match &mention.rule {
                Ok(rule) if !mention.used.get() && looked_for(*rule) => Entry::new(
                    RuleCode::IgnoreUnused,
                    Severity::Note,
                    format!("there is no finding of {} here to ignore", rule.name()),
                ),
                Ok(_) => return None,
                Err(misread) => {
                    let mut entry = Entry::new(
                        RuleCode::IgnoreUnknown,
                        Severity::Warning,
                        misread.to_string(),
                    );
                    entry.help = Some(match misread {
                        Misread::Unknown(_) => "`gatewright doctor --rules` lists them".to_owned(),
                        _ => "write `gatewright: ignore GW101`".to_owned(),
                    });
                    entry
                }
            };
            entry.location = Some(Location {
                file,
                spot: Spot::Bytes(mention.span),
            });
            Some(entry)
        });
        entries.collect()
    }
}

/// Takes out of a report what its files say is to be ignored, and adds what is wrong with that.
pub fn apply(report: &mut Report, looked_for: &dyn Fn(Named) -> bool) {
    let files = report.files.iter().map(|file| match &file.document {
        Some(document) => Ignores::of(document),
        None => Ignores::of_template(&file.text),
    });
    let ignores: Vec<Ignores> = files.collect();
    let files = &report.files;
    report.findings.retain(|finding| {
        let Some(location) = &finding.location else {
            return true;
        };
        let span = files
            .get(location.file)
            .and_then(|it| it.span(&location.spot));
        let ignores = ignores.get(location.file);
        !ignores
            .zip(span)
            .is_some_and(|(ignores, span)| ignores.cover(&finding.rule.code, span))
    });
    for (file, ignores) in ignores.iter().enumerate() {
        report.findings.extend(ignores.findings(file, looked_for));
    }
}

/// The rules that a comment names; `at` is where it starts. None where it is no such comment.
fn mentions(comment: &str, at: usize) -> Vec<Mention> {
    let Some(said) = comment.trim_start().strip_prefix("gatewright:") else {
        return Vec::new();
    };
    let said = said.split(" --").next().unwrap_or_default();
    let offset = |part: &str| at + (part.as_ptr().addr() - comment.as_ptr().addr());
    let words: Vec<&str> = said
        .split([' ', '\t', ','])
        .filter(|word| !word.is_empty())
        .collect();
    let mention = |word: &str, rule| Mention {
        span: Span::new(offset(word), offset(word) + word.len()),
        rule,
        used: Cell::new(false),
    };
    let whole = comment.trim();
    match words.as_slice() {
        ["ignore"] | [] => vec![mention(whole, Err(Misread::Nothing))],
        ["ignore", rules @ ..] => {
            let read = |word: &&str| mention(word, word.parse().map_err(Misread::from));
            rules.iter().map(read).collect()
        }
        [verb, ..] => vec![mention(verb, Err(Misread::Verb((*verb).to_owned())))],
    }
}

/// The rules that a member lists.
fn listed(node: &Node) -> Vec<Mention> {
    let one = std::slice::from_ref(node);
    let items = node.as_sequence().unwrap_or(one);
    let read = items.iter().map(|item| Mention {
        span: item.span,
        rule: match item.text() {
            Some(text) => text.parse().map_err(Misread::from),
            None => Err(Misread::Nothing),
        },
        used: Cell::new(false),
    });
    read.collect()
}

/// The line that a comment is for: its own if something stands before it, else the next that is more
/// than a comment.
fn meant(text: &str, at: usize, mark: &str) -> Span {
    let start = text[..at].rfind('\n').map_or(0, |before| before + 1);
    let line = |start: usize| {
        let rest = text.get(start..).unwrap_or_default();
        Span::new(
            start,
            start + rest.find('\n').map_or(rest.len(), |end| end + 1),
        )
    };
    let mut span = line(start);
    if text[start..at]
        .trim_start_matches('\u{feff}')
        .trim()
        .is_empty()
    {
        loop {
            span = line(span.end);
            let words = text[span.range()].trim();
            if span.start == span.end || !(words.is_empty() || words.starts_with(mark)) {
                break;
            }
        }
    }
    span
}

/// All that starts in a line, each with its key and all below it.
fn starting_in(node: &Node, line: Span, scopes: &mut Vec<Span>) {
    if node.alias {
        return;
    }
    let mut see = |span: Span, value: &Node| {
        if line.start <= span.start && span.start < line.end {
            scopes.push(span);
        } else if span.start < line.end && line.start <= span.end {
            starting_in(value, line, scopes);
        }
    };
    match &*node.value {
        Value::Mapping(mapping) => {
            for entry in &mapping.entries {
                see(entry_span(entry), &entry.value);
            }
        }
        Value::Sequence(items) => {
            for item in items {
                see(item.span, item);
            }
        }
        Value::Scalar { .. } => {}
    }
}

fn entry_span(entry: &crate::document::Entry) -> Span {
    let end = entry.value.span.end.max(entry.key_span.end);
    Span::new(entry.key_span.start, end)
}
