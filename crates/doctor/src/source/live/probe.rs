//! Real requests to the methods that are safe to call, and what came of them: what a configuration
//! does not show, such as the form of a function's answer.

use gatewright_gateway::api::Api;
use gatewright_gateway::fault::RuleCode;
use gatewright_gateway::trace::{LogLine, LogPrefix, log_group};
use gatewright_wire::apigateway::Method;
use gatewright_wire::logs::FilterLogEventsRequest;

use super::{Eyes, Options};
use crate::checkup::Checkup;
use crate::known::Known;
use crate::logged::{Logged, Seen, rules_of};
use crate::sample;
use crate::subject::{StageSubject, Subject};

/// A request to a method of a stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// The API's id.
    pub api: String,
    /// The stage.
    pub stage: String,
    /// The verb that is sent.
    pub verb: String,
    /// The path with its query, after the stage: `/pets/1?page=sample`.
    pub path: String,
    /// The headers that the method declares, with sample values.
    pub headers: Vec<(String, String)>,
}

/// What came back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// `x-amzn-requestid`
    pub request_id: String,
    /// `x-amzn-errortype`: API Gateway's own answers to failed requests have it.
    pub error_type: Option<String>,
    /// The body, or as much of it as tells what it is.
    pub body: String,
}

/// What the probe did with a method.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Probed {
    /// It was called.
    Called(Call, Result<Answer, String>),
    /// It was not, for this reason.
    Skipped {
        /// The API's id.
        api: String,
        /// The stage.
        stage: String,
        /// The verb and the resource's path.
        method: String,
        /// Why not.
        why: &'static str,
    },
}

/// A method's call, or why it is not made.
fn call(
    subject: &Subject,
    api: &Api,
    stage: &StageSubject,
    (path, verb, method): (&str, &str, &Method),
) -> Result<Call, &'static str> {
    let sent = match verb {
        "GET" | "HEAD" | "OPTIONS" => verb,
        "ANY" => "GET",
        _ => return Err("it may change something"),
    };
    if !matches!(
        method.authorization_type.as_deref(),
        None | Some("NONE" | "")
    ) {
        return Err("it wants an authorized caller");
    }
    if method.api_key_required == Some(true) {
        return Err("it wants an API key");
    }
    let settings = &subject.api.rest_api;
    if settings.disable_execute_api_endpoint == Some(true) {
        return Err("the API's default endpoint is disabled");
    }
    let types = settings.endpoint_configuration.as_ref();
    let types = types.and_then(|configuration| configuration.types.as_ref());
    if types.into_iter().flatten().any(|kind| kind == "PRIVATE") {
        return Err("the API is reached from its VPC only");
    }
    let request = sample::request(api, path, verb, method, 0);
    let headers = request.headers.iter();
    let declared = method.request_parameters.iter().flatten();
    let declared: Vec<&str> = declared
        .filter_map(|(name, _)| name.strip_prefix("method.request.header."))
        .collect();
    let mut path = request.path.clone();
    if !request.query.is_empty() {
        path = format!("{path}?{}", request.query);
    }
    Ok(Call {
        api: api.id().to_owned(),
        stage: stage.name().to_owned(),
        verb: sent.to_owned(),
        path,
        headers: headers
            .filter(|(name, _)| declared.iter().any(|it| it.eq_ignore_ascii_case(name)))
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect(),
    })
}

/// Calls the methods of a subject that are safe to call, one after the other, and gives the failures.
pub(super) async fn read(eyes: &Eyes<'_>, subject: &Subject, options: &Options<'_>) -> Vec<Logged> {
    let Some(prober) = &options.calls else {
        return Vec::new();
    };
    let checkup = Checkup::new(subject, prober.now_ms);
    let mut failed = Vec::new();
    for stage in &subject.stages {
        let api = stage.deployed.is().unwrap_or(&subject.api);
        for (resource, verb, method) in api.methods() {
            let path = resource.path.as_deref().unwrap_or("/");
            let call = match call(subject, api, stage, (path, verb, method)) {
                Ok(call) => call,
                Err(why) => {
                    (prober.probed)(&Probed::Skipped {
                        api: api.id().to_owned(),
                        stage: stage.name().to_owned(),
                        method: format!("{verb} {path}"),
                        why,
                    });
                    continue;
                }
            };
            let answer = (prober.call)(call.clone()).await;
            (prober.probed)(&Probed::Called(call, answer.clone()));
            let Some(answer) = answer.ok().filter(is_failure) else {
                continue;
            };
            let told = match logged(eyes, api, stage, &answer.request_id).await {
                Some(told) => Some(told),
                None => foreseen(&checkup, stage, path, verb)
                    .or_else(|| guess(method, answer.status))
                    .map(|rule| (rule, format!("{} {}", answer.status, answer.body))),
            };
            let Some((rule, line)) = told else {
                continue;
            };
            failed.push(Logged {
                stage: stage.name().to_owned(),
                rule,
                method: Some((path.to_owned(), verb.to_owned())),
                line,
                request_id: answer.request_id,
                times: 1,
                seen: Seen::Probe,
            });
        }
    }
    failed
}

/// Whether an answer tells of a failure of the API rather than of the request: of API Gateway's own
/// answers, those with a status from 500 on.
fn is_failure(answer: &Answer) -> bool {
    answer.status >= 500 && answer.error_type.is_some()
}

/// What the stage's execution log says of a request, where it writes one and the line is there yet.
async fn logged(
    eyes: &Eyes<'_>,
    api: &Api,
    stage: &StageSubject,
    request_id: &str,
) -> Option<(RuleCode, String)> {
    if request_id.is_empty() || !super::log::is_on(&stage.stage) {
        return None;
    }
    let group = log_group(api.id(), stage.name());
    let request = FilterLogEventsRequest {
        log_group_name: Some(group.clone()),
        filter_pattern: Some(format!("\"{request_id}\"")),
        ..FilterLogEventsRequest::default()
    };
    let Known::Is(page) = eyes.see(&format!("the log group {group}"), &request).await else {
        return None;
    };
    let messages = page.events.into_iter().flatten();
    let lines = messages.filter_map(|event| event.message?.parse::<LogLine>().ok());
    let of_request = lines.filter(|line| match &line.prefix {
        LogPrefix::Request(id) => id == request_id,
        LogPrefix::Date(_) | LogPrefix::None => false,
    });
    let mut told = of_request.filter_map(|line| {
        let rule = *rules_of(&line.event).first()?;
        Some((rule, line.event.line()))
    });
    told.next()
}

/// What the configuration says that a method fails with.
fn foreseen(
    checkup: &Checkup<'_>,
    stage: &StageSubject,
    path: &str,
    verb: &str,
) -> Option<RuleCode> {
    let mut stages = checkup.stages.iter();
    let stage = stages.find(|it| it.stage.name() == stage.name())?;
    let mut failures = stage.failures.iter();
    let failure = failures.find(|it| it.path == path && it.verb == verb)?;
    Some(failure.fault.rule())
}

/// The likeliest reason, by the status alone.
fn guess(method: &Method, status: u16) -> Option<RuleCode> {
    let integration = method.method_integration.as_ref()?;
    let is_proxy = integration.r#type.as_deref() == Some("AWS_PROXY");
    match status {
        // A function that fails looks the same from outside.
        502 if is_proxy => Some(RuleCode::MalformedProxyResponse),
        504 => Some(RuleCode::EndpointTimeout),
        _ => None,
    }
}
