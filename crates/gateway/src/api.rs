//! What a REST API is: AWS's own documents, put together. Knows no behaviour.

use gatewright_wire::apigateway::{
    Authorizer, GatewayResponse, Method, Model, RequestValidator, Resource, RestApi,
};
use serde::{Deserialize, Serialize};

/// One REST API with everything that a deployment freezes. A deployment is an `Api` stored as
/// JSON; the gateway responses are part of it (F§2.6).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Api {
    /// The account that owns the API, twelve digits.
    pub account: String,
    /// The region that it lives in.
    pub region: String,
    /// The API itself.
    pub rest_api: RestApi,
    /// Its resources, each with its `resourceMethods`, these with their integration and method
    /// responses.
    pub resources: Vec<Resource>,
    /// Its models.
    pub models: Vec<Model>,
    /// Its authorizers.
    pub authorizers: Vec<Authorizer>,
    /// Its request validators.
    pub request_validators: Vec<RequestValidator>,
    /// Its customised gateway responses; a type that is not here has AWS's default.
    pub gateway_responses: Vec<GatewayResponse>,
}

impl Api {
    /// The API's id; empty for a document that has none.
    pub fn id(&self) -> &str {
        self.rest_api.id.as_deref().unwrap_or_default()
    }

    /// The resource of that id.
    pub fn resource(&self, id: &str) -> Option<&Resource> {
        self.resources
            .iter()
            .find(|resource| resource.id.as_deref() == Some(id))
    }

    /// Every method with its resource's path and its verb (`ANY` among them), resources in their
    /// order.
    pub fn methods(&self) -> impl Iterator<Item = (&Resource, &str, &Method)> {
        self.resources.iter().flat_map(|resource| {
            resource
                .resource_methods
                .iter()
                .flatten()
                .map(move |(verb, method)| (resource, verb.as_str(), method))
        })
    }
}
