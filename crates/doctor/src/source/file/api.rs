//! `AWS::ApiGateway::…`: the APIs of a template, one resource at a time.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use gatewright_gateway::openapi::Options;
use gatewright_wire::apigateway::{
    Authorizer, EndpointConfiguration, GatewayResponse, Integration, IntegrationResponse, Method,
    MethodResponse, Model, RequestValidator,
};

use super::draft::{Draft, complete_integration};
use super::physical::root_id;
use super::template::{Resource, Template};
use super::unseen::Surroundings;
use super::value::{Data, Value};
use super::written::{Form, Written};
use super::{Trouble, span_of, stages};
use crate::source::Unseen;
use crate::subject::Thing;

/// The APIs of a template, by id, in their order.
pub(super) struct Apis {
    pub(super) drafts: Vec<Draft>,
    pub(super) unseen: Vec<Unseen>,
    pub(super) troubles: Vec<Trouble>,
}

/// An `AWS::ApiGateway::Resource`.
struct Node {
    api: String,
    parent: String,
    part: String,
    properties: Arc<Value>,
}

impl Apis {
    pub(super) fn find(&mut self, id: &str) -> Option<&mut Draft> {
        self.drafts.iter_mut().find(|draft| draft.api.id() == id)
    }

    /// The API of an id; one that the template does not make is known by its methods only.
    pub(super) fn of(&mut self, surroundings: &Surroundings, id: &str) -> &mut Draft {
        let number = self.drafts.iter().position(|draft| draft.api.id() == id);
        let number = number.unwrap_or_else(|| {
            let mut draft = Draft::new(surroundings, id, id);
            draft.certain = false;
            self.unseen.push(Unseen {
                what: format!("the API {}", surroundings.shown(id)),
                why: "the file adds to it and does not make it".to_owned(),
            });
            self.drafts.push(draft);
            self.drafts.len() - 1
        });
        &mut self.drafts[number]
    }

    /// The APIs of which the file does not say what stages they have, or what those are called.
    pub(super) fn stageless(&self, surroundings: &Surroundings) -> BTreeSet<String> {
        let drafts = self.drafts.iter().filter(|draft| {
            let mut stages = draft.stages.iter();
            draft.stages.is_empty() || stages.any(|stage| surroundings.is_unseen(stage.name()))
        });
        drafts.map(Draft::id).collect()
    }

    /// Puts a body into an API.
    pub(super) fn import(
        &mut self,
        template: &Template<'_>,
        id: &str,
        body: &Arc<Value>,
        options: &Options,
    ) {
        let surroundings = template.surroundings;
        let refused = self
            .of(surroundings, id)
            .import(surroundings, body, options);
        if let Err(refused) = refused {
            let span = |at: &_| span_of(template.files, at);
            Draft::refused(refused, &mut self.troubles, &span);
            if let Some(draft) = self.find(id) {
                draft.certain = false;
            }
        }
    }

    /// The document that a local path, an inline body or a place in S3 stands for.
    pub(super) fn body(
        &mut self,
        template: &Template<'_>,
        inline: Option<&Value>,
        elsewhere: Option<&Value>,
        what: &str,
    ) -> Option<Arc<Value>> {
        if let Some(body) = inline {
            if matches!(body.data, Data::Map(_)) {
                return Some(Arc::new(body.clone()));
            }
            self.unseen.push(Unseen {
                what: what.to_owned(),
                why: "its definition comes from a macro or a file that is not here".to_owned(),
            });
            return None;
        }
        let elsewhere = elsewhere?;
        let number = elsewhere
            .as_text()
            .and_then(|location| template.attached.get(&location));
        let body = number.and_then(|number| {
            let file = template.files.get(*number)?;
            template.evaluate(file.document.root(), &super::value::At::root(*number))
        });
        if body.is_none() {
            let why = match elsewhere.as_text() {
                Some(location) if !location.starts_with("s3:") => {
                    format!("its definition {location} cannot be read")
                }
                _ => "its definition is in S3".to_owned(),
            };
            self.unseen.push(Unseen {
                what: what.to_owned(),
                why,
            });
        }
        body.map(Arc::new)
    }
}

/// Reads every resource of API Gateway.
pub(super) fn read(template: &Template<'_>) -> Apis {
    let mut apis = Apis {
        drafts: Vec::new(),
        unseen: Vec::new(),
        troubles: Vec::new(),
    };
    let of_kind = |kind: &'static str| {
        let resources = template.resources.iter();
        resources
            .filter(move |resource| resource.kind == kind)
            .map(|resource| (resource, Arc::new(template.properties(resource))))
    };
    for (resource, properties) in of_kind("AWS::ApiGateway::RestApi") {
        rest_api(template, &mut apis, resource, &properties);
    }
    let surroundings = template.surroundings;
    let paths = resources(
        &mut apis,
        surroundings,
        of_kind("AWS::ApiGateway::Resource"),
    );
    let api_of = |properties: &Value| properties.text("RestApiId");
    for (resource, properties) in of_kind("AWS::ApiGateway::Model") {
        let Some(api) = api_of(&properties) else {
            continue;
        };
        let draft = apis.of(surroundings, &api);
        let name = template.name_of(resource, "Name");
        let schema = properties.get("Schema");
        draft.api.models.push(Model {
            id: Some(template.reference(resource.logical)),
            name: Some(name.clone()),
            description: properties.text("Description"),
            schema: schema.map(|it| it.as_text().unwrap_or_else(|| it.to_json().to_string())),
            content_type: properties
                .text("ContentType")
                .or_else(|| Some("application/json".to_owned())),
        });
        let written = Written::new(&properties, Form::Properties);
        draft.places.put(Thing::Model(name), written);
    }
    for (resource, properties) in of_kind("AWS::ApiGateway::Authorizer") {
        let Some(api) = api_of(&properties) else {
            continue;
        };
        let authorizer = authorizer(
            surroundings,
            &template.reference(resource.logical),
            resource.logical,
            &properties,
        );
        let draft = apis.of(surroundings, &api);
        let name = authorizer.name.clone().unwrap_or_default();
        let written = Written::new(&properties, Form::Properties);
        draft.places.put(Thing::Authorizer(name), written);
        draft.api.authorizers.push(authorizer);
    }
    for (resource, properties) in of_kind("AWS::ApiGateway::RequestValidator") {
        let Some(api) = api_of(&properties) else {
            continue;
        };
        let validator = RequestValidator {
            id: Some(template.reference(resource.logical)),
            name: properties
                .text("Name")
                .or_else(|| Some(resource.logical.to_owned())),
            validate_request_body: properties.flag("ValidateRequestBody"),
            validate_request_parameters: properties.flag("ValidateRequestParameters"),
        };
        let draft = apis.of(surroundings, &api);
        draft.api.request_validators.push(validator);
    }
    for (_, properties) in of_kind("AWS::ApiGateway::GatewayResponse") {
        let (Some(api), Some(kind)) = (api_of(&properties), properties.text("ResponseType")) else {
            continue;
        };
        let draft = apis.of(surroundings, &api);
        draft.api.gateway_responses.push(GatewayResponse {
            response_type: Some(kind.clone()),
            status_code: properties.text("StatusCode"),
            response_parameters: properties.text_map("ResponseParameters"),
            response_templates: properties.text_map("ResponseTemplates"),
            default_response: Some(false),
        });
        let written = Written::new(&properties, Form::Properties);
        draft.places.put(Thing::GatewayResponse(kind), written);
    }
    // Methods by the logical ids that make them.
    let mut made: BTreeMap<&str, (String, Thing)> = BTreeMap::new();
    for (resource, properties) in of_kind("AWS::ApiGateway::Method") {
        let (Some(api), Some(verb)) = (api_of(&properties), properties.text("HttpMethod")) else {
            continue;
        };
        let verb = verb.to_ascii_uppercase();
        let draft = apis.of(surroundings, &api);
        let id = properties.text("ResourceId").unwrap_or_default();
        let path = if id == root_id(&api) {
            "/".to_owned()
        } else if let Some(path) = paths.get(&id) {
            path.clone()
        } else {
            draft.certain = false;
            format!("/{}", surroundings.unseen("path"))
        };
        let method = method(surroundings, &verb, &properties);
        let written = Written::new(&properties, Form::Method);
        draft.method(&path, &verb, method, written);
        made.insert(resource.logical, (api, Thing::method(path, verb)));
    }
    stages::read(template, &mut apis, &made);
    apis
}

fn rest_api(
    template: &Template<'_>,
    apis: &mut Apis,
    resource: &Resource<'_>,
    properties: &Arc<Value>,
) {
    let surroundings = template.surroundings;
    let id = template.reference(resource.logical);
    let mut draft = Draft::new(surroundings, &id, resource.logical);
    let settings = &mut draft.api.rest_api;
    settings.name = properties
        .text("Name")
        .or_else(|| Some(resource.logical.to_owned()));
    settings.description = properties.text("Description");
    settings.tags = properties.tags();
    draft
        .places
        .put(Thing::Api, Written::new(properties, Form::Properties));
    apis.drafts.push(draft);
    let body = apis.body(
        template,
        properties.get("Body"),
        properties.get("BodyS3Location"),
        resource.logical,
    );
    match body {
        Some(body) => {
            let parameters = properties.text_map("Parameters").unwrap_or_default();
            apis.import(template, &id, &body, &Options::new(&parameters, false));
        }
        None if properties
            .get("Body")
            .or(properties.get("BodyS3Location"))
            .is_some() =>
        {
            if let Some(draft) = apis.find(&id) {
                draft.certain = false;
            }
        }
        None => {}
    }
    let Some(draft) = apis.find(&id) else {
        return;
    };
    let settings = &mut draft.api.rest_api;
    settings.binary_media_types = properties
        .texts("BinaryMediaTypes")
        .or(settings.binary_media_types.take());
    settings.minimum_compression_size = properties
        .integer("MinimumCompressionSize")
        .or(settings.minimum_compression_size);
    settings.api_key_source = properties
        .text("ApiKeySourceType")
        .or(settings.api_key_source.take());
    settings.disable_execute_api_endpoint = properties
        .flag("DisableExecuteApiEndpoint")
        .or(settings.disable_execute_api_endpoint);
    if let Some(endpoint) = properties.get("EndpointConfiguration") {
        settings.endpoint_configuration = Some(EndpointConfiguration {
            types: endpoint.texts("Types"),
            ip_address_type: endpoint.text("IpAddressType"),
            vpc_endpoint_ids: endpoint.texts("VpcEndpointIds"),
        });
    }
    if let Some(policy) = properties.get("Policy") {
        settings.policy = policy
            .as_text()
            .or_else(|| Some(policy.to_json().to_string()));
    }
}

/// Puts the resources into their APIs; gives their paths by id.
fn resources<'t>(
    apis: &mut Apis,
    surroundings: &Surroundings,
    found: impl Iterator<Item = (&'t Resource<'t>, Arc<Value>)>,
) -> BTreeMap<String, String> {
    let nodes: BTreeMap<String, Node> = found
        .filter_map(|(resource, properties)| {
            let node = Node {
                api: properties.text("RestApiId")?,
                parent: properties.text("ParentId").unwrap_or_default(),
                part: properties.text("PathPart").unwrap_or_default(),
                properties,
            };
            Some((
                format!("{}{}", super::physical::STACK, resource.logical),
                node,
            ))
        })
        .collect();
    let mut paths = BTreeMap::new();
    for (id, node) in &nodes {
        let mut parts = vec![node.part.as_str()];
        let mut seen = BTreeSet::from([id.as_str()]);
        let mut parent = &node.parent;
        while let Some(above) = nodes.get(parent) {
            if !seen.insert(parent) {
                break;
            }
            parts.push(&above.part);
            parent = &above.parent;
        }
        let draft = apis.of(surroundings, &node.api);
        if *parent != root_id(&node.api) {
            draft.certain = false;
        }
        parts.reverse();
        let path = format!("/{}", parts.join("/"));
        if surroundings.is_unseen(&path) {
            draft.certain = false;
        }
        draft.resource(&path, Some(id));
        let written = Written::new(&node.properties, Form::Properties);
        draft.places.put(Thing::Resource(path.clone()), written);
        paths.insert(id.clone(), path);
    }
    paths
}

/// A method with its integration.
fn method(surroundings: &Surroundings, verb: &str, properties: &Value) -> Method {
    let responses = properties.get("MethodResponses").map(Value::items);
    let responses = responses.map(|responses| {
        let responses = responses.iter().filter_map(|response| {
            let status = response.text("StatusCode")?;
            let document = MethodResponse {
                status_code: Some(status.clone()),
                response_parameters: response.flag_map("ResponseParameters"),
                response_models: response.text_map("ResponseModels"),
            };
            Some((status, document))
        });
        responses.collect()
    });
    Method {
        http_method: Some(verb.to_owned()),
        authorization_type: properties
            .text("AuthorizationType")
            .or_else(|| Some("NONE".to_owned())),
        authorizer_id: properties.text("AuthorizerId"),
        api_key_required: Some(properties.flag("ApiKeyRequired").unwrap_or(false)),
        request_validator_id: properties.text("RequestValidatorId"),
        operation_name: properties.text("OperationName"),
        request_parameters: request_parameters(properties),
        request_models: properties.text_map("RequestModels"),
        method_responses: responses,
        method_integration: properties
            .get("Integration")
            .map(|document| integration(surroundings, document)),
        authorization_scopes: properties.texts("AuthorizationScopes"),
    }
}

fn request_parameters(properties: &Value) -> Option<BTreeMap<String, bool>> {
    properties.flag_map("RequestParameters")
}

fn integration(surroundings: &Surroundings, document: &Value) -> Integration {
    let upper = |key: &str| document.text(key).map(|word| word.to_ascii_uppercase());
    let responses = document.get("IntegrationResponses").map(Value::items);
    let responses = responses.map(|responses| {
        let responses = responses.iter().filter_map(|response| {
            let status = response.text("StatusCode")?;
            let document = IntegrationResponse {
                status_code: Some(status.clone()),
                selection_pattern: response
                    .text("SelectionPattern")
                    .filter(|pattern| !pattern.is_empty()),
                response_parameters: response.text_map("ResponseParameters"),
                response_templates: response.text_map("ResponseTemplates"),
                content_handling: response.text("ContentHandling"),
            };
            Some((status, document))
        });
        responses.collect()
    });
    let mut integration = Integration {
        r#type: upper("Type"),
        http_method: upper("IntegrationHttpMethod"),
        uri: document.text("Uri"),
        connection_type: document.text("ConnectionType"),
        connection_id: document.text("ConnectionId"),
        credentials: document.text("Credentials"),
        request_parameters: document.text_map("RequestParameters"),
        request_templates: document.text_map("RequestTemplates"),
        passthrough_behavior: upper("PassthroughBehavior")
            .or_else(|| Some("WHEN_NO_MATCH".to_owned())),
        content_handling: document.text("ContentHandling"),
        timeout_in_millis: document.integer("TimeoutInMillis"),
        cache_namespace: document.text("CacheNamespace"),
        cache_key_parameters: document.texts("CacheKeyParameters"),
        integration_responses: responses,
        tls_config: None,
        response_transfer_mode: document.text("ResponseTransferMode"),
        integration_target: document.text("IntegrationTarget"),
    };
    complete_integration(surroundings, &mut integration);
    integration
}

fn authorizer(
    surroundings: &Surroundings,
    id: &str,
    logical: &str,
    properties: &Value,
) -> Authorizer {
    Authorizer {
        id: Some(id.to_owned()),
        name: properties.text("Name").or_else(|| Some(logical.to_owned())),
        r#type: properties.text("Type"),
        provider_ar_ns: properties.texts("ProviderARNs"),
        auth_type: properties.text("AuthType"),
        authorizer_uri: properties
            .text("AuthorizerUri")
            .map(|uri| surroundings.whole_uri(false, &uri)),
        authorizer_credentials: properties
            .text("AuthorizerCredentials")
            .map(|role| surroundings.whole_role(&role)),
        identity_source: properties.text("IdentitySource"),
        identity_validation_expression: properties.text("IdentityValidationExpression"),
        authorizer_result_ttl_in_seconds: properties.integer("AuthorizerResultTtlInSeconds"),
        jwt_configuration: None,
    }
}
