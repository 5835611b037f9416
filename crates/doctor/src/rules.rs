//! The rules: a line each, a file each, and beside the file a page that documents and tests it.

use std::collections::BTreeSet;

use gatewright_gateway::fault::RuleCode;

use crate::checkup::Checkup;
use crate::fix::Fix;
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
    permission_on_function_not_alias PermissionOnFunctionNotAlias;
    permission_for_other_api PermissionForOtherApi;
    permission_for_other_stage PermissionForOtherStage;
    permission_for_other_method PermissionForOtherMethod;
    permission_for_other_path PermissionForOtherPath;
    permission_for_other_account PermissionForOtherAccount;
    permission_for_other_region PermissionForOtherRegion;
    permission_explicitly_denied PermissionExplicitlyDenied;
    permission_condition_not_met PermissionConditionNotMet;
    role_not_assumable RoleNotAssumable;
    role_without_invoke_permission RoleWithoutInvokePermission;
    authorizer_permission_missing AuthorizerPermissionMissing;
    authorizer_role_not_assumable AuthorizerRoleNotAssumable;
    function_policy_near_limit FunctionPolicyNearLimit;
    function_missing FunctionMissing;
    function_alias_missing FunctionAliasMissing;
    function_version_missing FunctionVersionMissing;
    function_in_other_region FunctionInOtherRegion;
    function_error FunctionError;
    function_timeout FunctionTimeout;
    function_throttled FunctionThrottled;
    function_not_active FunctionNotActive;
    function_in_other_account FunctionInOtherAccount;
    function_cannot_start FunctionCannotStart;
    lambda_method_not_post LambdaMethodNotPost;
    malformed_proxy_response MalformedProxyResponse;
    integration_uri_malformed IntegrationUriMalformed;
    integration_uri_illegal_character IntegrationUriIllegalCharacter;
    integration_missing IntegrationMissing;
    integration_method_missing IntegrationMethodMissing;
    integration_type_mismatch IntegrationTypeMismatch;
    request_template_fails RequestTemplateFails;
    response_template_fails ResponseTemplateFails;
    integration_response_missing IntegrationResponseMissing;
    method_response_missing MethodResponseMissing;
    mock_status_code_missing MockStatusCodeMissing;
    reserved_header_mapped ReservedHeaderMapped;
    content_type_without_template ContentTypeWithoutTemplate;
    lambda_payload_not_json LambdaPayloadNotJson;
    selection_pattern_invalid SelectionPatternInvalid;
    mapping_invalid MappingInvalid;
    model_invalid ModelInvalid;
    binary_media_types_break_templates BinaryMediaTypesBreakTemplates;
    function_error_answers_200 FunctionErrorAnswers200;
    selection_pattern_unreachable SelectionPatternUnreachable;
    endpoint_unresolvable EndpointUnresolvable;
    endpoint_private EndpointPrivate;
    endpoint_malformed EndpointMalformed;
    endpoint_unreachable EndpointUnreachable;
    endpoint_timeout EndpointTimeout;
    certificate_host_mismatch CertificateHostMismatch;
    certificate_untrusted CertificateUntrusted;
    certificate_expired CertificateExpired;
    vpc_link_missing VpcLinkMissing;
    vpc_link_not_available VpcLinkNotAvailable;
    vpc_link_target_unreachable VpcLinkTargetUnreachable;
    function_slower_than_integration FunctionSlowerThanIntegration;
    stage_variable_undefined StageVariableUndefined;
    stage_variable_invalid StageVariableInvalid;
    change_not_deployed ChangeNotDeployed;
    execution_logs_off ExecutionLogsOff;
    log_role_missing LogRoleMissing;
    data_trace_on DataTraceOn;
    errors_without_cors ErrorsWithoutCors;
    stage_on_old_deployment StageOnOldDeployment;
    deployment_before_methods DeploymentBeforeMethods;
    deployment_never_renewed DeploymentNeverRenewed;
    api_key_without_plan ApiKeyWithoutPlan;
    stage_without_plan StageWithoutPlan;
    rate_limit_exceeded RateLimitExceeded;
    quota_exceeded QuotaExceeded;
    authorizer_misconfigured AuthorizerMisconfigured;
}

/// Everything that is wrong with a subject: worst first, then in the order of the rules.
pub fn check(checkup: &Checkup<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in RULES {
        (rule.check)(checkup, &mut findings);
    }
    // What a request met and no rule foresaw.
    for logged in &checkup.subject.logged {
        let is_told = findings.iter().any(|finding| {
            finding.rule == logged.rule
                && finding.method == logged.method
                && finding.stage.as_ref() == Some(&logged.stage)
        });
        if !is_told {
            findings.push(Checkup::seen(logged, "/methodIntegration"));
        }
    }
    // What is so of a whole stage is so of its canary too.
    let mut told = BTreeSet::new();
    findings.retain(|finding| {
        let place = (finding.place.clone(), finding.stage.clone());
        told.insert((finding.rule, place, finding.message.clone()))
    });
    take_along(&mut findings);
    findings.sort_by_key(|finding| (finding.severity, finding.rule.number()));
    findings
}

/// A deployment takes along what somebody changed and has not deployed: then no remedy with one is safe, and says why.
fn take_along(findings: &mut [Finding]) {
    let changed: BTreeSet<String> = findings
        .iter()
        .filter(|finding| finding.rule == RuleCode::ChangeNotDeployed)
        .filter_map(|finding| finding.stage.clone())
        .collect();
    for remedy in findings.iter_mut().flat_map(|it| &mut it.remedies) {
        let deployed = remedy.fixes.iter().find_map(|fix| match fix {
            Fix::Redeploy { stage } if remedy.safe => changed.get(stage),
            _ => None,
        });
        if let Some(stage) = deployed {
            remedy.safe = false;
            let title = &remedy.title;
            remedy.title =
                format!("{title}, taking along what else was changed since '{stage}' was deployed");
        }
    }
}
