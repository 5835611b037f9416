//! Lines: written, read, cut and redacted.

use gatewright_gateway::trace::{
    Body, ConfigurationError, Event, ExecutionFailure, Identity, JavaMap, KeyRefusal, LogLine,
    LogPrefix, MethodLimit, Secret, redact,
};
use proptest::prelude::*;
use serde_json::Value;

/// Every recorded line reads as the event that it is, and prints as it was (old forms print as today's).
#[test]
fn recorded_lines() {
    for row in include_str!("../data/log-lines.jsonl").lines() {
        let row: Value = serde_json::from_str(row).unwrap();
        let line = row["line"].as_str().unwrap();
        let read: LogLine = line.parse().unwrap_or_else(|error| panic!("{error}"));
        let debug = format!("{:?}", read.event);
        let wanted = row["event"].as_str().unwrap();
        assert!(debug.starts_with(wanted), "{line}: {debug}");
        // No other variant's name begins the same way.
        let next = debug[wanted.len()..].chars().next();
        assert!(
            !next.is_some_and(char::is_alphanumeric) || wanted.contains('('),
            "{line}: {debug}"
        );
        let shown = match &read.prefix {
            LogPrefix::Request(id) => format!("({id}) {}", read.event.line()),
            LogPrefix::Date(date) => format!("{date} : {}", read.event.line()),
            LogPrefix::None => read.event.line(),
        };
        assert_eq!(shown, row["shown"].as_str().unwrap_or(line));
        assert!(!read.truncated);
    }
}

#[test]
fn text_that_is_no_line() {
    for text in [
        "",
        "START RequestId: x Version: $LATEST",
        "API Key",
        "(ID) ",
        "Received response. Status: x, y",
    ] {
        assert!(text.parse::<LogLine>().is_err(), "{text}");
    }
}

/// F§1.2: 1024 characters, and then the mark; counted on recorded events.
#[test]
fn long_lines_are_cut() {
    let long = Event::EndpointRequestBody("é".repeat(5000).as_str().into());
    let line = long.line();
    assert_eq!(line.chars().count(), 1024 + " [TRUNCATED]".len());
    assert!(line.ends_with("é [TRUNCATED]"));
    let read: LogLine = format!("(ID) {line}").parse().unwrap();
    assert!(read.truncated);
    assert!(
        matches!(read.event, Event::EndpointRequestBody(Body::Text(text)) if text.starts_with("é".as_bytes()))
    );

    let exact = Event::SendingRequest("x".repeat(1024 - "Sending request to ".len()));
    assert_eq!(exact.line(), exact.to_string());

    let headers = Event::EndpointRequestHeaders(JavaMap(vec![
        ("Accept".into(), "application/json".into()),
        ("X-Amz-Security-Token".into(), "t".repeat(2000)),
    ]));
    // 998 characters of the map itself.
    assert_eq!(
        headers.line().len() - "Endpoint request headers: ".len() - " [TRUNCATED]".len(),
        998
    );
    let Ok(Event::EndpointRequestHeaders(read)) = headers.line().parse() else {
        panic!("not headers")
    };
    assert_eq!(read.0[0], ("Accept".into(), "application/json".into()));
    assert_eq!(read.0[1].0, "X-Amz-Security-Token");

    // A short line that quotes the mark was not cut.
    let quoting = "Endpoint request body after transformations: x [TRUNCATED]";
    assert!(!quoting.parse::<LogLine>().unwrap().truncated);
    assert_eq!(quoting.parse::<Event>().unwrap().to_string(), quoting);
}

#[test]
fn secrets_are_hidden() {
    assert_eq!(redact("0123456789abcdef"), "**********abcdef");
    assert_eq!(redact("abcdef"), "abcdef");
    assert_eq!(redact("ééééééé"), "*éééééé");
    let key = || Secret("0123456789abcdef".into());
    assert_eq!(
        Event::ApiKey(key()).to_string(),
        "API Key: **********abcdef"
    );
    assert_eq!(format!("{:?}", key()), "Secret(**********abcdef)");
    let headers = ["authorization", "X-API-Key", "X-Amz-Security-Token"];
    let headers = headers.map(|name| (name.to_owned(), "0123456789abcdef".to_owned()));
    assert_eq!(
        Event::MethodRequestHeaders(JavaMap(headers.to_vec())).to_string(),
        "Method request headers: {authorization=**********abcdef, X-API-Key=**********abcdef, \
         X-Amz-Security-Token=0123456789abcdef}"
    );
    let sources = Identity::Sources(vec![(
        "method.request.header.Hash".into(),
        Secret("0123456789aaaaaa".into()),
    )]);
    assert_eq!(
        Event::IncomingIdentity(sources).to_string(),
        "Incoming identity: {method.request.header.Hash=**********aaaaaa}"
    );
}

#[test]
fn bodies_that_are_not_text() {
    let body =
        |bytes: &'static [u8]| Event::MethodRequestBody(Body::Text(bytes.into())).to_string();
    assert_eq!(
        body(b"a\xffb"),
        "Method request body before transformations: a\u{fffd}b"
    );
    assert_eq!(body(b""), "Method request body before transformations: ");
}

fn id() -> impl Strategy<Value = String> {
    "[a-z0-9-]{1,12}"
}

fn map() -> impl Strategy<Value = JavaMap> {
    let value = prop_oneof![
        "[A-Za-z0-9/;=.$ -]{0,12}",
        Just("Tue, 26 Feb 2019 15:29:33 GMT".to_owned())
    ];
    prop::collection::vec(("X-[A-Za-z0-9-]{1,8}", value), 0..5).prop_map(JavaMap)
}

/// Short enough not to be redacted.
fn secret() -> impl Strategy<Value = Secret> {
    "[A-Za-z0-9]{0,6}".prop_map(Secret)
}

fn body() -> impl Strategy<Value = Body> {
    prop_oneof![Just(Body::Binary), "[^\\[]{0,40}".prop_map(Body::from)]
}

fn stage() -> impl Strategy<Value = String> {
    "[a-z0-9]{10}/[A-Za-z0-9_-]{1,8}"
}

fn method() -> impl Strategy<Value = String> {
    "(GET|ANY|POST) /[a-z{}+/]{0,10}"
}

fn limit() -> impl Strategy<Value = Box<MethodLimit>> {
    (id(), "[A-Za-z0-9_-]{1,8}", id(), "GET|POST|ANY").prop_map(|(api, stage, resource, method)| {
        Box::new(MethodLimit {
            api,
            stage,
            resource,
            method,
        })
    })
}

fn refusal() -> impl Strategy<Value = KeyRefusal> {
    prop_oneof![
        Just(KeyRefusal::NoKey),
        Just(KeyRefusal::StageNotInPlan),
        Just(KeyRefusal::NoPlanForKey),
        "[a-z]{1,9}".prop_map(KeyRefusal::Other),
    ]
}

fn configuration_error() -> impl Strategy<Value = ConfigurationError> {
    use ConfigurationError as C;
    prop_oneof![
        prop::sample::select(vec![
            C::InvalidLambdaPermissions,
            C::MalformedProxyResponse,
            C::RateExceeded,
            C::Empty,
            C::InvalidEndpointAddress,
            C::InternalError,
            C::CertificateUntrusted,
            C::CertificateExpired,
            C::CannotAssumeRole(None),
            C::UnableToTransformRequest,
            C::UnableToTransformResponse,
            C::UnableToDecodeBody,
            C::UnableToParseStatusCode,
            C::AuthorizerError,
        ]),
        ("[a-z.]{1,12}", "CN=[a-z.*]{1,12}")
            .prop_map(|(host, subject)| C::CertificateHostMismatch { host, subject }),
        "arn:aws:iam::[0-9]{12}:role/[a-z]{1,9}".prop_map(|role| C::CannotAssumeRole(Some(role))),
        any::<u16>().prop_map(C::NoOutputMapping),
        "[1-5][0-9]{2}".prop_map(C::NoMethodResponse),
        (
            "path|query|authority",
            any::<usize>(),
            "https?://[a-z/ {}]{0,20}"
        )
            .prop_map(|(part, index, uri)| C::IllegalCharacter { part, index, uri }),
        "[A-Za-z-]{1,12}".prop_map(C::HeaderAlreadyPresent),
        "[A-Za-z\" ,]{0,20}".prop_map(C::InvalidAuthorizerJson),
        "[a-z]{1,9} [a-z]{1,9}".prop_map(C::Other),
    ]
}

fn failure() -> impl Strategy<Value = ExecutionFailure> {
    prop_oneof![
        Just(ExecutionFailure::Timeout),
        Just(ExecutionFailure::Network(None)),
        "[A-Za-z ]{1,12}".prop_map(|detail| ExecutionFailure::Network(Some(detail))),
        Just(ExecutionFailure::VpcLink),
        Just(ExecutionFailure::Internal),
    ]
}

/// Every variant, so that none is without a text.
fn event() -> impl Strategy<Value = Event> {
    use Event as E;
    let plain = prop::sample::select(vec![
        E::AuthorizerCompleted,
        E::ClientNotAuthorized,
        E::Unauthorized,
        E::AuthorizerConfigurationException,
        E::UsagePlanCheckFailed,
        E::SuccessfullyCompleted,
    ]);
    let texts = prop_oneof![
        id().prop_map(|request_id| E::ExecutionLog { request_id }),
        "[A-Za-z0-9=]{1,16}".prop_map(E::ExtendedRequestId),
        id().prop_map(E::UnauthorizedRequest),
        id().prop_map(E::StartingExecution),
        id().prop_map(E::ApiKeyId),
        id().prop_map(E::EndpointRequestUri),
        id().prop_map(E::SendingRequest),
        id().prop_map(E::IntegrationRequestId),
        id().prop_map(E::XrayTracingId),
        any::<u16>().prop_map(E::MethodCompleted),
        secret().prop_map(E::ApiKey),
        secret().prop_map(E::UsingAuthorizerPolicy),
        secret().prop_map(|token| E::IncomingIdentity(Identity::Token(token))),
        prop::collection::vec(("[a-z.]{1,9}", secret()), 1..3)
            .prop_map(|sources| E::IncomingIdentity(Identity::Sources(sources))),
    ];
    let data = prop_oneof![
        map().prop_map(E::MethodRequestPath),
        map().prop_map(E::MethodRequestQuery),
        map().prop_map(E::MethodRequestHeaders),
        map().prop_map(E::EndpointRequestHeaders),
        map().prop_map(E::EndpointResponseHeaders),
        map().prop_map(E::MethodResponseHeaders),
        body().prop_map(E::AuthorizerResultBody),
        body().prop_map(E::MethodRequestBody),
        body().prop_map(E::EndpointRequestBody),
        body().prop_map(E::EndpointResponseBody),
        body().prop_map(E::MethodResponseBody),
    ];
    let steps = prop_oneof![
        (id(), id()).prop_map(|(authorizer, request_id)| E::StartingAuthorizer {
            authorizer,
            request_id
        }),
        (id(), secret(), stage()).prop_map(|(request_id, key, stage)| E::VerifyingUsagePlan {
            request_id,
            key,
            stage
        }),
        (secret(), method()).prop_map(|(key, method)| E::KeyNotRequired { key, method }),
        (secret(), method(), stage(), refusal()).prop_map(|(key, method, stage, reason)| {
            E::KeyRefused {
                key,
                method,
                stage,
                reason,
            }
        }),
        (secret(), stage()).prop_map(|(key, stage)| E::UsagePlanCheckSucceeded { key, stage }),
        (limit(), 0..1_000_000_u32, any::<u32>()).prop_map(|(method, hundredths, burst)| {
            E::ThrottleLimitExceeded {
                method,
                rate: f64::from(hundredths) / 100.0,
                burst,
            }
        }),
        (limit(), any::<u64>()).prop_map(|(method, limit)| E::QuotaLimitExceeded { method, limit }),
        ("GET|POST", "/[a-z0-9/]{0,20}").prop_map(|(method, path)| E::HttpMethod { method, path }),
        ("[a-z]{1,9}/[a-z]{1,9}", "\\[[a-z (,\"]{0,20}\\]").prop_map(
            |(content_type, violations)| E::BodyDoesNotMatchModel {
                content_type,
                violations
            }
        ),
        prop::collection::vec("[a-z0-9-]{1,9}", 0..4).prop_map(E::MissingRequestParameters),
        (prop::option::of(any::<u16>()), any::<u64>())
            .prop_map(|(status, latency)| E::ReceivedResponse { status, latency }),
        (any::<u16>(), "[^.]{0,40}", id()).prop_map(|(status, message, lambda_request_id)| {
            E::LambdaExecutionFailed {
                status,
                message,
                lambda_request_id,
            }
        }),
        (any::<u16>(), id()).prop_map(|(status, lambda_request_id)| E::LambdaInvocationFailed {
            status,
            lambda_request_id
        }),
        configuration_error().prop_map(E::ConfigurationError),
        failure().prop_map(E::ExecutionFailed),
        (
            prop::sample::select(gatewright_gateway::gateway_response::ResponseType::ALL),
            any::<u16>()
        )
            .prop_map(|(response_type, status)| E::GatewayResponse {
                response_type,
                status
            }),
    ];
    prop_oneof![plain, texts, data, steps]
}

proptest! {
    #[test]
    fn what_is_written_is_read(event in event()) {
        let line = event.line();
        prop_assert_eq!(line.parse::<Event>(), Ok(event.clone()), "{}", line);
        let logged: LogLine = format!("(id) {line}").parse().unwrap();
        prop_assert_eq!(logged.event, event.clone());
        let tested: LogLine = format!("Thu Jun 08 15:09:51 UTC 2023 : {line}").parse().unwrap();
        prop_assert_eq!(tested.event, event);
    }

    /// Redacting what was redacted changes nothing, so that a line survives any number of readings.
    #[test]
    fn redacted_lines_are_stable(key in "[A-Za-z0-9]{0,60}", value in "\\PC{0,30}") {
        prop_assert_eq!(redact(&redact(&key)), redact(&key));
        let headers = JavaMap(vec![("Authorization".into(), value)]);
        let line = Event::MethodRequestHeaders(headers).line();
        prop_assert_eq!(line.parse::<Event>().unwrap().line(), line);
    }

    #[test]
    fn reading_never_panics(text in "\\PC{0,80}", start in 0..60_usize, cut in 0..200_usize) {
        let _ = text.parse::<LogLine>();
        // A recorded line, cut and continued anyhow.
        let lines: Vec<&str> = include_str!("../data/log-lines.jsonl").lines().collect();
        let row: Value = serde_json::from_str(lines[start]).unwrap();
        let line: String = row["line"].as_str().unwrap().chars().take(cut).collect();
        let _ = line.parse::<LogLine>();
        let _ = format!("{line}{text}").parse::<LogLine>();
    }
}
