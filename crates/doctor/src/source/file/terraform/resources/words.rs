//! Terraform's names of resources and arguments, in CloudFormation's words.

use crate::document::{Entry, Mapping, Node};

/// Resources that are the same but for the spelling of their arguments.
pub(super) const KINDS: [(&str, &str); 23] = [
    ("aws_api_gateway_rest_api", "AWS::ApiGateway::RestApi"),
    ("aws_api_gateway_resource", "AWS::ApiGateway::Resource"),
    ("aws_api_gateway_model", "AWS::ApiGateway::Model"),
    ("aws_api_gateway_authorizer", "AWS::ApiGateway::Authorizer"),
    (
        "aws_api_gateway_request_validator",
        "AWS::ApiGateway::RequestValidator",
    ),
    (
        "aws_api_gateway_gateway_response",
        "AWS::ApiGateway::GatewayResponse",
    ),
    ("aws_api_gateway_deployment", "AWS::ApiGateway::Deployment"),
    ("aws_api_gateway_stage", "AWS::ApiGateway::Stage"),
    ("aws_api_gateway_account", "AWS::ApiGateway::Account"),
    ("aws_api_gateway_vpc_link", "AWS::ApiGateway::VpcLink"),
    ("aws_api_gateway_usage_plan", "AWS::ApiGateway::UsagePlan"),
    (
        "aws_api_gateway_usage_plan_key",
        "AWS::ApiGateway::UsagePlanKey",
    ),
    ("aws_api_gateway_api_key", "AWS::ApiGateway::ApiKey"),
    ("aws_lambda_function", "AWS::Lambda::Function"),
    ("aws_lambda_alias", "AWS::Lambda::Alias"),
    ("aws_lambda_permission", "AWS::Lambda::Permission"),
    ("aws_iam_role", "AWS::IAM::Role"),
    ("aws_iam_policy", "AWS::IAM::ManagedPolicy"),
    ("aws_iam_role_policy", "AWS::IAM::RolePolicy"),
    ("aws_lb", "AWS::ElasticLoadBalancingV2::LoadBalancer"),
    ("aws_alb", "AWS::ElasticLoadBalancingV2::LoadBalancer"),
    ("aws_lb_listener", "AWS::ElasticLoadBalancingV2::Listener"),
    ("aws_alb_listener", "AWS::ElasticLoadBalancingV2::Listener"),
];

/// Arguments that CloudFormation calls otherwise: of a kind, or of any.
const WORDS: [(&str, &str, &str); 16] = [
    (
        "aws_api_gateway_rest_api",
        "api_key_source",
        "ApiKeySourceType",
    ),
    ("", "authorization", "AuthorizationType"),
    ("", "timeout_milliseconds", "TimeoutInMillis"),
    ("", "provider_arns", "ProviderARNs"),
    ("", "cloudwatch_role_arn", "CloudWatchRoleArn"),
    ("", "principal_org_id", "PrincipalOrgID"),
    ("", "xray_tracing_enabled", "TracingEnabled"),
    ("", "access_log_settings", "AccessLogSetting"),
    ("", "canary_settings", "CanarySetting"),
    ("", "quota_settings", "Quota"),
    ("", "throttle_settings", "Throttle"),
    ("", "assume_role_policy", "AssumeRolePolicyDocument"),
    ("", "load_balancer_type", "Type"),
    ("aws_api_gateway_usage_plan", "name", "UsagePlanName"),
    ("aws_iam_role", "name", "RoleName"),
    ("aws_iam_policy", "name", "ManagedPolicyName"),
];

/// `RestApiId` for `rest_api_id`.
pub(super) fn word(kind: &str, name: &str) -> String {
    let mut words = WORDS.iter();
    let known = words.find(|(of, from, _)| (of.is_empty() || *of == kind) && *from == name);
    if let Some((_, _, to)) = known {
        return (*to).to_owned();
    }
    if name == "policy" && kind.starts_with("aws_iam_") {
        return "PolicyDocument".to_owned();
    }
    if kind == "aws_iam_role_policy" && name == "role" {
        return "RoleName".to_owned();
    }
    let mut upper = true;
    let mut made = String::with_capacity(name.len());
    for letter in name.chars() {
        if letter == '_' {
            upper = true;
        } else if std::mem::take(&mut upper) {
            made.push(letter.to_ascii_uppercase());
        } else {
            made.push(letter);
        }
    }
    made
}

/// Whether an argument is a resource's own name, by which others know it.
pub(super) fn is_own_name(kind: &str, name: &str) -> bool {
    let names = [
        ("aws_lambda_function", "function_name"),
        ("aws_iam_role", "name"),
        ("aws_iam_policy", "name"),
        ("aws_lb", "name"),
        ("aws_alb", "name"),
        ("aws_api_gateway_rest_api", "name"),
    ];
    names.contains(&(kind, name))
}

/// A block with its arguments in CloudFormation's words.
pub(super) fn renamed(kind: &str, block: &Node) -> Node {
    let entries = block.as_mapping().into_iter().flat_map(Mapping::iter);
    let entries = entries.map(|entry| {
        let key = match (kind, entry.key.as_str()) {
            ("aws_iam_role", "name") => "PolicyName".to_owned(),
            (_, name) => word(kind, name),
        };
        Entry::made(key, entry.key_span, entry.value.clone())
    });
    Node::made_mapping(entries.collect(), block.span)
}
