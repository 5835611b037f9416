//! Authorizers: who decides whether a request may call a method (F§3.4).

use gatewright_gateway::arn::{Arn, IntegrationUri};
use gatewright_wire::apigateway::{
    Authorizer, Authorizers, CreateAuthorizerRequest, DeleteAuthorizerRequest,
    GetAuthorizerRequest, GetAuthorizersRequest, JwtConfiguration, JwtConfigurationInput,
    JwtIssuer, Resource, TestInvokeAuthorizerRequest, TestInvokeAuthorizerResponse,
    UpdateAuthorizerRequest,
};
use gatewright_wire::error::ServiceError;

use super::documents::{
    api_key, create_below, edit, found, new_id, page_below, resource_key, transact,
};
use super::patch::{Op, Otherwise, Rule, Rules, Wording, no_path};
use super::refusals::{bad_request, busy, conflict, not_found};
use super::snapshot::freeze;
use crate::control::Scope;
use crate::store::{Batch, Page, Stored};

fn key(scope: &Scope, api_id: &str, id: &str) -> String {
    api_key(scope, api_id, &["authorizers", id])
}

fn no_authorizer() -> ServiceError {
    not_found("Invalid Authorizer identifier specified")
}

/// What AWS says of most that is wrong with an authorizer; that it says it of all of this is a
/// guess \[C\].
fn invalid() -> ServiceError {
    bad_request("Invalid request input")
}

/// What CreateAuthorizer and UpdateAuthorizer check of the whole authorizer.
fn check(authorizer: &Authorizer) -> Result<(), ServiceError> {
    let kind = authorizer.r#type.as_deref().unwrap_or_default();
    if matches!(kind, "TOKEN" | "REQUEST") {
        check_uri(authorizer.authorizer_uri.as_deref().unwrap_or_default())?;
    }
    if authorizer.name.as_deref().unwrap_or_default().is_empty() {
        return Err(invalid());
    }
    let ttl = authorizer.authorizer_result_ttl_in_seconds;
    if ttl.is_some_and(|ttl| !(0..=3600).contains(&ttl)) {
        return Err(invalid());
    }
    check_sources(
        kind,
        authorizer.identity_source.as_deref().unwrap_or_default(),
        ttl,
    )?;
    let providers = authorizer.provider_ar_ns.as_deref().unwrap_or_default();
    let pool = |text: &String| {
        let arn: Result<Arn, _> = text.parse();
        arn.is_ok_and(|arn| arn.service == "cognito-idp" && arn.resource.starts_with("userpool/"))
    };
    if kind == "JWT" {
        check_jwt(authorizer)?;
    } else if authorizer.jwt_configuration.is_some() {
        return Err(invalid());
    }
    if kind == "COGNITO_USER_POOLS" && (providers.is_empty() || !providers.iter().all(pool)) {
        return Err(invalid());
    }
    Ok(())
}

/// No two authorizers of an API have one name. AWS's status is not recorded \[C\].
fn check_name(scope: &Scope, api_id: &str, authorizer: &Authorizer) -> Result<(), ServiceError> {
    let all: Vec<Authorizer> = scope.children(&api_key(scope, api_id, &["authorizers"]))?;
    let is_same = |it: &Authorizer| it.name == authorizer.name && it.id != authorizer.id;
    if !all.iter().any(is_same) {
        return Ok(());
    }
    let name = authorizer.name.as_deref().unwrap_or_default();
    Err(bad_request(format!(
        "Authorizer name must be unique. Authorizer {name} already exists in this RestApi."
    )))
}

/// The URI is that of a Lambda function's invocation (F§5.2).
fn check_uri(uri: &str) -> Result<(), ServiceError> {
    let parsed: Result<IntegrationUri, _> = uri.parse();
    if parsed.is_ok_and(|uri| uri.function_text().is_ok()) {
        return Ok(());
    }
    Err(bad_request(format!(
        "Invalid Authorizer URI: {uri}. Authorizer URI should be a valid API Gateway ARN that represents a Lambda function invocation."
    )))
}

/// One header for tokens; for requests headers, query parameters, stage variables and `$context`,
/// which may be left out only where nothing is cached (F§3.4).
fn check_sources(kind: &str, sources: &str, ttl: Option<i32>) -> Result<(), ServiceError> {
    let sources: Vec<&str> = sources
        .split(',')
        .map(str::trim)
        .filter(|source| !source.is_empty())
        .collect();
    let starts = |source: &&str, prefixes: &[&str]| {
        prefixes.iter().any(|prefix| {
            source
                .strip_prefix(prefix)
                .is_some_and(|name| !name.is_empty())
        })
    };
    let header = ["method.request.header."];
    let request = [
        "method.request.header.",
        "method.request.querystring.",
        "stageVariables.",
        "context.",
    ];
    let fits = if kind == "REQUEST" {
        (!sources.is_empty() || ttl == Some(0))
            && sources.iter().all(|source| starts(source, &request))
    } else {
        sources.len() == 1 && starts(&sources[0], &header)
    };
    if fits { Ok(()) } else { Err(invalid()) }
}

/// What is kept of the configuration of an authorizer of type JWT. AWS shows where an issuer's keys
/// are, which it reads from the issuer; nothing is asked of issuers here.
fn jwt_configuration(input: JwtConfigurationInput) -> JwtConfiguration {
    let issuers = input.issuers.into_iter().flatten().map(|issuer| JwtIssuer {
        issuer: issuer.issuer,
        audiences: issuer.audiences,
        additional_claims: issuer.additional_claims,
        jwks_uri: None,
    });
    JwtConfiguration {
        issuers: Some(issuers.collect()),
        default_algorithms: input.default_algorithms,
    }
}

/// One header and at least one issuer with an audience, and none of what only other types have
/// (F§3.4).
fn check_jwt(authorizer: &Authorizer) -> Result<(), ServiceError> {
    let configuration = authorizer.jwt_configuration.as_ref();
    let issuers = configuration.and_then(|it| it.issuers.as_deref());
    let issuers = issuers.unwrap_or_default();
    let complete = |issuer: &JwtIssuer| {
        let address = issuer.issuer.as_deref().unwrap_or_default();
        address
            .strip_prefix("https://")
            .is_some_and(|it| !it.is_empty())
            && issuer.audiences.as_ref().is_some_and(|it| !it.is_empty())
    };
    let algorithms = configuration.and_then(|it| it.default_algorithms.as_ref());
    let needless = authorizer.authorizer_result_ttl_in_seconds.is_some()
        || authorizer.authorizer_credentials.is_some()
        || authorizer.identity_validation_expression.is_some()
        || authorizer.authorizer_uri.is_some();
    let fits = !issuers.is_empty()
        && issuers.iter().all(complete)
        && algorithms.is_some_and(|it| !it.is_empty())
        && !needless;
    if fits { Ok(()) } else { Err(invalid()) }
}

/// CreateAuthorizer. An API that is not there is refused as if it were busy (F§5.0).
pub async fn create(
    scope: &Scope,
    input: CreateAuthorizerRequest,
) -> Result<Authorizer, ServiceError> {
    let api_id = &input.rest_api_id;
    let own_kind = match input.r#type.as_str() {
        "COGNITO_USER_POOLS" => Some("cognito_user_pools"),
        // What AWS shows of these is not recorded [C].
        "JWT" => None,
        _ => Some("custom"),
    };
    let authorizer = Authorizer {
        id: None,
        name: Some(input.name),
        r#type: Some(input.r#type),
        provider_ar_ns: input.provider_ar_ns,
        auth_type: input.auth_type.or_else(|| own_kind.map(str::to_owned)),
        authorizer_uri: input.authorizer_uri,
        authorizer_credentials: input.authorizer_credentials,
        identity_source: input.identity_source,
        identity_validation_expression: input.identity_validation_expression,
        authorizer_result_ttl_in_seconds: input.authorizer_result_ttl_in_seconds,
        jwt_configuration: input.jwt_configuration.map(jwt_configuration),
    };
    check(&authorizer)?;
    create_below(scope, api_id, busy, || {
        check_name(scope, api_id, &authorizer)?;
        let id = new_id(6);
        let key = key(scope, api_id, &id);
        let id = Some(id);
        Ok((
            key,
            Authorizer {
                id,
                ..authorizer.clone()
            },
        ))
    })
    .await
}

/// GetAuthorizer.
pub async fn get(scope: &Scope, input: GetAuthorizerRequest) -> Result<Authorizer, ServiceError> {
    let key = key(scope, &input.rest_api_id, &input.authorizer_id);
    let stored: Stored<Authorizer> = found(scope, &key, no_authorizer)?;
    Ok(stored.value)
}

/// GetAuthorizers.
pub async fn list(
    scope: &Scope,
    input: GetAuthorizersRequest,
) -> Result<Authorizers, ServiceError> {
    let after = input.position.as_deref();
    let (items, position) =
        page_below(scope, &input.rest_api_id, "authorizers", after, input.limit)?;
    Ok(Authorizers {
        position,
        items: Some(items),
    })
}

const RULES: Rules<Authorizer> = Rules {
    wording: Wording::Plain,
    rules: &[
        Rule::text("/name", |it| &mut it.name),
        Rule::with("/type", |it, patch| {
            let kinds = ["TOKEN", "REQUEST", "COGNITO_USER_POOLS"];
            if !kinds.contains(&patch.value.unwrap_or_default()) {
                return Err(invalid());
            }
            it.r#type = patch.text();
            Ok(())
        }),
        Rule::text("/authType", |it| &mut it.auth_type),
        Rule::text("/authorizerUri", |it| &mut it.authorizer_uri),
        Rule::optional_text("/authorizerCredentials", |it| {
            &mut it.authorizer_credentials
        }),
        Rule::optional_text("/identitySource", |it| &mut it.identity_source),
        Rule::optional_text("/identityValidationExpression", |it| {
            &mut it.identity_validation_expression
        }),
        Rule::with("/authorizerResultTtlInSeconds", |it, patch| {
            let ttl = patch.value.unwrap_or_default().parse();
            it.authorizer_result_ttl_in_seconds = Some(ttl.map_err(|_| invalid())?);
            Ok(())
        }),
        Rule::<Authorizer>::with("/providerARNs", |it, patch| {
            let arn = patch.value.ok_or_else(|| no_path(patch.path))?;
            patch.member(&mut it.provider_ar_ns, arn);
            Ok(())
        })
        .on(Op::ADD_REMOVE, Otherwise::ListsOps),
    ],
};

/// UpdateAuthorizer.
pub async fn update(
    scope: &Scope,
    input: UpdateAuthorizerRequest,
) -> Result<Authorizer, ServiceError> {
    let key = key(scope, &input.rest_api_id, &input.authorizer_id);
    edit(scope, &key, no_authorizer, |authorizer: &mut Authorizer| {
        RULES.apply(authorizer, input.patch_operations.as_deref())?;
        check(authorizer)?;
        check_name(scope, &input.rest_api_id, authorizer)?;
        Ok(authorizer.clone())
    })
    .await
}

/// TestInvokeAuthorizer.
pub async fn test_invoke(
    scope: &Scope,
    input: TestInvokeAuthorizerRequest,
) -> Result<TestInvokeAuthorizerResponse, ServiceError> {
    let key = key(scope, &input.rest_api_id, &input.authorizer_id);
    let stored: Stored<Authorizer> = found(scope, &key, no_authorizer)?;
    let api = freeze(scope, &input.rest_api_id)?;
    let engine = &scope.server.engine;
    Ok(engine.test_authorizer(&api, &stored.value, &input).await)
}

/// DeleteAuthorizer, unless a method uses it.
pub async fn delete(scope: &Scope, input: DeleteAuthorizerRequest) -> Result<(), ServiceError> {
    let (api_id, id) = (&input.rest_api_id, &input.authorizer_id);
    transact(scope, || {
        let key = key(scope, api_id, id);
        let stored: Stored<Authorizer> = found(scope, &key, no_authorizer)?;
        let mut batch = Batch::new().expect_revision(&*key, stored.revision);
        let below = api_key(scope, api_id, &["resources"]);
        let resources: Vec<Stored<Resource>> = scope.children_page(&below, Page::default())?;
        for Stored {
            value, revision, ..
        } in resources
        {
            for (verb, method) in value.resource_methods.iter().flatten() {
                if method.authorizer_id.as_ref() == Some(id) {
                    // Users of Terraform report the words [B].
                    return Err(conflict(format!(
                        "Cannot delete authorizer '{}', is referenced in method: {verb}/{}",
                        stored.value.name.as_deref().unwrap_or_default(),
                        value.path.as_deref().unwrap_or_default()
                    )));
                }
            }
            let resource = value.id.as_deref().unwrap_or_default();
            batch = batch.expect_revision(resource_key(scope, api_id, resource), revision);
        }
        Ok((batch.delete(key), ()))
    })
    .await
}
