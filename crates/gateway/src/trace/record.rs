//! What is stored of a request: its lines, rendered.
//!
//! The store keeps one record a request and expands it into log events when somebody reads. Rendered lines are the
//! right thing to keep: they are what most readers want byte for byte, they are bounded (a line is cut at 1024
//! characters, while an event may hold a body of ten megabytes), secrets in them are already gone, and an event can
//! be had back from its line by `FromStr`, so no second format has to be kept readable for years.

use serde::{Deserialize, Serialize};

use super::{Event, UnknownLine};

/// The lines of one request. Serialises to `{"id": …, "at": …, "lines": [[after, logged, text], …]}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TraceRecord {
    /// The request's id.
    #[serde(rename = "id")]
    pub request_id: String,
    /// When the request arrived, in milliseconds since the epoch.
    #[serde(rename = "at")]
    pub started: i64,
    /// The lines, in order.
    pub lines: Vec<TraceLine>,
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "(u32, bool, String)", into = "(u32, bool, String)")]
pub struct TraceLine {
    /// Milliseconds after the request's arrival.
    pub after: u32,
    /// Whether the line belongs in the stage's log group; the others were kept for whoever watched.
    pub logged: bool,
    /// The event's text, cut and redacted, without a prefix.
    pub text: String,
}

impl From<(u32, bool, String)> for TraceLine {
    fn from((after, logged, text): (u32, bool, String)) -> Self {
        Self {
            after,
            logged,
            text,
        }
    }
}

impl From<TraceLine> for (u32, bool, String) {
    fn from(line: TraceLine) -> Self {
        (line.after, line.logged, line.text)
    }
}

impl TraceLine {
    /// The event that the line tells of.
    pub fn event(&self) -> Result<Event, UnknownLine> {
        self.text.parse()
    }
}

impl TraceRecord {
    /// The events of the stage's log stream: time in milliseconds since the epoch, and message.
    pub fn log_events(&self) -> impl Iterator<Item = (i64, String)> {
        self.lines.iter().filter(|line| line.logged).map(|line| {
            (
                self.started + i64::from(line.after),
                ["(", &self.request_id, ") ", &line.text].concat(),
            )
        })
    }

    /// Whether the stage's log group gets anything of this request.
    pub fn is_logged(&self) -> bool {
        self.lines.iter().any(|line| line.logged)
    }
}

/// A time as Java's `Date` prints it: `Thu Jun 08 15:09:51 UTC 2023`. Takes milliseconds since the epoch; a time
/// beyond the calendar prints as its start.
pub fn java_date(at: i64) -> String {
    let time = jiff::Timestamp::from_millisecond(at).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    time.strftime("%a %b %d %H:%M:%S UTC %Y").to_string()
}
