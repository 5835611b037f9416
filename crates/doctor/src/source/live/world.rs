//! What the stages' methods lead to: functions with their policies, roles, VPC links, backends.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use futures_util::stream::{self, StreamExt as _};
use gatewright_gateway::arn::{FunctionArn, IntegrationUri};
use gatewright_gateway::compile::{compile, compile_canary};
use gatewright_gateway::io::Role;
use gatewright_gateway::permission::Policy;
use gatewright_gateway::snapshot::{Integration, Snapshot};
use gatewright_gateway::stage_variables;
use gatewright_wire::apigateway::{
    GetAccountRequest, GetApiKeysRequest, GetUsagePlanKeysRequest, GetUsagePlansRequest,
    GetVpcLinkRequest, VpcLink,
};
use gatewright_wire::iam::{
    GetPolicyRequest, GetPolicyVersionRequest, GetRolePolicyRequest, GetRoleRequest,
    ListAttachedRolePoliciesRequest, ListRolePoliciesRequest,
};
use gatewright_wire::lambda::{
    GetFunctionConfigurationRequest, GetPolicyRequest as GetFunctionPolicyRequest,
};
use percent_encoding::percent_decode_str;

use super::{AT_ONCE, Eyes, Options, PAGE, balancers};
use crate::known::Known;
use crate::subject::{Backend, Function, Plan, ResourcePolicy, Subject, World};

/// What a stage leads to.
#[derive(Default)]
struct Wanted {
    /// Functions by unqualified ARN, with the qualifiers that are called.
    functions: BTreeMap<String, BTreeSet<Option<String>>>,
    roles: BTreeSet<String>,
    vpc_links: BTreeSet<String>,
    load_balancers: BTreeSet<String>,
    endpoints: BTreeSet<Backend>,
    /// Whether a method wants an API key.
    usage_plans: bool,
}

/// Looks at everything that the subjects' stages lead to, once for all of them.
pub(super) async fn look(eyes: &Eyes<'_>, subjects: &mut [Subject], options: &Options<'_>) {
    let mut wanted = Wanted::default();
    for subject in &*subjects {
        for stage in &subject.stages {
            let api = stage.deployed.is().unwrap_or(&subject.api);
            wanted.of_snapshot(&compile(api, &stage.stage).0);
            if let Some(canary) = stage.canary() {
                wanted.of_snapshot(&compile_canary(api, &stage.stage, canary).0);
            }
            let variables = stage.stage.variables.as_ref();
            let value = |name: &str| variables?.get(name).map(String::as_str);
            let put = |text: &Option<String>| {
                let text = text.as_deref().filter(|text| !text.is_empty())?;
                Some(stage_variables::substitute(text, value).text.into_owned())
            };
            for authorizer in &api.authorizers {
                wanted.of_authorizer(put(&authorizer.authorizer_uri).as_deref());
                wanted.roles.extend(put(&authorizer.authorizer_credentials));
            }
            let integrations = api.methods().filter_map(|(_, _, method)| {
                let integration = method.method_integration.as_ref()?;
                integration.integration_target.clone()
            });
            wanted.load_balancers.extend(integrations);
            let mut methods = api.methods();
            wanted.usage_plans |=
                methods.any(|(_, _, method)| method.api_key_required == Some(true));
        }
    }
    (options.progress)("what their methods lead to", subjects.len(), subjects.len());
    let vpc_links: BTreeMap<String, Known<VpcLink>> = all(wanted.vpc_links, |id| async move {
        let what = format!("the VPC link {id}");
        let link = GetVpcLinkRequest {
            vpc_link_id: id.clone(),
        };
        (id, eyes.see(&what, &link).await)
    })
    .await;
    let targets = vpc_links.values().filter_map(Known::is);
    let targets = targets.flat_map(|link| link.target_arns.iter().flatten());
    wanted.load_balancers.extend(targets.cloned());
    // A local server's links may lead to addresses.
    wanted
        .load_balancers
        .retain(|arn| arn.contains(":loadbalancer/"));
    let world = World {
        functions: functions(eyes, wanted.functions).await,
        roles: all(wanted.roles, |arn| async move {
            let role = role(eyes, &arn).await;
            (arn, role)
        })
        .await,
        vpc_links,
        load_balancers: all(wanted.load_balancers, |arn| async move {
            let balancer = balancers::read(eyes, &arn).await;
            (arn, balancer)
        })
        .await,
        endpoints: match options.reach {
            Some(reach) => {
                all(wanted.endpoints, |backend| async move {
                    let endpoint = reach(backend.clone()).await;
                    (backend, endpoint)
                })
                .await
            }
            None => BTreeMap::new(),
        },
        usage_plans: if wanted.usage_plans {
            usage_plans(eyes).await
        } else {
            Known::Unseen
        },
        account: eyes
            .see("the account's API Gateway settings", &GetAccountRequest {})
            .await,
    };
    for subject in subjects {
        subject.world = world.clone();
    }
}

impl Wanted {
    fn of_snapshot(&mut self, snapshot: &Snapshot) {
        for method in snapshot.methods() {
            match &method.integration {
                Integration::Lambda(lambda) => {
                    if let Ok(function) = &lambda.function {
                        self.function(function);
                    }
                    let role = lambda.credentials.as_ref();
                    self.roles.extend(role.map(|role| role.text.clone()));
                }
                Integration::Http(http) => {
                    if let Some(link) = &http.vpc_link {
                        self.vpc_links.insert(link.text.clone());
                    } else {
                        let skips = http.insecure_skip_verification;
                        self.endpoints.extend(Backend::of(&http.uri.text, skips));
                    }
                }
                Integration::Aws(service) => {
                    let role = service.credentials.as_ref();
                    self.roles.extend(role.map(|role| role.text.clone()));
                }
                Integration::Mock(_) | Integration::Broken(_) => {}
            }
        }
    }

    fn of_authorizer(&mut self, uri: Option<&str>) {
        let uri = uri.and_then(|uri| uri.parse::<IntegrationUri>().ok());
        if let Some(Ok(function)) = uri.map(|uri| uri.function()) {
            self.function(&function);
        }
    }

    fn function(&mut self, function: &FunctionArn) {
        let qualifiers = self.functions.entry(function.unqualified().to_string());
        let qualifiers = qualifiers.or_default();
        // The unqualified function's policy tells whether somebody forgot the qualifier.
        qualifiers.insert(None);
        qualifiers.insert(function.policy_owner().qualifier);
    }
}

/// The account's usage plans, with the ids of their keys that are enabled. Keys' values are not asked
/// for.
async fn usage_plans(eyes: &Eyes<'_>) -> Known<Vec<Plan>> {
    let plans = GetUsagePlansRequest {
        limit: PAGE,
        ..GetUsagePlansRequest::default()
    };
    let Known::Is(pages) = eyes.see_all("the usage plans", &plans).await else {
        return Known::Unseen;
    };
    let keys = GetApiKeysRequest {
        limit: PAGE,
        include_values: Some(false),
        ..GetApiKeysRequest::default()
    };
    let enabled = eyes.see_all("the API keys", &keys).await.map(|pages| {
        let keys = pages
            .into_iter()
            .flat_map(|page| page.items.unwrap_or_default());
        let enabled = keys.filter(|key| key.enabled == Some(true));
        enabled
            .filter_map(|key| key.id)
            .collect::<BTreeSet<String>>()
    });
    let enabled = &enabled;
    let plans = pages
        .into_iter()
        .flat_map(|page| page.items.unwrap_or_default());
    let looking = plans.map(|plan| async move {
        let id = plan.id.clone().unwrap_or_default();
        let request = GetUsagePlanKeysRequest {
            usage_plan_id: id.clone(),
            limit: PAGE,
            ..GetUsagePlanKeysRequest::default()
        };
        let what = format!("the keys of the usage plan {id}");
        let keys = match (eyes.see_all(&what, &request).await, enabled) {
            (Known::Is(pages), Known::Is(enabled)) => {
                let keys = pages
                    .into_iter()
                    .flat_map(|page| page.items.unwrap_or_default());
                let ids = keys.filter_map(|key| key.id);
                Known::Is(ids.filter(|id| enabled.contains(id)).collect())
            }
            _ => Known::Unseen,
        };
        Plan {
            plan,
            keys,
            stages_unseen: false,
        }
    });
    Known::Is(stream::iter(looking).buffered(AT_ONCE).collect().await)
}

/// What `look` finds for each of a set, a few at a time.
async fn all<K: Ord, V, F: Future<Output = (K, V)>>(
    wanted: BTreeSet<K>,
    look: impl Fn(K) -> F,
) -> BTreeMap<K, V> {
    let looking = stream::iter(wanted.into_iter().map(look));
    looking.buffer_unordered(AT_ONCE).collect().await
}

async fn functions(
    eyes: &Eyes<'_>,
    wanted: BTreeMap<String, BTreeSet<Option<String>>>,
) -> BTreeMap<String, Known<Function>> {
    let looking = wanted.into_iter().map(|(arn, qualifiers)| async move {
        let function = function(eyes, &arn, qualifiers).await;
        (arn, function)
    });
    stream::iter(looking)
        .buffer_unordered(AT_ONCE)
        .collect()
        .await
}

async fn function(
    eyes: &Eyes<'_>,
    arn: &str,
    qualifiers: BTreeSet<Option<String>>,
) -> Known<Function> {
    let in_this_region = arn
        .parse::<FunctionArn>()
        .is_ok_and(|arn| arn.region == eyes.client.region());
    if !in_this_region {
        eyes.note(&format!("the function {arn}"), "it is in another region");
        return Known::Unseen;
    }
    let configuration = |qualifier: Option<String>| GetFunctionConfigurationRequest {
        function_name: arn.to_owned(),
        qualifier,
    };
    let what = format!("the function {arn}");
    let mut function = Function {
        configuration: eyes.see(&what, &configuration(None)).await,
        ..Function::default()
    };
    if function.configuration.is_absent() {
        return Known::Absent;
    }
    for qualifier in qualifiers {
        let what = match &qualifier {
            Some(qualifier) => format!("{what}:{qualifier}"),
            None => what.clone(),
        };
        if let Some(name) = &qualifier {
            let seen = eyes.see(&what, &configuration(qualifier.clone())).await;
            function.qualifiers.insert(name.clone(), seen.map(drop));
        }
        let policy = GetFunctionPolicyRequest {
            function_name: arn.to_owned(),
            qualifier: qualifier.clone(),
        };
        let what = format!("the resource policy of {what}");
        let policy = match eyes.see(&what, &policy).await {
            Known::Is(policy) => policy
                .policy
                .map_or(Known::Absent, |text| resource_policy(eyes, &what, &text)),
            Known::Absent => Known::Absent,
            Known::Unseen => Known::Unseen,
        };
        function.policies.insert(qualifier, policy);
    }
    Known::Is(function)
}

fn resource_policy(eyes: &Eyes<'_>, what: &str, text: &str) -> Known<ResourcePolicy> {
    match ResourcePolicy::of(text) {
        Ok(policy) => Known::Is(policy),
        Err(error) => {
            eyes.note(what, &format!("it cannot be read: {error}"));
            Known::Unseen
        }
    }
}

fn policy(eyes: &Eyes<'_>, what: &str, text: &str) -> Known<Arc<Policy>> {
    match text.parse() {
        Ok(policy) => Known::Is(Arc::new(policy)),
        Err(error) => {
            eyes.note(what, &format!("it cannot be read: {error}"));
            Known::Unseen
        }
    }
}

/// A role with all its policies. Where one of them cannot be seen, nothing is said of the role.
async fn role(eyes: &Eyes<'_>, arn: &str) -> Known<Role> {
    let what = format!("the role {arn}");
    let Some(role_name) = arn.rsplit('/').next().filter(|_| arn.contains(":role/")) else {
        return Known::Unseen;
    };
    let role_name = role_name.to_owned();
    let request = GetRoleRequest {
        role_name: role_name.clone(),
    };
    let trust = match eyes.see(&what, &request).await {
        Known::Is(found) => found
            .role
            .and_then(|role| role.assume_role_policy_document)
            .unwrap_or_default(),
        Known::Absent => return Known::Absent,
        Known::Unseen => return Known::Unseen,
    };
    let Known::Is(trust_policy) = policy(eyes, &what, &decoded(&trust)) else {
        return Known::Unseen;
    };
    let mut documents = Vec::new();
    let inline = ListRolePoliciesRequest {
        role_name: role_name.clone(),
        ..ListRolePoliciesRequest::default()
    };
    let Known::Is(inline) = eyes.see_all(&what, &inline).await else {
        return Known::Unseen;
    };
    let inline = inline
        .into_iter()
        .flat_map(|page| page.policy_names.unwrap_or_default());
    for policy_name in inline {
        let request = GetRolePolicyRequest {
            role_name: role_name.clone(),
            policy_name: policy_name.clone(),
        };
        let Known::Is(found) = eyes.see(&what, &request).await else {
            return Known::Unseen;
        };
        documents.push((policy_name, found.policy_document.unwrap_or_default()));
    }
    let attached = ListAttachedRolePoliciesRequest {
        role_name,
        ..ListAttachedRolePoliciesRequest::default()
    };
    let Known::Is(attached) = eyes.see_all(&what, &attached).await else {
        return Known::Unseen;
    };
    let attached = attached
        .into_iter()
        .flat_map(|page| page.attached_policies.unwrap_or_default());
    for policy_arn in attached.filter_map(|policy| policy.policy_arn) {
        let Known::Is(document) = managed_policy(eyes, &what, &policy_arn).await else {
            return Known::Unseen;
        };
        documents.push((policy_arn, document));
    }
    let mut policies = Vec::new();
    for (name, document) in documents {
        let Known::Is(policy) = policy(eyes, &what, &decoded(&document)) else {
            return Known::Unseen;
        };
        policies.push((Arc::from(name), policy));
    }
    Known::Is(Role {
        trust_policy,
        policies,
    })
}

async fn managed_policy(eyes: &Eyes<'_>, what: &str, policy_arn: &str) -> Known<String> {
    let request = GetPolicyRequest {
        policy_arn: policy_arn.to_owned(),
    };
    let version_id = match eyes.see(what, &request).await {
        Known::Is(found) => found.policy.and_then(|policy| policy.default_version_id),
        Known::Absent | Known::Unseen => None,
    };
    let Some(version_id) = version_id else {
        return Known::Unseen;
    };
    let request = GetPolicyVersionRequest {
        policy_arn: policy_arn.to_owned(),
        version_id,
    };
    match eyes.see(what, &request).await {
        Known::Is(found) => found
            .policy_version
            .and_then(|version| version.document)
            .map_or(Known::Unseen, Known::Is),
        Known::Absent | Known::Unseen => Known::Unseen,
    }
}

/// IAM's documents are percent-encoded.
fn decoded(document: &str) -> String {
    percent_decode_str(document)
        .decode_utf8_lossy()
        .into_owned()
}
