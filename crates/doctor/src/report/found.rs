//! What a rule found, as a report's entry.

use super::{About, Entry, Mend};
use crate::explain::explain;
use crate::rule::{Finding, Remedy};
use crate::subject::Subject;

impl Entry {
    /// A finding of an account's subject. A remedy that no call makes there is left out.
    pub fn of(finding: &Finding, subject: &Subject) -> Self {
        let explanation = explain(finding.rule);
        let related = finding.related.iter();
        let related = related.map(|(place, what)| format!("{}: {what}", place.thing));
        let mends: Vec<Mend> = finding
            .remedies
            .iter()
            .filter_map(|remedy| mend(remedy, subject))
            .collect();
        let (resource, method) = finding.method.clone().unzip();
        Self {
            why: Some(explanation.why.to_owned()),
            about: Some(About {
                api: Some(subject.api.id().to_owned()),
                stage: finding.stage.clone(),
                resource,
                method,
            }),
            evidence: finding.evidence.iter().cloned().chain(related).collect(),
            help: mends.is_empty().then(|| explanation.advice.to_owned()),
            predicted: finding.predicted.clone(),
            mends,
            ..Self::new(finding.rule, finding.severity, finding.message.clone())
        }
    }
}

fn mend(remedy: &Remedy, subject: &Subject) -> Option<Mend> {
    let commands = remedy.fixes.iter().map(|fix| {
        let call = fix.call(&subject.api).ok()?;
        Some(call.command().to_string())
    });
    Some(Mend {
        title: remedy.title.clone(),
        safe: remedy.safe,
        commands: commands.collect::<Option<_>>()?,
        edits: Vec::new(),
    })
}
