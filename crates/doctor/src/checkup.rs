//! A subject, examined once for all rules: each stage compiled as the server compiles it, each
//! method run dry.

use gatewright_gateway::api::Api;
use gatewright_gateway::compile::compile;
use gatewright_gateway::fault::{Fault, RuleCode};
use gatewright_gateway::problem::Problem;
use gatewright_gateway::snapshot::{self, Snapshot};
use gatewright_wire::apigateway::Method;

use crate::dry_run::{self, Predicted};
use crate::fix::Fix;
use crate::known::Known;
use crate::sample;
use crate::subject::{Origin, StageSubject, Subject, Thing};

/// What the rules read.
pub struct Checkup<'a> {
    /// What is examined.
    pub subject: &'a Subject,
    /// Its stages.
    pub stages: Vec<StageCheckup<'a>>,
}

/// A stage, compiled and run dry.
pub struct StageCheckup<'a> {
    /// The stage.
    pub stage: &'a StageSubject,
    /// Where the subject came from.
    pub origin: Origin,
    /// The API that it serves: the deployed one where that is known, else the API as it stands.
    pub api: &'a Api,
    /// The two, compiled.
    pub snapshot: Snapshot,
    /// What compiling found wrong.
    pub problems: Vec<Problem>,
    /// What dry runs ended in.
    pub failures: Vec<Failure<'a>>,
}

/// A method of a stage that would fail.
pub struct Failure<'a> {
    /// The resource's path.
    pub path: &'a str,
    /// The method's verb, or `ANY`.
    pub verb: &'a str,
    /// The method's document.
    pub method: &'a Method,
    /// What it would fail with.
    pub fault: Fault,
    /// What that looks like from outside.
    pub predicted: Predicted,
}

impl<'a> Checkup<'a> {
    /// Examines a subject. `now_ms` is the time in milliseconds since the epoch.
    pub fn new(subject: &'a Subject, now_ms: i64) -> Self {
        let stages = subject.stages.iter();
        Self {
            subject,
            stages: stages
                .map(|stage| StageCheckup::new(subject, stage, now_ms))
                .collect(),
        }
    }

    /// Every failure that a rule explains, with its stage.
    pub fn failures(
        &self,
        rule: RuleCode,
    ) -> impl Iterator<Item = (&StageCheckup<'a>, &Failure<'a>)> {
        self.stages.iter().flat_map(move |stage| {
            let failures = stage.failures.iter();
            failures
                .filter(move |failure| failure.fault.rule() == rule)
                .map(move |failure| (stage, failure))
        })
    }
}

impl<'a> StageCheckup<'a> {
    fn new(subject: &'a Subject, stage: &'a StageSubject, now_ms: i64) -> Self {
        let api = match &stage.deployed {
            Known::Is(deployed) => deployed,
            Known::Absent | Known::Unseen => &subject.api,
        };
        let (snapshot, problems) = compile(api, &stage.stage);
        // `compile` keeps the order of the documents.
        let failures = api
            .methods()
            .zip(snapshot.methods())
            .flat_map(|((resource, verb, document), method)| {
                let path = resource.path.as_deref().unwrap_or("/");
                let request = sample::request(api, path, verb, document, now_ms);
                let faults = dry_run::run(&subject.world, &snapshot, method, &request);
                faults.into_iter().map(move |(fault, predicted)| Failure {
                    path,
                    verb,
                    method: document,
                    fault,
                    predicted,
                })
            })
            .collect();
        Self {
            stage,
            origin: subject.origin,
            api,
            snapshot,
            problems,
            failures,
        }
    }

    /// Fixes of methods, followed by what makes callers see them: in an account, a deployment.
    pub(crate) fn with_redeploy(&self, mut fixes: Vec<Fix>) -> Vec<Fix> {
        if self.origin == Origin::Live {
            fixes.push(Fix::Redeploy {
                stage: self.stage.name().to_owned(),
            });
        }
        fixes
    }

    /// The methods: the documents with their compiled forms.
    pub fn methods(
        &self,
    ) -> impl Iterator<Item = (&'a str, &'a str, &'a Method, &snapshot::Method)> {
        let documents = self.api.methods();
        documents
            .zip(self.snapshot.methods())
            .map(|((resource, verb, document), method)| {
                (
                    resource.path.as_deref().unwrap_or("/"),
                    verb,
                    document,
                    method,
                )
            })
    }
}

impl Failure<'_> {
    /// The method as a place.
    pub fn thing(&self) -> Thing {
        Thing::method(self.path, self.verb)
    }
}
