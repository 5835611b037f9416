//! Two texts as a unified diff.

use std::fmt::Write as _;

/// How many lines are shown around a change.
const CONTEXT: usize = 3;
/// Up to how many pairs of lines are compared; beyond, the changed stretch is shown as replaced.
const MAX_PAIRS: usize = 4_000_000;

/// A line of a diff.
#[derive(Clone, Copy)]
enum Line<'t> {
    Same(&'t str),
    Old(&'t str),
    New(&'t str),
}

/// The change of a file, as `diff -u` writes it; empty if there is none.
pub(super) fn unified(name: &str, before: &str, after: &str) -> String {
    if before == after {
        return String::new();
    }
    let lines = lines(before, after);
    let mut text = format!("--- a/{name}\n+++ b/{name}\n");
    let changed: Vec<usize> = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| !matches!(line, Line::Same(_)))
        .map(|(number, _)| number)
        .collect();
    let mut next = changed.iter().copied().peekable();
    while let Some(first) = next.next() {
        let mut last = first;
        while let Some(number) = next.next_if(|number| *number <= last + 2 * CONTEXT) {
            last = number;
        }
        let start = first.saturating_sub(CONTEXT);
        let end = (last + CONTEXT + 1).min(lines.len());
        hunk(&lines, start, end, &mut text);
    }
    text
}

fn hunk(lines: &[Line<'_>], start: usize, end: usize, text: &mut String) {
    let count = |lines: &[Line<'_>], old: bool| {
        let counts = |line: &&Line<'_>| match line {
            Line::Same(_) => true,
            Line::Old(_) => old,
            Line::New(_) => !old,
        };
        lines.iter().filter(counts).count()
    };
    let (before, here) = (
        lines.get(..start).unwrap_or_default(),
        lines.get(start..end).unwrap_or_default(),
    );
    let range = |old: bool| {
        let length = count(here, old);
        let first = count(before, old) + usize::from(length > 0);
        format!("{first},{length}")
    };
    // Writing to a string does not fail.
    let _ = writeln!(text, "@@ -{} +{} @@", range(true), range(false));
    for line in here {
        let (mark, line) = match line {
            Line::Same(line) => (' ', line),
            Line::Old(line) => ('-', line),
            Line::New(line) => ('+', line),
        };
        text.push(mark);
        text.push_str(line);
        if !line.ends_with('\n') {
            text.push_str("\n\\ No newline at end of file\n");
        }
    }
}

fn lines<'t>(before: &'t str, after: &'t str) -> Vec<Line<'t>> {
    let old: Vec<&str> = before.split_inclusive('\n').collect();
    let new: Vec<&str> = after.split_inclusive('\n').collect();
    let pairs = old.iter().zip(&new);
    let head = pairs.take_while(|(old, new)| old == new).count();
    let (old_rest, new_rest) = (
        old.get(head..).unwrap_or_default(),
        new.get(head..).unwrap_or_default(),
    );
    let pairs = old_rest.iter().rev().zip(new_rest.iter().rev());
    let tail = pairs.take_while(|(old, new)| old == new).count();
    let old_middle = old_rest.get(..old_rest.len() - tail).unwrap_or_default();
    let new_middle = new_rest.get(..new_rest.len() - tail).unwrap_or_default();

    let mut lines: Vec<Line<'_>> = old.iter().take(head).map(|line| Line::Same(line)).collect();
    middle(old_middle, new_middle, &mut lines);
    let end = old_rest.get(old_rest.len() - tail..).unwrap_or_default();
    lines.extend(end.iter().map(|line| Line::Same(line)));
    lines
}

/// The longest common subsequence of what differs.
fn middle<'t>(old: &[&'t str], new: &[&'t str], lines: &mut Vec<Line<'t>>) {
    let width = new.len() + 1;
    let is_small = (old.len() + 1).saturating_mul(width) <= MAX_PAIRS;
    let mut common = vec![0_u32; if is_small { (old.len() + 1) * width } else { 0 }];
    let cell =
        |common: &[u32], i: usize, j: usize| common.get(i * width + j).copied().unwrap_or_default();
    if is_small {
        for (i, a) in old.iter().enumerate().rev() {
            for (j, b) in new.iter().enumerate().rev() {
                let best = if a == b {
                    cell(&common, i + 1, j + 1) + 1
                } else {
                    cell(&common, i + 1, j).max(cell(&common, i, j + 1))
                };
                if let Some(place) = common.get_mut(i * width + j) {
                    *place = best;
                }
            }
        }
    }
    let (mut i, mut j) = (0, 0);
    loop {
        match (old.get(i), new.get(j)) {
            (Some(a), Some(b)) if a == b => {
                lines.push(Line::Same(a));
                i += 1;
                j += 1;
            }
            (Some(a), other)
                if other.is_none()
                    || !is_small
                    || cell(&common, i + 1, j) >= cell(&common, i, j + 1) =>
            {
                lines.push(Line::Old(a));
                i += 1;
            }
            (_, Some(b)) => {
                lines.push(Line::New(b));
                j += 1;
            }
            (_, None) => break,
        }
    }
}
