//! Asynchronous invocations: accepted at once, tried again when they fail, discarded in the end.
//!
//! As AWS does it ("Error handling for asynchronous invocations" in the Lambda guide): what fails
//! inside the function is tried twice more, after one minute and after two; what does not reach it
//! (throttles, errors of the system) goes back to the queue, again and again with growing pauses,
//! until the event is too old. Every try has the same request id and runs the code of its time.
//!
//! Events are in memory and end with the host.

use std::fmt::Display;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::time::Instant;

use crate::error::InvokeError;
use crate::function::{FunctionVersion, Invocation, Outcome};
use crate::{ASYNCHRONOUS_REQUEST_LIMIT, Lambda};

/// How many bytes of payload may wait. AWS's queue has no end; here the machine's memory has one.
pub const QUEUE_LIMIT: usize = 256 << 20;

/// One permit of the queue's room; each event takes at least one.
const ROOM_UNIT: usize = 1 << 10;

/// How often and how long an event is tried: `PutFunctionEventInvokeConfig`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RetryPolicy {
    /// Further tries after errors in the function, 0 to 2.
    pub maximum_retry_attempts: u32,
    /// How old an event may be when it is tried.
    pub maximum_event_age: Duration,
}

impl Default for RetryPolicy {
    /// AWS's: two, and six hours.
    fn default() -> Self {
        Self {
            maximum_retry_attempts: 2,
            maximum_event_age: Duration::from_hours(6),
        }
    }
}

/// The pauses between tries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RetryDelays {
    /// After the function's first error; twice as long after the second.
    pub after_error: Duration,
    /// After the first try that did not reach the function; each further pause is twice as long.
    pub first_backoff: Duration,
    /// But no longer than this.
    pub longest_backoff: Duration,
}

impl Default for RetryDelays {
    /// AWS's: a minute; from a second to five minutes.
    fn default() -> Self {
        Self {
            after_error: Duration::from_mins(1),
            first_backoff: Duration::from_secs(1),
            longest_backoff: Duration::from_mins(5),
        }
    }
}

/// An asynchronous invocation that was accepted.
#[derive(Debug)]
pub struct Event {
    request_id: String,
    invocation: Invocation,
    accepted: Instant,
    /// Given back when the event is done with.
    _room: OwnedSemaphorePermit,
}

impl Event {
    /// The id that every try has.
    pub fn request_id(&self) -> &str {
        &self.request_id
    }
}

/// What to run at a try.
#[derive(Debug, Clone)]
pub struct Found {
    /// The version.
    pub function: Arc<FunctionVersion>,
    /// What holds for its events.
    pub retries: RetryPolicy,
}

/// Why an event was given up.
#[derive(Debug, thiserror::Error)]
pub enum Discarded {
    /// The function failed as often as it may.
    #[error(
        "the function failed {tries} times, at last with {}",
        String::from_utf8_lossy(&last.payload)
    )]
    RetriesExhausted {
        /// How often it was tried.
        tries: u32,
        /// What came of it at last: an error.
        last: Box<Outcome>,
    },
    /// It would have been too old at its next try.
    #[error("the event became older than {} seconds", limit.as_secs_f64())]
    EventAgeExceeded {
        /// The age allowed.
        limit: Duration,
    },
    /// AWS does not try at all what a reserved concurrency of zero forbids.
    #[error("the function's reserved concurrency is zero")]
    ZeroReservedConcurrency,
    /// The function or its qualifier is no more.
    #[error("{0}")]
    NotFound(String),
    /// It cannot be run, and waiting does not help.
    #[error(transparent)]
    Unrunnable(InvokeError),
    /// The host is ending.
    #[error("the host of the functions is shutting down")]
    ShuttingDown,
}

/// The queue's bounds, and whether it is still worked on.
#[derive(Debug)]
pub(crate) struct Queue {
    delays: RetryDelays,
    room: Arc<Semaphore>,
    ending: watch::Sender<bool>,
}

impl Queue {
    pub(crate) fn new(delays: RetryDelays) -> Self {
        Self {
            delays,
            room: Arc::new(Semaphore::new(QUEUE_LIMIT / ROOM_UNIT)),
            ending: watch::Sender::new(false),
        }
    }
}

impl Lambda {
    /// Accepts an asynchronous invocation. Nothing happens before [`carry_out`](Self::carry_out).
    pub fn accept(&self, invocation: Invocation) -> Result<Event, InvokeError> {
        let size = invocation.payload.len();
        if size > ASYNCHRONOUS_REQUEST_LIMIT {
            return Err(InvokeError::RequestTooLarge {
                size,
                limit: ASYNCHRONOUS_REQUEST_LIMIT,
            });
        }
        let units = u32::try_from(size / ROOM_UNIT + 1).unwrap_or(u32::MAX);
        let room = Arc::clone(&self.queue.room)
            .try_acquire_many_owned(units)
            .map_err(|_| InvokeError::QueueFull { limit: QUEUE_LIMIT })?;
        Ok(Event {
            request_id: uuid::Uuid::new_v4().to_string(),
            invocation,
            accepted: Instant::now(),
            _room: room,
        })
    }

    /// Tries `event` until it succeeds or is given up. `find` is asked before every try, since the
    /// function may have changed.
    pub async fn carry_out<F, E>(
        &self,
        event: Event,
        find: impl Fn() -> F + Send,
    ) -> Result<Outcome, Discarded>
    where
        F: Future<Output = Result<Found, E>> + Send,
        E: Display,
    {
        let delays = self.queue.delays;
        let mut ending = self.queue.ending.subscribe();
        let mut errors = 0;
        let mut backoff = delays.first_backoff;
        loop {
            let Found { function, retries } = find()
                .await
                .map_err(|error| Discarded::NotFound(error.to_string()))?;
            if function.reserved_concurrency == Some(0) {
                return Err(Discarded::ZeroReservedConcurrency);
            }
            let invocation = event.invocation.clone();
            let pause = match self
                .try_once(&function, invocation, event.request_id.clone())
                .await
            {
                Ok(outcome) if outcome.function_error.is_none() => return Ok(outcome),
                Ok(outcome) => {
                    errors += 1;
                    if errors > retries.maximum_retry_attempts {
                        return Err(Discarded::RetriesExhausted {
                            tries: errors,
                            last: Box::new(outcome),
                        });
                    }
                    delays.after_error * errors
                }
                Err(InvokeError::Throttled { .. } | InvokeError::Host { .. }) => {
                    let pause = backoff;
                    backoff = (backoff * 2).min(delays.longest_backoff);
                    pause
                }
                Err(InvokeError::ShuttingDown) => return Err(Discarded::ShuttingDown),
                Err(error) => return Err(Discarded::Unrunnable(error)),
            };
            let limit = retries.maximum_event_age;
            if event.accepted.elapsed() + pause > limit {
                return Err(Discarded::EventAgeExceeded { limit });
            }
            tokio::select! {
                () = tokio::time::sleep(pause) => {}
                _ = ending.wait_for(|ending| *ending) => return Err(Discarded::ShuttingDown),
            }
        }
    }

    /// Gives up the events that wait for their next try; those that are being tried have no further
    /// one. For a host that is about to end.
    pub fn discard_events(&self) {
        self.queue.ending.send_replace(true);
    }
}
