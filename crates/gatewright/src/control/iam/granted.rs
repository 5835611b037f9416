//! What a role or a user is granted: its inline policies and the managed ones attached to it.

use std::collections::{BTreeMap, BTreeSet};

use gatewright_wire::error::ServiceError;
use gatewright_wire::iam::{AttachedPolicy, errors};
use serde::{Deserialize, Serialize};

use super::document::{encoded, page, parse_policy_arn};
use super::{grammar, policies};
use crate::control::Scope;

/// The policies of one role or user.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Granted {
    /// Inline policies by name, plain JSON.
    pub inline: BTreeMap<String, String>,
    /// The ARNs of the attached managed policies.
    pub attached: BTreeSet<String>,
}

/// Whose the policies are: AWS's quotas and words differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    Role,
    User,
}

/// How many managed policies one entity may have.
const MAX_ATTACHED: usize = 10;

impl Owner {
    fn word(self) -> &'static str {
        match self {
            Self::Role => "role",
            Self::User => "user",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Role => "Role",
            Self::User => "User",
        }
    }

    /// The most that all inline policies may have together, in characters.
    fn inline_quota(self) -> usize {
        match self {
            Self::Role => 10_240,
            Self::User => 2048,
        }
    }
}

impl Granted {
    pub(super) fn put(
        &mut self,
        owner: Owner,
        of: &str,
        name: &str,
        document: &str,
    ) -> Result<(), ServiceError> {
        self.inline.insert(name.to_owned(), document.to_owned());
        let quota = owner.inline_quota();
        let size: usize = self.inline.values().map(|text| grammar::size(text)).sum();
        if size > quota {
            return Err(errors::LIMIT_EXCEEDED.with(format!(
                "Maximum policy size of {quota} bytes exceeded for {} {of}",
                owner.word()
            )));
        }
        Ok(())
    }

    /// An inline policy as IAM answers it: percent-encoded.
    pub(super) fn inline(&self, owner: Owner, name: &str) -> Result<String, ServiceError> {
        let document = self.inline.get(name);
        document
            .map(|document| encoded(document))
            .ok_or_else(|| not_inline(owner, name))
    }

    pub(super) fn remove(&mut self, owner: Owner, name: &str) -> Result<(), ServiceError> {
        match self.inline.remove(name) {
            Some(_) => Ok(()),
            None => Err(not_inline(owner, name)),
        }
    }

    pub(super) fn attach(&mut self, owner: Owner, arn: &str) -> Result<(), ServiceError> {
        self.attached.insert(arn.to_owned());
        if self.attached.len() > MAX_ATTACHED {
            return Err(errors::LIMIT_EXCEEDED.with(format!(
                "Cannot exceed quota for PoliciesPer{}: {MAX_ATTACHED}",
                owner.title()
            )));
        }
        Ok(())
    }

    pub(super) fn detach(&mut self, arn: &str) -> Result<(), ServiceError> {
        if self.attached.remove(arn) {
            Ok(())
        } else {
            Err(errors::NO_SUCH_ENTITY.with(format!("Policy {arn} was not found.")))
        }
    }

    /// A page of the names of the inline policies, and the marker of the next.
    pub(super) fn names(
        self,
        marker: Option<&str>,
        max_items: Option<i32>,
    ) -> (Vec<String>, Option<String>) {
        let names = self.inline.into_keys().collect();
        page(names, marker, max_items, |name| name)
    }

    /// A page of the attached policies, and the marker of the next.
    pub(super) fn attached(
        self,
        prefix: Option<&str>,
        marker: Option<&str>,
        max_items: Option<i32>,
    ) -> (Vec<AttachedPolicy>, Option<String>) {
        let prefix = prefix.unwrap_or("/");
        let below = |arn: &String| {
            let path = arn.split_once(":policy").map(|(_, path)| path);
            path.is_some_and(|path| path.starts_with(prefix))
        };
        let arns = self.attached.into_iter().filter(below).collect();
        let (arns, marker) = page(arns, marker, max_items, |arn: &String| arn);
        let attached = arns.into_iter().map(|arn| AttachedPolicy {
            policy_name: arn.rsplit('/').next().map(str::to_owned),
            policy_arn: Some(arn),
        });
        (attached.collect(), marker)
    }

    /// Refuses to let go of an entity that still has policies.
    pub(super) fn check_empty(&self) -> Result<(), ServiceError> {
        let conflict = |message: &str| Err(errors::DELETE_CONFLICT.with(message));
        if !self.inline.is_empty() {
            return conflict("Cannot delete entity, must delete policies first.");
        }
        if !self.attached.is_empty() {
            return conflict("Cannot delete entity, must detach all policies first.");
        }
        Ok(())
    }
}

/// Refuses an ARN that is no policy's, or of one that is not there. A policy of AWS's that is not
/// known here can be attached, and grants nothing.
pub(super) fn check_attachable(scope: &Scope, arn: &str) -> Result<(), ServiceError> {
    let (account, _) = parse_policy_arn(arn)
        .ok_or_else(|| errors::INVALID_INPUT.with(format!("ARN {arn} is not valid.")))?;
    if account == "aws" {
        return Ok(());
    }
    policies::load(scope, arn).map(drop).map_err(|_| {
        errors::NO_SUCH_ENTITY.with(format!("Policy {arn} does not exist or is not attachable."))
    })
}

fn not_inline(owner: Owner, name: &str) -> ServiceError {
    errors::NO_SUCH_ENTITY.with(format!(
        "The {} policy with name {name} cannot be found.",
        owner.word()
    ))
}
