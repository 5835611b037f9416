//! VPC links: names for network load balancers (F§6).
//!
//! A link is PENDING in the answer that creates it and has its final state from then on: AVAILABLE
//! when the server was told where the load balancer leads, else FAILED. As on AWS, a failed link
//! never recovers.

use gatewright_gateway::api::Api;
use gatewright_gateway::arn::Arn;
use gatewright_wire::apigateway::{
    CreateVpcLinkRequest, DeleteVpcLinkRequest, GetVpcLinkRequest, GetVpcLinksRequest, RestApi,
    Stage, UpdateVpcLinkRequest, VpcLink, VpcLinks,
};
use gatewright_wire::error::ServiceError;

use super::deployments::link_of;
use super::documents::{api_key, found, new_id, page, patch, transact};
use super::patch::{Op, Otherwise, Rule, Rules, Wording};
use super::refusals::{bad_request, no_link};
use super::rest_apis::name;
use super::snapshot::snapshot_key;
use super::tags;
use crate::control::Scope;
use crate::store::{self, Batch, Stored};

fn key(scope: &Scope, id: &str) -> String {
    scope.key(&["vpclinks", id])
}

/// The key of the text that says at which key the link is: requests know its id only.
pub fn global_link_key(id: &str) -> String {
    store::path(&["vpclinks", id])
}

/// Called after every commit that changes a link: tells those who hold links in memory.
fn forget(scope: &Scope, id: &str) {
    scope.server.vpc_links.forget(id);
}

/// Whether an API that names the link can be deployed.
pub(super) fn is_available(scope: &Scope, id: &str) -> Result<bool, ServiceError> {
    let link: Option<VpcLink> = scope.get(&key(scope, id))?;
    Ok(link.is_some_and(|link| link.status.as_deref() == Some("AVAILABLE")))
}

/// CreateVpcLink.
pub async fn create(scope: &Scope, input: CreateVpcLinkRequest) -> Result<VpcLink, ServiceError> {
    if input.name.is_empty() {
        return Err(bad_request("Name cannot be empty"));
    }
    let target = match input.target_arns.as_slice() {
        [target] => target,
        [] => return Err(bad_request("No target arn specified for vpc link.")), // [C]
        _ => {
            return Err(bad_request(
                "More than one target arn specified for vpc link.",
            ));
        }
    };
    if target.parse::<Arn>().is_err() {
        return Err(bad_request(format!(
            "Invalid ARN. ARN is not well formed {target}"
        )));
    }
    // [C]: of FAILED only one message is known, about another NLB's service; this is the load
    // balancing API's for an ARN that it does not know.
    let (status, message) = if scope.server.settings.load_balancers.contains_key(target) {
        ("AVAILABLE", "Your vpc link is ready for use")
    } else {
        ("FAILED", "One or more load balancers not found")
    };
    let created = transact(scope, || {
        let id = new_id(6);
        let link = VpcLink {
            id: Some(id.clone()),
            name: Some(input.name.clone()),
            description: input.description.clone(),
            target_arns: Some(input.target_arns.clone()),
            status: Some(status.to_owned()),
            status_message: Some(message.to_owned()),
            tags: tags::given(input.tags.clone())?,
        };
        let key = key(scope, &id);
        let index = global_link_key(&id);
        let batch = Batch::new()
            .expect_absent(&*index)
            .put(index, &key)
            .put(key, &link);
        let answer = VpcLink {
            status: Some("PENDING".to_owned()),
            status_message: None,
            ..link
        };
        Ok((batch, answer))
    })
    .await?;
    forget(scope, created.id.as_deref().unwrap_or_default());
    Ok(created)
}

/// One link as it is answered; only then an empty set of tags shows (F§6).
fn answered_alone(mut link: VpcLink) -> VpcLink {
    link.tags.get_or_insert_default();
    link
}

/// GetVpcLink.
pub async fn get(scope: &Scope, input: GetVpcLinkRequest) -> Result<VpcLink, ServiceError> {
    let stored: Stored<VpcLink> = found(scope, &key(scope, &input.vpc_link_id), no_link)?;
    Ok(answered_alone(stored.value))
}

/// GetVpcLinks.
pub async fn list(scope: &Scope, input: GetVpcLinksRequest) -> Result<VpcLinks, ServiceError> {
    let (items, position) = page(
        scope,
        &scope.key(&["vpclinks"]),
        input.position.as_deref(),
        input.limit,
    )?;
    Ok(VpcLinks {
        position,
        items: Some(items),
    })
}

const RULES: Rules<VpcLink> = Rules {
    wording: Wording::Plain,
    rules: &[
        Rule::with("/name", |link, patch| {
            link.name = Some(name(patch)?);
            Ok(())
        }),
        Rule::text("/description", |it| &mut it.description),
        Rule::<VpcLink>::with("/targetArns", |_, _| {
            Err(bad_request(
                "Target arns are not allowed to be changed/added.",
            ))
        })
        .on(Op::ADD_REMOVE_REPLACE, Otherwise::NoPath),
    ],
};

/// UpdateVpcLink.
pub async fn update(scope: &Scope, input: UpdateVpcLinkRequest) -> Result<VpcLink, ServiceError> {
    let key = key(scope, &input.vpc_link_id);
    let operations = input.patch_operations.as_deref();
    let link = patch(scope, &key, no_link, &RULES, operations).await?;
    forget(scope, &input.vpc_link_id);
    Ok(answered_alone(link))
}

/// DeleteVpcLink, unless a deployed method names it.
pub async fn delete(scope: &Scope, input: DeleteVpcLinkRequest) -> Result<(), ServiceError> {
    let id = &input.vpc_link_id;
    transact(scope, || {
        let key = key(scope, id);
        let stored: Stored<VpcLink> = found(scope, &key, no_link)?;
        let references = references(scope, id)?;
        if !references.is_empty() {
            return Err(bad_request(format!(
                "Cannot delete vpc link. Vpc link '{id}', is referenced in [{}] in format of [RESTApiId:Method:Resource:Stage].",
                references.join(", ")
            )));
        }
        let batch = Batch::new()
            .expect_revision(&*key, stored.revision)
            .delete(key)
            .delete(global_link_key(id));
        Ok((batch, ()))
    })
    .await?;
    forget(scope, id);
    Ok(())
}

/// The methods that stages serve through the link.
fn references(scope: &Scope, link: &str) -> Result<Vec<String>, ServiceError> {
    let mut references = Vec::new();
    for api in scope.children::<RestApi>(&scope.key(&["restapis"]))? {
        let api_id = api.id.as_deref().unwrap_or_default();
        for stage in scope.children::<Stage>(&api_key(scope, api_id, &["stages"]))? {
            let name = stage.stage_name.as_deref().unwrap_or_default();
            let canary = stage
                .canary_settings
                .and_then(|canary| canary.deployment_id);
            for deployment in stage.deployment_id.into_iter().chain(canary) {
                let frozen: Option<Api> = scope.get(&snapshot_key(scope, api_id, &deployment))?;
                for (resource, verb, method) in frozen.iter().flat_map(Api::methods) {
                    if link_of(method) == Some(link) {
                        let resource = resource.id.as_deref().unwrap_or_default();
                        references.push(format!("{api_id}:{verb}:{resource}:{name}"));
                    }
                }
            }
        }
    }
    Ok(references)
}
