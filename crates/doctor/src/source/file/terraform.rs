//! Terraform: what `terraform show -json` writes of a plan or a state, taken for the CloudFormation
//! template that makes the same. Every node of that template has its span in the plan, so that whatever
//! is found in it is found where the plan says it; what a plan does not know before it is applied is
//! followed through the configuration, or is as unknown as an import from another stack.

mod hcl;
mod plan;
mod reference;
mod resources;

use std::collections::{BTreeMap, BTreeSet};

use self::plan::Plan;
use crate::document::{Document, Node};

pub(super) use self::hcl::write as write_hcl;

/// A plan or state that was read.
pub(super) struct Translated {
    /// The template that makes the same.
    pub(super) document: Document,
    /// Terraform's addresses by the logical ids of that template.
    pub(super) addresses: BTreeMap<String, String>,
    /// The addresses of the methods whose integrations have those logical ids.
    pub(super) methods: BTreeMap<String, String>,
    /// The logical ids of deployments that no change of the API has made anew.
    pub(super) never_renewed: BTreeSet<String>,
}

/// Whether a document is what `terraform show -json` writes.
pub(super) fn is_plan_or_state(root: &Node) -> bool {
    let has = |key: &str| root.child(key).is_some();
    has("format_version")
        && (has("planned_values") || has("values") || has("terraform_version"))
        && root.child("provider_schemas").is_none()
}

/// Whether a text is Terraform's, and not in the form that can be read.
pub(super) fn is_other_form(text: &str) -> bool {
    let is_state = text.contains("\"lineage\"") && text.contains("\"serial\"");
    let hcl = [
        "resource \"aws_",
        "module \"",
        "provider \"aws\"",
        "data \"aws_",
    ];
    let is_hcl = text.lines().any(|line| {
        let line = line.trim_start();
        hcl.iter().any(|start| line.starts_with(start)) && line.trim_end().ends_with('{')
    });
    is_state || is_hcl
}

/// Reads a plan or a state.
pub(super) fn translate(document: &Document) -> Translated {
    resources::translate(document, &Plan::of(document.root()))
}
