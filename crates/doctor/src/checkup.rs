//! A subject, examined once for all rules: each stage compiled as the server compiles it, each
//! method run dry.

use gatewright_gateway::api::Api;
use gatewright_gateway::arn::{FunctionArn, IntegrationUri, SourceArn};
use gatewright_gateway::compile::{compile, compile_canary};
use gatewright_gateway::fault::{Fault, RuleCode};
use gatewright_gateway::problem::{Problem, ProblemKind};
use gatewright_gateway::snapshot::{self, Integration, Snapshot};
use gatewright_gateway::stage_variables;
use gatewright_wire::apigateway::{Authorizer, CanarySettings, Method};

use crate::dry_run::{self, Predicted};
use crate::fix::Fix;
use crate::known::Known;
use crate::logged::{Logged, Seen};
use crate::rule::{Finding, Severity};
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
    /// The canary that is looked at, a part of the stage's requests; none for the rest of them.
    pub canary: Option<&'a CanarySettings>,
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
    /// The function that it calls, and the source ARN that this one is shown.
    pub calls: Option<(FunctionArn, SourceArn)>,
    /// What it would fail with.
    pub fault: Fault,
    /// What that looks like from outside.
    pub predicted: Predicted,
    /// Whether only a request without a body fails so.
    pub of_empty_body: bool,
}

impl<'a> Checkup<'a> {
    /// Examines a subject. `now_ms` is the time in milliseconds since the epoch.
    pub fn new(subject: &'a Subject, now_ms: i64) -> Self {
        let stages = subject.stages.iter();
        Self {
            subject,
            stages: stages
                .flat_map(|stage| {
                    let whole = StageCheckup::new(subject, stage, None, now_ms);
                    let canary = stage.canary();
                    let canary = canary
                        .map(|canary| StageCheckup::new(subject, stage, Some(canary), now_ms));
                    std::iter::once(whole).chain(canary)
                })
                .collect(),
        }
    }

    /// The findings of a rule that is about failures alone, at a member of the method.
    pub(crate) fn findings(
        &self,
        rule: RuleCode,
        pointer: &'static str,
    ) -> impl Iterator<Item = Finding> {
        self.failures(rule)
            .map(move |(stage, failure)| Finding::of_failure(stage, failure, pointer))
    }

    /// The findings of a rule that is about what compiling found wrong.
    pub(crate) fn problems(
        &self,
        rule: RuleCode,
        severity: Severity,
        of_rule: impl Fn(&ProblemKind) -> bool,
    ) -> impl Iterator<Item = Finding> {
        self.stages.iter().flat_map(move |stage| {
            let problems = stage.problems.iter();
            let of_rule = problems.filter(|problem| of_rule(&problem.kind));
            let found = of_rule.filter_map(|problem| stage.finding(rule, severity, problem));
            found.collect::<Vec<_>>()
        })
    }

    /// The findings of a rule that is about failures that requests met.
    pub(crate) fn logged(
        &self,
        rule: RuleCode,
        pointer: &'static str,
    ) -> impl Iterator<Item = Finding> {
        let logged = self.subject.logged.iter();
        logged
            .filter(move |logged| logged.rule == rule)
            .map(move |logged| Self::seen(logged, pointer))
    }

    /// A failure that was seen. One of the log is a warning: what was so then may have been mended
    /// since.
    pub(crate) fn seen(logged: &Logged, pointer: &str) -> Finding {
        let rule = logged.rule;
        let place = match &logged.method {
            Some((path, verb)) => Thing::method(path, verb).member(pointer),
            None => Thing::Stage(logged.stage.clone()).whole(),
        };
        let requests = match logged.times {
            1 => "a request".to_owned(),
            times => format!("{times} requests"),
        };
        let summary = rule.summary().trim_end_matches('.');
        let mut finding = match logged.seen {
            Seen::Log => {
                let message = format!("{requests} of the last hour failed: {summary}");
                Finding::new(rule, Severity::Warning, place, message)
                    .evidence(format!("the newest line: {}", logged.line))
            }
            Seen::Probe => {
                let message = format!("a request of the probe failed: {summary}");
                Finding::new(rule, Severity::Error, place, message)
                    .evidence(format!("it came to: {}", logged.line))
            }
        };
        if !logged.request_id.is_empty() {
            finding = finding.evidence(format!("gatewright why {}", logged.request_id));
        }
        finding.stage = Some(logged.stage.clone());
        finding
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
    fn new(
        subject: &'a Subject,
        stage: &'a StageSubject,
        canary: Option<&'a CanarySettings>,
        now_ms: i64,
    ) -> Self {
        let api = match &stage.deployed {
            Known::Is(deployed) => deployed,
            Known::Absent | Known::Unseen => &subject.api,
        };
        let (snapshot, problems) = match canary {
            Some(canary) => compile_canary(api, &stage.stage, canary),
            None => compile(api, &stage.stage),
        };
        // `compile` keeps the order of the documents.
        let failures = api
            .methods()
            .zip(snapshot.methods())
            .flat_map(|((resource, verb, document), method)| {
                let path = resource.path.as_deref().unwrap_or("/");
                let request = sample::request(api, path, verb, document, now_ms);
                let faults = dry_run::run(&subject.world, &snapshot, method, &request);
                let mut faults: Vec<_> = faults.into_iter().map(|it| (it, false)).collect();
                if faults.is_empty() && !request.body.is_empty() && !is_validated(document) {
                    let empty = sample::without_body(request);
                    let failing = dry_run::run(&subject.world, &snapshot, method, &empty);
                    let failing = failing
                        .into_iter()
                        .filter(|(fault, _)| is_of_template(fault));
                    faults.extend(failing.map(|it| (it, true)));
                }
                let calls = calls(method);
                faults
                    .into_iter()
                    .map(move |((fault, predicted), of_empty_body)| Failure {
                        path,
                        verb,
                        method: document,
                        calls: calls.clone(),
                        fault,
                        predicted,
                        of_empty_body,
                    })
            })
            .collect();
        Self {
            stage,
            canary,
            origin: subject.origin,
            api,
            snapshot,
            problems,
            failures,
        }
    }

    /// A text with the stage's variables put in; none where one of them is not defined, or nobody
    /// knows the stage's.
    pub(crate) fn substituted(&self, text: &str) -> Option<String> {
        let variables = &self.snapshot.variables;
        let put = stage_variables::substitute(text, |name| variables.get(name).map(String::as_str));
        let is_whole = put.undefined.is_empty();
        let is_known = is_whole && (!self.stage.variables_unseen || put.text == text);
        is_known.then(|| put.text.into_owned())
    }

    /// The function that an authorizer asks in this stage.
    pub(crate) fn authorizer_function(&self, authorizer: &Authorizer) -> Option<FunctionArn> {
        let uri = self.substituted(authorizer.authorizer_uri.as_deref()?)?;
        uri.parse::<IntegrationUri>().ok()?.function().ok()
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
    pub fn methods(&self) -> impl Iterator<Item = CheckedMethod<'_>> {
        let documents = self.api.methods();
        documents
            .zip(self.snapshot.methods())
            .map(|((resource, verb, document), compiled)| CheckedMethod {
                path: resource.path.as_deref().unwrap_or("/"),
                verb,
                document,
                compiled,
            })
    }

    /// What compiling found wrong with a method, with the failure that the method ends in.
    pub(crate) fn finding(
        &self,
        rule: RuleCode,
        severity: Severity,
        problem: &Problem,
    ) -> Option<Finding> {
        let (path, verb) = (
            problem.place.resource.as_ref()?,
            problem.place.method.as_ref()?,
        );
        let place = Thing::method(path, verb).member(&problem.place.pointer);
        let message = problem.kind.to_string();
        let mut failures = self.failures.iter();
        let failure = failures.find(|failure| failure.path == path && failure.verb == verb);
        let mut finding = Finding::new(rule, severity, place, message).in_stage(self);
        finding.predicted = failure
            .filter(|failure| failure.fault.rule() == rule)
            .map(|failure| failure.predicted.clone());
        Some(finding)
    }
}

/// A method of a stage.
pub struct CheckedMethod<'a> {
    /// The resource's path.
    pub path: &'a str,
    /// The verb, or `ANY`.
    pub verb: &'a str,
    /// The document.
    pub document: &'a Method,
    /// The same, compiled.
    pub compiled: &'a snapshot::Method,
}

impl<'a> CheckedMethod<'a> {
    /// The method as a place.
    pub fn thing(&self) -> Thing {
        Thing::method(self.path, self.verb)
    }

    /// The function that it calls.
    pub fn function(&self) -> Option<&'a FunctionArn> {
        match &self.compiled.integration {
            Integration::Lambda(lambda) => lambda.function.as_ref().ok(),
            _ => None,
        }
    }
}

impl Failure<'_> {
    /// The method as a place.
    pub fn thing(&self) -> Thing {
        Thing::method(self.path, self.verb)
    }
}

/// Whether requests without a body are refused before they reach a template.
fn is_validated(method: &Method) -> bool {
    let is_set = |id: &Option<String>| id.as_deref().is_some_and(|id| !id.is_empty());
    is_set(&method.request_validator_id)
}

/// Whether a fault comes of what a template makes of the request.
fn is_of_template(fault: &Fault) -> bool {
    matches!(
        fault.rule(),
        RuleCode::RequestTemplateFails
            | RuleCode::LambdaPayloadNotJson
            | RuleCode::MockStatusCodeMissing
    )
}

/// The function that a method calls, and what it is shown.
fn calls(method: &snapshot::Method) -> Option<(FunctionArn, SourceArn)> {
    match &method.integration {
        Integration::Lambda(lambda) => Some((lambda.function.clone().ok()?, lambda.source.clone())),
        _ => None,
    }
}
