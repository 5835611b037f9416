//! Failures of the last hour, from the stages' execution logs.

use std::collections::BTreeMap;

use gatewright_gateway::api::Api;
use gatewright_gateway::fault::RuleCode;
use gatewright_gateway::routing::Router;
use gatewright_gateway::trace::{Event, LogLine, LogPrefix, MethodLimit, log_group};
use gatewright_wire::apigateway::Stage;
use gatewright_wire::logs::FilterLogEventsRequest;

use super::Eyes;
use crate::known::Known;
use crate::logged::{Logged, Seen, rules_of};

/// How far back it looks, in milliseconds.
const BACK_MS: i64 = 60 * 60 * 1000;

/// How many lines of a stage it reads at most.
const MOST: usize = 10_000;

/// The lines that tell of failures, and the one that says which method a request asked for.
const PATTERN: &str = r#"?"Execution failed due to" ?"Lambda execution failed" ?"Lambda invocation failed" ?"limit exceeded for" ?"HTTP Method: ""#;

/// The failures that only a real request shows.
const RULES: [RuleCode; 8] = [
    RuleCode::FunctionError,
    RuleCode::FunctionCannotStart,
    RuleCode::RateLimitExceeded,
    RuleCode::QuotaExceeded,
    RuleCode::FunctionTimeout,
    RuleCode::FunctionThrottled,
    RuleCode::MalformedProxyResponse,
    RuleCode::EndpointTimeout,
];

/// Whether a stage writes an execution log, of some methods at least.
pub(super) fn is_on(stage: &Stage) -> bool {
    let is_on = |level: &Option<String>| level.as_deref().is_some_and(|level| level != "OFF");
    let mut settings = stage.method_settings.iter().flat_map(BTreeMap::values);
    settings.any(|setting| is_on(&setting.logging_level))
}

/// What requests to a stage met; nothing where the stage writes no log.
pub(super) async fn read(eyes: &Eyes<'_>, api: &Api, stage: &Stage, now_ms: i64) -> Vec<Logged> {
    if !is_on(stage) {
        return Vec::new();
    }
    let name = stage.stage_name.clone().unwrap_or_default();
    let group = log_group(api.id(), &name);
    let mut request = FilterLogEventsRequest {
        log_group_name: Some(group.clone()),
        start_time: Some(now_ms - BACK_MS),
        filter_pattern: Some(PATTERN.to_owned()),
        ..FilterLogEventsRequest::default()
    };
    let mut lines = Vec::new();
    while lines.len() < MOST {
        // A group that is not there yet has no lines.
        let Known::Is(page) = eyes.see(&format!("the log group {group}"), &request).await else {
            break;
        };
        let events = page.events.unwrap_or_default();
        lines.extend(events.into_iter().filter_map(|event| event.message));
        match page.next_token {
            Some(token) if request.next_token.as_ref() != Some(&token) => {
                request.next_token = Some(token);
            }
            _ => break,
        }
    }
    failures(api, &name, &lines)
}

/// The failures among lines, oldest first, each kind at each method once.
fn failures(api: &Api, stage: &str, lines: &[String]) -> Vec<Logged> {
    let methods: Vec<(&str, &str)> = api
        .methods()
        .map(|(resource, verb, _)| (resource.path.as_deref().unwrap_or("/"), verb))
        .collect();
    let mut router = Router::new();
    for (index, (path, verb)) in methods.iter().enumerate() {
        router.add(path, verb, index);
    }
    let read = |line: &String| {
        let line: LogLine = line.parse().ok()?;
        match line.prefix {
            LogPrefix::Request(id) => Some((id, line.event)),
            LogPrefix::Date(_) | LogPrefix::None => None,
        }
    };
    // A limit is checked before the line about the method is written, and names the method itself.
    let of_limit = |limit: &MethodLimit| {
        let mut methods = api.methods();
        methods.position(|(resource, verb, _)| {
            resource.id.as_ref() == Some(&limit.resource) && verb == limit.method
        })
    };
    let mut asked_for: BTreeMap<String, usize> = BTreeMap::new();
    let mut failed = Vec::new();
    for (id, event) in lines.iter().filter_map(read) {
        if let Event::HttpMethod { method, path } = &event {
            let found = router.find(path, method);
            asked_for.extend(found.map(|found| (id, found.method)));
        } else if let [rule] = rules_of(&event)
            && RULES.contains(rule)
        {
            if let Event::ThrottleLimitExceeded { method, .. }
            | Event::QuotaLimitExceeded { method, .. } = &event
            {
                asked_for.extend(of_limit(method).map(|method| (id.clone(), method)));
            }
            failed.push((id, *rule, event));
        }
    }
    let mut logged: Vec<Logged> = Vec::new();
    // A request that Lambda refuses has two lines of the same rule.
    let mut last = None;
    for (request_id, rule, event) in failed {
        if last.replace((request_id.clone(), rule)) == Some((request_id.clone(), rule)) {
            continue;
        }
        let method = asked_for.get(&request_id).and_then(|at| methods.get(*at));
        let method = method.map(|(path, verb)| ((*path).to_owned(), (*verb).to_owned()));
        let line = event.line();
        let known = logged
            .iter_mut()
            .find(|known| known.rule == rule && known.method == method);
        match known {
            Some(known) => {
                known.times += 1;
                known.line = line;
                known.request_id = request_id;
            }
            None => logged.push(Logged {
                stage: stage.to_owned(),
                rule,
                method,
                line,
                request_id,
                times: 1,
                seen: Seen::Log,
            }),
        }
    }
    logged
}
