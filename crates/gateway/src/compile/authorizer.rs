//! An API's authorizers, and what a method's authorization is.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use gatewright_wire::apigateway as wire;

use super::Compiler;
use crate::api::Api;
use crate::arn::{FunctionArn, IntegrationUri, SourceArn, SourceTarget};
use crate::authorizer::{
    AdditionalClaim, Audience, Authorizer, Function, Input, Issuer, Keys, Kind, Remembered, Source,
    Validation,
};
use crate::fault::{Fault, RefusalReason};
use crate::problem::ProblemKind;
use crate::snapshot::{Authorization, Lambda, LambdaExchange, Substituted};
use crate::stage_variables::substitute;

/// How long an authorizer's function may take (F§3.4).
const TIMEOUT: Duration = Duration::from_secs(29);
/// For how long an answer counts where the authorizer does not say it, in seconds (F§3.4).
const TTL: i32 = 300;

impl Compiler<'_> {
    pub(super) fn authorization(&mut self, document: &wire::Method) -> Authorization {
        let kind = document.authorization_type.as_deref().unwrap_or_default();
        let id = document
            .authorizer_id
            .as_deref()
            .filter(|id| !id.is_empty());
        let known = id.and_then(|id| self.authorizer(id));
        if let (Some(id), None) = (id, &known) {
            let unknown = ProblemKind::UnknownAuthorizer(id.to_owned());
            self.problem("/authorizerId", unknown);
        }
        match (kind, known) {
            ("" | "NONE", _) => Authorization::Open,
            ("AWS_IAM", _) => Authorization::Iam,
            (_, Some(authorizer)) => Authorization::Authorizer {
                authorizer,
                scopes: document.authorization_scopes.clone().unwrap_or_default(),
            },
            // AWS takes no such method, and deletes no authorizer that one names.
            (_, None) => Authorization::Broken(Fault::AuthorizerFailure {
                cause: "the method names no authorizer that the API has".to_owned(),
            }),
        }
    }

    /// The authorizer of an id: one for all its methods, which share what it remembers.
    fn authorizer(&mut self, id: &str) -> Option<Arc<Authorizer>> {
        if let Some(known) = self.authorizers.get(id) {
            return Some(Arc::clone(known));
        }
        let mut documents = self.api.authorizers.iter();
        let document = documents.find(|it| it.id.as_deref() == Some(id))?;
        let compiled = Arc::new(authorizer(self.api, document, &self.variables));
        self.authorizers
            .insert(id.to_owned(), Arc::clone(&compiled));
        Some(compiled)
    }
}

/// Compiles an authorizer for a stage with these variables.
pub(crate) fn authorizer(
    api: &Api,
    document: &wire::Authorizer,
    variables: &BTreeMap<String, String>,
) -> Authorizer {
    let id = document.id.clone().unwrap_or_default();
    let sources = document.identity_source.as_deref().unwrap_or_default();
    let expression = document.identity_validation_expression.as_deref();
    let expression = expression.filter(|it| !it.is_empty());
    let kind = match document.r#type.as_deref() {
        Some("COGNITO_USER_POOLS" | "JWT") => Kind::Issuers(issuers(document, expression)),
        kind => {
            let ttl = document.authorizer_result_ttl_in_seconds.unwrap_or(TTL);
            Kind::Function(Box::new(Function {
                lambda: lambda(api, &id, document, variables),
                input: if kind == Some("REQUEST") {
                    Input::Request
                } else {
                    Input::Token(Validation::new(expression))
                },
                ttl_ms: i64::from(ttl) * 1000,
                remembered: Remembered::default(),
            }))
        }
    };
    Authorizer {
        sources: Source::list(sources),
        id,
        kind,
    }
}

/// Whose tokens pass: the user pools, and the issuers of a `JWT` authorizer.
fn issuers(document: &wire::Authorizer, expression: Option<&str>) -> Vec<Issuer> {
    let pools = document.provider_ar_ns.iter().flatten();
    let pools = pools.filter_map(|arn| {
        let region = arn.split(':').nth(3)?;
        let (_, pool) = arn.rsplit_once('/')?;
        Some(Issuer {
            name: format!("https://cognito-idp.{region}.amazonaws.com/{pool}"),
            audience: Audience::Taken(Validation::new(expression)),
            is_user_pool: true,
            algorithms: Vec::new(),
            additional_claims: Vec::new(),
            keys: Keys::default(),
        })
    });
    let configured = document.jwt_configuration.iter();
    let algorithms = document.jwt_configuration.as_ref();
    let algorithms = algorithms.and_then(|it| it.default_algorithms.clone());
    let configured = configured.flat_map(|it| it.issuers.iter().flatten());
    let others = configured.map(|issuer| Issuer {
        name: issuer.issuer.clone().unwrap_or_default(),
        audience: Audience::Of(issuer.audiences.clone().unwrap_or_default()),
        is_user_pool: false,
        algorithms: algorithms.clone().unwrap_or_default(),
        additional_claims: issuer
            .additional_claims
            .iter()
            .flatten()
            .map(additional_claim)
            .collect(),
        keys: Keys::default(),
    });
    pools.chain(others).collect()
}

/// A claim that is not said to be required need not be there \[C\].
fn additional_claim(document: &wire::JwtAdditionalClaim) -> AdditionalClaim {
    AdditionalClaim {
        name: document.claim_name.clone().unwrap_or_default(),
        required: document.required.unwrap_or(false),
        expected_values: document.expected_values.clone().unwrap_or_default(),
    }
}

/// The authorizer's function, as an integration would have it.
fn lambda(
    api: &Api,
    id: &str,
    document: &wire::Authorizer,
    variables: &BTreeMap<String, String>,
) -> Lambda {
    let variable = |name: &str| variables.get(name).map(String::as_str);
    let uri = document.authorizer_uri.as_deref().unwrap_or_default();
    let uri = substitute(uri, variable).text.into_owned();
    let parsed: Result<IntegrationUri, _> = uri.parse();
    let function: Result<FunctionArn, String> = match &parsed {
        Ok(uri) => uri.function().map_err(|error| error.to_string()),
        Err(error) => Err(error.to_string()),
    };
    let path = uri.split_once(":path/").map_or("", |(_, path)| path);
    let arn = path.strip_prefix("2015-03-31/functions/").unwrap_or(path);
    let host = parsed.as_ref().map(|uri| uri.host().clone());
    let credentials = document.authorizer_credentials.as_deref();
    Lambda {
        stream: false,
        arn: arn.strip_suffix("/invocations").unwrap_or(arn).to_owned(),
        url: format!("https://{}/{path}", host.unwrap_or_default()),
        source: SourceArn {
            partition: "aws".to_owned(),
            region: match &parsed {
                Ok(uri) => uri.region.clone(),
                Err(_) => api.region.clone(),
            },
            account: api.account.clone(),
            api: api.id().to_owned(),
            target: SourceTarget::Authorizer(id.to_owned()),
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
