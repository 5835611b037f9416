//! Lines of execution logs, in whatever form people have them, and what they say of a request.

mod pasted;

use std::collections::HashMap;

use gatewright_gateway::fault::RuleCode;
use gatewright_gateway::trace::{Body, Event, LogLine, LogPrefix};
use serde_json::{Value, json};

use crate::logged::{rules_of, rules_of_answer};

/// How many words may stand before a line's own text: dates, streams, ids.
const WORDS_BEFORE: usize = 12;

/// A line.
#[derive(Clone, Debug, PartialEq)]
pub enum Line {
    /// One of an execution log.
    Known {
        /// The request's id, where the line has it.
        request_id: Option<String>,
        /// What happened.
        event: Box<Event>,
    },
    /// No line of a log, but what API Gateway itself answers a client.
    Answer(String),
    /// Something else.
    Unknown(String),
}

/// What lines tell of a request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// The verb and path.
    pub asked_for: Option<(String, String)>,
    /// The API and stage.
    pub stage: Option<(String, String)>,
    /// The function's ARN.
    pub function: Option<String>,
    /// The URL that was called.
    pub url: Option<String>,
}

/// Reads lines: as they lie in a log group, as CloudWatch's tools print them or write them to files,
/// or as `TestInvokeMethod` answers them; and answers of API Gateway's own, `{"message": …}`.
pub fn read(text: &str) -> Vec<Line> {
    pasted::lines(text)
}

/// The lines by request, in the order in which each begins: logs of several requests come interleaved.
/// A line without a request's id is one of the request before it.
pub fn by_request(lines: Vec<Line>) -> Vec<Vec<Line>> {
    let mut requests: Vec<(Option<String>, Vec<Line>)> = Vec::new();
    let mut numbers: HashMap<String, usize> = HashMap::new();
    let mut current = 0;
    for line in lines {
        if let Line::Known {
            request_id: Some(id),
            ..
        } = &line
        {
            current = match numbers.get(id) {
                Some(number) => *number,
                // What came before the first id belongs to it.
                None if matches!(requests.as_slice(), [(None, _)]) => 0,
                None => requests.len(),
            };
            numbers.insert(id.clone(), current);
        }
        if current >= requests.len() {
            requests.push((None, Vec::new()));
        }
        if let Some((id, lines)) = requests.get_mut(current) {
            if let Line::Known { request_id, .. } = &line {
                *id = id.take().or_else(|| request_id.clone());
            }
            lines.push(line);
        }
    }
    requests.into_iter().map(|(_, lines)| lines).collect()
}

/// The request as a sample for `gatewright template render`, from the lines of a data trace. What the
/// log has cut or hidden is so in the sample too.
///
/// None without such lines: the stage must log with data trace for them.
pub fn sample(lines: &[Line]) -> Option<Value> {
    let (mut body, mut response) = (None, None);
    let mut params = serde_json::Map::new();
    let mut context = serde_json::Map::new();
    for line in lines {
        let Line::Known { event, .. } = line else {
            continue;
        };
        let (place, map) = match &**event {
            Event::MethodRequestBody(Body::Text(text)) => {
                body = Some(String::from_utf8_lossy(text).into_owned());
                continue;
            }
            Event::EndpointResponseBody(Body::Text(text)) => {
                response = Some(String::from_utf8_lossy(text).into_owned());
                continue;
            }
            Event::StartingExecution(id) => {
                context.insert("requestId".to_owned(), json!(id));
                continue;
            }
            Event::HttpMethod { method, .. } => {
                context.insert("httpMethod".to_owned(), json!(method));
                continue;
            }
            Event::MethodRequestPath(map) => ("path", map),
            Event::MethodRequestQuery(map) => ("querystring", map),
            Event::MethodRequestHeaders(map) => ("header", map),
            _ => continue,
        };
        let named = map
            .0
            .iter()
            .map(|(name, value)| (name.clone(), json!(value)));
        params.insert(place.to_owned(), Value::Object(named.collect()));
    }
    if body.is_none() && params.is_empty() {
        return None;
    }
    let mut sample = json!({"body": body.unwrap_or_default(), "params": params});
    if !context.is_empty() {
        sample["context"] = Value::Object(context);
    }
    if let Some(response) = response {
        sample["response"] = Value::String(response);
    }
    Some(sample)
}

/// What a line says, whatever stands before it; none if nothing of it is known.
fn known(line: &str) -> Option<Line> {
    let line = line.trim().trim_matches(['"', ',']);
    if rules_of_answer(line).is_some() {
        return Some(Line::Answer(line.to_owned()));
    }
    // The CLI's text output has the time behind a tab.
    let line = match line.rsplit_once('\t') {
        Some((line, time)) if time.bytes().all(|byte| byte.is_ascii_digit()) => line,
        _ => line,
    };
    let begins = |before: char| before.is_whitespace() || "\",|".contains(before);
    let starts = line
        .char_indices()
        .zip(std::iter::once(' ').chain(line.chars()))
        .filter(|((_, c), before)| begins(*before) && !c.is_whitespace())
        .map(|((start, _), _)| start)
        .take(WORDS_BEFORE);
    starts
        .filter_map(|start| line.get(start..))
        .find_map(|text| {
            let read: LogLine = text.parse().ok()?;
            let request_id = match read.prefix {
                LogPrefix::Request(id) => Some(id),
                LogPrefix::Date(_) | LogPrefix::None => None,
            };
            Some(Line::Known {
                request_id,
                event: Box::new(read.event),
            })
        })
}

impl Line {
    /// The rules that can make it, the likeliest first.
    pub fn rules(&self) -> &'static [RuleCode] {
        match self {
            Self::Known { event, .. } => rules_of(event),
            Self::Answer(message) => rules_of_answer(message).unwrap_or_default(),
            Self::Unknown(_) => &[],
        }
    }
}

impl Told {
    /// What lines tell.
    pub fn by<'l>(lines: impl IntoIterator<Item = &'l Line>) -> Self {
        let mut told = Self::default();
        for line in lines {
            let Line::Known { event, .. } = line else {
                continue;
            };
            match &**event {
                Event::HttpMethod { method, path } => {
                    told.asked_for = Some((method.clone(), path.clone()));
                }
                Event::VerifyingUsagePlan { stage, .. } => {
                    told.stage = stage
                        .split_once('/')
                        .map(|(api, stage)| (api.to_owned(), stage.to_owned()));
                }
                Event::EndpointRequestUri(url) | Event::SendingRequest(url) => {
                    let function = url.split_once("/functions/").map(|(_, rest)| rest);
                    let function = function.and_then(|rest| rest.strip_suffix("/invocations"));
                    told.function = function.map(str::to_owned);
                    told.url = Some(url.clone());
                }
                _ => {}
            }
        }
        told
    }

    /// The API and the stage; in capitals what the lines do not tell.
    pub fn api_and_stage(&self) -> (&str, &str) {
        let known = self.stage.as_ref();
        known.map_or(("API", "STAGE"), |(api, stage)| (api, stage))
    }

    /// The commands that show what a rule is about; what the lines do not tell is in capitals.
    pub fn looks(&self, rule: RuleCode) -> Vec<String> {
        let function = self.function.as_deref().unwrap_or("FUNCTION");
        let (api, stage) = self.api_and_stage();
        let integration = || {
            let resources =
                format!("aws apigateway get-resources --rest-api-id {api} --embed methods");
            match &self.asked_for {
                Some((_, path)) if !path.contains(['\'', '`']) => {
                    format!("{resources} --query 'items[?path==`{path}`]'")
                }
                _ => resources,
            }
        };
        match rule.number() {
            111 | 112 | 115 => vec!["aws iam get-role --role-name ROLE".to_owned()],
            100..200 => vec![format!("aws lambda get-policy --function-name {function}")],
            205 | 206 | 212 => {
                let name = function.split(":function:").last().unwrap_or(function);
                let name = name.split(':').next().unwrap_or(name);
                vec![format!("aws logs tail /aws/lambda/{name} --since 1h")]
            }
            207 => vec![format!(
                "aws lambda get-function-concurrency --function-name {function}"
            )],
            200..300 | 513 => vec![format!(
                "aws lambda get-function-configuration --function-name {function}"
            )],
            302 => vec![format!(
                "aws lambda invoke --function-name {function} /dev/stdout"
            )],
            508..=510 => vec!["aws apigateway get-vpc-links".to_owned()],
            500..600 => {
                let url = self.url.as_deref().unwrap_or("URL");
                vec![format!("curl -v {url}"), integration()]
            }
            704 | 712 => vec![format!(
                "aws apigateway get-deployments --rest-api-id {api}"
            )],
            600..=799 => vec![format!(
                "aws apigateway get-stage --rest-api-id {api} --stage-name {stage}"
            )],
            801..=807 | 822 => vec![format!(
                "aws apigateway get-authorizers --rest-api-id {api}"
            )],
            813..=817 => vec!["aws apigateway get-usage-plans".to_owned()],
            _ => vec![integration()],
        }
    }
}
