//! How a method's responses are kept: the stage's settings, and the integration's parameters.

use gatewright_wire::apigateway as wire;

use super::{Compiler, Settings};
use crate::caching::{Caching, Invalidation, Unauthorized};
use crate::mapping::{Side, Source};

/// How long responses count where nothing is said (F§3.12).
const TTL_SECONDS: i32 = 300;

impl Compiler<'_> {
    /// How the method's responses are kept; none where they are not.
    pub(super) fn caching(
        &self,
        settings: &Settings<'_>,
        verb: &str,
        resource_id: &str,
        method: &wire::Method,
    ) -> Option<Caching> {
        if self.stage.cache_cluster_enabled != Some(true) {
            return None;
        }
        let integration = method.method_integration.as_ref()?;
        let ttl = settings.get(|it| it.cache_ttl_in_seconds);
        let ttl = ttl.unwrap_or(TTL_SECONDS);
        let is_on = settings.get(|it| it.caching_enabled) == Some(true);
        if !is_on || ttl <= 0 {
            return None;
        }
        let says_so = settings.own.and_then(|it| it.caching_enabled) == Some(true);
        let needs_permission = settings
            .get(|it| it.require_authorization_for_cache_control)
            .unwrap_or(true);
        let strategy = settings.get(|it| it.unauthorized_cache_control_header_strategy.as_deref());
        let namespace = integration.cache_namespace.as_deref();
        let parameters = integration.cache_key_parameters.iter().flatten();
        Some(Caching {
            // Of ANY, the GET requests alone \[C\].
            any_verb: says_so && verb != "ANY",
            ttl_ms: i64::from(ttl) * 1000,
            namespace: namespace.unwrap_or(resource_id).into(),
            parameters: parameters
                .filter_map(|parameter| source(integration, parameter))
                .collect(),
            invalidation: if needs_permission {
                Invalidation::Authorized(Unauthorized::parse(strategy))
            } else {
                Invalidation::Anyone
            },
        })
    }
}

/// Where a key parameter's value comes from: of `method.request.…` the request, of `integration.request.…` what is mapped
/// onto it. What is neither tells no requests apart.
fn source(integration: &wire::Integration, parameter: &str) -> Option<Source> {
    let mapped = integration.request_parameters.as_ref();
    let expression = mapped.and_then(|mapped| mapped.get(parameter));
    let expression = expression.map_or(parameter, String::as_str);
    Source::parse(expression, Side::Request).ok()
}
