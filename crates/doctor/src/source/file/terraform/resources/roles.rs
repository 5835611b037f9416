//! Roles: what is attached to one stands in resources of its own.

use super::super::plan::Resource;
use super::Maker;
use super::made::{is_unseen, list, unseen};
use crate::document::Entry;

impl<'p> Maker<'p> {
    /// The policies that are attached to a role elsewhere.
    pub(super) fn attached(&self, role: &Resource<'p>, properties: &mut Vec<Entry>) {
        let mut arns = Vec::new();
        let span = role.span;
        for kind in ["aws_iam_role_policy_attachment", "aws_iam_role_policy"] {
            for other in self.plan.of_kind(kind) {
                let of = self.argument(other, "role").map(|(_, node)| node);
                match of {
                    Some(of) if !is_unseen(&of) => {
                        if kind.ends_with("attachment") && Self::means(&of, role) {
                            let arn = self.argument(other, "policy_arn");
                            arns.push(arn.map_or_else(|| unseen("policy", span), |(_, it)| it));
                        }
                    }
                    // It may be this role's.
                    _ => arns.push(unseen("policy", span)),
                }
            }
        }
        if self
            .plan
            .of_kind("aws_iam_policy_attachment")
            .next()
            .is_some()
        {
            arns.push(unseen("policy", span));
        }
        for entry in properties.iter_mut().filter(|it| it.key == "InlinePolicy") {
            "Policies".clone_into(&mut entry.key);
        }
        let written = properties
            .iter()
            .position(|it| it.key == "ManagedPolicyArns");
        if let Some(written) = written.map(|number| properties.remove(number).value) {
            match written.as_sequence() {
                Some(items) => arns.extend(items.iter().cloned()),
                None => arns.push(written),
            }
        }
        if !arns.is_empty() {
            properties.push(Entry::made("ManagedPolicyArns", span, list(arns, span)));
        }
    }
}
