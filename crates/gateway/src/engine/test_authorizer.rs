//! `TestInvokeAuthorizer`: one authorizer by itself, with its log (F§1.2, F§1.4, F§2.3, F§3.4).

use std::collections::BTreeMap;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use bytes::Bytes;
use gatewright_wire::apigateway::{
    Authorizer, Resource, TestInvokeAuthorizerRequest, TestInvokeAuthorizerResponse,
    TestInvokeMethodRequest,
};
use serde_json::{Map, Value, json};

use super::lambda::request_headers;
use super::{Engine, java_map, test_invoke};
use crate::api::Api;
use crate::arn::{FunctionArn, IntegrationUri, SourceArn, SourceTarget, TEST_INVOKE_STAGE};
use crate::fault::{AuthorizerOutputProblem, Fault, RefusalReason, TokenProblem};
use crate::gateway_response::GatewayResponses;
use crate::io::{Io, LambdaCall, LambdaFailure};
use crate::permission::Policy;
use crate::proxy::event::{Event as ProxyEvent, Identity as Caller, RequestContext};
use crate::query::Query;
use crate::request::Request;
use crate::routing::with_one_leading_slash;
use crate::selection::SelectionPattern;
use crate::snapshot::{Lambda, LambdaExchange, Substituted};
use crate::stage_variables::substitute;
use crate::trace::{Body, Class, Event, Identity, Secret, Trace};

/// How long an authorizer's function may take (F§3.4).
const TIMEOUT: Duration = Duration::from_secs(29);
/// The stage in the method's ARN that a test shows (F§1.4).
const METHOD_STAGE: &str = "ESTestInvoke-stage";
/// The resource's id in a test (F§1.4).
const RESOURCE: &str = "test-invoke-resource-id";
/// The keys that an authorizer's answer may have (F§3.4).
const KEYS: [&str; 4] = [
    "principalId",
    "policyDocument",
    "context",
    "usageIdentifierKey",
];

/// Why an authorizer cannot be tested.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TestAuthorizerError {
    /// The token has the form of the user pool's, and only the pool's keys could tell whether it is.
    #[error("the user pool's keys are not known")]
    NoKeys,
}

/// What an authorizer decided.
struct Allowed {
    principal: String,
    policy: String,
}

impl<I: Io> Engine<I> {
    /// Runs an authorizer of an API as it is now. The answer's status is what a client would get if
    /// the authorizer failed, and 200 whatever its policy says: a test has no method to judge \[C\].
    pub async fn test_authorizer(
        &self,
        api: &Api,
        authorizer: &Authorizer,
        input: &TestInvokeAuthorizerRequest,
    ) -> Result<TestInvokeAuthorizerResponse, TestAuthorizerError> {
        let started = self.io.now_ms();
        let request = request(api, input, started);
        let mut trace = Trace::new(request.request_id.as_str(), started, true);
        let id = authorizer.id.clone().unwrap_or_default();
        trace.emit(Event::StartingAuthorizer {
            authorizer: id,
            request_id: request.request_id.clone(),
        });
        let test = Test {
            api,
            authorizer,
            input,
            request: &request,
        };
        let outcome = if authorizer.r#type.as_deref() == Some("COGNITO_USER_POOLS") {
            match test.check_token(started) {
                Ok(()) => return Err(TestAuthorizerError::NoKeys),
                Err(problem) => Err(Fault::TokenRejected(problem)),
            }
        } else {
            self.ask(&test, &mut trace).await
        };
        let mut answer = TestInvokeAuthorizerResponse {
            client_status: Some(200),
            ..TestInvokeAuthorizerResponse::default()
        };
        match outcome {
            Ok(allowed) => {
                answer.principal_id = Some(allowed.principal);
                answer.policy = Some(allowed.policy);
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
        Ok(answer)
    }

    /// Calls the authorizer's function and reads what it answers.
    async fn ask(&self, test: &Test<'_>, trace: &mut Trace) -> Result<Allowed, Fault> {
        let identity = test.identity()?;
        let payload = test.event(&identity);
        trace.data(|| Event::IncomingIdentity(identity));
        let lambda = test.lambda();
        let role = match &lambda.credentials {
            Some(credentials) => Some(self.assume(credentials).await.map_err(of_authorizer)?),
            None => None,
        };
        let trace_id = format!("Root={}", test.request.trace_root);
        trace.data(|| Event::EndpointRequestUri(lambda.url.clone()));
        trace.data(|| {
            let id = &test.request.request_id;
            let now = test.request.received_ms;
            let headers = request_headers(id, test.api.id(), &lambda, trace_id.as_str(), now);
            Event::EndpointRequestHeaders(java_map(headers.iter()))
        });
        trace.data(|| Event::EndpointRequestBody(Body::Text(payload.clone())));
        if trace.wants(Class::Milestone) {
            trace.emit(Event::SendingRequest(lambda.url.clone()));
        }
        let function = self
            .permitted(&lambda, role.as_ref())
            .await
            .map_err(of_authorizer)?;
        let call = LambdaCall {
            function,
            payload,
            asynchronous: false,
            client_context: None,
            trace_id: &trace_id,
            timeout: TIMEOUT,
        };
        let reply = self.io.invoke_lambda(call).await;
        trace.at(self.io.now_ms());
        let reply = reply.map_err(|failure| Fault::AuthorizerFailure {
            cause: match failure {
                LambdaFailure::Refused { message, .. } => message,
                other => other.to_string(),
            },
        })?;
        trace.data(|| Event::AuthorizerResultBody(Body::Text(reply.payload.clone())));
        if reply.function_error.is_some() {
            return Err(test.function_error(&reply.payload));
        }
        let allowed = read(&reply.payload).map_err(Fault::AuthorizerOutput)?;
        if trace.wants(Class::Milestone) {
            trace.emit(Event::UsingAuthorizerPolicy(Secret(
                allowed.principal.clone(),
            )));
            trace.emit(Event::AuthorizerCompleted);
        }
        Ok(allowed)
    }
}

/// What is wrong with invoking a function is told of authorizers in words of their own.
fn of_authorizer(fault: Fault) -> Fault {
    match fault {
        Fault::InvokeRefused(refusal) => Fault::AuthorizerRefused(refusal),
        Fault::RoleNotAssumable { role, problem } => {
            Fault::AuthorizerRoleNotAssumable { role, problem }
        }
        other => Fault::AuthorizerFailure {
            cause: other.to_string(),
        },
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

struct Test<'a> {
    api: &'a Api,
    authorizer: &'a Authorizer,
    input: &'a TestInvokeAuthorizerRequest,
    request: &'a Request,
}

impl Test<'_> {
    fn id(&self) -> String {
        self.authorizer.id.clone().unwrap_or_default()
    }

    /// The names of the identity sources: `method.request.header.Authorization`.
    fn sources(&self) -> impl Iterator<Item = &str> {
        let sources = self.authorizer.identity_source.as_deref();
        let sources = sources.unwrap_or_default().split(',').map(str::trim);
        sources.filter(|source| !source.is_empty())
    }

    /// The value of an identity source, unless there is none.
    fn source(&self, name: &str) -> Option<String> {
        let of =
            |map: &Option<BTreeMap<String, String>>, name: &str| map.as_ref()?.get(name).cloned();
        let value = if let Some(name) = name.strip_prefix("method.request.header.") {
            self.request.headers.get(name).map(str::to_owned)
        } else if let Some(name) = name.strip_prefix("method.request.querystring.") {
            let query = Query::parse(&self.request.query);
            query.get(name).map(str::to_owned)
        } else if let Some(name) = name.strip_prefix("stageVariables.") {
            of(&self.input.stage_variables, name)
        } else if let Some(name) = name.strip_prefix("context.") {
            of(&self.input.additional_context, name)
        } else {
            None
        };
        value.filter(|value| !value.is_empty())
    }

    /// Who calls. A token has to match the validation expression; of sources all have to be there, unless nothing
    /// is cached by them.
    fn identity(&self) -> Result<Identity, Fault> {
        let missing = || Fault::IdentityMissing {
            authorizer: self.id(),
        };
        if self.authorizer.r#type.as_deref() == Some("REQUEST") {
            let cached = self.authorizer.authorizer_result_ttl_in_seconds != Some(0);
            let mut sources = Vec::new();
            for name in self.sources() {
                match self.source(name) {
                    Some(value) => sources.push((name.to_owned(), Secret(value))),
                    None if cached => return Err(missing()),
                    None => {}
                }
            }
            return Ok(Identity::Sources(sources));
        }
        let token = self.sources().next().and_then(|name| self.source(name));
        let token = token.ok_or_else(missing)?;
        let expression = self.authorizer.identity_validation_expression.as_deref();
        let fits = expression
            .filter(|it| !it.is_empty())
            .is_none_or(|it| SelectionPattern::new(it).is_ok_and(|it| it.matches(&token)));
        if fits {
            Ok(Identity::Token(Secret(token)))
        } else {
            Err(missing())
        }
    }

    fn method_arn(&self) -> String {
        format!(
            "arn:aws:execute-api:{}:{}:{}/{METHOD_STAGE}/{}/{}",
            self.api.region,
            self.api.account,
            self.api.id(),
            self.request.method,
            self.request.path.trim_start_matches('/')
        )
    }

    /// What the function is told.
    fn event(&self, identity: &Identity) -> Bytes {
        let method_arn = self.method_arn();
        if let Identity::Token(Secret(token)) = identity {
            let event = json!({
                "type": "TOKEN",
                "authorizationToken": token,
                "methodArn": method_arn,
            });
            return event.to_string().into();
        }
        let request = self.request;
        let query = Query::parse(&request.query);
        let none = BTreeMap::new();
        let event = ProxyEvent {
            resource: "/",
            path: with_one_leading_slash(&request.path),
            http_method: request.method.as_str(),
            headers: &request.headers,
            query: &query,
            path_parameters: &[],
            stage_variables: self.input.stage_variables.as_ref().unwrap_or(&none),
            context: RequestContext {
                resource_id: RESOURCE,
                resource_path: "/",
                http_method: request.method.as_str(),
                extended_request_id: &request.extended_request_id,
                received_ms: request.received_ms,
                path: &request.context_path,
                account_id: &self.api.account,
                protocol: &request.protocol,
                stage: TEST_INVOKE_STAGE,
                domain_prefix: &request.domain_prefix,
                request_id: &request.request_id,
                identity: Caller {
                    source_ip: Some(&request.source_ip),
                    user_agent: request.headers.get("User-Agent"),
                    api_key: Some("test-invoke-api-key"),
                    api_key_id: Some("test-invoke-api-key-id"),
                    ..Caller::default()
                },
                domain_name: &request.domain_name,
                api_id: self.api.id(),
                ..RequestContext::default()
            },
            body: &[],
            binary: false,
        };
        let mut payload = Vec::new();
        event.write_for_authorizer(&method_arn, &mut payload);
        payload.into()
    }

    /// The authorizer's function, as an integration would have it.
    fn lambda(&self) -> Lambda {
        let variables = self.input.stage_variables.as_ref();
        let variable = |name: &str| variables?.get(name).map(String::as_str);
        let uri = self
            .authorizer
            .authorizer_uri
            .as_deref()
            .unwrap_or_default();
        let uri = substitute(uri, variable).text.into_owned();
        let parsed: Result<IntegrationUri, _> = uri.parse();
        let function: Result<FunctionArn, String> = match &parsed {
            Ok(uri) => uri.function().map_err(|error| error.to_string()),
            Err(error) => Err(error.to_string()),
        };
        let path = uri.split_once(":path/").map_or("", |(_, path)| path);
        let arn = path.strip_prefix("2015-03-31/functions/").unwrap_or(path);
        let host = parsed.as_ref().map(|uri| uri.host().clone());
        let credentials = self.authorizer.authorizer_credentials.as_deref();
        Lambda {
            arn: arn.strip_suffix("/invocations").unwrap_or(arn).to_owned(),
            url: format!("https://{}/{path}", host.unwrap_or_default()),
            source: SourceArn {
                partition: "aws".to_owned(),
                region: match &parsed {
                    Ok(uri) => uri.region.clone(),
                    Err(_) => self.api.region.clone(),
                },
                account: self.api.account.clone(),
                api: self.api.id().to_owned(),
                target: SourceTarget::Authorizer(self.id()),
            },
            function: function.map_err(RefusalReason::MalformedUri),
            credentials: credentials
                .filter(|role| !role.is_empty())
                .map(|role| Substituted {
                    text: role.to_owned(),
                    undefined: None,
                }),
            verb: "POST".to_owned(),
            timeout: TIMEOUT,
            exchange: LambdaExchange::Proxy,
        }
    }

    /// What a function's error means: `Unauthorized`, or a wrong answer (F§2.3).
    fn function_error(&self, payload: &[u8]) -> Fault {
        let error: Value = serde_json::from_slice(payload).unwrap_or_default();
        let message = error.get("errorMessage").and_then(Value::as_str);
        match message {
            Some("Unauthorized") => Fault::AuthorizerUnauthorized {
                authorizer: self.id(),
            },
            message => Fault::AuthorizerOutput(AuthorizerOutputProblem::FunctionError(
                message.unwrap_or_default().to_owned(),
            )),
        }
    }

    /// All that can be said of a user pool's token without the pool's keys: its form, its issuer, its
    /// time and, where there is an expression for it, its audience.
    fn check_token(&self, now: i64) -> Result<(), TokenProblem> {
        let token = self.sources().next().and_then(|name| self.source(name));
        let token = token.ok_or(TokenProblem::Missing)?;
        let token = token.strip_prefix("Bearer ").unwrap_or(&token);
        let invalid = |what: &str| TokenProblem::Invalid(what.to_owned());
        let claims = claims(token).ok_or_else(|| invalid("it is not a JSON web token"))?;
        let text = |name: &str| claims.get(name).and_then(Value::as_str).unwrap_or_default();
        let issuers = self.authorizer.provider_ar_ns.iter().flatten();
        let mut issuers = issuers.filter_map(|arn| {
            let region = arn.split(':').nth(3)?;
            let (_, pool) = arn.rsplit_once('/')?;
            Some(format!("https://cognito-idp.{region}.amazonaws.com/{pool}"))
        });
        if !issuers.any(|issuer| issuer == text("iss")) {
            return Err(invalid("its issuer is none of the user pools"));
        }
        let expires = claims.get("exp").and_then(Value::as_i64);
        match expires {
            None => return Err(invalid("it does not say when it expires")),
            Some(expires) if expires.saturating_mul(1000) <= now => {
                return Err(TokenProblem::Expired);
            }
            Some(_) => {}
        }
        let expression = self.authorizer.identity_validation_expression.as_deref();
        let fits = expression
            .filter(|it| !it.is_empty())
            .is_none_or(|it| SelectionPattern::new(it).is_ok_and(|it| it.matches(text("aud"))));
        if fits {
            Ok(())
        } else {
            Err(invalid("its audience does not match"))
        }
    }
}

/// The claims of what has a JSON web token's form: three parts, a header and claims that are objects.
fn claims(token: &str) -> Option<Map<String, Value>> {
    let object = |part: &str| -> Option<Map<String, Value>> {
        serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).ok()?).ok()
    };
    let parts: Vec<&str> = token.split('.').collect();
    let [header, claims, signature] = parts.as_slice() else {
        return None;
    };
    object(header)?.get("alg")?;
    let signature = URL_SAFE_NO_PAD.decode(signature).ok()?;
    (!signature.is_empty()).then(|| object(claims)).flatten()
}

/// An authorizer's answer (F§3.4). The words about what is wrong with it, unknown keys apart, are
/// not recorded \[C\].
fn read(payload: &[u8]) -> Result<Allowed, AuthorizerOutputProblem> {
    let invalid = |what: String| AuthorizerOutputProblem::Invalid(what);
    let answer: Map<String, Value> = serde_json::from_slice(payload)
        .map_err(|error| invalid(format!("the answer is not a JSON object: {error}")))?;
    if let Some(key) = answer.keys().find(|key| !KEYS.contains(&key.as_str())) {
        return Err(AuthorizerOutputProblem::UnknownKey(key.clone()));
    }
    let principal = answer.get("principalId").and_then(Value::as_str);
    let principal = principal.ok_or_else(|| invalid("principalId is missing".to_owned()))?;
    let document = answer
        .get("policyDocument")
        .ok_or_else(|| invalid("policyDocument is missing".to_owned()))?;
    Policy::try_from(document)
        .map_err(|error| invalid(format!("policyDocument is no policy: {error}")))?;
    let context = answer.get("context").and_then(Value::as_object);
    let nested = |value: &Value| value.is_object() || value.is_array();
    if let Some((name, _)) = context.into_iter().flatten().find(|(_, it)| nested(it)) {
        return Err(invalid(format!(
            "context may hold texts, numbers and booleans, and {name} is none"
        )));
    }
    Ok(Allowed {
        principal: principal.to_owned(),
        policy: document.to_string(),
    })
}
