//! REST APIs: create, clone, read, change, delete.

use gatewright_gateway::permission::write_out_abbreviations;
use gatewright_wire::apigateway::{
    CreateRestApiRequest, DeleteRestApiRequest, EndpointConfiguration, GetRestApiRequest,
    GetRestApisRequest, Resource, RestApi, RestApis, UpdateRestApiRequest,
};
use gatewright_wire::error::ServiceError;
use gatewright_wire::values::Timestamp;

use super::base_path_mappings::check_unmapped;
use super::documents::{api, api_key, edit, global_api_key, new_id, page, resource_key, transact};
use super::models;
use super::patch::{Op, Otherwise, Patch, Rule, Rules, Wording, Words, no_path};
use super::refusals::{bad_request, conflict, no_api};
use super::{snapshot, tags, usage_plans};
use crate::control::Scope;
use crate::control::iam::check_document;
use crate::home::Home;
use crate::store::Batch;

/// The tag that chooses an API's id.
const CUSTOM_ID: &str = "_custom_id_";

/// CreateRestApi.
pub async fn create(scope: &Scope, input: CreateRestApiRequest) -> Result<RestApi, ServiceError> {
    let document = described(scope, &input)?;
    let chosen = document.tags.as_ref().and_then(|tags| tags.get(CUSTOM_ID));
    transact(scope, || {
        let id = vacant_id(scope, chosen.map(String::as_str))?;
        let mut api = document.clone();
        api.id = Some(id.clone());
        write_out_policy(scope, &mut api);
        let mut batch = claim(scope, &id);
        if let Some(source) = &input.clone_from {
            let mut contents = snapshot::freeze(scope, source)?;
            snapshot::renew_ids(&mut contents, &id);
            api.root_resource_id = contents.rest_api.root_resource_id.take();
            contents.rest_api = api.clone();
            batch = snapshot::put_contents(scope, batch, &contents);
        } else {
            let root = Resource {
                id: Some(new_id(10)),
                path: Some("/".to_owned()),
                ..Resource::default()
            };
            api.root_resource_id.clone_from(&root.id);
            let root_key = resource_key(scope, &id, root.id.as_deref().unwrap_or_default());
            batch = batch
                .put(api_key(scope, &id, &[]), &api)
                .put(root_key, &root);
            for model in models::defaults() {
                let name = model.name.as_deref().unwrap_or_default();
                batch = batch.put(api_key(scope, &id, &["models", name]), &model);
            }
        }
        Ok((batch, answered(api)))
    })
    .await
}

/// An id for a new API: the chosen one, unless another API of this server has it, or a new one. A
/// chosen one becomes a host name's label, so it has to be one.
pub(super) fn vacant_id(scope: &Scope, chosen: Option<&str>) -> Result<String, ServiceError> {
    let Some(id) = chosen else {
        return Ok(new_id(10));
    };
    if !is_label(id) {
        return Err(bad_request(format!(
            "A chosen id must be 1 to 63 characters of a-z, 0-9 and -, and not begin or end with -: {id}"
        )));
    }
    if let Some(home) = scope.get::<Home>(&global_api_key(id))? {
        return Err(conflict(format!(
            "The REST API id {id} is taken, by account {} in {}; choose another",
            home.account, home.region
        )));
    }
    Ok(id.to_owned())
}

/// Whether a text can be a host name's label, as chosen ids are.
pub(super) fn is_label(id: &str) -> bool {
    (1..=63).contains(&id.len())
        && !id.starts_with('-')
        && !id.ends_with('-')
        && id
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// The batch that makes a new API's id this API's own.
pub(super) fn claim(scope: &Scope, id: &str) -> Batch {
    let home = Home {
        account: scope.account.clone(),
        region: scope.region.clone(),
    };
    let key = global_api_key(id);
    Batch::new().expect_absent(&*key).put(key, &home)
}

fn described(scope: &Scope, input: &CreateRestApiRequest) -> Result<RestApi, ServiceError> {
    if input.name.is_empty() {
        return Err(bad_request("Name cannot be empty")); // [C]: the words are a VPC link's.
    }
    if input.description.as_deref() == Some("") {
        return Err(bad_request("Description cannot be an empty string"));
    }
    if let Some(size) = input.minimum_compression_size {
        compression_size(i64::from(size))?;
    }
    let policy = input.policy.as_deref().map(policy).transpose()?.flatten();
    Ok(RestApi {
        name: Some(input.name.clone()),
        description: input.description.clone(),
        created_date: Some(Timestamp::from_millis(scope.now_ms() / 1000 * 1000)),
        version: input.version.clone(),
        binary_media_types: input
            .binary_media_types
            .clone()
            .filter(|types| !types.is_empty()),
        minimum_compression_size: input.minimum_compression_size,
        api_key_source: Some(
            input
                .api_key_source
                .as_deref()
                .unwrap_or("HEADER")
                .to_owned(),
        ),
        endpoint_configuration: Some(endpoint(input.endpoint_configuration.clone())?),
        policy,
        tags: tags::given(input.tags.clone())?,
        disable_execute_api_endpoint: Some(input.disable_execute_api_endpoint.unwrap_or(false)),
        security_policy: input.security_policy.clone(),
        endpoint_access_mode: input.endpoint_access_mode.clone(),
        ..RestApi::default()
    })
}

fn compression_size(size: i64) -> Result<(), ServiceError> {
    if (0..=10_485_760).contains(&size) {
        Ok(())
    } else {
        Err(bad_request(
            "Invalid minimum compression size, must be between 0 and 10485760",
        ))
    }
}

/// A resource policy as it is kept; the empty one is none. The text is AWS's as people quote it
/// \[C\].
pub(super) fn policy(text: &str) -> Result<Option<String>, ServiceError> {
    if text.is_empty() {
        return Ok(None);
    }
    match check_document(text) {
        Ok(()) => Ok(Some(text.to_owned())),
        Err(_) => Err(bad_request(
            "Invalid policy document. Please check the policy syntax and ensure that Principals are valid.",
        )),
    }
}

/// Writes out the abbreviations of the API's resource policy, as AWS does when it is saved (F§3.4).
pub(super) fn write_out_policy(scope: &Scope, api: &mut RestApi) {
    let id = api.id.as_deref().unwrap_or_default();
    let arn = format!(
        "arn:aws:execute-api:{}:{}:{id}",
        scope.region, scope.account
    );
    api.policy = api
        .policy
        .as_deref()
        .map(|policy| write_out_abbreviations(policy, &arn));
}

/// Checks an endpoint configuration and fills in what it leaves out (F§5.3).
pub(super) fn endpoint(
    configuration: Option<EndpointConfiguration>,
) -> Result<EndpointConfiguration, ServiceError> {
    let mut configuration = configuration.unwrap_or_default();
    let types = configuration
        .types
        .get_or_insert_with(|| vec!["EDGE".to_owned()]);
    let kind = match types.as_slice() {
        [] => {
            return Err(bad_request(
                "REGIONAL Configuration and EDGE Configuration cannot be both DISABLED.",
            ));
        }
        [kind] => kind.clone(),
        _ => {
            return Err(bad_request(
                "Cannot create an api with multiple Endpoint Types.",
            ));
        }
    };
    ENDPOINT_TYPES.check(&kind)?;
    let private = kind == "PRIVATE";
    let address_type = configuration
        .ip_address_type
        .get_or_insert_with(|| if private { "dualstack" } else { "ipv4" }.to_owned());
    match (address_type.as_str(), private) {
        ("dualstack", _) | ("ipv4", false) => Ok(configuration),
        ("ipv4", true) => Err(bad_request(
            "Only dualstack ipAddressType is supported for Private APIs.",
        )),
        _ => Err(bad_request(
            "ipAddressType must be either ipv4 or dualstack.",
        )),
    }
}

/// An API as it is answered: the policy's quotes come back escaped once more (wire.md).
pub(super) fn answered(mut api: RestApi) -> RestApi {
    api.policy = api.policy.map(|policy| {
        let quoted = serde_json::Value::from(policy).to_string();
        quoted
            .get(1..quoted.len().saturating_sub(1))
            .unwrap_or_default()
            .replace('/', "\\/")
    });
    api
}

/// One API as it is answered; only then an empty set of tags shows (wire.md).
pub(super) fn answered_alone(api: RestApi) -> RestApi {
    let mut api = answered(api);
    api.tags.get_or_insert_default();
    api
}

/// GetRestApi.
pub async fn get(scope: &Scope, input: GetRestApiRequest) -> Result<RestApi, ServiceError> {
    Ok(answered_alone(api(scope, &input.rest_api_id)?.value))
}

/// GetRestApis.
pub async fn list(scope: &Scope, input: GetRestApisRequest) -> Result<RestApis, ServiceError> {
    let (items, position) = page(
        scope,
        &scope.key(&["restapis"]),
        input.position.as_deref(),
        input.limit,
    )?;
    Ok(RestApis {
        position,
        items: Some(items.into_iter().map(answered).collect()),
    })
}

const KEY_SOURCES: Words = Words {
    kind: "API Key Source",
    words: &["HEADER", "AUTHORIZER"],
};

pub(super) const ENDPOINT_TYPES: Words = Words {
    kind: "EndpointTypes",
    words: &["REGIONAL", "EDGE", "PRIVATE"],
};

const ACCESS_MODES: Words = Words {
    kind: "EndpointAccessMode",
    words: &["BASIC", "STRICT"],
};

/// The name that a patch gives.
pub(super) fn name(patch: &Patch<'_>) -> Result<String, ServiceError> {
    patch
        .text()
        .filter(|name| !name.is_empty())
        .ok_or_else(|| bad_request("Name cannot be empty"))
}

fn set_endpoint_type(api: &mut RestApi, patch: &Patch<'_>) {
    let configuration = api.endpoint_configuration.get_or_insert_default();
    if patch.op == Op::Replace {
        let value = patch.value.unwrap_or_default().to_owned();
        if value == "PRIVATE" {
            configuration.ip_address_type = None;
        }
        configuration.types = Some(vec![value]);
    } else {
        let named = patch.value.unwrap_or(patch.name());
        patch.member(&mut configuration.types, named);
    }
}

const RULES: Rules<RestApi> = Rules {
    wording: Wording::Plain,
    rules: &[
        Rule::with("/name", |api, patch| {
            api.name = Some(name(patch)?);
            Ok(())
        }),
        Rule::with("/description", |api, patch| {
            if patch.value == Some("") {
                return Err(bad_request("Description cannot be an empty string"));
            }
            api.description = patch.text();
            Ok(())
        }),
        Rule::text("/version", |it| &mut it.version),
        Rule::with("/policy", |api, patch| {
            api.policy = policy(patch.value.unwrap_or_default())?;
            Ok(())
        }),
        Rule::word("/apiKeySource", KEY_SOURCES, |it| &mut it.api_key_source),
        Rule::flag("/disableExecuteApiEndpoint", |it| {
            &mut it.disable_execute_api_endpoint
        }),
        Rule::with("/minimumCompressionSize", |api, patch| {
            api.minimum_compression_size = match patch.value {
                None | Some("") => None,
                Some(text) => {
                    let size = text.parse().unwrap_or(-1);
                    compression_size(i64::from(size))?;
                    Some(size)
                }
            };
            Ok(())
        }),
        Rule::<RestApi>::members("/binaryMediaTypes/{}", |it| &mut it.binary_media_types)
            .on(Op::ADD_REMOVE_REPLACE, Otherwise::NoPath),
        Rule::<RestApi>::with("/endpointConfiguration/types/{}", |api, patch| {
            set_endpoint_type(api, patch);
            Ok(())
        })
        .on(Op::ADD_REMOVE_REPLACE, Otherwise::ListsUsualOps),
        Rule::with("/endpointConfiguration/ipAddressType", |api, patch| {
            let configuration = api.endpoint_configuration.get_or_insert_default();
            configuration.ip_address_type = Some(patch.text().unwrap_or_default());
            Ok(())
        }),
        Rule::<RestApi>::with("/endpointConfiguration/vpcEndpointIds", |api, patch| {
            let configuration = api.endpoint_configuration.get_or_insert_default();
            let id = patch.value.ok_or_else(|| no_path(patch.path))?;
            patch.member(&mut configuration.vpc_endpoint_ids, id);
            Ok(())
        })
        .on(Op::ADD_REMOVE, Otherwise::NoPath),
        Rule::text("/securityPolicy", |it| &mut it.security_policy),
        Rule::word("/endpointAccessMode", ACCESS_MODES, |it| {
            &mut it.endpoint_access_mode
        }),
    ],
};

/// UpdateRestApi. What the gateway serves from it (the policy, binary types, compression) changes
/// with the next deployment; whether the default endpoint is disabled, too.
pub async fn update(scope: &Scope, input: UpdateRestApiRequest) -> Result<RestApi, ServiceError> {
    let id = &input.rest_api_id;
    edit(
        scope,
        &api_key(scope, id, &[]),
        || no_api(scope, id),
        |api: &mut RestApi| {
            RULES.apply(api, input.patch_operations.as_deref())?;
            api.endpoint_configuration = Some(endpoint(api.endpoint_configuration.take())?);
            write_out_policy(scope, api);
            Ok(answered_alone(api.clone()))
        },
    )
    .await
}

/// DeleteRestApi, with all that belongs to it, unless a domain name leads to it.
pub async fn delete(scope: &Scope, input: DeleteRestApiRequest) -> Result<(), ServiceError> {
    let id = &input.rest_api_id;
    transact(scope, || {
        let stored = api(scope, id)?;
        check_unmapped(scope, id)?;
        let key = api_key(scope, id, &[]);
        let batch = Batch::new()
            .expect_revision(&*key, stored.revision)
            .delete_tree(key)
            .delete(global_api_key(id));
        let batch = usage_plans::without(scope, batch, id, None)?;
        Ok((batch, ()))
    })
    .await?;
    super::changed(scope, Some(id));
    super::plans_changed(scope);
    Ok(())
}
