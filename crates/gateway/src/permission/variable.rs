//! Policy variables: `${aws:username}`, `${aws:PrincipalTag/team, 'none'}`, and `${*}`, `${?}` and `${$}` for the
//! characters themselves. Policies of version 2012-10-17 have them in resources and in conditions over texts and ARNs,
//! as IAM's user guide says.

use super::condition::Context;
use super::policy::Statement;
use crate::arn::literal;

/// What opens a variable.
const OPEN: &str = "${";

/// Whether a text may have a variable in it.
pub(super) fn is_in(text: &str) -> bool {
    text.contains(OPEN)
}

/// The statement with the values of a request in the place of its variables. A variable that has none, of which the
/// error is the name, keeps the whole statement from matching.
pub(super) fn resolved(statement: &Statement, context: &Context) -> Result<Statement, String> {
    let mut statement = statement.clone();
    if let Some(resources) = &mut statement.resources {
        for pattern in &mut resources.patterns {
            *pattern = substituted(pattern, context, literal)?;
        }
    }
    for condition in &mut statement.conditions {
        let Some(is_pattern) = condition.takes_variables() else {
            continue;
        };
        for value in &mut condition.values {
            *value = if is_pattern {
                substituted(value, context, literal)?
            } else {
                substituted(value, context, |c| c)?
            };
        }
    }
    Ok(statement)
}

/// A text with the values of its variables, each character of them as `written`.
fn substituted(
    text: &str,
    context: &Context,
    written: impl Fn(char) -> char,
) -> Result<String, String> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(OPEN) {
        // What never closes is no variable.
        let Some((variable, behind)) = after.split_once('}') else {
            break;
        };
        out.push_str(before);
        let value = value(variable, context).ok_or_else(|| variable.to_owned())?;
        out.extend(value.chars().map(&written));
        rest = behind;
    }
    out.push_str(rest);
    Ok(out)
}

/// The value of a variable, or its default. A key with several values has none for a variable.
fn value<'v>(variable: &'v str, context: &'v Context) -> Option<&'v str> {
    if matches!(variable, "*" | "?" | "$") {
        return Some(variable);
    }
    let (key, default) = match variable.split_once(',') {
        Some((key, default)) => (key, Some(default)),
        None => (variable, None),
    };
    match context.get(key.trim()) {
        Some([value]) => Some(value),
        Some(_) => None,
        None => default?.trim().strip_prefix('\'')?.strip_suffix('\''),
    }
}
