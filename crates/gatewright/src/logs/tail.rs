//! Live tails: what is written to some log groups, as it is written (`StartLiveTail`).

use std::sync::{Arc, Mutex, PoisonError};

use super::constraints::Constraints;
use super::filter::{FilterPattern, MAX_LENGTH};
use super::{LogError, LogService};
use crate::home::Home;
use crate::store::LogBatch;

/// The most events of one update: beyond it they are sampled (AWS's documented number).
const MAX_EVENTS: usize = 500;
/// The most groups, and the most streams, of one session.
const MAX_GROUPS: usize = 10;
const MAX_STREAMS: usize = 10;

/// What a session is to follow.
#[derive(Debug, Clone, Default)]
pub struct StartTail {
    /// The groups' names or ARNs.
    pub groups: Vec<String>,
    /// Only these streams; for one group alone.
    pub streams: Vec<String>,
    /// Only streams whose names start so; for one group alone, not together with `streams`.
    pub stream_prefixes: Vec<String>,
    /// The filter pattern.
    pub pattern: Option<String>,
}

/// An event of a live tail. Times are epoch milliseconds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TailedEvent {
    /// Its group: account and name with a colon between.
    pub group: String,
    /// Its stream.
    pub stream: String,
    /// When it happened.
    pub timestamp: i64,
    /// When it arrived.
    pub ingestion_time: i64,
    /// Its text.
    pub message: String,
}

/// What was written since the last update.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Update {
    /// The events, at most 500.
    pub events: Vec<TailedEvent>,
    /// Whether there were more.
    pub sampled: bool,
}

/// A session; it ends when it is dropped.
pub struct Tail(Arc<Session>);

/// What is followed, and what has been seen.
pub(super) struct Session {
    scope: String,
    account: String,
    groups: Vec<String>,
    streams: Vec<String>,
    stream_prefixes: Vec<String>,
    pattern: FilterPattern,
    seen: Mutex<Update>,
}

impl LogService {
    /// `StartLiveTail`.
    ///
    /// # Errors
    /// [`LogError::NoSuchGroup`], [`LogError::InvalidParameter`].
    pub async fn start_tail(&self, home: &Home, request: StartTail) -> Result<Tail, LogError> {
        let pattern = request.pattern.as_deref().unwrap_or_default();
        Constraints::default()
            .members("logGroupIdentifiers", request.groups.len(), 1..=MAX_GROUPS)
            .members("logStreamNames", request.streams.len(), 0..=MAX_STREAMS)
            .members(
                "logStreamNamePrefixes",
                request.stream_prefixes.len(),
                0..=MAX_STREAMS,
            )
            .length("logEventFilterPattern", pattern, 0..=MAX_LENGTH)
            .check()?;
        let (streams, prefixes) = (&request.streams, &request.stream_prefixes);
        // The texts are ours [C].
        if !streams.is_empty() && !prefixes.is_empty() {
            return Err(LogError::InvalidParameter(
                "logStreamNames and logStreamNamePrefixes are mutually exclusive parameters."
                    .to_owned(),
            ));
        }
        if request.groups.len() > 1 && !(streams.is_empty() && prefixes.is_empty()) {
            return Err(LogError::InvalidParameter(
                "Log streams can be named for a single log group only.".to_owned(),
            ));
        }
        let pattern = FilterPattern::parse(pattern)?;
        let mut groups = Vec::new();
        for group in &request.groups {
            groups.push(self.find_group(home, group).await?.name);
        }
        let session = Arc::new(Session {
            scope: home.to_string(),
            account: home.account.clone(),
            groups,
            streams: request.streams,
            stream_prefixes: request.stream_prefixes,
            pattern,
            seen: Mutex::default(),
        });
        self.watch.follow(&session);
        Ok(Tail(session))
    }
}

impl Tail {
    /// What was written since the last call.
    pub fn update(&self) -> Update {
        let mut seen = self.0.seen();
        std::mem::take(&mut *seen)
    }
}

impl Session {
    /// Keeps what the session follows of what has been written.
    pub(super) fn take_note(&self, batch: &LogBatch) {
        let stream = |names: &[String]| names.is_empty() || names.contains(&batch.stream);
        let mut prefixes = self.stream_prefixes.iter();
        let follows = batch.scope == self.scope
            && self.groups.contains(&batch.group)
            && stream(&self.streams)
            && (self.stream_prefixes.is_empty()
                || prefixes.any(|prefix| batch.stream.starts_with(prefix)));
        if !follows {
            return;
        }
        let events = batch.events.iter();
        let mut selected = events.filter(|event| self.pattern.matches(&event.message));
        let mut seen = self.seen();
        while seen.events.len() < MAX_EVENTS {
            let Some(event) = selected.next() else {
                return;
            };
            seen.events.push(TailedEvent {
                group: format!("{}:{}", self.account, batch.group),
                stream: batch.stream.clone(),
                timestamp: event.timestamp,
                ingestion_time: batch.ingested,
                message: event.message.clone(),
            });
        }
        seen.sampled |= selected.next().is_some();
    }

    fn seen(&self) -> std::sync::MutexGuard<'_, Update> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
