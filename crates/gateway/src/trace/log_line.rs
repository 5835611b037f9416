//! A line as it lies in a log: with the request id or the date before it.

use std::str::FromStr;

use super::line::uncut;
use super::{Event, UnknownLine};

/// A line of an execution log or of a `TestInvokeMethod` log, read.
#[derive(Debug, Clone, PartialEq)]
pub struct LogLine {
    /// What stood before the event's own text.
    pub prefix: LogPrefix,
    /// The event; what is left of it where the line was cut.
    pub event: Event,
    /// Whether API Gateway had cut the line.
    pub truncated: bool,
}

/// What stands before a line's own text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LogPrefix {
    /// `(request id) `, in a stage's log group.
    Request(String),
    /// `Thu Jun 08 15:09:51 UTC 2023 : `, in a test's log: the date as it stands there.
    Date(String),
    /// Nothing: somebody copied the text alone.
    None,
}

impl FromStr for LogLine {
    type Err = UnknownLine;

    fn from_str(line: &str) -> Result<Self, UnknownLine> {
        let (prefix, text) = split_prefix(line);
        Ok(Self {
            prefix,
            event: text.parse()?,
            truncated: uncut(text).is_some(),
        })
    }
}

fn split_prefix(line: &str) -> (LogPrefix, &str) {
    if let Some((id, text)) = line
        .strip_prefix('(')
        .and_then(|rest| rest.split_once(") "))
    {
        return (LogPrefix::Request(id.to_owned()), text);
    }
    // A Java date is always 28 characters long.
    match line.split_at_checked(28) {
        Some((date, rest)) if date.contains(" UTC ") => match rest.strip_prefix(" : ") {
            Some(text) => (LogPrefix::Date(date.to_owned()), text),
            None => (LogPrefix::None, line),
        },
        _ => (LogPrefix::None, line),
    }
}
