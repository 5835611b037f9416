//! For people, in the manner of rustc.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Patch, Renderer, Snippet};

use super::{Entry, File, Mend, Report, Resolved, name, subject};
use crate::document::{Span, Splice};
use crate::rule::Severity;

pub(super) fn write(report: &Report) -> String {
    let renderer = Renderer::styled();
    let mut out = String::new();
    for found in &report.findings {
        out.push_str(&renderer.render(&finding(report, found)));
        out.push_str("\n\n");
    }
    for unseen in &report.unseen {
        let title = format!("not checked: {}", unseen.what);
        let mut group = Level::WARNING
            .primary_title(title)
            .elements([] as [Snippet<'_, annotate_snippets::Annotation<'_>>; 0]);
        if let Some(place) = unseen.location.as_ref().and_then(|it| report.resolve(it)) {
            group = group.element(snippet(&place, None, &[]));
        }
        let group = group.element(Level::HELP.message(&*unseen.why));
        out.push_str(&renderer.render(&[group]));
        out.push_str("\n\n");
    }
    out.push_str(&summary(report));
    out.push('\n');
    out
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    }
}

fn finding<'r>(report: &'r Report, finding: &'r Entry) -> Vec<Group<'r>> {
    let title = level(finding.severity)
        .primary_title(format!("{} ({})", finding.message, finding.rule.name))
        .id(&*finding.rule.code);
    let place = report.place(finding);
    let mut group = match &place {
        Some(place) => {
            let related: Vec<(Resolved<'r>, &str)> = finding
                .related
                .iter()
                .filter_map(|(location, label)| {
                    let related = report.resolve(location)?;
                    std::ptr::eq(related.file, place.file).then_some((related, label.as_str()))
                })
                .collect();
            title.element(snippet(place, finding.label.as_deref(), &related))
        }
        None => match subject(finding) {
            Some(subject) => title.element(Origin::path(subject)),
            None => Group::with_title(title),
        },
    };
    if let (Some(_), Some(subject)) = (&place, subject(finding)) {
        group = group.element(Level::NOTE.message(format!("in {subject}")));
    }
    if let Some(why) = &finding.why {
        group = group.element(Level::NOTE.message(&**why));
    }
    for evidence in &finding.evidence {
        group = group.element(Level::NOTE.message(&**evidence));
    }
    if let Some(predicted) = &finding.predicted {
        group = group.element(Level::NOTE.message(format!(
            "requests will get {} {}",
            predicted.status, predicted.body
        )));
        if let Some(log) = &predicted.log {
            group = group.element(Level::NOTE.message(format!("the log will say: {log}")));
        }
    }
    if let Some(help) = &finding.help {
        group = group.element(Level::HELP.message(&**help));
    }
    let fixes = finding.mends.iter().map(|it| fix(report, it));
    std::iter::once(group).chain(fixes).collect()
}

fn snippet<'r>(
    place: &Resolved<'r>,
    label: Option<&'r str>,
    related: &[(Resolved<'r>, &'r str)],
) -> Snippet<'r, annotate_snippets::Annotation<'r>> {
    let text = &place.file.text;
    let spans = related.iter().map(|(place, _)| place.span);
    let all = spans.chain([place.span]).map(|span| visible(text, span));
    let (window, line) = window(place.file, all);
    let within = |span: Span| {
        let span = visible(text, span);
        span.start - window.start..span.end - window.start
    };
    let primary = AnnotationKind::Primary
        .span(within(place.span))
        .label(label);
    let related = related.iter().map(|(place, label)| {
        AnnotationKind::Context
            .span(within(place.span))
            .label(*label)
    });
    Snippet::source(&text[window.range()])
        .line_start(line)
        .path(&*place.file.path)
        .annotation(primary)
        .annotations(related)
}

/// The part of a file that is shown of it, and the number of its first line. The renderer reads all that
/// it is given, for every finding.
fn window(file: &File, spans: impl Iterator<Item = Span>) -> (Span, usize) {
    let whole =
        spans.reduce(|one, other| Span::new(one.start.min(other.start), one.end.max(other.end)));
    file.lines().around(whole.unwrap_or_default(), 3)
}

/// A span that something can be drawn under: within the text, and without the line break at its end.
fn visible(text: &str, span: Span) -> Span {
    let start = span.start.min(text.len());
    let end = span.end.clamp(start, text.len());
    let trimmed = text.get(start..end).map_or(0, |it| it.trim_end().len());
    if trimmed > 0 {
        Span::new(start, start + trimmed)
    } else {
        Span::new(start, end)
    }
}

fn fix<'r>(report: &'r Report, fix: &'r Mend) -> Group<'r> {
    let caution = if fix.safe {
        ""
    } else {
        " (look at it before you apply it)"
    };
    let title = Level::HELP.secondary_title(format!("{}{caution}", fix.title));
    let mut group = Group::with_title(title);
    for (number, file) in report.files.iter().enumerate() {
        let edits = fix.edits.iter().filter(|(at, _)| *at == number);
        let edits: Vec<&Splice> = edits.map(|(_, splice)| splice).collect();
        if !edits.is_empty() {
            let (window, line) = window(file, edits.iter().map(|splice| splice.span));
            let text = &file.text[window.range()];
            let patches = edits.iter().map(|splice| patch(text, window.start, splice));
            let snippet = Snippet::source(text).line_start(line).path(&*file.path);
            group = group.element(snippet.patches(patches));
        }
    }
    for command in &fix.commands {
        group = group.element(Level::HELP.no_name().message(&**command));
    }
    group
}

/// `2 errors and 1 warning in 3 templates`
fn summary(report: &Report) -> String {
    let counted = |number: usize, what: &str| match number {
        1 => format!("1 {what}"),
        _ => format!("{number} {what}s"),
    };
    let severities = [Severity::Error, Severity::Warning, Severity::Note];
    let found: Vec<String> = severities
        .into_iter()
        .map(|severity| (report.count(severity), name(severity)))
        .filter(|(number, _)| *number > 0)
        .map(|(number, name)| counted(number, name))
        .collect();
    let found = if found.is_empty() {
        "no findings".to_owned()
    } else {
        list(&found)
    };
    let checked = report.checked;
    let checked = [
        (checked.apis, "API"),
        (checked.stages, "stage"),
        (checked.methods, "method"),
        (checked.functions, "function"),
        (checked.templates, "template"),
    ];
    let checked: Vec<String> = checked
        .into_iter()
        .filter_map(|(number, what)| Some(counted(number?, what)))
        .collect();
    let checked = if checked.is_empty() {
        String::new()
    } else {
        format!(" in {}", list(&checked))
    };
    let unseen = match report.unseen.len() {
        0 => String::new(),
        number => format!("; {number} not checked"),
    };
    format!("{found}{checked}{unseen}")
}

fn list(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// An edit as it is shown in the part of a file that starts at `start`. What is added behind the last
/// line's end is shown before it: the renderer knows no line there to put it on.
fn patch<'r>(text: &str, start: usize, splice: &'r Splice) -> Patch<'r> {
    let range = splice.span.start - start..splice.span.end - start;
    let replacement = splice.replacement.as_str();
    let at_the_end = range.start == text.len() && text.ends_with('\n');
    match replacement.strip_suffix('\n') {
        Some(lines) if at_the_end => {
            let end = text.len() - 1;
            Patch::new(end..end, format!("\n{lines}"))
        }
        _ => Patch::new(range, replacement),
    }
}
