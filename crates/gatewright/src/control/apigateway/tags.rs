//! Tags, by ARN: `arn:aws:apigateway:{region}::/restapis/{id}` and its like.

use std::collections::BTreeMap;

use gatewright_wire::apigateway::{
    GetTagsRequest, RestApi, Stage, TagResourceRequest, Tags, UntagResourceRequest, VpcLink,
};
use gatewright_wire::error::ServiceError;

use super::documents::{api_key, edit};
use super::refusals::{bad_request, no_api, no_stage, not_found};
use super::stages::stage_key;
use crate::control::Scope;

type TagMap = BTreeMap<String, String>;

/// Changes the tags of what an ARN names, or only reads them.
async fn with_tags<R: Send>(
    scope: &Scope,
    arn: &str,
    change: impl Fn(&mut TagMap) -> R + Send,
) -> Result<R, ServiceError> {
    let apply = |tags: &mut Option<TagMap>| {
        let mut all = tags.take().unwrap_or_default();
        let result = change(&mut all);
        *tags = Some(all).filter(|all| !all.is_empty());
        Ok(result)
    };
    // [C]: the words of a malformed integration's ARN.
    let malformed = || bad_request("Invalid ARN specified in the request");
    let (_, path) = arn
        .strip_prefix("arn:")
        .filter(|rest| rest.contains(":apigateway:"))
        .and_then(|rest| rest.split_once("::/"))
        .ok_or_else(malformed)?;
    match path.split('/').collect::<Vec<_>>().as_slice() {
        ["restapis", id] => {
            let key = api_key(scope, id, &[]);
            edit(scope, &key, || no_api(scope, id), |api: &mut RestApi| apply(&mut api.tags)).await
        }
        ["restapis", id, "stages", name] => {
            let key = stage_key(scope, id, name);
            edit(scope, &key, no_stage, |stage: &mut Stage| apply(&mut stage.tags)).await
        }
        ["vpclinks", id] => {
            let key = scope.key(&["vpclinks", id]);
            let absent = || not_found("Invalid Vpc Link identifier specified");
            edit(scope, &key, absent, |link: &mut VpcLink| apply(&mut link.tags)).await
        }
        [kind @ ("apikeys" | "usageplans" | "domainnames" | "clientcertificates"), ..] => Err(
            ServiceError::not_implemented("apigateway", &format!("tags of {kind}")),
        ),
        _ => Err(malformed()),
    }
}

/// TagResource.
pub async fn tag(scope: &Scope, input: TagResourceRequest) -> Result<(), ServiceError> {
    with_tags(scope, &input.resource_arn, |tags| {
        tags.extend(input.tags.clone());
    })
    .await
}

/// UntagResource.
pub async fn untag(scope: &Scope, input: UntagResourceRequest) -> Result<(), ServiceError> {
    with_tags(scope, &input.resource_arn, |tags| {
        tags.retain(|name, _| !input.tag_keys.contains(name));
    })
    .await
}

/// GetTags.
pub async fn get(scope: &Scope, input: GetTagsRequest) -> Result<Tags, ServiceError> {
    let tags = with_tags(scope, &input.resource_arn, |tags| tags.clone()).await?;
    Ok(Tags { tags: Some(tags) })
}
