//! `PutLogEvents` (F§7.2).

use super::constraints::Constraints;
use super::streams::{check_names, sequence_token};
use super::{DAY, LogError, LogEvent, LogService};
use crate::home::Home;
use crate::store::{LogBatch, Missing};

/// The most that one call may carry, in bytes, each event counting [`EVENT_OVERHEAD`] more.
const MAX_UPLOAD: usize = 1 << 20;
/// What AWS counts for an event beside its text.
pub(super) const EVENT_OVERHEAD: usize = 26;
const MAX_EVENTS: usize = 10_000;
const TOO_OLD: i64 = 14 * DAY;
const TOO_NEW: i64 = 2 * 60 * 60 * 1000;

/// What `PutLogEvents` answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Put {
    /// A token that nobody needs any more.
    pub next_sequence_token: String,
    /// Which events were not taken.
    pub rejected: Option<Rejected>,
}

/// Which events were not taken; those in between were.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Rejected {
    /// Events from here on are more than two hours in the future.
    pub too_new_start: Option<usize>,
    /// Events before this one are more than 14 days old.
    pub too_old_end: Option<usize>,
    /// Events before this one are older than the group's retention.
    pub expired_end: Option<usize>,
}

impl LogService {
    /// `PutLogEvents`: appends events to a stream. A sequence token is not needed.
    ///
    /// # Errors
    /// [`LogError::NoSuchGroup`], [`LogError::NoSuchStream`], and [`LogError::InvalidParameter`] for
    /// events out of order, too large, too many or too far apart.
    pub async fn put_events(
        &self,
        home: &Home,
        group: &str,
        stream: &str,
        events: Vec<LogEvent>,
    ) -> Result<Put, LogError> {
        check_names(group, stream)?;
        check_events(&events)?;
        let found = self.find_group(home, group).await?;
        if self.store.log_stream(found.id, stream)?.is_none() {
            return Err(LogError::NoSuchStream);
        }

        let now = self.now();
        let older_than = |limit: i64| events.partition_point(|event| event.timestamp < limit);
        let too_old = older_than(now - TOO_OLD);
        let expired = self.oldest_kept(&found.settings).map_or(0, older_than);
        let too_new = older_than(now + TOO_NEW + 1);
        let taken = too_old.max(expired).min(too_new)..too_new;
        let rejected = Rejected {
            too_new_start: (too_new < events.len()).then_some(too_new),
            too_old_end: (too_old > 0).then_some(too_old),
            expired_end: (expired > 0).then_some(expired),
        };
        let events = events[taken].to_vec();
        check_span(&events)?;
        let batch = LogBatch {
            scope: home.to_string(),
            group: group.to_owned(),
            stream: stream.to_owned(),
            ingested: now,
            events,
        };
        let batches = vec![batch];
        let followed = self.watch.followed(&batches);
        self.store.append_logs(batches, Missing::Refuse).await?;
        self.watch.written(followed);
        let stream = self.store.log_stream(found.id, stream)?;
        Ok(Put {
            next_sequence_token: sequence_token(&stream.ok_or(LogError::NoSuchStream)?),
            rejected: (rejected != Rejected::default()).then_some(rejected),
        })
    }
}

fn check_events(events: &[LogEvent]) -> Result<(), LogError> {
    let mut constraints = Constraints::default().members("logEvents", events.len(), 1..=MAX_EVENTS);
    for (number, event) in events.iter().enumerate() {
        let at = format!("logEvents.{}.member", number + 1);
        if event.message.is_empty() {
            constraints = constraints.length(&format!("{at}.message"), "", 1..=MAX_UPLOAD);
        }
        if event.timestamp < 0 {
            let timestamp = event.timestamp;
            constraints = constraints.range(&format!("{at}.timestamp"), timestamp, 0..=i64::MAX);
        }
    }
    constraints.check()?;
    let size = |event: &LogEvent| event.message.len() + EVENT_OVERHEAD;
    let bytes: usize = events.iter().map(size).sum();
    if bytes > MAX_UPLOAD {
        return Err(LogError::InvalidParameter(format!(
            "Upload too large: {bytes} bytes exceeds limit of {MAX_UPLOAD}"
        )));
    }
    if !events.is_sorted_by_key(|event| event.timestamp) {
        return Err(LogError::InvalidParameter(
            "Log events in a single PutLogEvents request must be in chronological order."
                .to_owned(),
        ));
    }
    Ok(())
}

/// The events that are taken may lie a day apart; the text is AWS's documentation's [C].
fn check_span(events: &[LogEvent]) -> Result<(), LogError> {
    match (events.first(), events.last()) {
        (Some(first), Some(last)) if last.timestamp - first.timestamp > DAY => {
            Err(LogError::InvalidParameter(
                "The batch of log events in a single PutLogEvents request cannot span more than 24 hours."
                    .to_owned(),
            ))
        }
        _ => Ok(()),
    }
}
