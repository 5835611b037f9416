//! Where the things of an API are written: from a place in AWS's own words to one in a file.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::value::{At, Value};
use crate::subject::{Place, Thing};

/// Where a thing is written.
#[derive(Clone, Debug)]
pub(super) struct Written {
    /// What the way starts from.
    pub(super) root: Arc<Value>,
    /// The way from there to the thing.
    pub(super) way: Vec<Step>,
    /// In which words its members are written.
    pub(super) form: Form,
}

/// How a file spells the members of a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// The properties of an `AWS::ApiGateway::Method`.
    Method,
    /// The properties of another resource of CloudFormation.
    Properties,
    /// An operation of Swagger 2.0 or OpenAPI 3.0.
    Operation,
    /// The whole of such a document.
    Document,
    /// A security scheme of it.
    SecurityScheme,
    /// As AWS spells them: a gateway response in OpenAPI.
    Plain,
    /// Not at all: SAM makes the thing of something shorter.
    Made,
}

/// One step down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// To the value of a key.
    Key(String),
    /// To the item of a list whose members have these values.
    Item(Vec<(&'static str, String)>),
    /// To the entry of a mapping that has this key, or whose member has it for its value.
    Entry(&'static str, String),
    /// To what the file does not have.
    Nowhere,
}

/// Where a member is, or what is nearest above.
#[derive(Clone, Debug)]
pub(super) struct Located {
    pub(super) at: At,
    /// The steps that the file does not have.
    pub(super) missing: Vec<Step>,
}

impl Written {
    pub(super) fn new(root: &Arc<Value>, form: Form) -> Self {
        Self {
            root: Arc::clone(root),
            way: Vec::new(),
            form,
        }
    }

    pub(super) fn at(root: &Arc<Value>, keys: &[&str], form: Form) -> Self {
        Self {
            root: Arc::clone(root),
            way: keys
                .iter()
                .map(|key| Step::Key((*key).to_owned()))
                .collect(),
            form,
        }
    }

    fn locate(&self, pointer: &str) -> Located {
        let members = self.form.steps(pointer);
        let mut steps = self.way.iter().chain(&members);
        let mut value = &*self.root;
        let mut left = Vec::new();
        for step in steps.by_ref() {
            let Some(below) = down(&self.root, value, step) else {
                left.push(step.clone());
                break;
            };
            value = below;
        }
        left.extend(steps.cloned());
        Located {
            at: value.at.clone(),
            missing: left,
        }
    }
}

fn down<'v>(root: &'v Value, value: &'v Value, step: &Step) -> Option<&'v Value> {
    let value = resolved(root, value);
    match step {
        Step::Key(key) => value.get(key),
        Step::Item(members) => value
            .items()
            .iter()
            .map(|item| resolved(root, item))
            .find(|item| {
                members
                    .iter()
                    .all(|(key, wanted)| item.text(key).is_some_and(|text| text == *wanted))
            }),
        Step::Entry(member, wanted) => {
            let entries = value.entries();
            let by_member = entries
                .iter()
                .find(|(_, entry)| entry.text(member).is_some_and(|text| text == *wanted));
            let found = by_member.or_else(|| entries.iter().find(|(key, _)| key == wanted));
            found.map(|(_, entry)| entry)
        }
        Step::Nowhere => None,
    }
}

/// A value, or what its `$ref` leads to.
fn resolved<'v>(root: &'v Value, value: &'v Value) -> &'v Value {
    let mut value = value;
    for _ in 0..16 {
        let Some(reference) = value.text("$ref") else {
            break;
        };
        let found = reference.strip_prefix("#/").and_then(|pointer| {
            let mut steps = pointer
                .split('/')
                .map(|step| step.replace("~1", "/").replace("~0", "~"));
            steps.try_fold(root, |value, step| value.get(&step))
        });
        let Some(found) = found else {
            break;
        };
        value = found;
    }
    value
}

/// Where everything of an API is.
#[derive(Clone, Debug)]
pub(super) struct Places {
    things: BTreeMap<Thing, Written>,
    /// The file.
    whole: At,
}

impl Places {
    pub(super) fn new(file: usize) -> Self {
        Self {
            things: BTreeMap::new(),
            whole: At::root(file),
        }
    }

    pub(super) fn put(&mut self, thing: Thing, written: Written) {
        self.things.insert(thing, written);
    }

    pub(super) fn extend(&mut self, others: &BTreeMap<Thing, Written>) {
        let others = others.iter().map(|(thing, it)| (thing.clone(), it.clone()));
        self.things.extend(others);
    }

    pub(super) fn form(&self, thing: &Thing) -> Option<Form> {
        self.things.get(thing).map(|written| written.form)
    }

    /// A place in the file, or the nearest above that the file has.
    pub(super) fn locate(&self, place: &Place) -> Located {
        if let Some(written) = self.things.get(&place.thing) {
            return written.locate(&place.pointer);
        }
        // A resource that is there for its children only is best shown by one of them.
        let near = match &place.thing {
            Thing::Method { path, .. } => self.things.get(&Thing::Resource(path.clone())),
            Thing::Resource(path) => self
                .things
                .iter()
                .find(|(thing, _)| {
                    matches!(thing, Thing::Method { path: other, .. } if other.starts_with(path))
                })
                .map(|(_, written)| written),
            _ => None,
        };
        let at = near
            .or_else(|| self.things.get(&Thing::Api))
            .map_or_else(|| self.whole.clone(), |written| written.locate("").at);
        Located {
            at,
            missing: vec![Step::Nowhere],
        }
    }
}

impl Form {
    /// The way from a thing to a member.
    fn steps(self, pointer: &str) -> Vec<Step> {
        let segments: Vec<String> = pointer
            .split('/')
            .skip(1)
            .map(|segment| segment.replace("~1", "/").replace("~0", "~"))
            .collect();
        let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
        match self {
            Self::Method => of_method(&segments),
            Self::Properties => of_properties(&segments),
            Self::Operation => of_operation(&segments),
            Self::Document => of_document(&segments),
            Self::SecurityScheme => of_scheme(&segments),
            Self::Plain => keys(&segments),
            Self::Made if segments.is_empty() => Vec::new(),
            Self::Made => vec![Step::Nowhere],
        }
    }
}

fn key(name: &str) -> Step {
    Step::Key(name.to_owned())
}

fn keys(names: &[&str]) -> Vec<Step> {
    names.iter().map(|name| key(name)).collect()
}

/// `timeoutInMillis` as CloudFormation spells it.
fn capital(name: &str) -> Step {
    let mut letters = name.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    Step::Key(first.into_iter().chain(letters).collect())
}

/// A member in CloudFormation's spelling, and what is below it as it is.
fn spelled(segments: &[&str]) -> Vec<Step> {
    let mut steps: Vec<Step> = segments
        .first()
        .map(|name| capital(name))
        .into_iter()
        .collect();
    steps.extend(keys(segments.get(1..).unwrap_or_default()));
    steps
}

fn of_method(segments: &[&str]) -> Vec<Step> {
    let by_status = |list: &str, status: &str, rest: &[&str]| {
        let item = Step::Item(vec![("StatusCode", status.to_owned())]);
        [vec![key(list), item], spelled(rest)].concat()
    };
    match segments {
        [
            "methodIntegration",
            "integrationResponses",
            status,
            rest @ ..,
        ] => [
            vec![key("Integration")],
            by_status("IntegrationResponses", status, rest),
        ]
        .concat(),
        ["methodIntegration", "httpMethod"] => keys(&["Integration", "IntegrationHttpMethod"]),
        ["methodIntegration", rest @ ..] => [vec![key("Integration")], spelled(rest)].concat(),
        ["methodResponses", status, rest @ ..] => by_status("MethodResponses", status, rest),
        other => spelled(other),
    }
}

fn of_properties(segments: &[&str]) -> Vec<Step> {
    match segments {
        ["methodSettings", of, rest @ ..] => {
            let (path, verb) = of.rsplit_once('/').unwrap_or((of, "*"));
            let item = Step::Item(vec![
                ("ResourcePath", format!("/{}", path.trim_start_matches('/'))),
                ("HttpMethod", verb.to_owned()),
            ]);
            [vec![key("MethodSettings"), item], spelled(rest)].concat()
        }
        ["canarySettings", rest @ ..] => [vec![key("CanarySetting")], spelled(rest)].concat(),
        ["accessLogSettings", rest @ ..] => [vec![key("AccessLogSetting")], spelled(rest)].concat(),
        ["endpointConfiguration", rest @ ..] => {
            [vec![key("EndpointConfiguration")], spelled(rest)].concat()
        }
        ["apiKeySource", ..] => keys(&["ApiKeySourceType"]),
        ["cloudwatchRoleArn"] => keys(&["CloudWatchRoleArn"]),
        other => spelled(other),
    }
}

fn of_operation(segments: &[&str]) -> Vec<Step> {
    const INTEGRATION: &str = "x-amazon-apigateway-integration";
    match segments {
        [
            "methodIntegration",
            "integrationResponses",
            status,
            rest @ ..,
        ] => [
            vec![
                key(INTEGRATION),
                key("responses"),
                Step::Entry("statusCode", (*status).to_owned()),
            ],
            keys(rest),
        ]
        .concat(),
        ["methodIntegration", "integrationResponses"] => keys(&[INTEGRATION, "responses"]),
        ["methodIntegration", rest @ ..] => [vec![key(INTEGRATION)], keys(rest)].concat(),
        ["methodResponses", status, rest @ ..] => {
            let below = match rest {
                ["responseParameters", name] => {
                    let name = name.strip_prefix("method.response.header.");
                    vec![key("headers"), key(name.unwrap_or_default())]
                }
                ["responseParameters"] => vec![key("headers")],
                [] => Vec::new(),
                _ => vec![Step::Nowhere],
            };
            [vec![key("responses"), key(status)], below].concat()
        }
        ["methodResponses"] => keys(&["responses"]),
        ["requestParameters"] => keys(&["parameters"]),
        ["requestParameters", name, ..] => {
            let mut parts = name.splitn(4, '.').skip(2);
            let place = match parts.next() {
                Some("querystring") => "query",
                other => other.unwrap_or_default(),
            };
            vec![
                key("parameters"),
                Step::Item(vec![
                    ("in", place.to_owned()),
                    ("name", parts.next().unwrap_or_default().to_owned()),
                ]),
            ]
        }
        [
            "authorizationType" | "authorizerId" | "apiKeyRequired" | "authorizationScopes",
            ..,
        ] => keys(&["security"]),
        ["requestValidatorId"] => keys(&["x-amazon-apigateway-request-validator"]),
        ["operationName"] => keys(&["operationId"]),
        ["requestModels", ..] => keys(&["requestBody"]),
        [] => Vec::new(),
        _ => vec![Step::Nowhere],
    }
}

fn of_document(segments: &[&str]) -> Vec<Step> {
    match segments {
        [] => Vec::new(),
        ["name"] => keys(&["info", "title"]),
        ["description"] => keys(&["info", "description"]),
        ["version"] => keys(&["info", "version"]),
        [member, rest @ ..] => {
            let name = match *member {
                "binaryMediaTypes" => "binary-media-types",
                "minimumCompressionSize" => "minimum-compression-size",
                "apiKeySource" => "api-key-source",
                "policy" => "policy",
                "endpointConfiguration" => "endpoint-configuration",
                _ => return vec![Step::Nowhere],
            };
            [
                vec![Step::Key(format!("x-amazon-apigateway-{name}"))],
                keys(rest),
            ]
            .concat()
        }
    }
}

fn of_scheme(segments: &[&str]) -> Vec<Step> {
    match segments {
        [] | ["name"] => Vec::new(),
        ["authType"] => keys(&["x-amazon-apigateway-authtype"]),
        members => [vec![key("x-amazon-apigateway-authorizer")], keys(members)].concat(),
    }
}

impl Step {
    /// What is to be written for the steps below a place that are missing, ending in a value. A new
    /// entry has the key `entry`.
    pub(super) fn wrap(
        missing: &[Self],
        entry: &str,
        value: serde_json::Value,
    ) -> Option<serde_json::Value> {
        let mut value = value;
        for step in missing.iter().rev() {
            value = match step {
                Self::Key(key) => serde_json::json!({ key: value }),
                Self::Entry(member, wanted) => {
                    let mut members = value.as_object()?.clone();
                    members.shift_insert(0, (*member).to_owned(), wanted.clone().into());
                    serde_json::json!({ entry: members })
                }
                Self::Item(of) => {
                    let mut members = value.as_object()?.clone();
                    for (key, text) in of.iter().rev() {
                        members.shift_insert(0, (*key).to_owned(), text.clone().into());
                    }
                    serde_json::Value::Array(vec![members.into()])
                }
                Self::Nowhere => return None,
            };
        }
        Some(value)
    }
}
