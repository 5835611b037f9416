//! Changes of a file as a unified diff.

use crate::document::Splice;

const CONTEXT: usize = 3;

/// A replaced range of lines, from 0, with the new ones.
struct Change {
    start: usize,
    end: usize,
    new: Vec<String>,
}

/// The diff of one file; splices that overlap lines of each other are one change.
pub(super) fn unified(path: &str, text: &str, splices: &[&Splice]) -> String {
    let mut splices = splices.to_vec();
    splices.sort_by_key(|splice| splice.span.start);
    let old: Vec<&str> = text.lines().collect();
    let mut diff = format!("--- {path}\n+++ {path}\n");
    let mut shift: isize = 0;
    for group in grouped(changes(text, &splices)) {
        let (Some(first), Some(last)) = (group.first(), group.last()) else {
            continue;
        };
        let from = first.start.saturating_sub(CONTEXT);
        let to = (last.end + CONTEXT).min(old.len());
        let grown: isize = group
            .iter()
            .map(|change| change.new.len() as isize - (change.end - change.start) as isize)
            .sum();
        let new_from = (from as isize + shift) as usize;
        let new_length = ((to - from) as isize + grown) as usize;
        diff.push_str(&format!(
            "@@ -{},{} +{},{new_length} @@\n",
            from + 1,
            to - from,
            new_from + 1,
        ));
        let mut at = from;
        let lines = |diff: &mut String, sign: char, lines: &[&str]| {
            for line in lines {
                diff.push(sign);
                diff.push_str(line);
                diff.push('\n');
            }
        };
        for change in &group {
            lines(
                &mut diff,
                ' ',
                old.get(at..change.start).unwrap_or_default(),
            );
            lines(
                &mut diff,
                '-',
                old.get(change.start..change.end).unwrap_or_default(),
            );
            let added: Vec<&str> = change.new.iter().map(String::as_str).collect();
            lines(&mut diff, '+', &added);
            at = change.end;
        }
        lines(&mut diff, ' ', old.get(at..to).unwrap_or_default());
        shift += grown;
    }
    diff
}

/// The splices widened to whole lines, without the lines that stay the same.
fn changes(text: &str, splices: &[&Splice]) -> Vec<Change> {
    let mut changes: Vec<Change> = Vec::new();
    for splice in splices {
        let (start, end) = (splice.span.start, splice.span.end);
        let first = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let rest = &text[end..];
        let last = end + rest.find('\n').unwrap_or(rest.len());
        let new = format!(
            "{}{}{}",
            &text[first..start],
            splice.replacement,
            &text[end..last]
        );
        let mut old: Vec<&str> = text[first..last].split('\n').collect();
        let mut new: Vec<&str> = new.split('\n').collect();
        let mut line = text[..first].matches('\n').count();
        while !old.is_empty() && !new.is_empty() && old[0] == new[0] {
            old.remove(0);
            new.remove(0);
            line += 1;
        }
        while !old.is_empty() && !new.is_empty() && old.last() == new.last() {
            old.pop();
            new.pop();
        }
        changes.push(Change {
            start: line,
            end: line + old.len(),
            new: new.into_iter().map(str::to_owned).collect(),
        });
    }
    changes
}

/// Changes whose context would overlap belong together.
fn grouped(changes: Vec<Change>) -> Vec<Vec<Change>> {
    let mut groups: Vec<Vec<Change>> = Vec::new();
    for change in changes {
        match groups.last_mut() {
            Some(group)
                if group
                    .last()
                    .is_some_and(|last| change.start <= last.end + 2 * CONTEXT) =>
            {
                group.push(change);
            }
            _ => groups.push(vec![change]),
        }
    }
    groups
}
