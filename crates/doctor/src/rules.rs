//! The rules: a line each, a file each, and beside the file a page that documents and tests it.

use gatewright_gateway::fault::RuleCode;

use crate::checkup::Checkup;
use crate::rule::{Finding, Rule};

macro_rules! rules {
    ($($module:ident $code:ident;)*) => {
        $(mod $module;)*

        /// All rules, by code.
        pub const RULES: &[Rule] = &[$(Rule {
            code: RuleCode::$code,
            page: include_str!(concat!("rules/", stringify!($module), ".md")),
            check: $module::check,
        },)*];
    };
}

rules! {
    lambda_permission_missing LambdaPermissionMissing;
    lambda_method_not_post LambdaMethodNotPost;
    stage_variable_undefined StageVariableUndefined;
}

/// Everything that is wrong with a subject: worst first, then in the order of the rules.
pub fn check(checkup: &Checkup<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in RULES {
        (rule.check)(checkup, &mut findings);
    }
    findings.sort_by_key(|finding| (finding.severity, finding.rule.number()));
    findings
}
