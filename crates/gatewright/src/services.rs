//! AWS services as integrations reach them: this server's own, those of an endpoint that the
//! environment names (`AWS_ENDPOINT_URL`, `AWS_ENDPOINT_URL_SQS`), or AWS itself; signed with
//! temporary credentials of the integration's role.

use std::collections::BTreeMap;
use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use gatewright_gateway::headers::Headers;
use gatewright_gateway::io::{AwsCall, AwsFailure, HttpCall, HttpFailure, HttpReply};
use gatewright_gateway::permission::SESSION;
use gatewright_wire::auth::sign;
use gatewright_wire::client::{Client, SharedCredentialsProvider};
use gatewright_wire::sts::AssumeRoleRequest;
use http::{HeaderName, HeaderValue, Request, Uri};

use crate::clock::Clock;
use crate::control::iam::role_by_arn;
use crate::control::sts::gateway_credentials;
use crate::outbound::Outbound;
use crate::server::Settings;
use crate::sessions::Sessions;
use crate::store::Store;

/// How long credentials of a role are good for, and how long before their end new ones are made.
const HOUR_MS: i64 = 3_600_000;
const MARGIN_MS: i64 = 300_000;

/// The services that this server has itself.
const OWN: [&str; 5] = ["apigateway", "iam", "lambda", "logs", "sts"];

/// How `AWS_ENDPOINT_URL_…` calls services whose host name is another word.
const IDS: [(&str, &str); 9] = [
    ("apigateway", "API_GATEWAY"),
    ("cognito-idp", "COGNITO_IDENTITY_PROVIDER"),
    ("email", "SES"),
    ("events", "EVENTBRIDGE"),
    ("execute-api", "APIGATEWAYMANAGEMENTAPI"),
    ("logs", "CLOUDWATCH_LOGS"),
    ("monitoring", "CLOUDWATCH"),
    ("secretsmanager", "SECRETS_MANAGER"),
    ("states", "SFN"),
];

/// What the environment says of AWS.
#[derive(Clone, Debug, Default)]
pub struct Elsewhere {
    /// Endpoints of single services, by the names that `AWS_ENDPOINT_URL_…` has for them.
    pub endpoints: BTreeMap<String, Uri>,
    /// The endpoint of all others.
    pub endpoint: Option<Uri>,
    /// Who assumes roles at AWS itself, if anybody.
    pub credentials: Option<SharedCredentialsProvider>,
}

/// Sends requests to AWS services.
pub struct Services {
    elsewhere: Elsewhere,
    own: SocketAddr,
    store: Store,
    sessions: Arc<Sessions>,
    clock: Clock,
    /// Credentials of roles and when they end, by whether AWS itself gave them.
    kept: Mutex<HashMap<(bool, String), (Credentials, i64)>>,
}

impl Services {
    /// What the settings say of services.
    pub fn new(settings: &Settings, store: Store, sessions: Arc<Sessions>, clock: Clock) -> Self {
        Self {
            sessions,
            elsewhere: settings.elsewhere.clone(),
            own: settings.listen,
            store,
            clock,
            kept: Mutex::default(),
        }
    }

    /// Signs a request and sends it to where its service is, within the call's time-out.
    pub async fn send(
        &self,
        outbound: &Outbound,
        call: AwsCall<'_>,
    ) -> Result<HttpReply, AwsFailure> {
        let broken = |error: &dyn std::fmt::Display| HttpFailure::Broken(error.to_string());
        let endpoint = self.endpoint(&call.uri.service);
        let credentials = match call.role {
            Some(role) => Some(self.credentials(role, endpoint.is_none(), &call).await?),
            None => None,
        };
        let url = match &endpoint {
            Some(endpoint) => redirected(call.url, endpoint, &call),
            None => call.url.to_owned(),
        };
        let mut request = Request::builder().method(call.method).uri(&url);
        for (name, value) in call.headers.iter() {
            request = request.header(name, value);
        }
        let mut request = request.body(call.body).map_err(|error| broken(&error))?;
        let host = request.uri().authority().map(ToString::to_string);
        let host = HeaderValue::try_from(host.unwrap_or_default());
        let host = host.map_err(|error| broken(&error))?;
        request.headers_mut().insert(http::header::HOST, host);
        if let Some(credentials) = credentials {
            // Of a name of several words the last is the service's own.
            let name = call.uri.service.rsplit('.').next().unwrap_or_default();
            let region = match call.uri.region.as_str() {
                "" => "us-east-1",
                region => region,
            };
            // The trace is not signed: whoever stands between may change it.
            let trace = request.headers_mut().remove(TRACE);
            let now = Duration::from_millis(self.clock.now_ms().unsigned_abs());
            let now = SystemTime::UNIX_EPOCH + now;
            sign(&mut request, name, region, &credentials, now).map_err(|error| broken(&error))?;
            if let Some(trace) = trace {
                request.headers_mut().insert(TRACE, trace);
            }
        }
        let (parts, body) = request.into_parts();
        let mut headers = Headers::with_capacity(parts.headers.len());
        for (name, value) in &parts.headers {
            headers.append(
                name.as_str().to_owned(),
                String::from_utf8_lossy(value.as_bytes()).into_owned(),
            );
        }
        let call = HttpCall {
            method: parts.method,
            url: &url,
            headers,
            body,
            timeout: call.timeout,
            insecure_skip_verification: false,
            connect_to: None,
            client_certificate: None,
            stream: false,
        };
        Ok(outbound.send(call).await?)
    }

    /// Where a service is, if not at AWS.
    fn endpoint(&self, service: &str) -> Option<Uri> {
        let id = IDS.iter().find(|(name, _)| *name == service);
        let id = match id {
            Some((_, id)) => (*id).to_owned(),
            None => service.to_uppercase().replace(['-', '.'], "_"),
        };
        if let Some(endpoint) = self.elsewhere.endpoints.get(&id) {
            return Some(endpoint.clone());
        }
        if OWN.contains(&service) {
            return format!("http://{}", self.own).parse().ok();
        }
        self.elsewhere.endpoint.clone()
    }

    /// Temporary credentials of a role: of AWS's own STS for AWS itself, of this server's otherwise.
    async fn credentials(
        &self,
        role: &str,
        at_aws: bool,
        call: &AwsCall<'_>,
    ) -> Result<Credentials, AwsFailure> {
        let key = (at_aws, role.to_owned());
        let now = self.clock.now_ms();
        if let Some((credentials, expires)) = self.lock().get(&key)
            && *expires > now + MARGIN_MS
        {
            return Ok(credentials.clone());
        }
        let failed = |error: &dyn std::fmt::Display| {
            AwsFailure::NoCredentials(format!(
                "cannot assume the role at AWS: {error}; to call a service elsewhere, start the server with \
                 AWS_ENDPOINT_URL_… set"
            ))
        };
        let given = if at_aws {
            let provider = self.elsewhere.credentials.clone();
            let provider = provider.ok_or_else(|| failed(&"this server calls no AWS"))?;
            let client = Client::new(&*call.uri.region, provider);
            let request = AssumeRoleRequest {
                role_arn: role.to_owned(),
                role_session_name: SESSION.to_owned(),
                ..AssumeRoleRequest::default()
            };
            let assuming = tokio::time::timeout(call.timeout, client.call(&request));
            let assumed = assuming.await.map_err(|_| HttpFailure::TimedOut)?;
            let assumed = assumed.map_err(|error| failed(&error))?;
            assumed.credentials.unwrap_or_default()
        } else {
            let (store, arn) = (self.store.clone(), role.to_owned());
            let found = tokio::task::spawn_blocking(move || role_by_arn(&store, &arn)).await;
            let found = found
                .map_err(|error| AwsFailure::NoCredentials(error.to_string()))?
                .map_err(|error| AwsFailure::NoCredentials(error.to_string()))?;
            let id = found.and_then(|found| found.role.role_id);
            gateway_credentials(&self.sessions, role, &id.unwrap_or_default(), now + HOUR_MS)
        };
        let credentials = Credentials::new(
            given.access_key_id.unwrap_or_default(),
            given.secret_access_key.unwrap_or_default(),
            given.session_token,
            None,
            "role",
        );
        self.lock()
            .insert(key, (credentials.clone(), now + HOUR_MS));
        Ok(credentials)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<(bool, String), (Credentials, i64)>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

const TRACE: HeaderName = HeaderName::from_static("x-amzn-trace-id");

/// A URL of AWS's at another endpoint. What AWS has in the host name and an endpoint has not goes
/// into the path: an S3 bucket, as path-style requests have it.
fn redirected(url: &str, endpoint: &Uri, call: &AwsCall<'_>) -> String {
    let rest = url.strip_prefix("https://").unwrap_or(url);
    let path = rest.find('/').and_then(|at| rest.get(at..)).unwrap_or("/");
    let base = endpoint.to_string();
    let base = base.trim_end_matches('/');
    match &call.uri.subdomain {
        Some(bucket) if call.uri.service == "s3" => format!("{base}/{bucket}{path}"),
        _ => format!("{base}{path}"),
    }
}
