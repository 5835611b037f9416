//! Cross-origin requests to a URL that is configured for them: the function is not asked ("Cross-origin
//! resource sharing (CORS)" in Lambda's guide).

use gatewright_wire::lambda::Cors;
use http::header::{
    ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS,
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE,
    ACCESS_CONTROL_REQUEST_METHOD, ORIGIN, VARY,
};
use http::{HeaderMap, HeaderName, HeaderValue, Method};

/// Whether a browser asks what it may send; the URL answers that itself.
pub fn is_preflight(method: &Method, headers: &HeaderMap) -> bool {
    *method == Method::OPTIONS
        && headers.contains_key(ORIGIN)
        && headers.contains_key(ACCESS_CONTROL_REQUEST_METHOD)
}

/// Sets what the configuration says in an answer's headers, in place of what the function says;
/// nothing for an origin that it does not allow.
pub fn apply(cors: &Cors, request: &HeaderMap, preflight: bool, answer: &mut HeaderMap) {
    let ours = [
        ACCESS_CONTROL_ALLOW_ORIGIN,
        ACCESS_CONTROL_ALLOW_CREDENTIALS,
        ACCESS_CONTROL_EXPOSE_HEADERS,
        ACCESS_CONTROL_ALLOW_METHODS,
        ACCESS_CONTROL_ALLOW_HEADERS,
        ACCESS_CONTROL_MAX_AGE,
    ];
    for name in ours {
        answer.remove(name);
    }
    let Some(origin) = request.get(ORIGIN) else {
        return;
    };
    let origins = cors.allow_origins.as_deref().unwrap_or_default();
    let any = origins.iter().any(|allowed| allowed == "*");
    if !any
        && !origins
            .iter()
            .any(|allowed| allowed.as_bytes() == origin.as_bytes())
    {
        return;
    }
    let credentials = cors.allow_credentials == Some(true);
    if any && !credentials {
        answer.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    } else {
        answer.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
        answer.append(VARY, HeaderValue::from_static("Origin"));
    }
    if credentials {
        answer.insert(
            ACCESS_CONTROL_ALLOW_CREDENTIALS,
            HeaderValue::from_static("true"),
        );
    }
    list(
        answer,
        ACCESS_CONTROL_EXPOSE_HEADERS,
        cors.expose_headers.as_ref(),
    );
    if preflight {
        list(
            answer,
            ACCESS_CONTROL_ALLOW_METHODS,
            cors.allow_methods.as_ref(),
        );
        list(
            answer,
            ACCESS_CONTROL_ALLOW_HEADERS,
            cors.allow_headers.as_ref(),
        );
        if let Some(age) = cors.max_age {
            answer.insert(ACCESS_CONTROL_MAX_AGE, HeaderValue::from(age));
        }
    }
}

fn list(answer: &mut HeaderMap, name: HeaderName, values: Option<&Vec<String>>) {
    let Some(values) = values.filter(|values| !values.is_empty()) else {
        return;
    };
    if let Ok(value) = HeaderValue::from_str(&values.join(",")) {
        answer.insert(name, value);
    }
}
