//! GW506: the endpoint's certificate is for another host.

use gatewright_gateway::fault::{Fault, RuleCode};

use crate::checkup::Checkup;
use crate::rule::Finding;

pub(super) fn check(checkup: &Checkup<'_>, findings: &mut Vec<Finding>) {
    let endpoints = &checkup.subject.world.endpoints;
    for (stage, failure) in checkup.failures(RuleCode::CertificateHostMismatch) {
        let mut finding = Finding::of_failure(stage, failure, "/methodIntegration/uri");
        if let Fault::CertificateHostMismatch { host, .. } = &failure.fault {
            let of_host = |origin: &str| {
                let uri = origin.parse::<http::Uri>();
                uri.is_ok_and(|uri| uri.host() == Some(host))
            };
            let names = endpoints
                .iter()
                .filter(|(backend, _)| of_host(&backend.origin))
                .flat_map(|(_, endpoint)| &endpoint.certificate_names);
            let names: Vec<&str> = names.map(String::as_str).collect();
            if !names.is_empty() {
                finding = finding.evidence(format!("the certificate is for {}", names.join(", ")));
            }
        }
        findings.push(finding);
    }
}
