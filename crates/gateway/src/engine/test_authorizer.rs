//! `TestInvokeAuthorizer`: one authorizer by itself, with its log (F§1.2, F§1.4, F§2.3, F§3.4).

use std::collections::BTreeMap;

use gatewright_wire::apigateway::{
    Authorizer as Document, Method, Resource, Stage, TestInvokeAuthorizerRequest,
    TestInvokeAuthorizerResponse, TestInvokeMethodRequest,
};
use serde_json::{Map, Value};

use super::lambda_authorizer::{missing, read};
use super::{Engine, test_invoke};
use crate::api::Api;
use crate::arn::TEST_INVOKE_STAGE;
use crate::authorizer::{Authorizer, Granted, Kind, Place, Source, shown_claims};
use crate::compile::{authorizer, compile_method};
use crate::context::Exchange;
use crate::fault::{Fault, TokenProblem};
use crate::gateway_response::GatewayResponses;
use crate::io::Io;
use crate::request::Request;
use crate::trace::{Event, Identity, Secret, Trace};

/// The stage in the method's ARN that a test shows (F§1.4).
const METHOD_STAGE: &str = "ESTestInvoke-stage";
/// The resource's id in a test (F§1.4).
const RESOURCE: &str = "test-invoke-resource-id";

/// What an authorizer told of the caller.
enum Told {
    Granted(Granted),
    Claims(Map<String, Value>),
}

impl<I: Io> Engine<I> {
    /// Runs an authorizer of an API as it is now. The answer's status is what a client would get if
    /// the authorizer failed, and 200 whatever its policy says: a test has no method to judge \[C\].
    pub async fn test_authorizer(
        &self,
        api: &Api,
        document: &Document,
        input: &TestInvokeAuthorizerRequest,
    ) -> TestInvokeAuthorizerResponse {
        let started = self.io.now_ms();
        let request = request(api, input, started);
        let mut trace = Trace::new(request.request_id.as_str(), started, true);
        let variables = input.stage_variables.clone().unwrap_or_default();
        let authorizer = authorizer(api, document, &variables);
        trace.emit(Event::StartingAuthorizer {
            authorizer: authorizer.id.clone(),
            request_id: request.request_id.clone(),
        });
        let outcome = self
            .told(api, &authorizer, input, &request, &mut trace)
            .await;
        let mut answer = TestInvokeAuthorizerResponse {
            client_status: Some(200),
            ..TestInvokeAuthorizerResponse::default()
        };
        match outcome {
            Ok(Told::Granted(granted)) => {
                answer.principal_id = Some(granted.principal);
                answer.policy = Some(granted.document);
            }
            Ok(Told::Claims(claims)) => {
                let claims = claims.into_iter();
                let texts = claims.filter_map(|(name, value)| {
                    let text = value.as_str()?.to_owned();
                    Some((name, text))
                });
                answer.claims = Some(texts.collect());
            }
            Err(fault) => {
                let raised = fault.response();
                answer.client_status = Some(i32::from(raised.status));
                let applied = GatewayResponses::default().apply(&raised, None, &|_| None);
                for event in fault.log_events(&request.request_id, &applied) {
                    trace.emit(event);
                }
                if raised.status == 401 {
                    trace.emit(Event::Unauthorized);
                }
            }
        }
        answer.log = Some(trace.test_log());
        answer.latency = Some(self.io.now_ms() - started);
        answer
    }

    async fn told(
        &self,
        api: &Api,
        authorizer: &Authorizer,
        input: &TestInvokeAuthorizerRequest,
        request: &Request,
        trace: &mut Trace,
    ) -> Result<Told, Fault> {
        let stage = Stage {
            stage_name: Some(TEST_INVOKE_STAGE.to_owned()),
            variables: input.stage_variables.clone(),
            ..Stage::default()
        };
        let resource = Resource {
            id: Some(RESOURCE.to_owned()),
            path: Some("/".to_owned()),
            ..Resource::default()
        };
        let snapshot = compile_method(api, &stage, &resource, "GET", &Method::default());
        let Some(method) = snapshot.methods.first() else {
            return Err(missing(authorizer));
        };
        let exchange = Exchange {
            api_key: Some(test_invoke::API_KEY),
            ..Exchange::new(&snapshot, method, request, Vec::new())
        };
        let none = BTreeMap::new();
        let context = input.additional_context.as_ref().unwrap_or(&none);
        let read = |source: &Source| match &source.place {
            Place::Context(path) => context.get(path).cloned(),
            _ => read(&exchange, source),
        };
        let identity = authorizer.identity(read);
        match (&authorizer.kind, identity) {
            (Kind::Function(function), Some(identity)) => {
                let arn = method_arn(api, request);
                let granted = self.ask(&exchange, authorizer, function, identity, &arn, trace);
                granted.await.map(Told::Granted)
            }
            (Kind::Issuers(issuers), Some(Identity::Token(Secret(token)))) => {
                let claims = self.claims(issuers, &[], &token).await?;
                Ok(Told::Claims(shown_claims(&claims)))
            }
            (Kind::Issuers(_), _) => Err(Fault::TokenRejected(TokenProblem::Missing)),
            (Kind::Function(_), None) => Err(missing(authorizer)),
        }
    }
}

/// The request of a test, as if it were sent to a method.
fn request(api: &Api, input: &TestInvokeAuthorizerRequest, now: i64) -> Request {
    let as_method = TestInvokeMethodRequest {
        http_method: "GET".to_owned(),
        path_with_query_string: input.path_with_query_string.clone(),
        body: input.body.clone(),
        headers: input.headers.clone(),
        multi_value_headers: input.multi_value_headers.clone(),
        ..TestInvokeMethodRequest::default()
    };
    test_invoke::request(api, &Resource::default(), &as_method, now)
}

fn method_arn(api: &Api, request: &Request) -> String {
    format!(
        "arn:aws:execute-api:{}:{}:{}/{METHOD_STAGE}/{}/{}",
        api.region,
        api.account,
        api.id(),
        request.method,
        request.path.trim_start_matches('/')
    )
}
