//! MOCK: the request template says the status (F§3.7).

use super::{Outcome, map_request, map_response};
use crate::context::Exchange;
use crate::fault::Fault;
use crate::header_rules::IntegrationType;
use crate::headers::Headers;
use crate::snapshot::Transformation;
use crate::templates::{self, Session};
use crate::trace::Trace;

pub(super) fn answer(
    exchange: &Exchange<'_>,
    transformation: &Transformation,
    trace: &mut Trace,
) -> Result<Outcome, Fault> {
    let mut session = Session::default();
    let body = map_request::body(exchange, transformation, &mut session)?.into_bytes();
    let status = status_code(&body).ok_or_else(|| Fault::NoMockStatusCode {
        output: String::from_utf8_lossy(&body).into_owned(),
    })?;
    let response = map_response::Endpoint {
        integration: IntegrationType::Mock,
        status,
        chosen: transformation.selector.by_status(status),
        headers: &Headers::default(),
        body,
    };
    map_response::map(exchange, transformation, response, &mut session, trace)
}

/// The integer `statusCode` of a text that is read as leniently as AWS reads it.
fn status_code(body: &[u8]) -> Option<u16> {
    templates::status_code(std::str::from_utf8(body).ok()?)
}
