//! What IAM takes for a policy, and its words for what it does not (the texts are those that people
//! quote in their questions [B]).

use std::collections::BTreeSet;

use gatewright_gateway::permission::{Policy, PolicyError, Principal, Statement};
use gatewright_wire::error::ServiceError;
use gatewright_wire::iam::errors;
use serde_json::Value;

/// AWS's quota for a trust policy, in characters.
const MAX_TRUST: usize = 2048;
/// AWS's quota for a managed policy, in characters.
const MAX_MANAGED: usize = 6144;

/// What the names of services end with \[C\].
const SERVICES: [&str; 3] = [".amazonaws.com", ".amazonaws.com.cn", ".amazon.com"];

/// Whether a service may be called so; there is no list of those that there are.
pub(in crate::control) fn is_service(name: &str) -> bool {
    let of = |suffix: &&str| name.strip_suffix(suffix);
    let label = |label: &str| {
        let known = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        !label.is_empty() && label.bytes().all(known)
    };
    let mut names = SERVICES.iter().filter_map(of);
    names.any(|name| name.split('.').all(label))
}

/// The size that counts against quotas: without white space.
pub(super) fn size(document: &str) -> usize {
    document.chars().filter(|c| !c.is_whitespace()).count()
}

/// Refuses a document that is no policy at all.
pub(in crate::control) fn check_document(text: &str) -> Result<(), ServiceError> {
    parse(text).map(drop)
}

/// Refuses a document that cannot be granted to somebody: an inline or a managed policy.
pub(in crate::control) fn check_identity_policy(text: &str) -> Result<(), ServiceError> {
    let policy = parse(text)?;
    check_sids(&policy)?;
    for statement in &policy.statements {
        if statement.principals.is_some() {
            return Err(malformed("Policy document should not specify a principal."));
        }
        check_actions(statement)?;
        let Some(resources) = &statement.resources else {
            return Err(malformed("Policy statement must contain resources."));
        };
        for resource in &resources.patterns {
            check_resource(resource)?;
        }
    }
    Ok(())
}

/// Refuses a managed policy that is none, or too large.
pub(super) fn check_managed_policy(text: &str) -> Result<(), ServiceError> {
    check_identity_policy(text)?;
    if size(text) > MAX_MANAGED {
        return Err(errors::LIMIT_EXCEEDED
            .with(format!("Cannot exceed quota for PolicySize: {MAX_MANAGED}")));
    }
    Ok(())
}

/// Refuses a document that cannot say who may assume a role.
pub(super) fn check_trust_policy(text: &str) -> Result<(), ServiceError> {
    let policy = parse(text)?;
    check_sids(&policy)?;
    for statement in &policy.statements {
        let Some(principals) = &statement.principals else {
            return Err(malformed("Missing required field Principal"));
        };
        if statement.resources.is_some() {
            return Err(malformed("Has prohibited field Resource"));
        }
        check_actions(statement)?;
        let of_sts = |action: &String| {
            let action = action.to_ascii_lowercase();
            action == "*" || action.starts_with("sts:")
        };
        if !statement.actions.patterns.iter().all(of_sts) {
            return Err(malformed(
                "AssumeRole policy may only specify STS AssumeRole actions.",
            ));
        }
        for principal in &principals.any_of {
            check_principal(principal)?;
        }
    }
    if size(text) > MAX_TRUST {
        return Err(errors::LIMIT_EXCEEDED.with(format!(
            "Cannot exceed quota for ACLSizePerRole: {MAX_TRUST}"
        )));
    }
    Ok(())
}

fn parse(text: &str) -> Result<Policy, ServiceError> {
    let document: Value =
        serde_json::from_str(text).map_err(|_| malformed("This policy contains invalid Json"))?;
    // Without a version it is of the older one.
    let version = document.get("Version").map(Value::as_str);
    if !matches!(version, None | Some(Some("2012-10-17" | "2008-10-17"))) {
        return Err(malformed("The policy must contain a valid version string"));
    }
    if !document["Statement"].is_object() && !document["Statement"].is_array() {
        return Err(malformed("Syntax errors in policy."));
    }
    text.parse().map_err(|error: PolicyError| match &error {
        PolicyError::Missing { element, .. } if element.contains("Action") => {
            malformed("Policy statement must contain actions.")
        }
        error => malformed(&format!("Syntax errors in policy. ({error})")),
    })
}

fn check_sids(policy: &Policy) -> Result<(), ServiceError> {
    let mut seen = BTreeSet::new();
    for sid in policy.statements.iter().filter_map(|it| it.sid.as_deref()) {
        if !sid.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return Err(malformed(
                "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*",
            ));
        }
        if !sid.is_empty() && !seen.insert(sid) {
            return Err(malformed(
                "Statement IDs (SID) in a single policy must be unique.",
            ));
        }
    }
    Ok(())
}

fn check_actions(statement: &Statement) -> Result<(), ServiceError> {
    for action in &statement.actions.patterns {
        if action == "*" {
            continue;
        }
        let Some((vendor, name)) = action.split_once(':') else {
            return Err(malformed(
                "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.",
            ));
        };
        let known = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'.';
        if !vendor.bytes().all(known) {
            return Err(malformed(&format!("Vendor {vendor} is not valid")));
        }
        if name.contains(':') {
            return Err(malformed("Actions/Condition can contain only one colon."));
        }
    }
    Ok(())
}

fn check_resource(resource: &str) -> Result<(), ServiceError> {
    if resource.contains('*') && !resource.contains(':') {
        return Ok(());
    }
    let Some(rest) = resource.strip_prefix("arn:") else {
        return Err(malformed(&format!(
            "Resource {resource} must be in ARN format or \"*\"."
        )));
    };
    let partition = rest.split(':').next().unwrap_or_default();
    if !matches!(partition, "aws" | "aws-cn" | "aws-us-gov") && !partition.contains(['*', '$']) {
        return Err(malformed(&format!(
            "Partition \"{partition}\" is not valid for resource \"{resource}\"."
        )));
    }
    Ok(())
}

/// Whether those who are named exist is not asked: they may live in accounts that are not here.
fn check_principal(principal: &Principal) -> Result<(), ServiceError> {
    let (kind, name, valid) = match principal {
        Principal::Aws(name) => {
            let account = name.len() == 12 && name.bytes().all(|byte| byte.is_ascii_digit());
            let arn = name
                .strip_prefix("arn:")
                .is_some_and(|rest| rest.split(':').count() >= 5);
            // What is left of a principal that was deleted.
            let id = name.starts_with("AIDA") || name.starts_with("AROA");
            ("AWS", name, account || arn || id)
        }
        Principal::Service(name) => ("SERVICE", name, is_service(name)),
        _ => return Ok(()),
    };
    if valid {
        Ok(())
    } else {
        Err(malformed(&format!(
            "Invalid principal in policy: \"{kind}\":\"{name}\""
        )))
    }
}

fn malformed(message: &str) -> ServiceError {
    errors::MALFORMED_POLICY_DOCUMENT.with(message)
}
