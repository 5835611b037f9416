//! The lints of the templates of an API that is in no file: an account's.

use gatewright_gateway::api::Api;
use gatewright_velocity::lint::{self, Diagnostic};

use crate::report::{About, Entry};
use crate::rule::Severity;

/// What the linter finds in the mapping templates of an API as it stands.
pub fn lints(api: &Api) -> Vec<Entry> {
    let mut entries = Vec::new();
    for (resource, verb, method) in api.methods() {
        let Some(integration) = &method.method_integration else {
            continue;
        };
        // Proxies have no use for templates.
        if matches!(
            integration.r#type.as_deref(),
            Some("AWS_PROXY" | "HTTP_PROXY")
        ) {
            continue;
        }
        let about = About {
            api: Some(api.id().to_owned()),
            stage: None,
            resource: resource.path.clone(),
            method: Some(verb.to_owned()),
        };
        let mut add = |what: &str, place: lint::Place, content_type: &str, text: &str| {
            let options = lint::Options {
                sample: None,
                output_json: content_type.contains("json"),
                place,
            };
            let found = lint::check(text, &options).into_iter();
            entries.extend(found.map(|diagnostic| {
                let place = format!("the {what} template for {content_type}");
                entry(diagnostic, &place, text, about.clone())
            }));
        };
        for (content_type, text) in integration.request_templates.iter().flatten() {
            add("request", lint::Place::Request, content_type, text);
        }
        for (key, response) in integration.integration_responses.iter().flatten() {
            let what = format!("{key} response");
            for (content_type, text) in response.response_templates.iter().flatten() {
                add(&what, lint::Place::Response, content_type, text);
            }
        }
    }
    entries
}

fn entry(diagnostic: Diagnostic, place: &str, text: &str, about: About) -> Entry {
    let severity = match diagnostic.severity {
        lint::Severity::Error => Severity::Error,
        lint::Severity::Warning => Severity::Warning,
        lint::Severity::Note => Severity::Note,
    };
    let before = text.get(..diagnostic.span.start).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let mut shown = text.lines().skip(line - 1);
    let shown = shown.next().unwrap_or_default().trim();
    let mut entry = Entry::new(
        diagnostic.lint,
        severity,
        format!("{place}: {}", diagnostic.message),
    );
    entry.about = Some(about);
    entry.evidence = vec![format!("line {line}: {shown}")];
    entry.help = diagnostic.help;
    entry
}
