//! Load balancers of a template, as far as VPC links need them. Which targets register with them, and
//! whether they are well, no template says.

use std::collections::BTreeMap;

use super::template::Template;
use crate::known::Known;
use crate::subject::{Listener, LoadBalancer};

/// The load balancers that a template makes, by ARN.
pub(super) fn read(template: &Template<'_>) -> BTreeMap<String, Known<LoadBalancer>> {
    let of_kind = |kind: &'static str| {
        let resources = template.resources.iter();
        resources
            .filter(move |resource| resource.kind == kind)
            .map(|resource| (resource, template.properties(resource)))
    };
    // The ports of each; none where one of them is unknown.
    let mut ports: BTreeMap<String, Option<Vec<u16>>> = BTreeMap::new();
    for (_, properties) in of_kind("AWS::ElasticLoadBalancingV2::Listener") {
        let Some(of) = properties.text("LoadBalancerArn") else {
            continue;
        };
        let port = properties
            .integer("Port")
            .and_then(|port| u16::try_from(port).ok());
        let known = ports.entry(of).or_insert_with(|| Some(Vec::new()));
        match (port, known.as_mut()) {
            (Some(port), Some(ports)) => ports.push(port),
            _ => *known = None,
        }
    }
    let balancers = of_kind("AWS::ElasticLoadBalancingV2::LoadBalancer");
    let balancers = balancers.filter_map(|(resource, properties)| {
        let kind = match properties.get("Type") {
            None => "application".to_owned(),
            Some(kind) => kind
                .as_text()
                .filter(|kind| !template.surroundings.is_unseen(kind))?,
        };
        let arn = template.reference(resource.logical);
        let listeners = match ports.remove(&arn).flatten() {
            Some(ports) if template.macros.is_empty() => Known::Is(
                ports
                    .into_iter()
                    .map(|port| Listener {
                        port,
                        targets: Known::Unseen,
                    })
                    .collect(),
            ),
            _ => Known::Unseen,
        };
        let balancer = LoadBalancer {
            kind,
            state: None,
            listeners,
        };
        Some((arn, Known::Is(balancer)))
    });
    balancers.collect()
}
