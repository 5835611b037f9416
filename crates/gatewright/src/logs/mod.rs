//! The log service: what CloudWatch Logs promises, in plain types.
//!
//! It knows AWS's rules and texts and the store; it knows no wire shapes. Operations translate
//! requests into calls on [`LogService`]; the request path writes through [`LogWriter`], which never
//! waits. Every operation first waits for what was written before it, so a client that has its answer
//! finds the lines of its request.

mod constraints;
mod error;
pub mod filter;
mod filters;
mod groups;
pub mod insights;
mod put;
mod queries;
mod read;
mod streams;
mod tail;
mod token;
mod watch;
mod writer;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use crate::store::LogEvent;
pub use error::LogError;
pub use filters::{
    DescribeMetricFilters, GroupsMetricFilter, MetricFilter, MetricTransformation,
    SubscriptionFilter,
};
pub use groups::{DescribeGroups, LogGroup, NewGroup};
pub use insights::Malformed;
pub use put::{Put, Rejected};
pub use queries::{
    DescribeQueries, QueryInfo, QueryResults, QueryStatistics, QueryStatus, StartQuery,
};
pub use read::{FilterEvents, FilteredEvent, FilteredPage, GetEvents, OutputEvent, OutputPage};
pub use streams::{DescribeStreams, LogStream};
pub use tail::{StartTail, Tail, TailedEvent, Update};
pub use watch::{DeliveredEvent, Delivery};
pub use writer::{LogTask, LogWriter};

use crate::home::Home;
use crate::store::Store;
use filter::FilterPattern;
use groups::Settings;
use queries::Queries;
use tokio::sync::mpsc;
use watch::Watch;

/// Gives the time, in epoch milliseconds.
pub type Clock = Arc<dyn Fn() -> i64 + Send + Sync>;

const DAY: i64 = 24 * 60 * 60 * 1000;

/// CloudWatch Logs. Clones share everything.
#[derive(Clone)]
pub struct LogService {
    store: Store,
    clock: Clock,
    writer: LogWriter,
    watch: Arc<Watch>,
    queries: Arc<Queries>,
}

/// A message that a filter pattern selects, as `TestMetricFilter` returns it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilterMatch {
    /// Its place among the messages, from 0 [C].
    pub event_number: usize,
    /// The message.
    pub message: String,
    /// The values that the pattern names in it.
    pub extracted: BTreeMap<String, String>,
}

impl LogService {
    /// A service on `store`, and the task to spawn for it.
    pub fn new(store: Store, clock: Clock) -> (Self, LogTask) {
        let (writer, settled) = LogWriter::new(Arc::clone(&clock));
        let service = Self {
            store,
            clock,
            writer,
            watch: Arc::default(),
            queries: Arc::default(),
        };
        service.watch_subscriptions();
        let task = LogTask {
            service: service.clone(),
            settled,
        };
        (service, task)
    }

    /// Lets the subscription filters that are stored follow what is written.
    fn watch_subscriptions(&self) {
        let watched = || -> Result<(), crate::store::Error> {
            for scope in self.store.log_scopes()? {
                for group in self
                    .store
                    .log_groups::<Settings>(&scope, "", None, usize::MAX)?
                {
                    let filters = group.settings.subscription_filters.into_values();
                    self.watch.subscribe(&scope, &group.name, filters);
                }
            }
            Ok(())
        };
        if let Err(error) = watched() {
            tracing::warn!(%error, "cannot read the subscription filters");
        }
    }

    /// What subscription filters select from now on; once. If nobody takes it, it is lost.
    pub fn take_deliveries(&self) -> Option<mpsc::Receiver<Delivery>> {
        self.watch.take_deliveries()
    }

    /// Called when the store was emptied.
    pub fn forget_all(&self) {
        self.watch.forget();
        self.queries.forget();
    }

    /// Where the request path writes.
    pub fn writer(&self) -> &LogWriter {
        &self.writer
    }

    /// `TestMetricFilter`: which of the messages the pattern selects.
    ///
    /// # Errors
    /// [`LogError::InvalidParameter`] when it is no pattern.
    pub fn test_filter(pattern: &str, messages: Vec<String>) -> Result<Vec<FilterMatch>, LogError> {
        let pattern = FilterPattern::parse(pattern)?;
        let matched = |(index, message): (usize, String)| {
            Some(FilterMatch {
                event_number: index,
                extracted: pattern.extract(&message)?,
                message,
            })
        };
        Ok(messages
            .into_iter()
            .enumerate()
            .filter_map(matched)
            .collect())
    }

    fn now(&self) -> i64 {
        (self.clock)()
    }
}

/// The ARN of a log group, without `:*`.
fn group_arn(home: &Home, group: &str) -> String {
    let Home { account, region } = home;
    format!("arn:aws:logs:{region}:{account}:log-group:{group}")
}
