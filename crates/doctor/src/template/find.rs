//! Where OpenAPI, SAM and CloudFormation files keep mapping templates. Those of gateway responses are
//! not among them: API Gateway only substitutes variables there.

use gatewright_gateway::integration_check::{InvalidIntegration, check_content_type};

use crate::document::{Document, Mapping, Node, Place, SourceMap, Span, Value};
use crate::report::About;
use crate::source::file::is_terraform;

/// What a template makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The integration's request.
    Request,
    /// The client's response.
    Response,
}

/// What an integration calls, as far as it asks something of what a request template makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backend {
    /// A function, which takes JSON.
    Lambda,
    /// Nothing: API Gateway itself reads `statusCode`.
    Mock,
    /// Anything else, or not known.
    Other,
}

/// A template in a document.
#[derive(Clone, Debug)]
pub struct Template {
    /// Where it stands.
    pub part: Part,
    /// What it is about.
    pub about: About,
    /// What it makes.
    pub side: Side,
    /// The media type that it is for.
    pub content_type: String,
    /// What takes its output.
    pub backend: Backend,
}

/// A text of a document, which may have parts that only a deployment fills in.
#[derive(Clone, Debug)]
pub struct Part {
    /// The scalar's place.
    pub place: Place,
    /// The text. Where it is not known, letters of the same length stand in.
    pub text: String,
    /// What is not known.
    pub unknown: Vec<Span>,
    /// From the text to the scalar's value.
    map: SourceMap,
}

impl Part {
    /// The bytes of the scalar's value that a span of the text is.
    pub fn in_value(&self, span: Span) -> Span {
        self.map.span(span)
    }
}

/// What a document holds of templates.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// The templates.
    pub templates: Vec<Template>,
    /// What may hold templates, and cannot be seen.
    pub hidden: Vec<Hidden>,
    /// Keys of templates that AWS refuses when the file is deployed.
    pub refused: Vec<Refused>,
}

/// A key that is no content type.
#[derive(Clone, Debug)]
pub struct Refused {
    /// The place of its value.
    pub place: Place,
    /// What it is about.
    pub about: About,
    /// What AWS says.
    pub error: InvalidIntegration,
}

/// Something that cannot be seen in the file.
#[derive(Clone, Debug)]
pub struct Hidden {
    /// Where it stands.
    pub place: Place,
    /// What it is.
    pub what: String,
    /// Why it cannot be seen, and what to do.
    pub why: String,
    /// The file that has it, relative to the document's: an API's definition.
    pub file: Option<String>,
}

/// Whether a document is one of an API: OpenAPI 3, Swagger 2, SAM, CloudFormation, or a plan or state of Terraform.
pub fn is_api_file(document: &Document) -> bool {
    let root = document.root();
    ["openapi", "swagger", "Resources"]
        .into_iter()
        .any(|key| root.child(key).is_some())
        || is_terraform(document)
}

/// Finds the templates of a document.
pub fn find(document: &Document) -> Found {
    let mut found = Found::default();
    let root = document.root();
    if let Some(resources) = root.child("Resources") {
        let at = Place::root().key("Resources");
        for (place, _, resource) in entries(&at, resources) {
            found.resource(&place, resource);
        }
    } else {
        found.definition(&Place::root(), root);
    }
    found
}

impl Found {
    fn resource(&mut self, at: &Place, resource: &Node) {
        let kind = resource.child("Type").and_then(Node::text);
        let Some(properties) = resource.child("Properties") else {
            return;
        };
        let at = at.key("Properties");
        let definition = match kind {
            Some("AWS::Serverless::Api") => Some(("DefinitionBody", "DefinitionUri")),
            Some("AWS::ApiGateway::RestApi") => Some(("Body", "BodyS3Location")),
            Some("AWS::ApiGateway::Method") => {
                let verb = properties.child("HttpMethod").and_then(Node::text);
                let about = About {
                    method: verb.map(str::to_owned),
                    ..About::default()
                };
                if let Some(integration) = properties.child("Integration") {
                    let at = at.key("Integration");
                    self.integration(&at, integration, &about, &CLOUDFORMATION);
                }
                None
            }
            _ => None,
        };
        let Some((inline, elsewhere)) = definition else {
            return;
        };
        if let Some(body) = properties.child(inline) {
            for (place, body) in branches(&at.key(inline), body) {
                if body.function().is_some() {
                    self.elsewhere(place, included(body));
                } else {
                    self.definition(&place, body);
                }
            }
        } else if let Some(uri) = properties.child(elsewhere) {
            for (place, uri) in branches(&at.key(elsewhere), uri) {
                self.elsewhere(place, uri.as_str());
            }
        }
    }

    /// An OpenAPI document.
    fn definition(&mut self, at: &Place, root: &Node) {
        let Some(paths) = root.child("paths") else {
            return;
        };
        let mut referenced = Vec::new();
        for (at_item, path, item) in entries(&at.key("paths"), paths) {
            let mut items = vec![(at_item.clone(), item)];
            if let Some(reference) = item.child("$ref").and_then(Node::text) {
                match follow(at, root, reference) {
                    // Paths may share an item, whose templates are the same.
                    Some(item) if !referenced.contains(&item.0) => {
                        referenced.push(item.0.clone());
                        items.push(item);
                    }
                    Some(_) => {}
                    None => self.hide(
                        at_item.key("$ref"),
                        "a path",
                        "it stands in another file, or nowhere; API Gateway follows references within the definition only",
                    ),
                }
            }
            let operations = items.iter().flat_map(|(at, item)| entries(at, item));
            for (at, verb, operation) in operations {
                let verb = match verb {
                    "x-amazon-apigateway-any-method" => "ANY".to_owned(),
                    verb => verb.to_ascii_uppercase(),
                };
                let about = About {
                    resource: Some(path.to_owned()),
                    method: Some(verb),
                    ..About::default()
                };
                if let Some(integration) = operation.child(INTEGRATION) {
                    self.integration(&at.key(INTEGRATION), integration, &about, &OPENAPI);
                }
            }
        }
        let shared = "x-amazon-apigateway-integrations";
        if let Some(integrations) = root.child("components").and_then(|it| it.child(shared)) {
            let at = at.key("components").key(shared);
            for (at, _, integration) in entries(&at, integrations) {
                self.integration(&at, integration, &About::default(), &OPENAPI);
            }
        }
    }

    fn integration(&mut self, at: &Place, node: &Node, about: &About, names: &Names) {
        for (at, integration) in branches(at, node) {
            let text = |key: &str| integration.child(key).and_then(Node::text);
            let backend = match text(names.kind).map(str::to_ascii_lowercase).as_deref() {
                Some("mock") => Backend::Mock,
                Some("aws") if names_function(integration.child(names.uri)) => Backend::Lambda,
                _ => Backend::Other,
            };
            let requests = integration.child(names.request);
            let mut context = Context {
                about,
                side: Side::Request,
                backend,
            };
            self.templates(&at.key(names.request), requests, context);
            context.side = Side::Response;
            let Some(responses) = integration.child(names.responses) else {
                continue;
            };
            for (at, responses) in branches(&at.key(names.responses), responses) {
                let each: Vec<(Place, &Node)> = match &*responses.value {
                    Value::Mapping(mapping) => mapping
                        .iter()
                        .map(|entry| (at.key(&entry.key), &entry.value))
                        .collect(),
                    Value::Sequence(items) => {
                        let items = items.iter().enumerate();
                        items
                            .map(|(number, item)| (at.index(number), item))
                            .collect()
                    }
                    Value::Scalar { .. } => vec![],
                };
                for (at, response) in each {
                    for (at, response) in branches(&at, response) {
                        let templates = response.child(names.response);
                        self.templates(&at.key(names.response), templates, context);
                    }
                }
            }
        }
    }

    fn templates(&mut self, at: &Place, node: Option<&Node>, context: Context<'_>) {
        for (at, templates) in node.map(|node| branches(at, node)).unwrap_or_default() {
            for (at, content_type, template) in entries(&at, templates) {
                if let Err(error) = check_content_type(content_type) {
                    self.refused.push(Refused {
                        place: at.clone(),
                        about: context.about.clone(),
                        error,
                    });
                }
                for (at, template) in branches(&at, template) {
                    if template.is_null() {
                        continue;
                    }
                    let Some(part) = part(&at, template) else {
                        let what = format!("the template for {content_type}");
                        let why =
                            "only a deployment knows its text; check the text in a file of its own";
                        self.hide(at, &what, why);
                        continue;
                    };
                    self.templates.push(Template {
                        part,
                        about: context.about.clone(),
                        side: context.side,
                        content_type: content_type.to_owned(),
                        backend: context.backend,
                    });
                }
            }
        }
    }

    fn hide(&mut self, place: Place, what: &str, why: &str) {
        self.hidden.push(Hidden {
            place,
            what: what.to_owned(),
            why: why.to_owned(),
            file: None,
        });
    }

    /// A definition that is not in the document; perhaps in a file beside it.
    fn elsewhere(&mut self, place: Place, uri: Option<&str>) {
        let file = uri.filter(|uri| !uri.contains("://"));
        self.hidden.push(Hidden {
            place,
            what: "the API's definition".to_owned(),
            why: "it stands elsewhere, and is known to a deployment only; check it by itself"
                .to_owned(),
            file: file.map(str::to_owned),
        });
    }
}

/// Where `AWS::Include` takes a text from.
fn included(body: &Node) -> Option<&str> {
    let (name, argument) = body.function()?;
    let transform = argument.node();
    let is_include = transform.child("Name").and_then(Node::text) == Some("AWS::Include");
    if name != "Fn::Transform" || !is_include {
        return None;
    }
    transform.child("Parameters")?.child("Location")?.as_str()
}

/// What a reference means within a definition, which stands at `at`.
fn follow<'n>(at: &Place, root: &'n Node, reference: &str) -> Option<(Place, &'n Node)> {
    let pointer: Place = reference.strip_prefix('#')?.parse().ok()?;
    let start = (at.clone(), root);
    pointer.steps().iter().try_fold(start, |(at, node), step| {
        // A reference is a URI, in which what is special stands escaped.
        let key = percent_encoding::percent_decode_str(step)
            .decode_utf8()
            .ok()?;
        Some((at.key(&key), node.child(&key)?))
    })
}

const INTEGRATION: &str = "x-amazon-apigateway-integration";

/// What the templates of an integration have in common.
#[derive(Clone, Copy)]
struct Context<'a> {
    about: &'a About,
    side: Side,
    backend: Backend,
}

/// The names of an integration's parts, which OpenAPI and CloudFormation write differently.
struct Names {
    kind: &'static str,
    uri: &'static str,
    request: &'static str,
    responses: &'static str,
    response: &'static str,
}

const OPENAPI: Names = Names {
    kind: "type",
    uri: "uri",
    request: "requestTemplates",
    responses: "responses",
    response: "responseTemplates",
};

const CLOUDFORMATION: Names = Names {
    kind: "Type",
    uri: "Uri",
    request: "RequestTemplates",
    responses: "IntegrationResponses",
    response: "ResponseTemplates",
};

/// The entries of a mapping with their places; of a function or anything else none.
fn entries<'n>(at: &Place, node: &'n Node) -> Vec<(Place, &'n str, &'n Node)> {
    if node.function().is_some() {
        return vec![];
    }
    let entries = node.as_mapping().into_iter().flat_map(Mapping::iter);
    let entries = entries.map(|entry| (at.key(&entry.key), entry.key.as_str(), &entry.value));
    entries.collect()
}

/// What a node may be: both branches of an `Fn::If`, else itself. `AWS::NoValue` is nothing.
fn branches<'n>(at: &Place, node: &'n Node) -> Vec<(Place, &'n Node)> {
    let Some((name, argument)) = node.function() else {
        return vec![(at.clone(), node)];
    };
    let inner = argument.node();
    if name == "Ref" && inner.text() == Some("AWS::NoValue") {
        return vec![];
    }
    let Some([_, then, otherwise]) = inner.as_sequence().filter(|_| name == "Fn::If") else {
        return vec![(at.clone(), node)];
    };
    let at = argument.place(at);
    let mut all = branches(&at.index(1), then);
    all.extend(branches(&at.index(2), otherwise));
    all
}

/// Whether a URI, written out or by a function, is one of Lambda's.
fn names_function(uri: Option<&Node>) -> bool {
    uri.is_some_and(|uri| uri.to_json().to_string().contains(":lambda:path/"))
}

/// The text of a scalar or of an `Fn::Sub`.
fn part(at: &Place, node: &Node) -> Option<Part> {
    let Some((name, argument)) = node.function() else {
        let text = node.text()?.to_owned();
        let mut map = SourceMap::default();
        map.push(text.len(), Span::new(0, text.len()), true);
        return Some(Part {
            place: at.clone(),
            text,
            unknown: vec![],
            map,
        });
    };
    if name != "Fn::Sub" {
        return None;
    }
    let inner = argument.node();
    let at = argument.place(at);
    if let Some(text) = inner.text() {
        return Some(substituted(at, text));
    }
    let text = inner.as_sequence()?.first()?.as_str()?;
    Some(substituted(at.index(0), text))
}

/// A text of `Fn::Sub`: `${Name}` is not known, `${!Name}` is `${Name}` itself.
fn substituted(place: Place, value: &str) -> Part {
    let mut part = Part {
        place,
        text: String::new(),
        unknown: vec![],
        map: SourceMap::default(),
    };
    let mut at = 0;
    let keep = |part: &mut Part, from: usize, to: usize| {
        part.text.push_str(&value[from..to]);
        part.map.push(to - from, Span::new(from, to), true);
    };
    while let Some(found) = value[at..].find("${") {
        let start = at + found;
        let Some(length) = value[start..].find('}') else {
            break;
        };
        let end = start + length + 1;
        let name = &value[start + 2..end - 1];
        let is_name = |it: char| it.is_ascii_alphanumeric() || "_.: ".contains(it);
        keep(&mut part, at, start);
        if name.starts_with('!') {
            keep(&mut part, start, start + 2);
            keep(&mut part, start + 3, end);
        } else if !name.is_empty() && name.chars().all(is_name) {
            let from = part.text.len();
            part.text.push_str(&"x".repeat(end - start));
            part.map.push(end - start, Span::new(start, end), true);
            part.unknown.push(Span::new(from, part.text.len()));
        } else {
            keep(&mut part, start, end);
        }
        at = end;
    }
    keep(&mut part, at, value.len());
    part
}
