//! Which gateway response applies, and what it says.

use gatewright_gateway::fault::{Fault, TransformProblem};
use gatewright_gateway::gateway_response::{GatewayResponse, GatewayResponses, ResponseType};

const DEFAULT_TEMPLATE: &str = "{\"message\":$context.error.messageString}";

fn variable(name: &str) -> Option<String> {
    Some(match name {
        "context.requestId" => "id-1".to_owned(),
        "context.stage" => "prod".to_owned(),
        "stageVariables.color" => "blue".to_owned(),
        "method.request.header.Origin" => "https://example.com".to_owned(),
        "method.request.querystring.q" => "1".to_owned(),
        _ => return None,
    })
}

fn configured(status: Option<u16>, template: &str, parameters: &[(&str, &str)]) -> GatewayResponse {
    GatewayResponse {
        status,
        parameters: parameters
            .iter()
            .map(|(k, v)| ((*k).to_owned(), (*v).to_owned()))
            .collect(),
        templates: vec![("application/json".to_owned(), template.to_owned())],
    }
}

fn broken() -> Fault {
    Fault::RequestTransform(TransformProblem::BinaryBody)
}

#[test]
fn types() {
    assert_eq!(ResponseType::ALL.len(), 21);
    for kind in ResponseType::ALL {
        assert_eq!(kind.to_string().parse(), Ok(*kind));
        let family = kind.default_status().and_then(ResponseType::family);
        assert_eq!(family.is_none(), kind.as_str().starts_with("DEFAULT_"));
    }
    let names: Vec<&str> = ResponseType::ALL.iter().map(|kind| kind.as_str()).collect();
    assert!(names.is_sorted());
    assert!("FAKE_RESPONSE_TYPE".parse::<ResponseType>().is_err());
}

/// F§2.6: the type itself, then its family, then AWS's own.
#[test]
fn the_most_specific_applies() {
    let error = broken().response();
    let none = GatewayResponses::default();
    let applied = none.apply(&error, None, &variable);
    assert_eq!((applied.status, applied.configured), (500, None));
    assert_eq!(applied.body, "{\"message\": \"Internal server error\"}");
    assert_eq!(
        applied.headers[0],
        ("Content-Type".to_owned(), "application/json".to_owned())
    );
    assert_eq!(applied.headers[1].1, "InternalServerErrorException");

    let family: GatewayResponses = [(
        ResponseType::Default5xx,
        configured(None, DEFAULT_TEMPLATE, &[]),
    )]
    .into_iter()
    .collect();
    let applied = family.apply(&error, None, &variable);
    assert_eq!(
        (applied.status, applied.configured),
        (500, Some(ResponseType::Default5xx))
    );
    // The template's spelling, without the space.
    assert_eq!(applied.body, "{\"message\":\"Internal server error\"}");
    assert_eq!(
        family.find(
            &Fault::NoRoute {
                method: "GET".into(),
                path: "/".into()
            }
            .response()
        ),
        None
    );

    let both: GatewayResponses = [
        (
            ResponseType::Default5xx,
            configured(Some(599), "family", &[]),
        ),
        (
            ResponseType::ApiConfigurationError,
            configured(None, "own", &[]),
        ),
    ]
    .into_iter()
    .collect();
    let applied = both.apply(&error, None, &variable);
    assert_eq!((applied.status, applied.body.as_str()), (500, "own"));
    let applied = both.apply(
        &Fault::IntegrationTimeout { timeout: 29000 }.response(),
        None,
        &variable,
    );
    assert_eq!((applied.status, applied.body.as_str()), (599, "family"));
}

/// A configured INTEGRATION_FAILURE has the status 504 by default, and yet the error's own 500 stays (F§2.6).
#[test]
fn a_type_without_a_status_keeps_the_errors() {
    let fault = Fault::LambdaNotPost {
        method: "GET".into(),
        lambda_request_id: "l".into(),
    };
    let responses: GatewayResponses = [(
        ResponseType::IntegrationFailure,
        configured(None, DEFAULT_TEMPLATE, &[]),
    )]
    .into_iter()
    .collect();
    assert_eq!(
        responses.apply(&fault.response(), None, &variable).status,
        500
    );
}

#[test]
fn substitution() {
    for (template, wanted) in [
        (DEFAULT_TEMPLATE, "{\"message\":\"Internal server error\"}"),
        ("$context.error.message.", "Internal server error."),
        ("$context.error.responseType", "API_CONFIGURATION_ERROR"),
        ("[$context.error.validationErrorString]", "[]"),
        ("$context.requestId/$context.stage", "id-1/prod"),
        ("$stageVariables.color-$stageVariables.none", "blue-"),
        (
            "$stageVariables.color, $method.request.header.Origin",
            "blue, https://example.com",
        ),
        ("$method.request.querystring.q", "1"),
        (
            "$method.request.header.X-None-$stageVariables.color-x",
            "-blue-x",
        ),
        (
            "$5 $$ $input.json('$') ${context.stage} #if(true)",
            "$5 $$ $input.json('$') ${context.stage} #if(true)",
        ),
        ("$contextual $", "$contextual $"),
        ("é$context.stageé", "éprodé"),
    ] {
        let responses: GatewayResponses =
            [(ResponseType::Default5xx, configured(None, template, &[]))]
                .into_iter()
                .collect();
        let body = responses.apply(&broken().response(), None, &variable).body;
        assert_eq!(body, wanted, "{template}");
    }
}

#[test]
fn headers() {
    let parameters = [
        ("gatewayresponse.header.Access-Control-Allow-Origin", "'*'"),
        (
            "gatewayresponse.header.X-Origin",
            "method.request.header.Origin",
        ),
        ("gatewayresponse.header.X-Request", "context.requestId"),
        (
            "gatewayresponse.header.X-Type",
            "context.error.responseType",
        ),
        ("gatewayresponse.header.X-Unset", "stageVariables.none"),
        ("gatewayresponse.header.content-type", "'text/css'"),
    ];
    let responses: GatewayResponses = [(
        ResponseType::Default5xx,
        configured(Some(418), "x", &parameters),
    )]
    .into_iter()
    .collect();
    let applied = responses.apply(&broken().response(), None, &variable);
    let headers: Vec<(&str, &str)> = applied
        .headers
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    assert_eq!(
        headers,
        [
            ("x-amzn-ErrorType", "InternalServerErrorException"),
            ("Access-Control-Allow-Origin", "*"),
            ("X-Origin", "https://example.com"),
            ("X-Request", "id-1"),
            ("X-Type", "API_CONFIGURATION_ERROR"),
            ("content-type", "text/css"),
        ]
    );
    assert_eq!(applied.status, 418);
}

#[test]
fn accept_picks_a_template() {
    let mut response = configured(None, "json", &[]);
    response
        .templates
        .push(("text/xml".to_owned(), "xml".to_owned()));
    let responses: GatewayResponses = [(ResponseType::Default5xx, response)].into_iter().collect();
    for (accept, body, content_type) in [
        (None, "json", "application/json"),
        (Some("text/xml;q=0.9, */*"), "xml", "text/xml"),
        (Some("text/html"), "json", "application/json"),
    ] {
        let applied = responses.apply(&broken().response(), accept, &variable);
        assert_eq!(
            (applied.body.as_str(), applied.headers[0].1.as_str()),
            (body, content_type),
            "{accept:?}"
        );
    }
    // Configured for its headers alone: the body stays AWS's.
    let bare: GatewayResponses = [(ResponseType::Default5xx, GatewayResponse::default())]
        .into_iter()
        .collect();
    assert_eq!(
        bare.apply(&broken().response(), None, &variable).body,
        "{\"message\": \"Internal server error\"}"
    );
}
