//! Fixes as edits of the files.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use gatewright_gateway::arn::{FunctionArn, SourceArn, SourceTarget};
use serde_json::{Map, Value as Json, json};

use super::physical::STACK;
use super::terraform::write_hcl;
use super::written::{Form, Step};
use super::{FileKind, Loaded, Part, diff};
use crate::document::{self, Document, Edit, EditError, Lines, Splice};
use crate::fix::{Fix, PRINCIPAL};
use crate::subject::{Place, Thing};

/// A mend of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The file.
    pub path: PathBuf,
    /// Its text as it is.
    pub before: Arc<str>,
    /// What is changed of it.
    pub splice: Splice,
}

impl Change {
    /// The file's text with the mend.
    pub fn after(&self) -> String {
        self.splice.apply(&self.before)
    }

    /// The change as a unified diff.
    pub fn diff(&self) -> String {
        let name = self.path.to_string_lossy();
        diff::unified(name.trim_start_matches('/'), &self.before, &self.after())
    }
}

/// Why a fix cannot be made in a file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoEdit {
    /// No file of this kind says such a thing.
    #[error("an OpenAPI definition says nothing of a function's permissions")]
    NoPermissions,
    /// The function is not the template's.
    #[error("{0} is no resource of the template, and its permissions belong where it is made")]
    NotHere(String),
    /// SAM makes it.
    #[error("{0} is not written in the file: SAM makes it")]
    Made(Thing),
    /// The file has no place for it.
    #[error("the file has no place for {} of {}", .0.pointer, .0.thing)]
    NoPlace(Place),
    /// The value is computed.
    #[error(
        "the value at line {line} comes from {function}, and what that refers to is to be changed"
    )]
    Computed {
        /// The line, from 1.
        line: usize,
        /// `Ref`, `Fn::FindInMap`, ….
        function: String,
    },
    /// A plan is made of a configuration, which is to be changed.
    #[error("a plan cannot be edited; in the configuration, write:\n{0}")]
    Plan(String),
    /// The edit cannot be made.
    #[error(transparent)]
    Edit(#[from] EditError),
}

/// The files while edits are made.
struct Desk<'l> {
    loaded: &'l Loaded,
    open: BTreeMap<usize, Sheet>,
}

/// A file with edits in it.
struct Sheet {
    /// What they change of the file.
    splice: Splice,
    /// The file with them, read as soon as somebody asks for it: most mends are one edit.
    document: OnceCell<Document>,
}

impl Loaded {
    /// The changes that make a remedy's fixes of one of the APIs, all of them or none. A deployment is
    /// no change of a file: whoever deploys the file deploys the API.
    pub fn mend(&self, part: &Part, fixes: &[Fix]) -> Result<Vec<Change>, NoEdit> {
        if self.kind() == FileKind::Terraform {
            let text = write_hcl(self, part, fixes);
            return if text.is_empty() {
                Ok(Vec::new())
            } else {
                Err(NoEdit::Plan(text))
            };
        }
        let mut desk = Desk {
            loaded: self,
            open: BTreeMap::new(),
        };
        for fix in fixes {
            desk.make(part, fix)?;
        }
        let changes = desk.open.into_iter().filter_map(|(number, sheet)| {
            let file = self.files.get(number)?;
            let changed = file.document.text().get(sheet.splice.span.range());
            (changed != Some(&sheet.splice.replacement)).then(|| Change {
                path: file.path.clone(),
                before: file.document.shared_text(),
                splice: sheet.splice,
            })
        });
        Ok(changes.collect())
    }
}

impl Desk<'_> {
    fn document(&self, file: usize) -> Option<&Document> {
        let as_read = &self.loaded.files.get(file)?.document;
        let Some(sheet) = self.open.get(&file) else {
            return Some(as_read);
        };
        if let Some(document) = sheet.document.get() {
            return Some(document);
        }
        let document = Document::parse(&sheet.splice.apply(as_read.text())).ok()?;
        Some(sheet.document.get_or_init(|| document))
    }

    fn edit(&mut self, file: usize, edit: &Edit) -> Result<(), NoEdit> {
        let Some(document) = self.document(file) else {
            return Ok(());
        };
        let mut splice = document.splice_in_words(edit, &|written| in_tags(document, written))?;
        if self.open.contains_key(&file)
            && let Some(read) = self.loaded.files.get(file)
        {
            let after = splice.apply(document.text());
            splice = Splice::between(read.document.text(), &after);
        }
        let document = OnceCell::new();
        self.open.insert(file, Sheet { splice, document });
        Ok(())
    }

    fn make(&mut self, part: &Part, fix: &Fix) -> Result<(), NoEdit> {
        match fix {
            Fix::GrantInvoke {
                function,
                qualifier,
                source_arn,
                ..
            } => self.grant(function, qualifier.as_deref(), source_arn),
            Fix::RevokeInvoke {
                function,
                qualifier,
                statement_id,
            } => {
                let function = match qualifier {
                    Some(qualifier) => format!("{function}:{qualifier}"),
                    None => function.clone(),
                };
                let thing = Thing::Permission {
                    function,
                    statement: statement_id.clone(),
                };
                self.revoke(part, thing)
            }
            Fix::ProxyToFunction { path, verb, uri } => self.proxy(part, path, verb, uri),
            Fix::Set { place, value } => self.set(part, place, value),
            Fix::Remove { place } => self.remove(part, place),
            Fix::Redeploy { .. } => Ok(()),
        }
    }

    /// That what stands at a place is written there, not computed.
    fn is_written(&self, file: usize, place: &document::Place) -> Result<(), NoEdit> {
        let Some(document) = self.document(file) else {
            return Ok(());
        };
        let Some(node) = document.get(place) else {
            return Ok(());
        };
        match node.function() {
            Some((function, _)) => Err(NoEdit::Computed {
                line: Lines::new(document.text()).position(node.span.start).line,
                function,
            }),
            None => Ok(()),
        }
    }

    fn set(&mut self, part: &Part, place: &Place, value: &Json) -> Result<(), NoEdit> {
        let form = part.places.form(&place.thing);
        if form == Some(Form::Made) {
            return Err(NoEdit::Made(place.thing.clone()));
        }
        let located = part.places.locate(place);
        let (file, at) = (located.at.file, located.at.place);
        // In OpenAPI an integration response is known by its selection pattern.
        let pattern = value.get("selectionPattern").and_then(Json::as_str);
        let entry = pattern
            .filter(|pattern| !pattern.is_empty())
            .unwrap_or("default");
        let value = spelled(form, place, value);
        self.is_written(file, &at)?;
        let Some((first, below)) = located.missing.split_first() else {
            return self.edit(file, &Edit::Set { place: at, value });
        };
        let no_place = || NoEdit::NoPlace(place.clone());
        let is_list = self
            .document(file)
            .and_then(|document| document.get(&at))
            .is_some_and(|node| node.as_sequence().is_some());
        let edit = match first {
            Step::Key(key) => Edit::Insert {
                mapping: at,
                key: key.clone(),
                value: Step::wrap(below, entry, value).ok_or_else(no_place)?,
            },
            Step::Entry(..) => {
                let wrapped = Step::wrap(&located.missing, entry, value).ok_or_else(no_place)?;
                let written = wrapped.get(entry).ok_or_else(no_place)?;
                Edit::Insert {
                    mapping: at,
                    key: entry.to_owned(),
                    value: written.clone(),
                }
            }
            Step::Item(_) if is_list => {
                let wrapped = Step::wrap(&located.missing, entry, value).ok_or_else(no_place)?;
                Edit::Push {
                    sequence: at,
                    value: wrapped.get(0).cloned().ok_or_else(no_place)?,
                }
            }
            Step::Item(_) | Step::Nowhere => return Err(no_place()),
        };
        self.edit(file, &edit)
    }

    fn remove(&mut self, part: &Part, place: &Place) -> Result<(), NoEdit> {
        if part.places.form(&place.thing) == Some(Form::Made) {
            return Err(NoEdit::Made(place.thing.clone()));
        }
        let located = part.places.locate(place);
        if !located.missing.is_empty() {
            return Ok(());
        }
        let edit = Edit::Remove {
            place: located.at.place,
        };
        self.edit(located.at.file, &edit)
    }

    fn revoke(&mut self, part: &Part, thing: Thing) -> Result<(), NoEdit> {
        match part.places.form(&thing) {
            Some(Form::Properties) => {}
            Some(_) => return Err(NoEdit::Made(thing)),
            None if self.loaded.kind() == FileKind::OpenApi => return Err(NoEdit::NoPermissions),
            None => return Err(NoEdit::NotHere(thing.to_string())),
        }
        let located = part.places.locate(&thing.whole());
        let Some((resource, _)) = located.at.place.split_last() else {
            return Ok(());
        };
        self.edit(located.at.file, &Edit::Remove { place: resource })
    }

    fn proxy(&mut self, part: &Part, path: &str, verb: &str, uri: &str) -> Result<(), NoEdit> {
        let thing = Thing::method(path, verb);
        let member = |name: &str| thing.clone().member(format!("/methodIntegration/{name}"));
        self.set(part, &member("type"), &json!("AWS_PROXY"))?;
        self.set(part, &member("httpMethod"), &json!("POST"))?;
        for dropped in [
            "requestParameters",
            "requestTemplates",
            "integrationResponses",
            "passthroughBehavior",
            "contentHandling",
        ] {
            self.remove(part, &member(dropped))?;
        }
        let uri_place = member("uri");
        let named = uri
            .split_once("/functions/")
            .and_then(|(_, rest)| rest.strip_suffix("/invocations"))
            .and_then(|arn| arn.parse::<FunctionArn>().ok())
            .and_then(|function| self.named(&function));
        let value = match named {
            Some(named) => json!({"Fn::Sub": format!(
                "arn:${{AWS::Partition}}:apigateway:${{AWS::Region}}:lambda:path/2015-03-31/functions/${{{named}}}/invocations"
            )}),
            None => json!(uri),
        };
        let located = part.places.locate(&uri_place);
        if located.missing.is_empty() {
            let place = located.at.place;
            let file = located.at.file;
            let Some((mapping, key)) = place.split_last() else {
                return Ok(());
            };
            let key = key.to_owned();
            self.edit(file, &Edit::Remove { place })?;
            return self.edit(
                file,
                &Edit::Insert {
                    mapping,
                    key,
                    value,
                },
            );
        }
        self.set(part, &uri_place, &value)
    }

    /// How a template names a function, as in `Fn::Sub`: `Pets.Arn` or, of an alias, `PetsLive`.
    fn named(&self, function: &FunctionArn) -> Option<String> {
        self.loaded.functions.get(&function.to_string()).cloned()
    }

    /// A new permission.
    fn grant(
        &mut self,
        function: &str,
        qualifier: Option<&str>,
        source: &str,
    ) -> Result<(), NoEdit> {
        if self.loaded.kind() == FileKind::OpenApi {
            return Err(NoEdit::NoPermissions);
        }
        let not_here = || NoEdit::NotHere(self.loaded.say(function));
        let mut arn: FunctionArn = function.parse().map_err(|_| not_here())?;
        if let Some(qualifier) = qualifier {
            arn.qualifier = Some(qualifier.to_owned());
        }
        let named = self.named(&arn).ok_or_else(not_here)?;
        let document = self.document(0).ok_or_else(not_here)?;
        let name = match named.split_once('.') {
            Some((logical, "Arn")) if document.is_json() => {
                json!({"Fn::GetAtt": [logical, "Arn"]})
            }
            Some((_, "Arn")) if uses_tags(document) => json!({ "Fn::GetAtt": named }),
            Some((logical, "Arn")) => json!({"Fn::GetAtt": [logical, "Arn"]}),
            _ => json!({ "Ref": named }),
        };
        let logical = named.split('.').next().unwrap_or_default();
        let resources = document::Place::root().key("Resources");
        let condition = document
            .get(&resources.key(logical))
            .and_then(|resource| resource.child("Condition")?.as_str())
            .map(str::to_owned);
        let taken = |key: &str| document.get(&resources.key(key)).is_some();
        let parsed: Option<SourceArn> = source.parse().ok();
        let base = format!(
            "{logical}Permission{}",
            parsed.as_ref().map(suffix).unwrap_or_default()
        );
        let mut key = base.clone();
        let mut number = 1;
        while taken(&key) {
            number += 1;
            key = format!("{base}{number}");
        }
        let mut resource = Map::new();
        resource.insert("Type".to_owned(), json!("AWS::Lambda::Permission"));
        if let Some(condition) = condition {
            resource.insert("Condition".to_owned(), json!(condition));
        }
        resource.insert(
            "Properties".to_owned(),
            json!({
                "Action": "lambda:InvokeFunction",
                "FunctionName": name,
                "Principal": PRINCIPAL,
                "SourceArn": {"Fn::Sub": in_sub(source)},
            }),
        );
        let edit = Edit::Insert {
            mapping: resources,
            key,
            value: Json::Object(resource),
        };
        self.edit(0, &edit)
    }
}

/// What of a source ARN makes a logical id of its own: `GETPetsId`.
fn suffix(source: &SourceArn) -> String {
    let text = match &source.target {
        SourceTarget::Method { method, path, .. } => {
            let method = if method == "*" { "Any" } else { method };
            format!("{method}{path}")
        }
        SourceTarget::Authorizer(_) => "Authorizer".to_owned(),
    };
    let words = text.split(|it: char| !it.is_ascii_alphanumeric());
    words
        .map(|word| {
            let mut letters = word.chars();
            let first = letters.next().map(|first| first.to_ascii_uppercase());
            first.into_iter().chain(letters).collect::<String>()
        })
        .collect()
}

/// A source ARN as the text of `Fn::Sub`.
fn in_sub(source: &str) -> String {
    let parts: Vec<&str> = source.splitn(6, ':').collect();
    let &[arn, _, service, _, _, resource] = parts.as_slice() else {
        return source.to_owned();
    };
    let (api, rest) = resource.split_once('/').unwrap_or((resource, "*"));
    // What has no logical id of its own may be any.
    let named = |id: &str| match id.strip_prefix(STACK) {
        Some(logical) if !logical.contains('.') => format!("${{{logical}}}"),
        _ => "*".to_owned(),
    };
    let rest = match rest.strip_prefix("authorizers/") {
        Some(id) => format!("authorizers/{}", named(id)),
        None => rest.to_owned(),
    };
    let api = named(api);
    format!("{arn}:${{AWS::Partition}}:{service}:${{AWS::Region}}:${{AWS::AccountId}}:{api}/{rest}")
}

/// A whole document in the file's own words.
fn spelled(form: Option<Form>, place: &Place, value: &Json) -> Json {
    let Json::Object(members) = value else {
        return value.clone();
    };
    match form {
        Some(Form::Method | Form::Properties) => {
            let members = members.iter().filter(|(key, _)| *key != "statusCode");
            let members = members.map(|(key, value)| {
                let mut letters = key.chars();
                let first = letters.next().map(|first| first.to_ascii_uppercase());
                (first.into_iter().chain(letters).collect(), value.clone())
            });
            Json::Object(members.collect())
        }
        Some(Form::Operation) if place.pointer.starts_with("/methodResponses/") => {
            let headers = members.get("responseParameters").and_then(Json::as_object);
            let headers = headers.into_iter().flatten().filter_map(|(name, _)| {
                let name = name.strip_prefix("method.response.header.")?;
                Some((name.to_owned(), json!({"schema": {"type": "string"}})))
            });
            let headers: Map<String, Json> = headers.collect();
            let mut response = Map::new();
            let status = place.pointer.rsplit('/').next().unwrap_or_default();
            response.insert(
                "description".to_owned(),
                json!(format!("{status} response")),
            );
            if !headers.is_empty() {
                response.insert("headers".to_owned(), Json::Object(headers));
            }
            Json::Object(response)
        }
        Some(Form::Operation) => {
            // The pattern is the key there.
            let members = members.iter().filter(|(key, _)| *key != "selectionPattern");
            Json::Object(
                members
                    .map(|(key, value)| (key.clone(), value.clone()))
                    .collect(),
            )
        }
        _ => value.clone(),
    }
}

/// Whether the file writes CloudFormation's functions as tags.
fn uses_tags(document: &Document) -> bool {
    ["!Ref", "!Sub", "!GetAtt"]
        .iter()
        .any(|tag| document.text().contains(tag))
}

/// New lines with tags instead of keys, where the file has tags.
fn in_tags(document: &Document, written: &str) -> Option<String> {
    let has_functions = written.contains("Fn::") || written.contains("Ref");
    if !has_functions || !uses_tags(document) || document.is_json() {
        return None;
    }
    let functions = [
        ("Fn::Sub: ", "!Sub "),
        ("Fn::GetAtt: ", "!GetAtt "),
        ("Ref: ", "!Ref "),
    ];
    let mut lines: Vec<String> = Vec::new();
    for line in written.split('\n') {
        let inner = line.trim_start();
        let function = functions
            .iter()
            .find_map(|(long, tag)| Some((inner.strip_prefix(long)?, *tag)));
        let above = lines
            .last_mut()
            .filter(|above| above.trim_end().ends_with(':'));
        match (function, above) {
            (Some((argument, tag)), Some(above)) => {
                let end = above.trim_end().len();
                above.truncate(end);
                above.push(' ');
                above.push_str(tag);
                above.push_str(argument);
            }
            _ => lines.push(line.to_owned()),
        }
    }
    Some(lines.join("\n"))
}
