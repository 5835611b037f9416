//! The way of log lines from the request path into the store: a queue that never makes its senders
//! wait, and a task that appends what has gathered.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{Notify, watch};
use tokio::time::MissedTickBehavior;

use super::LogService;
use crate::home::Home;
use crate::store::{LogBatch, LogEvent, Missing};

/// The most that may wait, in bytes of text; beyond it lines are dropped and counted.
const MAX_WAITING: usize = 64 << 20;
/// What a line costs beside its text.
const OVERHEAD: usize = 64;
/// How long lines gather once there are some: under load, one transaction then takes those of many requests.
const GATHER: Duration = Duration::from_millis(5);
/// Among how many streams of late more lines for the same one are looked for.
const NEAR: usize = 64;
/// How often expired events are removed.
const SWEEP: Duration = Duration::from_hours(1);

/// Where Lambda output and execution logs go. Clones share the queue.
#[derive(Clone)]
pub struct LogWriter {
    shared: Arc<Shared>,
}

struct Shared {
    waiting: Mutex<Waiting>,
    wake: Notify,
    dropped: AtomicU64,
    /// How many batches the task has dealt with.
    settled: watch::Receiver<u64>,
    clock: super::Clock,
}

#[derive(Default)]
struct Waiting {
    batches: Vec<LogBatch>,
    bytes: usize,
    /// How many batches were ever accepted.
    accepted: u64,
}

impl LogWriter {
    pub(super) fn new(clock: super::Clock) -> (Self, watch::Sender<u64>) {
        let (sender, settled) = watch::channel(0);
        let shared = Arc::new(Shared {
            waiting: Mutex::default(),
            wake: Notify::new(),
            dropped: AtomicU64::new(0),
            settled,
            clock,
        });
        (Self { shared }, sender)
    }

    /// Hands over the lines of one request for one stream. Group and stream
    /// are created if need be. Never waits; when too much is waiting already the lines are dropped.
    pub fn write(&self, home: &Home, group: &str, stream: &str, events: Vec<LogEvent>) {
        if events.is_empty() {
            return;
        }
        let count = events.len() as u64;
        let cost = |event: &LogEvent| event.message.len() + OVERHEAD;
        let bytes: usize = events.iter().map(cost).sum();
        let batch = LogBatch {
            scope: home.to_string(),
            group: group.to_owned(),
            stream: stream.to_owned(),
            ingested: (self.shared.clock)(),
            events,
        };
        {
            let mut waiting = self.waiting();
            if waiting.bytes + bytes > MAX_WAITING {
                drop(waiting);
                self.shared.dropped.fetch_add(count, Ordering::Relaxed);
                return;
            }
            waiting.bytes += bytes;
            waiting.accepted += 1;
            waiting.batches.push(batch);
        }
        self.shared.wake.notify_one();
    }

    /// Waits until all that was written before can be read. Returns at once when nothing waits, and
    /// when the task that writes has ended, since then nothing more will come.
    pub async fn flush(&self) {
        let accepted = self.waiting().accepted;
        let mut settled = self.shared.settled.clone();
        // An error means that the task has ended.
        let _ = settled.wait_for(|settled| *settled >= accepted).await;
    }

    /// How many lines were lost, because too much was waiting or the store failed.
    pub fn dropped(&self) -> u64 {
        self.shared.dropped.load(Ordering::Relaxed)
    }

    fn waiting(&self) -> std::sync::MutexGuard<'_, Waiting> {
        // Held for a push or a take, so a poisoned queue is whole.
        let waiting = self.shared.waiting.lock();
        waiting.unwrap_or_else(PoisonError::into_inner)
    }

    fn take(&self) -> Waiting {
        let mut waiting = self.waiting();
        let accepted = waiting.accepted;
        std::mem::replace(
            &mut *waiting,
            Waiting {
                accepted,
                ..Waiting::default()
            },
        )
    }
}

/// The task behind a [`LogWriter`]; it also removes expired events from time to time.
#[must_use = "nothing is written unless the task runs"]
pub struct LogTask {
    pub(super) service: LogService,
    pub(super) settled: watch::Sender<u64>,
}

impl LogTask {
    /// Writes until the runtime stops it. To lose nothing, await [`LogWriter::flush`] first.
    pub async fn run(self) {
        let mut sweep = tokio::time::interval(SWEEP);
        sweep.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                () = self.service.writer().shared.wake.notified() => {
                    tokio::time::sleep(GATHER).await;
                    self.write_waiting().await;
                }
                _ = sweep.tick() => {
                    if let Err(error) = self.service.expire().await {
                        tracing::warn!(%error, "cannot remove expired log events");
                    }
                }
            }
        }
    }

    async fn write_waiting(&self) {
        let writer = self.service.writer();
        let taken = writer.take();
        if !taken.batches.is_empty() {
            let lines: usize = taken.batches.iter().map(|batch| batch.events.len()).sum();
            let watch = &self.service.watch;
            let followed = watch.followed(&taken.batches);
            let batches = by_stream(taken.batches);
            let appended = self.service.store.append_logs(batches, Missing::Create);
            match appended.await {
                Ok(()) => watch.written(followed),
                Err(error) => {
                    tracing::warn!(%error, lines, "log lines are lost");
                    let dropped = &writer.shared.dropped;
                    dropped.fetch_add(lines as u64, Ordering::Relaxed);
                }
            }
        }
        self.settled.send_replace(taken.accepted);
    }
}

/// The batches, those for one stream as one in the place of the first: what a record costs is its row more than its
/// events.
fn by_stream(batches: Vec<LogBatch>) -> Vec<LogBatch> {
    let mut gathered: Vec<LogBatch> = Vec::with_capacity(batches.len().min(NEAR));
    for batch in batches {
        let is_for_same = |other: &&mut LogBatch| {
            other.stream == batch.stream && other.group == batch.group && other.scope == batch.scope
        };
        match gathered.iter_mut().rev().take(NEAR).find(is_for_same) {
            Some(other) => {
                other.ingested = other.ingested.max(batch.ingested);
                other.events.extend(batch.events);
            }
            None => gathered.push(batch),
        }
    }
    gathered
}
