//! A method's integration.

use std::collections::BTreeMap;
use std::time::Duration;

use gatewright_wire::apigateway::{self as wire};

use super::Compiler;
use crate::arn::{FunctionUriError, IntegrationTarget, IntegrationUri, SourceArn, SourceTarget};
use crate::fault::{AddressProblem, Fault, RefusalReason};
use crate::header_rules::{self, IntegrationType};
use crate::mapping::{self, Mapping, Side, Target};
use crate::media::ContentHandling;
use crate::problem::ProblemKind;
use crate::proxy::response::FINAL;
use crate::selection::Selector;
use crate::snapshot::{
    Http, Integration, IntegrationResponse, Lambda, LambdaExchange, Passthrough, Service,
    Transformation,
};
use crate::templates::Templates;

/// The time-out of an integration that has none of its own.
const TIMEOUT_MS: i32 = 29_000;

impl Compiler<'_> {
    pub(super) fn integration(
        &mut self,
        path: &str,
        verb: &str,
        method: &wire::Method,
    ) -> Integration {
        let Some(document) = &method.method_integration else {
            self.problem("/methodIntegration", ProblemKind::NoIntegration);
            // No deployment on AWS can hold such a method (F§5.2).
            return Integration::Broken(Fault::NotSupported(
                "a method without an integration".to_owned(),
            ));
        };
        let text = document.r#type.as_deref().unwrap_or_default();
        let Some(kind) = IntegrationType::parse(text) else {
            self.problem(
                "/methodIntegration/type",
                ProblemKind::UnknownIntegrationType(text.to_owned()),
            );
            return Integration::Broken(Fault::NotSupported(format!(
                "the integration type '{text}'"
            )));
        };
        if let Some(name) = reserved_header(kind, document) {
            self.problem(
                "/methodIntegration/requestParameters",
                ProblemKind::ReservedHeader(name.clone()),
            );
            // AWS_PROXY uses no mapping and fails on a reserved name nonetheless (F§3.6); for the
            // others the mapping fails once it gives a value.
            if kind == IntegrationType::AwsProxy {
                return Integration::Broken(Fault::ReservedHeader(name));
            }
        }
        match kind {
            IntegrationType::Mock => Integration::Mock(self.transformation(method, document)),
            IntegrationType::Http | IntegrationType::HttpProxy => self.http(kind, method, document),
            IntegrationType::Aws | IntegrationType::AwsProxy => {
                self.aws(kind, path, verb, method, document)
            }
        }
    }

    fn http(
        &mut self,
        kind: IntegrationType,
        method: &wire::Method,
        document: &wire::Integration,
    ) -> Integration {
        let uri = document.uri.as_deref().unwrap_or_default();
        if uri.is_empty() {
            self.problem("/methodIntegration/uri", ProblemKind::NoUri);
        }
        let uri = self.substitute("/methodIntegration/uri", uri);
        let vpc_link = (document.connection_type.as_deref() == Some("VPC_LINK")).then(|| {
            let id = document.connection_id.as_deref().unwrap_or_default();
            self.substitute("/methodIntegration/connectionId", id)
        });
        let verb = document.http_method.as_deref().unwrap_or("ANY");
        Integration::Http(Box::new(Http {
            verb: (verb != "ANY").then(|| verb.parse().ok()).flatten(),
            uri,
            parameters: self.parameters(document),
            transformation: (!kind.is_proxy()).then(|| self.transformation(method, document)),
            vpc_link,
            timeout: timeout(document),
            insecure_skip_verification: document
                .tls_config
                .as_ref()
                .and_then(|tls| tls.insecure_skip_verification)
                .unwrap_or_default(),
            stream: kind.is_proxy() && is_streamed(document),
        }))
    }

    fn aws(
        &mut self,
        kind: IntegrationType,
        path: &str,
        verb: &str,
        method: &wire::Method,
        document: &wire::Integration,
    ) -> Integration {
        let member = "/methodIntegration/uri";
        let text = self.substitute(member, document.uri.as_deref().unwrap_or_default());
        let uri = match text.text.parse::<IntegrationUri>() {
            Ok(uri) => uri,
            Err(error) => {
                self.problem(member, error);
                // PutIntegration refuses such a URI (F§5.1), so nothing is recorded of a call.
                return Integration::Broken(Fault::InvalidEndpointAddress {
                    address: text.text,
                    problem: text.undefined.map_or(
                        AddressProblem::Malformed,
                        AddressProblem::UndefinedStageVariable,
                    ),
                });
            }
        };
        let function = match (uri.function(), text.undefined) {
            (Err(FunctionUriError::Service(service)), _) if kind.is_proxy() => {
                return Integration::Broken(Fault::NotSupported(format!(
                    "an AWS_PROXY integration with the AWS service '{service}'"
                )));
            }
            (Err(FunctionUriError::Service(_)), undefined) => {
                return self.service(uri, undefined, method, document);
            }
            // Lambda's other operations are those of a service like any other; with a function's ARN in its place
            // an invocation was meant.
            (Err(FunctionUriError::Path), undefined)
                if !kind.is_proxy() && !uri.to_string().contains("/arn:") =>
            {
                return self.service(uri, undefined, method, document);
            }
            (_, Some(name)) => Err(RefusalReason::UndefinedStageVariable(name)),
            (Ok(function), None) if function.region != uri.region => {
                Err(RefusalReason::OtherRegion {
                    function: function.region,
                    endpoint: uri.region.clone(),
                })
            }
            (Ok(function), None) => Ok(function),
            (Err(error), None) => {
                let reason = RefusalReason::MalformedUri(error.to_string());
                self.problem(member, error);
                Err(reason)
            }
        };
        let invoked_with = document.http_method.as_deref().unwrap_or("POST");
        if invoked_with != "POST" {
            self.problem(
                "/methodIntegration/httpMethod",
                ProblemKind::NotPost(invoked_with.to_owned()),
            );
        }
        let source = SourceArn {
            partition: uri.partition.clone(),
            // F§4.1: the function's region, also where the API is in another.
            region: uri.region.clone(),
            account: self.api.account.clone(),
            api: self.api.id().to_owned(),
            target: SourceTarget::Method {
                stage: self.stage_name.to_owned(),
                method: verb.to_owned(),
                path: path.to_owned(),
            },
        };
        let credentials = document
            .credentials
            .as_deref()
            .filter(|role| !role.is_empty());
        let target = match &uri.target {
            IntegrationTarget::Path(path) => path.trim_start_matches('/').to_owned(),
            IntegrationTarget::Action(action) => format!("?Action={action}"),
        };
        let arn = uri.function_text().unwrap_or_else(|_| {
            let prefix = "2015-03-31/functions/";
            target.strip_prefix(prefix).unwrap_or(&target)
        });
        Integration::Lambda(Box::new(Lambda {
            arn: arn.to_owned(),
            function,
            url: format!("https://{}/{target}", uri.host()),
            source,
            credentials: credentials
                .map(|role| self.substitute("/methodIntegration/credentials", role)),
            verb: invoked_with.to_owned(),
            timeout: timeout(document),
            stream: kind.is_proxy() && is_streamed(document),
            exchange: if kind.is_proxy() {
                LambdaExchange::Proxy
            } else {
                LambdaExchange::Mapped {
                    parameters: self.parameters(document),
                    transformation: self.transformation(method, document),
                }
            },
        }))
    }

    /// An AWS service. A stage variable that the stage does not define leaves nothing in its place,
    /// here as elsewhere (F§3.6); what the service makes of it is its answer.
    fn service(
        &mut self,
        uri: IntegrationUri,
        undefined: Option<String>,
        method: &wire::Method,
        document: &wire::Integration,
    ) -> Integration {
        if let (Some(name), true) = (undefined, uri.region.is_empty()) {
            return Integration::Broken(Fault::InvalidEndpointAddress {
                address: uri.to_string(),
                problem: AddressProblem::UndefinedStageVariable(name),
            });
        }
        let verb = document.http_method.as_deref().unwrap_or("POST");
        let credentials = document.credentials.as_deref();
        let credentials = credentials.filter(|role| !role.is_empty());
        Integration::Aws(Box::new(Service {
            uri,
            verb: (verb != "ANY").then(|| verb.parse().ok()).flatten(),
            parameters: self.parameters(document),
            transformation: self.transformation(method, document),
            credentials: credentials
                .map(|role| self.substitute("/methodIntegration/credentials", role)),
            timeout: timeout(document),
        }))
    }

    fn parameters(&mut self, document: &wire::Integration) -> Vec<Mapping> {
        let empty = BTreeMap::new();
        let parameters = document.request_parameters.as_ref().unwrap_or(&empty);
        self.mappings(
            "/methodIntegration/requestParameters",
            parameters,
            Side::Request,
        )
    }

    fn mappings(
        &mut self,
        member: &str,
        parameters: &BTreeMap<String, String>,
        side: Side,
    ) -> Vec<Mapping> {
        let (mappings, errors) = mapping::compile(parameters, side);
        for (key, error) in errors {
            self.problem(
                &format!("{member}/{}", escaped(&key)),
                ProblemKind::Mapping(error.to_string()),
            );
        }
        mappings
    }

    fn transformation(
        &mut self,
        method: &wire::Method,
        document: &wire::Integration,
    ) -> Transformation {
        let empty = BTreeMap::new();
        let responses = document.integration_responses.as_ref().unwrap_or(&empty);
        let (selector, invalid) = Selector::new(responses.iter().map(|(key, response)| {
            let status = response.status_code.as_deref().unwrap_or(key);
            (status, response.selection_pattern.as_deref())
        }));
        for (index, error) in invalid {
            let key = responses
                .keys()
                .nth(index)
                .map(String::as_str)
                .unwrap_or_default();
            let member = format!(
                "/methodIntegration/integrationResponses/{}/selectionPattern",
                escaped(key)
            );
            self.problem(&member, ProblemKind::SelectionPattern(error.to_string()));
        }
        let passthrough = match document.passthrough_behavior.as_deref() {
            Some("NEVER") => Passthrough::Never,
            Some("WHEN_NO_TEMPLATES") => Passthrough::WhenNoTemplates,
            _ => Passthrough::WhenNoMatch,
        };
        Transformation {
            selector,
            templates: self.templates(
                "/methodIntegration/requestTemplates",
                document.request_templates.as_ref(),
            ),
            passthrough,
            content_handling: document
                .content_handling
                .as_deref()
                .and_then(ContentHandling::parse),
            responses: responses
                .iter()
                .map(|(key, response)| self.response(method, key, response))
                .collect(),
        }
    }

    fn response(
        &mut self,
        method: &wire::Method,
        key: &str,
        document: &wire::IntegrationResponse,
    ) -> IntegrationResponse {
        let member = format!("/methodIntegration/integrationResponses/{}", escaped(key));
        let status_code = document
            .status_code
            .clone()
            .unwrap_or_else(|| key.to_owned());
        let declared = method
            .method_responses
            .iter()
            .flatten()
            .any(|(key, response)| response.status_code.as_ref().unwrap_or(key) == &status_code);
        if !declared {
            self.problem(&member, ProblemKind::NoMethodResponse(status_code.clone()));
        }
        let status = status_code.parse().ok().filter(|it| FINAL.contains(it));
        let status = status.unwrap_or_else(|| {
            self.problem(&member, ProblemKind::StatusCode(status_code.clone()));
            200
        });
        let empty = BTreeMap::new();
        let parameters = document.response_parameters.as_ref().unwrap_or(&empty);
        IntegrationResponse {
            status,
            parameters: self.mappings(
                &format!("{member}/responseParameters"),
                parameters,
                Side::Response,
            ),
            templates: self.templates(
                &format!("{member}/responseTemplates"),
                document.response_templates.as_ref(),
            ),
            content_handling: document
                .content_handling
                .as_deref()
                .and_then(ContentHandling::parse),
            declared,
            status_code,
        }
    }

    fn templates(
        &mut self,
        member: &str,
        documents: Option<&BTreeMap<String, String>>,
    ) -> Templates {
        let (templates, errors) = Templates::compile(documents.into_iter().flatten());
        for (content_type, error) in errors {
            self.problem(
                &format!("{member}/{}", escaped(&content_type)),
                ProblemKind::Template(error),
            );
        }
        templates
    }
}

/// Whether the answer is to be passed on as it comes.
pub(crate) fn is_streamed(document: &wire::Integration) -> bool {
    document.response_transfer_mode.as_deref() == Some("STREAM")
}

fn timeout(document: &wire::Integration) -> Duration {
    let millis = document.timeout_in_millis.unwrap_or(TIMEOUT_MS);
    Duration::from_millis(u64::try_from(millis).unwrap_or_default())
}

/// The first header that a mapping sets and may not (F§2.2 #21).
fn reserved_header(kind: IntegrationType, document: &wire::Integration) -> Option<String> {
    let mut keys = document
        .request_parameters
        .iter()
        .flatten()
        .map(|(key, _)| key);
    keys.find_map(|key| match Target::parse(key, Side::Request) {
        Ok(Target::Header(name))
            if header_rules::mapped_onto_request(kind, &name)
                == header_rules::Mapped::AlreadyPresent =>
        {
            Some(name)
        }
        _ => None,
    })
}

/// A key as a segment of a JSON pointer.
fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}
