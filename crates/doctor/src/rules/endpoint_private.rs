//! GW502: the endpoint's host is at a private address.

use std::net::Ipv4Addr;

use gatewright_gateway::fault::RuleCode;
use gatewright_gateway::snapshot::Integration;

use crate::checkup::Checkup;
use crate::rule::{Finding, Severity};
use crate::subject::Origin;

pub(super) fn check(checkup: &Checkup<'_>, findings: &mut Vec<Finding>) {
    let code = RuleCode::EndpointPrivate;
    findings.extend(checkup.findings(code, "/methodIntegration/uri"));
    // Of an account the addresses were looked up; and a local server reaches what is near it.
    if checkup.subject.origin != Origin::File {
        return;
    }
    for stage in &checkup.stages {
        for method in stage.methods() {
            let Integration::Http(http) = &method.compiled.integration else {
                continue;
            };
            let Some(host) = private_host(&http.uri.text).filter(|_| http.vpc_link.is_none()) else {
                continue;
            };
            findings.push(
                Finding::new(
                    code,
                    Severity::Warning,
                    method.thing().member("/methodIntegration/uri"),
                    format!("API Gateway does not reach the private address {host} but through a VPC link"),
                )
                .in_stage(stage),
            );
        }
    }
}

/// The host of a URL that is written as a private address.
fn private_host(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    let authority = rest.split(['/', '?']).next()?;
    let host = authority.split(':').next()?;
    let is_private = |address: Ipv4Addr| {
        address.is_private() || address.is_loopback() || address.is_link_local()
    };
    let is_meant = host == "localhost" || host.parse().is_ok_and(is_private);
    is_meant.then_some(host)
}
