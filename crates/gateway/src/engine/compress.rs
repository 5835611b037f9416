//! Content codings of a request's body and of the answer ([`crate::compression`]).

use super::{Exchange, Fault, MAX_BODY};
use crate::compression::{self, Coding, NotDecoded};
use crate::request::{Request, Response};
use crate::snapshot::Snapshot;

/// Decodes the request's body. Its `Content-Encoding` stays among the headers: functions see it, and the body without
/// it \[B\]. On AWS a body that cannot be decoded may be refused before anything else; here after what the caller may
/// do \[C\].
pub(super) fn decode(exchange: &mut Exchange<'_>) -> Result<(), Fault> {
    let Some(coding) = exchange.request.headers.get("Content-Encoding") else {
        return Ok(());
    };
    exchange.body =
        compression::decode(&exchange.body, coding, MAX_BODY).map_err(|problem| match problem {
            NotDecoded::TooLong => Fault::RequestTooLarge,
            NotDecoded::Unsupported(_) | NotDecoded::Malformed { .. } => Fault::ContentEncoding {
                cause: problem.to_string(),
            },
        })?;
    Ok(())
}

/// Encodes the integration's answer, if the API and the client want it so.
pub(super) fn encode(snapshot: &Snapshot, request: &Request, response: &mut Response) {
    let Some(minimum) = snapshot.minimum_compression_size else {
        return;
    };
    let is_long = !response.body.is_empty() && response.body.len() >= minimum;
    // What passes as it comes passes as it is.
    if response.rest.is_some() || !is_long || response.headers.contains("Content-Encoding") {
        return;
    }
    let accepted = request.headers.get("Accept-Encoding");
    let Some(coding) = accepted.and_then(Coding::accepted) else {
        return;
    };
    if let Ok(body) = coding.encode(&response.body) {
        response.body = body;
        response.headers.append("Content-Encoding", coding.as_str());
    }
}
