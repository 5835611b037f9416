//! Checks files' templates, by themselves and against a sample request.

use std::path::{Component, Path, PathBuf};

use gatewright_gateway::fault::RuleCode;
use gatewright_gateway::trace::{ConfigurationError, Event};
use gatewright_velocity::lint::{self, Diagnostic};
use gatewright_velocity::{Profile, Value, json};

use super::find::{Backend, Part, Side, Template, find, is_api_file};
use super::sample::Sample;
use super::{failure, place_of};
use crate::document::{Document, Edit, Lines, Node, ReadError, Span, Splice};
use crate::dry_run::Predicted;
use crate::named::Named;
use crate::report::{About, Checked, Entry, File, Location, Mend, Report, Spot, Unseen};
use crate::rule::Severity;
use crate::source::file::{Reader, as_template};

/// A file that cannot be checked because it cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path}:{line}:{column}: {error}")]
pub struct Unreadable {
    path: String,
    line: usize,
    column: usize,
    error: ReadError,
}

/// Checks files, each a path and a text: bare templates, or files of an API with templates in them. The
/// definitions that SAM and CloudFormation files name are read through `reader`. With a sample request,
/// request templates are run as well; with one that has a response, response templates too. What the
/// files say is to be ignored is left out.
pub fn check(
    files: Vec<(String, String)>,
    sample: Option<&Sample>,
    reader: Reader<'_>,
) -> Result<Report, Unreadable> {
    let mut report = findings(files, sample, reader)?;
    // What the rules of the doctor find is not looked for here.
    crate::ignore::apply(&mut report, &|it| matches!(it, Named::Lint(_)));
    Ok(report)
}

/// The same with all that is found, whatever the files say.
pub fn findings(
    files: Vec<(String, String)>,
    sample: Option<&Sample>,
    reader: Reader<'_>,
) -> Result<Report, Unreadable> {
    let paths: Vec<&str> = files.iter().map(|(path, _)| path.as_str()).collect();
    let mut checker = Checker {
        report: Report {
            target: paths.join(" "),
            ..Report::default()
        },
        sample,
        checked: 0,
        seen: files
            .iter()
            .map(|(path, _)| plain(Path::new(path)))
            .collect(),
        reader,
    };
    for (path, text) in files {
        let document = api_document(&path, &text)?;
        checker.file(path, text, document)?;
    }
    checker.report.checked = Checked {
        templates: Some(checker.checked),
        ..Checked::default()
    };
    Ok(checker.report)
}

/// What is wrong with one template that cannot be rendered.
pub(super) fn diagnose(file: File, template: Option<&Template>, sample: &Sample) -> Report {
    let mut report = Report {
        target: file.path.clone(),
        ..Report::default()
    };
    let checking = Checking {
        text: template.map_or(file.text.as_str(), |it| &it.part.text),
        file: 0,
        document: file.document.as_ref(),
        part: template.map(|it| &it.part),
        makes_json: false,
        side: template.map_or(Side::Request, |it| it.side),
        backend: Backend::Other,
        about: template.map(|it| it.about.clone()),
    };
    let (findings, is_parsed) = checking.lints();
    if is_parsed {
        report.findings.extend(checking.run(sample));
    } else {
        let found = findings.into_iter().map(|(_, finding)| finding);
        report.findings = found.filter(|it| it.severity == Severity::Error).collect();
    }
    report.files.push(file);
    report
}

/// The document that a file is, if it is one of an API; a bare template is none.
pub(super) fn api_document(path: &str, text: &str) -> Result<Option<Document>, Unreadable> {
    let extension = path.rsplit_once('.').map(|(_, extension)| extension);
    let extension = extension.map(str::to_ascii_lowercase);
    let is_document = match extension.as_deref() {
        Some("vtl" | "vm" | "velocity") => return Ok(None),
        Some("yaml" | "yml") => true,
        _ => looks_like_api(text),
    };
    match Document::parse(text) {
        Ok(document) => Ok(is_api_file(&document).then(|| as_template(document))),
        Err(error) if is_document => {
            let at = Lines::new(text).position(error.span().start);
            Err(Unreadable {
                path: path.to_owned(),
                line: at.line,
                column: at.column,
                error,
            })
        }
        Err(_) => Ok(None),
    }
}

/// Whether a line of the text opens what only a file of an API has.
fn looks_like_api(text: &str) -> bool {
    text.lines().any(|line| {
        let line = line.trim_start_matches([' ', '\t', '{', '"']);
        [
            "openapi",
            "swagger",
            "AWSTemplateFormatVersion",
            "Resources",
        ]
        .into_iter()
        .any(|key| {
            let rest = line.strip_prefix(key).unwrap_or_default();
            rest.trim_start_matches(['"', ' ']).starts_with(':')
        })
    })
}

struct Checker<'s> {
    report: Report,
    sample: Option<&'s Sample>,
    checked: usize,
    /// The files that are checked, each once.
    seen: Vec<PathBuf>,
    reader: Reader<'s>,
}

/// A path without `.` and, where it can be told, `..`.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if plain.file_name().is_some() => {
                plain.pop();
            }
            part => plain.push(part),
        }
    }
    plain
}

/// A template on its way through the checks.
struct Checking<'t> {
    text: &'t str,
    /// In which file it stands, and where, if not alone.
    file: usize,
    document: Option<&'t Document>,
    part: Option<&'t Part>,
    /// Whether its output is meant to be JSON.
    makes_json: bool,
    side: Side,
    backend: Backend,
    about: Option<About>,
}

/// Whether a template without a content type seems to write JSON: by its last sign, or by the first that
/// stands in no directive's line.
fn looks_like_json(template: &str) -> bool {
    let mut lines = template.lines().map(str::trim_start);
    let first = lines.find(|line| !line.is_empty() && !line.starts_with('#'));
    template.trim_end().ends_with(['}', ']']) || first.is_some_and(|line| line.starts_with('{'))
}

impl Checker<'_> {
    fn file(
        &mut self,
        path: String,
        text: String,
        document: Option<Document>,
    ) -> Result<(), Unreadable> {
        let folder = Path::new(&path).parent().map(Path::to_owned);
        let file = self.report.files.len();
        let found = document.as_ref().map(find);
        let shown = File::new(path, text.clone(), document.clone());
        self.report.files.push(shown);
        let Some(found) = found else {
            self.template(&Checking {
                text: &text,
                file,
                document: None,
                part: None,
                makes_json: looks_like_json(&text),
                side: Side::Request,
                backend: Backend::Other,
                about: None,
            });
            return Ok(());
        };
        for hidden in found.hidden {
            let why = match &hidden.file {
                Some(name) => self.definition(&folder.clone().unwrap_or_default().join(name))?,
                None => Some(hidden.why),
            };
            self.report.unseen.extend(why.map(|why| Unseen {
                what: hidden.what,
                why,
                location: Some(Location {
                    file,
                    spot: Spot::Value(hidden.place),
                }),
            }));
        }
        for refused in found.refused {
            let message = refused.error.to_string();
            let mut finding = Entry::new(RuleCode::FileRefused, Severity::Error, message);
            finding.about = (refused.about != About::default()).then_some(refused.about);
            finding.location = Some(Location {
                file,
                spot: Spot::Key(refused.place),
            });
            finding.help = Some("write a media type, such as application/json".to_owned());
            self.report.findings.push(finding);
        }
        for template in &found.templates {
            let about = template.about.clone();
            self.template(&Checking {
                text: &template.part.text,
                file,
                document: document.as_ref(),
                part: Some(&template.part),
                makes_json: template.content_type.contains("json"),
                side: template.side,
                backend: template.backend,
                about: (about != About::default()).then_some(about),
            });
        }
        Ok(())
    }

    /// Checks the definition in a file that another names; gives why that cannot be done.
    fn definition(&mut self, path: &Path) -> Result<Option<String>, Unreadable> {
        let path = plain(path);
        if self.seen.contains(&path) {
            return Ok(None);
        }
        self.seen.push(path.clone());
        let shown = path.display().to_string();
        let text = match (self.reader)(&path) {
            Ok(text) => text,
            Err(error) => return Ok(Some(format!("cannot read {shown}: {error}"))),
        };
        match api_document(&shown, &text)? {
            Some(document) => {
                self.file(shown, text, Some(document))?;
                Ok(None)
            }
            None => Ok(Some(format!("{shown} is no API definition"))),
        }
    }

    fn template(&mut self, checking: &Checking<'_>) {
        self.checked += 1;
        let (findings, is_parsed) = checking.lints();
        let unknown = checking.part.map_or(&[][..], |part| &part.unknown);
        for (span, finding) in findings {
            if unknown.iter().any(|unknown| unknown.touches(span)) {
                // What stands here may be right once it is filled in.
                if !is_parsed {
                    self.report.unseen.push(Unseen {
                        what: "the template".to_owned(),
                        why: "whether it parses depends on what Fn::Sub fills in".to_owned(),
                        location: finding.location,
                    });
                }
                continue;
            }
            self.report.findings.push(finding);
        }
        if let Some(sample) = self.sample
            && is_parsed
            && unknown.is_empty()
            && (checking.side == Side::Request || sample.has_response())
        {
            self.report.findings.extend(checking.run(sample));
        }
    }
}

impl Checking<'_> {
    /// Where a span of the template stands.
    fn location(&self, span: Span) -> Location {
        Location {
            file: self.file,
            spot: match self.part {
                Some(part) => Spot::Within(part.place.clone(), part.in_value(span)),
                None => Spot::Bytes(span),
            },
        }
    }

    fn finding(&self, rule: RuleCode, message: String, span: Span) -> Entry {
        let mut finding = Entry::new(rule, Severity::Error, message);
        finding.about.clone_from(&self.about);
        finding.location = Some(self.location(span));
        finding
    }

    /// What is wrong with the template by itself, with the spans; and whether it parses.
    fn lints(&self) -> (Vec<(Span, Entry)>, bool) {
        let options = lint::Options {
            sample: None,
            output_json: self.makes_json,
            place: match self.side {
                Side::Request => lint::Place::Request,
                Side::Response => lint::Place::Response,
            },
        };
        let found = lint::check(self.text, &options);
        let found = found.into_iter().map(|diagnostic| {
            let span = spanned(diagnostic.span);
            (span, self.entry(diagnostic))
        });
        let is_parsed = gatewright_velocity::Template::parse(self.text, Profile::Aws).is_ok();
        (found.collect(), is_parsed)
    }

    fn entry(&self, diagnostic: Diagnostic) -> Entry {
        let severity = match diagnostic.severity {
            lint::Severity::Error => Severity::Error,
            lint::Severity::Warning => Severity::Warning,
            lint::Severity::Note => Severity::Note,
        };
        let mut entry = Entry::new(diagnostic.lint, severity, diagnostic.message);
        entry.about.clone_from(&self.about);
        entry.location = Some(self.location(spanned(diagnostic.span)));
        let labels = diagnostic.labels.into_iter();
        entry.related = labels
            .map(|label| (self.location(spanned(label.span)), label.message))
            .collect();
        if severity == Severity::Error {
            entry.predicted = Some(self.predicted());
        }
        let splice = diagnostic.edit.as_ref().and_then(|edit| self.splice(edit));
        match (diagnostic.edit, splice) {
            (Some(edit), Some(splice)) => entry.mends.push(Mend {
                title: diagnostic.help.unwrap_or_else(|| "change it".to_owned()),
                safe: edit.safe,
                commands: vec![],
                edits: vec![(self.file, splice)],
            }),
            _ => entry.help = diagnostic.help,
        }
        entry
    }

    /// A change of the template as one of its file.
    fn splice(&self, edit: &lint::Edit) -> Option<Splice> {
        let span = spanned(edit.span);
        let Some((document, part)) = self.document.zip(self.part) else {
            return Some(Splice {
                span,
                replacement: edit.replacement.clone(),
            });
        };
        let node = document.get(&part.place)?;
        let in_value = part.in_value(span);
        let changed = Splice {
            span: in_value,
            replacement: edit.replacement.clone(),
        };
        let changed = changed.apply(node.text()?);
        // Most changes can be written as they are; where the file has to quote them, all is written anew.
        let direct = Splice {
            span: document.source_map(node).span(in_value),
            replacement: edit.replacement.clone(),
        };
        let read = Document::parse(&direct.apply(document.text())).ok();
        let is_right = read.is_some_and(|read| {
            let text = read.get(&part.place).and_then(Node::text);
            text == Some(changed.as_str())
        });
        if is_right {
            return Some(direct);
        }
        let place = part.place.clone();
        let value = changed.into();
        document.splice(&Edit::Set { place, value }).ok()
    }

    /// The rule for a template that cannot be used.
    fn fails(&self) -> RuleCode {
        match self.side {
            Side::Request => RuleCode::RequestTemplateFails,
            Side::Response => RuleCode::ResponseTemplateFails,
        }
    }

    /// What a request meets when the template cannot be used (F§2.2 #16, #17).
    fn predicted(&self) -> Predicted {
        predicted(match self.side {
            Side::Request => ConfigurationError::UnableToTransformRequest,
            Side::Response => ConfigurationError::UnableToTransformResponse,
        })
    }

    /// Runs the template, and looks at what it makes.
    fn run(&self, sample: &Sample) -> Option<Entry> {
        let template = gatewright_velocity::Template::parse(self.text, Profile::Aws).ok()?;
        let whole = Span::new(0, self.text.trim_end().len());
        let output = match template.render(&mut sample.scope(self.side)) {
            Ok(output) => output,
            Err(error) => {
                let span = place_of(self.text, error.position);
                let mut finding = self.finding(self.fails(), failure(&error), span);
                finding.predicted = Some(self.predicted());
                return Some(finding);
            }
        };
        match (self.side, self.backend) {
            (Side::Response, _) | (Side::Request, Backend::Other) => {
                let error = serde_json::from_str::<serde_json::Value>(&output).err()?;
                // An empty body is no JSON either, and often meant.
                if !self.makes_json || output.trim().is_empty() {
                    return None;
                }
                let message = "what the template makes of the sample is not JSON".to_owned();
                let mut finding = Entry::new(lint::Lint::OutputNotJson, Severity::Warning, message);
                finding.about.clone_from(&self.about);
                finding.location = Some(self.location(whole));
                finding.evidence = vec![format!("it makes: {output}"), error.to_string()];
                Some(finding)
            }
            (Side::Request, Backend::Lambda) => {
                let error = serde_json::from_str::<serde_json::Value>(&output).err()?;
                let message = "what the template makes of the sample is not JSON".to_owned();
                let mut finding = self.finding(RuleCode::LambdaPayloadNotJson, message, whole);
                finding.evidence = vec![format!("it makes: {output}"), error.to_string()];
                Some(finding)
            }
            (Side::Request, Backend::Mock) => {
                if mock_status(&output).is_some() {
                    return None;
                }
                let message = "what the template makes of the sample has no integer statusCode";
                let mut finding =
                    self.finding(RuleCode::MockStatusCodeMissing, message.to_owned(), whole);
                finding.evidence = vec![format!("it makes: {output}")];
                finding.predicted = Some(predicted(ConfigurationError::UnableToParseStatusCode));
                Some(finding)
            }
        }
    }
}

fn spanned(span: gatewright_velocity::Span) -> Span {
    Span::new(span.start, span.end)
}

/// A 500 with its line of the execution log.
fn predicted(error: ConfigurationError) -> Predicted {
    Predicted {
        status: 500,
        body: "{\"message\": \"Internal server error\"}".to_owned(),
        log: Some(Event::ConfigurationError(error).to_string()),
    }
}

/// `statusCode` as API Gateway reads it of a MOCK's request (F§3.7).
fn mock_status(output: &str) -> Option<u16> {
    let Value::Map(members) = json::parse(output).ok()? else {
        return None;
    };
    match members.get_str("statusCode")? {
        Value::Int(status) => u16::try_from(status).ok(),
        _ => None,
    }
}
