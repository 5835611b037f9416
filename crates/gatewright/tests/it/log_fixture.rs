//! A log service to test, and what the tests of it share.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use gatewright::home::Home;
use gatewright::logs::{FilterEvents, LogError, LogEvent, LogService, NewGroup, Rejected};
use gatewright::store::Store;

pub(crate) const NOW: i64 = 1_700_000_000_000;
pub(crate) const HOUR: i64 = 3_600_000;
pub(crate) const DAY: i64 = 24 * HOUR;

pub(crate) struct Logs {
    pub(crate) service: LogService,
    pub(crate) scope: Home,
    pub(crate) now: Arc<AtomicI64>,
}

/// A service on an empty store with the group `g` and its stream `s`, and a clock to set.
pub(crate) async fn logs() -> Logs {
    let now = Arc::new(AtomicI64::new(NOW));
    let clock = Arc::clone(&now);
    let clock = Arc::new(move || clock.load(Ordering::Relaxed));
    let (service, task) = LogService::new(Store::ephemeral().unwrap(), clock);
    tokio::spawn(task.run());
    let scope = Home::new("123456789012", "us-east-1");
    let group = NewGroup {
        name: "g".into(),
        ..NewGroup::default()
    };
    service.create_group(&scope, group).await.unwrap();
    service.create_stream(&scope, "g", "s").await.unwrap();
    Logs {
        service,
        scope,
        now,
    }
}

pub(crate) fn event(timestamp: i64, message: &str) -> LogEvent {
    LogEvent {
        timestamp,
        message: message.into(),
    }
}

pub(crate) fn refused<T>(result: Result<T, LogError>) -> (&'static str, String) {
    let error = result.err().unwrap();
    assert_eq!(error.status(), 400);
    (error.code(), error.to_string())
}

/// A request for all events of the group `g`.
pub(crate) fn everything() -> FilterEvents {
    FilterEvents {
        group: "g".into(),
        ..FilterEvents::default()
    }
}

impl Logs {
    pub(crate) async fn put(&self, events: &[(i64, &str)]) -> Result<Option<Rejected>, LogError> {
        let events = events
            .iter()
            .map(|(at, message)| event(*at, message))
            .collect();
        let put = self
            .service
            .put_events(&self.scope, "g", "s", events)
            .await?;
        assert_eq!(put.next_sequence_token.len(), 56);
        Ok(put.rejected)
    }

    pub(crate) async fn filtered(&self, request: FilterEvents) -> Result<Vec<String>, LogError> {
        let page = self.service.filter_events(&self.scope, request).await?;
        Ok(page.events.into_iter().map(|event| event.message).collect())
    }

    /// All pages of a filter together, and how many there were.
    pub(crate) async fn pages(&self, mut request: FilterEvents) -> (Vec<String>, usize) {
        let (mut messages, mut pages) = (Vec::new(), 0);
        loop {
            let page = self
                .service
                .filter_events(&self.scope, request.clone())
                .await
                .unwrap();
            messages.extend(page.events.into_iter().map(|event| event.message));
            pages += 1;
            request.next_token = page.next_token;
            if request.next_token.is_none() {
                return (messages, pages);
            }
        }
    }
}
