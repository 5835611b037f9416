//! API Gateway's operations on REST APIs (F§5, F§6, F§8).
//!
//! One module for each kind of document, one function for each operation. A resource's document
//! holds its methods with their integrations and responses, so that a change to any of them is one
//! write; everything else is a document of its own below its API.

pub mod account;
pub mod api_key_imports;
pub mod api_keys;
pub mod authorizers;
pub mod base_path_mappings;
pub mod client_certificates;
pub mod deployments;
pub mod documentation_parts;
pub mod documentation_versions;
mod documents;
pub mod domain_name_access;
pub mod domain_names;
pub mod exports;
pub mod gateway_responses;
pub mod imports;
pub mod integration_responses;
pub mod integrations;
pub mod method_responses;
pub mod methods;
pub mod models;
mod patch;
mod refusals;
pub mod request_validators;
pub mod resources;
pub mod rest_apis;
pub mod sdk_types;
pub mod sdks;
mod snapshot;
mod stage_patch;
pub mod stages;
pub mod tags;
pub mod turns;
pub mod usage;
pub mod usage_plan_keys;
pub mod usage_plans;
pub mod vpc_links;

use super::Scope;
use crate::home::Home;

/// Called after every commit that changes what a stage of the API serves: its stages, the
/// deployments that they point at, or the account's settings (`None`).
fn changed(scope: &Scope, api_id: Option<&str>) {
    match api_id {
        Some(api_id) => scope.server.stages.forget(api_id),
        None => scope.server.stages.forget_all(),
    }
}

/// Called after every commit that changes API keys, usage plans, or which keys are in which.
fn plans_changed(scope: &Scope) {
    let home = Home::new(scope.account.as_str(), scope.region.as_str());
    scope.server.plans.forget(&home);
}
