//! What a rule is, and what it finds. A rule is a pure function over a [`Checkup`] in a file of its
//! own under `rules/`, with a page beside it that is its documentation and its test.

use gatewright_gateway::fault::RuleCode;

use crate::checkup::{Checkup, Failure, StageCheckup};
use crate::dry_run::Predicted;
use crate::fix::Fix;
use crate::subject::{Place, Thing};

/// A rule.
pub struct Rule {
    /// Its code, with its name and summary.
    pub code: RuleCode,
    /// Its page: Markdown, whose examples are its test.
    pub page: &'static str,
    /// Finds where it is broken.
    pub check: fn(&Checkup<'_>, &mut Vec<Finding>),
}

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// AWS fails the request.
    Error,
    /// AWS may fail it, or does what is hardly meant.
    Warning,
    /// Worth knowing.
    Note,
}

/// One place where a rule is broken.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule.
    pub rule: RuleCode,
    /// How bad it is here.
    pub severity: Severity,
    /// What is wrong here, in one sentence without a full stop.
    pub message: String,
    /// Where.
    pub place: Place,
    /// Other places that matter, each with what is there.
    pub related: Vec<(Place, String)>,
    /// The stage that it is about.
    pub stage: Option<String>,
    /// The method that it is about.
    pub method: Option<(String, String)>,
    /// What proves it: policy statements, ARNs that were compared, log lines.
    pub evidence: Vec<String>,
    /// What callers get.
    pub predicted: Option<Predicted>,
    /// How it can be mended, the best way first.
    pub remedies: Vec<Remedy>,
}

/// A way to mend a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remedy {
    /// What it does, as an imperative sentence.
    pub title: String,
    /// Whether it can be applied without asking: it changes nothing that works, and means what the
    /// author must have meant.
    pub safe: bool,
    /// The fixes that it consists of, in order.
    pub fixes: Vec<Fix>,
}

impl Finding {
    /// A finding about a whole API.
    pub fn new(
        rule: RuleCode,
        severity: Severity,
        place: Place,
        message: impl Into<String>,
    ) -> Self {
        let method = match &place.thing {
            Thing::Method { path, verb } => Some((path.clone(), verb.clone())),
            _ => None,
        };
        Self {
            rule,
            severity,
            message: message.into(),
            place,
            related: Vec::new(),
            stage: None,
            method,
            evidence: Vec::new(),
            predicted: None,
            remedies: Vec::new(),
        }
    }

    /// A method of a stage that fails: an error at a member of the method, with the fault's own
    /// words and its prediction.
    pub fn of_failure(stage: &StageCheckup<'_>, failure: &Failure<'_>, pointer: &str) -> Self {
        let place = failure.thing().member(pointer);
        let message = failure.fault.to_string();
        // Lambda's own words may go over lines; the first says what is wrong.
        let message = message.lines().next().unwrap_or_default();
        let (severity, message) = if failure.of_empty_body {
            (Severity::Warning, format!("without a body: {message}"))
        } else {
            (Severity::Error, message.to_owned())
        };
        Self {
            predicted: Some(failure.predicted.clone()),
            ..Self::new(failure.fault.rule(), severity, place, message).in_stage(stage)
        }
    }

    /// About one stage.
    #[must_use]
    pub fn in_stage(mut self, stage: &StageCheckup<'_>) -> Self {
        let name = stage.stage.name();
        self.stage = (!name.is_empty()).then(|| name.to_owned());
        if let Some(canary) = stage.canary {
            let percent = canary.percent_traffic.unwrap_or_default();
            let evidence =
                format!("so it is in the stage's canary, which gets {percent} % of the requests");
            self.evidence.push(evidence);
        }
        self
    }

    /// With something that proves it.
    #[must_use]
    pub fn evidence(mut self, evidence: impl Into<String>) -> Self {
        self.evidence.push(evidence.into());
        self
    }

    /// With a way to mend it.
    #[must_use]
    pub fn remedy(mut self, title: impl Into<String>, safe: bool, fixes: Vec<Fix>) -> Self {
        self.remedies.push(Remedy {
            title: title.into(),
            safe,
            fixes,
        });
        self
    }
}
