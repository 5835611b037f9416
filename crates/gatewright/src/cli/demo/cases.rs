//! The six causes as methods of one API: each with its fault built in, and its mend.

use gatewright_doctor::fix::Fix;
use gatewright_doctor::subject::{Thing, segment};
use gatewright_wire::apigateway::PutIntegrationRequest;

/// The API's id.
pub(super) const API: &str = "abc123";
/// The stage's name.
pub(super) const STAGE: &str = "prod";
/// The region.
pub(super) const REGION: &str = "us-east-1";
/// The account.
pub(super) const ACCOUNT: &str = "123456789012";
/// The function.
pub(super) const FUNCTION: &str = "my-function";
/// The function's alias.
pub(super) const ALIAS: &str = "prod";
/// The stage variable that names the VPC link; unlike `functionName` it is defined.
pub(super) const LINK_VARIABLE: &str = "vpcLinkId";
/// The verb of every method.
pub(super) const VERB: &str = "GET";

const JSON: &str = "application/json";

/// What the integrations lead to.
pub(super) struct Setting {
    /// A backend that answers: `127.0.0.1:PORT`.
    pub(super) backend: String,
    /// A port that nothing listens on.
    pub(super) closed: String,
    /// A VPC link that is AVAILABLE.
    pub(super) link: String,
}

/// One method with a fault.
pub(super) struct Case {
    /// The guide's number of the cause.
    pub(super) cause: u8,
    /// What is wrong, as a heading.
    pub(super) title: &'static str,
    /// The resource's path part.
    pub(super) path: &'static str,
    /// The query that it is called with.
    pub(super) query: &'static str,
    /// The integration, but for the ids of API and resource.
    pub(super) integration: fn(&Setting) -> PutIntegrationRequest,
    /// What mends it, in order.
    pub(super) fixes: fn(&Setting) -> Vec<Fix>,
}

/// All, in the guide's order. They build on each other: the permission of the first is what the
/// later ones need too.
pub(super) const CASES: &[Case] = &[
    Case {
        cause: 1,
        title: "Missing Lambda invoke permission",
        path: "my-resource",
        query: "",
        integration: |_| proxy(&function_uri(FUNCTION)),
        fixes: |_| {
            vec![Fix::GrantInvoke {
                function: FUNCTION.to_owned(),
                qualifier: None,
                statement_id: "apigateway-invoke-all".to_owned(),
                source_arn: source_arn(),
            }]
        },
    },
    Case {
        cause: 1,
        title: "Permission on the function, not on its alias",
        path: "alias",
        query: "",
        integration: |_| proxy(&function_uri(&format!("{FUNCTION}:{ALIAS}"))),
        fixes: |_| {
            vec![Fix::GrantInvoke {
                function: FUNCTION.to_owned(),
                qualifier: Some(ALIAS.to_owned()),
                statement_id: "apigateway-invoke-alias".to_owned(),
                source_arn: source_arn(),
            }]
        },
    },
    Case {
        cause: 2,
        title: "Integration URI points to a function that does not exist",
        path: "renamed",
        query: "",
        integration: |_| proxy(&function_uri("old-function")),
        fixes: |_| {
            vec![
                Fix::ProxyToFunction {
                    path: "/renamed".to_owned(),
                    verb: VERB.to_owned(),
                    uri: function_uri(FUNCTION),
                },
                redeploy(),
            ]
        },
    },
    Case {
        cause: 3,
        title: "Wrong integration type: AWS_PROXY with the client's method GET",
        path: "wrong-type",
        query: "",
        integration: |_| PutIntegrationRequest {
            integration_http_method: Some("GET".to_owned()),
            ..proxy(&function_uri(FUNCTION))
        },
        fixes: |_| {
            vec![
                Fix::ProxyToFunction {
                    path: "/wrong-type".to_owned(),
                    verb: VERB.to_owned(),
                    uri: function_uri(FUNCTION),
                },
                redeploy(),
            ]
        },
    },
    Case {
        cause: 4,
        title: "Mapping template: its output is not JSON, a comma is missing",
        path: "mapping",
        query: "?id=42",
        integration: |_| {
            mapped("{\n  \"userId\": \"$input.params('id')\"\n  \"action\": \"getUser\"\n}")
        },
        fixes: |_| vec![set_template("/mapping"), redeploy()],
    },
    Case {
        cause: 4,
        title: "Mapping template: invalid VTL, a parenthesis is missing",
        path: "vtl",
        query: "?id=42",
        integration: |_| {
            mapped("{\n  \"userId\": \"$input.params('id'\",\n  \"action\": \"getUser\"\n}")
        },
        fixes: |_| vec![set_template("/vtl"), redeploy()],
    },
    Case {
        cause: 5,
        title: "HTTP backend that cannot be reached",
        path: "backend",
        query: "",
        integration: |setting| PutIntegrationRequest {
            r#type: "HTTP_PROXY".to_owned(),
            integration_http_method: Some(VERB.to_owned()),
            uri: Some(format!("http://{}/", setting.closed)),
            ..PutIntegrationRequest::default()
        },
        fixes: |setting| {
            vec![
                Fix::set(
                    Thing::method("/backend", VERB).member("/methodIntegration/uri"),
                    format!("http://{}/", setting.backend),
                ),
                redeploy(),
            ]
        },
    },
    Case {
        cause: 5,
        title: "VPC link whose status is FAILED",
        path: "private",
        query: "",
        integration: |_| PutIntegrationRequest {
            r#type: "HTTP_PROXY".to_owned(),
            integration_http_method: Some(VERB.to_owned()),
            uri: Some("http://backend.internal/".to_owned()),
            connection_type: Some("VPC_LINK".to_owned()),
            connection_id: Some(format!("${{stageVariables.{LINK_VARIABLE}}}")),
            ..PutIntegrationRequest::default()
        },
        fixes: |setting| vec![set_variable(LINK_VARIABLE, &setting.link)],
    },
    Case {
        cause: 6,
        title: "Stage variable in the integration URI that is not defined",
        path: "variable",
        query: "",
        integration: |_| proxy(&function_uri("${stageVariables.functionName}")),
        fixes: |_| vec![set_variable("functionName", FUNCTION)],
    },
];

fn proxy(uri: &str) -> PutIntegrationRequest {
    PutIntegrationRequest {
        r#type: "AWS_PROXY".to_owned(),
        integration_http_method: Some("POST".to_owned()),
        uri: Some(uri.to_owned()),
        ..PutIntegrationRequest::default()
    }
}

fn mapped(template: &str) -> PutIntegrationRequest {
    PutIntegrationRequest {
        r#type: "AWS".to_owned(),
        request_templates: Some([(JSON.to_owned(), template.to_owned())].into()),
        ..proxy(&function_uri(FUNCTION))
    }
}

fn function_uri(function: &str) -> String {
    format!(
        "arn:aws:apigateway:{REGION}:lambda:path/2015-03-31/functions/\
         arn:aws:lambda:{REGION}:{ACCOUNT}:function:{function}/invocations"
    )
}

/// All methods and resources of the API.
fn source_arn() -> String {
    format!("arn:aws:execute-api:{REGION}:{ACCOUNT}:{API}/*")
}

fn set_template(path: &str) -> Fix {
    let member = format!("/methodIntegration/requestTemplates/{}", segment(JSON));
    Fix::set(
        Thing::method(path, VERB).member(member),
        "{\n  \"userId\": \"$input.params('id')\",\n  \"action\": \"getUser\"\n}",
    )
}

fn set_variable(name: &str, value: &str) -> Fix {
    Fix::set(
        Thing::Stage(STAGE.to_owned()).member(format!("/variables/{name}")),
        value,
    )
}

fn redeploy() -> Fix {
    Fix::Redeploy {
        stage: STAGE.to_owned(),
    }
}
