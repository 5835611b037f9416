//! `TestInvokeMethod`: one method, without routing, authorization and API keys, with its log
//! (F§1.4).

use std::borrow::Cow;
use std::collections::BTreeMap;

use gatewright_wire::apigateway::{
    Resource, Stage, TestInvokeMethodRequest, TestInvokeMethodResponse,
};

use super::{Engine, dry_run, finish};
use crate::api::Api;
use crate::arn::TEST_INVOKE_STAGE;
use crate::compile::compile_method;
use crate::context::{ApiKey, Exchange};
use crate::headers::Headers;
use crate::io::Io;
use crate::request::{Request, Response, new_extended_request_id, new_request_id, new_trace_root};
use crate::routing::Router;
use crate::snapshot::Authorization;
use crate::trace::Trace;

/// Why nothing can be tested.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TestInvokeError {
    /// No resource has this id.
    #[error("the API has no such resource")]
    UnknownResource,
    /// The resource has no such method.
    #[error("the resource has no such method")]
    UnknownMethod,
}

/// The key that a test shows (F§1.4).
pub(super) const API_KEY: ApiKey = ApiKey {
    value: Cow::Borrowed("test-invoke-api-key"),
    id: Cow::Borrowed("test-invoke-api-key-id"),
};

impl<I: Io> Engine<I> {
    /// Runs a method of an API as it is now, deployed or not.
    pub async fn test_invoke(
        &self,
        api: &Api,
        input: &TestInvokeMethodRequest,
    ) -> Result<TestInvokeMethodResponse, TestInvokeError> {
        let resource = api
            .resource(&input.resource_id)
            .ok_or(TestInvokeError::UnknownResource)?;
        let methods = resource.resource_methods.iter().flatten();
        let (verb, document) = methods
            .filter(|(verb, _)| **verb == input.http_method || *verb == "ANY")
            .max_by_key(|(verb, _)| **verb == input.http_method)
            .ok_or(TestInvokeError::UnknownMethod)?;
        let stage = Stage {
            stage_name: Some(TEST_INVOKE_STAGE.to_owned()),
            variables: input.stage_variables.clone(),
            ..Stage::default()
        };
        let snapshot = compile_method(api, &stage, resource, verb, document);
        let Some(method) = snapshot.methods.first() else {
            return Err(TestInvokeError::UnknownMethod);
        };
        let started = self.io.now_ms();
        let request = request(api, resource, input, started);
        let mut router = Router::new();
        router.add(&method.resource_path, "ANY", 0);
        let path_parameters = match &input.path_with_query_string {
            // A path that does not fit the resource is taken all the same, without parameters.
            Some(_) => router
                .find(&request.path, "GET")
                .map(|found| found.path_parameters)
                .unwrap_or_default(),
            None => literal_parameters(&method.resource_path),
        };
        let exchange = Exchange {
            api_key: Some(API_KEY),
            // Whoever tests it is somebody who may change it.
            signer: matches!(method.authorization, Authorization::Iam)
                .then(|| dry_run::root(&snapshot)),
            ..Exchange::new(&snapshot, method, &request, path_parameters)
        };
        let mut trace = Trace::new(request.request_id.as_str(), started, true);
        let outcome = self.perform(&exchange, &mut trace).await;
        let (response, _) = finish(&exchange, outcome, &mut trace);
        Ok(answer(response, &trace, self.io.now_ms() - started))
    }
}

/// A test's request.
pub(super) fn request(
    api: &Api,
    resource: &Resource,
    input: &TestInvokeMethodRequest,
    now: i64,
) -> Request {
    let resource_path = resource.path.as_deref().unwrap_or("/");
    let target = input
        .path_with_query_string
        .as_deref()
        .unwrap_or(resource_path);
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let mut headers = Headers::default();
    let single = input.headers.iter().flatten();
    let multiple = input.multi_value_headers.iter().flatten();
    headers.extend(single.map(|(name, value)| (name.clone(), value.clone())));
    for (name, values) in multiple {
        headers.remove(name);
        headers.extend(values.iter().map(|value| (name.clone(), value.clone())));
    }
    // A test knows one content type only (F§1.4).
    if headers.contains("Content-Type") {
        headers.set("Content-Type", "application/json");
    }
    let verb = if input.http_method == "ANY" {
        "GET"
    } else {
        &input.http_method
    };
    Request {
        method: verb.parse().unwrap_or_default(),
        path: path.to_owned(),
        raw_path: path.to_owned(),
        context_path: path.to_owned(),
        base_path: None,
        query: query.to_owned(),
        headers,
        body: input.body.clone().unwrap_or_default().into(),
        source_ip: "test-invoke-source-ip".to_owned(),
        client_certificate: None,
        protocol: Cow::Borrowed("HTTP/1.1"),
        domain_name: format!("testPrefix.execute-api.{}.amazonaws.com", api.region),
        domain_prefix: "testPrefix".to_owned(),
        received_ms: now,
        request_id: new_request_id(),
        extended_request_id: new_extended_request_id(),
        trace_root: new_trace_root(now),
    }
}

/// Without a path every parameter is its own placeholder: `petId` is `{petId}`.
fn literal_parameters(path: &str) -> Vec<(&str, &str)> {
    let variables = path.split('/').filter_map(|segment| {
        let name = segment.strip_prefix('{')?.strip_suffix('}')?;
        Some((name.strip_suffix('+').unwrap_or(name), segment))
    });
    variables.collect()
}

fn answer(response: Response, trace: &Trace, latency: i64) -> TestInvokeMethodResponse {
    let mut headers = BTreeMap::new();
    let mut multi_value_headers: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, value) in response.headers.iter() {
        headers.insert(name.to_owned(), value.to_owned());
        multi_value_headers
            .entry(name.to_owned())
            .or_default()
            .push(value.to_owned());
    }
    // A failure shows its type alone (F§1.4).
    if headers.contains_key("x-amzn-ErrorType") {
        headers.remove("Content-Type");
        multi_value_headers.remove("Content-Type");
    }
    TestInvokeMethodResponse {
        status: Some(i32::from(response.status)),
        body: Some(String::from_utf8_lossy(&response.body).into_owned()),
        headers: Some(headers),
        multi_value_headers: Some(multi_value_headers),
        log: Some(trace.test_log()),
        latency: Some(latency),
    }
}
