//! Tags, by ARN: `arn:aws:apigateway:{region}::/restapis/{id}` and its like.

use std::collections::BTreeMap;

use gatewright_gateway::arn::Arn;
use gatewright_wire::apigateway::{GetTagsRequest, TagResourceRequest, Tags, UntagResourceRequest};
use gatewright_wire::error::ServiceError;
use serde::Deserialize as _;
use serde_json::{Map, Value};

use super::documents::{api_key, edit, found};
use super::refusals::{bad_request, no_api, no_api_key, no_link, no_stage, no_usage_plan};
use super::stages::stage_key;
use super::{api_keys, client_certificates, domain_name_access, domain_names, usage_plans};
use crate::control::{Scope, internal};
use crate::store::Stored;

/// The key of the document that an ARN names, and the refusal if it is not there. All kinds keep
/// their tags in the member `tags`.
fn tagged(scope: &Scope, arn: &str) -> Result<(String, ServiceError), ServiceError> {
    // [C]: the words of a malformed integration's ARN.
    let malformed = || bad_request("Invalid ARN specified in the request");
    let named: Arn = arn.parse().map_err(|_| malformed())?;
    let path = named
        .resource
        .strip_prefix('/')
        .filter(|_| {
            // Private domain names and what leads to them are of an account.
            named.service == "apigateway"
                && named.region == scope.region
                && (named.account.is_empty() || named.account == scope.account)
        })
        .ok_or_else(malformed)?;
    match path.split('/').collect::<Vec<_>>().as_slice() {
        ["restapis", id] => Ok((api_key(scope, id, &[]), no_api(scope, id))),
        ["restapis", id, "stages", name] => Ok((stage_key(scope, id, name), no_stage())),
        ["vpclinks", id] => Ok((scope.key(&["vpclinks", id]), no_link())),
        ["apikeys", id] => Ok((api_keys::key(scope, id), no_api_key())),
        ["usageplans", id] => Ok((usage_plans::key(scope, id), no_usage_plan())),
        ["clientcertificates", id] => Ok((
            client_certificates::key(scope, id),
            client_certificates::no_certificate(),
        )),
        ["domainnames", name] => Ok((
            domain_names::key(scope, name),
            domain_names::no_domain_name(),
        )),
        ["domainnameaccessassociations", ..] => Ok((
            domain_name_access::key(scope, arn),
            domain_name_access::no_association(),
        )),
        _ => Err(malformed()),
    }
}

type TagMap = BTreeMap<String, String>;

/// How many tags one thing has, and how long their keys and values are, in characters.
const MAX_TAGS: usize = 50;
const MAX_KEY: usize = 128;
const MAX_VALUE: usize = 256;

/// The tags that a new document is given, if any.
pub(super) fn given(tags: Option<TagMap>) -> Result<Option<TagMap>, ServiceError> {
    if let Some(tags) = &tags {
        check(tags)?;
    }
    Ok(tags.filter(|tags| !tags.is_empty()))
}

/// The limits are documented; the words for all but `aws:` are ours \[C\].
fn check(tags: &TagMap) -> Result<(), ServiceError> {
    let is_own = |key: &str| {
        let start = key.get(..4);
        start.is_some_and(|start| start.eq_ignore_ascii_case("aws:"))
    };
    for (key, value) in tags {
        if is_own(key) {
            return Err(bad_request(
                "Invalid tag key. Tag keys cannot start with 'aws:' (case insensitive)",
            ));
        }
        if key.is_empty() || key.chars().count() > MAX_KEY {
            return Err(bad_request(format!(
                "Invalid tag key. Tag keys must be 1 to {MAX_KEY} characters long"
            )));
        }
        if value.chars().count() > MAX_VALUE {
            return Err(bad_request(format!(
                "Invalid tag value. Tag values must be at most {MAX_VALUE} characters long"
            )));
        }
    }
    if tags.len() > MAX_TAGS {
        return Err(bad_request(format!(
            "The number of tags exceeds the limit of {MAX_TAGS}"
        )));
    }
    Ok(())
}

fn tags_of(document: &Map<String, Value>) -> Result<TagMap, ServiceError> {
    match document.get("tags") {
        Some(tags) => TagMap::deserialize(tags).map_err(internal),
        None => Ok(TagMap::new()),
    }
}

async fn change(
    scope: &Scope,
    arn: &str,
    change: impl Fn(&mut TagMap) + Send + Sync,
) -> Result<(), ServiceError> {
    let (key, absent) = tagged(scope, arn)?;
    edit(
        scope,
        &key,
        || absent.clone(),
        |document: &mut Map<String, Value>| {
            let mut tags = tags_of(document)?;
            change(&mut tags);
            check(&tags)?;
            if tags.is_empty() {
                document.remove("tags");
            } else {
                document.insert("tags".to_owned(), serde_json::json!(tags));
            }
            Ok(())
        },
    )
    .await
}

/// TagResource.
pub async fn tag(scope: &Scope, input: TagResourceRequest) -> Result<(), ServiceError> {
    change(scope, &input.resource_arn, |tags| {
        tags.extend(input.tags.clone());
    })
    .await
}

/// UntagResource.
pub async fn untag(scope: &Scope, input: UntagResourceRequest) -> Result<(), ServiceError> {
    change(scope, &input.resource_arn, |tags| {
        tags.retain(|name, _| !input.tag_keys.contains(name));
    })
    .await
}

/// GetTags.
pub async fn get(scope: &Scope, input: GetTagsRequest) -> Result<Tags, ServiceError> {
    let (key, absent) = tagged(scope, &input.resource_arn)?;
    let stored: Stored<Map<String, Value>> = found(scope, &key, || absent)?;
    Ok(Tags {
        tags: Some(tags_of(&stored.value)?),
    })
}
