//! An API that is being put together from what a file says of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use gatewright_gateway::api::Api;
use gatewright_gateway::openapi::{self, ImportError, Mode, Options};
use gatewright_wire::apigateway::{Integration, Method, Model, Resource, RestApi};
use serde_json::{Map, Value as Json};

use super::Trouble;
use super::physical::root_id;
use super::unseen::Surroundings;
use super::value::{At, Value};
use super::written::{Form, Places, Step, Written};
use crate::subject::{Deployment, StageSubject, Thing};

/// An API with its stages and the places of it all.
pub(super) struct Draft {
    pub(super) name: String,
    pub(super) api: Api,
    pub(super) stages: Vec<StageSubject>,
    pub(super) deployments: Vec<Deployment>,
    pub(super) places: Places,
    /// Whether the file says of the API all that permissions depend on.
    pub(super) certain: bool,
    /// The id that its document chooses for it (`x-gatewright-id`).
    pub(super) chosen_id: Option<String>,
    /// Whether SAM adds functions' events to it.
    pub(super) takes_events: bool,
    by_path: BTreeMap<String, usize>,
}

/// Keys of a path item that are operations.
const OPERATIONS: [(&str, &str); 8] = [
    ("delete", "DELETE"),
    ("get", "GET"),
    ("head", "HEAD"),
    ("options", "OPTIONS"),
    ("patch", "PATCH"),
    ("post", "POST"),
    ("put", "PUT"),
    ("x-amazon-apigateway-any-method", "ANY"),
];

impl Draft {
    pub(super) fn new(surroundings: &Surroundings, id: &str, name: &str) -> Self {
        let mut draft = Self {
            name: name.to_owned(),
            api: Api {
                account: surroundings.account.clone(),
                region: surroundings.region.clone(),
                rest_api: RestApi {
                    id: Some(id.to_owned()),
                    root_resource_id: Some(root_id(id)),
                    ..RestApi::default()
                },
                ..Api::default()
            },
            stages: Vec::new(),
            deployments: Vec::new(),
            places: Places::new(0),
            certain: true,
            chosen_id: None,
            takes_events: false,
            by_path: BTreeMap::new(),
        };
        draft.api.models = default_models();
        draft.api.resources.push(Resource {
            id: Some(root_id(id)),
            path: Some("/".to_owned()),
            ..Resource::default()
        });
        draft.index();
        draft
    }

    pub(super) fn id(&self) -> String {
        self.api.id().to_owned()
    }

    fn index(&mut self) {
        let paths = self.api.resources.iter().enumerate();
        self.by_path = paths
            .map(|(number, it)| (it.path.clone().unwrap_or_default(), number))
            .collect();
    }

    /// The resource of a path, made together with those above it.
    pub(super) fn resource(&mut self, path: &str, id: Option<&str>) -> &mut Resource {
        let mut parent = root_id(self.api.id());
        let mut above = String::new();
        let mut number = self.by_path.get("/").copied().unwrap_or_default();
        for part in path.split('/').filter(|part| !part.is_empty()) {
            above.push('/');
            above.push_str(part);
            number = if let Some(number) = self.by_path.get(&above) {
                *number
            } else {
                let id = format!("{}.{}", self.api.id(), self.api.resources.len());
                self.api.resources.push(Resource {
                    id: Some(id),
                    parent_id: Some(parent.clone()),
                    path_part: Some(part.to_owned()),
                    path: Some(above.clone()),
                    resource_methods: None,
                });
                let number = self.api.resources.len() - 1;
                self.by_path.insert(above.clone(), number);
                number
            };
            if let Some(id) = self.api.resources.get(number).and_then(|it| it.id.clone()) {
                parent = id;
            }
        }
        let resource = &mut self.api.resources[number];
        if let Some(id) = id {
            resource.id = Some(id.to_owned());
        }
        resource
    }

    /// Puts a method, and says where it is written.
    pub(super) fn method(&mut self, path: &str, verb: &str, method: Method, written: Written) {
        let resource = self.resource(path, None);
        let path = resource.path.clone().unwrap_or_default();
        resource
            .resource_methods
            .get_or_insert_default()
            .insert(verb.to_owned(), method);
        self.places.put(Thing::method(path, verb), written);
    }

    pub(super) fn has_method(&self, path: &str, verb: &str) -> bool {
        let number = self.by_path.get(&normal(path));
        let resource = number.and_then(|number| self.api.resources.get(*number));
        resource.is_some_and(|resource| {
            let methods = resource.resource_methods.as_ref();
            methods.is_some_and(|methods| methods.contains_key(verb))
        })
    }

    /// Puts an OpenAPI document into the API. What AWS would refuse is given back, for that document is
    /// not looked at then.
    pub(super) fn import(
        &mut self,
        surroundings: &Surroundings,
        body: &Arc<Value>,
        options: &Options,
    ) -> Result<(), Vec<(At, String)>> {
        let mut json = body.to_json();
        complete(surroundings, &mut json);
        let bytes = json.to_string();
        let mut imported =
            openapi::import(bytes.as_bytes(), options).map_err(|error| refusals(body, error))?;
        // The file knows its API by the name that stands for it here.
        self.chosen_id = imported.id.take();
        let name = self.api.rest_api.name.clone();
        let mut number = 0;
        let id = self.id();
        let new_id = || {
            number += 1;
            format!("{id}.body-{number}")
        };
        openapi::apply(imported, &mut self.api, Mode::Merge, new_id)
            .map_err(|error| refusals(body, error))?;
        self.api.rest_api.name = name.or(self.api.rest_api.name.take());
        self.index();
        self.written_in(body);
        Ok(())
    }

    /// Says where the things of a document are.
    fn written_in(&mut self, body: &Arc<Value>) {
        let paths: Vec<String> = self.by_path.keys().cloned().collect();
        for (key, item) in body.get("paths").map(Value::entries).unwrap_or_default() {
            let path = normal(key);
            // A base path may come first.
            let path = if self.by_path.contains_key(&path) {
                path
            } else {
                let prefixed = paths.iter().find(|other| other.ends_with(&path));
                prefixed.cloned().unwrap_or(path)
            };
            let at_path = Written::at(body, &["paths", key], Form::Plain);
            for (operation, verb) in OPERATIONS {
                if item.get(operation).is_some() || item.get("$ref").is_some() {
                    let mut written = at_path.clone();
                    written.way.push(Step::Key(operation.to_owned()));
                    written.form = Form::Operation;
                    self.places.put(Thing::method(&path, verb), written);
                }
            }
            self.places.put(Thing::Resource(path), at_path);
        }
        let named = |old: &[&str], new: &[&str]| {
            [old, new].into_iter().find_map(|way| {
                let found = way.iter().try_fold(&**body, |value, key| value.get(key))?;
                let names = found.entries().iter().map(|(name, _)| name.clone());
                let way: Vec<String> = way.iter().map(|key| (*key).to_owned()).collect();
                Some((way, names.collect::<Vec<_>>()))
            })
        };
        let mut put = |found: Option<(Vec<String>, Vec<String>)>,
                       form: Form,
                       thing: &dyn Fn(String) -> Thing| {
            if let Some((way, names)) = found {
                for name in names {
                    let mut keys: Vec<&str> = way.iter().map(String::as_str).collect();
                    keys.push(&name);
                    let written = Written::at(body, &keys, form);
                    self.places.put(thing(name.clone()), written);
                }
            }
        };
        put(
            named(&["definitions"], &["components", "schemas"]),
            Form::Made,
            &Thing::Model,
        );
        put(
            named(&["securityDefinitions"], &["components", "securitySchemes"]),
            Form::SecurityScheme,
            &Thing::Authorizer,
        );
        put(
            named(&["x-amazon-apigateway-gateway-responses"], &[]),
            Form::Plain,
            &Thing::GatewayResponse,
        );
        if self.places.form(&Thing::Api).is_none() {
            self.places
                .put(Thing::Api, Written::new(body, Form::Document));
        }
    }

    /// What AWS refused, as troubles at their places.
    pub(super) fn refused(
        refusals: Vec<(At, String)>,
        troubles: &mut Vec<Trouble>,
        span: &dyn Fn(&At) -> crate::document::Span,
    ) {
        troubles.extend(refusals.into_iter().map(|(at, message)| Trouble {
            file: at.file,
            span: span(&at),
            message,
        }));
    }
}

/// The models that every API has (F§5.1).
fn default_models() -> Vec<Model> {
    let model = |name: &str, properties: &str| Model {
        id: Some(name.to_ascii_lowercase()),
        name: Some(name.to_owned()),
        content_type: Some("application/json".to_owned()),
        schema: Some(format!(
            r#"{{"$schema": "http://json-schema.org/draft-04/schema#", "type": "object"{properties}}}"#
        )),
        ..Model::default()
    };
    let message = r#", "properties": {"message": {"type": "string"}}"#;
    vec![model("Empty", ""), model("Error", message)]
}

/// A path as its resource has it.
pub(super) fn normal(path: &str) -> String {
    let segments: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    format!("/{}", segments.join("/"))
}

/// Gives what is unknown in a document the form that it must have.
fn complete(surroundings: &Surroundings, value: &mut Json) {
    match value {
        Json::Array(items) => items
            .iter_mut()
            .for_each(|item| complete(surroundings, item)),
        Json::Object(members) => {
            for (key, value) in members.iter_mut() {
                match (key.as_str(), value) {
                    ("x-amazon-apigateway-integration", Json::Object(members)) => {
                        integration(surroundings, members);
                        members
                            .iter_mut()
                            .for_each(|(_, value)| complete(surroundings, value));
                    }
                    ("x-amazon-apigateway-authorizer", Json::Object(members)) => {
                        text(members, "authorizerUri", &|uri| {
                            surroundings.whole_uri(false, uri)
                        });
                        text(members, "authorizerCredentials", &|role| {
                            surroundings.whole_role(role)
                        });
                    }
                    (_, value) => complete(surroundings, value),
                }
            }
        }
        _ => {}
    }
}

fn integration(surroundings: &Surroundings, members: &mut Map<String, Json>) {
    let kind = members
        .get("type")
        .and_then(Json::as_str)
        .unwrap_or_default();
    let is_http = kind.to_ascii_uppercase().starts_with("HTTP");
    text(members, "uri", &|uri| surroundings.whole_uri(is_http, uri));
    text(members, "credentials", &|role| {
        surroundings.whole_role(role)
    });
    text(members, "httpMethod", &|verb| {
        if surroundings.is_unseen(verb) {
            "POST".to_owned()
        } else {
            verb.to_owned()
        }
    });
}

fn text(members: &mut Map<String, Json>, key: &str, change: &dyn Fn(&str) -> String) {
    if let Some(Json::String(text)) = members.get_mut(key) {
        *text = change(text);
    }
}

/// Gives what is unknown in an integration the form that it must have.
pub(super) fn complete_integration(surroundings: &Surroundings, integration: &mut Integration) {
    let kind = integration.r#type.as_deref().unwrap_or_default();
    let is_http = kind.starts_with("HTTP");
    if let Some(uri) = &mut integration.uri {
        *uri = surroundings.whole_uri(is_http, uri);
    }
    if let Some(role) = &mut integration.credentials {
        *role = surroundings.whole_role(role);
    }
    if let Some(verb) = &mut integration.http_method
        && surroundings.is_unseen(verb)
    {
        "POST".clone_into(verb);
    }
}

/// AWS's words for what is wrong with a document, each with the place that it speaks of.
fn refusals(body: &Arc<Value>, error: ImportError) -> Vec<(At, String)> {
    let messages = match error {
        ImportError::Errors { errors, .. } => errors,
        ImportError::NotOpenApi => {
            let version = body.text("openapi").or_else(|| body.text("swagger"));
            let found = version.map_or_else(
                || "says neither".to_owned(),
                |version| format!("says '{version}'"),
            );
            vec![format!(
                "API Gateway imports OpenAPI 3.0 and Swagger 2.0, and this document {found}"
            )]
        }
        other => vec![other.to_string()],
    };
    let placed = messages.into_iter().map(|message| {
        let quoted: Vec<&str> = message.split('\'').skip(1).step_by(2).collect();
        let path = quoted.iter().find(|text| text.starts_with('/'));
        let verb = quoted
            .iter()
            .find_map(|text| OPERATIONS.iter().find(|(_, verb)| verb == text));
        let at = path.and_then(|path| {
            let mut items = body.get("paths")?.entries().iter();
            let (_, item) = items.find(|(key, _)| normal(key) == normal(path))?;
            let operation = verb.and_then(|(key, _)| item.get(key));
            Some(operation.unwrap_or(item).at.clone())
        });
        (at.unwrap_or_else(|| body.at.clone()), message)
    });
    placed.collect()
}
