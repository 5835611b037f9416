//! The load balancers behind VPC links: their listeners, and how their targets are.

use gatewright_wire::client::ClientError;
use gatewright_wire::elbv2::{
    Action, DescribeListenersInput, DescribeLoadBalancersInput, DescribeTargetHealthInput,
    Listener as Described, LoadBalancer as Balancer, TargetHealthDescription,
};
use gatewright_wire::model::Input;

use super::Eyes;
use crate::known::Known;
use crate::subject::{Listener, LoadBalancer, Target};

/// A load balancer with all that is behind it.
pub(super) async fn read(eyes: &Eyes<'_>, arn: &str) -> Known<LoadBalancer> {
    let what = format!("the load balancer {arn}");
    let request = DescribeLoadBalancersInput {
        load_balancer_arns: Some(vec![arn.to_owned()]),
        ..DescribeLoadBalancersInput::default()
    };
    let balancer: Balancer = match all(eyes, &what, &request).await {
        Known::Is(pages) => {
            let found = pages.into_iter().filter_map(|page| page.load_balancers);
            match found.flatten().next() {
                Some(balancer) => balancer,
                None => return Known::Absent,
            }
        }
        Known::Absent => return Known::Absent,
        Known::Unseen => return Known::Unseen,
    };
    let what = format!("the listeners of {what}");
    let request = DescribeListenersInput {
        load_balancer_arn: Some(arn.to_owned()),
        ..DescribeListenersInput::default()
    };
    let listeners = match all(eyes, &what, &request).await {
        Known::Is(pages) => {
            let mut listeners = Vec::new();
            for described in pages
                .into_iter()
                .filter_map(|page| page.listeners)
                .flatten()
            {
                let port = described.port.and_then(|port| u16::try_from(port).ok());
                listeners.push(Listener {
                    port: port.unwrap_or_default(),
                    targets: targets(eyes, &described).await,
                });
            }
            Known::Is(listeners)
        }
        Known::Absent => Known::Absent,
        Known::Unseen => Known::Unseen,
    };
    Known::Is(LoadBalancer {
        kind: balancer.r#type.unwrap_or_default(),
        state: balancer.state.and_then(|state| state.code),
        listeners,
    })
}

/// The targets that a listener forwards to; unseen for one that does something else.
async fn targets(eyes: &Eyes<'_>, listener: &Described) -> Known<Vec<Target>> {
    let actions = listener.default_actions.iter().flatten();
    let groups: Vec<String> = actions.flat_map(groups).collect();
    if groups.is_empty() {
        return Known::Unseen;
    }
    let mut targets = Vec::new();
    for group in groups {
        let what = format!("the health of the targets of {group}");
        let request = DescribeTargetHealthInput {
            target_group_arn: group,
            ..DescribeTargetHealthInput::default()
        };
        let Known::Is(pages) = all(eyes, &what, &request).await else {
            return Known::Unseen;
        };
        let described = pages
            .into_iter()
            .filter_map(|page| page.target_health_descriptions);
        targets.extend(described.flatten().map(target));
    }
    Known::Is(targets)
}

/// The target groups of an action.
fn groups(action: &Action) -> Vec<String> {
    let forward = action.forward_config.iter();
    let several = forward.flat_map(|forward| forward.target_groups.iter().flatten());
    let mut groups: Vec<String> = several
        .filter_map(|group| group.target_group_arn.clone())
        .collect();
    if groups.is_empty() {
        groups.extend(action.target_group_arn.clone());
    }
    groups
}

fn target(described: TargetHealthDescription) -> Target {
    let name = match described.target {
        Some(target) => {
            let id = target.id.unwrap_or_default();
            target
                .port
                .map_or(id.clone(), |port| format!("{id}:{port}"))
        }
        None => String::new(),
    };
    let health = described.target_health.unwrap_or_default();
    let state = health.state.unwrap_or_default();
    Target {
        name,
        // Without health checks a target gets requests whatever it does.
        is_healthy: matches!(&*state, "healthy" | "unavailable"),
        state: match health.description.or(health.reason) {
            Some(reason) => format!("{state} ({reason})"),
            None => state,
        },
    }
}

/// All pages. A local server that has no load balancers says nothing of them.
async fn all<I: Input>(eyes: &Eyes<'_>, what: &str, input: &I) -> Known<Vec<I::Output>> {
    match eyes.client.pages(input).await {
        Err(ClientError::Service(error)) if error.status == 501 => Known::Unseen,
        Err(ClientError::Service(error)) if error.code.ends_with("NotFound") => Known::Absent,
        other => eyes.known(what, other),
    }
}
