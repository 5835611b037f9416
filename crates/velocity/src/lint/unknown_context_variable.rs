//! `$context` variables that API Gateway does not have.

use std::collections::HashSet;

use crate::lint::document::{Document, Role};
use crate::lint::{Diagnostic, Lint, Rule, Severity};
use crate::tree::StepKind;

pub(super) const RULE: Rule = Rule {
    accepted: Some(check),
    refused: None,
};

/// The variables of REST and WebSocket APIs' templates and access logs.
const VARIABLES: &[&str] = &[
    "accountId",
    "apiId",
    "authenticate",
    "authorize",
    "authorizer",
    "awsEndpointRequestId",
    "awsEndpointRequestId2",
    "cipherSuite",
    "connectedAt",
    "connectionId",
    "customDomain",
    "dataProcessed",
    "deploymentId",
    "disconnectReason",
    "disconnectStatusCode",
    "domainName",
    "domainPrefix",
    "endpointType",
    "error",
    "eventType",
    "extendedRequestId",
    "httpMethod",
    "identity",
    "integration",
    "integrationErrorMessage",
    "integrationLatency",
    "integrationStatus",
    "isCanaryRequest",
    "messageDirection",
    "messageId",
    "operationName",
    "path",
    "protocol",
    "requestId",
    "requestModels",
    "requestOverride",
    "requestTime",
    "requestTimeEpoch",
    "resourceId",
    "resourcePath",
    "responseLatency",
    "responseLength",
    "responseModels",
    "responseOverride",
    "routeKey",
    "stage",
    "status",
    "tlsVersion",
    "version",
    "waf",
    "wafResponseCode",
    "webaclArn",
    "xrayTraceId",
    "apiKey",
];

const IDENTITY: &[&str] = &[
    "accessKey",
    "accountId",
    "apiKey",
    "apiKeyId",
    "caller",
    "clientCert",
    "cognitoAuthenticationProvider",
    "cognitoAuthenticationType",
    "cognitoIdentityId",
    "cognitoIdentityPoolId",
    "principalOrgId",
    "sourceIp",
    "user",
    "userAgent",
    "userArn",
    "vpcId",
    "vpceId",
    "webaclArn",
];

fn check(document: &Document<'_>, found: &mut Vec<Diagnostic>) {
    let set: HashSet<&str> = document
        .sets
        .iter()
        .filter(|set| set.node.target.root == "context")
        .filter_map(|set| match &set.node.target.steps.first()?.kind {
            StepKind::Property(name) => Some(name.as_str()),
            _ => None,
        })
        .collect();
    for seen in &document.references {
        if seen.reference.root != "context"
            || seen.role == Role::Target
            || document.variables.is_set("context")
        {
            continue;
        }
        let mut steps = seen.reference.steps.iter();
        let mut owner = "$context";
        let mut known = VARIABLES;
        let mut step = steps.next();
        if let Some(StepKind::Property(name)) = step.map(|step| &step.kind)
            && name == "identity"
        {
            (owner, known, step) = ("$context.identity", IDENTITY, steps.next());
        }
        let Some(step) = step else { continue };
        let StepKind::Property(name) = &step.kind else {
            continue;
        };
        if known.contains(&name.as_str()) || (owner == "$context" && set.contains(name.as_str())) {
            continue;
        }
        let span = seen.step(step);
        let mut diagnostic = Diagnostic::new(
            Lint::UnknownContextVariable,
            Severity::Warning,
            span,
            format!("`{owner}` has no `{name}`, so that this is empty"),
        );
        if let Some(close) = known.iter().find(|known| is_close(known, name)) {
            diagnostic = diagnostic
                .help(format!("did you mean `{close}`?"))
                .edit(span, *close, false);
        } else if owner == "$context" && IDENTITY.contains(&name.as_str()) {
            diagnostic = diagnostic
                .help(format!("it is `$context.identity.{name}`"))
                .edit(span, format!("identity.{name}"), true);
        }
        found.push(diagnostic);
    }
}

/// Whether two names differ in case, or in one letter.
fn is_close(known: &str, name: &str) -> bool {
    if known.eq_ignore_ascii_case(name) {
        return true;
    }
    let same = known
        .bytes()
        .zip(name.bytes())
        .take_while(|(a, b)| a == b)
        .count();
    let (known, name) = (&known.as_bytes()[same..], &name.as_bytes()[same..]);
    same > 1
        && match (known, name) {
            ([_, known @ ..], [_, name @ ..]) if known == name => true,
            ([_, known @ ..], name) if known == name => true,
            (known, [_, name @ ..]) if known == name => true,
            ([a, b, known @ ..], [c, d, name @ ..]) => a == d && b == c && known == name,
            _ => false,
        }
}
