//! Which function answers which operation. The table is the coverage: what has no line is not
//! implemented.

use std::pin::Pin;

use bytes::Bytes;
use gatewright_wire::error::ServiceError;
use gatewright_wire::model::Input;
use gatewright_wire::server::Call;
use http::{Request, Response};

use super::Scope;
use super::events::EventSender;

/// The future of an operation's answer.
type Answer<'a> = Pin<Box<dyn Future<Output = Result<Response<Bytes>, ServiceError>> + Send + 'a>>;

/// An operation's function, with its input decoded and its output encoded around it.
pub type Handler = for<'a> fn(&'a Scope, Call, &'a Request<Bytes>) -> Answer<'a>;

fn run<'a, I, F>(
    scope: &'a Scope,
    call: Call,
    request: &'a Request<Bytes>,
    operation: impl FnOnce(&'a Scope, I) -> F + Send + 'a,
) -> Answer<'a>
where
    I: Input + Send + 'a,
    F: Future<Output = Result<I::Output, ServiceError>> + Send + 'a,
    I::Output: Send + Sync,
{
    Box::pin(async move {
        let input = call.decode::<I>(request)?;
        let output = operation(scope, input).await?;
        Ok(call.encode(&output, &scope.request_id))
    })
}

/// The same for an operation that goes on sending events after its answer's head.
fn run_streaming<'a, I, F>(
    scope: &'a Scope,
    call: Call,
    request: &'a Request<Bytes>,
    operation: impl FnOnce(&'a Scope, I, EventSender) -> F + Send + 'a,
) -> Answer<'a>
where
    I: Input + Send + 'a,
    F: Future<Output = Result<I::Output, ServiceError>> + Send + 'a,
    I::Output: Send + Sync,
{
    Box::pin(async move {
        let input = call.decode::<I>(request)?;
        let (sender, frames) = EventSender::new(call.operation);
        let output = operation(scope, input, sender).await?;
        let mut response = call.encode(&output, &scope.request_id);
        response.extensions_mut().insert(frames);
        Ok(response)
    })
}

macro_rules! operations {
    ($($service:ident {
        $($operation:ident => $function:path,)*
        $(; $($streaming:ident => $streams:path,)*)?
    })*) => {
        /// The function of an operation of a service, if it is implemented.
        pub fn handler(service: &str, operation: &str) -> Option<Handler> {
            match (service, operation) {
                $($((stringify!($service), stringify!($operation)) => {
                    Some(|scope, call, request| run(scope, call, request, $function))
                })*)*
                $($($((stringify!($service), stringify!($streaming)) => {
                    Some(|scope, call, request| run_streaming(scope, call, request, $streams))
                })*)?)*
                _ => None,
            }
        }

        /// The operations that are implemented: service and name, in the table's order.
        pub const IMPLEMENTED: &[(&str, &str)] = &[
            $($((stringify!($service), stringify!($operation)),)*)*
            $($($((stringify!($service), stringify!($streaming)),)*)?)*
        ];
    };
}

use super::apigateway::{
    account, api_key_imports, api_keys, authorizers, base_path_mappings, client_certificates,
    deployments, documentation_parts, documentation_versions, domain_name_access, domain_names,
    exports, gateway_responses, imports, integration_responses, integrations, method_responses,
    methods, models, request_validators, resources, rest_apis, sdk_types, sdks, stages, tags,
    usage, usage_plan_keys, usage_plans, vpc_links,
};
use super::iam::{access_keys, policies, role_policies, roles, user_policies, users};
use super::lambda::{
    aliases, code, concurrency, event_invoke_config, functions, invoke, layer_permissions, layers,
    permissions, provisioned, settings, streaming, tags as function_tags, urls, versions,
};
use super::logs::{events, groups, streams, tags as log_tags};
use super::sts;

operations! {
    apigateway {
        CreateRestApi => rest_apis::create,
        GetRestApi => rest_apis::get,
        GetRestApis => rest_apis::list,
        UpdateRestApi => rest_apis::update,
        DeleteRestApi => rest_apis::delete,
        ImportRestApi => imports::import,
        PutRestApi => imports::put,
        GetExport => exports::get,

        CreateResource => resources::create,
        GetResource => resources::get,
        GetResources => resources::list,
        UpdateResource => resources::update,
        DeleteResource => resources::delete,

        PutMethod => methods::put,
        GetMethod => methods::get,
        UpdateMethod => methods::update,
        DeleteMethod => methods::delete,
        TestInvokeMethod => methods::test_invoke,
        PutMethodResponse => method_responses::put,
        GetMethodResponse => method_responses::get,
        UpdateMethodResponse => method_responses::update,
        DeleteMethodResponse => method_responses::delete,
        PutIntegration => integrations::put,
        GetIntegration => integrations::get,
        UpdateIntegration => integrations::update,
        DeleteIntegration => integrations::delete,
        PutIntegrationResponse => integration_responses::put,
        GetIntegrationResponse => integration_responses::get,
        UpdateIntegrationResponse => integration_responses::update,
        DeleteIntegrationResponse => integration_responses::delete,

        CreateModel => models::create,
        GetModel => models::get,
        GetModels => models::list,
        GetModelTemplate => models::template,
        UpdateModel => models::update,
        DeleteModel => models::delete,

        CreateRequestValidator => request_validators::create,
        GetRequestValidator => request_validators::get,
        GetRequestValidators => request_validators::list,
        UpdateRequestValidator => request_validators::update,
        DeleteRequestValidator => request_validators::delete,

        CreateAuthorizer => authorizers::create,
        GetAuthorizer => authorizers::get,
        GetAuthorizers => authorizers::list,
        UpdateAuthorizer => authorizers::update,
        DeleteAuthorizer => authorizers::delete,
        TestInvokeAuthorizer => authorizers::test_invoke,

        PutGatewayResponse => gateway_responses::put,
        GetGatewayResponse => gateway_responses::get,
        GetGatewayResponses => gateway_responses::list,
        UpdateGatewayResponse => gateway_responses::update,
        DeleteGatewayResponse => gateway_responses::delete,

        CreateDocumentationPart => documentation_parts::create,
        GetDocumentationPart => documentation_parts::get,
        GetDocumentationParts => documentation_parts::list,
        UpdateDocumentationPart => documentation_parts::update,
        DeleteDocumentationPart => documentation_parts::delete,
        ImportDocumentationParts => documentation_parts::import,
        CreateDocumentationVersion => documentation_versions::create,
        GetDocumentationVersion => documentation_versions::get,
        GetDocumentationVersions => documentation_versions::list,
        UpdateDocumentationVersion => documentation_versions::update,
        DeleteDocumentationVersion => documentation_versions::delete,

        CreateDeployment => deployments::create,
        GetDeployment => deployments::get,
        GetDeployments => deployments::list,
        UpdateDeployment => deployments::update,
        DeleteDeployment => deployments::delete,

        CreateStage => stages::create,
        GetStage => stages::get,
        GetStages => stages::list,
        UpdateStage => stages::update,
        DeleteStage => stages::delete,
        FlushStageCache => stages::flush_cache,
        FlushStageAuthorizersCache => stages::flush_authorizers_cache,

        GetSdk => sdks::get,
        GetSdkType => sdk_types::get,
        GetSdkTypes => sdk_types::list,

        CreateApiKey => api_keys::create,
        GetApiKey => api_keys::get,
        GetApiKeys => api_keys::list,
        UpdateApiKey => api_keys::update,
        DeleteApiKey => api_keys::delete,
        ImportApiKeys => api_key_imports::import,

        CreateUsagePlan => usage_plans::create,
        GetUsagePlan => usage_plans::get,
        GetUsagePlans => usage_plans::list,
        UpdateUsagePlan => usage_plans::update,
        DeleteUsagePlan => usage_plans::delete,
        CreateUsagePlanKey => usage_plan_keys::create,
        GetUsagePlanKey => usage_plan_keys::get,
        GetUsagePlanKeys => usage_plan_keys::list,
        DeleteUsagePlanKey => usage_plan_keys::delete,
        GetUsage => usage::get,
        UpdateUsage => usage::update,

        GenerateClientCertificate => client_certificates::create,
        GetClientCertificate => client_certificates::get,
        GetClientCertificates => client_certificates::list,
        UpdateClientCertificate => client_certificates::update,
        DeleteClientCertificate => client_certificates::delete,

        CreateDomainName => domain_names::create,
        GetDomainName => domain_names::get,
        GetDomainNames => domain_names::list,
        UpdateDomainName => domain_names::update,
        DeleteDomainName => domain_names::delete,
        CreateBasePathMapping => base_path_mappings::create,
        GetBasePathMapping => base_path_mappings::get,
        GetBasePathMappings => base_path_mappings::list,
        UpdateBasePathMapping => base_path_mappings::update,
        DeleteBasePathMapping => base_path_mappings::delete,
        CreateDomainNameAccessAssociation => domain_name_access::create,
        GetDomainNameAccessAssociations => domain_name_access::list,
        DeleteDomainNameAccessAssociation => domain_name_access::delete,
        RejectDomainNameAccessAssociation => domain_name_access::reject,

        CreateVpcLink => vpc_links::create,
        GetVpcLink => vpc_links::get,
        GetVpcLinks => vpc_links::list,
        UpdateVpcLink => vpc_links::update,
        DeleteVpcLink => vpc_links::delete,

        GetAccount => account::get,
        UpdateAccount => account::update,

        TagResource => tags::tag,
        UntagResource => tags::untag,
        GetTags => tags::get,
    }

    lambda {
        CreateFunction => functions::create,
        GetFunction => functions::get,
        GetFunctionConfiguration => functions::get_configuration,
        ListFunctions => functions::list,
        UpdateFunctionConfiguration => functions::update_configuration,
        UpdateFunctionCode => code::update_code,
        DeleteFunction => functions::delete,

        Invoke => invoke::invoke,
        InvokeAsync => invoke::invoke_async,

        PublishVersion => versions::publish,
        ListVersionsByFunction => versions::list,

        CreateAlias => aliases::create,
        GetAlias => aliases::get,
        UpdateAlias => aliases::change,
        DeleteAlias => aliases::delete,
        ListAliases => aliases::list,

        AddPermission => permissions::add,
        RemovePermission => permissions::remove,
        GetPolicy => permissions::get,

        PutFunctionConcurrency => concurrency::put,
        GetFunctionConcurrency => concurrency::get,
        DeleteFunctionConcurrency => concurrency::delete,

        PutProvisionedConcurrencyConfig => provisioned::put,
        GetProvisionedConcurrencyConfig => provisioned::get,
        DeleteProvisionedConcurrencyConfig => provisioned::delete,
        ListProvisionedConcurrencyConfigs => provisioned::list,

        PublishLayerVersion => layers::publish,
        GetLayerVersion => layers::get,
        GetLayerVersionByArn => layers::get_by_arn,
        ListLayers => layers::list,
        ListLayerVersions => layers::list_versions,
        DeleteLayerVersion => layers::delete,
        AddLayerVersionPermission => layer_permissions::add,
        GetLayerVersionPolicy => layer_permissions::get,
        RemoveLayerVersionPermission => layer_permissions::remove,

        CreateFunctionUrlConfig => urls::create,
        GetFunctionUrlConfig => urls::get,
        UpdateFunctionUrlConfig => urls::change,
        DeleteFunctionUrlConfig => urls::delete,
        ListFunctionUrlConfigs => urls::list,

        GetAccountSettings => settings::get_account,
        PutRuntimeManagementConfig => settings::put_runtime_management,
        GetRuntimeManagementConfig => settings::get_runtime_management,
        PutFunctionRecursionConfig => settings::put_recursion,
        GetFunctionRecursionConfig => settings::get_recursion,
        GetFunctionCodeSigningConfig => settings::get_code_signing,

        PutFunctionEventInvokeConfig => event_invoke_config::put,
        GetFunctionEventInvokeConfig => event_invoke_config::get,
        UpdateFunctionEventInvokeConfig => event_invoke_config::change,
        DeleteFunctionEventInvokeConfig => event_invoke_config::delete,
        ListFunctionEventInvokeConfigs => event_invoke_config::list,

        TagResource => function_tags::tag,
        UntagResource => function_tags::untag,
        ListTags => function_tags::list,

        // Those that stream.
        ;
        InvokeWithResponseStream => streaming::invoke,
    }

    iam {
        CreateRole => roles::create,
        GetRole => roles::get,
        ListRoles => roles::list,
        UpdateRole => roles::change,
        UpdateRoleDescription => roles::change_description,
        UpdateAssumeRolePolicy => roles::change_trust,
        DeleteRole => roles::delete,
        PutRolePermissionsBoundary => roles::put_boundary,
        DeleteRolePermissionsBoundary => roles::delete_boundary,
        ListInstanceProfilesForRole => roles::list_instance_profiles,
        TagRole => roles::tag,
        UntagRole => roles::untag,
        ListRoleTags => roles::list_tags,

        PutRolePolicy => role_policies::put,
        GetRolePolicy => role_policies::get,
        DeleteRolePolicy => role_policies::delete,
        ListRolePolicies => role_policies::list,
        AttachRolePolicy => role_policies::attach,
        DetachRolePolicy => role_policies::detach,
        ListAttachedRolePolicies => role_policies::list_attached,

        CreateUser => users::create,
        GetUser => users::get,
        ListUsers => users::list,
        UpdateUser => users::change,
        DeleteUser => users::delete,
        ListGroupsForUser => users::list_groups,
        TagUser => users::tag,
        UntagUser => users::untag,
        ListUserTags => users::list_tags,

        CreateAccessKey => access_keys::create,
        UpdateAccessKey => access_keys::change,
        DeleteAccessKey => access_keys::delete,
        ListAccessKeys => access_keys::list,

        PutUserPolicy => user_policies::put,
        GetUserPolicy => user_policies::get,
        DeleteUserPolicy => user_policies::delete,
        ListUserPolicies => user_policies::list,
        AttachUserPolicy => user_policies::attach,
        DetachUserPolicy => user_policies::detach,
        ListAttachedUserPolicies => user_policies::list_attached,

        CreatePolicy => policies::create,
        GetPolicy => policies::get,
        ListPolicies => policies::list,
        DeletePolicy => policies::delete,
        CreatePolicyVersion => policies::create_version,
        GetPolicyVersion => policies::get_version,
        ListPolicyVersions => policies::list_versions,
        SetDefaultPolicyVersion => policies::set_default_version,
        DeletePolicyVersion => policies::delete_version,
        ListEntitiesForPolicy => policies::list_entities,
        TagPolicy => policies::tag,
        UntagPolicy => policies::untag,
        ListPolicyTags => policies::list_tags,
    }

    logs {
        CreateLogGroup => groups::create,
        DeleteLogGroup => groups::delete,
        DescribeLogGroups => groups::describe,
        PutRetentionPolicy => groups::put_retention,
        DeleteRetentionPolicy => groups::delete_retention,

        CreateLogStream => streams::create,
        DeleteLogStream => streams::delete,
        DescribeLogStreams => streams::describe,

        PutLogEvents => events::put,
        GetLogEvents => events::get,
        FilterLogEvents => events::filter,
        TestMetricFilter => events::test_filter,

        TagResource => log_tags::tag,
        UntagResource => log_tags::untag,
        ListTagsForResource => log_tags::list,
        TagLogGroup => log_tags::tag_group,
        UntagLogGroup => log_tags::untag_group,
        ListTagsLogGroup => log_tags::list_group,
    }

    sts {
        GetCallerIdentity => sts::get_caller_identity,
        AssumeRole => sts::assume_role,
        GetSessionToken => sts::get_session_token,
        GetAccessKeyInfo => sts::get_access_key_info,
        DecodeAuthorizationMessage => sts::decode_authorization_message,
    }
}
