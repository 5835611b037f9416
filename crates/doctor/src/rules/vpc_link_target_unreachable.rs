//! GW510: a VPC link's load balancer leads to nothing that answers.

use gatewright_gateway::fault::RuleCode;
use gatewright_gateway::snapshot::{Http, Integration};

use crate::checkup::{CheckedMethod, Checkup};
use crate::known::Known;
use crate::rule::{Finding, Severity};
use crate::subject::{LoadBalancer, World};

pub(super) fn check(checkup: &Checkup<'_>, findings: &mut Vec<Finding>) {
    for stage in &checkup.stages {
        for method in stage.methods() {
            let Integration::Http(http) = &method.compiled.integration else {
                continue;
            };
            let Some((pointer, message)) = wrong(&checkup.subject.world, &method, http) else {
                continue;
            };
            findings.push(
                Finding::new(
                    RuleCode::VpcLinkTargetUnreachable,
                    Severity::Error,
                    method.thing().member(pointer),
                    message,
                )
                .in_stage(stage),
            );
        }
    }
}

/// What is wrong behind the link that a method goes through, and the member that says so.
fn wrong(
    world: &World,
    method: &CheckedMethod<'_>,
    http: &Http,
) -> Option<(&'static str, String)> {
    let link = http.vpc_link.as_ref()?;
    let document = method.document.method_integration.as_ref()?;
    // Links of the newer kind have no targets of their own: the integration names one.
    let named = document.integration_target.as_deref().filter(|it| !it.is_empty());
    let connection = "/methodIntegration/connectionId";
    let id = &link.text;
    let target = match (named, world.vpc_link(id)) {
        (Some(target), _) => target,
        (None, Known::Is(link)) => link.target_arns.as_ref()?.first()?,
        (None, Known::Absent | Known::Unseen) => return None,
    };
    let balancer = world.load_balancers.get(target);
    let kind = match balancer {
        Some(Known::Is(balancer)) => Some(balancer.kind.as_str()),
        _ if target.contains(":loadbalancer/app/") => Some("application"),
        _ if target.contains(":loadbalancer/gwy/") => Some("gateway"),
        _ => None,
    };
    if let Some(kind) = kind
        && named.is_none()
        && kind != "network"
    {
        let message = format!(
            "the VPC link {id} leads to {target}, which is of the kind '{kind}': a link of a REST API takes a Network Load Balancer"
        );
        return Some((connection, message));
    }
    match balancer? {
        Known::Unseen => None,
        Known::Absent => {
            let message =
                format!("the VPC link {id} leads to the load balancer {target}, which does not exist");
            Some((connection, message))
        }
        Known::Is(balancer) => behind(id, target, balancer, &http.uri.text),
    }
}

/// What is wrong with a load balancer for a URL.
fn behind(
    id: &str,
    target: &str,
    balancer: &LoadBalancer,
    url: &str,
) -> Option<(&'static str, String)> {
    let uri = "/methodIntegration/uri";
    if let Some(state) = balancer.state.as_deref().filter(|it| *it != "active") {
        let message =
            format!("the VPC link {id} leads to the load balancer {target}, whose state is {state}");
        return Some(("/methodIntegration/connectionId", message));
    }
    let Known::Is(listeners) = &balancer.listeners else {
        return None;
    };
    let (scheme, rest) = url.split_once("://")?;
    let authority = rest.split('/').next()?;
    let port: u16 = match (authority.rsplit_once(':'), scheme) {
        (Some((_, port)), _) => port.parse().ok()?,
        (None, "https") => 443,
        (None, _) => 80,
    };
    let Some(listener) = listeners.iter().find(|listener| listener.port == port) else {
        let ports: Vec<String> = listeners.iter().map(|it| it.port.to_string()).collect();
        let there = if ports.is_empty() {
            "it has no listener at all".to_owned()
        } else {
            format!("it listens on {}", ports.join(", "))
        };
        let message = format!(
            "the URI asks for port {port}, on which the load balancer behind the VPC link {id} does not listen: {there}"
        );
        return Some((uri, message));
    };
    let Known::Is(targets) = &listener.targets else {
        return None;
    };
    if targets.iter().any(|target| target.is_healthy) {
        return None;
    }
    let what: Vec<String> = targets
        .iter()
        .map(|target| format!("{} is {}", target.name, target.state))
        .collect();
    let message = if what.is_empty() {
        format!("no target is registered behind port {port} of the VPC link {id}'s load balancer")
    } else {
        format!(
            "no target behind port {port} of the VPC link {id}'s load balancer is healthy: {}",
            what.join(", ")
        )
    };
    Some((uri, message))
}
