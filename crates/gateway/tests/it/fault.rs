//! Every fault: its answer, its lines and its rule, as the facts record them.

use std::collections::{BTreeMap, BTreeSet};

use gatewright_gateway::fault::{
    AddressProblem, AuthorizerOutputProblem, Fault, FunctionError, InvokeRefusal, LinkProblem,
    MissingFunction, RefusalReason, RoleProblem, RuleCode, SignatureProblem, TokenProblem,
    TransformProblem,
};
use gatewright_gateway::gateway_response::{GatewayResponse, GatewayResponses, ResponseType};
use gatewright_gateway::permission::{Decision, StatementId, Verdict};
use gatewright_gateway::proxy::response::Malformed;
use gatewright_gateway::trace::{KeyRefusal, MethodLimit, Secret};
use gatewright_gateway::validation::InvalidBody;
use serde_json::Value;

const ROLE: &str = "arn:aws:iam::123456789012:role/r";
const METHOD: &str = "arn:aws:execute-api:us-east-1:123456789012:abc123/prod/GET/pets";

fn not_allowed() -> Decision {
    Decision {
        verdict: Verdict::NotAllowed,
        near_misses: Vec::new(),
    }
}

fn denied() -> Decision {
    let statement = StatementId {
        policy: None,
        index: 0,
        sid: None,
    };
    Decision {
        verdict: Verdict::ExplicitlyDenied(statement),
        near_misses: Vec::new(),
    }
}

fn refusal() -> Box<InvokeRefusal> {
    Box::new(InvokeRefusal {
        function: "arn:aws:lambda:us-east-1:123456789012:function:f".into(),
        source_arn: Some(METHOD.into()),
        reason: RefusalReason::NoPolicy,
    })
}

fn error(message: &str) -> Fault {
    Fault::FunctionError(Box::new(FunctionError {
        status: 200,
        message: message.into(),
        error_type: None,
        lambda_request_id: "L".into(),
    }))
}

fn limit() -> MethodLimit {
    let [api, stage, resource, method] = ["abc123", "prod", "k0w8mc", "POST"].map(str::to_owned);
    MethodLimit {
        api,
        stage,
        resource,
        method,
    }
}

/// One of each, under the name that the data file gives it.
fn faults() -> BTreeMap<&'static str, Fault> {
    let lambda_request_id = || "L".to_owned();
    BTreeMap::from([
        ("InvokeRefused", Fault::InvokeRefused(refusal())),
        (
            "MalformedProxyResponse",
            Fault::MalformedProxyResponse(Malformed::NotJson),
        ),
        ("FunctionError", error("division by zero")),
        (
            "FunctionTimeout",
            error("2025-05-01T10:00:00.000Z L Task timed out after 10.00 seconds"),
        ),
        (
            "LambdaThrottled",
            Fault::LambdaThrottled {
                lambda_request_id: lambda_request_id(),
            },
        ),
        (
            "LambdaNotPost",
            Fault::LambdaNotPost {
                method: "GET".into(),
                lambda_request_id: lambda_request_id(),
            },
        ),
        (
            "LambdaRefused",
            Fault::LambdaRefused {
                status: 502,
                message: "Internal".into(),
                lambda_request_id: lambda_request_id(),
            },
        ),
        (
            "LambdaRefused: payload",
            Fault::LambdaRefused {
                status: 400,
                message: "Could not parse request body into json: eof".into(),
                lambda_request_id: lambda_request_id(),
            },
        ),
        (
            "LambdaUnavailable",
            Fault::LambdaUnavailable {
                lambda_request_id: lambda_request_id(),
            },
        ),
        (
            "FunctionNotFound",
            Fault::FunctionNotFound {
                what: MissingFunction::Alias("prod".into()),
                message:
                    "Function not found: arn:aws:lambda:us-east-1:123456789012:function:f:prod"
                        .into(),
                lambda_request_id: lambda_request_id(),
            },
        ),
        (
            "IntegrationTimeout",
            Fault::IntegrationTimeout { timeout: 29000 },
        ),
        (
            "NetworkError",
            Fault::NetworkError {
                detail: Some("Connection is closed".into()),
                cause: "reset by peer".into(),
            },
        ),
        (
            "EndpointAnswerTooLarge",
            Fault::EndpointAnswerTooLarge { length: 10_485_761 },
        ),
        ("DefaultEndpointDisabled", Fault::DefaultEndpointDisabled),
        (
            "InvalidEndpointAddress",
            Fault::InvalidEndpointAddress {
                address: "https://".into(),
                problem: AddressProblem::UndefinedStageVariable("testHost".into()),
            },
        ),
        (
            "VpcLink",
            Fault::VpcLink {
                link: "gim7c3".into(),
                problem: LinkProblem::Status("FAILED".into()),
            },
        ),
        (
            "CertificateHostMismatch",
            Fault::CertificateHostMismatch {
                host: "api.example.com".into(),
                subject: "CN=example.net".into(),
            },
        ),
        (
            "CertificateUntrusted",
            Fault::CertificateUntrusted {
                cause: "self-signed".into(),
            },
        ),
        (
            "RoleNotAssumable",
            Fault::RoleNotAssumable {
                role: ROLE.into(),
                problem: RoleProblem::Missing,
            },
        ),
        ("NoOutputMapping", Fault::NoOutputMapping { status: 403 }),
        (
            "NoMethodResponse",
            Fault::NoMethodResponse {
                status: "200".into(),
            },
        ),
        (
            "RequestTransform",
            Fault::RequestTransform(TransformProblem::Template("unexpected end".into())),
        ),
        (
            "ResponseTransform",
            Fault::ResponseTransform(TransformProblem::BinaryBody),
        ),
        ("BodyNotBase64", Fault::BodyNotBase64),
        (
            "NoMockStatusCode",
            Fault::NoMockStatusCode {
                output: "{}".into(),
            },
        ),
        (
            "IllegalUri",
            Fault::IllegalUri(
                "Illegal character in path at index 22: https://example.com/a/{b}".into(),
            ),
        ),
        (
            "ReservedHeader",
            Fault::ReservedHeader("Content-Length".into()),
        ),
        ("RequestBodyNotJson", Fault::RequestBodyNotJson),
        ("ResponseBodyNotJson", Fault::ResponseBodyNotJson),
        (
            "IdentityMissing",
            Fault::IdentityMissing {
                authorizer: "elkw5b".into(),
            },
        ),
        (
            "AuthorizerUnauthorized",
            Fault::AuthorizerUnauthorized {
                authorizer: "elkw5b".into(),
            },
        ),
        (
            "AuthorizerDenied",
            Fault::AuthorizerDenied {
                authorizer: "elkw5b".into(),
                decision: Box::new(denied()),
            },
        ),
        ("AuthorizerRefused", Fault::AuthorizerRefused(refusal())),
        (
            "AuthorizerRoleNotAssumable",
            Fault::AuthorizerRoleNotAssumable {
                role: ROLE.into(),
                problem: RoleProblem::Trust(not_allowed()),
            },
        ),
        (
            "AuthorizerOutput",
            Fault::AuthorizerOutput(AuthorizerOutputProblem::FunctionError("boom".into())),
        ),
        (
            "AuthorizerFailure",
            Fault::AuthorizerFailure {
                cause: "status 503".into(),
            },
        ),
        ("TokenRejected", Fault::TokenRejected(TokenProblem::Expired)),
        (
            "NoRoute",
            Fault::NoRoute {
                method: "GET".into(),
                path: "/nowhere".into(),
            },
        ),
        (
            "NoStage",
            Fault::NoStage {
                stage: "nowhere".into(),
            },
        ),
        (
            "NoBasePathMapping",
            Fault::NoBasePathMapping {
                domain: "api.example.com".into(),
                path: "/nowhere".into(),
            },
        ),
        ("Unsigned", Fault::Signature(SignatureProblem::Missing)),
        (
            "SignatureMismatch",
            Fault::Signature(SignatureProblem::Mismatch),
        ),
        (
            "SignatureExpired",
            Fault::Signature(SignatureProblem::Expired {
                message: "Signature expired: then is now earlier than now".into(),
            }),
        ),
        (
            "AccessDenied",
            Fault::AccessDenied {
                user: "anonymous".into(),
                method_arn: METHOD.into(),
                decision: Box::new(not_allowed()),
                by_resource_policy: true,
            },
        ),
        (
            "CallerDenied",
            Fault::AccessDenied {
                user: "arn:aws:iam::123456789012:user/u".into(),
                method_arn: METHOD.into(),
                decision: Box::new(denied()),
                by_resource_policy: false,
            },
        ),
        (
            "CacheInvalidationDenied",
            Fault::CacheInvalidationDenied {
                user: "anonymous".into(),
                method_arn: METHOD.into(),
                decision: Box::new(not_allowed()),
            },
        ),
        (
            "ContentEncoding",
            Fault::ContentEncoding {
                cause: "the content coding 'br' is not supported".into(),
            },
        ),
        (
            "KeyRefused",
            Fault::KeyRefused {
                key: Secret::default(),
                method: "GET /".into(),
                stage: "abc123/prod".into(),
                reason: KeyRefusal::NoKey,
            },
        ),
        (
            "Throttled",
            Fault::Throttled {
                method: Box::new(limit()),
                rate: 1.0,
                burst: 1,
            },
        ),
        (
            "QuotaExceeded",
            Fault::QuotaExceeded {
                method: Box::new(limit()),
                limit: 10,
            },
        ),
        (
            "MissingParameters",
            Fault::MissingParameters(["x-header-param", "issuer", "qs1"].map(Into::into).into()),
        ),
        (
            "InvalidBody",
            Fault::InvalidBody {
                content_type: "application/json".into(),
                invalid: InvalidBody::Unparsable,
            },
        ),
        (
            "UnsupportedMediaType",
            Fault::UnsupportedMediaType {
                content_type: "text/csv".into(),
            },
        ),
        (
            "CertificateExpired",
            Fault::CertificateExpired {
                cause: "certificate expired".into(),
            },
        ),
        (
            "LookupFailed",
            Fault::LookupFailed {
                what: "the role 'r'".into(),
                cause: "disk full".into(),
            },
        ),
        ("RequestTooLarge", Fault::RequestTooLarge),
        (
            "ClientCertificateRefused",
            Fault::ClientCertificateRefused {
                domain: "api.example.com".into(),
                problem: "none was shown".into(),
            },
        ),
        ("HeadersTooLarge", Fault::HeadersTooLarge),
        ("UriTooLong", Fault::UriTooLong),
        (
            "NotSupported",
            Fault::NotSupported("the integration type 'X'".into()),
        ),
    ])
}

fn lines(fault: &Fault, responses: &GatewayResponses) -> Vec<String> {
    let applied = responses.apply(&fault.response(), None, &|_| None);
    fault
        .log_events("ID", &applied)
        .iter()
        .map(ToString::to_string)
        .collect()
}

#[test]
fn as_the_facts_record() {
    let mut faults = faults();
    for row in include_str!("../data/faults.jsonl").lines() {
        let row: Value = serde_json::from_str(row).unwrap();
        let name = row["fault"].as_str().unwrap();
        let fault = faults
            .remove(name)
            .unwrap_or_else(|| panic!("no fault {name}"));
        let response = fault.response();
        assert_eq!(row["status"], response.status, "{name}");
        assert_eq!(row["type"], response.response_type.as_str(), "{name}");
        assert_eq!(
            row["error"]
                .as_str()
                .unwrap_or("InternalServerErrorException"),
            response.error_type,
            "{name}"
        );
        assert_eq!(
            row["body"]
                .as_str()
                .unwrap_or("{\"message\": \"Internal server error\"}"),
            response.body,
            "{name}"
        );
        assert_eq!(
            row["bytes"]
                .as_u64()
                .map_or(response.body.len(), |n| n as usize),
            response.body.len(),
            "{name}"
        );
        let wanted: Vec<&str> = row["log"]
            .as_array()
            .unwrap()
            .iter()
            .map(|line| line.as_str().unwrap())
            .collect();
        assert_eq!(
            lines(&fault, &GatewayResponses::default()),
            wanted,
            "{name}"
        );
        assert_eq!(row["rule"], fault.rule().to_string(), "{name}");
        let told = fault.to_string();
        assert!(!told.is_empty() && !told.ends_with('.'), "{name}: {told}");
    }
    assert!(faults.is_empty(), "without a row: {faults:?}");
}

/// F§2.2.0: the line with the matched key and the final status.
#[test]
fn a_configured_response_leaves_a_line() {
    let teapot = GatewayResponse {
        status: Some(418),
        ..GatewayResponse::default()
    };
    let responses: GatewayResponses = [(ResponseType::Default5xx, teapot)].into_iter().collect();
    assert_eq!(
        lines(&Fault::BodyNotBase64, &responses),
        [
            "Execution failed due to configuration error: Unable to base64 decode the body.",
            "Gateway response type: DEFAULT_5XX with status code: 418",
            "Method completed with status: 418",
        ]
    );
    let denied: GatewayResponses = [(
        ResponseType::MissingAuthenticationToken,
        GatewayResponse::default(),
    )]
    .into_iter()
    .collect();
    assert_eq!(
        lines(
            &Fault::NoRoute {
                method: "GET".into(),
                path: "/".into()
            },
            &denied
        ),
        [""; 0]
    );
}

#[test]
fn a_refusal_tells_rules_apart() {
    use RefusalReason as R;
    let role = |decision: Decision| R::Role {
        role: ROLE.into(),
        decision,
    };
    for (reason, rule) in [
        (R::NoPolicy, "lambda-permission-missing"),
        (R::Policy(not_allowed()), "lambda-permission-missing"),
        (R::Policy(denied()), "permission-explicitly-denied"),
        (
            R::QualifierWithoutPolicy {
                qualifier: "prod".into(),
                function_allows: true,
            },
            "permission-on-function-not-alias",
        ),
        (R::Missing(MissingFunction::Function), "function-missing"),
        (
            R::Missing(MissingFunction::Alias("prod".into())),
            "function-alias-missing",
        ),
        (
            R::Missing(MissingFunction::Version("7".into())),
            "function-version-missing",
        ),
        (
            R::OtherRegion {
                function: "eu-west-1".into(),
                endpoint: "us-east-1".into(),
            },
            "function-in-other-region",
        ),
        (
            R::UndefinedStageVariable("f".into()),
            "stage-variable-undefined",
        ),
        (
            R::MalformedUri("the function's name is empty".into()),
            "integration-uri-malformed",
        ),
        (role(not_allowed()), "role-without-invoke-permission"),
        (
            R::PassedCaller {
                caller: ROLE.into(),
                decision: not_allowed(),
            },
            "caller-without-invoke-permission",
        ),
    ] {
        let refusal = || {
            Box::new(InvokeRefusal {
                reason: reason.clone(),
                ..*refusal()
            })
        };
        let (fault, authorizer) = (
            Fault::InvokeRefused(refusal()),
            Fault::AuthorizerRefused(refusal()),
        );
        assert_eq!(fault.rule().name(), rule, "{reason}");
        // To the client and the log they are all the same.
        assert_eq!(fault.response(), faults()["InvokeRefused"].response());
        assert_eq!(lines(&fault, &GatewayResponses::default()).len(), 2);
        let wanted = if fault.rule().cause() == Some(1) {
            "authorizer-permission-missing"
        } else {
            rule
        };
        assert_eq!(authorizer.rule().name(), wanted, "{reason}");
    }
}

#[test]
fn rules_have_codes_and_names() {
    let (mut codes, mut names) = (BTreeSet::new(), BTreeSet::new());
    for rule in RuleCode::ALL {
        assert!(
            codes.insert(rule.number()) && names.insert(rule.name()),
            "{rule} is not alone"
        );
        assert!(
            rule.name()
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'),
            "{}",
            rule.name()
        );
        assert!(rule.summary().ends_with('.'));
        assert_eq!(rule.to_string().parse(), Ok(*rule));
        assert_eq!(rule.to_string().to_lowercase().parse(), Ok(*rule));
        assert_eq!(rule.name().parse(), Ok(*rule));
        let cause = rule.number() / 100;
        assert_eq!(rule.cause(), (cause <= 6).then_some(cause as u8));
    }
    assert!(RuleCode::ALL.is_sorted_by_key(|rule| rule.number()));
    assert!("GW999".parse::<RuleCode>().is_err());
    assert_eq!(RuleCode::PermissionOnFunctionNotAlias.to_string(), "GW102");
}

/// A fault travels in every `Result` of the engine.
#[test]
fn a_fault_is_small() {
    assert!(size_of::<Fault>() <= 128, "{}", size_of::<Fault>());
}
