//! What happened to recent requests to stages, kept in memory for whoever asks why: the newest
//! [`KEPT`], with the fault of each that failed. No text that is kept is longer than a line of a log: a fault may
//! hold a body of ten megabytes.
//!
//! `GET /_gatewright/requests` answers `{"requests": […]}`, newest first, each
//!
//! ```json
//! {"id": "c6af9ac6-…", "time": "2026-01-02T03:04:05.678Z", "api": "abc123", "stage": "prod",
//!  "method": "GET", "path": "/my-resource", "status": 500, "latency": 12,
//!  "fault": {"rule": "GW102", "name": "permission-on-function-not-alias", "cause": 1,
//!            "summary": "what the rule says", "why": "what is so in this case"}}
//! ```
//!
//! `path` is the path below the stage, `latency` is in milliseconds; `fault` is null where the
//! request did not fail, and its `cause` null where the rule belongs to no cause of the guide.
//! `GET /_gatewright/requests/{id}` answers one of them, with the lines of its trace that were kept
//! as `"log": [{"after": 3, "logged": true, "text": "…"}]`: milliseconds after the request's
//! arrival, whether the line is in the stage's log group, and the line without its prefix.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use gatewright_gateway::fault::{Fault, RuleCode};
use gatewright_gateway::trace::{MAX_LINE_CHARS, TraceRecord, clipped};
use http::Method;
use serde_json::{Value, json};

/// How many requests are kept.
pub const KEPT: usize = 1_000;

/// One request that was answered.
#[derive(Debug)]
pub struct Answered {
    /// The id of the API that it asked for.
    pub api: Arc<str>,
    /// The stage.
    pub stage: Arc<str>,
    /// The verb.
    pub method: Method,
    /// The path below the stage.
    pub path: String,
    /// The status of the answer.
    pub status: u16,
    /// How long it took, in milliseconds.
    pub latency_ms: i64,
    /// What ended it, if it failed.
    pub fault: Option<Fault>,
    /// Its id, when it arrived, and its lines.
    pub record: TraceRecord,
}

/// The recent requests, the newest at the end.
#[derive(Debug, Default)]
pub struct Requests(Mutex<VecDeque<Arc<Kept>>>);

/// What is kept of one.
#[derive(Debug)]
struct Kept {
    /// Without its fault, its texts cut.
    answered: Answered,
    fault: Option<Explained>,
}

/// A fault, as it is told.
#[derive(Debug)]
struct Explained {
    rule: RuleCode,
    why: String,
}

impl Requests {
    /// Keeps a request; the oldest makes room.
    pub fn push(&self, mut answered: Answered) {
        let fault = answered.fault.take().map(|fault| Explained {
            rule: fault.rule(),
            why: clipped(&fault),
        });
        // Of an address that leads nowhere these are as long as its caller likes.
        for name in [&mut answered.api, &mut answered.stage] {
            if name.len() > MAX_LINE_CHARS {
                *name = clipped(name).into();
            }
        }
        if answered.path.len() > MAX_LINE_CHARS {
            answered.path = clipped(&answered.path);
        }
        let kept = Arc::new(Kept { answered, fault });
        let oldest = {
            let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            let oldest = if all.len() < KEPT {
                None
            } else {
                all.pop_front()
            };
            all.push_back(kept);
            oldest
        };
        // Let go of outside the lock.
        drop(oldest);
    }

    /// Forgets all.
    pub fn clear(&self) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
    }

    /// All, newest first.
    pub fn list(&self) -> Value {
        let all: Vec<_> = {
            let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            all.iter().rev().cloned().collect()
        };
        let all: Vec<_> = all.iter().map(|kept| kept.summary()).collect();
        json!({ "requests": all })
    }

    /// The request of that id with its lines, if it is still kept; the newest if several have it.
    pub fn get(&self, id: &str) -> Option<Value> {
        let found = {
            let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            let mut newest_first = all.iter().rev();
            newest_first
                .find(|kept| kept.answered.record.request_id == id)
                .cloned()
        }?;
        let mut value = found.summary();
        let lines =
            found.answered.record.lines.iter().map(
                |line| json!({ "after": line.after, "logged": line.logged, "text": line.text }),
            );
        value["log"] = lines.collect();
        Some(value)
    }
}

impl Kept {
    fn summary(&self) -> Value {
        let Answered { record, .. } = &self.answered;
        // What the clock gave is within the calendar.
        let time = jiff::Timestamp::from_millisecond(record.started).unwrap_or_default();
        json!({
            "id": record.request_id,
            "time": format!("{time:.3}"),
            "api": *self.answered.api,
            "stage": *self.answered.stage,
            "method": self.answered.method.as_str(),
            "path": self.answered.path,
            "status": self.answered.status,
            "latency": self.answered.latency_ms,
            "fault": self.fault.as_ref().map(Explained::summary),
        })
    }
}

impl Explained {
    fn summary(&self) -> Value {
        json!({
            "rule": self.rule.to_string(),
            "name": self.rule.name(),
            "cause": self.rule.cause(),
            "summary": self.rule.summary(),
            "why": self.why,
        })
    }
}
