//! The doctor on files: checked as they would be deployed, mended where they are written.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use gatewright_doctor::checkup::Checkup;
use gatewright_doctor::document::{Span, Splice};
use gatewright_doctor::explain::explain;
use gatewright_doctor::report::{
    About, Checked, Entry, File, Location, Mend, Report, Spot, Unseen,
};
use gatewright_doctor::rule::{Finding, Severity};
use gatewright_doctor::rules::check;
use gatewright_doctor::source::file::{Change, FileKind, Loaded, Part, load_folder, read};
use gatewright_doctor::template::{check as check_templates, is_api_file};

use gatewright_gateway::fault::RuleCode;

use super::super::CannotRun;
use super::super::template::{print_report, written};
use super::{Arguments, Explained, identity};

/// How many mends a file takes at most.
const MOST_MENDS: usize = 1_000;

/// The texts of files that were mended and are not yet written.
type Mended = BTreeMap<PathBuf, String>;

pub(super) fn run(arguments: &Arguments) -> Result<ExitCode, CannotRun> {
    let known = arguments.baseline.as_ref().map(super::baseline);
    let known = known.transpose()?;
    let cannot = |error: &dyn std::fmt::Display| CannotRun::new(error.to_string());
    let mut paths = Vec::new();
    let mut unread = Vec::new();
    for target in &arguments.targets {
        if target.is_dir() {
            let (inside, errors) = load_folder(target).map_err(|error| cannot(&error))?;
            unread.extend(errors.iter().map(|error| Unseen {
                what: "a file of the folder".to_owned(),
                why: error.to_string(),
                location: None,
            }));
            let first = |loaded: &Loaded| loaded.files.first().map(|file| file.path.clone());
            paths.extend(inside.iter().filter_map(first));
        } else {
            paths.push(target.clone());
        }
    }
    if paths.is_empty() {
        return Err(CannotRun::new("there is no file to check").hint(
            "understood are OpenAPI, CloudFormation and SAM files; without a target, the account or \
             server that AWS's settings point at is checked",
        ));
    }
    let mends = arguments.fix || arguments.dry_run;
    let mut mended = Mended::new();
    let mut report = Report {
        target: targets(arguments),
        checked: Checked {
            apis: Some(0),
            stages: Some(0),
            methods: Some(0),
            ..Checked::default()
        },
        unseen: unread,
        ..Report::default()
    };
    for path in &paths {
        let mut loaded = open(path, &mended)?;
        if mends && loaded.kind() == FileKind::Terraform {
            let text = format!(
                "{}: a plan of Terraform cannot be edited; what to write in the configuration stands \
                 with each finding\n",
                path.display()
            );
            written(anstream::stderr().write_all(text.as_bytes()))?;
        } else if mends {
            for _ in 0..MOST_MENDS {
                let Some((title, changes)) = next(arguments, &loaded) else {
                    break;
                };
                if arguments.dry_run {
                    tell("would", &title, &changes)?;
                } else {
                    tell("applied", &title, &changes)?;
                }
                mended.extend(
                    changes
                        .into_iter()
                        .map(|change| (change.path, change.after)),
                );
                loaded = open(path, &mended)?;
            }
        }
        // What a dry run shows is what stands in the files.
        if arguments.dry_run {
            loaded = open(path, &Mended::new())?;
            mended.clear();
        }
        add(arguments, &mut report, &loaded);
    }
    for (path, text) in &mended {
        std::fs::write(path, text)
            .map_err(|error| CannotRun::new(format!("cannot write {}: {error}", path.display())))?;
    }
    if let Some(known) = &known {
        report
            .findings
            .retain(|finding| !known.contains(&identity(finding)));
    }
    let deny_warnings = arguments.deny.is_some();
    print_report(&report, arguments.format.into(), deny_warnings)?;
    Ok(ExitCode::from(report.exit_code(deny_warnings)))
}

fn targets(arguments: &Arguments) -> String {
    let targets = arguments.targets.iter();
    let targets: Vec<String> = targets.map(|path| path.display().to_string()).collect();
    targets.join(" ")
}

fn open(path: &Path, mended: &Mended) -> Result<Loaded, CannotRun> {
    let reader = |path: &Path| match mended.get(path) {
        Some(text) => Ok(text.clone()),
        None => std::fs::read_to_string(path),
    };
    read(path, &reader).map_err(|error| CannotRun::new(error.to_string()))
}

/// What is wrong with one API of a file, as far as it is asked for.
fn findings(arguments: &Arguments, part: &Part) -> Vec<Finding> {
    let api = &part.subject.api.rest_api;
    let is_meant = arguments.api.as_ref().is_none_or(|wanted| {
        [&api.id, &api.name].contains(&&Some(wanted.clone())) || part.subject.name == *wanted
    });
    if !is_meant {
        return Vec::new();
    }
    let mut findings = check(&Checkup::new(&part.subject, 0));
    findings.retain(|finding| {
        let of_stage = match (&arguments.stage, &finding.stage) {
            (Some(wanted), Some(stage)) => wanted == stage,
            _ => true,
        };
        of_stage && arguments.wants(finding)
    });
    findings
}

/// The first mend that changes a file.
fn next(arguments: &Arguments, loaded: &Loaded) -> Option<(String, Vec<Change>)> {
    loaded.parts.iter().find_map(|part| {
        let findings = findings(arguments, part);
        let remedies = findings.iter().flat_map(|finding| {
            let remedies = finding.remedies.iter();
            remedies
                .filter(|remedy| remedy.safe || arguments.unsafe_fixes)
                .take(1)
        });
        let mut changed = remedies.filter_map(|remedy| {
            let changes = loaded.mend(part, &remedy.fixes).ok()?;
            let changes: Vec<Change> = changes
                .into_iter()
                .filter(|change| change.before != change.after)
                .collect();
            (!changes.is_empty()).then(|| (loaded.say(&remedy.title), changes))
        });
        changed.next()
    })
}

fn tell(what: &str, title: &str, changes: &[Change]) -> Result<(), CannotRun> {
    let mut text = format!("{what}: {title}\n");
    for change in changes {
        text.push_str(&change.diff());
    }
    written(anstream::stderr().write_all(text.as_bytes()))
}

/// Adds a file to the report.
fn add(arguments: &Arguments, report: &mut Report, loaded: &Loaded) {
    let first = report.files.len();
    report.files.extend(loaded.files.iter().map(|file| File {
        path: file.path.display().to_string(),
        text: file.document.text().to_owned(),
        document: Some(file.document.clone()),
    }));
    let at = |file: usize, span: Span| {
        Some(Location {
            file: first + file,
            spot: Spot::Bytes(span),
        })
    };
    if arguments.asks_for(Explained::Rule(RuleCode::FileRefused)) {
        report
            .findings
            .extend(loaded.troubles.iter().map(|trouble| Entry {
                location: at(trouble.file, trouble.span),
                ..Entry::new(
                    RuleCode::FileRefused,
                    Severity::Error,
                    loaded.say(&trouble.message),
                )
            }));
    }
    report
        .unseen
        .extend(loaded.unseen.iter().map(|unseen| Unseen {
            what: loaded.say(&unseen.what),
            why: loaded.say(&unseen.why),
            location: None,
        }));
    for part in &loaded.parts {
        let subject = &part.subject;
        let count = |sum: &mut Option<usize>, more: usize| *sum = sum.map(|sum| sum + more);
        count(&mut report.checked.apis, 1);
        count(&mut report.checked.stages, subject.stages.len());
        count(&mut report.checked.methods, subject.api.methods().count());
        for finding in findings(arguments, part) {
            let entry = entry(loaded, part, &finding, first);
            report.findings.push(entry);
        }
    }
    if !loaded.parts.is_empty() {
        add_lints(arguments, report, first);
    }
}

/// Adds what the linter finds in the templates of files that are in the report, from one on.
fn add_lints(arguments: &Arguments, report: &mut Report, first: usize) {
    for number in first..report.files.len() {
        let Some(file) = report.files.get(number) else {
            continue;
        };
        if !file.document.as_ref().is_some_and(is_api_file) {
            continue;
        }
        let checked = vec![(file.path.clone(), file.text.clone())];
        let Ok(linted) = check_templates(checked, None) else {
            continue;
        };
        for mut lint in linted.findings {
            if !arguments.wants_lint(&lint, &report.findings) {
                continue;
            }
            let located = lint.location.iter_mut();
            let related = lint.related.iter_mut().map(|(location, _)| location);
            for location in located.chain(related) {
                location.file += number;
            }
            for mend in &mut lint.mends {
                for (file, _) in &mut mend.edits {
                    *file += number;
                }
            }
            report.findings.push(lint);
        }
    }
}

fn entry(loaded: &Loaded, part: &Part, finding: &Finding, first: usize) -> Entry {
    let explanation = explain(finding.rule);
    let located = |place| {
        let spot = loaded.spot(part, place);
        Location {
            file: first + spot.file,
            spot: Spot::Bytes(spot.span),
        }
    };
    let say = |text: &String| loaded.say(text);
    let mut mends = Vec::new();
    let mut reasons = String::new();
    for remedy in &finding.remedies {
        match loaded.mend(part, &remedy.fixes) {
            Ok(changes) if !changes.is_empty() => mends.push(Mend {
                title: loaded.say(&remedy.title),
                safe: remedy.safe,
                commands: Vec::new(),
                edits: changes
                    .iter()
                    .filter_map(|change| {
                        let mut files = loaded.files.iter();
                        let number = files.position(|file| file.path == change.path)?;
                        Some((first + number, splice(change)))
                    })
                    .collect(),
            }),
            Ok(_) => {}
            Err(error) => {
                let error = loaded.say(&error.to_string());
                let _ = write!(reasons, " ({error})");
            }
        }
    }
    let (resource, method) = finding.method.clone().unzip();
    let predicted = finding.predicted.clone().map(|mut predicted| {
        predicted.log = predicted.log.as_ref().map(say);
        predicted
    });
    Entry {
        why: Some(explanation.why.to_owned()),
        about: Some(About {
            api: None,
            stage: finding.stage.clone(),
            resource,
            method,
        }),
        location: Some(located(&finding.place)),
        related: finding
            .related
            .iter()
            .map(|(place, what)| (located(place), loaded.say(what)))
            .collect(),
        evidence: loaded
            .address_of(part, &finding.place)
            .map(|address| format!("Terraform's address: {address}"))
            .into_iter()
            .chain(finding.evidence.iter().map(say))
            .collect(),
        help: mends
            .is_empty()
            .then(|| format!("{}{reasons}", explanation.advice)),
        predicted,
        mends,
        ..Entry::new(finding.rule, finding.severity, loaded.say(&finding.message))
    }
}

/// A change as the one stretch of lines in which the two texts differ.
fn splice(change: &Change) -> Splice {
    let (before, after) = (&*change.before, &*change.after);
    let lines = |text: &str| -> Vec<usize> { text.split_inclusive('\n').map(str::len).collect() };
    let same_start: usize = before
        .split_inclusive('\n')
        .zip(after.split_inclusive('\n'))
        .take_while(|(one, other)| one == other)
        .map(|(line, _)| line.len())
        .sum();
    let mut same_end = 0;
    for (one, other) in lines(before)
        .into_iter()
        .rev()
        .zip(lines(after).into_iter().rev())
    {
        let (from_one, from_other) = (
            before.len() - same_end - one.min(before.len() - same_end),
            after.len() - same_end - other.min(after.len() - same_end),
        );
        let is_same = one == other
            && from_one >= same_start
            && from_other >= same_start
            && before.get(from_one..) == after.get(from_other..);
        if !is_same {
            break;
        }
        same_end += one;
    }
    let (mut end, mut end_after) = (before.len() - same_end, after.len() - same_end);
    // A line that is changed keeps its end.
    let ends_line = |text: &str, end: usize| {
        text.get(same_start..end)
            .is_some_and(|text| text.ends_with('\n'))
    };
    if ends_line(before, end) && ends_line(after, end_after) {
        end -= 1;
        end_after -= 1;
    }
    let replacement = after.get(same_start..end_after).unwrap_or_default();
    Splice {
        span: Span::new(same_start, end),
        replacement: replacement.to_owned(),
    }
}
