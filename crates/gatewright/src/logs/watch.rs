//! Those who follow what is written: subscription filters and live tails. Nobody waits for them: what
//! they cannot take in time is left out, and they are told.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError, RwLock, Weak};

use tokio::sync::mpsc;

use super::filter::FilterPattern;
use super::filters::SubscriptionFilter;
use super::tail::Session;
use crate::home::Home;
use crate::store::LogBatch;

/// Deliveries that may wait.
const WAITING: usize = 4096;

/// Events of one stream that a subscription filter selected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// Whose they are.
    pub home: Home,
    /// Their log group.
    pub group: String,
    /// Their log stream.
    pub stream: String,
    /// The filter's name.
    pub filter: String,
    /// The ARN of what they are for.
    pub destination: String,
    /// The events.
    pub events: Vec<DeliveredEvent>,
}

/// An event of a delivery.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeliveredEvent {
    /// An id, 56 digits.
    pub id: String,
    /// Epoch milliseconds.
    pub timestamp: i64,
    /// The text.
    pub message: String,
    /// What the filter's pattern names in it, without the `$`; nothing for patterns without names.
    pub extracted: BTreeMap<String, String>,
}

/// All who follow.
pub(super) struct Watch {
    /// By account and region, and group.
    subscribed: RwLock<HashMap<(String, String), Vec<Subscribed>>>,
    tails: Mutex<Vec<Weak<Session>>>,
    deliveries: mpsc::Sender<Delivery>,
    receiver: Mutex<Option<mpsc::Receiver<Delivery>>>,
}

struct Subscribed {
    filter: SubscriptionFilter,
    pattern: Arc<FilterPattern>,
}

impl Default for Watch {
    fn default() -> Self {
        let (deliveries, receiver) = mpsc::channel(WAITING);
        Self {
            subscribed: RwLock::default(),
            tails: Mutex::default(),
            deliveries,
            receiver: Mutex::new(Some(receiver)),
        }
    }
}

impl Watch {
    pub(super) fn take_deliveries(&self) -> Option<mpsc::Receiver<Delivery>> {
        let receiver = self.receiver.lock();
        receiver.unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Sets the subscription filters of a group.
    pub(super) fn subscribe(
        &self,
        scope: &str,
        group: &str,
        filters: impl Iterator<Item = SubscriptionFilter>,
    ) {
        let subscribed: Vec<Subscribed> = filters
            .filter_map(|filter| {
                // What was put has been checked.
                let pattern = Arc::new(FilterPattern::parse(&filter.pattern).ok()?);
                Some(Subscribed { filter, pattern })
            })
            .collect();
        let key = (scope.to_owned(), group.to_owned());
        let mut all = self
            .subscribed
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        if subscribed.is_empty() {
            all.remove(&key);
        } else {
            all.insert(key, subscribed);
        }
    }

    /// Forgets all subscription filters.
    pub(super) fn forget(&self) {
        let all = self.subscribed.write();
        all.unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Lets a session follow from now on, as long as it is held.
    pub(super) fn follow(&self, session: &Arc<Session>) {
        let mut tails = self.tails.lock().unwrap_or_else(PoisonError::into_inner);
        tails.push(Arc::downgrade(session));
    }

    /// Of what is about to be written, what somebody follows.
    pub(super) fn followed(&self, batches: &[LogBatch]) -> Vec<LogBatch> {
        let tails = {
            let mut tails = self.tails.lock().unwrap_or_else(PoisonError::into_inner);
            tails.retain(|tail| tail.strong_count() > 0);
            !tails.is_empty()
        };
        let subscribed = self
            .subscribed
            .read()
            .unwrap_or_else(PoisonError::into_inner);
        if !tails && subscribed.is_empty() {
            return Vec::new();
        }
        let follows = |batch: &&LogBatch| {
            tails || subscribed.contains_key(&(batch.scope.clone(), batch.group.clone()))
        };
        batches.iter().filter(follows).cloned().collect()
    }

    /// Tells those who follow of what has been written.
    pub(super) fn written(&self, batches: Vec<LogBatch>) {
        if batches.is_empty() {
            return;
        }
        let sessions: Vec<Arc<Session>> = {
            let tails = self.tails.lock().unwrap_or_else(PoisonError::into_inner);
            tails.iter().filter_map(Weak::upgrade).collect()
        };
        for batch in batches {
            for session in &sessions {
                session.take_note(&batch);
            }
            self.deliver(&batch);
        }
    }

    fn deliver(&self, batch: &LogBatch) {
        let key = (batch.scope.clone(), batch.group.clone());
        let subscribed: Vec<(SubscriptionFilter, Arc<FilterPattern>)> = {
            let all = self
                .subscribed
                .read()
                .unwrap_or_else(PoisonError::into_inner);
            let of_group = all.get(&key).into_iter().flatten();
            of_group
                .map(|one| (one.filter.clone(), Arc::clone(&one.pattern)))
                .collect()
        };
        let Some((account, region)) = batch.scope.split_once('/') else {
            return;
        };
        for (filter, pattern) in subscribed {
            let events = delivered(batch, &pattern);
            if events.is_empty() {
                continue;
            }
            let lines = events.len();
            let delivery = Delivery {
                home: Home::new(account, region),
                group: batch.group.clone(),
                stream: batch.stream.clone(),
                filter: filter.name,
                destination: filter.destination,
                events,
            };
            if self.deliveries.try_send(delivery).is_err() {
                tracing::warn!(
                    group = batch.group,
                    lines,
                    "log lines are not delivered: too many deliveries wait"
                );
            }
        }
    }
}

fn delivered(batch: &LogBatch, pattern: &FilterPattern) -> Vec<DeliveredEvent> {
    // Unique as AWS's are; the events' own ids (`FilterLogEvents`) are not known yet.
    let unique = uuid::Uuid::new_v4().as_u128() % 100_000_000_000_000_000_000;
    let event = |(index, event): (usize, &crate::store::LogEvent)| {
        let extracted = pattern.fields(&event.message)?;
        Some(DeliveredEvent {
            id: format!(
                "{:013}{:013}{unique:020}{index:010}",
                event.timestamp, batch.ingested
            ),
            timestamp: event.timestamp,
            message: event.message.clone(),
            extracted,
        })
    };
    batch.events.iter().enumerate().filter_map(event).collect()
}
