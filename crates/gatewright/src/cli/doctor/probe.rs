//! Calls of the doctor to methods of a stage, and the list of them.

use std::io::Write as _;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use gatewright_doctor::source::live::probe::{Answer, Call, Probed};
use gatewright_gateway::headers::Headers;
use gatewright_gateway::io::HttpCall;

use crate::outbound::Outbound;

/// How long a method may take: API Gateway's own limit, and a little.
const PATIENCE: Duration = Duration::from_secs(31);

/// How much of a body is shown, in characters.
const SHOWN: usize = 200;

/// Sends a call.
pub(super) async fn send(
    backends: Arc<Outbound>,
    url: String,
    call: Call,
) -> Result<Answer, String> {
    let mut headers = Headers::default();
    let uri: http::Uri = url.parse().map_err(|error| format!("{url}: {error}"))?;
    let host = uri.authority().map(ToString::to_string).unwrap_or_default();
    headers.append("Host", host);
    headers.append("User-Agent", "gatewright doctor --probe");
    for (name, value) in call.headers {
        headers.set(name, value);
    }
    let verb = call.verb.parse().unwrap_or_default();
    let answered = backends.send(HttpCall {
        method: verb,
        url: &url,
        headers,
        body: Bytes::new(),
        timeout: PATIENCE,
        insecure_skip_verification: false,
        connect_to: None,
        client_certificate: None,
        stream: false,
    });
    let reply = answered.await.map_err(|failure| failure.to_string())?;
    let header = |name: &str| reply.headers.get(name).map(str::to_owned);
    let body = String::from_utf8_lossy(&reply.body);
    Ok(Answer {
        status: reply.status,
        request_id: header("x-amzn-requestid").unwrap_or_default(),
        error_type: header("x-amzn-errortype"),
        body: body.chars().take(SHOWN).collect(),
    })
}

/// Says what became of a method.
pub(super) fn tell(probed: &Probed) {
    let line = match probed {
        Probed::Called(call, answer) => {
            let answer = match answer {
                Ok(answer) => answer.status.to_string(),
                Err(why) => why.clone(),
            };
            format!(
                "probed: {} {} of {}/{}: {answer}\n",
                call.verb, call.path, call.api, call.stage
            )
        }
        Probed::Skipped {
            api,
            stage,
            method,
            why,
        } => format!("not probed: {method} of {api}/{stage}: {why}\n"),
    };
    // Nothing can be done about an error stream that is closed.
    let _ = anstream::stderr().write_all(line.as_bytes());
}
