//! The doctor on files: checked as they would be deployed, mended where they are written.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use gatewright_doctor::checkup::Checkup;
use gatewright_doctor::document::{Document, Span, Splice};
use gatewright_doctor::explain::explain;
use gatewright_doctor::ignore::Ignores;
use gatewright_doctor::named::Named;
use gatewright_doctor::report::{
    About, Checked, Entry, File, Location, Mend, Report, Spot, Unseen,
};
use gatewright_doctor::rule::{Finding, Severity};
use gatewright_doctor::rules::check;
use gatewright_doctor::source::file::{Change, FileKind, Loaded, Part, load_folder, read};
use gatewright_doctor::template::{findings as template_findings, is_api_file};

use gatewright_gateway::fault::RuleCode;

use super::super::CannotRun;
use super::super::template::written;
use super::selection::Selection;
use super::{Arguments, conclude};

/// How often a file is mended and looked at again at most.
const MOST_ROUNDS: usize = 1_000;

/// The texts of files that were mended and are not yet written, each with what it was made from.
type Mended = BTreeMap<PathBuf, Text>;

struct Text {
    read: Arc<str>,
    mended: String,
}

pub(super) fn run(arguments: &Arguments, selection: &Selection<'_>) -> Result<ExitCode, CannotRun> {
    let asked = Asked {
        arguments,
        selection,
    };
    let cannot = |error: &dyn std::fmt::Display| CannotRun::new(error.to_string());
    let mut paths = Vec::new();
    let mut unread = Vec::new();
    for target in &arguments.targets {
        if target.is_dir() {
            let (inside, errors) = load_folder(target, &|path| selection.excludes(path))
                .map_err(|error| cannot(&error))?;
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
    let mut ignored = Ignored::new();
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
            for _ in 0..MOST_ROUNDS {
                let round = asked.round(&loaded);
                if round.titles.is_empty() {
                    break;
                }
                tell(arguments.dry_run, &round)?;
                for change in round.changes {
                    let read = Arc::clone(&change.before);
                    let text = mended.entry(change.path.clone()).or_insert(Text {
                        read,
                        mended: String::new(),
                    });
                    text.mended = change.after();
                }
                loaded = open(path, &mended)?;
            }
        }
        // What a dry run shows is what stands in the files.
        if arguments.dry_run {
            loaded = open(path, &Mended::new())?;
            mended.clear();
        }
        asked.add(&mut report, &mut ignored, &loaded);
    }
    for (path, text) in &mended {
        save(path, text)?;
    }
    asked.tell_of_ignores(&mut report, &ignored);
    conclude(arguments, selection, report)
}

fn targets(arguments: &Arguments) -> String {
    let targets = arguments.targets.iter();
    let targets: Vec<String> = targets.map(|path| path.display().to_string()).collect();
    targets.join(" ")
}

fn open(path: &Path, mended: &Mended) -> Result<Loaded, CannotRun> {
    let reader = |path: &Path| match mended.get(path) {
        Some(text) => Ok(text.mended.clone()),
        None => std::fs::read_to_string(path),
    };
    read(path, &reader).map_err(|error| CannotRun::new(error.to_string()))
}

/// What files say is to be ignored, by their paths. A file may be part of several templates.
type Ignored = BTreeMap<PathBuf, Ignores>;

/// What somebody asks of files.
struct Asked<'a> {
    arguments: &'a Arguments,
    selection: &'a Selection<'a>,
}

/// Mends that are made together, and what they change.
struct Round {
    titles: Vec<String>,
    changes: Vec<Change>,
}

/// A mend of a file.
struct Mending {
    title: String,
    changes: Vec<Change>,
}

/// The mends that go with those before them, as one change of each file.
fn together(mendings: &[Mending]) -> Round {
    let mut titles = Vec::new();
    let mut taken: BTreeMap<&PathBuf, Vec<&Change>> = BTreeMap::new();
    for mending in mendings {
        let fits = mending.changes.iter().all(|change| {
            let mut others = taken.get(&change.path).into_iter().flatten();
            others.all(|other| change.splice.goes_with(&other.splice))
        });
        if fits {
            titles.push(mending.title.clone());
            for change in &mending.changes {
                taken.entry(&change.path).or_default().push(change);
            }
        }
    }
    let changes = taken.into_iter().filter_map(|(path, changes)| {
        let before = &changes.first()?.before;
        let splices: Vec<&Splice> = changes.iter().map(|change| &change.splice).collect();
        let after = Splice::apply_all(&splices, before);
        Some(Change {
            path: path.clone(),
            before: Arc::clone(before),
            splice: Splice::between(before, &after),
        })
    });
    Round {
        changes: changes.collect(),
        titles,
    }
}

fn is_readable(loaded: &Loaded, changes: &[Change]) -> bool {
    changes.iter().all(|change| {
        let mut files = loaded.files.iter();
        let duplicates = files
            .find(|file| file.path == change.path)
            .map_or(0, |file| file.document.duplicates().len());
        Document::parse(&change.after())
            .is_ok_and(|document| document.duplicates().len() <= duplicates)
    })
}

impl Asked<'_> {
    fn asks_for(&self, code: &str, loaded: &Loaded, file: usize) -> bool {
        let file = loaded.files.get(file).map(|file| file.path.as_path());
        self.selection.asks_for(code, file)
    }

    /// What is wrong with one API of a file, as far as it is asked for.
    fn findings(&self, loaded: &Loaded, part: &Part, ignored: &Ignored) -> Vec<Finding> {
        let api = &part.subject.api.rest_api;
        let is_meant = self.arguments.api.as_ref().is_none_or(|wanted| {
            [&api.id, &api.name].contains(&&Some(wanted.clone())) || part.subject.name == *wanted
        });
        if !is_meant {
            return Vec::new();
        }
        let mut findings = check(&Checkup::new(&part.subject, 0));
        findings.retain(|finding| {
            let of_stage = match (&self.arguments.stage, &finding.stage) {
                (Some(wanted), Some(stage)) => wanted == stage,
                _ => true,
            };
            let code = finding.rule.to_string();
            let spot = loaded.spot(part, &finding.place);
            of_stage
                && self.asks_for(&code, loaded, spot.file)
                && !is_ignored(ignored, loaded, &code, spot.file, spot.span)
        });
        findings
    }

    /// The mends that can be made at once: the first of each method, as one mend may make another
    /// needless, and of those the ones that go with each other. What is left over shows when the file is
    /// looked at again.
    fn round(&self, loaded: &Loaded) -> Round {
        let mut ignored = Ignored::new();
        read_ignores(loaded, &mut ignored);
        let mut mendings = Vec::new();
        for part in &loaded.parts {
            let mut mended = BTreeSet::new();
            for finding in self.findings(loaded, part, &ignored) {
                let about = match &finding.method {
                    Some(method) => method.clone(),
                    None => (finding.place.thing.to_string(), String::new()),
                };
                if mended.contains(&about) {
                    continue;
                }
                let mut remedies = finding.remedies.iter();
                let remedy = remedies.find(|remedy| remedy.safe || self.arguments.unsafe_fixes);
                let changes = remedy.and_then(|remedy| loaded.mend(part, &remedy.fixes).ok());
                if let (Some(remedy), Some(changes)) = (remedy, changes)
                    && !changes.is_empty()
                {
                    mended.insert(about);
                    let title = loaded.say(&remedy.title);
                    mendings.push(Mending { title, changes });
                }
            }
        }
        // Together they must make a file that can be read, as each does alone.
        let mut mendings = mendings.as_slice();
        loop {
            let round = together(mendings);
            if mendings.len() < 2 || is_readable(loaded, &round.changes) {
                return round;
            }
            mendings = &mendings[..mendings.len() / 2];
        }
    }

    /// Adds a file to the report.
    fn add(&self, report: &mut Report, ignored: &mut Ignored, loaded: &Loaded) {
        read_ignores(loaded, ignored);
        let first = report.files.len();
        report.files.extend(loaded.files.iter().map(|file| {
            let text = file.document.text().to_owned();
            let path = file.path.display().to_string();
            File::new(path, text, Some(file.document.clone()))
        }));
        let at = |file: usize, span: Span| {
            Some(Location {
                file: first + file,
                spot: Spot::Bytes(span),
            })
        };
        let refused = RuleCode::FileRefused.to_string();
        for trouble in &loaded.troubles {
            let (file, span) = (trouble.file, trouble.span);
            if self.asks_for(&refused, loaded, file)
                && !is_ignored(ignored, loaded, &refused, file, span)
            {
                let message = loaded.say(&trouble.message);
                report.findings.push(Entry {
                    location: at(file, span),
                    ..Entry::new(RuleCode::FileRefused, Severity::Error, message)
                });
            }
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
            for finding in self.findings(loaded, part, ignored) {
                let entry = entry(loaded, part, &finding, first);
                report.findings.push(entry);
            }
        }
        if !loaded.parts.is_empty() {
            self.add_lints(report, ignored, first);
        }
    }

    /// Adds what the linter finds in the templates of files that are in the report, from one on.
    fn add_lints(&self, report: &mut Report, ignored: &Ignored, first: usize) {
        for number in first..report.files.len() {
            let Some(file) = report.files.get(number) else {
                continue;
            };
            if !file.document.as_ref().is_some_and(is_api_file) {
                continue;
            }
            let checked = vec![(file.path.clone(), file.text.clone())];
            // The definitions that a template names are files of the report themselves.
            let definitions = |_: &Path| Err(std::io::ErrorKind::NotFound.into());
            let Ok(linted) = template_findings(checked, None, &definitions) else {
                continue;
            };
            let path = PathBuf::from(&file.path);
            for mut lint in linted.findings {
                let span = lint.location.as_ref().and_then(|it| file.span(&it.spot));
                let is_ignored = ignored
                    .get(&path)
                    .zip(span)
                    .is_some_and(|(ignores, span)| ignores.cover(&lint.rule.code, span));
                let others = &report.findings;
                if is_ignored || !self.selection.asks_for_lint(&lint, others, Some(&path)) {
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

    /// Says which comments ignore nothing, where all was looked for that they may mean.
    fn tell_of_ignores(&self, report: &mut Report, ignored: &Ignored) {
        let narrowed = self.arguments.api.is_some() || self.arguments.stage.is_some();
        for (path, ignores) in ignored {
            let shown = path.display().to_string();
            let Some(file) = report.files.iter().position(|file| file.path == shown) else {
                continue;
            };
            let looked_for =
                |named: Named| !narrowed && self.selection.asks_for(&named.code(), Some(path));
            let found = ignores.findings(file, &looked_for).into_iter();
            let asks_for = |it: &Entry| self.selection.asks_for(&it.rule.code, Some(path));
            report.findings.extend(found.filter(asks_for));
        }
    }
}

fn read_ignores(loaded: &Loaded, ignored: &mut Ignored) {
    for file in &loaded.files {
        let ignores = ignored.entry(file.path.clone());
        ignores.or_insert_with(|| Ignores::of(&file.document));
    }
}

/// Whether a file says that a finding there is to be ignored.
fn is_ignored(ignored: &Ignored, loaded: &Loaded, code: &str, file: usize, span: Span) -> bool {
    let ignores = loaded.files.get(file);
    let ignores = ignores.and_then(|file| ignored.get(&file.path));
    ignores.is_some_and(|ignores| ignores.cover(code, span))
}

/// Writes a mended file: whole or not at all, with its mode, through links; not over what somebody
/// has written meanwhile.
fn save(path: &Path, text: &Text) -> Result<(), CannotRun> {
    let cannot = |why: &dyn std::fmt::Display| {
        CannotRun::new(format!("cannot write {}: {why}", path.display()))
    };
    let now = std::fs::read_to_string(path).map_err(|error| cannot(&error))?;
    if now != *text.read {
        return Err(cannot(&"it was changed meanwhile").hint("run it again"));
    }
    let file = path.canonicalize().map_err(|error| cannot(&error))?;
    // Replacing a file asks nothing of its own mode: who may not write it is to be told so.
    let writable = std::fs::OpenOptions::new().append(true).open(&file);
    writable.map_err(|error| cannot(&error))?;
    let permissions = std::fs::metadata(&file).map(|it| it.permissions());
    let permissions = permissions.map_err(|error| cannot(&error))?;
    if permissions.readonly() {
        return Err(cannot(&"it is read-only"));
    }
    let mut name = std::ffi::OsString::from(".");
    name.push(file.file_name().unwrap_or_default());
    name.push(format!(".{}.tmp", std::process::id()));
    let new = file.with_file_name(name);
    let written = std::fs::write(&new, &text.mended)
        .and_then(|()| std::fs::set_permissions(&new, permissions))
        .and_then(|()| std::fs::rename(&new, &file));
    written.map_err(|error| {
        // What could not take the file's place is of no use.
        let _ = std::fs::remove_file(&new);
        cannot(&error)
    })
}

fn tell(dry_run: bool, round: &Round) -> Result<(), CannotRun> {
    let mut text = String::new();
    let what = if dry_run { "would" } else { "applied" };
    for title in &round.titles {
        let _ = writeln!(text, "{what}: {title}");
    }
    for change in &round.changes {
        text.push_str(&change.diff());
    }
    written(anstream::stderr().write_all(text.as_bytes()))
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
                        Some((first + number, whole_lines(change)))
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

/// A change as the one stretch of whole lines in which the two texts differ.
fn whole_lines(change: &Change) -> Splice {
    let (text, splice) = (&*change.before, &change.splice);
    let start = text
        .get(..splice.span.start)
        .and_then(|before| before.rfind('\n'))
        .map_or(0, |at| at + 1);
    let rest = text.get(splice.span.end..).unwrap_or_default();
    let end = rest
        .find('\n')
        .map_or(text.len(), |at| splice.span.end + at + 1);
    let before = text.get(start..end).unwrap_or_default();
    let inner = Splice {
        span: Span::new(splice.span.start - start, splice.span.end - start),
        replacement: splice.replacement.clone(),
    };
    let after = inner.apply(before);
    let same_start: usize = before
        .split_inclusive('\n')
        .zip(after.split_inclusive('\n'))
        .take_while(|(one, other)| one == other)
        .map(|(line, _)| line.len())
        .sum();
    let (old, new) = (&before[same_start..], &after[same_start..]);
    let backwards = |text: &'_ str| -> Vec<usize> {
        let lines = text.split_inclusive('\n').map(str::len);
        lines.collect::<Vec<_>>().into_iter().rev().collect()
    };
    let mut same_end = 0;
    for (one, other) in backwards(old).into_iter().zip(backwards(new)) {
        let line = |text: &'_ str, length: usize| {
            let end = text.len() - same_end;
            text.get(end - length..end).map(str::to_owned)
        };
        if line(old, one) != line(new, other) {
            break;
        }
        same_end += one;
    }
    let mut old = &old[..old.len() - same_end];
    let mut new = &new[..new.len() - same_end];
    // A line that is changed keeps its end.
    if let (Some(old_line), Some(new_line)) = (old.strip_suffix('\n'), new.strip_suffix('\n')) {
        (old, new) = (old_line, new_line);
    }
    let start = start + same_start;
    Splice {
        span: Span::new(start, start + old.len()),
        replacement: new.to_owned(),
    }
}
