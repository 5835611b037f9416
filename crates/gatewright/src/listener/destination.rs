//! Whose request is it: a stage of an API, an AWS service's control plane, or our own endpoints
//! (design: "Which request is whose").

use gatewright_wire::model::Service;
use gatewright_wire::{apigateway, iam, lambda, logs, sts};
use http::request::Parts;

/// Where a request goes.
#[derive(Debug, PartialEq, Eq)]
pub enum Destination {
    /// A deployed stage.
    Stage(StageAddress),
    /// A custom domain without a base path mapping for the path.
    Unmapped {
        /// The domain name.
        domain: String,
        /// The path, raw.
        path: String,
    },
    /// A custom domain with mutual TLS, called without a certificate that counts.
    Uncertified {
        /// The domain name.
        domain: String,
        /// The path, raw.
        path: String,
    },
    /// The health check of a custom domain.
    HealthCheck,
    /// A function's URL.
    FunctionUrl(UrlAddress),
    /// An AWS service.
    Service(ServiceName),
    /// One of our own endpoints: the path after `/_gatewright/`.
    Own(String),
    /// LocalStack's health endpoint, for scripts that wait for it.
    LocalStackHealth,
    /// Nothing that we serve.
    Unknown,
}

/// The services that we speak for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServiceName {
    /// API Gateway's control plane.
    ApiGateway,
    /// Identity and Access Management.
    Iam,
    /// Lambda.
    Lambda,
    /// CloudWatch Logs.
    Logs,
    /// Security Token Service.
    Sts,
}

impl ServiceName {
    /// The service's generated table.
    pub fn table(self) -> &'static Service {
        match self {
            Self::ApiGateway => &apigateway::SERVICE,
            Self::Iam => &iam::SERVICE,
            Self::Lambda => &lambda::SERVICE,
            Self::Logs => &logs::SERVICE,
            Self::Sts => &sts::SERVICE,
        }
    }

    fn from_scope(scope: &str) -> Option<Self> {
        Some(match scope {
            "apigateway" => Self::ApiGateway,
            "iam" => Self::Iam,
            "lambda" => Self::Lambda,
            "logs" => Self::Logs,
            "sts" => Self::Sts,
            _ => return None,
        })
    }
}

/// How a stage was addressed.
#[derive(Debug, PartialEq, Eq)]
pub struct StageAddress {
    /// The API's id.
    pub api: String,
    /// The stage's name, as it stands in the path; empty where the path has none.
    pub stage: String,
    /// The path after the stage, raw; at least `/`.
    pub path: String,
    /// The host that AWS would have been called by, where the request names one of AWS's, or a custom domain name.
    pub domain_name: Option<String>,
    /// The base path that led here, if it was a custom domain's.
    pub base_path: Option<String>,
}

/// How a function's URL was addressed.
#[derive(Debug, PartialEq, Eq)]
pub struct UrlAddress {
    /// The URL's id.
    pub id: String,
    /// The path, raw; at least `/`.
    pub path: String,
}

/// Decides whose request it is that comes by no custom domain. `scope` is the service of the SigV4 credential scope, if the
/// request is signed.
pub fn destination(parts: &Parts, host: &str, scope: Option<&str>) -> Destination {
    let path = parts.uri.path();
    // All of a stage's host is the stage's: its pages must not be of one origin with ours.
    if let Some(address) = stage_by_host(host, path).or_else(|| stage_by_path(path)) {
        return Destination::Stage(address);
    }
    if let Some(address) = url_by_host(host, path).or_else(|| url_by_path(path)) {
        return Destination::FunctionUrl(address);
    }
    if let Some(own) = path.strip_prefix("/_gatewright/") {
        return Destination::Own(own.to_owned());
    }
    if path == "/_localstack/health" {
        return Destination::LocalStackHealth;
    }
    service(parts, scope).map_or(Destination::Unknown, Destination::Service)
}

/// Whether all that is asked of this host is asked of a stage or of a function's URL.
pub fn is_anybodys_host(host: &str) -> bool {
    api_of(host_name(host)).is_some() || url_of(host_name(host)).is_some()
}

fn url_by_host(host: &str, path: &str) -> Option<UrlAddress> {
    url_of(host_name(host)).map(|id| UrlAddress {
        id: id.to_owned(),
        path: path.to_owned(),
    })
}

/// The id in `{id}.lambda-url.{anything of ours or AWS's}`.
fn url_of(name: &str) -> Option<&str> {
    let (id, rest) = name.split_once('.')?;
    let domain = rest.strip_prefix("lambda-url.")?;
    let known = ["localhost", "localhost.localstack.cloud", "on.aws"]
        .iter()
        .any(|known| {
            domain
                .strip_suffix(known)
                .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        });
    (known && !id.is_empty()).then_some(id)
}

/// `/_aws/lambda-url/{id}/…`.
fn url_by_path(path: &str) -> Option<UrlAddress> {
    let rest = path.strip_prefix("/_aws/lambda-url/")?;
    let (id, path) = split_stage(rest);
    Some(UrlAddress { id, path })
}

/// The id and the domain in `{api}.execute-api.{anything of ours or AWS's}`.
fn api_of(name: &str) -> Option<(&str, &str)> {
    let (api, rest) = name.split_once('.')?;
    let domain = rest.strip_prefix("execute-api.")?;
    let known = domain == "localhost"
        || domain == "localhost.localstack.cloud"
        || domain.ends_with(".amazonaws.com")
        || domain.ends_with(".amazonaws.com.cn");
    (known && !api.is_empty()).then_some((api, domain))
}

/// An API's own host with `/{stage}/…` in the path.
fn stage_by_host(host: &str, path: &str) -> Option<StageAddress> {
    let name = host_name(host);
    let (api, domain) = api_of(name)?;
    // An extra slash before the stage is normalised (F§3.1).
    let (stage, rest) = split_stage(path.trim_start_matches('/'));
    Some(StageAddress {
        api: api.to_owned(),
        stage,
        path: rest,
        domain_name: domain.contains("amazonaws").then(|| name.to_owned()),
        base_path: None,
    })
}

/// `/restapis/{api}/{stage}/_user_request_/…` and `/_aws/execute-api/{api}/{stage}/…`.
fn stage_by_path(path: &str) -> Option<StageAddress> {
    if let Some(rest) = path.strip_prefix("/_aws/execute-api/") {
        let (api, rest) = rest.split_once('/').unwrap_or((rest, ""));
        let (stage, path) = split_stage(rest);
        return Some(StageAddress {
            api: api.to_owned(),
            stage,
            path,
            domain_name: None,
            base_path: None,
        });
    }
    let rest = path.strip_prefix("/restapis/")?;
    let (api, rest) = rest.split_once('/')?;
    let (stage, rest) = rest.split_once('/')?;
    let path = rest.strip_prefix("_user_request_")?;
    match path {
        "" => Some("/"),
        _ => path.starts_with('/').then_some(path),
    }
    .map(|path| StageAddress {
        api: api.to_owned(),
        stage: stage.to_owned(),
        path: path.to_owned(),
        domain_name: None,
        base_path: None,
    })
}

fn split_stage(path: &str) -> (String, String) {
    let (stage, rest) = path.split_once('/').unwrap_or((path, ""));
    (stage.to_owned(), format!("/{rest}"))
}

fn service(parts: &Parts, scope: Option<&str>) -> Option<ServiceName> {
    if let Some(service) = scope.and_then(ServiceName::from_scope) {
        return Some(service);
    }
    if let Some(target) = parts
        .headers
        .get("x-amz-target")
        .and_then(|value| value.to_str().ok())
    {
        return target.starts_with("Logs_").then_some(ServiceName::Logs);
    }
    // Unsigned: by path. The query services share `POST /` and are told apart by the form, which
    // only a signature's scope spares us to read; STS is what scripts call unsigned.
    let path = parts.uri.path();
    let first = path.split('/').nth(1).unwrap_or_default();
    match first {
        "restapis"
        | "apikeys"
        | "usageplans"
        | "domainnames"
        | "vpclinks"
        | "account"
        | "tags"
        | "clientcertificates"
        | "sdktypes"
        | "domainnameaccessassociations" => Some(ServiceName::ApiGateway),
        _ if is_api_date(first) => Some(ServiceName::Lambda),
        "" if parts.method == http::Method::POST => Some(ServiceName::Sts),
        _ => None,
    }
}

/// Lambda's paths begin with the date of the API's version: `2015-03-31`.
fn is_api_date(segment: &str) -> bool {
    let bytes = segment.as_bytes();
    bytes.len() == 10
        && bytes.iter().enumerate().all(|(at, byte)| match at {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}

/// The host without its port.
pub fn host_name(host: &str) -> &str {
    if let Some(rest) = host.strip_prefix('[') {
        return rest.split_once(']').map_or(host, |(inside, _)| inside);
    }
    host.rsplit_once(':').map_or(host, |(name, port)| {
        if port.bytes().all(|byte| byte.is_ascii_digit()) {
            name
        } else {
            host
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(method: &str, uri: &str, host: &str, scope: Option<&str>) -> Destination {
        let (parts, ()) = http::Request::builder()
            .method(method)
            .uri(uri)
            .body(())
            .unwrap()
            .into_parts();
        destination(&parts, host, scope)
    }

    fn stage(api: &str, stage: &str, path: &str, domain: Option<&str>) -> Destination {
        Destination::Stage(StageAddress {
            api: api.to_owned(),
            stage: stage.to_owned(),
            path: path.to_owned(),
            domain_name: domain.map(str::to_owned),
            base_path: None,
        })
    }

    #[test]
    fn every_form_of_invoke_url_reaches_the_stage() {
        let aws = "abc123.execute-api.us-east-1.amazonaws.com";
        let cases = [
            (
                "/prod/pets/1",
                aws,
                stage("abc123", "prod", "/pets/1", Some(aws)),
            ),
            ("/prod", aws, stage("abc123", "prod", "/", Some(aws))),
            ("//prod/x", aws, stage("abc123", "prod", "/x", Some(aws))),
            ("/prod//x", aws, stage("abc123", "prod", "//x", Some(aws))),
            (
                "/prod/x",
                "abc123.execute-api.localhost:4566",
                stage("abc123", "prod", "/x", None),
            ),
            (
                "/prod/x",
                "abc123.execute-api.localhost.localstack.cloud:4566",
                stage("abc123", "prod", "/x", None),
            ),
            (
                "/restapis/abc123/prod/_user_request_/x",
                "127.0.0.1:4566",
                stage("abc123", "prod", "/x", None),
            ),
            (
                "/restapis/abc123/prod/_user_request_",
                "localhost:4566",
                stage("abc123", "prod", "/", None),
            ),
            (
                "/_aws/execute-api/abc123/prod/x/y",
                "localhost:4566",
                stage("abc123", "prod", "/x/y", None),
            ),
        ];
        for (uri, host, expected) in cases {
            assert_eq!(of("GET", uri, host, None), expected, "{host}{uri}");
        }
    }

    #[test]
    fn every_form_of_function_url_reaches_the_function() {
        let url = |path: &str| {
            Destination::FunctionUrl(UrlAddress {
                id: "abc".to_owned(),
                path: path.to_owned(),
            })
        };
        let cases = [
            ("/a/b", "abc.lambda-url.localhost:4566", "/a/b"),
            ("/", "abc.lambda-url.us-east-1.on.aws", "/"),
            (
                "/_gatewright/reset",
                "abc.lambda-url.us-east-1.localhost",
                "/_gatewright/reset",
            ),
            (
                "/x",
                "abc.lambda-url.us-east-1.localhost.localstack.cloud:4566",
                "/x",
            ),
            ("/_aws/lambda-url/abc/x/y", "127.0.0.1:4566", "/x/y"),
            ("/_aws/lambda-url/abc", "127.0.0.1:4566", "/"),
        ];
        for (uri, host, path) in cases {
            assert_eq!(
                of("GET", uri, host, Some("lambda")),
                url(path),
                "{host}{uri}"
            );
        }
        let evil = of("GET", "/x", "abc.lambda-url.evil.example", None);
        assert_eq!(evil, Destination::Unknown);
    }

    #[test]
    fn services_are_told_by_scope_target_or_path() {
        let local = "127.0.0.1:4566";
        let service = Destination::Service;
        assert_eq!(
            of("POST", "/", local, Some("iam")),
            service(ServiceName::Iam)
        );
        assert_eq!(
            of("GET", "/restapis", local, None),
            service(ServiceName::ApiGateway)
        );
        assert_eq!(
            of("GET", "/2015-03-31/functions", local, None),
            service(ServiceName::Lambda)
        );
        assert_eq!(of("GET", "/nowhere", local, None), Destination::Unknown);
        assert_eq!(
            of("GET", "/_gatewright/health", local, None),
            Destination::Own("health".to_owned())
        );
    }

    #[test]
    fn the_host_of_a_stage_has_no_other_endpoints() {
        let host = "abc123.execute-api.localhost:4566";
        for path in ["/_gatewright/reset", "/_localstack/health", "/restapis"] {
            assert!(
                matches!(of("POST", path, host, None), Destination::Stage(_)),
                "{path}"
            );
        }
    }

    #[test]
    fn the_port_is_no_part_of_the_name() {
        assert_eq!(host_name("a.b:80"), "a.b");
        assert_eq!(host_name("[::1]:80"), "::1");
        assert_eq!(host_name("a.b"), "a.b");
    }
}
